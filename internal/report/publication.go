package report

import "slices"

// Publication is one version of a report as it was published.
type Publication struct {
	Version   string // its first 12 digits
	Published string // the day, 2021-03-01
	Reason    string // why it took the place of the one before, in the publisher's words; "" for the first
	Source    string // where these words stand
}

// Withdrawal says that the publisher took a report back.
type Withdrawal struct {
	Date, Reason, Source string
}

// shortVersion is how many digits of a version people read and cite.
const shortVersion = 12

// PermanentBase is the address under which this very version stands for ever.
func (f Front) PermanentBase() string { return f.Key.Base() + "@" + f.ShortVersion() }

// Base is the address under which the pages of the report stand as they are shown:
// those of the newest version, or of this very one.
func (f Front) Base() string {
	if f.Pinned {
		return f.PermanentBase()
	}
	return f.Key.Base()
}

// Publication is what is known of when and why a version (12 digits) was published;
// false where nobody said. The only version of a report was published when its original
// was.
func (f Front) Publication(version string) (p Publication, ok bool) {
	if published, _ := f.FirstDays(); published != "" && len(f.Publications) == 0 && version == f.ShortVersion() {
		return Publication{Version: version, Published: published}, true
	}
	at := slices.IndexFunc(f.Publications, func(p Publication) bool { return p.Version == version })
	if at < 0 {
		return Publication{Version: version}, false
	}
	return f.Publications[at], true
}

func writtenPublications(all []Publication) list {
	var l list
	for _, p := range all {
		l = append(l, object{{"version", p.Version}, {"published", p.Published}, {"reason", p.Reason}, {"source", p.Source}})
	}
	return l
}

func (w *Withdrawal) written() object {
	if w == nil {
		return nil
	}
	return object{{"date", w.Date}, {"reason", w.Reason}, {"source", w.Source}}
}

// Has tells whether the report has the page of ref.
func (o Outline) Has(ref Ref) bool { return slices.Contains(o.Pages(), ref.Page()) }
