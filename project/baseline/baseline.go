// Package baseline knows the findings that an organisation had when it began, so that a run can
// name those that are new. The file is .refrain-baseline.json: a row a line, sorted, without
// positions and dates, so that moved text changes nothing and two branches can be merged. It is
// written for people to read too; refrain-baseline.schema.json describes it.
package baseline

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"refrain/analyzer"
	"refrain/analyzer/document"
)

// Schema names the form of the file.
const Schema = "refrain-baseline/1"

// Began reports whether a file that begins so is a baseline, and may be written over.
func Began(head string) bool { return strings.HasPrefix(head, `[{"schema":"refrain-baseline/`) }

// maxFile is how large a file may be, in bytes.
const maxFile = 256 << 20

// Header is how a baseline was made.
type Header struct {
	Schema  string   `json:"schema"`
	Version string   `json:"refrain"`
	Lexicon string   `json:"lexicon"`
	SHA256  string   `json:"sha256"` // of the lexicon
	Tiers   []string `json:"tiers"`
}

// same reports whether a run with the other header looks for the same.
func (h Header) same(other Header) bool {
	return h.Version == other.Version && h.SHA256 == other.SHA256 && slices.Equal(h.Tiers, other.Tiers)
}

// Row is a finding that is known, or, without Entry, a document that was read.
type Row struct {
	Path   string `json:"path"`
	Text   string `json:"text,omitempty"` // of a document: a fingerprint of its text
	Entry  string `json:"entry,omitempty"`
	Words  string `json:"words,omitempty"` // as they were found
	Status string `json:"status,omitempty"`
	Key    string `json:"key,omitempty"`    // of entry and sentence
	Count  int    `json:"count,omitempty"`  // how often it stands in the document
	Waived bool   `json:"waived,omitempty"` // it was waived then: the waiver lets it stand, not the baseline
}

// identity is what makes two findings the same. The status belongs to it, because a quotation that
// loses its quotation marks keeps its key.
type identity struct{ entry, words, status, key string }

func (r *Row) identity() identity {
	return identity{r.Entry, strings.ToLower(r.Words), r.Status, r.Key}
}

func rowOf(d *document.Document, f *analyzer.Finding, path string) Row {
	return Row{
		Path: path, Entry: f.Entry.ID, Words: strings.Join(strings.Fields(f.Text(d)), " "),
		Status: f.Verdict.Status.String(), Key: f.Key, Count: 1,
	}
}

// fingerprint is that of a document's text.
func fingerprint(d *document.Document) string {
	sum := sha256.Sum256([]byte(d.Text))
	return hex.EncodeToString(sum[:8])
}

// Baseline is a file.
type Baseline struct {
	Header Header
	Rows   []Row // sorted by path; of a path the document first
}

// Add takes the findings of a document in.
func (b *Baseline) Add(r *analyzer.Report, path string) {
	b.Rows = append(b.Rows, Row{Path: path, Text: fingerprint(r.Doc)})
	for i := range r.Findings {
		row := rowOf(r.Doc, &r.Findings[i], path)
		row.Waived = r.Findings[i].Record.State == analyzer.Waived
		b.Rows = append(b.Rows, row)
	}
}

// sort sorts the rows and makes one of those that are the same, so that the counts add up.
func (b *Baseline) sort() {
	slices.SortFunc(b.Rows, compare)
	rows := b.Rows[:0]
	for _, r := range b.Rows {
		if last := len(rows) - 1; last >= 0 && compare(rows[last], r) == 0 {
			rows[last].Count += r.Count
			continue
		}
		rows = append(rows, r)
	}
	b.Rows = rows
}

func compare(a, b Row) int {
	waived := func(r Row) int {
		if r.Waived {
			return 1
		}
		return 0
	}
	return cmp.Or(
		cmp.Compare(a.Path, b.Path), cmp.Compare(a.Entry, b.Entry), cmp.Compare(a.Words, b.Words),
		cmp.Compare(a.Status, b.Status), cmp.Compare(a.Key, b.Key),
		cmp.Compare(waived(a), waived(b)), cmp.Compare(a.Text, b.Text),
	)
}

// Findings is how many findings are known.
func (b *Baseline) Findings() int {
	n := 0
	for i := range b.Rows {
		if !b.Rows[i].Waived {
			n += b.Rows[i].Count
		}
	}
	return n
}

// Write writes the file. Each line begins with its comma, so that a row can come and go without its
// neighbours.
func (b *Baseline) Write(w io.Writer) error {
	b.sort()
	b.Header.Schema = Schema
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	line := func(before string, value any) error {
		out.WriteString(before)
		return encoder.Encode(value) // It ends the line.
	}
	if err := line("[", b.Header); err != nil {
		return err
	}
	for i := range b.Rows {
		if err := line(",", &b.Rows[i]); err != nil {
			return err
		}
	}
	out.WriteString("]\n")
	_, err := out.WriteTo(w)
	return err
}

// Parse reads a file that the user knows as name. What two branches have both added stands there
// twice and counts once, with the larger count.
func Parse(name string, data []byte) (*Baseline, error) {
	if len(data) > maxFile {
		return nil, fmt.Errorf("%s: larger than %d bytes", name, maxFile)
	}
	if at := bytes.Index(append([]byte("\n"), data...), []byte("\n<<<<<<< ")); at >= 0 {
		return nil, fmt.Errorf(
			"%s: holds a conflict that git could not merge; keep the rows of both sides, and take out the lines that "+
				"git has put in",
			place(name, data, int64(at)),
		)
	}
	p := &parser{name: name, data: data, Decoder: json.NewDecoder(bytes.NewReader(data))}
	p.DisallowUnknownFields()
	b := &Baseline{}
	if err := p.header(&b.Header); err != nil {
		return nil, err
	}
	if err := p.rows(b); err != nil {
		return nil, err
	}
	slices.SortFunc(b.Rows, func(x, y Row) int { return cmp.Or(compare(x, y), cmp.Compare(y.Count, x.Count)) })
	b.Rows = slices.CompactFunc(b.Rows, func(x, y Row) bool { return compare(x, y) == 0 })
	return b, nil
}

// parser reads a file that the user knows as name.
type parser struct {
	*json.Decoder
	name string
	data []byte
	at   int64 // where the next value is looked for
}

func (p *parser) fail(what string) error {
	at := place(p.name, p.data, p.at)
	return fmt.Errorf("%s: %s; write it anew with refrain baseline write", at, what)
}

// header reads what comes before the rows.
func (p *parser) header(h *Header) error {
	if t, err := p.Token(); err != nil || t != json.Delim('[') {
		return p.fail("expected a baseline, which begins with [")
	}
	p.at = p.InputOffset()
	var header json.RawMessage
	if err := p.Decode(&header); err != nil || json.Unmarshal(header, &struct {
		Schema *string `json:"schema"`
	}{&h.Schema}) != nil {
		return p.fail("the first line is no header of a baseline")
	}
	if strings.HasPrefix(h.Schema, "refrain-baseline/") && h.Schema != Schema {
		return fmt.Errorf(
			"%s: %q was written by another refrain, and this one reads %s; use that refrain, or write it anew with "+
				"refrain baseline write",
			place(p.name, p.data, p.at), h.Schema, Schema,
		)
	}
	strict := json.NewDecoder(bytes.NewReader(header))
	strict.DisallowUnknownFields()
	if err := strict.Decode(h); err != nil || h.Schema != Schema {
		return p.fail("the first line is no header of a baseline")
	}
	return nil
}

// rows reads the rows, to the end of the file.
func (p *parser) rows(b *Baseline) error {
	for p.at = p.InputOffset(); p.More(); p.at = p.InputOffset() {
		var r Row
		if err := p.Decode(&r); err != nil {
			return p.fail("not a row: " + strings.TrimPrefix(err.Error(), "json: "))
		}
		if !r.whole() {
			return p.fail("not a row: expected path and text, or path, entry, words, status, key and count")
		}
		b.Rows = append(b.Rows, r)
	}
	if _, err := p.Token(); err != nil {
		return p.fail("the end is missing")
	}
	p.at = p.InputOffset()
	if _, err := p.Token(); !errors.Is(err, io.EOF) {
		return p.fail("something follows the end")
	}
	return nil
}

// maxCount is how many findings a row may stand for.
const maxCount = 1 << 30

// whole reports whether a row has all that a row needs: of a text, or else of findings.
func (r *Row) whole() bool {
	if r.Path == "" || (r.Text == "") == (r.Entry == "") {
		return false
	}
	return r.Entry == "" || r.Count >= 1 && r.Count <= maxCount && r.Key != "" && r.Status != "" && r.Words != ""
}

// place is where in a file that the user knows as name the next value stands from an offset on:
// "file:line:column". Columns are code points.
func place(name string, data []byte, offset int64) string {
	at := min(int(offset), len(data))
	for at < len(data)-1 && strings.IndexByte(" ,\t\r\n", data[at]) >= 0 {
		at++
	}
	line := bytes.LastIndexByte(data[:at], '\n') + 1
	return fmt.Sprintf("%s:%d:%d", name, bytes.Count(data[:line], []byte("\n"))+1, utf8.RuneCount(data[line:at])+1)
}
