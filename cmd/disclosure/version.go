package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"runtime/debug"

	"disclosure/internal/store"
)

// version says what this program was built from, and which files it reads.
func version(args []string, stdout io.Writer) error {
	fs := flag.NewFlagSet("version", flag.ContinueOnError)
	if err := parse(fs, "disclosure version\n\nSays what this program was built from, and which schema its files have.", args); err != nil {
		return err
	}
	if fs.NArg() > 0 {
		return misuse(fmt.Sprintf("version: what is %q?", fs.Arg(0)))
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return errors.New("this program was built without its build information")
	}
	built := buildSettings()
	if built["vcs.revision"] == "" {
		built["vcs.revision"] = "unknown" // it was not built in a clone
	}
	if date := built["vcs.time"]; date != "" {
		built["vcs.revision"] += " of " + date
	}
	if built["vcs.modified"] == "true" {
		built["vcs.revision"] += " with changes"
	}
	_, err := fmt.Fprintf(stdout, "disclosure %s\ncommit %s\n%s\nschema version %d\n",
		info.Main.Version, built["vcs.revision"], info.GoVersion, store.SchemaVersion)
	return err
}

// buildSettings are the settings that the program was built with.
func buildSettings() map[string]string {
	built := map[string]string{}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			built[s.Key] = s.Value
		}
	}
	return built
}
