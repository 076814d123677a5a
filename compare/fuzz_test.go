package compare_test

import (
	"reflect"
	"strings"
	"testing"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/compare"
	"refrain/lexicon"
)

// holds are the promises of a comparison that hold for any two versions.
func holds(t testing.TB, c *compare.Comparison) {
	t.Helper()
	seen := [2]map[int]bool{{}, {}}
	at := 0
	for n := range c.Pairs {
		p := &c.Pairs[n]
		if len(p.Old)+len(p.New) == 0 {
			t.Errorf("pair %d is empty", n)
		}
		if (len(p.Old) == 0) != (p.How == compare.Added) || (len(p.New) == 0) != (p.How == compare.Removed) {
			t.Errorf("pair %d is %v with %d and %d provisions", n, p.How, len(p.Old), len(p.New))
		}
		if p.Similarity < 0 || p.Similarity > 1 || (p.How == compare.Same) != (p.Words == nil && len(p.Old)*len(p.New) > 0) &&
			p.How != compare.Split && p.How != compare.Merged {
			t.Errorf("pair %d is %v with similarity %v and %d edits", n, p.How, p.Similarity, len(p.Words))
		}
		for side, list := range [2][]compare.Provision{p.Old, p.New} {
			for _, provision := range list {
				for _, b := range provision.Blocks {
					if seen[side][b] {
						t.Errorf("block %d of side %d is in two provisions", b, side)
					}
					seen[side][b] = true
				}
			}
		}
		last := compare.Edit{}
		for _, e := range p.Words {
			if e.Old.Start < last.Old.End || e.New.Start < last.New.End || e.Old.Len() < 0 || e.New.Len() < 0 ||
				e.Old.End > len(c.Old.Doc.Text) || e.New.End > len(c.New.Doc.Text) || e.Old.Len()+e.New.Len() == 0 {
				t.Errorf("pair %d: edit %v after %v", n, e, last)
			}
			last = e
		}
		if p.First != at && p.First != p.End {
			t.Errorf("pair %d has findings %d to %d, after %d", n, p.First, p.End, at)
		}
		at = p.End
	}
	once := map[*analyzer.Finding]bool{}
	for _, f := range c.Findings {
		for _, one := range []*analyzer.Finding{f.Old, f.New} {
			if one != nil && once[one] {
				t.Errorf("a finding is in two changes")
			}
			once[one] = true
		}
		if (f.Old == nil) != (f.OldPair < 0) || (f.New == nil) != (f.NewPair < 0) {
			t.Errorf("change %v has pairs %d and %d", f.Kind, f.OldPair, f.NewPair)
		}
	}
	delete(once, nil)
	for _, r := range []*analyzer.Report{c.Old, c.New} {
		for i := range r.Findings {
			if !once[&r.Findings[i]] {
				t.Errorf("finding %d of %s is in no change", i, r.Doc.Name)
			}
		}
	}
}

// made is a report of a text: each line is a paragraph, "# " begins a heading, "§" a label up to a
// blank, "~" what readers do not see, "^" a running head. "illegal" is a finding.
func made(text string) *analyzer.Report {
	d := &document.Document{Name: "a.txt", Format: "text", Text: text}
	r := &analyzer.Report{Doc: d}
	at := 0
	for line := range strings.Lines(text) {
		b := document.Block{Span: document.Span{Start: at, End: at + len(strings.TrimRight(line, "\n"))}}
		at += len(line)
		switch {
		case strings.HasPrefix(line, "# "):
			b.Role, b.Path = document.Heading, strings.TrimSpace(line[2:])
		case strings.HasPrefix(line, "§"):
			b.Path, _, _ = strings.Cut(strings.TrimRight(line, "\n"), " ")
		case strings.HasPrefix(line, "~"):
			b.Exclusion = document.Hidden
		case strings.HasPrefix(line, "^"):
			b.Role = document.Running
		}
		if b.Len() == 0 {
			continue
		}
		d.Blocks = append(d.Blocks, b)
		for from := b.Start; ; {
			k := strings.Index(text[from:b.End], "illegal")
			if k < 0 {
				break
			}
			s := document.Span{Start: from + k, End: from + k + len("illegal")}
			r.Findings = append(r.Findings, analyzer.Finding{Entry: term, Span: s, Sentence: b.Span, Key: b.Of(text)})
			from = s.End
		}
	}
	return r
}

var term = &lexicon.Entry{ID: "term"}

func FuzzReports(f *testing.F) {
	f.Add(
		"# One\n§1 illegal a b c\n§2(a) more words here\n",
		"# One\n§1 illegal a b c\n§3(a) more words there\n~ hidden\n",
	)
	f.Add("a illegal b\nc d e f g h i\n\nc d e f g h i\n", "c d e f g h i\nillegal a b\n(a) and (b) of it\n")
	f.Add("", "x")
	f.Add("^ 1 illegal\na b c\n^ 2 illegal\n", "^ 1 illegal\na b c\n^ 2 illegal\nd\n^ 3 illegal\n")
	f.Add("1. foo bar\n2. foo bar\n", "2. foo bar\n1. foo bar\nArticle 4 – a\n%\n漢字 です\n")
	f.Fuzz(func(t *testing.T, a, b string) {
		a, b = strings.ToValidUTF8(a, "?"), strings.ToValidUTF8(b, "?")
		old, new := made(a), made(b)
		c := compare.Reports(old, new)
		holds(t, c)
		if again := compare.Reports(old, new); !reflect.DeepEqual(c, again) {
			t.Error("the same versions give another comparison")
		}
		same := compare.Reports(old, made(a))
		if len(old.Doc.Blocks) > 0 && same.Likeness != compare.SameText && same.Likeness != compare.OneSided {
			t.Errorf("a text and itself are %v", same.Likeness)
		}
		for _, f := range same.Findings {
			if f.Kind != compare.Kept {
				t.Errorf("a finding of a text and itself is %v", f.Kind)
			}
		}
	})
}
