package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"time"
)

// document is a list of what is in a package, in the form SPDX 2.3 (ISO/IEC 5962).
type document struct {
	Version       string         `json:"spdxVersion"`
	DataLicense   string         `json:"dataLicense"`
	ID            string         `json:"SPDXID"`
	Name          string         `json:"name"`
	Namespace     string         `json:"documentNamespace"`
	Creation      creation       `json:"creationInfo"`
	Packages      []spdxPackage  `json:"packages"`
	Licences      []ownLicence   `json:"hasExtractedLicensingInfos,omitempty"`
	Relationships []relationship `json:"relationships"`
}

// ownLicence is the text of a licence for which SPDX has no name.
type ownLicence struct {
	ID   string `json:"licenseId"`
	Text string `json:"extractedText"`
}

type creation struct {
	Created  string   `json:"created"`
	Creators []string `json:"creators"`
}

type spdxPackage struct {
	ID            string      `json:"SPDXID"`
	Name          string      `json:"name"`
	Version       string      `json:"versionInfo,omitempty"`
	Location      string      `json:"downloadLocation"`
	FilesAnalyzed bool        `json:"filesAnalyzed"`
	Concluded     string      `json:"licenseConcluded"`
	Declared      string      `json:"licenseDeclared"`
	Copyright     string      `json:"copyrightText"`
	Comment       string      `json:"comment,omitempty"`
	References    []reference `json:"externalRefs,omitempty"`
}

type reference struct {
	Category string `json:"referenceCategory"`
	Type     string `json:"referenceType"`
	Locator  string `json:"referenceLocator"`
}

type relationship struct {
	Of      string `json:"spdxElementId"`
	Kind    string `json:"relationshipType"`
	Related string `json:"relatedSpdxElement"`
}

// noAssertion is what SPDX writes for what nobody says.
const noAssertion = "NOASSERTION"

var notInID = regexp.MustCompile(`[^A-Za-z0-9.-]+`)

// spdx lists what is in the package for one platform.
func spdx(of commit, p platform, parts []part) ([]byte, error) {
	name := "disclosure-" + of.version() + "-" + p.String()
	const root = "SPDXRef-disclosure"
	d := document{
		Version: "SPDX-2.3", DataLicense: "CC0-1.0", ID: "SPDXRef-DOCUMENT", Name: name,
		Namespace: "https://spdx.org/spdxdocs/" + name + "-" + of.hash,
		Creation:  creation{of.time.Format(time.RFC3339), []string{"Tool: disclosure-release"}},
		Packages: []spdxPackage{{
			ID: root, Name: "disclosure", Version: of.version(), Location: noAssertion, Concluded: noAssertion, Declared: noAssertion, Copyright: noAssertion,
			Comment: "Both programs, of commit " + of.hash + ". The owner of the project has not named a licence yet.",
		}},
		Relationships: []relationship{{"SPDXRef-DOCUMENT", "DESCRIBES", root}},
	}
	for _, part := range parts {
		one := spdxPackage{
			ID: "SPDXRef-" + strings.Trim(notInID.ReplaceAllString(part.name, "-"), "-"), Name: part.name, Version: part.version, Location: noAssertion,
			Concluded: noAssertion, Declared: part.terms(), Copyright: noAssertion, Comment: part.why,
		}
		if part.sum != "" {
			one.References = []reference{{"PACKAGE-MANAGER", "purl", fmt.Sprintf("pkg:golang/%s@%s", strings.ToLower(part.name), part.version)}}
			one.Comment = "sum of go.sum: " + part.sum
		}
		for _, l := range part.licences {
			if one.Declared == agg && identify(l.text) == agg {
				d.Licences = append(d.Licences, ownLicence{agg, string(l.text)})
			}
		}
		d.Packages = append(d.Packages, one)
		d.Relationships = append(d.Relationships, relationship{root, "CONTAINS", one.ID})
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(d)
	return text.Bytes(), err
}
