package compare_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"refrain/analyzer"
	"refrain/analyzer/reader"
	"refrain/compare"
	"refrain/lexicon"
)

// checker reads and analyses as the command does.
var checker = sync.OnceValue(func() (c struct {
	*reader.Reader
	*analyzer.Analyzer
}) {
	lex, err := lexicon.Builtin()
	if err != nil {
		panic(err)
	}
	c.Reader, c.Analyzer = reader.New(reader.Options{}), analyzer.New(lex, analyzer.Options{})
	return c
})

func report(t testing.TB, name, content string) *analyzer.Report {
	t.Helper()
	d, err := checker().Read(context.Background(), name, content)
	if err != nil {
		t.Fatal(err)
	}
	return checker().Run(d)
}

// score counts findings, and those of which the comparison says what is true.
type score struct{ right, all int }

func (s *score) share() float64 { return float64(s.right) / float64(max(s.all, 1)) }

// judge holds what a comparison says of each finding against how the versions were made. It reports
// false where the reader or the analyzer sees other findings than were put in: then nothing is known.
func (s *score) judge(t testing.TB, c *compare.Comparison, old, new []int) bool {
	t.Helper()
	idOf := map[*analyzer.Finding]int{}
	for _, side := range []struct {
		r   *analyzer.Report
		ids []int
	}{{c.Old, old}, {c.New, new}} {
		if len(side.r.Findings) != len(side.ids) {
			t.Errorf("%s: %d findings, and %d were put in", side.r.Doc.Name, len(side.r.Findings), len(side.ids))
			return false
		}
		for i := range side.ids {
			idOf[&side.r.Findings[i]] = side.ids[i]
		}
	}
	for _, change := range c.Findings {
		var right bool
		switch change.Kind {
		case compare.Gone:
			right = !slices.Contains(new, idOf[change.Old])
		case compare.New:
			right = !slices.Contains(old, idOf[change.New])
		default:
			right = change.Old != nil && change.New != nil && idOf[change.Old] == idOf[change.New]
		}
		s.all++
		if right {
			s.right++
			continue
		}
		if os.Getenv("SHOW") != "" {
			f, r := change.Finding(), c.New
			if change.New == nil {
				r = c.Old
			}
			t.Logf("%s: %v: %q in %q", r.Doc.Name, change.Kind, f.Text(r.Doc), f.Sentence.Of(r.Doc.Text))
			if change.Old != nil && change.New != nil {
				t.Logf("   was %q in %q", change.Old.Text(c.Old.Doc), change.Old.Sentence.Of(c.Old.Doc.Text))
			}
		}
	}
	return true
}

// writing is a format that a bill is written in.
type writing struct {
	name  string
	write func(t testing.TB, b bill) string // "" where the program for it is missing
}

var writings = []writing{
	{"bill.md", func(_ testing.TB, b bill) string { return b.markdown() }},
	{"bill.txt", func(_ testing.TB, b bill) string { return b.text(72) }},
	{"bill.html", func(_ testing.TB, b bill) string { return b.html() }},
	{"bill.docx", func(t testing.TB, b bill) string { return converted(t, b, "docx") }},
	{"bill.pdf", func(t testing.TB, b bill) string { return converted(t, b, "pdf") }},
}

// converted is the bill as LibreOffice writes it.
func converted(t testing.TB, b bill, to string) string {
	t.Helper()
	program, err := exec.LookPath("soffice")
	if err != nil || testing.Short() {
		return ""
	}
	dir := t.TempDir()
	from := filepath.Join(dir, "bill.html")
	if err := os.WriteFile(from, []byte(b.html()), 0o600); err != nil {
		t.Fatal(err)
	}
	filter := to
	if to == "docx" {
		filter = "docx:Office Open XML Text"
	}
	if to == "pdf" {
		filter = "pdf:writer_web_pdf_Export"
	}
	home := "-env:UserInstallation=file://" + dir
	run := exec.Command(program, home, "--headless", "--convert-to", filter, "--outdir", dir, from)
	if out, err := run.CombinedOutput(); err != nil {
		t.Logf("soffice: %v: %s", err, out)
		return ""
	}
	data, err := os.ReadFile(filepath.Join(dir, "bill."+to))
	if err != nil {
		t.Logf("soffice: %v", err)
		return ""
	}
	return string(data)
}

// measure makes bills of a family and their revised versions, and returns how much of what comparisons
// say of their findings is true.
func measure(t *testing.T, family words, seeds []uint64, sections int) score {
	var total score
	for _, seed := range seeds {
		m := newMaker(family, seed)
		old := m.bill(sections)
		new := m.revised(old, 20+int(seed%5)*10)
		from := writings[int(seed)%3]
		to := writings[int(seed/3)%3]
		a := report(t, "old-"+from.name, from.write(t, old))
		b := report(t, "new-"+to.name, to.write(t, new))
		c := compare.Reports(a, b)
		holds(t, c)
		var s score
		if s.judge(t, c, old.ids(), new.ids()) {
			t.Logf("seed %d, %s to %s: %d of %d right", seed, from.name, to.name, s.right, s.all)
		}
		total.right += s.right
		total.all += s.all
	}
	return total
}

func seedsFrom(first, n uint64) []uint64 {
	var list []uint64
	for i := range n {
		list = append(list, first+i)
	}
	return list
}

func TestFindingsOfRevisedBillsAreFollowed(t *testing.T) {
	s := measure(t, law, seedsFrom(1, 18), 24)
	t.Logf("%d of %d right", s.right, s.all)
	if s.share() < 0.98 {
		t.Errorf("%d of %d findings are said to be kept, gone or new as they are; want 0.98 of them", s.right, s.all)
	}
}

// paragraphs are the paragraphs of a numbered bill by their labels.
func (b bill) labels() map[string]paragraph {
	all := map[string]paragraph{}
	for i, s := range b.sections {
		for k, p := range s.paragraphs {
			all[fmt.Sprintf("Article %d(%d)", i+1, k+1)] = p
		}
	}
	return all
}

// shares reports whether two paragraphs have a sentence in common.
func (p paragraph) shares(q paragraph) bool {
	return slices.ContainsFunc(p, func(s sentence) bool {
		return slices.ContainsFunc(q, func(t sentence) bool { return s.origin == t.origin })
	})
}

// Each paragraph of a revised bill is beside those of the old one that its sentences are from, and
// beside no others.
func TestProvisionsOfRevisedBillsAreFollowed(t *testing.T) {
	var found, missed, wrong int
	for _, seed := range seedsFrom(300, 12) {
		m := newMaker(law, seed)
		old := m.bill(24)
		new := m.revised(old, 40)
		c := compare.Reports(report(t, "old.md", old.markdown()), report(t, "new.md", new.markdown()))
		was, is := old.labels(), new.labels()
		said := map[[2]string]bool{}
		for i := range c.Pairs {
			for _, o := range c.Pairs[i].Old {
				for _, n := range c.Pairs[i].New {
					if was[o.Label] != nil && is[n.Label] != nil {
						said[[2]string{o.Label, n.Label}] = true
					}
				}
			}
		}
		for o, p := range was {
			for n, q := range is {
				switch {
				case p.shares(q) && said[[2]string{o, n}]:
					found++
				case p.shares(q):
					missed++
				case said[[2]string{o, n}]:
					wrong++
				}
			}
		}
	}
	t.Logf("%d found, %d missed, %d wrong", found, missed, wrong)
	if all := found + missed; float64(found) < 0.95*float64(all) || float64(wrong) > 0.03*float64(found) {
		t.Errorf("%d of %d provisions are found, and %d are taken for others", found, all, wrong)
	}
}

// The families and seeds of this test are kept for measuring: no bound is chosen by them.
func TestFindingsOfUnseenFamiliesAreFollowed(t *testing.T) {
	for name, family := range map[string]words{"paper": paper, "gesetz": gesetz} {
		t.Run(name, func(t *testing.T) {
			s := measure(t, family, seedsFrom(9001, 9), 22)
			t.Logf("%d of %d right", s.right, s.all)
			if s.share() < 0.95 {
				t.Errorf("%d of %d findings are said to be kept, gone or new as they are; want 0.95 of them", s.right, s.all)
			}
		})
	}
}

func TestFindingsAreFollowedFromFormatToFormat(t *testing.T) {
	var total score
	for i, pair := range [][2]int{{3, 4}, {0, 4}, {3, 2}, {4, 1}} {
		m := newMaker(law, uint64(100+i))
		old := m.bill(20)
		new := m.revised(old, 30)
		from, to := writings[pair[0]], writings[pair[1]]
		a, b := from.write(t, old), to.write(t, new)
		if a == "" || b == "" {
			t.Skipf("%s or %s cannot be written here: LibreOffice is missing, or tests are short", from.name, to.name)
		}
		c := compare.Reports(report(t, "old-"+from.name, a), report(t, "new-"+to.name, b))
		var s score
		if s.judge(t, c, old.ids(), new.ids()) {
			t.Logf("%s to %s: %d of %d right", from.name, to.name, s.right, s.all)
		}
		total.right += s.right
		total.all += s.all
	}
	if total.share() < 0.98 {
		t.Errorf("%d of %d findings are said to be kept, gone or new as they are; want 0.98 of them", total.right, total.all)
	}
}
