package export

import (
	"bufio"
	"bytes"
	"embed"
	"encoding/json"
	"io"
	"path"

	"disclosure/internal/report"
)

// Schemas describe the lists of the whole site: reports.json and search.json are JSON
// Schemas (2020-12), figures.json is a Table Schema (Data Package).
//
//go:embed disclosure-site
var Schemas embed.FS

// listForm names the form of these lists.
const listForm = "disclosure-site/1"

type reportsJSON struct {
	Format  string       `json:"format"`
	Schema  string       `json:"schema"`
	Site    siteJSON     `json:"site"`
	Figures string       `json:"figures"` // address of those of all reports
	Reports []listedJSON `json:"reports"` // one a line: of a thousand, indentation is half of the file
}

type siteJSON struct {
	Name    string `json:"name"`
	Address string `json:"address"`
}

type listedJSON struct {
	Unit      string          `json:"unit"`
	UnitName  string          `json:"unit_name"`
	UnitShort string          `json:"unit_short"`
	Year      int             `json:"year"`
	Kind      string          `json:"kind"`
	KindName  string          `json:"kind_name"`
	Heading   string          `json:"heading"`
	Address   string          `json:"address"` // of the newest version
	History   string          `json:"history"`
	Invented  bool            `json:"invented,omitempty"` // an example that is made up
	Withdrawn *withdrawalJSON `json:"withdrawn,omitempty"`
	Versions  []versionJSON   `json:"versions"` // oldest first
}

type withdrawalJSON struct {
	Date   string `json:"date"`
	Reason string `json:"reason"`
	Source string `json:"source"`
}

type versionJSON struct {
	Version      string         `json:"version"`
	VersionWhole string         `json:"version_whole"`
	Published    string         `json:"published,omitempty"` // the day, where it is stated
	Reason       string         `json:"reason,omitempty"`    // why it took the place of the one before
	Source       string         `json:"source,omitempty"`    // where the reason stands
	Address      string         `json:"address"`
	Sums         string         `json:"sums,omitempty"` // address of the list that has the size and sum of each
	Files        []siteFileJSON `json:"files"`          // none of a report that was withdrawn
}

// filesJSON lists the files of one version of a report with the size and sum of each.
type filesJSON struct {
	Format       string         `json:"format"`
	Schema       string         `json:"schema"`
	Address      string         `json:"address"`
	Version      string         `json:"version"`
	VersionWhole string         `json:"version_whole"`
	Files        []siteFileJSON `json:"files"`
}

// FilesPath is where that list stands, below the address of the version.
const FilesPath = "/files.json"

// siteFileJSON is a file of a version. A list of all reports states size and sum where
// the file holds no address of the site: others are made with the addresses when they are
// asked for, which takes a second for each version.
type siteFileJSON struct {
	Name      string `json:"name"`
	MediaType string `json:"media_type"`
	Address   string `json:"address"`
	Bytes     int64  `json:"bytes,omitempty"`
	SHA256    string `json:"sha256,omitempty"`
}

// ReportsJSON lists all reports with their versions, each one's oldest first.
func (s Site) ReportsJSON(w io.Writer, reports [][]report.Listing) error {
	var head bytes.Buffer
	if err := encode(&head, reportsJSON{
		Format: listForm, Schema: s.Origin + "/schema/" + listForm + "/reports.json",
		Site:    siteJSON{s.Name, s.Origin + "/"},
		Figures: s.Origin + FiguresPath,
		Reports: []listedJSON{},
	}); err != nil {
		return err
	}
	none := bytes.LastIndex(head.Bytes(), []byte("[]"))
	out := bufio.NewWriter(w)
	out.Write(head.Bytes()[:none])
	out.WriteString("[\n")
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	for i, versions := range reports {
		if i > 0 {
			out.WriteString(",")
		}
		if err := lines.Encode(s.listed(versions)); err != nil {
			return err
		}
	}
	out.WriteString("]")
	out.Write(head.Bytes()[none+len("[]"):])
	return out.Flush()
}

func (s Site) listed(versions []report.Listing) listedJSON {
	newest := versions[len(versions)-1]
	j := listedJSON{
		Unit: newest.Unit, UnitName: newest.UnitName, UnitShort: newest.UnitShort, Year: newest.Year, Kind: newest.Kind,
		KindName: newest.Words().Name, Heading: newest.Heading, Invented: newest.Invented, Address: s.Origin + newest.Base(),
		History: s.Origin + newest.Base() + report.PageOf(report.HistoryPart).Path(),
	}
	if w := newest.Withdrawn; w != nil {
		j.Withdrawn = &withdrawalJSON{w.Date, w.Reason, w.Source}
	}
	for _, v := range versions {
		f := report.Front{Key: v.Key, Version: v.Version, Publications: newest.Publications}
		p, _ := f.Publication(f.ShortVersion())
		if len(newest.Publications) == 0 {
			p.Published = v.Published
		}
		version := versionJSON{Version: f.ShortVersion(), VersionWhole: v.Version, Published: p.Published, Reason: p.Reason, Source: p.Source,
			Address: s.address(f, report.Ref{}), Files: []siteFileJSON{}}
		if newest.Withdrawn == nil {
			version.Files, version.Sums = s.filesOf(f, v, nil), version.Address+FilesPath
		}
		j.Versions = append(j.Versions, version)
	}
	return j
}

// FilesJSON lists the files of a version of a report, with what is known of those that are
// made when they are asked for, by their endings.
func (s Site) FilesJSON(w io.Writer, v report.Listing, made map[string]report.FileSum) error {
	f := report.Front{Key: v.Key, Version: v.Version}
	return encode(w, filesJSON{Format: listForm, Schema: s.Origin + "/schema/" + listForm + "/files.json",
		Address: s.address(f, report.Ref{}), Version: f.ShortVersion(), VersionWhole: v.Version, Files: s.filesOf(f, v, made)})
}

func (s Site) filesOf(f report.Front, v report.Listing, made map[string]report.FileSum) []siteFileJSON {
	home := s.address(f, report.Ref{})
	var files []siteFileJSON
	for _, format := range Formats(report.Ref{}) {
		sum := made[format.Ending]
		files = append(files, siteFileJSON{format.Name, MediaType(format.ContentType), home + "." + format.Ending, sum.Bytes, sum.SHA256})
	}
	files = append(files, siteFileJSON{"全部数字 CSV", MediaType(FiguresType), home + FiguresPath, v.Figures.Bytes, v.Figures.SHA256})
	if v.Source.Bytes > 0 {
		files = append(files, siteFileJSON{report.SourcePart.Name(), "text/plain", home + report.PageOf(report.SourcePart).Path(), v.Source.Bytes, v.Source.SHA256})
	}
	for _, o := range v.Originals {
		files = append(files, siteFileJSON{o.Name, MediaType(OriginalTypes[path.Ext(o.File)]), home + "/" + o.File, o.Bytes, o.SHA256})
	}
	return files
}

// OriginalTypes are the content types of originals by the endings of their names.
var OriginalTypes = map[string]string{
	".pdf":  "application/pdf",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".html": "application/octet-stream",
	".txt":  "text/plain; charset=utf-8",
}
