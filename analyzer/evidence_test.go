package analyzer_test

import (
	"os"
	"strings"
	"testing"

	"refrain/lexicon"
)

// table is the rows of a tab-separated file under testdata, without comments.
func table(t *testing.T, name string) [][]string {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimRight(line, "\n"); line != "" && line[0] != '#' {
			rows = append(rows, strings.Split(line, "\t"))
		}
	}
	return rows
}

// carriers is the entry that carries each row of the evidence base.
func carriers(t *testing.T, l *lexicon.Language) map[string]*lexicon.Entry {
	t.Helper()
	by := map[string]*lexicon.Entry{}
	for _, e := range l.Entries() {
		for _, id := range e.Evidence {
			if other := by[id]; other != nil {
				t.Errorf("the row %s is carried by %s and %s", id, other.ID, e.ID)
			}
			by[id] = e
		}
	}
	return by
}

// TestEveryRowIsCarriedOnce: nothing of the evidence base is lost or doubled on the way into
// entries.
func TestEveryRowIsCarriedOnce(t *testing.T) {
	by := carriers(t, builtin(t).Lexicon().Language("en"))
	for _, row := range table(t, "rows.tsv") {
		id, category, severity, tier, grade := row[0], row[1], row[2], row[3], row[4]
		e := by[id]
		if e == nil {
			t.Errorf("no entry carries the row %s", id)
			continue
		}
		delete(by, id)
		if e.Category.ID != category || e.Severity.String() != severity || e.Tier.String() != tier ||
			e.Grade.String() != grade {
			t.Errorf(
				"%s carries %s as %s, %s, %s, %s; the row says %s, %s, %s, %s",
				e.ID,
				id,
				e.Category.ID,
				e.Severity,
				e.Tier,
				e.Grade,
				category,
				severity,
				tier,
				grade,
			)
		}
	}
	for id, e := range by {
		t.Errorf("%s carries %q, which is not a row", e.ID, id)
	}
}

// TestSentencesOfTheEvidence runs the sentences that were written for the rows against the entries
// that carry them.
func TestSentencesOfTheEvidence(t *testing.T) {
	a := builtin(t)
	by := carriers(t, a.Lexicon().Language("en"))
	for _, row := range table(t, "sentences.tsv") {
		id, want, sentence := row[0], row[1], row[2]
		got := "none"
		for _, f := range analyze(t, a, sentence).Findings {
			if f.Entry == by[id] {
				got = f.Verdict.Status.String()
				break
			}
		}
		status, optional := strings.CutSuffix(want, "?")
		if got != status && !(optional && got == "none") {
			t.Errorf("%s: %s, want %s: %s", id, got, want, sentence)
		}
	}
}
