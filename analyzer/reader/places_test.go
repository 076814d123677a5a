package reader_test

import (
	"archive/zip"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/analyzer/reader"
	"refrain/lexicon"
)

// place is a document with terms in it, and what a report must say of it: the words of each finding
// and where a person finds them.
type place struct {
	claim string
	name  string // of the file; its extension tells the format where the content does not
	src   string
	want  string // the findings as found writes them, in lines
	gap   string // the reasons of gaps, joined with "; "
}

// TestTermsAreFoundInTheirPlaces goes through documents in which something stands in the way of a
// term, format by format.
func TestTermsAreFoundInTheirPlaces(t *testing.T) {
	lex, err := lexicon.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	a := analyzer.New(lex, analyzer.Options{Advisory: true})
	r := reader.New(reader.Options{OCR: "off"})
	defer r.Close()
	n, right := 0, 0
	tables := [][]place{wordPlaces, wordPartPlaces, openPlaces, bookPlaces}
	for _, name := range []string{"text", "markdown", "html", "xml", "subtitles"} {
		tables = append(tables, placesIn(t, filepath.Join("testdata", "places", name+".txt")))
	}
	for _, table := range tables {
		for _, c := range table {
			n++
			doc, err := r.Read(context.Background(), c.name, c.src)
			if err != nil {
				t.Fatal(err)
			}
			var got, gaps []string
			report := a.Run(doc)
			for i := range report.Findings {
				got = append(got, found(doc, report.Findings[i].Span))
			}
			for _, g := range report.Gaps() {
				gaps = append(gaps, g.Reason)
			}
			if s := strings.Join(got, "\n"); s != c.want || strings.Join(gaps, "; ") != c.gap {
				t.Errorf("%s: %s\n got %s\nwant %s\n gaps %q, want %q\n text %q", c.name, c.claim, s, c.want,
					strings.Join(gaps, "; "), c.gap, doc.Text)
				continue
			}
			right++
		}
	}
	t.Logf("%d of %d", right, n)
}

// placesIn reads a table of places: for each document its claim, name, text, findings and gaps, a
// line each, with an empty line after it. The text is quoted as in Go.
func placesIn(t *testing.T, name string) []place {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var table []place
	for _, row := range strings.Split(strings.TrimSpace(string(content)), "\n\n") {
		var c place
		for _, line := range strings.Split(row, "\n") {
			key, value, _ := strings.Cut(line, ": ")
			switch key {
			case "claim":
				c.claim = value
			case "name":
				c.name = value
			case "text":
				if c.src, err = strconv.Unquote(value); err != nil {
					t.Fatalf("%s: %s: %v", name, line, err)
				}
			case "find":
				c.want += value + "\n"
			case "gap":
				c.gap = value
			default:
				t.Fatalf("%s: %q is no line of a place", name, line)
			}
		}
		c.want = strings.TrimSuffix(c.want, "\n")
		table = append(table, c)
	}
	return table
}

// found writes the words of a finding and its place: "flood of refugees 1:3 [Article 4] by Ann at
// 1.5s".
func found(doc *document.Document, s document.Span) string {
	p := doc.Locate(s)
	var b strings.Builder
	b.WriteString(strings.ReplaceAll(s.Of(doc.Text), "\n", "⏎"))
	if p.Line > 0 {
		fmt.Fprintf(&b, " %d:%d", p.Line, p.Column)
	}
	if p.Section != "" {
		fmt.Fprintf(&b, " [%s]", p.Section)
	}
	block := &doc.Blocks[doc.BlockAt(s.Start)]
	if block.Role != document.Body {
		fmt.Fprintf(&b, " as %s", block.Role)
	}
	if block.Exclusion != document.Included {
		fmt.Fprintf(&b, ", %s", block.Exclusion)
	}
	if p.Speaker != "" {
		fmt.Fprintf(&b, " by %s", p.Speaker)
	}
	if p.Timed {
		fmt.Fprintf(&b, " at %s", p.Time)
	}
	if source := p.Source.Of(doc.Source); doc.SourceIsUTF8 && doc.Source != "" && (source == "" ||
		source[0] < 0x80 && source[0] != '&' && source[0] != s.Of(doc.Text)[0] || source[len(source)-1] == ' ') {
		fmt.Fprintf(&b, ", whose bytes are those of %q", source)
	}
	return b.String()
}

// container makes a zip file of names and contents.
func container(files ...string) string {
	var b strings.Builder
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: files[i]})
		if err == nil {
			_, err = w.Write([]byte(files[i+1]))
		}
		if err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.String()
}
