package reader

import (
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/charset"
)

// Some files stand in for a document that is elsewhere: a pointer of Git LFS, a shortcut. Read as
// text they would pass for a document without findings.

// maxPointer is how many bytes a file may have that stands in for another.
const maxPointer = 4096

const (
	hintLFS      = "fetch the document with git lfs pull, and check again"
	hintAgain    = "get the document anew: this is what a server sent in its place"
	hintDownload = "download the document as Word or PDF, and check that"
)

// pointers are files that name where a document is and do not hold it, by how they begin and what
// they hold as well.
var pointers = []struct{ begins, holds, what, hint string }{
	{"version https://git-lfs.github.com/spec/", "oid ", "a pointer of Git LFS", hintLFS},
	{"version https://hawser.github.com/spec/", "oid ", "a pointer of Git LFS", hintLFS},
	{"version http://git-media.io/v/", "oid ", "a pointer of Git LFS", hintLFS},
	{"/annex/objects/", "", "a pointer of git-annex", "fetch the document with git annex get, and check again"},
	{"[InternetShortcut]", "URL=", "a shortcut to a page", "save the page that it leads to, and check that"},
	{"<?xml", "<Error><Code>", "a server's refusal", hintAgain},
	{"<Error><Code>", "<RequestId>", "a server's refusal", hintAgain},
	{"{\"message\":", "\"documentation_url\":", "a server's refusal", hintAgain},
	{"{\"error\":{\"code\":", "\"message\":", "a server's refusal", hintAgain},
	{"{", "\"https://docs.google.com/", "a shortcut to a document of Google's", hintDownload},
	{"{", "\"https://drive.google.com/", "a shortcut to a document of Google's", hintDownload},
}

// standIn is the gap of a file that stands in for the document, or nil.
func standIn(src string) *document.Gap {
	if len(src) > maxPointer {
		return nil
	}
	s := strings.TrimLeft(strings.TrimPrefix(src, charset.BOM), canonical.Blanks)
	for _, p := range pointers {
		if !strings.HasPrefix(s, p.begins) || !strings.Contains(s, p.holds) {
			continue
		}
		if p.begins == "{" && !(strings.Contains(s, `"doc_id"`) || strings.Contains(s, `"resource_id"`)) {
			continue // Any JSON may name a document.
		}
		return &document.Gap{Reason: "not the document: " + p.what, Hint: p.hint}
	}
	return nil
}
