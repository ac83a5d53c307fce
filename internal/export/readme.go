package export

import (
	"fmt"
	"strings"

	"disclosure/internal/report"
)

// readme is the text that goes with a package: what it is, how to cite it, how
// its files are to be read.
func (s Site) readme(d descriptor, f report.Front) string {
	var text strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&text, format+"\n", args...) }
	say("# %s\n", d.Title)
	say("- 预算单位：%s", f.UnitName)
	say("- 年度：%d", f.Year)
	say("- 金额单位：%s（附表另有写明的，见 datapackage.json 中各表、各列的 unit）", orNone(string(f.MoneyUnit)))
	say("- 本站：%s，%s", s.Name, s.Origin)
	say("- 地址：%s", d.Homepage)
	say("- 版本：%s（完整：%s）", d.Version, f.Version)
	say("- 引用方式：%s\n", d.Citation)
	say("%s\n", f.Origin)
	for _, o := range s.originals(f) {
		say("- 公布的原件：%s", o.says())
	}
	say("本文件包符合 Data Package 2.0：datapackage.json 写明每个文件的各列、单位、字节数和 SHA-256。\n")
	say("## 文件\n")
	for _, r := range d.Resources {
		if r.Description != "" {
			say("- `%s`：%s", r.Path, r.Description)
		}
	}
	say("- `%s`：公布的内容，每一部分一个 JSON 文件，按公布的顺序列在 manifest.json 里，各有 SHA-256。manifest.json 的 SHA-256 就是版本：`sha256sum %smanifest.json`。`%seditorial/` 里是本站所加、不计入版本的内容，例如各栏的类别、行的层级、整理说明；`%ssource.txt` 是收到的文本。", writtenFolder, writtenFolder, writtenFolder, writtenFolder)
	say("\n## 读法\n")
	for _, line := range csvRules {
		say("- %s", line)
	}
	return text.String()
}

// csvRules say how a CSV file is to be read.
var csvRules = []string{
	"CSV 为 UTF-8，行末为 CRLF，第一行是表头；多级表头写成用 / 连接的路径，数字各栏后面写明单位（表头自己写明的除外）。这里的 CSV 不带字节顺序标记；网站上单张下载的附表和勾稽核对的 CSV 带有它，Excel 据此显示中文，其余字节相同。",
	"金额是公布的数字去掉千位分隔符，小数位数与公布的相同。没有取整，没有换算单位。",
	"公布为空白的格是空字段；公布为 0 或 0.00 的格写 0 或 0.00。两者不同。",
	"名称每深一级，前面多两个空格。",
	"以 = + - @（包括全角）、撇号、空白或不可见字符开头的文字，前面加一个撇号 '，以免表格软件当作公式执行；去掉这一个撇号就是原文。负的金额是数字，不加撇号。",
	"编码是文字；在 Excel 中直接打开 CSV 会把它变成数字，需要保持原样时请用 XLSX。",
}
