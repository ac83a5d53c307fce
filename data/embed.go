// Package data embeds the published reports as people edit them, one folder a
// report: <unit>/<year>-<kind>; and in forms what holds for every report of a
// form.
package data

import "embed"

// Files holds every report folder, and the folder forms.
//
//go:embed all:futian-zwfwj forms
var Files embed.FS
