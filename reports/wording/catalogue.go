package wording

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"refrain/internal/locale"
	"refrain/internal/strictyaml"
)

// Words say what reports say in one language. The zero value is English, whose words are those of
// the program and need no catalogue.
type Words struct{ c *catalogue }

// Text marks words that a catalogue translates and that are not said where they are written.
type Text = string

// English is the code of the language that every message is written in.
const English = "en"

//go:embed catalogue/*.yaml
var catalogues embed.FS

// catalogue is the words of one language, from catalogue/<code>.yaml.
type catalogue struct {
	locale.Locale
	complete bool
	messages map[string]message
}

// message is what stands for one of English: forms by the category of their number, or one text
// under "is".
type message map[string]string

// Codes are the languages that reports can be written in, English first.
func Codes() []string {
	files, err := catalogues.ReadDir("catalogue")
	if err != nil {
		panic(err) // They are part of the program.
	}
	codes := []string{English}
	for _, f := range files {
		codes = append(codes, strings.TrimSuffix(f.Name(), path.Ext(f.Name())))
	}
	return codes
}

// Knows reports whether reports can be written in the language of a code.
func Knows(code string) bool { return slices.Contains(Codes(), code) }

// In returns the words of the language of a code, and English for a code that has no catalogue.
func In(code string) Words {
	if code == English || code == "" || !Knows(code) {
		return Words{}
	}
	return Words{loaded(code)}
}

// Complete reports whether reports have all their words in a language.
func Complete(code string) bool { return code == English || Knows(code) && loaded(code).complete }

var (
	loading sync.Mutex
	known   = map[string]*catalogue{} // by code; a catalogue is read when a report first needs it
)

// loaded is the catalogue of a language that has one. A mistake in it is one of this program: a test
// reads them all.
func loaded(code string) *catalogue {
	loading.Lock()
	defer loading.Unlock()
	if known[code] == nil {
		data, err := catalogues.ReadFile("catalogue/" + code + ".yaml")
		if err == nil {
			known[code], err = read(code, data)
		}
		if err != nil {
			panic(err)
		}
	}
	return known[code]
}

// read reads a catalogue. All mistakes in it come at once, each with its place.
func read(code string, data []byte) (*catalogue, error) {
	l, err := locale.Of(code)
	if err != nil {
		return nil, fmt.Errorf("%s.yaml: %w", code, err)
	}
	c := &catalogue{Locale: l, messages: map[string]message{}}
	var problems []error
	var note string
	d := strictyaml.Decoder{File: code + ".yaml", Problems: &problems}
	if root := d.Parse(data); root != nil {
		d.Mapping(root, strictyaml.Fields{
			"complete": d.Flag(&c.complete), "review": d.Text(&note),
			"messages": func(n *strictyaml.Node) {
				d.Items(n, func(item *strictyaml.Node) { c.message(&d, item) })
			},
		}, "complete", "review", "messages")
	}
	strictyaml.Sort(problems)
	return c, errors.Join(problems...)
}

// message reads one message: its English, and what stands for it.
func (c *catalogue) message(d *strictyaml.Decoder, item *strictyaml.Node) {
	m := message{}
	english := ""
	fields := strictyaml.Fields{"en": d.Text(&english)}
	for _, form := range []string{"is", "zero", "one", "two", "few", "many", "other"} {
		fields[form] = func(n *strictyaml.Node) {
			text := ""
			d.Text(&text)(n)
			m[form] = text
		}
	}
	d.Mapping(item, fields, "en")
	want := []string{"is"}
	if len(m) != 1 || m["is"] == "" {
		want = c.Forms()
	}
	for _, form := range want {
		if m[form] == "" {
			d.Fail(item, "%q has no form %q; %s takes %s", english, form, c.Code, strings.Join(want, ", "))
		}
	}
	for form, text := range m {
		if !slices.Contains(want, form) {
			d.Fail(item, "%q has a form %q; %s takes %s", english, form, c.Code, strings.Join(want, ", "))
		}
		// A form for one number may leave the number out: "one word".
		for _, place := range places(english) {
			if !slices.Contains(places(text), place) && (place != "{n}" || form != "one" || c.Plural(0) == "one") {
				d.Fail(item, "%q: the text has no %s", english, place)
			}
		}
		for _, place := range places(text) {
			if !slices.Contains(places(english), place) && (place != "{n}" || form == "is") {
				d.Fail(item, "%q: the text has %s, which English has not", english, place)
			}
		}
	}
	if _, twice := c.messages[english]; twice {
		d.Fail(item, "%q stands twice", english)
	}
	c.messages[english] = m
}

// places are the places of a message that are filled: "{n}".
func places(text string) []string {
	var list []string
	for {
		_, rest, ok := strings.Cut(text, "{")
		name, after, closed := strings.Cut(rest, "}")
		if !ok || !closed {
			return list
		}
		list, text = append(list, "{"+name+"}"), after
	}
}

// Code is the BCP 47 code of the language.
func (w Words) Code() string {
	if w.c == nil {
		return English
	}
	return w.c.Code
}

// Say is a message with its places filled: pairs of the name of a place and what stands there.
func (w Words) Say(english Text, fill ...string) string {
	text := english
	if w.c != nil {
		if m, ok := w.c.messages[english]; ok {
			text = m["is"]
		}
	}
	return filled(text, fill)
}

// Of is the message for so many. English has two; a catalogue has them under the first. The place n
// is filled with the number.
func (w Words) Of(n int, one, other Text, fill ...string) string {
	text := other
	if n == 1 {
		text = one
	}
	if w.c != nil {
		if m, ok := w.c.messages[one]; ok {
			text = cmp.Or(m[w.c.Plural(n)], m["is"])
		}
	}
	return filled(text, append(fill, "n", w.Number(n)))
}

// filled fills the places of a text in one pass, so that what stands in one place fills no other.
func filled(text string, fill []string) string {
	if len(fill) == 0 {
		return text
	}
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(text, "{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		name, after, closed := strings.Cut(rest, "}")
		at := -1
		for i := 0; closed && i+1 < len(fill); i += 2 {
			if fill[i] == name {
				at = i + 1
			}
		}
		if at < 0 {
			b.WriteByte('{')
			text = rest
			continue
		}
		b.WriteString(fill[at])
		text = after
	}
}

// Count is a number with its noun: "1 page", "5,210 words". All nouns that are counted take an s in
// English.
func (w Words) Count(n int, noun Text) string {
	if w.c == nil {
		return w.Number(n) + " " + Plural(n, noun)
	}
	return w.Of(n, "{n} "+noun, "{n} "+noun+"s")
}

// Number writes a number as the language does: 5,210 in English.
func (w Words) Number(n int) string {
	sign := ","
	if w.c != nil {
		sign = w.c.Group
	}
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + sign + s[i:]
	}
	return s
}

// List joins a list as people write it: "a, b and c".
func (w Words) List(list []string) string {
	switch len(list) {
	case 0:
		return ""
	case 1:
		return list[0]
	}
	return w.Say("{list} and {last}", "list", strings.Join(list[:len(list)-1], ", "), "last", list[len(list)-1])
}

// Quoted puts quotation marks around words that have none.
func (w Words) Quoted(s string) string {
	if isQuoted(s) {
		return s
	}
	return w.Say("“{words}”", "words", s)
}
