package reports

import (
	"archive/zip"
	"bytes"
	"io"
	"regexp"
	"strings"
	"testing"
)

// judgements are words that no report says of its own. A report names words and places; it judges nobody.
var judgements = regexp.MustCompile(`(?i)\b(offend\w*|violat\w+|culprits?|perpetrators?|guilt\w*|blame\w*|accus\w+|xenophob\w+|racis[mt]\w*|hate|hateful|bigot\w*|scor(e|es|ed|ing)|rank(ed|ing|ings)|toxic\w*)\b`)

// plainText is a report as text: the parts of a package one after the other, and what is text already as it is.
func plainText(t *testing.T, report string) string {
	t.Helper()
	if !strings.HasPrefix(report, "PK") {
		return report
	}
	z, err := zip.NewReader(strings.NewReader(report), int64(len(report)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	for _, file := range z.File {
		r, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&b, r); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

// copies are the kinds that need the documents' files; their own tests look at their words.
var copies = map[string]bool{"docx": true, "odt": true, "pdf": true}

func TestNoReportJudges(t *testing.T) {
	for _, k := range Kinds {
		if copies[k.Name] {
			continue
		}
		for _, run := range []Run{fixtureRun, ownRun, countedRun} {
			text := plainText(t, report(t, k.Name, Options{}, run, append(several(t), long(t)...), interrupted))
			if found := judgements.FindStringIndex(text); found != nil {
				t.Errorf("%s says %q: %s", k.Name, text[found[0]:found[1]], text[max(0, found[0]-60):min(len(text), found[1]+60)])
			}
		}
	}
}
