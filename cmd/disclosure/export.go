package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"

	"disclosure/internal/mirror"
	"disclosure/internal/store"
	"disclosure/web"
)

const exportSynopsis = `disclosure export --origin URL [--db FILE] [--name NAME] [--contact ADDRESS] [--footer FILE] DIR

Writes the whole site into DIR as files that any web server serves, or what has changed
since the last time. The server goes on with the copy before until the new one is
complete. DIR/nginx.conf and DIR/Caddyfile say how to serve it.`

// exportSite writes the site as files.
func exportSite(ctx context.Context, args []string, stdout io.Writer) error {
	fs := flag.NewFlagSet("export", flag.ContinueOnError)
	config := siteFlags(fs, "")
	db := fs.String("db", "", "write the reports of a `FILE` that import made; by default those built into the program")
	if err := parse(fs, exportSynopsis, args); err != nil {
		return err
	}
	if err := fromEnvironment(fs); err != nil {
		return err
	}
	said := config()
	said.Copy = true
	switch {
	case fs.NArg() != 1:
		return misuse("export: name the folder to write into")
	case said.Origin == "":
		return misuse("export: say with --origin under which URL the public will reach the copy, such as https://budget.example")
	}
	st, err := open(ctx, *db, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	defer st.Close()
	handler, err := web.New(st, said, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	state, err := stateOf(said)
	if err != nil {
		return err
	}
	now := st.Snapshot()
	defer now.Release()
	done, err := mirror.Write(ctx, fs.Arg(0), mirror.Site{
		Handler: handler, Origin: said.Origin, Seeds: web.FixedAddresses(handler), State: state, Bodies: bodiesOf(now),
	})
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	for _, broken := range done.Broken {
		fmt.Fprintf(stdout, "no answer  %s\n", broken)
	}
	if done.Current {
		fmt.Fprintf(stdout, "%s is as it should be: %d addresses of %d bodies\n", fs.Arg(0), done.Addresses, done.Bodies)
		return nil
	}
	fmt.Fprintf(stdout, "%s shows %d addresses; of %d bodies %d were written anew\n", fs.Arg(0), done.Addresses, done.Bodies, done.Written)
	return nil
}

// stateOf changes with this program and with what the operator says about the site.
func stateOf(config web.Config) (string, error) {
	name, err := os.Executable()
	if err != nil {
		return "", err
	}
	program, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer program.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, program); err != nil {
		return "", err
	}
	err = json.NewEncoder(hash).Encode(config)
	return hex.EncodeToString(hash.Sum(nil)), err
}

// bodiesOf names for each body what changes with the content of its reports.
func bodiesOf(now *store.Snapshot) map[string]string {
	all := map[string]string{}
	for _, r := range now.Reports() { // in one order
		for _, version := range now.Versions(r.Key) {
			sum := sha256.Sum256([]byte(all[r.Unit] + "\n" + version.Base() + "\n" + version.Version + "\n" + version.Digest))
			all[r.Unit] = hex.EncodeToString(sum[:])
		}
	}
	return all
}

// verifyCopy holds the files of a copy against its manifest.
func verifyCopy(args []string, stdout io.Writer) error {
	fs := flag.NewFlagSet("verify", flag.ContinueOnError)
	if err := parse(fs, "disclosure verify DIR\n\nHolds every file of the copy in DIR against its manifest, and names files that it does not list.", args); err != nil {
		return err
	}
	if fs.NArg() != 1 {
		return misuse("verify: name the folder of a copy that export made")
	}
	files, err := mirror.Verify(fs.Arg(0))
	if err != nil {
		return fmt.Errorf("verify: %w", err)
	}
	fmt.Fprintf(stdout, "%s is as its manifest says: %d files\n", fs.Arg(0), files)
	return nil
}
