package page

import (
	"disclosure/internal/export"
	"disclosure/internal/report"
)

// DataPage tells how to take the data away, with examples that run.
type DataPage struct {
	Base
	Reports  []ReportFiles
	More     int // how many reports are not listed
	Kinds    []FileKinds
	Examples *Examples // nil where no report has an annex table
}

// ReportFiles are the files of one whole report.
type ReportFiles struct {
	Report  Link
	Version string
	Files   []File
}

// FileKinds says which endings the pages of one kind have.
type FileKinds struct {
	Pages   string   // the kind of page
	Address string   // an address of the kind, without an ending
	Endings []string // with the dot
}

// Examples are commands and programs that work on the first report.
type Examples struct {
	Table  string // what they read: 表 7 一般公共预算支出表
	CSV    string // absolute addresses
	Shell  string
	Python string
	SQL    string

	// The sums of all leaf rows of each column of each table, in programs that must be told
	// that codes are texts.
	Pandas, DuckDB string
}

// Data is the page about data and interfaces, with the files of some reports; of more
// others it lists none.
func (s Site) Data(reports []report.Outline, more int) DataPage {
	p := DataPage{Base: s.siteBase("data", "下载数据", "每张表、每个项目和整份报告都可以下载为 CSV、Excel、JSON、Data Package 或 SQLite，程序可以直接读取。", "/data")}
	p.Citation = s.citesItself(p.Base)
	p.More = more
	for _, o := range reports {
		p.Reports = append(p.Reports, ReportFiles{
			Report:  Link{Text: fullTitle(o.Front), Href: o.Base()},
			Version: o.ShortVersion(),
			Files:   files(o, report.Ref{}),
		})
	}
	if len(reports) == 0 {
		return p
	}
	o := reports[0]
	kinds := []FileKinds{{"整份报告", o.Base(), endings(report.Ref{})}}
	if len(o.Tables) > 0 {
		kinds = append(kinds, FileKinds{report.TablePart.Name(), o.Base() + report.TableRef(o.Tables[0].Number).Path(), endings(report.TableRef(1))})
		p.Examples = s.examples(o)
	}
	if len(o.Sections) > 0 {
		kinds = append(kinds, FileKinds{"正文各部分", o.Base() + report.SectionRef(o.Sections[0].Number).Path(), endings(report.SectionRef(1))})
	}
	if len(o.Projects) > 0 {
		kinds = append(kinds, FileKinds{"项目表", o.Base() + report.ProjectRef(o.Projects[0].Number).Path(), endings(report.ProjectRef(1))})
	}
	if o.Checks.Any() {
		checks := report.Ref{Part: report.ChecksPart}
		kinds = append(kinds, FileKinds{report.ChecksPart.Name(), o.Base() + checks.Path(), endings(checks)})
	}
	p.Kinds = kinds
	return p
}

func endings(ref report.Ref) []string {
	var list []string
	for _, f := range export.Formats(ref) {
		list = append(list, "."+f.Ending)
	}
	return list
}

// examples reads the table of the report's first headline figure, or else its
// first table.
func (s Site) examples(o report.Outline) *Examples {
	table := o.Tables[0]
	for _, h := range o.Headlines {
		if h.From.Part == report.TablePart && h.From.Number <= len(o.Tables) {
			table = o.Tables[h.From.Number-1]
			break
		}
	}
	base := s.Origin + o.Base()
	address := base + report.TableRef(table.Number).Path()
	return &Examples{
		Table: table.Name(),
		CSV:   address + ".csv",
		Shell: "curl -sO " + address + ".csv\n" +
			"curl -s -o report.zip " + base + ".zip\n" +
			"curl -s -o report.sqlite " + base + ".sqlite",
		Python: "import csv, io, urllib.request\n" +
			"from decimal import Decimal\n\n" +
			"address = \"" + address + ".csv\"\n" +
			"with urllib.request.urlopen(address) as answer:\n" +
			"    rows = list(csv.reader(io.TextIOWrapper(answer, \"utf-8-sig\")))\n" +
			"header, body = rows[0], rows[1:]\n" +
			"for row in body:\n" +
			"    for name, text in zip(header, row):\n" +
			"        print(name, Decimal(text) if text.replace(\".\", \"\").isdigit() else text.strip())\n",
		Pandas: "import json, urllib.request\n" +
			"import pandas as pd\n\n" +
			"schema = json.load(urllib.request.urlopen(\"" + s.Origin + "/schema/disclosure-site/1/figures.json\"))\n" +
			"types = {\"string\": \"string\", \"integer\": \"Int64\", \"boolean\": \"boolean\"}\n" +
			"figures = pd.read_csv(\"" + base + export.FiguresPath + "\", keep_default_na=False, na_values=[\"\"],\n" +
			"    dtype={field[\"name\"]: types[field[\"type\"]] for field in schema[\"fields\"]})\n" +
			"leaves = figures[figures.is_leaf & ~figures.is_total]\n" +
			"print(leaves.groupby([\"table_id\", \"column_id\"]).fen.sum().to_string())\n",
		DuckDB: "SELECT table_id, column_id, sum(fen) AS fen\n" +
			"FROM read_csv('" + base + export.FiguresPath + "', types = {'code': 'VARCHAR'})\n" +
			"WHERE is_leaf AND NOT is_total GROUP BY ALL ORDER BY ALL",
		SQL: "sqlite3 report.sqlite \"SELECT * FROM 说明\"",
	}
}
