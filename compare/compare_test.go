package compare_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/compare"
)

// act is a short act whose articles are lines: "2 Title: text".
func act(lines ...string) string {
	var t strings.Builder
	t.WriteString("# Residence Act\n")
	for _, line := range lines {
		head, text, _ := strings.Cut(line, ": ")
		number, title, _ := strings.Cut(head, " ")
		fmt.Fprintf(&t, "\n## Article %s – %s\n\n%s\n", number, title, strings.ReplaceAll(text, " | ", "\n\n"))
	}
	return t.String()
}

// The provisions of the acts in these tests.
const (
	scope    = "Scope: This Act applies to every person who enters the territory of the State by land, sea or air."
	permits  = "Permits: The Agency issues a permit within thirty days after the application has been lodged in full."
	fees     = "Fees: The Minister sets the fees for applications by regulation, and publishes them every year in May."
	hearings = "Hearings: An applicant has the right to be heard in person before the Agency refuses an application."
)

// ways are what became of the provisions of an act, but for its title, and those that are the same.
func ways(c *compare.Comparison) []string {
	var list []string
	labels := func(provisions []compare.Provision) string {
		var all []string
		for _, p := range provisions {
			all = append(all, strings.TrimPrefix(p.Label, "Article "))
		}
		return strings.Join(all, "+")
	}
	for i := range c.Pairs {
		if p := &c.Pairs[i]; p.Changed() {
			list = append(list, fmt.Sprintf("%s>%s %s", labels(p.Old), labels(p.New), strings.Join(p.Ways(), " ")))
		}
	}
	return list
}

func TestWhatBecameOfProvisions(t *testing.T) {
	for claim, test := range map[string]struct {
		old, new []string
		want     []string
	}{
		"the same": {[]string{"1 " + scope, "2 " + fees}, []string{"1 " + scope, "2 " + fees}, nil},
		"one is added, and those after it get other numbers": {
			[]string{"1 " + scope, "2 " + fees},
			[]string{"1 " + scope, "2 " + permits, "3 " + fees},
			[]string{">2 added", "2>3 renumbered"},
		},
		"one is removed": {
			[]string{"1 " + scope, "2 " + permits, "3 " + fees},
			[]string{"1 " + scope, "2 " + fees},
			[]string{"2> removed", "3>2 renumbered"},
		},
		"the shorter part was moved": {
			[]string{"1 " + scope, "2 " + permits, "3 " + fees, "4 " + hearings},
			[]string{"1 " + scope, "2 " + hearings, "3 " + permits, "4 " + fees},
			[]string{"4>2 moved renumbered", "2>3 renumbered", "3>4 renumbered"},
		},
		"one was reworded where it stands": {
			[]string{"1 " + scope, "2 " + permits},
			[]string{"1 " + scope, "2 " + strings.Replace(permits, "thirty days", "two weeks", 1)},
			[]string{"2>2 reworded"},
		},
		"one was moved and reworded": {
			[]string{"1 " + scope, "2 " + permits, "3 " + fees + " " + scope, "4 " + hearings},
			[]string{
				"1 " + strings.Replace(hearings, "in person", "by letter", 1), "2 " + scope, "3 " + permits,
				"4 " + fees + " " + scope,
			},
			[]string{"4>1 moved renumbered reworded", "1>2 renumbered", "2>3 renumbered", "3>4 renumbered"},
		},
		"one has other words throughout, and its number and place": {
			[]string{"1 " + scope, "2 " + permits, "3 " + fees},
			[]string{"1 " + scope, "2 Permits: The Agency gives a permit to whoever lodged an application.", "3 " + fees},
			[]string{"2>2 reworded"},
		},
		"one is split": {
			[]string{"1 " + scope, "2 " + permits + " " + hearings[len("Hearings: "):], "3 " + fees},
			[]string{"1 " + scope, "2 " + permits, "3 " + hearings, "4 " + fees},
			[]string{"2>2+3 split", "3>4 renumbered"},
		},
		"two are merged": {
			[]string{"1 " + scope, "2 " + permits, "3 " + hearings, "4 " + fees},
			[]string{"1 " + scope, "2 " + permits + " " + hearings[len("Hearings: "):], "3 " + fees},
			[]string{"2+3>2 merged", "4>3 renumbered"},
		},
		"copies of the same words keep to their neighbours": {
			[]string{"1 " + scope, "2 Orders: Orders must be laid before Parliament.", "3 " + permits,
				"4 Orders: Orders must be laid before Parliament."},
			[]string{"1 " + scope, "2 " + permits, "3 Orders: Orders must be laid before Parliament."},
			[]string{"2> removed", "3>2 renumbered", "4>3 renumbered"},
		},
	} {
		t.Run(claim, func(t *testing.T) {
			c := compare.Reports(report(t, "old.md", act(test.old...)), report(t, "new.md", act(test.new...)))
			holds(t, c)
			if got := ways(c); !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

// became are what became of findings, with their words in both versions.
func became(c *compare.Comparison) []string {
	var list []string
	for _, f := range c.Findings {
		var old, new string
		if f.Old != nil {
			old = f.Old.Text(c.Old.Doc)
		}
		if f.New != nil {
			new = f.New.Text(c.New.Doc)
		}
		what := f.Kind.String()
		if f.Wording {
			what += " wording"
		}
		if f.Status {
			what += " status"
		}
		list = append(list, fmt.Sprintf("%s>%s %s", old, new, what))
	}
	return list
}

func TestWhatBecameOfFindings(t *testing.T) {
	const text = "The Agency counts illegal immigrants in every district of the State once a year."
	for claim, test := range map[string]struct{ old, new, want string }{
		"kept": {text, text + " It reports to Parliament.", "illegal immigrants>illegal immigrants kept"},
		"gone": {text, strings.Replace(text, "illegal immigrants", "residents", 1), "illegal immigrants> gone"},
		"new":  {strings.Replace(text, "illegal immigrants", "residents", 1), text, ">illegal immigrants new"},
		"wording": {
			text, strings.Replace(text, "immigrants", "migrants", 1), "illegal immigrants>illegal migrants changed wording",
		},
		"status": {
			text,
			"The words “illegal immigrants” are wrong: the Agency counts them in every district of the State once a year.",
			"illegal immigrants>illegal immigrants changed status",
		},
		"twice where it was once": {
			text, text + " In small districts too it counts illegal immigrants.",
			"illegal immigrants>illegal immigrants kept,>illegal immigrants new",
		},
		"to another sentence of the provision": {
			text + " The numbers are kept for ten years.", "The numbers are kept for ten years. " + text,
			"illegal immigrants>illegal immigrants kept",
		},
	} {
		t.Run(claim, func(t *testing.T) {
			old, new := act("1 "+scope, "2 Counts: "+test.old), act("1 "+scope, "2 Counts: "+test.new)
			c := compare.Reports(report(t, "old.md", old), report(t, "new.md", new))
			if got := strings.Join(became(c), ","); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestSentenceThatWentElsewhereIsMoved(t *testing.T) {
	const sentence = " The Agency counts illegal immigrants in every district."
	old, new := act("1 "+scope+sentence, "2 "+permits, "3 "+fees), act("1 "+scope, "2 "+permits, "3 "+fees+sentence)
	c := compare.Reports(report(t, "old.md", old), report(t, "new.md", new))
	if got, want := became(c), []string{"illegal immigrants>illegal immigrants moved"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if f := c.Findings[0]; f.OldPair == f.NewPair {
		t.Errorf("both versions have it in pair %d", f.OldPair)
	}
}

func TestUseThatIsNewFails(t *testing.T) {
	policy := analyzer.Policy{}
	const used, quoted = "The Agency counts illegal immigrants.", "The words “illegal immigrants” are wrong."
	for claim, test := range map[string]struct {
		old, new string
		want     bool
	}{
		"new":                          {"", used, true},
		"kept":                         {used, used, false},
		"gone":                         {used, "", false},
		"new but not in its own voice": {"", quoted, false},
		"now in its own voice":         {quoted, used, true},
		"no more in its own voice":     {used, quoted, false},
	} {
		old, new := report(t, "a.md", act("1 "+scope+" "+test.old)), report(t, "b.md", act("1 "+scope+" "+test.new))
		got := false
		for _, f := range compare.Reports(old, new).Findings {
			got = got || f.Fails(policy)
		}
		if got != test.want {
			t.Errorf("%s: fails is %v, want %v", claim, got, test.want)
		}
	}
}

func TestLikenessOfVersions(t *testing.T) {
	unread := &analyzer.Report{Doc: &document.Document{Name: "a.pdf", Gaps: []document.Gap{{Reason: "wrong password"}}}}
	one := report(t, "a.md", act("1 "+scope, "2 "+permits))
	other := report(t, "b.md", "# Cookery\n\nWhisk eggs with sugar until pale.\n\n"+
		"Fold in sifted flour, melted butter and grated lemon peel; bake forty minutes.\n")
	for claim, test := range map[string]struct {
		old, new *analyzer.Report
		want     compare.Likeness
	}{
		"a version and itself":      {one, one, compare.SameText},
		"an act and a recipe":       {one, other, compare.Unlike},
		"a version that is missing": {nil, one, compare.OneSided},
		"one that was not read":     {one, unread, compare.OneSided},
		"two empty ones":            {ofLines(nil), ofLines(nil), compare.SameText},
		"an empty one":              {one, ofLines(nil), compare.OneSided},
		"one article of many": {
			report(t, "d.md", newMaker(law, 3).bill(30).markdown()+act("1 "+scope)), report(t, "c.md", act("1 "+scope)),
			compare.Alike,
		},
		"fewer articles": {one, report(t, "c.md", act("1 "+scope)), compare.Alike},
	} {
		if got := compare.Reports(test.old, test.new).Likeness; got != test.want {
			t.Errorf("%s: %v, want %v", claim, got, test.want)
		}
	}
}

func TestNobodyKnowsWhatIsNewWhereTheOldVersionWasNotRead(t *testing.T) {
	old := &analyzer.Report{Doc: &document.Document{Name: "a.pdf", Gaps: []document.Gap{{Reason: "wrong password"}}}}
	new := report(t, "b.md", act("1 Counts: The Agency counts illegal immigrants."))
	c := compare.Reports(old, new)
	if f := c.Findings[0]; f.Kind != compare.Unknown || f.Fails(analyzer.Policy{}) {
		t.Errorf("the finding is %v", f.Kind)
	}
	old.Doc.Text, old.Doc.Blocks = "Words.", []document.Block{{Span: document.Span{End: 6}}}
	if f := compare.Reports(old, new).Findings[0]; f.Kind != compare.New || !f.Doubtful {
		t.Errorf("read in part: the finding is %v, doubtful %v", f.Kind, f.Doubtful)
	}
}

func TestVersionsInDifferentLanguagesAreComparedByNumbersAlone(t *testing.T) {
	const counts = "2 Counts: The Agency counts illegal immigrants in every district of the State."
	old := report(t, "a.md", act("1 "+scope, counts))
	new := report(t, "b.md", "# Aufenthaltsgesetz\n\n## Artikel 1 – Geltung\n\nDieses Gesetz gilt für alle, die in das "+
		"Land einreisen.\n\n## Artikel 2 – Zählung\n\nDas Amt zählt illegale Migranten in jedem Bezirk des Landes und "+
		"berichtet darüber.\n")
	c := compare.Reports(old, new)
	if c.OldLang != "en" || c.NewLang != "de" {
		t.Fatalf("languages are %q and %q", c.OldLang, c.NewLang)
	}
	for _, f := range c.Findings {
		if f.Kind != compare.Unknown {
			t.Errorf("a finding is %v", f.Kind)
		}
	}
	if len(c.Pairs) != 4 { // two titles and two articles
		t.Errorf("there are %d pairs: %q", len(c.Pairs), ways(c))
	}
}

func TestWordsThatDifferAreMarked(t *testing.T) {
	old := report(t, "a.txt", "The Minister may, by regulation, set a fee of 100 € for each asylum-seeker.\n")
	new := report(t, "b.txt", "The Secretary may by regulation set a fee of 120 € for each asylum seeker.\n")
	c := compare.Reports(old, new)
	var got []string
	for _, e := range c.Pairs[0].Words {
		got = append(got, e.Old.Of(old.Doc.Text)+">"+e.New.Of(new.Doc.Text))
	}
	want := []string{"Minister>Secretary", "100>120", "asylum-seeker>asylum seeker"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNumberInTheTextIsNoDifference(t *testing.T) {
	numbered := report(t, "a.txt", "Article 4\n\n(1) The Agency keeps a register.\n\n"+
		"(2) It is open to all; (a) free of charge.\n")
	listed := report(t, "b.html", "<h2>Article 4</h2><p>The Agency keeps a register.</p>"+
		"<p>It is open to all; free of charge.</p>")
	c := compare.Reports(numbered, listed)
	for i := range c.Pairs {
		if p := &c.Pairs[i]; len(p.Words) > 0 {
			t.Errorf("pair %d is %v", i, p.Ways())
		}
	}
}

func TestTextThatNobodySeesIsApart(t *testing.T) {
	old, new := ofLines([]string{"This Act applies to every person here.", "A hidden note of the drafter."}),
		ofLines([]string{"This Act applies to every person here."})
	old.Doc.Blocks[1].Exclusion = document.Hidden
	c := compare.Reports(old, new)
	if n := c.Provisions(); n.Removed != 0 || len(c.Pairs) != 2 || !c.Pairs[1].Apart() || c.Likeness != compare.SameText {
		t.Errorf("%+v, %v", n, c.Likeness)
	}
}

func TestRunningHeadOfMorePagesIsNotNew(t *testing.T) {
	heads := func(pages int, text string) *analyzer.Report {
		var lines []string
		for i := range pages {
			lines = append(lines, fmt.Sprintf("%d Stop illegal migrants", i+1))
			lines = append(lines, fmt.Sprintf("Page %d tells of ports and boats.", i))
		}
		r := made(strings.Join(append(lines, text), "\n") + "\n")
		for i := range pages {
			r.Doc.Blocks[2*i].Role = document.Running
		}
		return r
	}
	old, new := heads(2, "The end."), heads(5, "The end is illegal.")
	c := compare.Reports(old, new)
	holds(t, c)
	if n := c.Count(analyzer.Policy{}); n != (compare.Counts{Kept: 2, New: 1}) {
		t.Errorf("%+v", n)
	}
	fails := 0
	for _, f := range c.Findings {
		if f.Fresh(analyzer.Policy{}) {
			fails++
		}
	}
	if fails != 1 {
		t.Errorf("%d findings are fresh", fails)
	}
}

func TestPageHeadWithinAProvisionDoesNotDivideIt(t *testing.T) {
	version := func(head bool) *analyzer.Report {
		text := "§1 The first paragraph of it.\n"
		if head {
			text += "^ The Residence Bill\n"
		}
		return made(text + "§1 The second paragraph of it.\n")
	}
	c := compare.Reports(version(false), version(true))
	holds(t, c)
	if n := c.Provisions(); n != (compare.Provisions{Same: 1}) {
		t.Errorf("%+v", n)
	}
}

func TestLongProvisionsThatWereGivenUpAreSaid(t *testing.T) {
	var old, new []string
	m := newMaker(law, 1)
	for range 3000 { // the same few words in another order
		old = append(old, fmt.Sprintf("w%d", m.IntN(40)))
		new = append(new, fmt.Sprintf("w%d", m.IntN(40)))
	}
	c := compare.Reports(ofLines([]string{strings.Join(old, " ")}), ofLines([]string{strings.Join(new, " ")}))
	if !c.Limited {
		t.Errorf("%d pairs, the first %v with %d edits", len(c.Pairs), c.Pairs[0].Ways(), len(c.Pairs[0].Words))
	}
	few := compare.Reports(ofLines([]string{"one two three"}), ofLines([]string{"two three four"}))
	if few.Limited {
		t.Error("a short provision is said to be given up")
	}
}

// Documents that there are in two formats have the same findings in both.
func TestSameDocumentInTwoFormats(t *testing.T) {
	const folder = "../../shared/corpus/"
	for _, names := range [][2]string{
		{
			"xml/presidential_executive_order_corpus__EO_13780.xml", "pdf/presidential_executive_order_corpus__EO_13780.pdf",
		},
		{
			"html/presidential_executive_order_corpus__EO_13768.htm", "pdf/presidential_executive_order_corpus__EO_13768.pdf",
		},
		{"xml/uslm__H1000_IH.xml", "xml/uslm__H1000_IH.XML"},
		{"docx/tna-judgments-parser__test13.docx", "xml/tna-judgments-parser__test13.xml"},
	} {
		var both [2]*analyzer.Report
		for i, name := range names {
			data, err := os.ReadFile(folder + name)
			if err != nil {
				t.Skipf("%v: the corpus is not here", err)
			}
			both[i] = report(t, name, string(data))
		}
		c := compare.Reports(both[0], both[1])
		holds(t, c)
		for _, f := range c.Findings {
			if f.Kind != compare.Kept {
				t.Errorf("%s: a finding of %s is %v", names[1], f.Finding().Entry.ID, f.Kind)
			}
		}
		if n := c.Provisions(); n.Moved > 0 || 10*(n.Reworded+n.Split+n.Merged) > n.Same {
			t.Errorf("%s: %+v", names[1], n)
		}
	}
}
