// Package crew checks documents in processes of their own, so that a document that ends its process,
// takes its memory or never ends takes nothing else with it. A worker of an engine has one crew.
//
// A document whose process ends is tried once more in a new one. After that it is a gap of the
// archive, like any other document that could not be read.
package crew

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/analyzer/reader"
	"refrain/internal/remedy"
	"refrain/lexicon"
	"refrain/reports/stream"
)

// Settings say how documents are checked. They are the same for all workers of a job, so they hold
// no secrets: passwords come from the environment of a worker.
type Settings struct {
	Version  string // of refrain, as lines of the archive carry it
	Reader   reader.Options
	Advisory bool
	Own      []Lexicon
}

// Lexicon is an own lexicon, which travels with the job.
type Lexicon struct {
	Name string // of its folder, as the user named it
	Zip  []byte // its files
}

// maxLexicon is how many bytes the files of an own lexicon may have, packed. Engines bound the size
// of a job; Dataflow's bound is 20 MB.
const maxLexicon = 4 << 20

// Pack takes an own lexicon from its folder.
func Pack(name string) (Lexicon, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	err := z.AddFS(os.DirFS(name))
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		return Lexicon{}, fmt.Errorf("--lexicon %s: %w", name, remedy.Reason(err))
	}
	if b.Len() > maxLexicon {
		return Lexicon{}, fmt.Errorf("--lexicon %s: has %d bytes, packed; at most %d", name, b.Len(), maxLexicon)
	}
	return Lexicon{name, b.Bytes()}, nil
}

// Load returns the lexicon of the settings, without its examples.
func (s *Settings) Load() (*lexicon.Lexicon, error) {
	if len(s.Own) == 0 {
		return lexicon.BuiltinTerms("")
	}
	var own []lexicon.Own
	for _, l := range s.Own {
		files, err := zip.NewReader(bytes.NewReader(l.Zip), int64(len(l.Zip)))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", l.Name, err)
		}
		own = append(own, lexicon.Own{Name: l.Name, Files: files})
	}
	lex, err := lexicon.LoadTerms(lexicon.Files, own...)
	if err != nil {
		return nil, errors.Join(errors.New("the own lexicon does not load; refrain lexicon test proves it"), err)
	}
	return lex, nil
}

// Run is how lines of the archive say that they were made.
func (s *Settings) Run(lex *lexicon.Lexicon) stream.Run {
	var names []string
	for _, l := range s.Own {
		names = append(names, l.Name)
	}
	return stream.RunOf(s.Version, lex, names, s.Advisory, analyzer.Policy{})
}

// Valid reports what is wrong with settings, before a job is submitted.
func (s *Settings) Valid() error {
	o := s.Reader
	switch {
	case o.PDFEngine != "" && o.PDFEngine != "pdfium" && o.PDFEngine != "go":
		return fmt.Errorf("--pdf-engine %s: there are pdfium and go", o.PDFEngine)
	case o.OCR != "" && !slices.Contains(reader.OCRModes, o.OCR):
		return fmt.Errorf("--ocr %s: there are %s", o.OCR, strings.Join(reader.OCRModes, ", "))
	case o.Format != "" && !slices.ContainsFunc(reader.Formats, func(f reader.Format) bool { return f.Name == o.Format }):
		return fmt.Errorf("--as %s: refrain check --help names the formats", o.Format)
	}
	lex, err := s.Load()
	if err != nil {
		return err
	}
	if o.Lang != "" && lex.Language(document.PrimaryLanguage(o.Lang)) == nil {
		return fmt.Errorf("--lang %s: no lexicon of this language", o.Lang)
	}
	return nil
}
