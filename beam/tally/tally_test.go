package tally

import (
	"bytes"
	"strings"
	"testing"

	"refrain/analyzer"
	"refrain/analyzer/document"
)

func TestNameTellsYearAndSource(t *testing.T) {
	for name, want := range map[string]Label{
		"acts/2019/act-7.pdf":                {"2019", "acts"},
		"acts/eu/2019/04/20190401-act.html":  {"2019", "acts/eu"},
		"gs://bucket/eu/1998/2001-04-01.xml": {"2001", "gs://bucket/eu"},
		"gs://bucket/act.xml":                {"", "gs://bucket"},
		"act.txt":                            {"", ""},
		"acts/CELEX-32016R0399.html":         {"", "acts"},
		"acts/123456789.html":                {"", "acts"},
		"acts/20191399.html":                 {"", "acts"},
		"acts/1492.txt":                      {"", "acts"},
		"/archive/2020/a.txt":                {"2020", "/archive"},
		"2020/a.txt":                         {"2020", ""},
	} {
		if got := (Label{}).Of(name); got != want {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
	if got := (Label{"1951", "Upper House"}).Of("acts/2019/a.txt"); got != (Label{"1951", "Upper House"}) {
		t.Errorf("what a list says is overruled: %+v", got)
	}
}

// unread is the report of a document that could not be read.
func unread(reasons ...string) *analyzer.Report {
	d := &document.Document{Name: "a.txt"}
	for _, r := range reasons {
		d.Gaps = append(d.Gaps, document.Gap{Reason: r})
	}
	return &analyzer.Report{Doc: d}
}

func written(t *testing.T, counts Tally, name string) string {
	t.Helper()
	var b bytes.Buffer
	if err := counts.Write(&b, name); err != nil {
		t.Fatal(err)
	}
	return strings.TrimPrefix(b.String(), "\uFEFF")
}

func TestCountsOfPartsAdd(t *testing.T) {
	one, two, all := Tally{}, Tally{}, Tally{}
	one.Document(unread("no such file"), Label{"2019", "b"})
	one.Document(unread("=1+1", "limit reached", "limit reached"), Label{"2019", "a, b"})
	two.Document(unread("no such file"), Label{"2019", "b"})
	for _, part := range []Tally{one, two} {
		for key, counts := range part {
			all[key] = Add(all[key], counts)
		}
	}
	if got, want := written(t, all, "gaps"), "year,source,reason,documents,gaps\r\n"+
		"2019,\"a, b\",'=1+1,1,1\r\n2019,\"a, b\",limit reached,1,2\r\n2019,b,no such file,2,2\r\n"; got != want {
		t.Errorf("gaps:\n%swant:\n%s", got, want)
	}
	if got := all.Totals(); got.Documents != 3 || got.Unread != 3 || got.Gaps != 5 {
		t.Errorf("totals %+v", got)
	}
}

func TestTableOfNothingHasItsColumns(t *testing.T) {
	for _, name := range Tables() {
		if got := written(t, Tally{}, name); strings.Count(got, "\r\n") != 1 || !strings.HasPrefix(got, "year,source,") {
			t.Errorf("%s: %q", name, got)
		}
	}
	if err := (Tally{}).Write(&bytes.Buffer{}, "absent"); err == nil {
		t.Error("a table of no name is written")
	}
}
