// Command release packs the two programs for those who run them: for each system a tar or
// zip with both, the unit, samples for a proxy, a guide in Chinese, the licences of all
// that is linked and a list of it (SPDX); beside them SHA256SUMS. It runs in a clone of the
// project and writes the same bytes in every clone of a commit.
//
//	go run ./cmd/release -o dist
package main

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// platform is a system that the programs are built for.
type platform struct{ os, arch string }

func (p platform) String() string { return p.os + "-" + p.arch }

func (p platform) program(name string) string {
	if p.os == "windows" {
		return name + ".exe"
	}
	return name
}

var platforms = []platform{{"linux", "amd64"}, {"linux", "arm64"}, {"linux", "loong64"}, {"windows", "amd64"}}

var programs = []string{"disclosure", "draft"}

//go:embed files
var files embed.FS

// commit is what is packed.
type commit struct {
	hash string
	time time.Time
}

// version names the packages: the day of the commit and its first digits.
func (c commit) version() string { return c.time.Format("20060102") + "-" + c.hash[:10] }

func main() {
	to := flag.String("o", "dist", "write the packages into `DIR`")
	only := flag.String("only", "", "pack only for `OS-ARCH`, such as linux-amd64")
	flag.Parse()
	if err := release(*to, *only); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

func release(to, only string) error {
	if only != "" && !slices.ContainsFunc(platforms, func(p platform) bool { return p.String() == only }) {
		return fmt.Errorf("-only %s: name one of %v", only, platforms)
	}
	of, err := readCommit()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "disclosure-release")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	var sums bytes.Buffer
	for _, p := range platforms {
		if only != "" && p.String() != only {
			continue
		}
		content, err := pack(of, p, filepath.Join(work, p.String()))
		if err != nil {
			return fmt.Errorf("%s: %w", p, err)
		}
		name := "disclosure-" + of.version() + "-" + p.String() + p.ending()
		if err := os.WriteFile(filepath.Join(to, name), content, 0o644); err != nil {
			return err
		}
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(content), name)
		fmt.Printf("%s: %d bytes\n", name, len(content))
	}
	return os.WriteFile(filepath.Join(to, "SHA256SUMS"), sums.Bytes(), 0o644)
}

// readCommit refuses a clone with changes: its packages could not be made again.
func readCommit() (c commit, err error) {
	changed, err := output("git", "status", "--porcelain")
	if err != nil {
		return c, err
	}
	if changed != "" {
		return c, fmt.Errorf("the clone has changes that are in no commit:\n%s", changed)
	}
	text, err := output("git", "log", "-1", "--format=%H %ct")
	if err != nil {
		return c, err
	}
	var seconds int64
	if _, err := fmt.Sscan(text, &c.hash, &seconds); err != nil {
		return c, err
	}
	c.time = time.Unix(seconds, 0).UTC()
	return c, nil
}

func output(name string, args ...string) (string, error) {
	command := exec.Command(name, args...)
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w", name, strings.Join(args, " "), err)
	}
	return strings.TrimSpace(string(out)), nil
}

// pack builds the programs and returns the archive with all that goes with them.
func pack(of commit, p platform, work string) ([]byte, error) {
	var content []entry
	var built []string
	for _, name := range programs {
		file := filepath.Join(work, p.program(name))
		build := exec.Command("go", "build", "-buildvcs=true", "-trimpath", "-ldflags", "-s -w", "-o", file, "./cmd/"+name)
		build.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+p.os, "GOARCH="+p.arch)
		if out, err := build.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("go build: %w\n%s", err, out)
		}
		program, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		content = append(content, entry{p.program(name), program, 0o755})
		built = append(built, file)
	}
	unit, err := os.ReadFile("cmd/disclosure/disclosure.service")
	if err != nil {
		return nil, err
	}
	content = append(content, entry{"disclosure.service", unit, 0o644})
	for name, as := range map[string]string{"guide.md": "说明.md", "nginx.conf": "proxy/nginx.conf", "Caddyfile": "proxy/Caddyfile"} {
		text, err := files.ReadFile(path.Join("files", name))
		if err != nil {
			return nil, err
		}
		content = append(content, entry{as, text, 0o644})
	}
	parts, err := linked(built)
	if err != nil {
		return nil, err
	}
	for _, part := range parts {
		for _, l := range part.licences {
			content = append(content, entry{path.Join("licenses", part.folder(), l.name), l.text, 0o644})
		}
	}
	list, err := spdx(of, p, parts)
	if err != nil {
		return nil, err
	}
	content = append(content, entry{"sbom.spdx.json", list, 0o644})
	slices.SortFunc(content, func(a, b entry) int { return strings.Compare(a.name, b.name) })
	return p.archive("disclosure-"+of.version()+"-"+p.String(), of.time, content)
}
