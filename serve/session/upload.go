package session

import (
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode"
)

// file is a document that was sent.
type file struct {
	name    string // with forward slashes, never absolute and without ".."
	found   bool   // in a folder, not chosen by itself
	content string
}

// Upload is what one check is asked for.
type Upload struct {
	Settings Settings
	files    []file
	taken    map[string]bool // names
	size     int64           // bytes of all files
	limits   Limits
}

// ErrTooMuch is the error of an upload beyond the limits.
var ErrTooMuch = errors.New("too much at once")

// Upload returns what holds no document yet, with the settings that the page shows first.
func (s *Session) Upload() *Upload {
	return &Upload{Settings: s.options.Defaults, taken: map[string]bool{}, limits: s.limits}
}

// Add reads a document, which was found in a folder or chosen by itself. The error may be
// ErrTooMuch.
func (u *Upload) Add(name string, found bool, content io.Reader) error {
	if len(u.files) == u.limits.Files {
		return ErrTooMuch
	}
	var b strings.Builder
	n, err := io.Copy(&b, io.LimitReader(content, u.limits.Upload-u.size+1))
	if err != nil {
		return err
	}
	if u.size += n; u.size > u.limits.Upload {
		return ErrTooMuch
	}
	u.files = append(u.files, file{u.name(cleanName(name)), found, b.String()})
	return nil
}

// Empty reports whether no document was added.
func (u *Upload) Empty() bool { return len(u.files) == 0 }

// TooMuch is ErrTooMuch with the limits, and what to do.
func (s *Session) TooMuch() error {
	return fmt.Errorf("%w: one check reads at most %d files of together %d MiB; choose fewer, or use "+
		"refrain check on the command line", ErrTooMuch, s.limits.Files, s.limits.Upload>>20)
}

// name returns the name, with a number where another file of the upload has it already.
func (u *Upload) name(name string) string {
	ext := path.Ext(name)
	base := strings.TrimSuffix(name, ext)
	for n := 2; u.taken[name]; n++ {
		name = fmt.Sprintf("%s (%d)%s", base, n, ext)
	}
	u.taken[name] = true
	return name
}

// cleanName makes the name of a file, as a browser sends it, safe to print and to offer for a
// download: no drive, no way up, no control characters, at most 500 bytes.
func cleanName(name string) string {
	const most = 500
	name = strings.Map(func(r rune) rune {
		switch {
		case r == '\\':
			return '/'
		case unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp), r == unicode.ReplacementChar:
			return '_'
		}
		return r
	}, name)
	name = strings.TrimPrefix(path.Clean("/"+name), "/")
	if len(name) > most {
		name = strings.TrimLeft(strings.ToValidUTF8(name[len(name)-most:], ""), "/")
	}
	if name == "" || name == "-" {
		return "document"
	}
	return name
}
