package source

import (
	"errors"
	"regexp"

	"github.com/pelletier/go-toml/v2"

	"disclosure/internal/report"
)

// correctionsFile lists the versions in which a report was published, oldest first,
// the folder's own last. A folder without it has one version.
const correctionsFile = "corrections.toml"

// corrections is the form of corrections.toml.
type corrections struct {
	Version []struct {
		Version   string
		Published toml.LocalDate
		Reason    string
		Source    string
	}
	Withdrawn *struct {
		Date   toml.LocalDate
		Reason string
		Source string
	}

	doc *document
}

var shortVersion = regexp.MustCompile(`^[0-9a-f]{12}$`)

// readCorrections reads corrections.toml, nil where there is none. Whether the last
// version is the folder's own shows when the whole folder is read; see resolve.
func (l *loader) readCorrections() *corrections {
	if !l.has(correctionsFile) {
		return nil
	}
	c := new(corrections)
	if c.doc = l.decode(correctionsFile, c); c.doc == nil {
		l.unsure[earlierFolder] = true
		return nil
	}
	if len(c.Version) == 0 && c.Withdrawn == nil {
		c.doc.fail(at{}, "lists no [[version]]: list each version, oldest first, or remove the file where there was one only")
	}
	seen := map[string]bool{}
	for i, v := range c.Version {
		where := at{"version", i}
		last := i == len(c.Version)-1
		wellFormed := shortVersion.MatchString(v.Version)
		switch {
		case !c.doc.require(where.of("version"), v.Version):
		case !wellFormed:
			c.doc.fail(where.of("version"), "version %q is not the first 12 digits of a version: copy them from the page or the file name", v.Version)
		case seen[v.Version]:
			c.doc.fail(where.of("version"), "version %s is listed twice: a report that says again what it said before has the version of then; list it once", v.Version)
		case !last && !l.has(EarlierFile(v.Version)):
			c.doc.fail(where.of("version"), "%s is missing: put the .zip of that version there, or let `disclosure keep --db FILE %s` write it", EarlierFile(v.Version), l.dir)
		}
		seen[v.Version] = true
		if !wellFormed {
			l.unsure[earlierFolder] = true // which file was meant
		} else if !last {
			l.named[EarlierFile(v.Version)] = true
		}
		dated := c.day(where.of("published"), v.Published)
		if i == 0 {
			if v.Reason != "" || v.Source != "" {
				c.doc.fail(where, "the first version corrects none: remove its reason and source")
			}
			continue
		}
		c.doc.require(where.of("reason"), v.Reason)
		c.doc.require(where.of("source"), v.Source)
		if before := c.Version[i-1].Published; dated && v.Published.String() < before.String() {
			c.doc.fail(where.of("published"), "published %s is before that of the version above, %s: list the versions oldest first", v.Published, before)
		}
	}
	if w := c.Withdrawn; w != nil {
		where := at{"withdrawn"}
		c.day(where.of("date"), w.Date)
		c.doc.require(where.of("reason"), w.Reason)
		c.doc.require(where.of("source"), w.Source)
	}
	return c
}

// day refuses a date that is not there.
func (c *corrections) day(key at, day toml.LocalDate) bool {
	if day == (toml.LocalDate{}) {
		c.doc.fail(key, "%s is missing: write the day, such as 2021-03-01", key[len(key)-1])
		return false
	}
	return true
}

// resolve gives r its publications, unless the last one is of another version.
func (c *corrections) resolve(r *report.Report) error {
	if c == nil {
		return nil
	}
	for i, v := range c.Version {
		if i == len(c.Version)-1 && v.Version != r.ShortVersion() {
			c.doc.fail(at{"version", i, "version"}, "the last version is %s, and what the folder holds is %s: where that was never published, write it here; else keep the old one (`disclosure keep --db FILE %s`) and list the new one below", v.Version, r.ShortVersion(), c.doc.folder.dir)
			return errors.Join(c.doc.folder.errs...)
		}
		r.Publications = append(r.Publications, report.Publication{Version: v.Version, Published: v.Published.String(), Reason: v.Reason, Source: v.Source})
	}
	if w := c.Withdrawn; w != nil {
		r.Withdrawn = &report.Withdrawal{Date: w.Date.String(), Reason: w.Reason, Source: w.Source}
	}
	return nil
}

// earlierFolder holds the earlier versions of a report, each as the .zip that was
// served.
const earlierFolder = "earlier"

// EarlierFile is where a version (12 digits) that came before lies in the folder.
func EarlierFile(version string) string { return earlierFolder + "/" + version + ".zip" }
