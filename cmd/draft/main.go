// Command draft makes a data folder of the file in which a body published its
// report.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"disclosure/internal/draft"
	"disclosure/internal/original"
)

// Exit codes.
const (
	good    = 0
	refused = 1
	usage   = 2
)

const help = `draft [-o DIR] FILE…

writes a data folder from a report as it was published: .pdf, .docx, .xlsx,
.html, or .txt in the notation of source.txt; several files are one report.
DIR is where data folders stand (data); the folder is DIR/<body>/<year>-<kind>.
What a person must decide is listed in its review.md.
`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

func run(ctx context.Context, args []string, out, errs io.Writer) int {
	flags := flag.NewFlagSet("draft", flag.ContinueOnError)
	flags.SetOutput(errs)
	flags.Usage = func() { fmt.Fprint(errs, help) }
	dir := flags.String("o", "data", "where data folders stand")
	if err := flags.Parse(args); err != nil {
		return usage
	}
	if flags.NArg() == 0 {
		fmt.Fprint(errs, help)
		return usage
	}
	if err := write(ctx, *dir, flags.Args(), out, errs); err != nil {
		fmt.Fprintln(errs, "draft:", err)
		return refused
	}
	return good
}

// write reads the files and writes the folder.
func write(ctx context.Context, dir string, names []string, out, errs io.Writer) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Minute)
	defer cancel()
	var files []draft.File
	for _, name := range names {
		doc, err := read(ctx, name, errs)
		if err != nil {
			return err
		}
		files = append(files, draft.File{Name: filepath.Base(name), Document: doc})
	}
	d, err := draft.New(files, nil)
	if err != nil {
		return err
	}
	return save(filepath.Join(dir, filepath.FromSlash(d.Dir)), d, files, out)
}

// read reads one file, and says so where that takes more than a second.
func read(ctx context.Context, name string, errs io.Writer) (*original.Document, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	said := time.AfterFunc(time.Second, func() { fmt.Fprintln(errs, "reading", name, "…") })
	defer said.Stop()
	doc, err := original.Read(ctx, name, file, info.Size(), original.Limits{})
	if errors.Is(err, context.DeadlineExceeded) {
		return nil, fmt.Errorf("%s: takes more than five minutes to read: print it anew as PDF, or save it in parts", name)
	}
	return doc, err
}

// save writes the files of a draft.
func save(dir string, d *draft.Draft, files []draft.File, out io.Writer) error {
	for name, content := range d.Files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(path, content, 0o666); err != nil {
			return err
		}
	}
	fmt.Fprintf(out, "%s: %d files, %d questions in review.md\n", dir, len(d.Files), len(d.Questions))
	return nil
}
