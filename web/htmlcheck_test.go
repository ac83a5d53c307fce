package web_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// A checker looks at a part of a page and says what is wrong with it. Checkers
// compose: in(".crumbs", hasText("附表"), count("a", 2)).
type checker func(*goquery.Selection) error

// in applies checkers to the one element that selector finds.
func in(selector string, checkers ...checker) checker {
	return func(s *goquery.Selection) error {
		found := s.Find(selector)
		if found.Length() != 1 {
			return fmt.Errorf("%s: got %d elements, want 1", selector, found.Length())
		}
		for _, check := range checkers {
			if err := check(found); err != nil {
				return fmt.Errorf("%s: %w", selector, err)
			}
		}
		return nil
	}
}

// hasExactText holds when the text is want, to the last space.
func hasExactText(want string) checker {
	return func(s *goquery.Selection) error {
		if got := s.Text(); got != want {
			return fmt.Errorf("got text %q, want %q", got, want)
		}
		return nil
	}
}

// hasText holds when want stands in the text, white space aside.
func hasText(want string) checker {
	return func(s *goquery.Selection) error {
		if got := squeeze(s.Text()); !strings.Contains(got, squeeze(want)) {
			return fmt.Errorf("got text %q, want %q in it", got, want)
		}
		return nil
	}
}

func squeeze(text string) string { return strings.Join(strings.Fields(text), " ") }

// hasAttr holds when the attribute is want.
func hasAttr(name, want string) checker {
	return func(s *goquery.Selection) error {
		if got, ok := s.Attr(name); !ok || got != want {
			return fmt.Errorf("got %s=%q, want %q", name, got, want)
		}
		return nil
	}
}

// count holds when selector finds want elements.
func count(selector string, want int) checker {
	return func(s *goquery.Selection) error {
		if got := s.Find(selector).Length(); got != want {
			return fmt.Errorf("got %d of %s, want %d", got, selector, want)
		}
		return nil
	}
}

// texts holds when the elements that selector finds read want, one by one.
func texts(selector string, want ...string) checker {
	return func(s *goquery.Selection) error {
		got := s.Find(selector).Map(func(_ int, s *goquery.Selection) string { return squeeze(s.Text()) })
		if !slices.Equal(got, want) {
			return fmt.Errorf("got %s %q, want %q", selector, got, want)
		}
		return nil
	}
}

// The site's own words.

// titled holds for a page with this one main heading.
func titled(heading string) checker { return in("h1", hasText(heading)) }

// at holds for a page whose canonical address is path on the test site.
func at(path string) checker { return in("head link[rel=canonical]", hasAttr("href", origin+path)) }

// place holds when the element with this id reads exactly as published.
func place(id, text string) checker { return in("[id='"+id+"']", hasExactText(text)) }

// figure holds when the cell with this id shows the published text and gives
// programs the exact value.
func figure(id, text, value string) checker {
	return func(s *goquery.Selection) error {
		if err := place(id, text)(s); err != nil {
			return err
		}
		return in("[id='"+id+"'] data", hasExactText(text), hasAttr("value", value))(s)
	}
}

// linked holds when some link says text and leads to path.
func linked(text, path string) checker {
	return func(s *goquery.Selection) error {
		var got []string
		for _, a := range s.Find("a[href]").EachIter() {
			if href := a.AttrOr("href", ""); href == path {
				if got = append(got, squeeze(a.Text())); strings.Contains(squeeze(a.Text()), text) {
					return nil
				}
			}
		}
		return fmt.Errorf("got links %q to %s, want one that says %q", got, path, text)
	}
}
