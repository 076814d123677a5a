// Package gitignore matches paths by the patterns of .gitignore files, which people know:
// gitignore(5) is the reference. Paths have forward slashes and are relative to the folder that the
// patterns belong to.
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
	prefix   string // of the path, before the glob
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
	if p.glob = dialect(line); strings.HasSuffix(p.glob, "/**") {
		p.glob += "/*" // What lies in the folder, and not the folder itself.
	}
	// As in git, letters before asterisks that match folders are taken away first, so that a**/b
	// matches a/x/b and ab.
	if i := strings.IndexAny(p.glob, `*?[\`); i > 0 && !p.anywhere && p.glob[i-1] != '/' &&
		strings.HasPrefix(p.glob[i:], "**") {
		p.prefix, p.glob = p.glob[:i], p.glob[i:]
	}
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

// classes are what stands for the names of classes between brackets, in ASCII as in git.
var classes = strings.NewReplacer(
	"[:alpha:]", "a-zA-Z", "[:digit:]", "0-9", "[:alnum:]", "a-zA-Z0-9", "[:upper:]", "A-Z", "[:lower:]", "a-z",
	"[:xdigit:]", "0-9a-fA-F", "[:space:]", " \t-\r",
	"[:blank:]", " \t", "[:cntrl:]", "\x01-\x1f\x7f", "[:print:]", " -~", "[:graph:]", "!-~",
	"[:punct:]", `!-/:-@\[-`+"`{-~",
)

// dialect puts a pattern into the dialect of doublestar: braces are letters, more than two
// asterisks are as two, and between brackets there are classes, and a bracket that stands first is
// itself.
func dialect(glob string) string {
	var b strings.Builder
	for i := 0; i < len(glob); i++ {
		switch c := glob[i]; {
		case c == '\\' && i+1 < len(glob):
			b.WriteString(glob[i : i+2])
			i++
		case c == '*' && strings.HasSuffix(glob[:i], "**"):
		case c == '{' || c == '}':
			b.WriteString(`\` + string(c))
		case c == '[':
			end := brackets(glob[i:])
			if end == 0 {
				b.WriteByte(c)
				continue
			}
			set := glob[i+1 : i+end-1]
			b.WriteByte('[')
			if set[0] == '!' || set[0] == '^' {
				b.WriteByte(set[0])
				set = set[1:]
			}
			if set[0] == ']' {
				b.WriteString(`\]`)
				set = set[1:]
			}
			b.WriteString(classes.Replace(set) + "]")
			i += end - 1
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// brackets is how long the set is that s begins with, or 0 where its end is missing.
func brackets(s string) int {
	i := 1
	if strings.HasPrefix(s[i:], "!") || strings.HasPrefix(s[i:], "^") {
		i++
	}
	for first := i; i < len(s); i++ {
		switch {
		case s[i] == '\\':
			i++
		case strings.HasPrefix(s[i:], "[:"):
			if n := strings.Index(s[i:], ":]"); n > 0 {
				i += n + 1
			}
		case s[i] == ']' && i > first:
			return i + 1
		}
	}
	return 0
}

// matches reports whether the pattern speaks of a path itself, not of a folder above it.
func (p *Pattern) matches(name string, folder bool) bool {
	if p.folder && !folder {
		return false
	}
	if p.anywhere {
		name = path.Base(name)
	}
	name, ok := strings.CutPrefix(name, p.prefix)
	return ok && doublestar.MatchUnvalidated(p.glob, name)
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

// Has reports whether the list holds a file: the file itself, or a folder that it lies in. What lies
// in a folder that is held cannot be taken out.
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

// HasFolder reports whether the list holds a folder itself, so that nothing in it needs to be looked
// at.
func (l List) HasFolder(folder string) bool {
	in, _ := l.decide(folder, true)
	return in
}
