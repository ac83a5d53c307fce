package source

import (
	"strings"

	"disclosure/internal/report"
)

const glossaryFile = "glossary.toml"

// termEntry is an entry of glossary.toml.
type termEntry struct {
	Paragraph int
	Name      string
	Spellings []string
	Never     []string
}

// readGlossary reads glossary.toml where report.toml names a glossary section.
func (l *loader) readGlossary() {
	n := l.settings.GlossarySection
	if l.settingsDoc == nil || n < 0 || n > len(l.sections) {
		l.named[glossaryFile] = true // needed or not, no one knows
		return
	}
	if n == 0 {
		if l.has(glossaryFile) {
			l.named[glossaryFile] = true
			l.fail(glossaryFile, 1, "has no section to explain: set glossary_section in %s, or remove this file", reportFile)
		}
		return
	}
	if !l.has(glossaryFile) {
		l.settingsDoc.fail(at{"glossary_section"}, "%s is missing: write it, or set glossary_section to 0", glossaryFile)
		return
	}
	var file struct{ Term []termEntry }
	doc := l.decode(glossaryFile, &file)
	if doc == nil {
		return
	}
	if len(file.Term) == 0 {
		doc.fail(at{}, "there is no [[term]]: add one for each entry of section %d", n)
	}
	claimed := map[string]int{} // line of the first claim of each spelling
	above := 0                  // paragraph of the entry above
	for i, entry := range file.Term {
		key := at{"term", i}
		if !doc.require(key.of("name"), entry.Name) {
			continue
		}
		if entry.Paragraph <= above {
			doc.fail(key.of("paragraph"), "paragraph %d stands after paragraph %d: list the entries in published order, one a paragraph", entry.Paragraph, above)
		}
		above = entry.Paragraph
		checkSpellings(doc, key, entry, claimed)
		definition, ok := l.paragraph(doc, key.of("paragraph"), key.of("paragraph"), n, entry.Paragraph)
		if ok && !strings.Contains(definition, entry.Name) {
			doc.fail(key.of("name"), "paragraph %d of section %d does not say %q: copy the term from it", entry.Paragraph, n, entry.Name)
		}
		l.report.Terms = append(l.report.Terms, report.Term{
			Number: i + 1, Name: entry.Name, Definition: definition, Paragraph: entry.Paragraph,
			Spellings: entry.Spellings, Never: entry.Never,
		})
	}
}

// checkSpellings refuses a spelling that would mean two entries, and a context
// in which nothing or everything of the entry is found.
func checkSpellings(doc *document, key at, entry termEntry, claimed map[string]int) {
	claim := func(key at, spelling string) {
		if line, ok := claimed[spelling]; ok {
			doc.fail(key, "%q is claimed already in line %d: a spelling means one term, remove it from the other", spelling, line)
			return
		}
		claimed[spelling] = doc.line(key)
	}
	claim(key.of("name"), entry.Name)
	for k, spelling := range entry.Spellings {
		if doc.require(key.of("spellings", k), spelling) {
			claim(key.of("spellings", k), spelling)
		}
	}
	for k, context := range entry.Never {
		where, useful := key.of("never", k), false
		for _, spelling := range append([]string{entry.Name}, entry.Spellings...) {
			if context == spelling {
				doc.fail(where, "never %q is the spelling itself, which so is never found: add the words around it, or remove the spelling", context)
			}
			useful = useful || spelling != "" && strings.Contains(context, spelling)
		}
		if !useful {
			doc.fail(where, "never %q holds neither the term nor a spelling of it: correct or remove it", context)
		}
	}
}
