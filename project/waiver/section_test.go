package waiver_test

import (
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/project/waiver"
)

const (
	fear  = "We fear illegal immigrants."
	came  = "Illegal immigrants came."
	flood = "It was a flood of refugees."
)

// sectionIn is a text of each format with comments: a finding, a section with one, and a finding.
func sectionIn(open, end string) string {
	return fear + "\n\n" + open + "refrain: off illegal-people because \"quoted statute\"" + end + "\n\n" + came + "\n\n" +
		open + "refrain: on" + end + "\n\n" + flood + "\n\n" + fear + "\n"
}

func TestSectionWaivesWhatIsInIt(t *testing.T) {
	yaml := "a: " + fear + "\n# refrain: off illegal-people because \"quoted statute\"\nb: " + came + "\n# refrain: on\nc: " +
		flood + "\nd: " + fear + "\n"
	for _, c := range []struct{ name, text, want string }{
		{"a.md", sectionIn("<!-- ", " -->"), "-W--"},
		{"a.html", sectionIn("<p><!-- ", " --><p>"), "-W--"},
		{"a.mdx", sectionIn("{/* ", " */}"), "-W--"},
		{"old.mdx", sectionIn("<!-- ", " -->"), "-W--"},
		{"a.xml", "<bill><p>" + sectionIn("<!-- ", " -->") + "</p></bill>", "-W--"},
		{"a.txt", sectionIn("", ""), "-WW--"},
		{"hash.txt", sectionIn("# ", ""), "-WW--"},
		{"a.rst", sectionIn(".. ", ""), "-W--"},
		{"a.adoc", sectionIn("// ", ""), "-W--"},
		{"a.tex", "\\documentclass{article}\\begin{document}\n" + sectionIn("% ", "") + "\\end{document}\n", "-W--"},
		{"a.org", sectionIn("# ", ""), "-W--"},
		{"a.yaml", yaml, "-W--"},
	} {
		states, remarks := outcome(t, &waiver.Set{}, c.name, check(t, c.name, c.text))
		if states != c.want || len(remarks) > 0 {
			t.Errorf("%s: got %s, want %s\n%s\n%s", c.name, states, c.want, c.text, remarks)
		}
	}
}

// md is a text of Markdown whose comments are in double brackets.
func md(s string) string {
	return strings.NewReplacer("[[", "<!-- refrain: ", "]]", " -->").Replace(s)
}

func TestSectionsPairByEntry(t *testing.T) {
	for _, c := range []struct{ name, text, want, remarks string }{
		{"all", `[[off because "a glossary"]]` + "\n\n" + fear + "\n\n" + flood + "\n\n[[on]]\n\n" + fear, "WW-", ""},
		{"two entries", `[[off illegal-people, flood-of-people because "r"]]` + "\n\n" + fear + "\n\n" + flood +
			"\n\n[[on illegal-people]]\n\n" + fear + "\n\n" + flood + "\n\n[[on]]\n\n" + flood, "WW-W-", ""},
		{"crossing", `[[off illegal-people because "r"]]` + "\n\n" + fear + "\n\n" + `[[off flood-of-people because "r"]]` +
			"\n\n[[on illegal-people]]\n\n" + fear + "\n\n" + flood + "\n\n[[on flood-of-people]]\n\n" + flood, "W-W-", ""},
		{"within a paragraph", "We fear " + `[[off illegal-people because "r"]]` + " illegal immigrants [[on]] and illegal immigrants.",
			"W-", ""},
		{"no end", fear + "\n\n" + `[[off illegal-people because "r"]]` + "\n\n" + fear + "\n\n" + flood, "-W-",
			"unended a.md:3:6: refrain: off of illegal-people has no refrain: on after it; it reaches to the end of the file"},
		{"no beginning", fear + "\n\n[[on]]\n", "-",
			"invalid a.md:3:6: refrain: on ends nothing: no refrain: off is open before it; take it out"},
		{"no beginning of the entry", `[[off flood-of-people because "r"]]` + "\n\n" + flood + "\n\n[[on illegal-people]]\n\n" +
			flood + "\n\n[[on]]\n", "WW", "invalid a.md:5:6: refrain: on illegal-people ends nothing: " +
			"no refrain: off illegal-people is open before it; take it out"},
		{"one of all", `[[off because "r"]]` + "\n\n" + flood + "\n\n[[on illegal-people]]\n\n" + fear + "\n\n[[on]]\n", "WW",
			"invalid a.md:5:6: refrain: on illegal-people ends nothing: all entries are off since line 1; refrain: on ends that"},
		{"nested", `[[off illegal-people because "r"]]` + "\n\n" + `[[off illegal-people because "s"]]` + "\n\n" + fear +
			"\n\n[[on]]\n\n" + fear, "W-", "invalid a.md:3:6: illegal-people is off already since line 1; take one of the two " +
			"out, or end the first with refrain: on"},
		{"nested in all", `[[off because "r"]]` + "\n\n" + `[[off illegal-people because "s"]]` + "\n\n" + fear + "\n\n[[on]]\n",
			"W", "invalid a.md:3:6: illegal-people is off already since line 1; take one of the two out, or end the first with " +
				"refrain: on"},
		{"nothing in it", `[[off illegal-people because "r"]]` + "\n\n" + flood + "\n\n[[on]]\n\n" + fear, "--",
			"unused a.md:1:6: the waiver of illegal-people is not needed: no finding of it is in its section"},
		{"one of two", `[[off illegal-people flood-of-people because "r"]]` + "\n\n" + flood + "\n\n[[on]]\n", "W",
			"unused a.md:1:6: the waiver of illegal-people is not needed: no finding of it is in its section"},
		{"allowed within", `[[off illegal-people because "r"]]` + "\n\n" + `[[allow illegal-people because "s"]]` + "\n\n" + fear +
			"\n\n" + came + "\n\n[[on]]\n", "WW", ""},
		{"ended", `[[off illegal-people until 2026-11-23 because "r"]]` + "\n\n" + fear + "\n\n[[on]]\n", "-",
			"expired a.md:1:6: the waiver of illegal-people ended on 2026-11-23; findings after it can fail a check again"},
		{"no reason", "[[off]]\n\n" + fear + "\n\n[[on]]\n", "-",
			`invalid a.md:1:6: the waiver of all entries gives no reason; add because "REASON"`},
		{"a key", `[[off 0123456789abcdef0123 because "r"]]` + "\n\n" + fear + "\n", "-",
			"invalid a.md:1:6: a finding's key is for refrain: allow; name its entry, or none for all"},
		{"a typing error", `[[off illegal-people flood-of-peple because "r"]]` + "\n\n" + fear + "\n\n[[on]]\n", "-",
			`invalid a.md:1:6: "flood-of-peple" is not understood, and no entry; write: refrain: off ENTRY until 2027-03-01 by ` +
				`"NAME" because "REASON"`},
		{"a reason for an end", `[[off illegal-people because "r"]]` + "\n\n" + fear + "\n\n" + `[[on because "r"]]` + "\n\n[[on]]\n",
			"W", "invalid a.md:5:6: refrain: on takes entries alone; write: refrain: on, or refrain: on ENTRY"},
		{"code", "```\n" + `[[off because "r"]]` + "\n```\n\n" + fear + "\n", "-", ""},
		{"code in a line", "Write `" + `[[off because "r"]]` + "`: " + fear + "\n", "-", ""},
		{"an end in code", `[[off because "r"]]` + "\n\n" + fear + "\n\n```\n[[on]]\n```\n\n" + flood + "\n\n[[on]]\n", "WW", ""},
	} {
		states, remarks := outcome(t, &waiver.Set{}, "a.md", check(t, "a.md", md(c.text)))
		if states != c.want || strings.Join(remarks, "\n") != c.remarks {
			t.Errorf("%s: got %s, want %s; got\n%s\nwant\n%s", c.name, states, c.want, strings.Join(remarks, "\n"), c.remarks)
		}
	}
}

// TestShownTextIsNoWaiver: an example of a waiver in a manual waives nothing.
func TestShownTextIsNoWaiver(t *testing.T) {
	const off = `refrain: off because "r"`
	for _, c := range []struct{ name, text, want string }{
		{"a.html", "<pre>&lt;!-- " + off + " --&gt;</pre><p>" + fear, "-"},
		{"a.rst", "Write so::\n\n    .. " + off + "\n\n" + fear + "\n", "-"},
		{"block.rst", ".. code-block:: rst\n\n    .. " + off + "\n\n" + fear + "\n", "-"},
		{"a.adoc", "----\n// " + off + "\n----\n\n" + fear + "\n", "-"},
		{"a.tex", "\\begin{document}\n\\begin{verbatim}\n% " + off + "\n\\end{verbatim}\n\n" + fear + "\n\\end{document}\n", "-"},
		{"a.org", "#+begin_src org\n# " + off + "\n#+end_src\n\n" + fear + "\n", "-"},
		{"a.mdx", "```jsx\n{/* " + off + " */}\n```\n\nWrite `{/* " + off + " */}`.\n\n" + fear + "\n", "-"},
		{"braces.md", "{/* " + off + " */}\n\n" + fear + "\n", "-"},
		{"a.yaml", "a: |\n  # " + off + "\nb: " + fear + "\n", "-"},
		{"song.txt", "refrain: on and on\nrefrain: off we go\n\n" + fear + "\n", "-"},
	} {
		states, remarks := outcome(t, &waiver.Set{}, c.name, check(t, c.name, c.text))
		if states != c.want || len(remarks) > 0 {
			t.Errorf("%s: got %s %q, want %s and no remark\n%s", c.name, states, remarks, c.want, c.text)
		}
	}
}

// TestWaiverOverSeveralLines: a comment of reStructuredText goes on in the lines set in below it.
func TestWaiverOverSeveralLines(t *testing.T) {
	text := ".. refrain: allow illegal-people until 2027-03-01\n   because \"title of\n   the act\"\n\n" + fear + "\n"
	r := check(t, "a.rst", text)
	states, remarks := outcome(t, &waiver.Set{}, "a.rst", r)
	if states != "W" || len(remarks) > 0 || r.Findings[0].Record.Reason != "title of the act" {
		t.Errorf("got %s %q %+v", states, remarks, r.Findings[0].Record)
	}
}

func TestDistrustedSectionWaivesNothing(t *testing.T) {
	b := &waiver.Set{Distrusts: func(*document.Document) string { return "it came by mail" }}
	text := md(`[[off illegal-people because "r"]]` + "\n\n" + fear + "\n\n[[on]]\n")
	states, remarks := outcome(t, b, "a.md", check(t, "a.md", text))
	want := "ignored a.md:1:6: a waiver in the document is not applied (illegal-people): it came by mail"
	if states != "-" || strings.Join(remarks, "\n") != want {
		t.Errorf("got %s %q, want - %q", states, remarks, want)
	}
}

// TestDateIsAskedForWhereTheUserSaysSo: without one no waiver holds then, wherever it stands.
func TestDateIsAskedForWhereTheUserSaysSo(t *testing.T) {
	const asked = ".refrain.yaml:3:3"
	text := md(`[[off illegal-people because "r"]]` + "\n\n" + fear + "\n\n[[on]]\n\n" + `[[allow illegal-people because "r"]]` +
		"\n\n" + fear + "\n\n" + `[[allow flood-of-people until 2027-01-01 because "r"]]` + "\n\n" + flood + "\n")
	b := book(t, "- entry: illegal-people\n  paths: ['*']\n  reason: r\n")
	b.Dated = asked
	states, remarks := outcome(t, b, "a.md", check(t, "a.md", text))
	for _, n := range b.Wrong() {
		remarks = append(remarks, n.Kind+" "+n.String())
	}
	if states != "--W" || len(remarks) != 3 {
		t.Errorf("got %s %q, want --W and three remarks", states, remarks)
	}
	for i, at := range []string{"a.md:1:6", "a.md:7:6", "w.yaml:1:3"} {
		want := "invalid " + at + ": the waiver of illegal-people has no last day, which " + asked + " asks for; say until when"
		if !strings.HasPrefix(remarks[i], want) {
			t.Errorf("got %q, want %q", remarks[i], want)
		}
	}
}

// kinds are files of each format with comments, with what comes before and after a text in them.
var kinds = []struct {
	name     string
	comments document.Comments
	before   string
}{
	{"a.txt", document.LineComments, ""}, {"a.md", document.MarkdownComments, ""},
	{"a.html", document.MarkupComments, "<!doctype html>\n<p>"}, {"a.rst", document.DotComments, ""},
	{"a.adoc", document.SlashComments, ""}, {"a.tex", document.PercentComments, "\\begin{document}\n"},
	{"a.org", document.HashComments, ""}, {"a.mdx", document.BraceComments, ""},
}

// TestCommentIsReadAsItIsWritten: whatever the reason is, a comment that refrain writes waives the
// finding below it, with that reason.
func TestCommentIsReadAsItIsWritten(t *testing.T) {
	for _, reason := range []string{
		"title of the 1996 act", `the "Act"`, `the “Act” of "1996"`, "«a» “b” \"c\"", "a\nb", "a -- b --> c", "100 % // # .. x", "a */ b */} c",
	} {
		for _, k := range kinds {
			w := &waiver.Waiver{Entry: "illegal-people", Reason: reason, By: "A. \"B.\" C.", Until: "2027-03-01"}
			comment, err := waiver.Comment(k.comments, w)
			if err != nil {
				t.Fatal(err)
			}
			off, on, err := waiver.Section(k.comments, &waiver.Waiver{Reason: reason}, "flood-of-people", "illegal-people")
			if err != nil {
				t.Fatal(err)
			}
			for _, text := range []string{
				comment + "\n" + fear, off + "\n" + fear + "\n\n" + flood + "\n\n" + on + "\n",
			} {
				r := check(t, k.name, k.before+text)
				if r.Doc.Comments != k.comments {
					t.Fatalf("%s has comments of kind %d", k.name, r.Doc.Comments)
				}
				states, remarks := outcome(t, &waiver.Set{}, k.name, r)
				if strings.Trim(states, "W") != "" || len(remarks) > 0 {
					t.Errorf("%s: got %s %q\n%s", k.name, states, remarks, text)
				}
			}
		}
	}
}

func TestCommentThatCannotBeWrittenIsAnError(t *testing.T) {
	for _, c := range []struct {
		comments document.Comments
		w        waiver.Waiver
		want     string
	}{
		{document.NoComments, waiver.Waiver{Entry: "a", Reason: "r"}, "hold no comments"},
		{document.MarkupComments, waiver.Waiver{Entry: "a", Reason: " \u200b"}, "needs a reason"},
		{document.MarkupComments, waiver.Waiver{Reason: "r"}, "names its entry"},
		{document.MarkupComments, waiver.Waiver{Entry: "a", Reason: "r", Until: "soon"}, "until soon"},
		{document.MarkupComments, waiver.Waiver{Entry: "a", Reason: strings.Repeat("r", 2000)}, "longer than"},
	} {
		if got, err := waiver.Comment(c.comments, &c.w); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: got %q, %v, want an error with %q", c.w, got, err, c.want)
		}
	}
}

func TestManySectionsTakeLittleTimeAndMemory(t *testing.T) {
	many := strings.Repeat("<!-- refrain: off"+strings.Repeat(" illegal-people", 100)+" because \"x\" -->\n", 500)
	states, remarks := outcome(t, &waiver.Set{}, "a.md", check(t, "a.md", many+"\n"+fear+"\n"))
	if states != "W" || len(remarks) > 10_003 {
		t.Errorf("got %s and %d remarks", states, len(remarks))
	}
	pairs := strings.Repeat(md("[[off because \"x\"]]\n\n[[on]]\n\n"), 4000)
	states, remarks = outcome(t, &waiver.Set{}, "a.md", check(t, "a.md", pairs+strings.Repeat(fear+"\n\n", 100)))
	if states != strings.Repeat("-", 100) || len(remarks) != 4000 {
		t.Errorf("got %s and %d remarks, want one for each section", states, len(remarks))
	}
}

func TestFileWithCommentsAloneHoldsNoWaivers(t *testing.T) {
	for _, text := range []string{"", "\n", "# later\n"} {
		if all, err := waiver.Parse("w.yaml", []byte(text), checker(t).Lexicon()); len(all) > 0 || err != nil {
			t.Errorf("%q: got %v, %v", text, all, err)
		}
	}
}
