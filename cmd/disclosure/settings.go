package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/mail"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"disclosure/internal/page"
	"disclosure/web"
)

// validatedFlag is a flag whose text must have a certain form.
type validatedFlag struct {
	text     string
	validate func(text string) (normal string, err error)
}

func (f *validatedFlag) String() string { return f.text }

func (f *validatedFlag) Set(text string) (err error) {
	if text != "" { // parse refuses an empty value
		text, err = f.validate(text)
	}
	f.text = text
	return err
}

// isPublic tells whether others than this machine reach an origin.
func isPublic(origin string) bool {
	u, err := url.Parse(origin)
	if err != nil || u.Hostname() == "" {
		return false
	}
	ip, err := netip.ParseAddr(u.Hostname())
	return err != nil && u.Hostname() != "localhost" || err == nil && !ip.IsLoopback()
}

// siteFlags adds the flags by which the operator says something about the site, and
// returns what was said.
func siteFlags(fs *flag.FlagSet, originDefault string) func() web.Config {
	origin := validatedFlag{"", parseOrigin}
	contact := validatedFlag{"", parseContact}
	footer := validatedFlag{"", readFooter}
	name := siteName(fs)
	fs.Var(&footer, "footer", "a `FILE` of what stands at the foot of every page, such as who runs the site and its filing numbers: text in lines, links as [text](https://…)")
	fs.Var(&origin, "origin", "the `URL` under which the public reaches the site, such as https://budget.example"+originDefault)
	fs.Var(&contact, "contact", "where readers report mistakes and weaknesses: mailto:, https:// or tel: `ADDRESS`, shown on every page and in /.well-known/security.txt")
	return func() web.Config {
		return web.Config{Name: name.text, Origin: origin.text, Contact: contact.text, Footer: footer.text}
	}
}

// mostFooter is how many bytes a footer has at most.
const mostFooter = 16 << 10

// readFooter reads a file of what stands at the foot of every page.
func readFooter(name string) (string, error) {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return "", fmt.Errorf("%s is no plain file (%v)", name, info.Mode().Type())
	}
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, mostFooter+1))
	switch {
	case err != nil:
		return "", err
	case len(content) > mostFooter:
		return "", fmt.Errorf("%s is larger than %d bytes: write a few lines", name, mostFooter)
	}
	if _, err := page.ParseFooter(string(content)); err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	return string(content), nil
}

// networks is a flag that may be given several times, or with several values.
type networks []netip.Prefix

func (n *networks) String() string {
	var all []string
	for _, p := range *n {
		all = append(all, p.String())
	}
	return strings.Join(all, ",")
}

func (n *networks) Set(text string) error {
	if text == "" {
		return nil
	}
	for one := range strings.SplitSeq(text, ",") {
		one = strings.TrimSpace(one)
		p, err := netip.ParsePrefix(one)
		if ip, no := netip.ParseAddr(one); no == nil {
			p, err = netip.PrefixFrom(ip.WithZone(""), ip.BitLen()), nil
		}
		switch {
		case err != nil || p.Addr().Is4In6():
			return fmt.Errorf("%q is no network: write an address or a range, such as 10.0.0.5 or 10.0.0.0/8", one)
		case p.Bits() == 0:
			return fmt.Errorf("%q is everyone: name the addresses of your proxies alone, or anyone may claim to be anyone", one)
		}
		*n = append(*n, p.Masked())
	}
	return nil
}

// variable is the name of the environment variable that stands for a flag of
// serve.
func variable(f *flag.Flag) string {
	return "DISCLOSURE_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
}

// fromEnvironment sets the flags that were not given on the command line.
func fromEnvironment(fs *flag.FlagSet) error {
	given := map[string]bool{}
	fs.Visit(func(f *flag.Flag) { given[f.Name] = true })
	var wrong error
	fs.VisitAll(func(f *flag.Flag) {
		text, ok := os.LookupEnv(variable(f))
		switch {
		case !ok || given[f.Name] || wrong != nil:
		case text == "":
			wrong = misuse(fmt.Sprintf("%s: %s is empty: unset it to have the default", fs.Name(), variable(f)))
		default:
			if err := fs.Set(f.Name, text); err != nil {
				wrong = misuse(fmt.Sprintf("%s: %s %q: %v", fs.Name(), variable(f), text, err))
			}
		}
	})
	return wrong
}

// socketPrefix stands before the path of a socket in the file system.
const socketPrefix = "unix:"

func parseAddr(text string) (string, error) {
	if path, ok := strings.CutPrefix(text, socketPrefix); ok {
		if !filepath.IsAbs(path) {
			return "", errors.New("write unix: and a whole path, such as unix:/run/disclosure/http.sock")
		}
		return text, nil
	}
	if _, _, err := net.SplitHostPort(text); err != nil {
		return "", errors.New("write a host and a port, such as 127.0.0.1:8080, or unix: and a path")
	}
	return text, nil
}

// siteName is the flag of the name of the site.
func siteName(fs *flag.FlagSet) *validatedFlag {
	name := &validatedFlag{page.DefaultName, parseName}
	fs.Var(name, "name", "the `NAME` of the site, as its pages, files and citations say it")
	return name
}

const longestName = 30 // characters of the name of a site; a phone shows it on a line

// parseName reads the name of a site: words on one line.
func parseName(text string) (string, error) {
	name := strings.Join(strings.Fields(text), " ")
	written := func(r rune) bool { return r == ' ' || unicode.IsGraphic(r) && !unicode.IsSpace(r) }
	if n := utf8.RuneCountInString(name); n == 0 || n > longestName || !utf8.ValidString(name) || strings.ContainsFunc(name, func(r rune) bool { return !written(r) }) {
		return "", fmt.Errorf("write the name as readers are to see it, at most %d characters on one line, such as %s", longestName, page.DefaultName)
	}
	return name, nil
}

// logLevels are the values of --log.
var logLevels = map[string]slog.Level{"requests": slog.LevelInfo, "problems": slog.LevelWarn}

func parseLogged(text string) (string, error) {
	if _, ok := logLevels[text]; !ok {
		return "", errors.New("write requests or problems")
	}
	return text, nil
}

var originPattern = regexp.MustCompile(`^https?://(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?$`)

// parseOrigin reads a scheme and a host, without the slash that people like to
// put at the end.
func parseOrigin(text string) (string, error) {
	origin := strings.ToLower(strings.TrimSuffix(text, "/"))
	u, err := url.Parse(origin)
	if err == nil && u.Port() != "" {
		_, err = strconv.ParseUint(u.Port(), 10, 16)
	}
	if err != nil || !originPattern.MatchString(origin) {
		return "", errors.New("write http:// or https:// and a host, without a path, such as https://budget.example")
	}
	return origin, nil
}

// outsideURI are the characters that a URI writes in another way.
func outsideURI(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`<>"\^{|}`+"`", r) }

var telephonePattern = regexp.MustCompile(`^\+?[0-9-]+$`)

// parseContact reads an address that security.txt (RFC 9116) and a link take.
func parseContact(text string) (string, error) {
	u, err := url.Parse(text)
	if err == nil && !strings.ContainsFunc(text, outsideURI) {
		switch u.Scheme {
		case "mailto":
			if mailbox, err := mail.ParseAddress(u.Opaque); err == nil && mailbox.Address == u.Opaque {
				return text, nil
			}
		case "https":
			if u.Host != "" && u.User == nil {
				return text, nil
			}
		case "tel":
			if telephonePattern.MatchString(u.Opaque) {
				return text, nil
			}
		}
	}
	return "", errors.New("write mailto: and an address, https:// and a page, or tel: and a number, such as mailto:report@budget.example")
}
