// Package data embeds the published reports as people edit them, one folder a
// report: <unit>/<year>-<kind>.
package data

import "embed"

// Files holds every report folder.
//
//go:embed all:futian-zwfwj
var Files embed.FS
