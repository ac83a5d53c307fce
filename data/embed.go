// Package data embeds the published reports as people edit them, one folder a
// report: <unit>/<year>-<kind>; in forms what holds for every report of a form; and
// the site's own explanations of words.
package data

import "embed"

// Files holds every report folder, and the folder forms.
//
//go:embed all:futian-zwfwj forms
var Files embed.FS

// PlainWords is the file of the site's own explanations of words.
//
//go:embed plain-words.toml
var PlainWords []byte
