package reader

import (
	"fmt"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/charset"
	"refrain/analyzer/reader/container"
	"refrain/analyzer/reader/doc"
	"refrain/analyzer/reader/docx"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/mail"
)

// The remedies for what is not read.
const (
	asWord  = "save it as .docx"
	asPDF   = "save it as PDF"
	asOther = "save it as PDF, Word, HTML or plain text"
	unpack  = "unpack it and check the files in it"
	toPDF   = "recognise its text (OCR) and save it as PDF"
	spoken  = "save its transcript as text"
	noPaper = "check the documents, not the programs"
	asSRT   = "save it as SRT or WebVTT"
)

// foreignKind is a kind of file that is known and not read.
type foreignKind struct {
	at     int
	magic  string
	within string
	what   string
	hint   string
}

// anArchive is a zip container of no kind that is known.
const anArchive = "an archive"

// foreign are formats that are known and not read, by the bytes that they have at an offset and,
// where many formats begin so, by words within. The first one that fits counts.
var foreign = []foreignKind{
	{0, container.OLEMagic, "_\x00_\x00s\x00u\x00b\x00s\x00t\x00g\x001\x00", "a mail of Outlook", asOther},
	{0, container.OLEMagic, "W\x00o\x00r\x00k\x00b\x00o\x00o\x00k\x00", "a legacy spreadsheet", asPDF},
	{0, container.OLEMagic, "P\x00o\x00w\x00e\x00r\x00P\x00o\x00i\x00n\x00t\x00", "a legacy presentation", asPDF},
	{0, container.OLEMagic, "", "a legacy Office file", asWord},
	{0, "\xFFWPC", "", "a WordPerfect file", asWord},
	{0, container.ZipMagic, "xl/workbook.bin", "a spreadsheet", asPDF},
	{0, container.ZipMagic, "opendocument.graphics", "a drawing", asPDF},
	{0, container.ZipMagic, "vnd.sun.xml.writer", "a text of OpenOffice 1", "save it as .odt"},
	{0, container.ZipMagic, "Index/Document.iwa", "a file of Pages, Numbers or Keynote", "export it as Word or PDF"},
	{0, container.ZipMagic, "indesign-idml", "a file of InDesign", "export it as PDF"},
	{0, container.ZipMagic, "", "an archive", unpack},
	{0, "PK\x05\x06", "", "an empty archive", unpack},
	{0, "\x1f\x8b", "", "a compressed file", unpack},
	{0, "BZh", "", "a compressed file", unpack},
	{0, "\xFD7zXZ", "", "a compressed file", unpack},
	{0, "(\xB5/\xFD", "", "a compressed file", unpack},
	{0, "7z\xBC\xAF\x27\x1C", "", "an archive", unpack},
	{0, "Rar!", "", "an archive", unpack},
	{257, "ustar", "", "an archive", unpack},
	{0, "GIF8", "", "an image", toPDF},
	{0, "\x00\x00\x00\x0CjP", "", "an image", toPDF},
	{0, "AT&TFORM", "", "an image", toPDF},
	{6, "\x00\x00\x00\x00", "BM", "an image", toPDF},
	{8, "WEBP", "RIFF", "an image", toPDF},
	{8, "heic", "ftyp", "an image", toPDF},
	{8, "mif1", "ftyp", "an image", toPDF},
	{8, "avif", "ftyp", "an image", toPDF},
	{4, "ftyp", "", "a media file", spoken},
	{0, "RIFF", "", "a media file", spoken},
	{0, "ID3", "", "a media file", spoken},
	{0, "OggS", "", "a media file", spoken},
	{0, "\x1A\x45\xDF\xA3", "", "a media file", spoken},
	{60, "BOOKMOBI", "", "a book of Amazon's", "convert it to EPUB"},
	{0, "%!PS", "", "a PostScript file", "convert it to PDF"},
	{0, "\x7fELF", "", "a program", noPaper},
	{0, "MZ\x90", "", "a program", noPaper},
	{0, "[Script Info]", "", "subtitles of a kind of their own", asSRT},
	{0, charset.BOM + "[Script Info]", "", "subtitles of a kind of their own", asSRT},
}

// foreignXML are kinds of XML that are known and not read, by the names of their roots.
var foreignXML = map[string]struct{ what, hint string }{
	"package":      {"a Word document in one file of XML", asWord},
	"wordDocument": {"a Word document in one file of XML", asWord},
	"Workbook":     {"a spreadsheet in one file of XML", asPDF},
}

// foreignOf is the kind of file that a content begins as and that is known and not read, or nil.
// Office documents with a password are none.
func foreignOf(c *input.Content) *foreignKind {
	for i := range foreign {
		k := &foreign[i]
		if len(c.Source) <= k.at || !strings.HasPrefix(c.Source[k.at:], k.magic) {
			continue
		}
		switch {
		case k.magic == container.OLEMagic && (docx.IsLocked(c.Source) || doc.Opens(c) || mail.OpensOutlook(c)):
			return nil
		case k.within == "",
			k.magic == container.ZipMagic && (c.Listed().Has(k.within) || strings.Contains(c.Listed().MIME, k.within)),
			k.magic != container.ZipMagic && strings.Contains(c.Source, k.within):
			return k
		}
	}
	return nil
}

// alien is the gap of a file in a format that is known and not read, or nil.
func alien(f Format, c *input.Content) *document.Gap {
	if k := foreignOf(c); k != nil {
		return &document.Gap{Reason: fmt.Sprintf("%s: %s", gap.Unsupported, k.what), Hint: k.hint}
	}
	if r, ok := c.Root(); f.holds == xmlText && ok && strings.Contains(r.Namespace, "microsoft") {
		if k, ok := foreignXML[r.Name]; ok {
			return &document.Gap{Reason: fmt.Sprintf("%s: %s", gap.Unsupported, k.what), Hint: k.hint}
		}
	}
	return nil
}

// unread is why a file is not read as plain text where somebody asks for that, or nil.
func unread(c *input.Content) *document.Gap {
	switch {
	case isEmpty(c):
		return &document.Gap{Reason: gap.Empty, Hint: hintEmpty}
	case charset.IsBinary(c.Source):
		return &document.Gap{Reason: gap.Unsupported, Hint: asOther}
	}
	return nil
}

const hintEmpty = "check that the file was saved or downloaded in full"

func isEmpty(c *input.Content) bool {
	return strings.Trim(c.Source, "\x00"+canonical.Blanks) == "" || c.Source == charset.BOM
}

// refusal is why a file is not read as the format, or nil.
func refusal(f Format, c *input.Content) *document.Gap {
	if isEmpty(c) {
		return &document.Gap{Reason: gap.Empty, Hint: hintEmpty}
	}
	if gap := standIn(c.Source); gap != nil {
		return gap
	}
	if f.opens != nil && f.opens(c) {
		return nil
	}
	if gap := alien(f, c); gap != nil {
		return gap
	}
	switch {
	case f.holds == pageFile && !charset.IsBinary(c.Source) && !strings.Contains(c.Source, "endobj"):
		return &document.Gap{
			Reason: gap.Unsupported + ": text that is named as a PDF",
			Hint:   "get the PDF anew, or rename it so that it ends with .txt",
		}
	case f.holds == pageFile:
		return nil // A program for PDF may still make something of it.
	case !f.isText() || charset.IsBinary(c.Source):
		return &document.Gap{Reason: gap.Unsupported, Hint: asOther}
	}
	return nil
}
