// Command disclosure publishes budget reports as a website: serve shows them,
// import writes them to a database file, keep writes the versions that were published
// into the folder of a report, export writes the site as files and verify holds them
// against their manifest, check reads reports for mistakes, version says what
// this program is.
//
// It exits 0 when all is good, 1 when what it was given is refused or found
// wanting, and 2 when the command line makes no sense.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

const usage = `disclosure publishes budget reports as a website.

  disclosure serve [--addr HOST:PORT|unix:PATH] [--origin URL] [--name NAME] [--db FILE] [--proxy CIDR]
                   [--contact ADDRESS] [--footer FILE] [--log WHAT]
                   [--tls-cert FILE --tls-key FILE]
  disclosure import [--add] [--forget UNIT/YEAR-KIND] [--publish-findings] --db FILE DIR…
  disclosure keep --db FILE [--origin URL] [--name NAME] DIR
  disclosure export --origin URL [--db FILE] [--name NAME] [--contact ADDRESS]
                    [--footer FILE] DIR
  disclosure verify DIR
  disclosure check [--format json] [--suggest] [DIR…]
  disclosure selftest [--db FILE]
  disclosure version

DIR is the folder of one report, <unit>/<year>-<kind>, such as
data/futian-zwfwj/2021-budget. "disclosure COMMAND -h" explains a command.
`

// Exit codes.
const (
	good    = 0
	refused = 1
	misused = 2
)

// misuse is a command line that makes no sense.
type misuse string

func (m misuse) Error() string { return string(m) }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // the first signal asks, a second one kills
	endAfter(ctx, stopTimeout, func() { os.Exit(refused) })
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// stopTimeout is how long a command may go on after the first signal, whatever it
// waits for.
const stopTimeout = 15 * time.Second

// endAfter calls exit some time after ctx has ended.
func endAfter(ctx context.Context, timeout time.Duration, exit func()) {
	context.AfterFunc(ctx, func() { time.AfterFunc(timeout, exit) })
}

// run does what args say and returns the exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	err := dispatch(ctx, args, stdout, stderr)
	var wrong misuse
	switch {
	case err == nil:
		return good
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(stdout, err.Error())
		return good
	case errors.As(err, &wrong):
		fmt.Fprintf(stderr, "disclosure: %v\n\n%s", err, usage)
		return misused
	}
	fmt.Fprintf(stderr, "disclosure: %v\n", err)
	return refused
}

func dispatch(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	if len(args) == 0 {
		return misuse("say what to do")
	}
	switch name, rest := args[0], args[1:]; name {
	case "serve":
		return serve(ctx, rest, stdout, stderr)
	case "import":
		return importReports(ctx, rest, stdout)
	case "keep":
		return keep(ctx, rest, stdout)
	case "export":
		return exportSite(ctx, rest, stdout)
	case "verify":
		return verifyCopy(rest, stdout)
	case "check":
		return check(ctx, rest, stdout)
	case "version":
		return version(rest, stdout)
	case "selftest":
		return selftest(ctx, rest, stdout)
	case "-h", "-help", "--help", "help":
		return help(usage)
	default:
		return misuse(fmt.Sprintf("there is no command %q", name))
	}
}

// help is the answer to -h. It ends the command as errors do, without being
// one.
type help string

func (h help) Error() string        { return string(h) }
func (h help) Is(target error) bool { return target == flag.ErrHelp }

// parse reads the flags of a command into fs. The synopsis is the first line
// of its help.
func parse(fs *flag.FlagSet, synopsis string, args []string) error {
	fs.SetOutput(io.Discard) // run decides what goes where
	err := fs.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return help(synopsis + "\n" + flagHelp(fs))
	case err != nil:
		return misuse(fmt.Sprintf("%s: %v", fs.Name(), err))
	}
	// An empty value is most likely a variable that was not set; it must not
	// quietly mean the default.
	fs.Visit(func(f *flag.Flag) {
		if f.Value.String() == "" {
			err = misuse(fmt.Sprintf("%s: --%s is empty", fs.Name(), f.Name))
		}
	})
	return err
}

func flagHelp(fs *flag.FlagSet) string {
	text := ""
	fs.VisitAll(func(f *flag.Flag) {
		value, words := flag.UnquoteUsage(f)
		text += "\n  " + strings.TrimSpace("--"+f.Name+" "+value) + "\n\t" + words
		if f.DefValue != "" && f.DefValue != "false" {
			text += fmt.Sprintf(" (default %s)", f.DefValue)
		}
		text += "\n"
	})
	return text
}
