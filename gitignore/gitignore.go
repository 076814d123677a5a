// Package gitignore matches paths by the patterns of .gitignore files, which people know: gitignore(5) is the reference. Paths have forward slashes
// and are relative to the folder that the patterns belong to.
package gitignore

import (
	"errors"
	"path"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// Limits on what is read. They are far above any real list.
const (
	maxPattern = 4096 // bytes
	maxLines   = 10_000
)

// Pattern is one line.
type Pattern struct {
	glob     string
	negated  bool
	folder   bool // matches folders only
	anywhere bool // has no slash, so it matches names on every level
}

// ParsePattern reads one line. A blank line and a comment match nothing, which is an error here.
func ParsePattern(line string) (Pattern, error) {
	var p Pattern
	line = trim(line)
	switch {
	case line == "" || line[0] == '#':
		return p, errors.New("the pattern is empty")
	case len(line) > maxPattern:
		return p, errors.New("the pattern is too long")
	}
	line, p.negated = strings.CutPrefix(line, "!")
	line, p.folder = strings.CutSuffix(line, "/")
	p.anywhere = !strings.Contains(line, "/")
	line = strings.TrimPrefix(line, "/")
	if strings.HasSuffix(line, "/**") {
		line += "/*" // What lies in the folder, and not the folder itself.
	}
	p.glob = literalBraces(line)
	if line == "" || !doublestar.ValidatePattern(p.glob) {
		return p, errors.New("not a pattern of gitignore(5)")
	}
	return p, nil
}

// trim takes away the end of a line, and blanks before it that no backslash keeps.
func trim(line string) string {
	line = strings.TrimRight(line, "\r\n")
	for strings.HasSuffix(line, " ") && !strings.HasSuffix(line, `\ `) {
		line = line[:len(line)-1]
	}
	return line
}

// literalBraces escapes braces, which are letters like others in these patterns.
func literalBraces(glob string) string {
	if !strings.ContainsAny(glob, "{}") {
		return glob
	}
	var b strings.Builder
	for i := 0; i < len(glob); i++ {
		switch {
		case glob[i] == '\\' && i+1 < len(glob):
			b.WriteByte(glob[i])
			i++
		case glob[i] == '{' || glob[i] == '}':
			b.WriteByte('\\')
		}
		b.WriteByte(glob[i])
	}
	return b.String()
}

// matches tells whether the pattern speaks of a path itself, not of a folder above it.
func (p *Pattern) matches(name string, folder bool) bool {
	if p.folder && !folder {
		return false
	}
	if p.anywhere {
		name = path.Base(name)
	}
	return doublestar.MatchUnvalidated(p.glob, name)
}

// List is a list of patterns. A later one wins over an earlier one.
type List []Pattern

// ParseList reads the content of a .gitignore file. As in git, what is no pattern matches nothing.
func ParseList(content string) List {
	var l List
	content = strings.TrimPrefix(content, "\ufeff")
	for line := range strings.Lines(content) {
		if p, err := ParsePattern(line); err == nil {
			l = append(l, p)
		}
		if len(l) == maxLines {
			break
		}
	}
	return l
}

// decide tells what the last pattern that speaks of a path itself says.
func (l List) decide(name string, folder bool) (in, decided bool) {
	for i := len(l) - 1; i >= 0; i-- {
		if l[i].matches(name, folder) {
			return !l[i].negated, true
		}
	}
	return false, false
}

// Has tells whether the list holds a file: the file itself, or a folder that it lies in. What lies in a folder that is held cannot be taken out.
func (l List) Has(file string) bool {
	for i := 0; i < len(file); i++ {
		if file[i] == '/' {
			if in, _ := l.decide(file[:i], true); in {
				return true
			}
		}
	}
	in, _ := l.decide(file, false)
	return in
}

// HasFolder tells whether the list holds a folder itself, so that nothing in it needs to be looked at.
func (l List) HasFolder(folder string) bool {
	in, _ := l.decide(folder, true)
	return in
}
