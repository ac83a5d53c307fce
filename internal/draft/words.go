package draft

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"disclosure/internal/report"
)

// The words by which reports of this genre are known.
var (
	contentsWords = regexp.MustCompile(`^[（(【]?(目录|目次)[)）】]?[:：]?$`)
	annexesWords  = regexp.MustCompile(`^附表[:：]?$`)
	glossaryWords = regexp.MustCompile(`名词解释|名词说明|专业名词`)

	// numbers of parts, headings and items
	partNumber   = regexp.MustCompile(`^第[一二三四五六七八九十]+(部分|章)\s*[:：、]?\s*`)
	annexLine    = regexp.MustCompile(`^附件\s*[:：]`)                                    // beside the parts of a report
	codeBefore   = regexp.MustCompile(`^([0-9]{3,}\s*[_＿—–-]|[\[【][0-9]{3,}[\]】])\s*`) // of a body, before its name: 301_某局
	firstNumber  = regexp.MustCompile(`^[一二三四五六七八九十]+、\s*`)
	secondNumber = regexp.MustCompile(`^[（(][一二三四五六七八九十]+[)）]、?\s*`)
	thirdNumber  = regexp.MustCompile(`^[0-9]{1,2}\s*[.．、]\s*`)
	fourthNumber = regexp.MustCompile(`^[（(][0-9]{1,2}[)）]\s*`)
	anyNumber    = []*regexp.Regexp{partNumber, firstNumber, secondNumber, thirdNumber, fourthNumber, report.LabelBefore}
	tableLabel   = regexp.MustCompile(`^[（(]?(附件|附表|附|表|\p{Han}{0,6}(公开|批复|预算|决算)表?)\s*[0-9０-９一二三四五六七八九十]+([-—–.][0-9０-９]+)*\s*表?[)）]?\s*[:：]?$`)
	captionWords = regexp.MustCompile(`^[（(]?((编制|编报|填报|填表|预算|公开|单位|部门|主管)?(单位|部门)(名称|[（(].{1,4}[)）])*\s*[:：]|(金额|计量|货币|数量)?单位\s*[:：]|(编制|填报|公开|批复)(日期|时间)\s*[:：]|((预算)?年度\s*[:：]\s*)?([0-9]{4}|20[Xx]{2})\s*年度?[)）]?$)`)
	unitAlone    = regexp.MustCompile(`^[（(]?(金额|计量|货币)?单位\s*[:：]\s*\p{Han}{0,3}元\s*[)）]?$`) // a cell that says nothing else
	noteWords    = regexp.MustCompile(`^[（(*※]?(注|说明|备注|附注|注释)\s*[0-9]*\s*[:：.．、]`)
	emptyWords   = regexp.MustCompile(`(此表|本表|该表|故)\S{0,6}(为空|无数据|空表|没有数据)|公开空表|空表列示`)
	coverBody    = regexp.MustCompile(`^(?:预算|编制|主管)?(?:主管|单位|部门)+(?:名称)?\s*[:：]\s*(.+)$`)
	yearWords    = regexp.MustCompile(`(20[0-9]{2})\s*年`)
	kindEnd      = regexp.MustCompile(`^度|度?\s*([省市区县本]级)?(部门|单位)?(预算|决算)(信息)?(公开)?(情况)?(说明|报告|目录|表)?$`)
	sentenceEnd  = "。；;：:，,！？"
	titleEnd     = regexp.MustCompile(`(表|情况|说明|解释|概况|职能|设置|目标|目录)([（(].{1,10}[)）])?$`)
	tableEnd     = regexp.MustCompile(`表([（(].{1,12}[)）])?$`)
	labelled     = regexp.MustCompile(`^(附?表|附件|公开)\s*[0-9０-９一二三四五六七八九十]+`)
	// a heading that ends as a sentence does: （一）主要职责。
	stoppedHeading = regexp.MustCompile(`^[^，。；：、]{1,4}[^，。；：]{0,14}(主要职责|职能|机构设置|说明)。$`)
	kindOfHeading  = []struct {
		words *regexp.Regexp
		slug  string
	}{
		{regexp.MustCompile(`单位决算`), "unit-final-accounts"},
		{regexp.MustCompile(`单位预算`), "unit-budget"},
		{regexp.MustCompile(`决算`), "final-accounts"},
		{regexp.MustCompile(`预算`), "budget"},
	}
)

// leaf is the page number behind an entry of the contents whose leader is blank.
var leaf = regexp.MustCompile(`[ \x{3000}]+[0-9]{1,3}$`)

// fold is a text without what differs between a title and its entry in the
// contents: its number, that of its page, and white space. It is kept, because each block is
// compared with all entries.
func (d *Draft) fold(text string) string {
	folded, known := d.folded[text]
	if !known {
		folded = fold(text)
		d.folded[text] = folded
	}
	return folded
}

func fold(text string) string {
	text = leaf.ReplaceAllString(strings.TrimSpace(text), "")
	for _, n := range anyNumber {
		if rest := n.ReplaceAllString(text, ""); rest != "" {
			text = rest
		}
	}
	return report.Fold(bare(text))
}

// lacksLetter tells whether a line is a title without its first letter, as entries of
// contents are from which a program took more than their number.
func lacksLetter(line, title string) bool {
	_, first := utf8.DecodeRuneInString(title)
	return len(line) >= 12 && line == title[first:]
}

// bare is a text without white space.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
}

// unstopped is a title without the full stop that some reports set behind it:
// 一、收入支出决算总体情况。
func unstopped(text string) string {
	if named := strings.TrimSuffix(text, "。"); numberOf(text) >= 0 && titleEnd.MatchString(named) && !strings.ContainsAny(named, "，。；：:") {
		return named
	}
	return text
}

// sentence tells whether a text ends as a sentence or as what leads to one.
func sentence(text string) bool {
	runes := []rune(text)
	return len(runes) > 0 && strings.ContainsRune(sentenceEnd, runes[len(runes)-1])
}

// short tells whether a text may be a title.
func short(text string) bool { return len([]rune(text)) <= 60 && text != "" }
