package page

import "net/http"

// ErrorPage says that something went wrong, what exists, and where to go on. It
// never shows why in technical words: those belong to the log.
type ErrorPage struct {
	Base
	Status  int
	Message string
	Advice  string
	Ways    []Link
}

// errorWords are the words for the statuses that a reader may meet.
var errorWords = map[int]struct{ heading, message, advice string }{
	http.StatusNotFound: {
		"没有这一页",
		"本站没有这个地址的内容。",
		"地址里的单位、年份和编号要与报告一致，编号前不加 0。附表的文件以 .csv、.xlsx 或 .json 结尾，正文和项目表以 .json 结尾，整份报告以 .xlsx、.json、.zip 或 .sqlite 结尾。本站公开过的地址不会改作他用，所以这里多半是地址抄错或少了一段。",
	},
	http.StatusBadRequest: {
		"读不懂这个请求",
		"浏览器送来的请求不完整或不合规则。",
		"请检查地址，或从首页重新进入。检索词最多 200 个字。",
	},
	http.StatusMethodNotAllowed: {
		"这个地址只供阅读",
		"本站的页面只能读取，不接收提交。",
		"请从首页重新进入。",
	},
	http.StatusRequestEntityTooLarge: {
		"这个地址只供阅读",
		"本站的页面只能读取，不接收随请求送来的内容。",
		"请从首页重新进入。",
	},
	http.StatusNotAcceptable: {
		"没有所要的编码",
		"浏览器拒绝了本站能够给出的每一种编码。",
		"请让它接受 br、gzip 或不压缩的内容。",
	},
	http.StatusRequestURITooLong: {
		"地址太长",
		"这个地址比本站的任何地址都长。",
		"请检查地址，或从首页重新进入。检索词最多 200 个字。",
	},
	http.StatusTooManyRequests: {
		"请稍等片刻",
		"从您所在的网络来的检索和新页面一时太多。别人最近读过的页面仍可照常打开。",
		"请过几秒再试一次。要取整份报告，请下载报告的文件，不必逐页抓取。",
	},
}

// Error is the page for an HTTP status.
func (s Site) Error(status int) ErrorPage {
	words, ok := errorWords[status]
	if !ok && status < http.StatusInternalServerError {
		words, ok = errorWords[http.StatusBadRequest]
	}
	if !ok {
		words.heading = "本站出了差错"
		words.message = "这一页暂时无法显示，报告的内容没有受影响。"
		words.advice = "请稍后再试。"
	}
	return ErrorPage{
		Base:    s.siteBase("error", words.heading, words.message, ""),
		Status:  status,
		Message: words.message,
		Advice:  words.advice,
		Ways:    []Link{{Text: "本站的全部报告", Href: "/"}, {Text: "关于本站和怎样引用", Href: "/about"}},
	}
}
