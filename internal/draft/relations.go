package draft

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"disclosure/internal/source"

	"github.com/pelletier/go-toml/v2"
)

// writeRelations asks about the form of the report, one of those in forms, where
// the report has at least three of four of its tables by their titles. A form asks
// for tables as it knows them, so that it counts only when a person has said so.
func (d *Draft) writeRelations(forms fs.FS) error {
	names, err := fs.Glob(forms, "forms/*.toml")
	if err != nil {
		return err
	}
	for _, name := range names {
		content, err := fs.ReadFile(forms, name)
		if err != nil {
			return err
		}
		var form struct{ Table []struct{ Title string } }
		if err := toml.Unmarshal(content, &form); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		found := 0
		for _, want := range form.Table {
			if slices.ContainsFunc(d.tables(), func(t *table) bool { return bare(t.title) == bare(want.Title) }) {
				found++
			}
		}
		if len(form.Table) > 0 && 4*found >= 3*len(form.Table) {
			slug := strings.TrimSuffix(path.Base(name), ".toml")
			answer := d.decide(Question{
				Key: "form", Place: "各表", Choices: []string{slug, "不用"}, Assumed: "不用",
				Text: fmt.Sprintf("报告有格式 %s 的 %d 张表（共 %d 张）。要照这个格式把各表的数字互相核对吗？", slug, found, len(form.Table)),
			})
			if answer == slug {
				d.Files[source.RelationsFile] = []byte("form = " + Quote(slug) + "\n")
			}
			return nil
		}
	}
	return nil
}
