package magic

import (
	"slices"
	"strings"

	"refrain/analyzer/reader/input"
)

// How pictures begin. TIFF has two orders of bytes.
const (
	PNG        = "\x89PNG\r\n\x1a\n"
	JPEG       = "\xFF\xD8\xFF"
	TIFFLittle = "II*\x00"
	TIFFBig    = "MM\x00*"
)

// Picture knows pictures by how they begin.
func Picture(c *input.Content, _ bool) input.Fit {
	if OpensPicture(c) {
		return input.Leading
	}
	return input.Unfit
}

// OpensPicture reports whether a program for pictures opens a file.
func OpensPicture(c *input.Content) bool {
	return slices.ContainsFunc([]string{PNG, JPEG, TIFFLittle, TIFFBig},
		func(magic string) bool { return strings.HasPrefix(c.Source, magic) })
}
