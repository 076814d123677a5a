package wording

import (
	"path"
	"strings"

	"refrain/analyzer/document"
	"refrain/internal/display"
)

// Names are the names of documents in a report that people forward: without the folders of the
// user's machine. The zero value is ready to use.
type Names struct {
	taken map[string]bool
}

// Of returns a document's name. A path from the root of the file system, or out of the working
// directory, is cut to the file's name, with its folder where another document has that name.
func (n *Names) Of(d *document.Document) string {
	name := ForwardedName(d)
	if n.taken == nil {
		n.taken = map[string]bool{}
	}
	if full := slashed(d.Name); n.taken[name] && private(full) {
		name = display.Name(path.Join(path.Base(path.Dir(full)), path.Base(full)))
	}
	n.taken[name] = true
	return name
}

// ForwardedName is a document's name without the folders of the user's machine, for reports that
// people forward.
func ForwardedName(d *document.Document) string {
	if full := slashed(d.Name); private(full) {
		return display.Name(path.Base(full))
	}
	return DocumentName(d)
}

// private reports whether a path names folders that say something of the user's machine.
func private(name string) bool {
	drive := len(name) > 2 && name[1] == ':' && name[2] == '/'
	return drive || strings.HasPrefix(name, "/") || strings.HasPrefix(name, "../") || strings.HasPrefix(name, "~/")
}

// slashed is a path with forward slashes, also where it has a drive or names a share of Windows.
func slashed(name string) string {
	if strings.HasPrefix(name, `\\`) || len(name) > 2 && name[1] == ':' && name[2] == '\\' {
		return strings.ReplaceAll(name, `\`, "/")
	}
	return name
}

// Tally says how many findings of a document count, and how many do not.
func (w Words) Tally(counted, others int) string {
	switch {
	case others == 0:
		return w.Count(counted, "finding")
	case counted == 0:
		return w.Of(others, "{n} finding in other use", "{n} findings in other use")
	}
	return w.Say(
		"{findings}, and {others} in other use", "findings", w.Count(counted, "finding"), "others", w.Number(others),
	)
}
