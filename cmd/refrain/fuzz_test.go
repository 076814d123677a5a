package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode"

	"refrain/analyzer"
	"refrain/analyzer/reader"
	"refrain/reports"
)

// FuzzCheck takes a name and a content through everything: reader, analyzer, and each kind of
// report that can be read back.
func FuzzCheck(f *testing.F) {
	for _, text := range []string{
		"They spoke of a flood of refugees.\n", "“Illegal immigrants”, he said, are a swarm.\n",
		"# No one is illegal\n\n> A *flood* of migrants.\n",
		"<!doctype html><p>The <b>illegal</b> migrants</p><script>alert(1)</script>",
		"=cmd|' /C calc'!A0 a flood of refugees",
		"](javascript:alert(1)) a flood of `refugees` <img src=x>", "::error::a flood of refugees%0A::stop-commands::x",
		"a \u202eflood of refugees\u202c \x1b[31mred",
		"WEBVTT\n\n00:01.000 --> 00:02.000\nA flood of refugees.\n",
	} {
		f.Add("a.md", text)
		f.Add("<script>=x\n::error::|`", text)
	}
	lex, err := builtin()
	if err != nil {
		f.Fatal(err)
	}
	checker := analyzer.New(lex, analyzer.Options{Advisory: true})
	f.Fuzz(func(t *testing.T, name, src string) {
		if strings.HasPrefix(src, "%PDF") || strings.HasPrefix(src, "PK") || len(src) > 20_000 {
			return // They have targets of their own, and are slow here.
		}
		r := reader.New(reader.Options{Lang: "en", OCR: "off"})
		defer r.Close()
		doc, err := r.Read(t.Context(), name, src)
		if err != nil {
			t.Fatal(err)
		}
		report := checker.Run(doc)
		last := 0
		for i := range report.Findings {
			f := &report.Findings[i]
			if f.Span.Start < last || f.Span.End <= f.Span.Start || f.Span.Start < f.Sentence.Start || f.Span.End > f.Sentence.End || f.Sentence.End > len(doc.Text) {
				t.Fatalf("finding %v in sentence %v of %d bytes, after one at %d", f.Span, f.Sentence, len(doc.Text), last)
			}
			last = f.Span.Start
		}
		for kind, check := range readBack {
			var b bytes.Buffer
			k, _ := reports.KindOf(kind)
			w := k.New(&b, reports.Options{})
			totals := reports.Totals{}
			totals.Add(report)
			if err := errors.Join(w.Begin(reports.Run{Version: "1"}), w.Document(report), w.End(totals)); err != nil {
				t.Fatalf("%s: %v", kind, err)
			}
			if err := check(b.Bytes()); err != nil {
				t.Errorf("%s: %v\n%s", kind, err, b.Bytes())
			}
		}
	})
}

// readBack reads a report of each kind as its readers do.
var readBack = map[string]func([]byte) error{
	"terminal":   harmless,
	"json":       validJSON,
	"sarif":      validJSON,
	"gitlab":     validJSON,
	"rdjsonl":    validJSONLines,
	"junit":      validXML,
	"checkstyle": validXML,
	"csv":        validCSV,
	"github":     harmless,
	"lines":      harmless,
	"markdown":   harmless,
	"html":       harmless,
}

// harmless holds for what a terminal shows: no control characters, and none that turn the
// direction.
func harmless(b []byte) error {
	if i := bytes.IndexFunc(b, func(r rune) bool {
		return r != '\n' && r != '\t' && unicode.IsControl(r) || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
	}); i >= 0 {
		return errors.New("a control character at " + string(b[max(0, i-30):i]))
	}
	return nil
}

func validJSON(b []byte) error {
	if !json.Valid(b) {
		return errors.New("no JSON")
	}
	return nil
}

func validJSONLines(b []byte) error {
	for line := range bytes.Lines(b) {
		if err := validJSON(line); err != nil {
			return err
		}
	}
	return nil
}

func validXML(b []byte) error {
	d := xml.NewDecoder(bytes.NewReader(b))
	for {
		if _, err := d.Token(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// validCSV also holds cells against what a spreadsheet takes for a formula.
func validCSV(b []byte) error {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\ufeff"))))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
				return errors.New("a formula: " + cell)
			}
		}
	}
	return err
}
