package draft

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"strings"
)

// provenance is what is known of where the originals came from.
type provenance struct {
	origin  string // in a sentence for the public
	entries []byte // [[original]] of report.toml
}

// provenance asks where the originals came from, and keeps them in the folder. What
// nobody answers is not written.
func (d *Draft) provenance(files []File) (p provenance) {
	first := files[0].Name
	about := func(key, text, assumed string, wrong func(string) string, choices ...string) string {
		return d.decide(Question{Key: key, Place: first, File: first, Text: text, Assumed: assumed, Choices: choices, wrong: wrong})
	}
	address := about("address", `这个文件公布在哪里？写网址；不知道的写空的 ""。`, "", anAddress)
	published := about("published", `公布日期是哪一天？写成 2024-08-20 的样子；不知道的写空的 ""。`, "", aDay)
	received := about("received", `您是哪一天取得这个文件的？不知道的写空的 ""。`, "", aDay)
	allows := about("publisher-allows", "公布机关允许别人转载这个文件吗？允许的，网站上也能下载原件，各页链接到它所在的页。", "否", nil, "是", "否")
	var b bytes.Buffer
	for i, f := range files {
		name := kept(i, len(files), f.Format)
		d.Files[name] = f.Content
		fmt.Fprintf(&b, "\n[[original]]\nfile = %s\nname = %s\nsha256 = \"%x\"\n", Quote(name), Quote(f.Name), sha256.Sum256(f.Content))
		if address != "" {
			fmt.Fprintf(&b, "address = %s\n", Quote(address))
		}
		if published != "" {
			fmt.Fprintf(&b, "published = %s\n", published)
		}
		if received != "" {
			fmt.Fprintf(&b, "received = %s\n", received)
		}
		if allows == "是" {
			b.WriteString("publisher_allows = true\n")
		}
	}
	d.ever["origin"] = true
	origin, answered := d.decided["origin"]
	if !answered {
		origin = originSentence(first, len(files), address, published, received)
	}
	return provenance{origin, b.Bytes()}
}

// originSentence says where the text came from.
func originSentence(name string, n int, address, published, received string) string {
	var known []string
	switch {
	case address != "" && published != "":
		known = append(known, published+" 公布于 "+address)
	case address != "":
		known = append(known, "公布于 "+address)
	case published != "":
		known = append(known, published+" 公布")
	}
	if received != "" {
		known = append(known, received+" 取得")
	}
	says := "“" + name + "”"
	if n > 1 {
		says += fmt.Sprintf("等 %d 个文件", n)
	}
	if len(known) > 0 {
		says += "（" + strings.Join(known, "，") + "）"
	}
	return "文字由本站从公布的文件" + says + "中提取。"
}
