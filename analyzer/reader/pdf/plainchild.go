package pdf

import (
	"encoding/gob"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	plain "github.com/ledongthuc/pdf"

	"refrain/analyzer/document"
	"refrain/internal/child"
)

// ReadPlain is the child of Plain: it reads a request and a file from in, and writes the file's pages to out. It ends the process when the
// memory that it was allowed is used up.
func ReadPlain(in io.Reader, out io.Writer) error {
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
	file, err := openPlain(src.String(), r.Password)
	if err != nil {
		return answers.Encode(opening{Error: err.Error()})
	}
	count := min(file.NumPage(), mostSheets(r.Bytes))
	if err := answers.Encode(opening{Pages: count}); err != nil {
		return err
	}
	for i := range count {
		p, err := plainPage(file, i, r.Chars)
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

// openPlain opens a file. A panic of the library is damage.
func openPlain(src, password string) (file *plain.Reader, err error) {
	defer func() {
		if recover() != nil {
			file, err = nil, ErrDamaged
		}
	}()
	asked := false
	file, err = plain.NewReaderEncrypted(strings.NewReader(src), int64(len(src)), func() string {
		if asked || password == "" {
			return ""
		}
		asked = true
		return password
	})
	switch {
	case err == plain.ErrInvalidPassword && password == "":
		return nil, ErrPassword
	case err == plain.ErrInvalidPassword:
		return nil, ErrWrongPassword
	case err != nil:
		return nil, ErrDamaged
	}
	file.NumPage() // It may panic here as well.
	return file, nil
}

// plainPage reads a page. A panic of the library is damage.
func plainPage(file *plain.Reader, index, most int) (p *Page, err error) {
	defer func() {
		if recover() != nil {
			p, err = nil, ErrDamaged
		}
	}()
	page := file.Page(index + 1)
	if page.V.IsNull() {
		return nil, ErrDamaged
	}
	left, top, width, height := shown(page)
	const quarter = 90
	p = &Page{Width: width, Height: height, Left: left, Bottom: top - height, Rotation: int(inherited(page, "Rotate").Int64()) / quarter & 3, Fonts: []Font{{}}}
	p.Turn = p.Rotation
	if p.Turn&1 == 1 {
		p.Width, p.Height = height, width
	}
	content := page.Content()
	fonts := map[string]uint16{}
	var last document.Box
	usables, others := 0, 0
	for _, t := range content.Text {
		font, seen := fonts[t.Font]
		if !seen && len(p.Fonts) < 1000 {
			font = uint16(len(p.Fonts))
			fonts[t.Font] = font
			name := strings.ToLower(t.Font)
			p.Fonts = append(p.Fonts, Font{Bold: strings.Contains(name, "bold"), Italic: strings.Contains(name, "italic")})
		}
		n := utf8.RuneCountInString(t.S)
		if n == 0 || !(t.FontSize > 0 && t.FontSize < 1e4) {
			p.Skipped = p.Skipped || strings.TrimSpace(t.S) != "" // It is turned, or has no size.
			continue
		}
		base := document.Box{Left: float32(t.X - left), Top: float32(top - t.Y - 0.8*t.FontSize), Right: float32(t.X - left), Bottom: float32(top - t.Y + 0.2*t.FontSize)}
		step := float32(t.W) / float32(n)
		for i, r := range []rune(t.S) {
			if len(p.Chars) >= most {
				return nil, ErrLimit
			}
			c := Char{Rune: r, Font: font, Tag: -1, Box: base}
			c.Box.Left += step * float32(i)
			c.Box.Right = c.Box.Left + step
			if r == '\n' || r == '\r' {
				continue
			}
			p.Chars = between(p.Chars, last, c)
			if r != ' ' {
				last = c.Box
			}
			if usable(r) {
				usables++
			} else {
				others++
				c.Rune = unknown
			}
			p.Chars = append(p.Chars, c)
		}
	}
	p.Unknown = others*3 > usables
	if len(p.Chars) == 0 && len(content.Rect) > 0 {
		p.Empty = Drawing
	}
	if len(p.Chars) < fewChars && pictured(page) {
		p.Empty = FullImage
	}
	look := plainLook{page: page, scan: pictured(page)}
	look.look()
	p.Skipped = p.Skipped || look.skipped
	p.Unseen = look.unseen
	p.withdrawOutside()
	return p, nil
}

// withdrawOutside takes what lies outside the page, or is too small to read, out of its text.
func (p *Page) withdrawOutside() {
	width, height := p.size()
	veils := make([]veil, len(p.Chars))
	found := false
	for i := range p.Chars {
		b := &p.Chars[i].Box
		x, y := (b.Left+b.Right)/2, (b.Top+b.Bottom)/2
		switch {
		case blank(p.Chars[i].Rune):
			continue
		case x < 0 || y < 0 || x > width || y > height:
			veils[i] = veilOutside
		case b.Bottom-b.Top < tinyText:
			veils[i] = veilTiny
		}
		found = found || veils[i] != unveiled
	}
	if found {
		p.join(veils)
		p.withdraw(veils, nil)
	}
}

// between puts the blank or the line break that stands before c, as far as the places tell: the library gives letters only.
func between(chars []Char, last document.Box, c Char) []Char {
	if len(chars) == 0 || c.Rune == ' ' {
		return chars
	}
	high := last.Bottom - last.Top
	switch {
	case min(last.Bottom, c.Box.Bottom)-max(last.Top, c.Box.Top) < 0.3*high, c.Box.Left < last.Left-2*high:
		return append(chars, Char{Rune: '\n', Tag: -1})
	case c.Box.Left-last.Right > 0.15*high && chars[len(chars)-1].Rune != ' ':
		return append(chars, Char{Rune: ' ', Tag: -1})
	}
	return chars
}

// shown is the part of a page that is shown: its left and upper edge in the file's coordinates, its width and height.
func shown(page plain.Page) (left, top, width, height float64) {
	box := inherited(page, "CropBox")
	if box.Len() != 4 {
		box = inherited(page, "MediaBox")
	}
	if box.Len() == 4 {
		left, bottom, right, top := box.Index(0).Float64(), box.Index(1).Float64(), box.Index(2).Float64(), box.Index(3).Float64()
		if right > left && top > bottom && right-left < 1e5 && top-bottom < 1e5 {
			return left, top, right - left, top - bottom
		}
	}
	return 0, 792, 612, 792
}

// inherited is an entry of a page, or of what stands above it.
func inherited(page plain.Page, key string) plain.Value {
	const deep = 50
	v := page.V
	for range deep {
		if entry := v.Key(key); !entry.IsNull() {
			return entry
		}
		v = v.Key("Parent")
	}
	return plain.Value{}
}

// pictured tells whether a page has a picture in its resources.
func pictured(page plain.Page) bool {
	objects := page.Resources().Key("XObject")
	for _, name := range objects.Keys() {
		if objects.Key(name).Key("Subtype").Name() == "Image" {
			return true
		}
	}
	return false
}
