package web_test

import (
	"archive/zip"
	"bytes"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// hostileFiles wants every file to have the same form, and the same texts but
// for the attacks.
func hostileFiles(t *testing.T, two twins) {
	kinds := map[string]func(*testing.T, string, twins, []byte, []byte){
		".csv": sameCSV, ".json": sameJSON, ".xlsx": sameZip, ".zip": sameZip, ".sqlite": sameSQLite, ".txt": samePlain,
	}
	looked := map[string]int{}
	for address, p := range two.pages {
		kind := path.Ext(address)
		if p.doc != nil || kinds[kind] == nil || strings.HasPrefix(address, "/static/") {
			continue
		}
		looked[kind]++
		got, want := get(two.hostile, address), get(two.benign, address)
		if got.Code != http.StatusOK || want.Code != http.StatusOK {
			t.Errorf("%s: got status %d and %d, want 200", address, got.Code, want.Code)
			continue
		}
		sameHeaders(t, address, got.Header(), want.Header())
		kinds[kind](t, address, two, got.Body.Bytes(), want.Body.Bytes())
	}
	if looked[".csv"] < 14 || looked[".xlsx"] < 15 || looked[".json"] < 36 || looked[".zip"] != 1 || looked[".sqlite"] != 1 || looked[".txt"] < 1 {
		t.Errorf("looked at files %v, want those of a whole report", looked)
	}
}

// sheetName is the name of a table as a sheet or view, made of a part of a title.
var sheetName = regexp.MustCompile(`表[0-9]{2}_[^!' ]*`)

// named is a text with neither attacks nor names of sheets.
func named(two twins, text string) string {
	if text = two.same(text); !strings.Contains(text, "表") {
		return text
	}
	return sheetName.ReplaceAllString(text, "#")
}

func samePlain(t *testing.T, name string, two twins, got, want []byte) {
	t.Helper()
	if a, b := two.same(string(got)), two.same(string(want)); a != b {
		t.Errorf("%s: got\n%.600q\nwant\n%.600q", name, a, b)
	}
}

// formula tells whether a spreadsheet would take the text of a CSV field for
// one. That of an amount it may take for a number.
func formula(field string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(field, " \t\r\n"))
	return strings.ContainsRune("=+@＝＋－＠", first) || first == '-' && strings.Trim(field, "-0123456789.") != ""
}

// sameCSV compares fields. An apostrophe before a field guards what follows.
func sameCSV(t *testing.T, name string, two twins, got, want []byte) {
	t.Helper()
	records := func(content []byte) [][]string {
		all, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff")))).ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return all
	}
	bare := func(field string) string {
		text := strings.TrimLeft(field, " ")
		return field[:len(field)-len(text)] + strings.TrimPrefix(text, "'")
	}
	a, b := records(got), records(want)
	for i := range a {
		for j, field := range a[i] {
			if formula(field) {
				t.Errorf("%s: got the formula %.100q", name, field)
			}
			a[i][j] = two.same(bare(field))
		}
	}
	for i := range b {
		for j := range b[i] {
			b[i][j] = two.same(bare(b[i][j]))
		}
	}
	if !reflect.DeepEqual(a, b) {
		for i := range a {
			if i >= len(b) || !slices.Equal(a[i], b[i]) {
				t.Fatalf("%s: line %d: got\n%.900q\nof %d lines", name, i+1, a[i], len(b))
			}
		}
		t.Errorf("%s: got %d lines, want %d", name, len(a), len(b))
	}
}

func sameJSON(t *testing.T, name string, two twins, got, want []byte) {
	t.Helper()
	var a, b any
	if err := errors.Join(json.Unmarshal(got, &a), json.Unmarshal(want, &b)); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	differ(t, name, each(a, two.same), each(b, two.same))
}

func sameDescriptor(t *testing.T, name string, two twins, got, want []byte) {
	t.Helper()
	var a, b any
	if err := errors.Join(json.Unmarshal(got, &a), json.Unmarshal(want, &b)); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	// Names of columns are those of CSV, guarded like fields.
	bare := func(text string) string { return strings.TrimPrefix(named(two, text), "'") }
	differ(t, name, each(a, bare), each(b, bare))
}

// differ names the first place where two JSON values differ.
func differ(t *testing.T, name string, got, want any) {
	t.Helper()
	a, isObject := got.(map[string]any)
	b, alike := want.(map[string]any)
	if isObject && alike && len(a) == len(b) {
		for key := range b {
			if key != "hash" && key != "bytes" && key != "sha256" { // which hold checksums
				differ(t, name+" "+key, a[key], b[key])
			}
		}
		return
	}
	c, isList := got.([]any)
	d, alike := want.([]any)
	if isList && alike && len(c) == len(d) {
		for i := range d {
			differ(t, fmt.Sprintf("%s %d", name, i), c[i], d[i])
		}
		return
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: got\n%.600q\nwant\n%.600q", name, got, want)
	}
}

// sameZip compares the files of an archive; a workbook is one of XML.
func sameZip(t *testing.T, name string, two twins, got, want []byte) {
	t.Helper()
	open := func(content []byte) (names []string, files map[string][]byte) {
		files = map[string][]byte{}
		archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, f := range archive.File {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			if files[f.Name], err = io.ReadAll(r); err != nil {
				t.Fatalf("%s %s: %v", name, f.Name, err)
			}
			names = append(names, f.Name)
		}
		return names, files
	}
	names, a := open(got)
	others, b := open(want)
	if !reflect.DeepEqual(names, others) {
		t.Errorf("%s: got files %q, want %q", name, names, others)
		return
	}
	const textsFile = "xl/sharedStrings.xml"
	var sharedA, sharedB []string
	if a[textsFile] != nil {
		sharedA, sharedB = sharedTexts(t, a[textsFile]), sharedTexts(t, b[textsFile])
	}
	for _, file := range names {
		whole := name + " " + file
		switch path.Ext(file) {
		case ".csv":
			sameCSV(t, whole, two, a[file], b[file])
		case ".json":
			sameDescriptor(t, whole, two, a[file], b[file])
		case ".xml", ".rels":
			if file != textsFile { // whose texts are compared where they are used
				sameXML(t, whole, two, pieces(t, whole, a[file], sharedA), pieces(t, whole, b[file], sharedB))
			}
		default:
			samePlain(t, whole, two, a[file], b[file])
		}
	}
}

// sameXML compares elements, attributes by name, those that say how a cell is
// to be read by value, and texts. No element is a formula.
func sameXML(t *testing.T, name string, two twins, got, want []string) {
	t.Helper()
	for i := range got {
		single := strings.NewReplacer("&&", "&") // as the header of a printed sheet writes it
		if i >= len(want) || named(two, single.Replace(got[i])) != named(two, single.Replace(want[i])) {
			t.Errorf("%s: got %.300q, want %.300q", name, got[i:], want[min(i, len(want)):])
			return
		}
	}
	if len(got) != len(want) {
		t.Errorf("%s: got %d pieces, want %d", name, len(got), len(want))
	}
}

// pieces takes a file of a workbook apart. A cell whose text stands among the
// shared ones has that text.
func pieces(t *testing.T, name string, content []byte, shared []string) (all []string) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(content))
	isShared := false
	for {
		token, err := d.Token()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			element := "<" + token.Name.Local
			switch element {
			case "<f":
				t.Errorf("%s: got a formula", name)
			case "<col": // as wide as its texts
				continue
			case "<c":
				isShared = false
			}
			for _, a := range token.Attr {
				element += " " + a.Name.Local
				if token.Name.Local == "c" {
					element += "=" + a.Value
					isShared = isShared || a.Name.Local == "t" && a.Value == "s"
				}
			}
			all = append(all, element)
		case xml.CharData:
			text := string(token)
			if n, err := strconv.Atoi(text); isShared && err == nil {
				text = shared[n]
			}
			all = append(all, strings.ReplaceAll(text, "_x005F_", "_"))
		}
	}
}

// sharedTexts are the texts of a workbook's cells.
func sharedTexts(t *testing.T, content []byte) []string {
	var file struct {
		Texts []struct {
			Text string `xml:"t"`
		} `xml:"si"`
	}
	if err := xml.Unmarshal(content, &file); err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, text := range file.Texts {
		all = append(all, text.Text)
	}
	return all
}

// sameSQLite compares tables by name, columns and rows, and views, whose names
// are made of titles, by what they show.
func sameSQLite(t *testing.T, name string, two twins, got, want []byte) {
	t.Helper()
	same := func(text string) string { return named(two, text) }
	differ(t, name, any(dump(t, got, same)), any(dump(t, want, same)))
}

func dump(t *testing.T, content []byte, same func(string) string) (all []any) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "report.sqlite")
	if err := os.WriteFile(file, content, 0o644); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", "file:"+file+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	names := query(t, db, "SELECT type, name FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY rowid")
	for _, n := range names {
		kind, name := n[0].(string), n[1].(string)
		if kind == "table" {
			all = append(all, name)
		}
		for _, row := range query(t, db, `SELECT * FROM "`+strings.ReplaceAll(name, `"`, `""`)+`"`) {
			for i, v := range row {
				if text, ok := v.(string); ok {
					row[i] = same(text)
				}
			}
			all = append(all, row)
		}
	}
	return all
}

func query(t *testing.T, db *sql.DB, statement string) (all [][]any) {
	t.Helper()
	rows, err := db.Query(statement)
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		row := make([]any, len(columns))
		into := make([]any, len(columns))
		for i := range row {
			into[i] = &row[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		all = append(all, row)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}
