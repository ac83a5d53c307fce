// Command draft makes a data folder of the file in which a body published its
// report.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"time"
)

// Exit codes.
const (
	good    = 0
	refused = 1
	usage   = 2
)

const help = `draft [-o DIR] FILE…
draft preview [-addr 127.0.0.1:8090] DIR

writes the data folder of a report from the file in which it was published: .pdf,
.docx, .xlsx, .html, or .txt in the notation of source.txt; several files are one
report. DIR is the folder, <body>/<year>-<kind>; without -o it is made in data and
called after the file. What a person must decide is listed in its review.md; answers
stand in its decisions.toml and count when draft is run again. A file that a person
corrected is kept, and what draft would write is put beside it as NAME.new.

preview shows a data folder as the site will, and beside its original.
`

// patience is how long the files may take to be read.
const patience = 5 * time.Minute

// memory is from where on memory is collected eagerly, so that a report of usual length
// takes less than 300 MB.
const memory = 220 << 20

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	debug.SetMemoryLimit(memory)
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

func run(ctx context.Context, args []string, out, errs io.Writer) int {
	if len(args) > 0 && args[0] == "preview" {
		return preview(ctx, args[1:], out, errs)
	}
	flags := flag.NewFlagSet("draft", flag.ContinueOnError)
	flags.SetOutput(errs)
	flags.Usage = func() { fmt.Fprint(errs, help) }
	dir := flags.String("o", "", "the data folder of the report")
	if err := flags.Parse(args); err != nil {
		return usage
	}
	if flags.NArg() == 0 {
		fmt.Fprint(errs, help)
		return usage
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if err := write(ctx, *dir, flags.Args(), out, errs); err != nil {
		fmt.Fprintln(errs, "draft:", err)
		return refused
	}
	return good
}
