package page

import (
	"strings"

	"disclosure/internal/report"
)

// OriginalPlace says where in an original a part stands, and leads there.
type OriginalPlace struct {
	Text string
	Link Link // to the place, or to where the original was published; no address where neither is known
}

// original is nil for a part of which nobody says where in an original it stands.
func (v *view) original() *OriginalPlace {
	o := v.outline
	original, at, ok := o.PlaceOf(v.ref)
	if !ok {
		return nil
	}
	name := "公布的原件"
	if len(o.Originals) > 1 {
		name += "《" + original.Name + "》"
	}
	place := &OriginalPlace{Text: "本篇在" + name + at.Name() + "。"}
	if original.Allowed {
		place.Link = Link{Text: "打开原件", Href: originalHref(o, original) + at.Fragment()}
	} else if original.Address != "" {
		place.Link = Link{Text: "原件公布处", Href: original.Address}
	}
	return place
}

func originalHref(o report.Outline, original report.Original) string {
	return o.Base() + "/" + original.File
}

// OriginalView says what is known of an original.
type OriginalView struct {
	Name    Link   // with an address where it may be given away
	Says    string // when it was published and received
	Address string // where it was published
	Terms   string // what the publisher says of its reuse
	SHA256  string
}

func originals(o report.Outline) (views []OriginalView) {
	for _, original := range o.Originals {
		view := OriginalView{Name: Link{Text: original.Name}, Address: original.Address, Terms: original.Terms, SHA256: original.SHA256}
		if original.Allowed {
			view.Name.Href = originalHref(o, original)
		}
		var says []string
		if original.Published != "" {
			says = append(says, original.Published+" 公布")
		}
		if original.Received != "" {
			says = append(says, original.Received+" 取得")
		}
		view.Says = strings.Join(says, "，")
		views = append(views, view)
	}
	return views
}
