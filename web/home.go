package web

import (
	"context"
	"net/url"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"disclosure/internal/page"
	"disclosure/internal/report"
	"disclosure/internal/store"
	"disclosure/templates"
)

// home lists the bodies. Who chooses among them asks for a page of their own, of which
// there is no end, so that it is not kept.
func (s *site) home(c echo.Context) error {
	choice, err := readChoice(c.Request().URL.RawQuery)
	if err != nil {
		return err
	}
	if !choice.Any() && choice.Page == 1 || s.pages.Copy {
		return s.html(s.bodies, 1)(c)
	}
	return s.ask(c, func(ctx context.Context, now *store.Snapshot) (renderedPage, error) {
		return s.chosen(ctx, now, choice)
	})
}

// readChoice reads what a query chooses. What it does not know or cannot read it passes over: other
// sites add words of their own to links.
func readChoice(rawQuery string) (page.Choice, error) {
	choice := page.Choice{Page: 1}
	asked, _ := url.ParseQuery(rawQuery) // with all that it can read
	if choice.Name = asked.Get("name"); utf8.RuneCountInString(choice.Name) > page.MostAsked || !utf8.ValidString(choice.Name) {
		return choice, echo.ErrBadRequest
	}
	for name, field := range map[string]*int{"year": &choice.Year, "page": &choice.Page} {
		if text := asked.Get(name); text != "" {
			n, ok := parseNumber(text)
			if !ok {
				return choice, store.ErrNotFound
			}
			*field = n
		}
	}
	if choice.Kind = asked.Get("kind"); choice.Kind != "" {
		if _, ok := report.KindOf(choice.Kind); !ok {
			return choice, store.ErrNotFound
		}
	}
	return choice, nil
}

// bodies is the list from its beginning.
func (s *site) bodies(ctx context.Context, now *store.Snapshot, _ address) (renderedPage, error) {
	return s.chosen(ctx, now, page.Choice{Page: 1, All: s.pages.Copy})
}

func (s *site) chosen(ctx context.Context, now *store.Snapshot, choice page.Choice) (renderedPage, error) {
	chosen := choice.From(now.Bodies())
	if choice.Page > chosen.Pages {
		return renderedPage{}, store.ErrNotFound
	}
	latest := map[report.Key]report.Outline{}
	for _, b := range chosen.Bodies {
		key := choice.Latest(b).Key
		r, err := now.Report(key)
		if err != nil {
			return renderedPage{}, err
		}
		if latest[key], err = r.Outline(ctx); err != nil {
			return renderedPage{}, err
		}
	}
	return newPage(templates.Home, s.pages.Home(chosen, latest)), nil
}
