package page

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"disclosure/internal/report"
)

// ErrorPage says that something went wrong, what exists, and where to go on. It
// never shows why in technical words: those belong to the log.
type ErrorPage struct {
	Base
	Status  int
	Message string
	Advice  string
	Ways    []Link
}

// errorWords are the words of each error page, by HTTP status.
var errorWords = map[int]struct{ heading, message, advice string }{
	badRequest: {
		"读不懂这个请求",
		"浏览器送来的请求不完整或不合规则。",
		"请检查地址，或从首页重新进入。检索词最多 200 个字。",
	},
	notFound: {
		"没有这一页",
		"本站没有这个地址的内容。",
		"地址里的单位、年份和编号要与报告一致，编号前不加 0。附表的文件以 .csv、.xlsx 或 .json 结尾，正文和项目表以 .json 结尾，整份报告以 .xlsx、.json、.zip 或 .sqlite 结尾。本站公开过的地址不会改作他用，所以这里多半是地址抄错或少了一段。",
	},
	gone: {
		"报告已撤回",
		"公布单位已撤回这份报告，本站不再显示它。",
		"撤回的原因和各个版本的记录见这份报告的“版本与更正”，地址是报告的地址加 /history。",
	},
	methodNotAllowed: {
		"这个地址只供阅读",
		"本站的页面只能读取，不接收提交。",
		"请从首页重新进入。",
	},
	notAcceptable: {
		"没有所要的编码",
		"浏览器拒绝了本站能够给出的每一种编码。",
		"请让它接受 br、gzip 或不压缩的内容。",
	},
	contentTooLarge: {
		"这个地址只供阅读",
		"本站的页面只能读取，不接收随请求送来的内容。",
		"请从首页重新进入。",
	},
	uriTooLong: {
		"地址太长",
		"这个地址比本站的任何地址都长。",
		"请检查地址，或从首页重新进入。检索词最多 200 个字。",
	},
	tooManyRequests: {
		"请稍等片刻",
		"从您所在的网络来的检索和新页面一时太多。别人最近读过的页面仍可照常打开。",
		"请过几秒再试一次。要取整份报告，请下载报告的文件，不必逐页抓取。",
	},
	serverError: {
		"本站出了差错",
		"这一页暂时无法显示，报告的内容没有受影响。",
		"请稍后再试。",
	},
	unavailable: {
		"本站出了差错",
		"这一页暂时无法显示，报告的内容没有受影响。",
		"请稍后再试。",
	},
}

// The statuses of RFC 9110 and RFC 6585 that have a page.
const (
	badRequest       = 400
	notFound         = 404
	methodNotAllowed = 405
	notAcceptable    = 406
	gone             = 410
	contentTooLarge  = 413
	uriTooLong       = 414
	tooManyRequests  = 429
	serverError      = 500
	unavailable      = 503
)

// ErrorStatuses lists the HTTP statuses that have a page.
func ErrorStatuses() []int { return slices.Sorted(maps.Keys(errorWords)) }

// ErrorStatus returns the status whose page answers a status: that status itself if
// it has a page, else 400 for what the client did wrong and 500 for everything else.
func ErrorStatus(status int) int {
	switch _, ok := errorWords[status]; {
	case ok:
		return status
	case status >= 400 && status < 500:
		return badRequest
	}
	return serverError
}

// Error is the page for an HTTP status.
func (s Site) Error(status int) ErrorPage {
	words := errorWords[ErrorStatus(status)]
	return ErrorPage{
		Base:    s.siteBase("error", words.heading, words.message, ""),
		Status:  status,
		Message: words.message,
		Advice:  words.advice,
		Ways:    []Link{allReports, {Text: "关于本站和怎样引用", Href: "/about"}},
	}
}

var allReports = Link{Text: "本站的全部报告", Href: "/"}

// Missing is the page for an address that does not exist, below a body whose
// reports are given, with all versions of the report that the address names. Steps are
// the address, divided at its slashes.
func (s Site) Missing(reports, versions []report.Outline, steps []string) ErrorPage {
	p := s.Error(notFound)
	unit := reports[0]
	p.Ways = nil
	if len(steps) > 2 && strings.Contains(steps[2], "@") && len(versions) > 0 {
		if !slices.ContainsFunc(versions, func(o report.Outline) bool { return strings.HasSuffix(o.Base(), "/"+steps[2]) }) {
			return s.missingVersion(p, versions)
		}
		reports = versions
	}
	for _, o := range reports {
		if len(steps) < 3 || o.Base() != "/"+strings.Join(steps[:3], "/") {
			continue
		}
		p.Message = "“" + reportName(o.Front) + "”里没有这个地址的内容。"
		ref, advice := nearest(o, steps[3:])
		p.Advice = advice
		if ref != (report.Ref{}) {
			p.Ways = append(p.Ways, Link{Text: partName(o, ref), Href: o.Base() + ref.Path()})
		}
		p.Ways = append(p.Ways, Link{Text: reportName(o.Front), Href: o.Base()}, allReports)
		return p
	}
	if steps[1] == "compare" {
		p.Message = "没有这样的并列。"
		p.Advice = "并列的是" + unit.UnitName + "的两份报告，地址写明前者、后者和附表的编号，例如 ?a=2023/budget&b=2024/budget&table=1。请在下面的页上选。"
		p.Ways = []Link{{Text: unit.UnitName + "：报告并列", Href: ComparePath(unit.Unit)}, {Text: unit.UnitName, Href: UnitPath(unit.Unit)}, allReports}
		return p
	}
	p.Message = "本站没有" + unit.UnitName + "的这份报告。"
	p.Advice = "本站有它的这些报告："
	for _, o := range reports {
		p.Ways = append(p.Ways, Link{Text: yearAndKind(o.Key), Href: o.Base()})
	}
	p.Ways = append(p.Ways, Link{Text: unit.UnitName, Href: UnitPath(unit.Unit)}, allReports)
	return p
}

// Withdrawn is the page for all addresses of a report that its publisher took back.
func (s Site) Withdrawn(o report.Outline) ErrorPage {
	p := s.Error(gone)
	p.Message = o.UnitName + "已于 " + o.Withdrawn.Date + " 撤回“" + reportName(o.Front) + "”，本站不再显示它。"
	p.Advice = "撤回的原因：" + o.Withdrawn.Reason + "（" + o.Withdrawn.Source + "）"
	p.Ways = []Link{historyLink(o), allReports}
	return p
}

// missingVersion makes p the page for a version that was never here.
func (s Site) missingVersion(p ErrorPage, versions []report.Outline) ErrorPage {
	newest := versions[len(versions)-1]
	p.Message = "“" + reportName(newest.Front) + "”没有这个版本。"
	p.Advice = "本站有它的这些版本："
	for _, o := range slices.Backward(versions) {
		p.Ways = append(p.Ways, Link{Text: strings.TrimSpace(versionName(newest.Front, o.ShortVersion())), Href: o.PermanentBase()})
	}
	p.Ways = append(p.Ways, historyLink(newest), allReports)
	return p
}

const fromContents = "请从报告的目录进入。"

var leadingNumber = regexp.MustCompile(`^\D{0,3}0*(\d{1,6})`)

// nearest returns the page of a report that is nearest to steps of an address below
// it, the zero Ref where none is nearer than the overview, and how addresses of that
// kind are written.
func nearest(o report.Outline, steps []string) (ref report.Ref, advice string) {
	if len(steps) == 0 {
		return ref, "整份报告的文件以 .xlsx、.json、.zip 或 .sqlite 结尾。"
	}
	name, _, _ := strings.Cut(steps[0], ".")
	part := report.Part(strings.ToLower(name))
	switch {
	case part == report.ChecksPart && len(steps) > 2: // of one part
		return nearest(o, steps[1:])
	case part == report.ChecksPart && o.Checks.Any(), part == report.NotesPart && o.HasNotes, part == report.PrintPart, part == report.HistoryPart && !o.Pinned:
		return report.Ref{Part: part}, fromContents
	}
	count := map[report.Part]int{report.SectionPart: len(o.Sections), report.TablePart: len(o.Tables), report.ProjectPart: len(o.Projects)}[part]
	if count == 0 {
		return ref, fromContents
	}
	ref.Part = part
	advice = fmt.Sprintf("%s编号从 1 到 %d，编号前不加 0。", partName(o, ref), count)
	var endings []string
	for _, f := range files(o, report.Ref{Part: part, Number: 1}) {
		endings = append(endings, f.Href[strings.LastIndexByte(f.Href, '.'):])
	}
	if len(endings) > 0 {
		advice += "文件以 " + strings.Join(endings, "、") + " 结尾。"
	}
	if len(steps) > 1 {
		if m := leadingNumber.FindStringSubmatch(steps[1]); m != nil {
			if n, err := strconv.Atoi(m[1]); err == nil && n >= 1 && n <= count {
				ref.Number = n
			}
		}
	}
	return ref, advice
}
