package report

import "embed"

// Schemas are the JSON Schemas (2020-12) of the written form: manifest.json,
// front.json, section.json, table.json and project.json under the name of the form,
// disclosure-report/1; and of the editorial documents beside them, under
// disclosure-editorial/1.
//
//go:embed disclosure-report disclosure-editorial
var Schemas embed.FS
