package main

import (
	"bytes"
	"fmt"
	"html"
	"net/http"
	"strings"
)

// bar is what stands above each page of the previewed site.
func (d *desk) bar() string {
	says := "预览，还没有公布。"
	if len(d.wrong) > 0 {
		first := d.wrong[0]
		says = fmt.Sprintf("文件夹现在有 %d 处不对，下面是改动以前的样子：%s %s", len(d.wrong), first.File, first.Text)
		if d.current {
			says = fmt.Sprintf("预览，还没有公布。有 %d 处要看。", len(d.wrong))
		}
	}
	return `<p class="desk-bar">` + html.EscapeString(says) + ` <a href="/~/">核对原件</a></p>`
}

// withBar serves a page of the site with the bar above it.
func withBar(w http.ResponseWriter, r *http.Request, site http.Handler, bar string) {
	page := &barred{ResponseWriter: w}
	r.Header.Del("Accept-Encoding")
	r.Header.Del("If-None-Match")
	if site == nil {
		http.Redirect(w, r, "/~/", http.StatusFound)
		return
	}
	site.ServeHTTP(page, r)
	if !page.html {
		return
	}
	body := bytes.Replace(page.body.Bytes(), []byte("</head>"), []byte(`<link rel="stylesheet" href="/~/desk.css"></head>`), 1)
	if at := bytes.Index(body, []byte("<body")); at >= 0 {
		if end := bytes.IndexByte(body[at:], '>'); end >= 0 {
			at += end + 1
			body = append(append(append([]byte(nil), body[:at]...), bar...), body[at:]...)
		}
	}
	w.Header().Del("Content-Length")
	w.Header().Del("ETag")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(page.status)
	_, _ = w.Write(body)
}

// barred keeps a page of HTML back, and lets all else through.
type barred struct {
	http.ResponseWriter
	html   bool
	status int
	body   bytes.Buffer
}

func (b *barred) WriteHeader(status int) {
	b.status = status
	b.html = strings.HasPrefix(b.Header().Get("Content-Type"), "text/html")
	if !b.html {
		b.ResponseWriter.WriteHeader(status)
	}
}

func (b *barred) Write(p []byte) (int, error) {
	if b.status == 0 {
		b.WriteHeader(http.StatusOK)
	}
	if b.html {
		return b.body.Write(p)
	}
	return b.ResponseWriter.Write(p)
}
