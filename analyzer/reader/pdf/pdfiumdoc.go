package pdf

import (
	"context"
	"encoding/binary"
	"errors"
	"math"
	"strings"
	"time"
	"unicode/utf16"

	"refrain/analyzer/document"
)

// pdfiumDoc is a document that is open in PDFium.
type pdfiumDoc struct {
	engine   *PDFium
	in       *instance
	src      string
	password string
	data     uint32 // the file, in the instance's memory
	handle   uint64
	pages    int
	extra    Extra
	deadline time.Time
	reopened int
	rows     int   // of tables, on the pages read so far
	left     int64 // rounds of loops that may still be spent on the document
	granted  int32 // of them to the instance, since they were last counted
	tagWork  int64 // that may still be spent on the structure
}

// mostReopened is how often a document that breaks its instance gets a new one. A file that breaks more of its pages is broken as a whole.
const mostReopened = 16

// wholeWork is how many times Options.Work the pages of a document may take together, beside a hundredth of it for each page, which is twice what
// pages take. Damage may make each page of many cost as much as a bad one, and a bound on time alone would be met here and not there.
const wholeWork = 3

// Open implements Engine.
func (e *PDFium) Open(ctx context.Context, src, password string) (Doc, error) {
	if err := e.Start(); err != nil {
		return nil, err
	}
	d := &pdfiumDoc{
		engine: e, src: src, password: password, extra: Extra{Astray: astray(src), Torn: torn(src)},
		deadline: time.Now().Add(e.options.TimeFor(len(src))), left: wholeWork * int64(e.options.Work), tagWork: structureWork,
	}
	if err := d.open(ctx); err != nil {
		d.Close()
		return nil, err
	}
	if err := d.look(ctx); err != nil {
		d.Close()
		return nil, err
	}
	return d, nil
}

// Pages implements Doc.
func (d *pdfiumDoc) Pages() int { return d.pages }

// Extra implements Doc.
func (d *pdfiumDoc) Extra() Extra { return d.extra }

// Close implements Doc.
func (d *pdfiumDoc) Close() {
	if d.in != nil {
		d.in.close()
		d.in = nil
	}
}

// open loads the file into a new instance.
func (d *pdfiumDoc) open(ctx context.Context) (err error) {
	if d.in, err = d.engine.instance(ctx); err != nil {
		return err
	}
	if err := d.refuel(); err != nil {
		return err
	}
	if int64(len(d.src)) > d.engine.options.Memory {
		return ErrLimit
	}
	if d.data, err = d.in.put(ctx, d.src); err != nil {
		return err
	}
	if d.extra.Astray {
		d.misplaceTable()
	}
	if err = d.load(ctx, ""); errors.Is(err, ErrPassword) && d.password != "" {
		if err = d.load(ctx, d.password); errors.Is(err, ErrPassword) {
			return ErrWrongPassword
		}
	}
	return err
}

// misplaceTable takes from the engine the places of the file's tables of objects, in its own copy of the file. Then it looks for all objects itself. It
// would take pages whose content is not where a table says for empty ones.
func (d *pdfiumDoc) misplaceTable() {
	for at := len(d.src); ; {
		if at = strings.LastIndex(d.src[:at], startsTable); at < 0 {
			return
		}
		d.in.module.Memory().WriteString(d.data+uint32(at), strings.Repeat(" ", len(startsTable)))
	}
}

// load opens the file with a password. The errors are those of Open.
func (d *pdfiumDoc) load(ctx context.Context, password string) error {
	secret, err := d.in.put(ctx, password)
	if err != nil {
		return err
	}
	if d.handle, err = d.in.call(ctx, "FPDF_LoadMemDocument64", uint64(d.data), uint64(len(d.src)), uint64(secret)); err != nil {
		return err
	}
	if _, err := d.in.call(ctx, "free", uint64(secret)); err != nil {
		return err
	}
	if d.handle != 0 {
		return nil
	}
	const wrongPassword, unknownSecurity = 4, 5
	reason, err := d.in.call(ctx, "FPDF_GetLastError")
	switch {
	case err != nil:
		return err
	case reason == wrongPassword || reason == unknownSecurity:
		return ErrPassword
	}
	return ErrDamaged
}

// look finds out what the document is.
func (d *pdfiumDoc) look(ctx context.Context) error {
	pages, err := d.in.call(ctx, "FPDF_GetPageCount", d.handle)
	if err != nil {
		return err
	}
	d.pages = max(0, int(int32(pages)))
	const leastPage = 1 << 10 // bytes; a file may say that it has more pages than it could hold
	d.left += int64(min(d.pages, 1+len(d.src)/leastPage)) * int64(d.engine.options.Work) / 100
	attachments, err := d.in.call(ctx, "FPDFDoc_GetAttachmentCount", d.handle)
	if err != nil {
		return err
	}
	d.extra.Attachments = max(0, int(int32(attachments)))
	form, err := d.in.call(ctx, "FPDF_GetFormType", d.handle)
	if err != nil {
		return err
	}
	const fullXFA = 2
	d.extra.XFA = form == fullXFA
	tagged, err := d.in.call(ctx, "FPDFCatalog_IsTagged", d.handle)
	if err != nil {
		return err
	}
	d.extra.Tagged = uint32(tagged) != 0
	d.extra.Lang, err = d.utf16(ctx, "FPDFCatalog_GetLanguage", d.handle)
	return err
}

// utf16 calls a function that writes a short text in UTF-16, with a zero behind it, into a buffer and returns its size in bytes.
func (d *pdfiumDoc) utf16(ctx context.Context, function string, arguments ...uint64) (string, error) {
	const most = 512
	buffer, err := d.in.scratch(ctx, most)
	if err != nil {
		return "", err
	}
	n, err := d.in.call(ctx, function, append(arguments, uint64(buffer), most)...)
	if err != nil || uint32(n) < 2 || uint32(n) > most {
		return "", err
	}
	b, ok := d.in.module.Memory().Read(buffer, uint32(n)-2)
	if !ok {
		return "", nil
	}
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	return strings.ToValidUTF8(string(utf16.Decode(units)), ""), nil
}

// Page implements Doc.
func (d *pdfiumDoc) Page(ctx context.Context, index int) (*Page, error) {
	if err := d.ready(ctx); err != nil {
		return nil, err
	}
	return d.page(ctx, index)
}

// ready gives the document fuel for one more page, and a new instance when the last page has broken its own.
func (d *pdfiumDoc) ready(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if time.Now().After(d.deadline) {
		return ErrLimit
	}
	if d.in.broken {
		if d.reopened++; d.reopened > mostReopened {
			return ErrDamaged
		}
		d.count()
		d.Close()
		if err := d.open(ctx); err != nil {
			if d.in == nil {
				d.in = &instance{}
			}
			d.in.broken = true
			return err
		}
	}
	return d.refuel()
}

// refuel says how much work the instance may do until the next time. ErrLimit says that the document has had all of its share.
func (d *pdfiumDoc) refuel() error {
	d.count()
	if d.left <= 0 {
		return ErrLimit
	}
	d.granted = int32(min(int64(d.engine.options.Work), d.left))
	d.in.refuel(d.granted)
	return nil
}

// spent is how much of what it was granted the instance has spent.
func (d *pdfiumDoc) spent() int64 { return int64(d.granted) - int64(max(0, int32(d.in.fuel.Get()))) }

// count takes what the instance has spent from what is left.
func (d *pdfiumDoc) count() {
	if d.granted > 0 {
		d.left -= d.spent()
	}
	d.granted = 0
}

func (d *pdfiumDoc) page(ctx context.Context, index int) (*Page, error) {
	handle, err := d.in.call(ctx, "FPDF_LoadPage", d.handle, uint64(index))
	if err != nil {
		return nil, err
	}
	if handle == 0 {
		return nil, ErrDamaged
	}
	r := pageReader{caller: caller{doc: d}, handle: handle}
	p, err := r.read(ctx)
	if err != nil {
		return nil, err
	}
	if r.filledIn(ctx) {
		p = r.withFields(ctx, p, index)
		if r.err != nil {
			return nil, r.err
		}
	}
	if p.Label, err = d.utf16(ctx, "FPDF_GetPageLabel", d.handle, uint64(index)); err != nil {
		return nil, err
	}
	d.elements(ctx, p, r.handle)
	d.in.call(ctx, "FPDF_ClosePage", r.handle) // An instance that this breaks is known to be broken.
	return p, nil
}

// caller calls the engine for a document until the first error, which stays in err.
type caller struct {
	doc *pdfiumDoc
	err error
}

func (c *caller) call(ctx context.Context, name string, arguments ...uint64) uint64 {
	if c.err != nil {
		return 0
	}
	var result uint64
	result, c.err = c.doc.in.call(ctx, name, arguments...)
	return result
}

// pageReader reads one page. Its methods do nothing after the first error.
type pageReader struct {
	caller
	handle uint64

	left, top, right, bottom float32 // the visible part of the page, in its own space: y grows upwards, before any rotation
	rotation                 int     // quarter turns, clockwise, that the file asks for
	fonts                    map[uint32]uint16
}

func (r *pageReader) read(ctx context.Context) (*Page, error) {
	r.rotation = int(int32(r.call(ctx, "FPDFPage_GetRotation", r.handle))) & 3
	r.bounds(ctx)
	p := &Page{
		Width: float64(r.right - r.left), Height: float64(r.top - r.bottom), Left: float64(r.left), Bottom: float64(r.bottom), Rotation: r.rotation,
	}
	if r.rotation&1 == 1 {
		p.Width, p.Height = p.Height, p.Width
	}
	upright := 0
	text := r.open(ctx, upright)
	if n := r.count(ctx, text); n > 0 {
		if turn := r.direction(ctx, text, n); turn != upright {
			r.call(ctx, "FPDFText_ClosePage", text)
			upright = turn
			text = r.open(ctx, upright)
			n = r.count(ctx, text)
		}
		p.Turn = (r.rotation - upright) & 3
		r.chars(ctx, p, text, n, upright)
	}
	r.call(ctx, "FPDFText_ClosePage", text)
	if len(p.Chars) < fewChars {
		p.Empty = r.paint(ctx)
	}
	return p, r.err
}

// filledIn tells whether a page has annotations whose text a person sees as a part of the page: fields of a form, typed text, stamps.
// Comments are no part of it.
func (r *pageReader) filledIn(ctx context.Context) bool {
	const freeText, stamp, widget, most = 3, 13, 20, 500
	n := int(int32(r.call(ctx, "FPDFPage_GetAnnotCount", r.handle)))
	for i := range min(n, most) {
		annotation := r.call(ctx, "FPDFPage_GetAnnot", r.handle, uint64(i))
		if annotation == 0 {
			continue
		}
		kind := r.call(ctx, "FPDFAnnot_GetSubtype", annotation)
		r.call(ctx, "FPDFPage_CloseAnnot", annotation)
		if kind == freeText || kind == stamp || kind == widget {
			return r.err == nil
		}
	}
	return false
}

// withFields reads the page once more with its annotations made part of the content. On some files that spoils the fonts; then the page
// stays as it was read, and says that something is missing.
func (r *pageReader) withFields(ctx context.Context, plain *Page, index int) *Page {
	const normalDisplay = 0
	r.call(ctx, "FPDFPage_Flatten", r.handle, normalDisplay)
	r.call(ctx, "FPDF_ClosePage", r.handle)
	if r.handle = r.call(ctx, "FPDF_LoadPage", r.doc.handle, uint64(index)); r.handle == 0 && r.err == nil {
		r.err = ErrDamaged
	}
	if r.err != nil {
		return nil
	}
	p, err := r.read(ctx)
	if err != nil {
		return nil
	}
	if p.Unknown && !plain.Unknown || len(p.Chars) < len(plain.Chars)*9/10 {
		plain.Unfilled = true
		return plain
	}
	return p
}

// bounds finds the part of the page that is shown.
func (r *pageReader) bounds(ctx context.Context) {
	rect := r.floats(ctx, "FPDF_GetPageBoundingBox", r.handle)
	r.left, r.top, r.right, r.bottom = rect[0], rect[1], rect[2], rect[3]
	if !(r.right > r.left) || !(r.top > r.bottom) {
		r.left, r.bottom, r.right, r.top = 0, 0, 612, 792
	}
}

// floats calls a function that writes four float32.
func (r *pageReader) floats(ctx context.Context, function string, arguments ...uint64) (rect [4]float32) {
	if r.err != nil {
		return rect
	}
	var buffer uint32
	if buffer, r.err = r.doc.in.scratch(ctx, 512); r.err != nil {
		return rect
	}
	r.call(ctx, function, append(arguments, uint64(buffer))...)
	if b, ok := r.doc.in.module.Memory().Read(buffer, 16); ok && r.err == nil {
		for i := range rect {
			rect[i] = float(b[4*i:])
		}
	}
	return rect
}

// float reads a float32. What is not a number, or too large to be a place on a page, is 0.
func float(b []byte) float32 {
	f := math.Float32frombits(binary.LittleEndian.Uint32(b))
	if !(f > -1e6 && f < 1e6) {
		return 0
	}
	return f
}

// open reads the text of the page with a rotation instead of its own. Reading order and the blanks between words are right only where
// lines run from left to right.
func (r *pageReader) open(ctx context.Context, rotation int) uint64 {
	r.call(ctx, "FPDFPage_SetRotation", r.handle, uint64(rotation))
	text := r.call(ctx, "FPDFText_LoadPage", r.handle)
	if text == 0 && r.err == nil {
		r.err = ErrDamaged
	}
	return text
}

func (r *pageReader) count(ctx context.Context, text uint64) int {
	n := int(int32(r.call(ctx, "FPDFText_CountChars", text)))
	if n > r.doc.engine.options.Chars && r.err == nil {
		r.err = ErrLimit
	}
	return n
}

// direction is the rotation, in quarter turns clockwise, that makes most lines of the page run from left to right. It asks some characters.
func (r *pageReader) direction(ctx context.Context, text uint64, n int) int {
	const asked = 15
	var votes [4]int
	step := max(1, n/asked)
	for i := step / 2; i < n; i += step {
		angle := math.Float32frombits(uint32(r.call(ctx, "FPDFText_GetCharAngle", text, uint64(i))))
		if !(angle >= 0 && angle < 7) { // generated characters have none
			continue
		}
		// The angle is clockwise: a line that runs upwards has three quarters of a turn, and one more sets it upright.
		votes[-int(math.Round(float64(angle)/(math.Pi/2)))&3]++
	}
	best := 0
	for turn, count := range votes {
		if count > votes[best] {
			best = turn
		}
	}
	return best
}

// chars reads the characters.
func (r *pageReader) chars(ctx context.Context, p *Page, text uint64, n, upright int) {
	if r.err != nil {
		return
	}
	var buffer uint32
	if buffer, r.err = r.doc.in.scratch(ctx, uint32(n*recordSize)); r.err != nil {
		return
	}
	r.call(ctx, "collect", text, uint64(n), uint64(buffer))
	records, ok := r.doc.in.module.Memory().Read(buffer, uint32(n*recordSize))
	if r.err != nil || !ok {
		return
	}
	p.Chars = make([]Char, 0, n)
	fonts := map[uint32]uint16{}
	var handles []uint32
	var last, lastHandle = uint16(0), uint32(0)
	known, guessed := 0, 0
	toPage := r.transform(upright)
	for ; len(records) >= recordSize; records = records[recordSize:] {
		c := Char{Rune: rune(binary.LittleEndian.Uint32(records[16:])), Tag: int32(binary.LittleEndian.Uint32(records[24:]))}
		handle := binary.LittleEndian.Uint32(records[20:])
		if handle != lastHandle || len(handles) == 0 {
			index, seen := fonts[handle]
			if !seen && len(handles) < math.MaxUint16 {
				index = uint16(len(handles))
				fonts[handle] = index
				handles = append(handles, handle)
			}
			last, lastHandle = index, handle
		}
		c.Font = last
		switch {
		case c.Rune == '\r' || c.Rune == '\n' || c.Rune == ' ':
		case c.Rune == 2:
			c.Rune = hyphen
		case usable(c.Rune):
			known++
			if records[28] == 1 {
				guessed++
			}
		default:
			guessed++
			if c.Rune < 0xE000 || c.Rune > 0xF8FF {
				c.Rune = unknown
			}
		}
		c.Box = toPage(document.Box{Left: float(records), Top: float(records[4:]), Right: float(records[8:]), Bottom: float(records[12:])})
		p.Chars = append(p.Chars, c)
	}
	p.Unknown = guessed > 0 && guessed*3 > known
	for _, handle := range handles {
		p.Fonts = append(p.Fonts, r.font(ctx, handle))
	}
}

// usable tells whether a code point means a character.
func usable(c rune) bool {
	switch {
	case c < 0x20 && c != '\t', c >= 0x7f && c < 0xA0, c >= 0xE000 && c <= 0xF8FF, c >= 0xD800 && c <= 0xDFFF, c >= 0xF0000, c == 0xFFFD, c&0xFFFE == 0xFFFE:
		return false
	}
	return true
}

// transform gives the function from boxes as PDFium names them into the space of Char.Box.
func (r *pageReader) transform(upright int) func(document.Box) document.Box {
	unturned := Page{Width: float64(r.right - r.left), Height: float64(r.top - r.bottom), Turn: upright}
	if upright&1 == 1 {
		unturned.Width, unturned.Height = unturned.Height, unturned.Width
	}
	return func(b document.Box) document.Box {
		return unturned.Displayed(document.Box{
			Left: min(b.Left, b.Right) - r.left, Top: r.top - max(b.Top, b.Bottom),
			Right: max(b.Left, b.Right) - r.left, Bottom: r.top - min(b.Top, b.Bottom),
		})
	}
}

// font looks at a font.
func (r *pageReader) font(ctx context.Context, handle uint32) (f Font) {
	if handle == 0 || r.err != nil {
		return f
	}
	const italic, forceBold, boldWeight = 1 << 6, 1 << 18, 600
	flags := uint32(r.call(ctx, "FPDFFont_GetFlags", uint64(handle)))
	weight := int32(r.call(ctx, "FPDFFont_GetWeight", uint64(handle)))
	f.Italic = flags != math.MaxUint32 && flags&italic != 0
	f.Bold = flags != math.MaxUint32 && flags&forceBold != 0 || weight >= boldWeight && weight < 1000
	const most = 512
	buffer, err := r.doc.in.scratch(ctx, most)
	if err != nil {
		r.err = err
		return f
	}
	n := r.call(ctx, "FPDFFont_GetBaseFontName", uint64(handle), uint64(buffer), most)
	if name, ok := r.doc.in.module.Memory().Read(buffer, uint32(min(n, most))); ok && r.err == nil {
		name := strings.ToLower(string(name))
		f.Bold = f.Bold || strings.Contains(name, "bold") || strings.Contains(name, "black") || strings.Contains(name, "heavy")
		f.Italic = f.Italic || strings.Contains(name, "italic") || strings.Contains(name, "oblique")
	}
	return f
}

// fewChars is how many characters a page must have to be above the suspicion that its words are in a picture.
const fewChars = 200

// mostObjects is how many objects of a page are looked at for what stands there beside text.
const mostObjects = 2000

// paint finds what stands on a page beside text.
func (r *pageReader) paint(ctx context.Context) Paint {
	var covered float32
	drawn := false
	area := (r.right - r.left) * (r.top - r.bottom)
	budget := mostObjects
	var visit func(count uint64, get func(i int) uint64, depth int)
	visit = func(count uint64, get func(i int) uint64, depth int) {
		const path, image, shading, form = 2, 3, 4, 5
		for i := 0; i < int(int32(count)) && budget > 0 && r.err == nil; i++ {
			budget--
			object := get(i)
			switch r.call(ctx, "FPDFPageObj_GetType", object) {
			case image:
				drawn = true
				covered += r.visible(ctx, object)
			case path, shading:
				drawn = true
			case form:
				if depth < 4 {
					visit(r.call(ctx, "FPDFFormObj_CountObjects", object), func(i int) uint64 {
						return r.call(ctx, "FPDFFormObj_GetObject", object, uint64(i))
					}, depth+1)
				}
			}
		}
	}
	visit(r.call(ctx, "FPDFPage_CountObjects", r.handle), func(i int) uint64 {
		return r.call(ctx, "FPDFPage_GetObject", r.handle, uint64(i))
	}, 0)
	switch {
	case covered > area/2:
		return FullImage
	case drawn || budget == 0:
		return Drawing
	}
	return Blank
}

// visible is the area of an object on the page, in square points. Within a form it is that before the form's own transformation.
func (r *pageReader) visible(ctx context.Context, object uint64) float32 {
	const each = 4
	buffer, err := r.doc.in.scratch(ctx, 512)
	if err != nil {
		r.err = err
		return 0
	}
	at := uint64(buffer)
	if r.call(ctx, "FPDFPageObj_GetBounds", object, at, at+each, at+2*each, at+3*each) == 0 {
		return 0
	}
	b, ok := r.doc.in.module.Memory().Read(buffer, 4*each)
	if !ok {
		return 0
	}
	left, bottom, right, top := float(b), float(b[4:]), float(b[8:]), float(b[12:])
	return max(0, min(right, r.right)-max(left, r.left)) * max(0, min(top, r.top)-max(bottom, r.bottom))
}
