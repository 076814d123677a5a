package letterhead

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // so that image.DecodeConfig knows it
	_ "image/png"  // likewise
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"refrain/internal/remedy"
)

// Bounds of a logo. One for print is a tenth of them.
const (
	mostBytes    = 1 << 20
	mostPixels   = 4000   // in width or height
	mostElements = 20_000 // of an SVG
	mostDepth    = 100    // of elements within elements
	mostRatio    = 20     // of width to height, or the other way round
)

// ReadLogo reads a logo by its path from a folder, which neither the path nor a link in it leads
// out of.
func ReadLogo(folder, name string) (*Logo, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", folder, remedy.Reason(err))
	}
	defer root.Close()
	data, err := readBounded(root, name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	logo, err := parseLogo(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return logo, nil
}

func readBounded(root *os.Root, name string) ([]byte, error) {
	// A pipe would wait for its writer, so what it is comes first.
	info, err := root.Stat(filepath.FromSlash(name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, errors.New("no such file beside the configuration")
	case err != nil:
		return nil, remedy.Reason(err)
	case !info.Mode().IsRegular():
		return nil, errors.New("is no regular file")
	}
	file, err := root.Open(filepath.FromSlash(name))
	if err != nil {
		return nil, remedy.Reason(err)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, mostBytes+1))
	if err != nil {
		return nil, remedy.Reason(err)
	}
	if len(data) > mostBytes {
		return nil, fmt.Errorf("is larger than %d bytes; make it smaller", mostBytes)
	}
	return data, nil
}

// parseLogo tells what a picture is by its content, and checks it.
func parseLogo(data []byte) (*Logo, error) {
	logo := &Logo{Data: data}
	switch {
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		logo.Type = "image/png"
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		logo.Type = "image/jpeg"
	default:
		return logo, logo.checkSVG()
	}
	size, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, errors.New("is a damaged picture; save it again")
	}
	if size.Width > mostPixels || size.Height > mostPixels {
		return nil, fmt.Errorf(
			"has %d × %d pixels; at most %d in each direction are taken", size.Width, size.Height, mostPixels,
		)
	}
	if _, _, err := image.Decode(bytes.NewReader(data)); err != nil {
		return nil, errors.New("is a damaged picture; save it again")
	}
	logo.Width, logo.Height = float64(size.Width), float64(size.Height)
	return logo, logo.checkRatio()
}

func (l *Logo) checkRatio() error {
	if l.Width <= 0 || l.Height <= 0 || l.Width > mostRatio*l.Height || l.Height > mostRatio*l.Width {
		return fmt.Errorf("is not between %d times as wide as high and %d times as high as wide", mostRatio, mostRatio)
	}
	return nil
}

// forbidden are elements of SVG that run programs or hold pages.
var forbidden = []string{"script", "foreignObject", "iframe", "audio", "video", "handler", "listener", "set", "animate"}

// checkSVG reads the size of an SVG. One that runs a program, or loads anything from elsewhere, is
// an error: a brief is opened on other people's machines.
func (l *Logo) checkSVG() error {
	l.Type = "image/svg+xml"
	d := xml.NewDecoder(bytes.NewReader(l.Data))
	elements, depth := 0, 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) && elements > 0 {
			return l.checkRatio()
		}
		if err != nil {
			return errors.New("is neither PNG nor JPEG nor SVG")
		}
		switch t := token.(type) {
		case xml.Directive:
			return errors.New("has a document type, which a logo does not need; save it as plain SVG")
		case xml.ProcInst:
			if t.Target != "xml" {
				return fmt.Errorf("has the instruction %q, which a logo does not need; save it as plain SVG", t.Target)
			}
		case xml.StartElement:
			elements, depth = elements+1, depth+1
			if elements > mostElements || depth > mostDepth {
				return fmt.Errorf("has more than %d elements, or more than %d within each other", mostElements, mostDepth)
			}
			if elements == 1 && !l.measure(t) {
				return errors.New("is neither PNG nor JPEG nor SVG with a size: its root needs a viewBox, or width and height")
			}
			if err := harmless(t); err != nil {
				return err
			}
		case xml.CharData:
			if loads(string(t)) {
				return errors.New("names something outside of itself; save it as plain SVG with everything in it")
			}
		case xml.EndElement:
			depth--
		}
	}
}

// measure takes the size from the root.
func (l *Logo) measure(root xml.StartElement) bool {
	if root.Name.Local != "svg" {
		return false
	}
	for _, a := range root.Attr {
		switch a.Name.Local {
		case "viewBox":
			if f := strings.FieldsFunc(a.Value, func(r rune) bool { return r == ' ' || r == ',' }); len(f) == 4 {
				l.Width, l.Height = length(f[2]), length(f[3])
				return l.Width > 0 && l.Height > 0
			}
		case "width":
			l.Width = length(a.Value)
		case "height":
			l.Height = length(a.Value)
		}
	}
	return l.Width > 0 && l.Height > 0
}

// length is a number with or without a unit; 0 for what is none.
func length(s string) float64 {
	n, err := strconv.ParseFloat(strings.TrimRight(strings.TrimSpace(s), "abcdefghijklmnopqrstuvwxyz"), 64)
	if err != nil || n != n || n > 1e6 {
		return 0
	}
	return n
}

// harmless is an error for an element that runs something, or loads from elsewhere.
func harmless(e xml.StartElement) error {
	for _, name := range forbidden {
		if strings.HasPrefix(strings.ToLower(e.Name.Local), strings.ToLower(name)) {
			return fmt.Errorf("has the element %s, which a logo does not need; save it as plain SVG", e.Name.Local)
		}
	}
	for _, a := range e.Attr {
		name := strings.ToLower(a.Name.Local)
		if strings.HasPrefix(name, "on") {
			return fmt.Errorf("has the attribute %s, which runs a program; save it as plain SVG", a.Name.Local)
		}
		inside := strings.HasPrefix(a.Value, "#") || strings.HasPrefix(a.Value, "data:image/png;") ||
			strings.HasPrefix(a.Value, "data:image/jpeg;")
		if slices.Contains([]string{"href", "src", "base"}, name) && !inside || loads(a.Value) {
			return errors.New("names something outside of itself; save it as plain SVG with everything in it")
		}
	}
	return nil
}

// loads reports whether a style names anything but a part of its own picture.
func loads(style string) bool {
	style = strings.ToLower(style)
	if strings.Contains(style, "@import") || strings.Contains(style, "image-set(") || strings.Contains(style, `\`) {
		return true
	}
	for rest := style; ; {
		_, after, found := strings.Cut(rest, "url(")
		if !found {
			return false
		}
		if rest = after; !strings.HasPrefix(strings.TrimLeft(after, " '\"\n\t"), "#") {
			return true
		}
	}
}
