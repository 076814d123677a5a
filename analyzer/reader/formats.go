package reader

import (
	"context"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/archive"
	"refrain/analyzer/reader/asciidoc"
	"refrain/analyzer/reader/csv"
	"refrain/analyzer/reader/doc"
	"refrain/analyzer/reader/docx"
	"refrain/analyzer/reader/epub"
	"refrain/analyzer/reader/html"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/json"
	"refrain/analyzer/reader/latex"
	"refrain/analyzer/reader/magic"
	"refrain/analyzer/reader/mail"
	"refrain/analyzer/reader/markdown"
	"refrain/analyzer/reader/notebook"
	"refrain/analyzer/reader/odt"
	"refrain/analyzer/reader/org"
	"refrain/analyzer/reader/pptx"
	"refrain/analyzer/reader/rst"
	"refrain/analyzer/reader/rtf"
	"refrain/analyzer/reader/subtitle"
	"refrain/analyzer/reader/text"
	"refrain/analyzer/reader/xlsx"
	"refrain/analyzer/reader/xml"
	"refrain/analyzer/reader/yaml"
)

// Format is one kind of file that can be read. What is special about a format is a field here; no
// other code asks for a format by its name.
type Format struct {
	Name       string            // in reports and for Options.Format
	Extensions []string          // with their dot, in lower case; they decide where the content does not
	Timed      bool              // its places are times
	Pictures   bool              // its files are pictures, which are documents only where they show words
	Comments   document.Comments // how its files hold comments

	what     string // for people: "a PDF"
	holds    holding
	accepts  acceptance
	allLines bool   // every line of its files is read
	editors  string // what programs that show all of such a file call it, "" when none do
	weakLang bool   // the language that its files state is mostly that of the program that made them

	// sniff returns how well a content fits this format; nil when it cannot be told. Programs for a
	// format take more for it where a file is named as one.
	sniff func(c *input.Content, named bool) input.Fit
	// opens reports whether a content is opened as this format whatever else it looks like; nil for
	// none.
	opens func(c *input.Content) bool
	read  func(r *Reader, ctx context.Context, in input.Input) *document.Document
}

// holding is what the bytes of a format's files are.
type holding uint8

const (
	plainText holding = iota
	xmlText           // a file can be of one kind of XML only
	zipFile           // a zip container
	pageFile          // pages, as in PDF
	ownCode           // text in a code of its own
)

// acceptance is what programs for a format make of a file that does not look like one.
type acceptance uint8

const (
	itsOwn  acceptance = iota // they refuse it
	anyText                   // they show it, unless it begins as another format
	allText                   // they show it, unless it is no text
)

// Formats are the kinds of files that can be read, in the order in which their content is tried.
// The last one is what a file is read as that fits none.
var Formats = []Format{
	{
		Name: "pdf", Extensions: []string{".pdf"}, what: "a PDF", holds: pageFile, weakLang: true,
		sniff: magic.PDF, opens: magic.OpensPDF, read: (*Reader).readPDF,
	},
	{
		Name: "image", Extensions: []string{".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".tif", ".tiff"}, what: "an image",
		holds: ownCode, Pictures: true, sniff: magic.Picture, opens: magic.OpensPicture, read: (*Reader).readScan,
	},
	{
		Name: "docx", Extensions: []string{".docx", ".docm", ".dotx", ".dotm"}, what: "a Word document", holds: zipFile,
		sniff: docx.Is, opens: docx.Opens, read: by(docx.Read),
	},
	{
		Name: "doc", Extensions: []string{".doc", ".dot"}, what: "an old document of Word", holds: ownCode, weakLang: true,
		sniff: doc.Is, opens: doc.Opens, read: by(doc.Read),
	},
	{
		Name: "odt", Extensions: []string{".odt", ".ott", ".fodt"}, what: "an OpenDocument text", holds: zipFile,
		sniff: odt.Is, opens: odt.Opens, read: by(odt.Read),
	},
	{
		Name: "epub", Extensions: []string{".epub"}, what: "a book (EPUB)", holds: zipFile,
		sniff: epub.Is, opens: epub.Opens, read: by(epub.Read),
	},
	{
		Name: "xlsx", Extensions: []string{".xlsx", ".xlsm", ".xltx", ".xltm"}, what: "a workbook of Excel", holds: zipFile,
		sniff: xlsx.Is, opens: xlsx.Opens, read: by(xlsx.Read),
	},
	{
		Name: "ods", Extensions: []string{".ods", ".ots", ".fods"}, what: "an OpenDocument spreadsheet", holds: zipFile,
		sniff: odt.IsSpreadsheet, opens: odt.Opens, read: by(odt.Read),
	},
	{
		Name: "odp", Extensions: []string{".odp", ".otp", ".fodp"}, what: "an OpenDocument presentation", holds: zipFile,
		sniff: odt.IsPresentation, opens: odt.Opens, read: by(odt.Read),
	},
	{
		Name: "pptx", Extensions: []string{".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".potm"},
		what: "a presentation of PowerPoint", holds: zipFile, sniff: pptx.Is, opens: pptx.Opens, read: by(pptx.Read),
	},
	{
		Name: "rtf", Extensions: []string{".rtf"}, what: "a rich text file", holds: ownCode,
		sniff: rtf.Is, opens: rtf.Opens, read: by(rtf.Read),
	},
	{
		Name: "zip", Extensions: []string{".zip"}, what: "an archive (ZIP)", holds: zipFile,
		sniff: archive.Is, opens: archive.Opens, read: (*Reader).readArchive,
	},
	{
		Name: "mail", Extensions: []string{".eml", ".mbox", ".mht", ".mhtml"}, what: "a mail", accepts: anyText,
		allLines: true, sniff: mail.Is, opens: mail.Opens, read: (*Reader).readMail,
	},
	{
		Name: "msg", Extensions: []string{".msg", ".oft"}, what: "a mail of Outlook", holds: ownCode,
		sniff: mail.IsOutlook, opens: mail.OpensOutlook, read: (*Reader).readOutlook,
	},
	{
		Name: "akn", Extensions: []string{".akn"}, what: "XML of Akoma Ntoso", holds: xmlText,
		Comments: document.MarkupComments, sniff: xml.Is(xml.IsAKN), read: by(xml.Read),
	},
	{
		Name: "uslm", what: "XML of the United States (USLM)", holds: xmlText,
		Comments: document.MarkupComments, sniff: xml.Is(xml.IsUSLM), read: by(xml.Read),
	},
	{
		Name: "formex", Extensions: []string{".fmx", ".fmx4"}, what: "XML of the European Union (Formex)", holds: xmlText,
		Comments: document.MarkupComments, sniff: xml.Is(xml.IsFormex), read: by(xml.Read),
	},
	{
		Name: "fedreg", what: "XML of the Federal Register", holds: xmlText,
		Comments: document.MarkupComments, sniff: xml.Is(xml.IsFedReg), read: by(xml.Read),
	},
	{
		Name: "ttml", Extensions: []string{".ttml", ".dfxp"}, what: "subtitles (TTML)", holds: xmlText,
		Timed: true, Comments: document.MarkupComments, sniff: xml.Is(xml.IsTTML), read: by(xml.Read),
	},
	{
		Name: "html", Extensions: []string{".html", ".htm", ".xhtml", ".xht"}, what: "a page of HTML", accepts: allText,
		Comments: document.MarkupComments, editors: "HTML", sniff: html.Is, read: by(html.Read),
	},
	{
		Name: "xml", Extensions: []string{".xml"}, what: "XML", holds: xmlText,
		Comments: document.MarkupComments, sniff: xml.IsAnyXML, read: by(xml.Read),
	},
	{
		Name: "notebook", Extensions: []string{".ipynb"}, what: "a notebook of Jupyter", allLines: true,
		sniff: notebook.Is, read: by(notebook.Read),
	},
	{
		Name: "json", Extensions: []string{".json", ".jsonl", ".ndjson", ".geojson", ".jsonld"}, what: "JSON",
		allLines: true, sniff: json.Is, read: by(json.Read),
	},
	{
		Name: "yaml", Extensions: []string{".yaml", ".yml"}, what: "YAML",
		Comments: document.HashComments, read: by(yaml.Read),
	},
	{
		Name: "vtt", Extensions: []string{".vtt"}, what: "subtitles (WebVTT)", accepts: anyText,
		Timed: true, allLines: true, sniff: subtitle.IsVTT, read: by(subtitle.Read),
	},
	{
		Name: "srt", Extensions: []string{".srt"}, what: "subtitles (SRT)", accepts: anyText,
		Timed: true, allLines: true, sniff: subtitle.IsSRT, read: by(subtitle.Read),
	},
	{
		Name: "markdown", Extensions: []string{".md", ".markdown", ".mdown", ".mkd", ".mdx"}, what: "Markdown",
		accepts: anyText, Comments: document.MarkdownComments, editors: "Markdown", read: by(markdown.Read),
	},
	{
		Name: "csv", Extensions: []string{".csv", ".tsv", ".tab"}, what: "a table (CSV)",
		accepts: anyText, allLines: true, read: by(csv.Read),
	},
	{
		Name: "latex", Extensions: []string{".tex", ".latex", ".ltx"}, what: "LaTeX", accepts: anyText, editors: "LaTeX",
		Comments: document.PercentComments, sniff: latex.Is, read: by(latex.Read),
	},
	{
		Name: "asciidoc", Extensions: []string{".adoc", ".asciidoc"}, what: "AsciiDoc",
		accepts: anyText, Comments: document.SlashComments, editors: "AsciiDoc", read: by(asciidoc.Read),
	},
	{
		Name: "rst", Extensions: []string{".rst", ".rest"}, what: "reStructuredText",
		accepts: anyText, Comments: document.DotComments, editors: "reStructuredText", read: by(rst.Read),
	},
	{
		Name: "org", Extensions: []string{".org"}, what: "a text of Org", accepts: anyText, editors: "Org",
		Comments: document.HashComments, read: by(org.Read),
	},
	{
		Name: "text", Extensions: []string{".txt", ".text", ".asc", ".log"}, what: "plain text",
		accepts: anyText, Comments: document.LineComments, editors: "plain text", allLines: true, read: by(text.Read),
	},
}

// by makes what reads a format of a function that needs nothing of the Reader.
func by(
	read func(context.Context, input.Input) *document.Document,
) func(*Reader, context.Context, input.Input) *document.Document {
	return func(_ *Reader, ctx context.Context, in input.Input) *document.Document { return read(ctx, in) }
}

// isText reports whether people can open files of the format as text.
func (f Format) isText() bool { return f.holds == plainText || f.holds == xmlText }

// extension is how the names of a format's files end.
func (f Format) extension() string {
	if len(f.Extensions) == 0 {
		return ".xml"
	}
	return f.Extensions[0]
}

func formatNames() string {
	var names []string
	for _, f := range Formats {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}
