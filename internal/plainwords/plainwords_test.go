package plainwords_test

import (
	"strings"
	"testing"

	"disclosure/data"
	"disclosure/internal/plainwords"
)

func TestEmbedded(t *testing.T) {
	if words, err := plainwords.Parse(data.PlainWords); err != nil || len(words) < 15 {
		t.Errorf("got %d words, %v", len(words), err)
	}
}

func TestRefused(t *testing.T) {
	const good = "[[word]]\nkey = \"a\"\nname = \"甲\"\ntext = \"说明。\"\n[[word.source]]\ntitle = \"某法\"\narticle = \"第一条\"\nquote = \"甲是说明\"\n"
	if _, err := plainwords.Parse([]byte(good)); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ what, old, new, want string }{
		{"no quotation", "quote = \"甲是说明\"", "quote = \"\"", "quote"},
		{"no source", good[strings.Index(good, "[[word.source]]"):], "", "leave the word out"},
		{"two sentences", "说明。", "说明。又说明。", "one sentence"},
		{"no sentence", "说明。", "说明", "one sentence"},
		{"a key in Chinese", "key = \"a\"", "key = \"甲\"", "small letters"},
		{"an unknown key", "key = \"a\"", "key = \"a\"\nnmae = \"甲\"", "nmae"},
		{"no name", "name = \"甲\"", "", "name is missing"},
	} {
		_, err := plainwords.Parse([]byte(strings.Replace(good, test.old, test.new, 1)))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want an error that says %q", test.what, err, test.want)
		}
	}
	if _, err := plainwords.Parse([]byte(good + strings.Replace(good, `"a"`, `"b"`, 1))); err == nil || !strings.Contains(err.Error(), "one explanation") {
		t.Errorf("a word twice: got %v", err)
	}
}
