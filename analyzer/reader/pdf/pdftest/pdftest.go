// Package pdftest writes small PDF files for tests: text where the test wants it, in fonts that
// every reader has. It is used by tests only.
package pdftest

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// Font is one of the fonts that every reader of PDF has.
type Font string

// The fonts that a page may use.
const (
	Roman  Font = "F1"
	Bold   Font = "F2"
	Italic Font = "F3"
)

var fonts = [...]struct {
	name Font
	base string
}{{Roman, "Times-Roman"}, {Bold, "Times-Bold"}, {Italic, "Times-Italic"}}

// Doc is a document that is being written.
type Doc struct {
	pages    []*Page
	labels   string
	files    []string
	root     Element // of the structure
	elements []*Element
	objects  []string // that the test adds
	entries  string   // of the catalog
}

// Page is a page that is being written. Its origin is the top left corner, and y grows downwards.
type Page struct {
	width, height float64
	entries       string // of the page's dictionary
	content       bytes.Buffer
	typed         []string // annotations
	annotations   string   // beside those
	resources     []resource
	owners        []*Element // of the stretches of its content, by their numbers
	image         bool
}

// Page adds a page, in points.
func (d *Doc) Page(width, height float64) *Page {
	p := &Page{width: width, height: height}
	d.pages = append(d.pages, p)
	return p
}

// Label labels the pages from the index on, in a style of PDF: "r" for i, ii, iii, "D" for 1, 2, 3.
// Calls come in order.
func (d *Doc) Label(from int, style, prefix string) {
	d.labels += fmt.Sprintf(" %d << /S /%s /P (%s) >>", from, style, prefix)
}

// Attach embeds a file.
func (d *Doc) Attach(name string) { d.files = append(d.files, name) }

// resource is a resource of a page beside those that each page has.
type resource struct{ kind, name, value string }

// Object adds an object to the file and returns its number.
func (d *Doc) Object(format string, arguments ...any) int {
	d.objects = append(d.objects, fmt.Sprintf(format, arguments...))
	return len(d.objects)
}

// Stream adds a stream with entries to the file and returns its number.
func (d *Doc) Stream(entries, data string) int {
	return d.Object("<< %s /Length %d >>\nstream\n%s\nendstream", entries, len(data), data)
}

// Entry adds an entry to the catalog.
func (d *Doc) Entry(s string) { d.entries += " " + s }

// Write adds operators to the content.
func (p *Page) Write(format string, arguments ...any) {
	fmt.Fprintf(&p.content, format+"\n", arguments...)
}

// Content returns the operators that were written.
func (p *Page) Content() string { return p.content.String() }

// Resource adds a resource of a kind: Resource("ExtGState", "G1", "<< /ca 0 >>").
func (p *Page) Resource(kind, name, value string) {
	p.resources = append(p.resources, resource{kind, name, value})
}

// Annotation adds an annotation with entries in a box.
func (p *Page) Annotation(x1, y1, x2, y2 float64, entries string) {
	const form = " << /Type /Annot /Rect [%g %g %g %g] %s >>"
	p.annotations += fmt.Sprintf(form, x1, p.height-y2, x2, p.height-y1, entries)
}

// Entry adds an entry to the page's dictionary: "/Rotate 90".
func (p *Page) Entry(s string) { p.entries += " " + s }

// Text writes s with its baseline's left end at x, y.
func (p *Page) Text(x, y, size float64, font Font, s string) {
	fmt.Fprintf(&p.content, "BT /%s %g Tf %g %g Td (%s) Tj ET\n", font, size, x, p.height-y, escaped(s))
}

// Typed lays s on the page as an annotation of typed text.
func (p *Page) Typed(x, y, size float64, s string) {
	width := Width(size, Roman, s) + 4
	y = p.height - y
	p.typed = append(p.typed,
		fmt.Sprintf("/Rect [%g %g %g %g] /Contents (%s)", x, y-3, x+width, y+size, escaped(s)),
		fmt.Sprintf("/BBox [0 0 %g %g]", width, size+3),
		fmt.Sprintf("BT /F1 %g Tf 0 3 Td (%s) Tj ET\n", size, escaped(s)))
}

// Turned writes s along the direction that a and b name: 1, 0 is to the right, 0, 1 upwards.
func (p *Page) Turned(a, b, x, y, size float64, s string) {
	const form = "BT /F1 %g Tf %g %g %g %g %g %g Tm (%s) Tj ET\n"
	fmt.Fprintf(&p.content, form, size, a, b, -b, a, x, p.height-y, escaped(s))
}

// Centred writes s around the axis x.
func (p *Page) Centred(x, y, size float64, font Font, s string) {
	p.Text(x-Width(size, font, s)/2, y, size, font, s)
}

// Rule draws a line.
func (p *Page) Rule(x1, y1, x2, y2 float64) {
	fmt.Fprintf(&p.content, "0.5 w %g %g m %g %g l S\n", x1, p.height-y1, x2, p.height-y2)
}

// Image draws a grey picture.
func (p *Page) Image(x, y, width, height float64) {
	p.image = true
	fmt.Fprintf(&p.content, "q %g 0 0 %g %g %g cm /I1 Do Q\n", width, height, x, p.height-y-height)
}

// Lines writes lines one below the other, and returns where the next one would stand.
func (p *Page) Lines(x, y, size, leading float64, font Font, lines ...string) float64 {
	for _, l := range lines {
		p.Text(x, y, size, font, l)
		y += leading
	}
	return y
}

// Wrap breaks a text into lines of at most the width. A line may end after a soft hyphen, which
// becomes a hyphen there.
func Wrap(width, size float64, font Font, text string) []string {
	var lines []string
	line := ""
	clean := func(s string) string { return strings.ReplaceAll(s, "\u00ad", "") }
	for _, word := range strings.Fields(text) {
		next := strings.TrimSpace(line + " " + word)
		if Width(size, font, clean(next)) <= width {
			line = next
			continue
		}
		parts := strings.Split(word, "\u00ad")
		for n := len(parts) - 1; n > 0; n-- {
			start := strings.TrimSpace(line + " " + strings.Join(parts[:n], "") + "-")
			if Width(size, font, clean(start)) <= width {
				line, word = start, strings.Join(parts[n:], "\u00ad")
				break
			}
		}
		if line != "" {
			lines = append(lines, clean(line))
		}
		line = word
	}
	return append(lines, clean(line))
}

// Width is about how wide s is: exactly so for ASCII in Roman.
func Width(size float64, font Font, s string) float64 {
	n := 0
	for _, r := range s {
		if r >= ' ' && int(r-' ') < len(widths) {
			n += widths[r-' ']
		} else {
			n += 500
		}
	}
	if font == Bold {
		n += n / 24
	}
	return float64(n) * size / 1000
}

// widths are those of Times-Roman from the blank on, in thousandths of the size.
var widths = [...]int{
	250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
	500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
	556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
	722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
	278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
}

// escaped is s in the encoding of the fonts, as a string of PDF.
func escaped(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch r {
		case '(', ')', '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case '“':
			b.WriteString(`\223`)
		case '”':
			b.WriteString(`\224`)
		case '‘':
			b.WriteString(`\221`)
		case '’':
			b.WriteString(`\222`)
		case '–':
			b.WriteString(`\226`)
		case '—':
			b.WriteString(`\227`)
		case '•':
			b.WriteString(`\225`)
		default:
			if r < 0x80 {
				b.WriteRune(r)
			} else {
				fmt.Fprintf(&b, `\%03o`, min(r, 0xff))
			}
		}
	}
	return b.String()
}

// String is the file.
func (d *Doc) String() string {
	objects := slices.Clone(d.objects)
	object := func(format string, arguments ...any) int {
		objects = append(objects, fmt.Sprintf(format, arguments...))
		return len(objects)
	}
	resources := "/Font <<"
	for _, f := range fonts {
		n := object("<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>", f.base)
		resources += fmt.Sprintf(" /%s %d 0 R", f.name, n)
	}
	resources += " >>"
	image := object("<< /Type /XObject /Subtype /Image /Width 1 /Height 1 " +
		"/ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n\x80\nendstream")
	tree := len(objects) + 2*len(d.pages) + 1
	for _, p := range d.pages {
		tree += 2 * len(p.typed) / 3
	}
	var kids strings.Builder
	numbers := map[*Page]int{}
	for i, p := range d.pages {
		stream := object("<< /Length %d >>\nstream\n%sendstream", p.content.Len(), p.content.String())
		of := p.resourcesBeside(resources, image)
		annotations := p.annotations
		for i := 0; i < len(p.typed); i += 3 {
			look := object("<< /Type /XObject /Subtype /Form %s /Resources << %s >> /Length %d >>\nstream\n%sendstream",
				p.typed[i+1], resources, len(p.typed[i+2]), p.typed[i+2])
			n := object("<< /Type /Annot /Subtype /FreeText %s /F 4 /DA (/F1 10 Tf) /AP << /N %d 0 R >> >>",
				p.typed[i], look)
			annotations += fmt.Sprintf(" %d 0 R", n)
		}
		if annotations != "" {
			p.Entry("/Annots [" + annotations + " ]")
		}
		if len(d.elements) > 0 {
			p.Entry(fmt.Sprintf("/StructParents %d", i))
		}
		const form = "<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %g %g] /Contents %d 0 R /Resources << %s >>%s >>"
		numbers[p] = object(form, tree, p.width, p.height, stream, of, p.entries)
		fmt.Fprintf(&kids, " %d 0 R", numbers[p])
	}
	object("<< /Type /Pages /Count %d /Kids [%s ] >>", len(d.pages), kids.String())
	catalog := fmt.Sprintf("<< /Type /Catalog /Pages %d 0 R%s", tree, d.entries)
	if len(d.elements) > 0 {
		catalog += d.structure(object, len(objects)+1, numbers)
	}
	if d.labels != "" {
		catalog += fmt.Sprintf(" /PageLabels << /Nums [%s ] >>", d.labels)
	}
	if len(d.files) > 0 {
		var names strings.Builder
		for _, f := range d.files {
			data := object("<< /Type /EmbeddedFile /Length 0 >>\nstream\n\nendstream")
			spec := object("<< /Type /Filespec /F (%s) /UF (%s) /EF << /F %d 0 R >> >>", f, f, data)
			fmt.Fprintf(&names, " (%s) %d 0 R", f, spec)
		}
		catalog += fmt.Sprintf(" /Names << /EmbeddedFiles << /Names [%s ] >> >>", names.String())
	}
	root := object("%s >>", catalog)
	return File("1.7", fmt.Sprintf("/Root %d 0 R", root), objects...)
}

// resourcesBeside returns the resources of the page, those that each page has among them.
func (p *Page) resourcesBeside(all string, image int) string {
	own := p.resources
	if p.image {
		own = append([]resource{{"XObject", "I1", fmt.Sprintf("%d 0 R", image)}}, own...)
	}
	var kinds []string
	of := map[string]string{}
	for _, r := range own {
		if _, ok := of[r.kind]; !ok {
			kinds = append(kinds, r.kind)
		}
		of[r.kind] += fmt.Sprintf(" /%s %s", r.name, r.value)
	}
	for _, kind := range kinds {
		if kind == "Font" {
			all = strings.Replace(all, "/Font <<", "/Font <<"+of[kind], 1)
			continue
		}
		all += fmt.Sprintf(" /%s <<%s >>", kind, of[kind])
	}
	return all
}

// File is a file of objects, which are numbered from 1, with the entries that its trailer has
// beside its size.
func File(version, trailer string, objects ...string) string {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%%PDF-%s\n%%\xe2\xe3\xcf\xd3\n", version)
	var offsets []int
	for i, o := range objects {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, trailer, start)
	return b.String()
}
