package mirror

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"time"
)

const (
	format       = "disclosure-copy/1"
	manifestName = "manifest.json"
	staticFolder = "static/"
)

// manifest is what a copy says of itself.
type manifest struct {
	Format    string                 `json:"format"`
	Number    int                    `json:"number"` // rises with each copy
	Origin    string                 `json:"origin"`
	State     string                 `json:"state"`
	Kinds     map[string]http.Header `json:"kinds"` // of addresses, with the headers that they are sent with
	Redirects []redirect             `json:"redirects"`
	Files     []file                 `json:"files"` // but those of bodies
	Bodies    []body                 `json:"bodies"`
}

// body is all below one first step of addresses.
type body struct {
	Name      string `json:"name"`
	State     string `json:"state"`
	Folder    string `json:"folder"` // in bodies
	SHA256    string `json:"sha256"` // of its manifest, which stands beside the folder
	Addresses int    `json:"addresses"`

	// Links are the addresses outside of all bodies that it links to.
	Links []string `json:"links"`
}

// bodyManifest lists the files of a body.
type bodyManifest struct {
	Format string `json:"format"`
	Files  []file `json:"files"`
}

// file is an answer in one encoding.
type file struct {
	Address  string    `json:"address"`
	File     string    `json:"file"` // under the root of the site
	Type     string    `json:"type"`
	Encoding string    `json:"encoding,omitempty"` // "" as it is
	SHA256   string    `json:"sha256"`
	Size     int       `json:"size"`
	Modified time.Time `json:"modified"` // since when it has been so
}

// redirect is an address that leads to another one.
type redirect struct {
	Address  string `json:"address"`
	Status   int    `json:"status"`
	Location string `json:"location"`
}

func byName(files []file) map[string]file {
	all := make(map[string]file, len(files))
	for _, f := range files {
		all[f.File] = f
	}
	return all
}

func sorted(files []file) []file {
	slices.SortFunc(files, func(a, b file) int {
		return cmp.Or(strings.Compare(a.Address, b.Address), strings.Compare(a.Encoding, b.Encoding))
	})
	return files
}

// addresses counts those that files stand for.
func addresses(files []file) (n int) {
	for _, f := range files {
		if f.Encoding == "" {
			n++
		}
	}
	return n
}

// same tells whether two copies show the same.
func (m manifest) same(other manifest) bool {
	m.Number = other.Number
	return reflect.DeepEqual(m, other)
}

func saveJSON(root *os.Root, name string, v any) (sum string, err error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(v); err != nil {
		return "", err
	}
	return hashOf(text.Bytes()), root.WriteFile(name, text.Bytes(), 0o644)
}

// readCurrent returns the manifest of the copy that a folder serves, an empty one where it
// serves none.
func readCurrent(root *os.Root) (m manifest, err error) {
	name := path.Join("current", manifestName)
	text, err := readPlain(root, name, largestManifest)
	if errors.Is(err, fs.ErrNotExist) {
		return manifest{}, nil
	}
	if err == nil {
		err = json.Unmarshal(text, &m)
	}
	if err == nil && m.Format != format {
		err = fmt.Errorf("its format is %q, this program reads %q", m.Format, format)
	}
	if err == nil {
		err = m.check()
	}
	if err != nil {
		return m, fmt.Errorf("%s is no manifest of a copy: %w; remove the folder and export anew", filepath.Join(root.Name(), name), err)
	}
	return m, nil
}

func readBody(root *os.Root, b body) (m bodyManifest, err error) {
	name := path.Join("bodies", b.Folder+".json")
	text, err := readPlain(root, name, largestManifest)
	if sum := hashOf(text); err == nil && sum != b.SHA256 {
		err = fmt.Errorf("its SHA-256 is %s, the manifest of the copy says %s", sum, b.SHA256)
	}
	if err == nil {
		err = json.Unmarshal(text, &m)
	}
	if err == nil {
		err = m.check(b)
	}
	if err != nil {
		return m, fmt.Errorf("%s is no manifest of %s: %w; remove the folder and export anew", filepath.Join(root.Name(), name), b.Name, err)
	}
	return m, nil
}

func hashOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}
