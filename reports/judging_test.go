package reports

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"refrain/reports/reporttest"
	"refrain/reports/stream"
)

// plainText is a report as text: the parts of a package one after the other, and what is text
// already as it is.
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

func TestNoReportJudges(t *testing.T) {
	for _, k := range Kinds {
		if k.Copy {
			continue
		}
		for _, run := range []stream.Run{reporttest.FixtureRun, reporttest.OwnRun, reporttest.CountedRun} {
			text := plainText(t, report(
				t, k.Name, stream.Options{}, run, append(reporttest.Several(t), reporttest.Long(t)...), reporttest.Interrupted,
			))
			if words := reporttest.Judging(text); words != "" {
				t.Errorf("%s says %q", k.Name, words)
			}
		}
	}
}
