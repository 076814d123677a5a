package plain

import (
	"encoding/gob"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"refrain/analyzer/reader/pdf"

	library "github.com/ledongthuc/pdf"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/layout"
	"refrain/analyzer/reader/pdf/letters"
	"refrain/internal/child"
)

// ReadChild is the child of Engine: it reads a request and a file from in, and writes the file's
// pages to out. It ends the process when the memory that it was allowed is used up.
func ReadChild(in io.Reader, out io.Writer) error {
	var r request
	if err := child.Asked(in, &r); err != nil {
		return fmt.Errorf("%s: %w", ChildCommand, err)
	}
	child.Bound(r.Memory)
	var src strings.Builder
	if _, err := io.Copy(&src, io.LimitReader(in, int64(r.Bytes))); err != nil {
		return err
	}
	answers := gob.NewEncoder(out)
	file, err := open(src.String(), r.Password)
	if err != nil {
		return answers.Encode(opening{Error: err.Error()})
	}
	count := min(file.NumPage(), mostSheets(r.Bytes))
	if err := answers.Encode(opening{Pages: count}); err != nil {
		return err
	}
	for i := range count {
		p, err := readPage(file, i, r.Chars)
		s := sheet{Page: p}
		if err != nil {
			s = sheet{Error: err.Error()}
		}
		if err := answers.Encode(s); err != nil {
			return err
		}
	}
	return nil
}

// open opens a file. A panic of the library is damage.
func open(src, password string) (file *library.Reader, err error) {
	defer func() {
		if recover() != nil {
			file, err = nil, pdf.ErrDamaged
		}
	}()
	asked := false
	file, err = library.NewReaderEncrypted(strings.NewReader(src), int64(len(src)), func() string {
		if asked || password == "" {
			return ""
		}
		asked = true
		return password
	})
	switch {
	case err == library.ErrInvalidPassword && password == "":
		return nil, pdf.ErrPassword
	case err == library.ErrInvalidPassword:
		return nil, pdf.ErrWrongPassword
	case err != nil:
		return nil, pdf.ErrDamaged
	}
	file.NumPage() // It may panic here as well.
	return file, nil
}

// readPage reads a page. A panic of the library is damage.
func readPage(file *library.Reader, index, most int) (p *pdf.Page, err error) {
	defer func() {
		if recover() != nil {
			p, err = nil, pdf.ErrDamaged
		}
	}()
	page := file.Page(index + 1)
	if page.V.IsNull() {
		return nil, pdf.ErrDamaged
	}
	t := pageText{most: most, fonts: map[string]uint16{}}
	var width, height float64
	t.left, t.top, width, height = shown(page)
	const quarter = 90
	p = &pdf.Page{
		Page: layout.Page{Width: width, Height: height, Fonts: []layout.Font{{}}},
		Left: t.left, Bottom: t.top - height, Rotation: int(inherited(page, "Rotate").Int64()) / quarter & 3,
	}
	p.Turn = p.Rotation
	if p.Turn&1 == 1 {
		p.Width, p.Height = height, width
	}
	content := page.Content()
	for _, piece := range content.Text {
		if err := t.add(p, piece); err != nil {
			return nil, err
		}
	}
	p.Unknown = t.unusable*3 > t.usable
	if len(p.Chars) == 0 && len(content.Rect) > 0 {
		p.Empty = pdf.Drawing
	}
	if len(p.Chars) < pdf.FewChars && pictured(page) {
		p.Empty = pdf.FullImage
	}
	look := inspector{page: page, scan: pictured(page)}
	look.inspect()
	p.Skipped = p.Skipped || look.skipped
	p.Unseen = look.unseen
	p.WithdrawOutside()
	return p, nil
}

// pageText puts the text of a page together.
type pageText struct {
	most             int     // characters on the page
	left, top        float64 // of what is shown of it
	fonts            map[string]uint16
	last             document.Box // of the last character that is no blank
	usable, unusable int          // characters
}

// add adds a piece of text, as the library gives it, to the page.
func (t *pageText) add(p *pdf.Page, piece library.Text) error {
	const (
		largest = 1e4 // points: no font is as large
		ascent  = 0.8 // sizes above the baseline
		descent = 0.2 // and below it
	)
	font := t.font(p, piece.Font)
	n := utf8.RuneCountInString(piece.S)
	if n == 0 || !(piece.FontSize > 0 && piece.FontSize < largest) {
		p.Skipped = p.Skipped || strings.TrimSpace(piece.S) != "" // It is turned, or has no size.
		return nil
	}
	base := document.Box{
		Left: float32(piece.X - t.left), Top: float32(t.top - piece.Y - ascent*piece.FontSize),
		Right: float32(piece.X - t.left), Bottom: float32(t.top - piece.Y + descent*piece.FontSize),
	}
	step := float32(piece.W) / float32(n)
	for i, r := range []rune(piece.S) {
		if len(p.Chars) >= t.most {
			return pdf.ErrLimit
		}
		if r == '\n' || r == '\r' {
			continue
		}
		c := layout.Char{Rune: r, Font: font, Tag: -1, Box: base}
		c.Box.Left += step * float32(i)
		c.Box.Right = c.Box.Left + step
		if letters.Usable(r) {
			t.usable++
		} else {
			t.unusable++
			c.Rune = letters.Unknown
		}
		p.Chars = layout.Append(p.Chars, t.last, c)
		if r != ' ' {
			t.last = c.Box
		}
	}
	return nil
}

// font returns the index of a font among those of the page.
func (t *pageText) font(p *pdf.Page, name string) uint16 {
	const most = 1000
	font, seen := t.fonts[name]
	if !seen && len(p.Fonts) < most {
		font = uint16(len(p.Fonts))
		t.fonts[name] = font
		lower := strings.ToLower(name)
		bold, italic := strings.Contains(lower, "bold"), strings.Contains(lower, "italic")
		p.Fonts = append(p.Fonts, layout.Font{Bold: bold, Italic: italic})
	}
	return font
}

// shown is the part of a page that is shown: its left and upper edge in the file's coordinates, its
// width and height.
func shown(page library.Page) (left, top, width, height float64) {
	box := inherited(page, "CropBox")
	if box.Len() != 4 {
		box = inherited(page, "MediaBox")
	}
	if box.Len() == 4 {
		left, bottom := box.Index(0).Float64(), box.Index(1).Float64()
		right, top := box.Index(2).Float64(), box.Index(3).Float64()
		if right > left && top > bottom && right-left < 1e5 && top-bottom < 1e5 {
			return left, top, right - left, top - bottom
		}
	}
	return 0, 792, 612, 792
}

// inherited is an entry of a page, or of what stands above it.
func inherited(page library.Page, key string) library.Value {
	const deep = 50
	v := page.V
	for range deep {
		if entry := v.Key(key); !entry.IsNull() {
			return entry
		}
		v = v.Key("Parent")
	}
	return library.Value{}
}

// pictured reports whether a page has a picture in its resources.
func pictured(page library.Page) bool {
	objects := page.Resources().Key("XObject")
	for _, name := range objects.Keys() {
		if objects.Key(name).Key("Subtype").Name() == "Image" {
			return true
		}
	}
	return false
}
