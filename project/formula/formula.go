// Package formula holds the words in which an organisation writes amendments: templates of a few fields,
// checked before they are used.
//
// A template is one of text/template with little of its language: fields, conditions and a few
// functions. It has no loops, no templates within templates and no variables, so what it costs is
// bounded by its length.
package formula

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"text/template"
	"text/template/parse"
	"unicode"
	"unicode/utf8"

	"refrain/internal/display"
)

// Bounds of a template and of what it writes, in bytes.
const (
	LongestTemplate = 4 << 10
	longestField    = 8 << 10
	longestResult   = 64 << 10
	mostActions     = 200
)

// Fields are what a template may say of an amendment. Those that do not apply are "" or 0.
type Fields struct {
	Number     int    // of the amendment in the paper, from 1; 0 for a redraft
	Definition int    // the number of the amendment to the definition that a consequential one follows
	Kind       string // "swap", "definition", "consequential" or "redraft"
	Provision  string // as the document numbers it: "Section 3(2)"
	Clause     string // the same without its subdivisions: "Section 3"
	Page       string // as printed
	Line       string // as printed, or counted from the top of the page
	Place      string // provision, page and line in the words of the report's language
	Occurrence string // "first", "second", … where the line has the words more than once
	Old, New   string // the words, and those that take their place
	Sentence   string // that the words are in
	Reason     string // why to redraft
	Model      string // a model sentence for a redraft
	Statement  string // why, and who says so
	Earlier    int    // the number of the amendment that has the statement, where it was made before

	Bill         string // the title of the document, or its name
	Sponsor      string
	Organisation string
	Date         string
}

// names are the fields that templates may name.
var names = []string{
	"Bill", "Clause", "Date", "Definition", "Earlier", "Kind", "Line", "Model", "New", "Number", "Occurrence", "Old",
	"Organisation", "Page", "Place", "Provision", "Reason", "Sentence", "Sponsor", "Statement",
}

// Names are the fields that templates may name, in order.
func Names() []string { return slices.Clone(names) }

// Look is how a stretch of text looks. Looks may be joined.
type Look uint8

// The looks.
const (
	Bold Look = 1 << iota
	Italic
	Struck
)

// Marks before and after a stretch of a look. No text of a document has these characters: what fills
// in the fields is freed of them.
const (
	begins = '\x02'
	ends   = '\x03'
)

// functions are those that templates may call beside the conditions.
var functions = template.FuncMap{
	"upper": strings.ToUpper, "lower": strings.ToLower, "capital": capital,
	"bold":   func(s any) string { return marked(s, Bold) },
	"italic": func(s any) string { return marked(s, Italic) },
	"struck": func(s any) string { return marked(s, Struck) },
}

// conditions are the functions of text/template that may be called.
var conditions = []string{"and", "or", "not", "eq", "ne"}

// Functions are the names of all functions that templates may call, in order.
func Functions() []string {
	all := slices.Clone(conditions)
	for name := range functions {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}

func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

func marked(s any, look Look) string {
	return string(begins) + strconv.Itoa(int(look)) + fmt.Sprint(s) + string(ends)
}

// Template is one that was checked.
type Template struct{ of *template.Template }

// Problem is what is wrong with a template, and on which of its lines, from 1.
type Problem struct {
	Line int
	Msg  string // with what to do
}

func (p Problem) Error() string { return p.Msg }

// Parse checks a template. Its error is a [Problem].
func Parse(text string) (*Template, error) {
	switch {
	case len(text) > LongestTemplate:
		return nil, Problem{1, fmt.Sprintf("the template is longer than %d bytes; shorten it", LongestTemplate)}
	case !utf8.ValidString(text):
		return nil, Problem{1, "the template is not in UTF-8"}
	case strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }):
		return nil, Problem{1, "the template holds a control character; leave it out"}
	}
	t, err := template.New("").Option("missingkey=error").Funcs(functions).Parse(text)
	if err != nil {
		return nil, syntax(err)
	}
	if len(t.Templates()) > 1 {
		return nil, Problem{1, "a template may define no other; write {{.Field}}, {{if}} and {{else}} alone"}
	}
	if t.Tree == nil || t.Root == nil {
		return &Template{t}, nil
	}
	c := checker{text: text}
	c.list(t.Root)
	if c.problem != nil {
		return nil, *c.problem
	}
	for _, sample := range samples {
		if _, err := (&Template{t}).Write(sample); err != nil {
			return nil, syntax(err)
		}
	}
	return &Template{t}, nil
}

// samples are fields with all that a template may ask for, and with nothing.
var samples = []Fields{
	{},
	{
		Number: 1, Definition: 1, Kind: "swap", Provision: "P", Clause: "P", Page: "1", Line: "1", Place: "P",
		Occurrence: "first",
		Old:        "o", New: "n", Sentence: "s", Reason: "r", Model: "m", Statement: "w", Earlier: 1, Bill: "b", Sponsor: "s",
		Organisation: "o", Date: "d",
	},
}

// errorPlace is how text/template says where a mistake is.
var errorPlace = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^template: :(\d+)(?::\d+)?: (?:executing "" at )?`)
})

func syntax(err error) Problem {
	var p Problem
	if errors.As(err, &p) {
		return p
	}
	msg, line := err.Error(), 1
	if m := errorPlace().FindStringSubmatch(msg); m != nil {
		line, _ = strconv.Atoi(m[1])
		msg = msg[len(m[0]):]
	}
	if name, ok := strings.CutPrefix(msg, "function "); ok {
		if name, _, ok = strings.Cut(name, " not defined"); ok {
			msg = name + " is no function; those that there are: " + strings.Join(Functions(), ", ")
		}
	}
	return Problem{line, msg}
}

// checker looks for what templates may not hold.
type checker struct {
	text    string
	actions int
	problem *Problem
}

func (c *checker) fail(n parse.Node, format string, args ...any) {
	if c.problem == nil {
		at := min(int(n.Position()), len(c.text))
		c.problem = &Problem{1 + strings.Count(c.text[:at], "\n"), fmt.Sprintf(format, args...)}
	}
}

func (c *checker) list(l *parse.ListNode) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		if c.actions++; c.actions > mostActions {
			c.fail(n, "more than %d parts; shorten the template", mostActions)
			return
		}
		switch n := n.(type) {
		case *parse.TextNode, *parse.CommentNode:
		case *parse.ActionNode:
			c.pipe(n.Pipe)
		case *parse.IfNode:
			c.pipe(n.Pipe)
			c.list(n.List)
			c.list(n.ElseList)
		default:
			c.fail(n, "%s: a template may hold fields, {{if}}, {{else}} and {{end}} alone", firstLine(n.String()))
		}
	}
}

func (c *checker) pipe(p *parse.PipeNode) {
	if len(p.Decl) > 0 {
		c.fail(p, "%s: a template may hold no variables", firstLine(p.String()))
	}
	for _, command := range p.Cmds {
		for _, arg := range command.Args {
			c.argument(arg)
		}
	}
}

func (c *checker) argument(n parse.Node) {
	switch n := n.(type) {
	case *parse.FieldNode:
		if len(n.Ident) != 1 || !slices.Contains(names, n.Ident[0]) {
			c.fail(n, ".%s is no field; those that there are: .%s", strings.Join(n.Ident, "."), strings.Join(names, ", ."))
		}
	case *parse.IdentifierNode:
		if _, ours := functions[n.Ident]; !ours && !slices.Contains(conditions, n.Ident) {
			c.fail(n, "%s is no function; those that there are: %s", n.Ident, strings.Join(Functions(), ", "))
		}
	case *parse.PipeNode:
		c.pipe(n)
	case *parse.StringNode:
		if strings.ContainsFunc(n.Text, unicode.IsControl) {
			c.fail(n, "the template holds a control character; leave it out")
		}
	case *parse.NumberNode, *parse.BoolNode:
	case *parse.DotNode:
		c.fail(n, "a dot alone says nothing; name a field, such as .Old")
	default:
		c.fail(n, "%s: a template may hold fields, functions, texts and numbers alone", firstLine(n.String()))
	}
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	const most = 60
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + "…"
	}
	return s
}

// Run is a stretch of text of one look.
type Run struct {
	Text string
	Look Look
}

// Write fills the template in. Each line of the result is a paragraph; lines without text are left out.
// The error is that the result is too long.
func (t *Template) Write(f Fields) ([][]Run, error) {
	f.clean()
	w := &bounded{}
	if err := t.of.Execute(w, f); err != nil {
		if w.full {
			return nil, Problem{
				1,
				fmt.Sprintf("what the template writes is longer than %d bytes; shorten it", longestResult),
			}
		}
		return nil, err
	}
	return paragraphs(w.String()), nil
}

// clean bounds the fields, and takes what marks looks out of them.
func (f *Fields) clean() {
	for _, s := range []*string{
		&f.Kind, &f.Provision, &f.Clause, &f.Page, &f.Line, &f.Place, &f.Occurrence, &f.Old, &f.New, &f.Sentence, &f.Reason,
		&f.Model, &f.Statement, &f.Bill, &f.Sponsor, &f.Organisation, &f.Date,
	} {
		if len(*s) > longestField {
			*s = strings.ToValidUTF8((*s)[:longestField], "") + "…"
		}
		*s = display.Visible(strings.Join(strings.Fields(*s), " "))
	}
}

// bounded is text that may not grow without an end.
type bounded struct {
	strings.Builder
	full bool
}

func (b *bounded) Write(p []byte) (int, error) {
	if b.Len()+len(p) > longestResult {
		b.full = true
		return 0, errors.New("too long")
	}
	return b.Builder.Write(p)
}

// paragraphs are the lines of a text that hold some, with their looks.
func paragraphs(text string) [][]Run {
	var all [][]Run
	var open []Look
	for line := range strings.SplitSeq(text, "\n") {
		var runs []Run
		add := func(s string) {
			if s == "" {
				return
			}
			look := Look(0)
			for _, l := range open {
				look |= l
			}
			runs = append(runs, Run{s, look})
		}
		from := 0
		for i := 0; i < len(line); i++ {
			switch line[i] {
			case begins:
				add(line[from:i])
				if i+1 < len(line) {
					open = append(open, Look(line[i+1]-'0'))
					i++
				}
				from = i + 1
			case ends:
				add(line[from:i])
				open = open[:max(0, len(open)-1)]
				from = i + 1
			}
		}
		add(line[from:])
		if slices.ContainsFunc(runs, func(r Run) bool { return strings.TrimSpace(r.Text) != "" }) {
			all = append(all, trimmed(runs))
		}
	}
	return all
}

// trimmed are runs without blanks at the ends of their line.
func trimmed(runs []Run) []Run {
	for len(runs) > 0 && strings.TrimSpace(runs[0].Text) == "" {
		runs = runs[1:]
	}
	for len(runs) > 0 && strings.TrimSpace(runs[len(runs)-1].Text) == "" {
		runs = runs[:len(runs)-1]
	}
	runs[0].Text = strings.TrimLeft(runs[0].Text, " \t")
	runs[len(runs)-1].Text = strings.TrimRight(runs[len(runs)-1].Text, " \t")
	return runs
}

// House are the words of an organisation's own style. A nil template stands for the usual words.
type House struct {
	Name string

	Title         *Template // of the paper
	Provision     *Template // above the amendments to a provision
	Amendment     *Template
	Definition    *Template // an amendment to a definition; nil for that of Amendment
	Consequential *Template // one that follows from it; nil for that of Amendment
	Redraft       *Template
	Statement     *Template // why, and who says so
}

// Styles are the styles that there are without a configuration, the usual one first.
var Styles = []string{"generic", "uk", "us", "eu"}
