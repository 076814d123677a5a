package lsp

import (
	"path"
	"slices"
	"strings"

	"refrain/analyzer/reader"
)

// formats are the formats whose documents people write as text in an editor, so that a finding has a
// place there.
var formats = []string{
	"text", "markdown", "html", "rst", "asciidoc", "org", "latex", "yaml", "json", "notebook", "csv", "vtt", "srt",
	"xml", "akn", "uslm", "formex", "fedreg", "ttml",
}

// languages are the formats of the language identifiers that editors use.
var languages = map[string]string{
	"plaintext": "text", "text": "text", "plain": "text", "txt": "text", "log": "text", "git-commit": "text",
	"gitcommit": "text",
	"markdown":  "markdown", "mdx": "markdown", "quarto": "markdown", "rmd": "markdown", "pandoc": "markdown",
	"html": "html", "xhtml": "html", "xml": "xml",
	"restructuredtext": "rst", "rst": "rst", "asciidoc": "asciidoc", "asciidoctor": "asciidoc",
	"org": "org", "latex": "latex", "tex": "latex", "plaintex": "latex",
	"yaml": "yaml", "json": "json", "jsonc": "json", "jsonl": "json", "csv": "csv", "tsv": "csv",
	"vtt": "vtt", "webvtt": "vtt", "srt": "srt", "subrip": "srt",
}

// kind is what a document is read as: the ending of a name that says so. Its own ending decides, as it
// does on the command line; the language identifier tells it for one that has none, or an unknown one.
// It is not ok when nobody can tell, or the format has no places in a text.
func kind(name, languageID string) (ending string, ok bool) {
	ext := strings.ToLower(path.Ext(name))
	if i := formatOf(ext); i >= 0 {
		return ext, slices.Contains(formats, reader.Formats[i].Name)
	}
	format := languages[strings.ToLower(languageID)]
	for i := range reader.Formats {
		if f := &reader.Formats[i]; f.Name == format && len(f.Extensions) > 0 {
			return f.Extensions[0], true
		}
	}
	return "", false
}

// formatOf is the index of the format that an ending is of, or -1.
func formatOf(ext string) int {
	return slices.IndexFunc(reader.Formats, func(f reader.Format) bool {
		return ext != "" && slices.Contains(f.Extensions, ext)
	})
}
