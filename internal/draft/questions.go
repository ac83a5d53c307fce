package draft

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"disclosure/internal/original"
	"disclosure/internal/source"
)

// Question is what a person must decide.
type Question struct {
	Key     string         // in decisions.toml, unique
	Place   string         // in the original, for a person
	File    string         // the original in which it stands, as published; "" for all
	At      original.Place // there
	Text    string
	Changes []Change // the places that it is about, where a repair is offered
	Choices []string // where there are some
	Assumed string   // what the folder says now; "" for nothing

	wrong func(answer string) string // says what to answer instead, "" for a good one
}

// Answered is a question with its answer.
type Answered struct {
	Question
	Answer string
}

// Decisions are a person's choices, by the key of the question.
type Decisions map[string]string

// Checked is the choice for what a person looks at, or puts right in a file.
const Checked = "已核对"

// DecisionError says which decision cannot be taken, and what to write instead.
type DecisionError struct{ Key, Message string }

func (e *DecisionError) Error() string { return e.Key + ": " + e.Message }

// ask asks a question, unless it was asked or answered. Questions of one place have
// different keys.
func (d *Draft) ask(q Question) (answer string, answered bool) {
	same := func(other Question) bool { return other.Place == q.Place && other.Text == q.Text }
	if slices.ContainsFunc(d.Questions, same) {
		return "", false
	}
	for _, a := range d.Answered {
		if same(a.Question) {
			return a.Answer, true
		}
	}
	for n, key := 2, q.Key; d.known[q.Key]; n++ {
		q.Key = key + "-" + strconv.Itoa(n)
	}
	d.known[q.Key], d.ever[q.Key] = true, true
	if answer, answered = d.decided[q.Key]; !answered {
		d.Questions = append(d.Questions, q)
		return "", false
	}
	if remedy := q.refuses(answer); remedy != "" && d.refused == nil {
		d.refused = &DecisionError{q.Key, fmt.Sprintf("%q is no answer: %s", answer, remedy)}
	}
	d.Answered = append(d.Answered, Answered{q, answer})
	return answer, true
}

// decide asks what is not known for sure, and returns the person's answer or
// what is assumed.
func (d *Draft) decide(q Question) string {
	if answer, answered := d.ask(q); answered {
		return answer
	}
	return q.Assumed
}

// look asks a person to look at a place, or to put it right in a file.
func (d *Draft) look(kind string, b block, text string) {
	d.ask(Question{Key: key(kind, b.at()), Place: placeName(b.file, b.Place), File: b.file, At: b.Place, Text: text,
		Choices: []string{Checked}, Assumed: asReceived})
}

func (q Question) refuses(answer string) string {
	switch {
	case len(q.Choices) > 0 && !slices.Contains(q.Choices, answer):
		return "write " + strings.Join(quoted(q.Choices), " or ")
	case strings.ContainsAny(answer, "\n\t") || strings.TrimSpace(answer) != answer:
		return "write one line without white space at its ends"
	case q.wrong != nil:
		return q.wrong(answer)
	case answer == "":
		return "write an answer, or remove the line"
	}
	return ""
}

func quoted(texts []string) (all []string) {
	for _, t := range texts {
		all = append(all, strconv.Quote(t))
	}
	return all
}

// misspelled is the error of the first decision that answers no question.
func (d *Draft) misspelled() error {
	known := slices.Sorted(maps.Keys(d.ever))
	for _, key := range slices.Sorted(maps.Keys(d.decided)) {
		if IsMark(key) {
			if !sumForm.MatchString(d.decided[key]) {
				return &DecisionError{key, "a mark is made by draft preview: remove the line, and mark the part there"}
			}
			continue
		}
		if !d.ever[key] && !d.asksElse(key) {
			return &DecisionError{key, "no question has this key; the nearest are " + source.Nearest(key, known) + ": correct or remove the line"}
		}
	}
	if d.refused != nil {
		return d.refused
	}
	return nil
}

// asksElse tells whether a key is that of a question about a block which other answers make
// needless: an answer to it is kept, should they be taken back.
func (d *Draft) asksElse(answered string) bool {
	for _, b := range d.received {
		for _, kind := range needless {
			for _, place := range []string{b.mark, b.at()} {
				if rest, ok := strings.CutPrefix(answered, key(kind, place)); ok && (rest == "" || rest[0] == '-') {
					return true
				}
			}
		}
	}
	return false
}

// needless are the kinds of questions that a repair can answer.
var needless = []string{"form", "level", "levels", "grid", "header", "empty", "cut", "mark", "spaces", "formulas", "rows", "again", "half", "spill", "rest"}

// sumForm is the state of a part as a mark says it, and markForm the key of a mark.
var sumForm = regexp.MustCompile(`^[0-9a-f]{12}$`)
var markForm = regexp.MustCompile(`^read-(front|(sections|tables|projects)-[1-9][0-9]*)$`)

// IsMark tells whether a decision is no answer, but a person's mark that a part was held
// against its original. It says of which state of the part.
func IsMark(key string) bool { return markForm.MatchString(key) }

// The forms of answers.
var (
	slugForm    = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	yearForm    = regexp.MustCompile(`^[0-9]{4}$`)
	addressForm = regexp.MustCompile(`^https?://[^\s/]+(/\S*)?$`)
)

// aYear refuses what is no year.
func aYear(answer string) string {
	if !yearForm.MatchString(answer) {
		return "write four digits, such as \"2024\""
	}
	return ""
}

// aDay refuses what is no day; nothing is one that is not known.
func aDay(answer string) string {
	if _, err := time.Parse(time.DateOnly, answer); answer != "" && err != nil {
		return "write a day, such as \"2024-08-20\", or \"\" where it is not known"
	}
	return ""
}

// anAddress refuses what is no address of the web; nothing is one that is not known.
func anAddress(answer string) string {
	if answer != "" && !addressForm.MatchString(answer) {
		return "write a whole address, \"https://…\", or \"\" where it is not known"
	}
	return ""
}

// key makes the key of a question of words: letters, digits and hyphens.
func key(words ...string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(strings.Join(words, "-")) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r >= 0x2E80:
			b.WriteRune(r)
		case !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-")
}

var bareKey = regexp.MustCompile(`^[a-z0-9-]+$`)

// KeyOf is a key as a file of TOML has it.
func KeyOf(key string) string {
	if bareKey.MatchString(key) {
		return key
	}
	return Quote(key)
}

// placeName is a place in one of several files for a person.
func placeName(file string, p original.Place) string {
	return strings.TrimSpace(file + " " + PlaceName(p))
}

// PlaceName is a place in a file for a person, "" for none.
func PlaceName(p original.Place) string {
	switch {
	case p.Page > 0:
		return fmt.Sprintf("第 %d 页", p.Page)
	case p.Sheet != "" && p.Cell != "":
		return fmt.Sprintf("工作表“%s” %s 格", p.Sheet, p.Cell)
	case p.Sheet != "":
		return fmt.Sprintf("工作表“%s”", p.Sheet)
	case p.Paragraph > 0:
		return fmt.Sprintf("第 %d 段", p.Paragraph)
	case p.Line > 0:
		return fmt.Sprintf("第 %d 行", p.Line)
	}
	return ""
}
