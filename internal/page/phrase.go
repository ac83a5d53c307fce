package page

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// phraseWords are the words of the genre that titles and column heads are made
// of. A line may end between two words, never inside one.
var phraseWords = strings.Fields(`
	预算 决算 收支 收入 支出 总表 总计 合计 小计 总体情况 具体情况 情况 说明 名词 解释
	部门 部门预算 部门决算 单位 本级 报告 概况 主要 职能 职责 机构 编制 年度 本年 上年 结余 结转 工作目标 工作要求 工作
	一般公共 政府性基金 国有资本 经营 “三公”经费 机关运行 经费 拨款 财政 专户 管理
	政府采购 政府预算 政府投资 采购 品目 预算数 决算数 执行数 功能分类 经济分类 科目 编码 编号 名称 类别
	基本支出 项目支出 项目 总金额 金额 总额 转移支付 资金 专项 其他 其中 人员 公用
	事业单位 事业收入 上级 补助 附属单位 上缴 履职类 绩效目标 绩效管理 绩效 整体支出 申报表
	目标值 目标 指标 一级 二级 三级 任务 执行 时间 内容 实施 范围 需要 占用 国有资产 信息公开 表格
	因公出国 公务 接待 用车 购置 运行 维护费 维护 交通工具 行政 事务 相关 机关
	基本养老 职业年金 保险 医疗 缴费 住房公积金 住房 改革 购房 补贴 社会保障 就业 卫生健康 离退休
	政务服务 数据管理 服务中心 服务 信息 业务 日常 运营 建设 应用 创新 规划 推广 智慧城市 智慧城区
	指挥中心 人工智能 网格 队伍 平台 劳务 派遣 整理 核对 数字 应当是 同一个数
	各项目 每季度末 累计支出 一年里 怎样花 某一项 同一个原因`)

// phrasesBy holds those words by their first character, longer ones first.
var phrasesBy = func() map[rune][]string {
	by := map[rune][]string{}
	for _, word := range phraseWords {
		first, _ := utf8.DecodeRuneInString(word)
		by[first] = append(by[first], word)
	}
	for _, words := range by {
		slices.SortFunc(words, func(a, b string) int { return len(b) - len(a) })
	}
	return by
}()

// Phrases cuts a title where a line may end: between words of the genre, and
// after the name of a place. Joined, the phrases are the title. No cut stands
// beside a space or punctuation, where a line may end without one.
func Phrases(title string) []string {
	var phrases []string
	start := 0
	for _, end := range append(phraseEnds(title), len(title)) {
		phrases = append(phrases, title[start:end])
		start = end
	}
	return phrases
}

// Quoted tells whether a phrase has quotation marks inside, at which a line
// could end: “三公”经费.
func Quoted(phrase string) bool { return strings.ContainsAny(phrase, "“”") }

var numbered = regexp.MustCompile(`^第[一二三四五六七八九十百]+部分\s+`)

// Numbered parts the number of a title from its name: 第三部分 and 部门预算收支总体情况.
// The number is "" where the title has none; it keeps the space after it.
func Numbered(title string) (number, name string) {
	number = numbered.FindString(title)
	return number, title[len(number):]
}

// phraseEnds are the byte offsets of the cuts.
func phraseEnds(title string) (ends []int) {
	var before piece
	for at := 0; at < len(title); {
		p := pieceAt(title[at:])
		if p.kind == gap || before.kind == gap {
			before = p
		} else if p.alone && !joinsNext(p.text) || before.alone {
			before = piece{kind: p.kind} // one phrase of both
		} else {
			ends = append(ends, at)
			before = p
		}
		at += len(p.text)
	}
	return ends
}

// piece is what a title is made of.
type piece struct {
	text  string
	kind  pieceKind
	alone bool // a single character that the list does not know
}

type pieceKind int

const (
	gap    pieceKind = iota // a character that is no letter and no digit
	word                    // of the list
	others                  // letters and digits up to the next word or gap
)

// pieceAt is the piece that s begins with.
func pieceAt(s string) piece {
	if w := wordAt(s); w != "" {
		return piece{text: w, kind: word}
	}
	count := 0
	for at := 0; at < len(s); {
		r, size := utf8.DecodeRuneInString(s[at:])
		switch {
		case !unicode.IsLetter(r) && !unicode.IsNumber(r):
			if count == 0 {
				return piece{text: s[:size], kind: gap}
			}
			return piece{s[:at], others, count == 1}
		case count > 0 && wordAt(s[at:]) != "":
			return piece{s[:at], others, count == 1}
		case count >= 2 && strings.ContainsRune("省市区县镇乡州旗", r): // 深圳市, not 市场
			end := at + size
			if committee.MatchString(s[end:]) {
				end += len("委")
			}
			return piece{text: s[:end], kind: others}
		}
		count++
		at += size
	}
	return piece{s, others, count == 1}
}

// committee matches the rest of 区委, and not of 区委员会.
var committee = regexp.MustCompile(`^委(?:[^员]|$)`)

var year = regexp.MustCompile(`^(?:19|20)[0-9]{2}年度?`)

// wordAt is a year, or the longest word of the list that s begins with, "" for none.
func wordAt(s string) string {
	if y := year.FindString(s); y != "" {
		return y
	}
	first, _ := utf8.DecodeRuneInString(s)
	for _, w := range phrasesBy[first] {
		if strings.HasPrefix(s, w) {
			return w
		}
	}
	return ""
}

// joinsNext tells whether a single character belongs to the word after it:
// 及运行维护费. Others belong to the word before: 支出表.
func joinsNext(character string) bool { return strings.Contains("及和与并或各", character) }

// tailsOf holds of each word of the list that ends with another one where that
// begins: 基本 and 支出, 政府 and 采购.
var tailsOf = func() map[string]int {
	at := map[string]int{}
	for _, word := range phraseWords {
		for _, tail := range phraseWords {
			if head, ok := strings.CutSuffix(word, tail); ok && utf8.RuneCountInString(head) >= 2 && !Quoted(word) {
				at[word] = len(head)
			}
		}
	}
	return at
}()

// narrowEnds are the byte offsets of the cuts in the head of a column, which may be
// less than four characters wide.
func narrowEnds(head string) (ends []int) {
	start := 0
	for _, end := range append(phraseEnds(head), len(head)) {
		if at, ok := tailsOf[wordAt(head[start:end])]; ok {
			ends = append(ends, start+at)
		}
		if end < len(head) {
			ends = append(ends, end)
		}
		start = end
	}
	return ends
}

// phrased marks in the runs of a title where a line may end.
func (t Text) phrased() Text { return t.cutAt(phraseEnds(t.String())) }

// narrow marks the same in the head of a column.
func (t Text) narrow() Text { return t.cutAt(narrowEnds(t.String())) }

// cutAt marks ends of lines in the runs of a text.
func (t Text) cutAt(ends []int) Text {
	if len(ends) == 0 {
		return t
	}
	marked := slices.Clone(t)
	start := 0
	for i, r := range t {
		end := start + len(r.Text)
		at := start
		for _, cut := range ends {
			if start <= cut && cut < end {
				marked[i].Phrases = append(marked[i].Phrases, r.Text[at-start:cut-start])
				at = cut
			}
		}
		if marked[i].Phrases != nil {
			marked[i].Phrases = append(marked[i].Phrases, r.Text[at-start:])
		}
		start = end
	}
	return marked
}
