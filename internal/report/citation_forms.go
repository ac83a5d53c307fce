package report

import "strings"

func text(s string) CitationRun { return CitationRun{Text: s} }

func accessed(before, after string) CitationRun {
	return CitationRun{Slot: AccessedSlot, Before: before, After: after}
}

// place is the place that words name, with a slot for those of a smaller one. What
// stands between words is next, and step between the steps of a path.
func place(words []string, next, step string, e Escape) []CitationRun {
	written := make([]string, len(words))
	for i, w := range words {
		written[i] = e.of(strings.ReplaceAll(w, Step, step))
	}
	return []CitationRun{
		text(strings.Join(written, next)),
		{Slot: WordSlot, Before: next, Step: step, Escape: e},
	}
}

// plain is a citation in running text. Programs that make links of addresses in texts
// take signs of Chinese for a part of them, so that a space ends the address.
func (w work) plain(address string, words []string) []CitationRun {
	runs := []CitationRun{text("《" + w.title + "》" + w.mark)}
	switch {
	case w.own():
		runs[0] = text(w.author + "“" + w.title)
		runs = append(runs, place(nil, "，", Step, "")...)
		runs = append(runs, text("”"))
		if w.object != "" {
			runs = append(runs, text("，所据为"+w.object))
		}
	case w.unnamed:
		runs[0] = text(w.author + "《" + w.title + "》" + w.mark)
		fallthrough
	default:
		if len(words) > 0 { // of the report itself there is no smaller place to cite
			runs = append(append(runs, text("，")), place(words, "，", Step, "")...)
		}
	}
	runs = append(runs, text("。"))
	if w.version != "" {
		day := ""
		if w.own() && w.date != "" {
			day = "（" + w.date + "）"
		}
		runs = append(runs, text(w.version+day+"，"))
	}
	if !w.own() {
		runs = append(runs, text("见"+w.site+"，"))
	}
	return append(runs, CitationRun{Slot: AddressSlot, Text: address}, text(" "), accessed("（", " 查阅）"), text("。"))
}

// standard is a citation by GB/T 7714—2025, numeric system. A report (8.8, and 8.2 for
// what a site publishes): responsible body. title[R/OL]. version. publisher, date of
// publication: place cited. address; the day of access is no part of it any more. A page
// of the site's own words (8.11.3): responsible body. title: other title information
// [EB/OL]. (day of publication)[day of access]. address.
func (w work) standard(address string, words []string) []CitationRun {
	runs := []CitationRun{text(w.author + ". " + w.title + w.mark)}
	if w.own() {
		runs = append(runs, place(nil, ", ", ", ", "")...)
		for _, more := range []string{w.object, w.version} {
			if more != "" {
				runs = append(runs, text("："+more))
			}
		}
		if w.date != "" {
			runs = append(runs, text("[EB/OL]. ("+w.date+")"), accessed("[", "]"), text(". "))
		} else {
			runs = append(runs, text("[EB/OL]. "), accessed("[", "]. "))
		}
	} else {
		runs = append(runs, text("[R/OL]. "+w.version+". "+w.site))
		if w.date != "" {
			runs = append(runs, text(", "+w.date))
		}
		if len(words) > 0 {
			runs = append(append(runs, text(": ")), place(words, ", ", ", ", "")...)
		}
		runs = append(runs, text(". "))
	}
	return append(runs, CitationRun{Slot: AddressSlot, Text: address}, text("."))
}

// bibTeX is an entry for BibTeX and biblatex. Names and titles stand in double braces:
// they are no persons' names, and keep their letters.
func (w work) bibTeX(address string, words []string) []CitationRun {
	kind, publisher := "techreport", "institution"
	if w.own() {
		kind, publisher = "online", "organization"
	}
	runs := []CitationRun{text("@" + kind + "{" + w.id + ",\n  author = {{" + TeX.of(w.author) + "}},\n  title = {{" + TeX.of(w.title+w.mark))}
	if w.own() {
		runs = append(runs, place(nil, ", ", ", ", TeX)...)
		if w.object != "" {
			runs = append(runs, text("："+TeX.of(w.object)))
		}
	}
	runs = append(runs, text("}},\n  "+publisher+" = {{"+TeX.of(w.site)+"}},\n"))
	if w.version != "" {
		runs = append(runs, text("  version = {"+TeX.of(w.version)+"},\n"))
	}
	if w.date != "" {
		runs = append(runs, text("  date = {"+w.date+"},\n  year = {"+w.date[:4]+"},\n"))
	}
	if !w.own() && len(words) > 0 {
		runs = append(append(append(runs, text("  pages = {")), place(words, ", ", ", ", TeX)...), text("},\n"))
	}
	return append(runs, text("  url = {"), CitationRun{Slot: AddressSlot, Text: address}, text("},\n"),
		accessed("  urldate = {", "},\n"), text("  langid = {chinese}\n}"))
}

// cslJSON is an item of CSL-JSON, which Zotero and other programs read.
func (w work) cslJSON(address string, words []string) []CitationRun {
	kind := "report"
	if w.own() {
		kind = "webpage"
	}
	quoted := func(s string) string { return `"` + JSON.of(s) + `"` }
	runs := []CitationRun{text("[{\n  \"id\": " + quoted(w.id) + ",\n  \"type\": " + quoted(kind) +
		",\n  \"author\": [{\"literal\": " + quoted(w.author) + "}],\n  \"title\": \"" + JSON.of(w.title+w.mark))}
	if w.own() {
		runs = append(runs, place(nil, ", ", ", ", JSON)...)
		for _, more := range []string{w.object, w.version} {
			if more != "" {
				runs = append(runs, text("："+JSON.of(more)))
			}
		}
		runs = append(runs, text("\",\n  \"container-title\": "+quoted(w.site)+",\n"))
		if w.date != "" {
			runs = append(runs, text("  \"issued\": {\"raw\": "+quoted(w.date)+"},\n"))
		}
	} else {
		runs = append(runs, text("\",\n  \"edition\": "+quoted(w.version)+",\n  \"publisher\": "+quoted(w.site)+",\n"))
		if w.date != "" {
			runs = append(runs, text("  \"issued\": {\"raw\": "+quoted(w.date)+"},\n"))
		}
		if len(words) > 0 {
			runs = append(append(append(runs, text("  \"page\": \"")), place(words, ", ", ", ", JSON)...), text("\",\n"))
		}
	}
	return append(runs, text("  \"URL\": \""), CitationRun{Slot: AddressSlot, Text: address}, text("\",\n"),
		accessed("  \"accessed\": {\"raw\": \"", "\"},\n"), text("  \"language\": \"zh-CN\"\n}]"))
}

// facts are what programs that keep readers' sources look for in a page.
func (w work) facts(address string, words []string) []CitationFact {
	title := w.title + w.mark
	for _, more := range []string{strings.Join(words, "，"), w.object} {
		if more != "" {
			title += "：" + more
		}
	}
	facts := []CitationFact{{"citation_title", title}, {"citation_author", w.author}}
	if w.date != "" {
		facts = append(facts, CitationFact{"citation_publication_date", strings.ReplaceAll(w.date, "-", "/")})
	}
	if !w.own() {
		facts = append(facts, CitationFact{"citation_technical_report_institution", w.site})
	}
	return append(facts, CitationFact{"citation_publisher", w.site}, CitationFact{"citation_language", "zh-CN"}, CitationFact{"citation_public_url", address})
}
