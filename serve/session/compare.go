package session

import (
	"bytes"
	"context"
	"slices"

	"refrain/analyzer"
	"refrain/compare"
	"refrain/reports"
	"refrain/reports/versions"
)

// Compare compares two documents of a check, by their numbers: as a page for View and "html", or for
// "docx" as a table for Word. With a speaker, only that one's words count; nil stands for whom the
// check was asked for.
func (s *Session) Compare(ctx context.Context, id string, old, new int, kind string, speaker *string) (File, error) {
	media := downloads[0].media
	switch kind {
	case View:
		kind = "html"
	case "html":
	case "docx":
		media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	default:
		return File{}, ErrNone
	}
	res := s.history.find(id)
	if res == nil || min(old, new) < 0 || max(old, new) >= len(res.reports) {
		return File{}, ErrGone
	}
	res = res.heardBy(speaker)
	done, err := s.turn(ctx)
	if err != nil {
		return File{}, err
	}
	defer done()
	content, err := writeComparison(res, res.reports[old], res.reports[new], kind)
	return File{downloadName(res.reports[new].Doc.Name, "compared."+kind), media, content}, err
}

// writeComparison writes a report of that kind on two versions.
func writeComparison(res *result, old, new *analyzer.Report, kind string) ([]byte, error) {
	c := compare.Reports(old, new)
	policy := res.run.Policy
	t := versions.Totals{Old: reports.Totals{Policy: policy}, New: reports.Totals{Policy: policy}, Compared: 1}
	t.Old.Add(old)
	t.New.Add(new)
	t.Counts.Add(c.Count(policy))
	if c.Likeness == compare.SameText {
		t.Same++
	}
	for i := range c.Findings {
		if c.Findings[i].Fails(policy) {
			t.Failing++
		}
	}
	k := versions.Kinds[slices.IndexFunc(versions.Kinds, func(k versions.Kind) bool { return k.Name == kind })]
	var b bytes.Buffer
	w := k.New(&b, reports.Options{File: "comparison." + kind, Language: res.run.Language, Original: res.original})
	if err := w.Begin(res.run); err != nil {
		return nil, err
	}
	if err := w.Comparison(c); err != nil {
		return nil, err
	}
	if err := w.End(t); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
