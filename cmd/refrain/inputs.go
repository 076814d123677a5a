package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"refrain/analyzer/reader"
	"refrain/analyzer/reader/limits"
	"refrain/check"
)

// maxSentence is how many bytes are taken of a sentence to explain.
const maxSentence = 1 << 20

// inputFlags are the flags of every command that reads documents.
type inputFlags struct {
	options reader.Options
}

func (f *inputFlags) add(c *cobra.Command) {
	c.Flags().StringVar(
		&f.options.Lang, "lang", "", "language of the documents, such as en (default: what they say, or else found out)",
	)
	c.Flags().StringVar(&f.options.Password, "password", "", "password of encrypted documents (default $REFRAIN_PASSWORD)")
	c.Flags().Var((*engineFlag)(&f.options.PDFEngine), "pdf-engine", "what reads PDF: pdfium or go (default pdfium)")
	c.Flags().Var(
		(*ocrFlag)(&f.options.OCR), "ocr",
		"recognise text in pictures with Tesseract: auto (on pages without text), on (on all pages with pictures) or off "+
			"(default auto)",
	)
	c.Flags().BoolVar(
		&f.options.AllText, "all-text", false, "read menus, banners, forms and footers of web pages as part of their text",
	)
	c.Flags().Var(
		(*formatFlag)(&f.options.Format), "as",
		"read every file as this format, such as text (default: found out)",
	)
	c.Flags().Var(
		(*limitFlag)(&f.options.Limits), "limit",
		"how much one document may cost, such as time=2m or pages=50000; there are "+strings.Join(limits.Names(), ", "),
	)
	c.RegisterFlagCompletionFunc("ocr", fixed(reader.OCRModes...))
	c.RegisterFlagCompletionFunc("lang", completeLanguages)
	c.RegisterFlagCompletionFunc("as", cobra.FixedCompletions(formatNames(), cobra.ShellCompDirectiveNoFileComp))
	c.RegisterFlagCompletionFunc("pdf-engine", cobra.FixedCompletions(
		[]string{"pdfium", "go"}, cobra.ShellCompDirectiveNoFileComp,
	))
}

// engineFlag is the name of a PDF engine.
type engineFlag string

func (e *engineFlag) String() string { return string(*e) }

func (e *engineFlag) Type() string { return "string" }

func (e *engineFlag) Set(name string) error {
	if name != "pdfium" && name != "go" {
		return errors.New("there are pdfium and go")
	}
	*e = engineFlag(name)
	return nil
}

// ocrFlag says when text is recognised in pictures.
type ocrFlag string

func (o *ocrFlag) String() string { return string(*o) }

func (o *ocrFlag) Type() string { return "string" }

func (o *ocrFlag) Set(mode string) error {
	if !slices.Contains(reader.OCRModes, mode) {
		return errors.New("there are " + strings.Join(reader.OCRModes, ", "))
	}
	*o = ocrFlag(mode)
	return nil
}

// ocrReady is the error of --ocr on where no text can be recognised.
func ocrReady(r *check.Reader) error {
	if err := r.OCRReady(); err != nil {
		return hinted(fmt.Errorf("--ocr on: %w", err), "apt-get install tesseract-ocr, or leave --ocr on out")
	}
	return nil
}

// formatFlag is the name of a format that documents are read as.
type formatFlag string

func (f *formatFlag) String() string { return string(*f) }

func (f *formatFlag) Type() string { return "format" }

func (f *formatFlag) Set(name string) error {
	if !slices.Contains(formatNames(), name) {
		return errors.New("there are " + strings.Join(formatNames(), ", "))
	}
	*f = formatFlag(name)
	return nil
}

// formatNames are the names of all formats.
func formatNames() []string {
	var names []string
	for _, f := range reader.Formats {
		names = append(names, f.Name)
	}
	return names
}

// settings are how documents are read, as the flags say. The password from the environment stays
// out of shell histories and process lists.
func (f *inputFlags) settings() reader.Options {
	o := f.options
	o.PDFChild = true
	if o.Password == "" {
		o.Password = os.Getenv("REFRAIN_PASSWORD")
	}
	return o
}

// someFiles asks for at least one file.
func someFiles(_ *cobra.Command, args []string) error {
	if len(args) == 0 {
		return hinted(errors.New("no file is named"), "name files or folders, or - for standard input")
	}
	return nil
}
