package reader_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader"
	"refrain/analyzer/reader/pdf/pdftest"
	"refrain/analyzer/reader/readertest"
)

// recognising skips a test where there is no Tesseract.
func recognising(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("tesseract"); err != nil {
		t.Skip("no Tesseract is installed: apt-get install tesseract-ocr")
	}
}

// order is a small page of text.
func order() *pdftest.Doc {
	d := &pdftest.Doc{}
	p := d.Page(420, 300)
	p.Text(40, 40, 16, pdftest.Bold, "Order of the Ministry")
	p.Lines(40, 80, 12, 15, pdftest.Roman,
		"The council met on Monday in the old town hall. The mayor",
		"said nothing. A flood of refugees reached the border in May,",
		"and the guards were asked to register all of the people.")
	p.Lines(40, 150, 12, 15, pdftest.Roman,
		"The second paragraph is about the roads, which have to be",
		"mended before the winter begins.")
	return d
}

// pictureOf is a page of a PDF as a picture.
func pictureOf(t *testing.T, src string, dots float64) *image.Gray {
	t.Helper()
	r := reader.New(reader.Options{OCR: "off"})
	defer r.Close()
	drawing, err := r.Draw(t.Context(), src)
	if err != nil {
		t.Fatal(err)
	}
	defer drawing.Close()
	drawn, err := drawing.Place(t.Context(), 1, document.Box{Right: 420, Bottom: 300}, dots/72)
	if err != nil {
		t.Fatal(err)
	}
	grey := image.NewGray(drawn.Bounds())
	for y := range grey.Rect.Dy() {
		for x := range grey.Rect.Dx() {
			grey.Set(x, y, drawn.At(x, y))
		}
	}
	return grey
}

// scanned puts a picture on a page of a PDF, in a box from the top left.
func scanned(d *pdftest.Doc, p *pdftest.Page, high float64, picture *image.Gray, box document.Box) {
	size := picture.Rect.Size()
	n := d.Stream(fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray "+
		"/BitsPerComponent 8", size.X, size.Y), string(picture.Pix))
	p.Resource("XObject", "Scan", fmt.Sprintf("%d 0 R", n))
	p.Write("q %g 0 0 %g %g %g cm /Scan Do Q", box.Right-box.Left, box.Bottom-box.Top, box.Left, high-float64(box.Bottom))
}

// scan is a PDF of which each page is a picture.
func scan(pictures ...*image.Gray) string {
	d := &pdftest.Doc{}
	for _, picture := range pictures {
		wide, high := 420.0, 300.0
		if picture.Rect.Dy() > picture.Rect.Dx() {
			wide, high = high, wide
		}
		n := d.Stream(fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray "+
			"/BitsPerComponent 8", picture.Rect.Dx(), picture.Rect.Dy()), string(picture.Pix))
		p := d.Page(wide, high)
		p.Resource("XObject", "Scan", fmt.Sprintf("%d 0 R", n))
		p.Write("q %g 0 0 %g 0 0 cm /Scan Do Q", wide, high)
	}
	return d.String()
}

func readFile(t *testing.T, o reader.Options, name, src string) *document.Document {
	t.Helper()
	r := reader.New(o)
	defer r.Close()
	doc, err := r.Read(t.Context(), name, src)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// spanOf finds words in a document.
func spanOf(t *testing.T, doc *document.Document, words string) document.Span {
	t.Helper()
	i := strings.Index(strings.ReplaceAll(doc.Text, "\n", " "), words)
	if i < 0 {
		t.Fatalf("%s: no %q in %q; gaps %s", doc.Name, words, doc.Text, readertest.Gaps(doc))
	}
	return document.Span{Start: i, End: i + len(words)}
}

// recognisedAs checks that words of a document were recognised, and that there is no gap.
func recognisedAs(t *testing.T, doc *document.Document, words string) document.Span {
	t.Helper()
	s := spanOf(t, doc, words)
	if !slices.ContainsFunc(doc.Recognised(), func(r document.Span) bool { return r.Overlaps(s) }) {
		t.Errorf("%s: nothing says that %q was recognised", doc.Name, words)
	}
	if len(doc.Gaps) > 0 {
		t.Errorf("%s: gaps %s, want none", doc.Name, readertest.Gaps(doc))
	}
	return s
}

const floodWords = "A flood of refugees reached the border in May"

func TestScanIsReadWhereItsWordsAre(t *testing.T) {
	recognising(t)
	original := readFile(t, reader.Options{}, "order.pdf", order().String())
	want := original.Locate(spanOf(t, original, "flood of refugees"))
	doc := readFile(t, reader.Options{}, "scan.pdf", scan(pictureOf(t, order().String(), 200)))
	recognisedAs(t, doc, floodWords)
	got := doc.Locate(spanOf(t, doc, "flood of refugees"))
	if len(got.Boxes) != 1 || got.Line != want.Line {
		t.Fatalf("the words are at %+v, want %+v", got, want)
	}
	const off = 3 // points
	a, b := got.Boxes[0], want.Boxes[0]
	for _, d := range []float32{a.Left - b.Left, a.Top - b.Top, a.Right - b.Right, a.Bottom - b.Bottom} {
		if max(d, -d) > off {
			t.Errorf("box %v, in the original %v", a, b)
		}
	}
	if len(doc.Blocks) != len(original.Blocks) {
		t.Errorf("%d blocks, in the original %d: %q", len(doc.Blocks), len(original.Blocks), doc.Text)
	}
	again := readFile(t, reader.Options{}, "scan.pdf", scan(pictureOf(t, order().String(), 200)))
	if again.Text != doc.Text {
		t.Error("the second time the text is another")
	}
}

func TestScanIsAGapWhereNothingIsRecognised(t *testing.T) {
	src := scan(pictureOf(t, order().String(), 100))
	for _, c := range []struct{ mode, path, hint string }{
		{"off", "", "run text recognition"}, {"auto", "none", "apt-get install tesseract-ocr"},
	} {
		if c.path != "" {
			t.Setenv("PATH", t.TempDir())
		}
		doc := readFile(t, reader.Options{OCR: c.mode}, "scan.pdf", src)
		if doc.Text != "" || len(doc.Gaps) != 1 || doc.Gaps[0].Reason != "scanned image" ||
			!strings.Contains(doc.Gaps[0].Hint, c.hint) {
			t.Errorf("%s: text %q, gaps %+v", c.mode, doc.Text, doc.Gaps)
		}
		if err := reader.New(reader.Options{OCR: "on"}).OCRReady(); c.path != "" && err == nil {
			t.Error("text is to be recognised everywhere, and there is no Tesseract: no error")
		}
	}
}

func TestSidewaysScanIsRead(t *testing.T) {
	recognising(t)
	upright := pictureOf(t, order().String(), 200)
	size := upright.Rect.Size()
	turned := image.NewGray(image.Rect(0, 0, size.Y, size.X))
	for y := range size.Y {
		for x := range size.X {
			turned.SetGray(size.Y-1-y, x, upright.GrayAt(x, y))
		}
	}
	doc := readFile(t, reader.Options{}, "turned.pdf", scan(turned))
	s := recognisedAs(t, doc, "flood of refugees")
	if at := doc.Locate(s).Boxes; len(at) != 1 || at[0].Bottom-at[0].Top < 2*(at[0].Right-at[0].Left) {
		t.Errorf("boxes %v, want one that is higher than wide", at)
	}
}

// TestTextIsNotReadTwice has a picture under a live heading, and one with a layer of invisible text.
func TestTextIsNotReadTwice(t *testing.T) {
	recognising(t)
	picture := pictureOf(t, order().String(), 200)
	d := &pdftest.Doc{}
	p := d.Page(420, 300)
	scanned(d, p, 300, picture, document.Box{Right: 420, Bottom: 300})
	p.Text(40, 40, 16, pdftest.Bold, "Order of the Ministry")
	doc := readFile(t, reader.Options{}, "head.pdf", d.String())
	recognisedAs(t, doc, floodWords)
	if n := strings.Count(doc.Text, "Order of the Ministry"); n != 1 {
		t.Errorf("the heading is there %d times: %q", n, doc.Text)
	}
	d = &pdftest.Doc{}
	p = d.Page(420, 300)
	scanned(d, p, 300, picture, document.Box{Right: 420, Bottom: 300})
	p.Write("3 Tr")
	p.Text(40, 40, 16, pdftest.Bold, "Order of the Ministry")
	p.Lines(40, 80, 12, 15, pdftest.Roman,
		"The council met on Monday in the old town hall. The mayor",
		"said nothing. A flood of refugees reached the border in May,",
		"and the guards were asked to register all of the people.")
	p.Lines(40, 150, 12, 15, pdftest.Roman,
		"The second paragraph is about the roads, which have to be",
		"mended before the winter begins.")
	for _, mode := range []string{"auto", "on"} {
		doc = readFile(t, reader.Options{OCR: mode}, "layer.pdf", d.String())
		if strings.Count(doc.Text, "flood of refugees") != 1 || len(doc.Recognised()) > 0 {
			t.Errorf("%s: text %q, recognised %v", mode, doc.Text, doc.Recognised())
		}
	}
}

func TestPictureBesideTextIsReadOnRequest(t *testing.T) {
	recognising(t)
	d := &pdftest.Doc{}
	p := d.Page(420, 700)
	for y := 40.0; y < 320; y += 15 {
		p.Text(40, y, 12, pdftest.Roman, "This page has a text of its own, and a picture of another.")
	}
	scanned(d, p, 700, pictureOf(t, order().String(), 200), document.Box{Top: 380, Right: 420, Bottom: 680})
	for mode, want := range map[string]bool{"auto": false, "on": true} {
		doc := readFile(t, reader.Options{OCR: mode}, "beside.pdf", d.String())
		if got := strings.Contains(doc.Text, "flood of refugees"); got != want {
			t.Errorf("%s: the picture is read: %v, want %v", mode, got, want)
		}
	}
}

func TestPagesToRecogniseAreBounded(t *testing.T) {
	recognising(t)
	picture, blank := pictureOf(t, order().String(), 200), image.NewGray(image.Rect(0, 0, 420, 300))
	for i := range blank.Pix {
		blank.Pix[i] = 0xFF
	}
	o := reader.Options{Limits: reader.Limits{OCRPages: 1}}
	doc := readFile(t, o, "two.pdf", scan(blank, picture, picture))
	if strings.Count(doc.Text, floodWords[:20]) != 1 || len(doc.Gaps) != 1 || doc.Gaps[0].Page != 3 ||
		!strings.Contains(doc.Gaps[0].Hint, "ocr-pages") {
		t.Errorf("text %q, gaps %+v; want the second page, and the third as a gap", doc.Text, doc.Gaps)
	}
	o.Limits = reader.Limits{OCRTime: 1}
	doc = readFile(t, o, "late.pdf", scan(picture))
	if len(doc.Gaps) != 1 || !strings.Contains(doc.Gaps[0].Hint, "ocr-time") {
		t.Errorf("gaps %+v, want one that names the time", doc.Gaps)
	}
}

func pngOf(t *testing.T, picture image.Image) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// tiffOf writes a TIFF of grey pages at 200 dots to the inch, without compression.
func tiffOf(pages ...*image.Gray) string {
	const entries, long, short, ratio = 10, 4, 3, 5
	b := []byte("II*\x00\x00\x00\x00\x00")
	link := 4
	for _, p := range pages {
		pixels := len(b)
		b = append(b, p.Pix...)
		resolution := len(b)
		b = binary.LittleEndian.AppendUint32(b, 200)
		b = binary.LittleEndian.AppendUint32(b, 1)
		binary.LittleEndian.PutUint32(b[link:], uint32(len(b)))
		b = binary.LittleEndian.AppendUint16(b, entries)
		for _, e := range [entries][3]int{
			{256, long, p.Rect.Dx()}, {257, long, p.Rect.Dy()}, {258, short, 8}, {259, short, 1}, {262, short, 1},
			{273, long, pixels}, {278, long, p.Rect.Dy()}, {279, long, len(p.Pix)}, {282, ratio, resolution}, {296, short, 2},
		} {
			b = binary.LittleEndian.AppendUint16(b, uint16(e[0]))
			b = binary.LittleEndian.AppendUint16(b, uint16(e[1]))
			b = binary.LittleEndian.AppendUint32(b, 1)
			b = binary.LittleEndian.AppendUint32(b, uint32(e[2]))
		}
		link = len(b)
		b = append(b, 0, 0, 0, 0)
	}
	return string(b)
}

func TestPicturesAreDocuments(t *testing.T) {
	recognising(t)
	picture := pictureOf(t, order().String(), 200)
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, picture, nil); err != nil {
		t.Fatal(err)
	}
	for name, src := range map[string]string{
		"a.png": pngOf(t, picture), "a.jpg": photo.String(), "a.tif": tiffOf(picture, picture),
	} {
		doc := readFile(t, reader.Options{}, name, src)
		recognisedAs(t, doc, floodWords)
		if want := map[string]int{"a.tif": 2}[name]; doc.Format != "image" || len(doc.Pages) != max(1, want) ||
			strings.Count(doc.Text, "reached the border") != len(doc.Pages) {
			t.Errorf("%s: read as %s with %d pages", name, doc.Format, len(doc.Pages))
		}
	}
	doc := readFile(t, reader.Options{}, "a.tif", tiffOf(picture))
	if p := doc.Pages[0]; p.Width < 418 || p.Width > 422 {
		t.Errorf("the page is %v points wide, want 420 by its resolution", p.Width)
	}
}

func TestPictureInAnArchiveIsReadWhereItShowsWords(t *testing.T) {
	recognising(t)
	plain := image.NewRGBA(image.Rect(0, 0, 300, 300))
	for y := range 300 {
		for x := range 300 {
			plain.Set(x, y, color.RGBA{uint8(x / 2), uint8(y / 2), 90, 255})
		}
	}
	doc := readFile(t, reader.Options{}, "a.zip",
		readertest.Pack(t, "scan.png", pngOf(t, pictureOf(t, order().String(), 200)), "logo.png", pngOf(t, plain)))
	s := recognisedAs(t, doc, floodWords)
	if at := doc.Locate(s); !strings.Contains(at.Section, "scan.png") {
		t.Errorf("the words are in %q, want scan.png", at.Section)
	}
}

// TestHostilePicturesEnd reads pictures that ask for more than there is.
func TestHostilePicturesEnd(t *testing.T) {
	recognising(t)
	good := pngOf(t, image.NewGray(image.Rect(0, 0, 400, 400)))
	huge := []byte(good)
	binary.BigEndian.PutUint32(huge[16:], 100_000)
	binary.BigEndian.PutUint32(huge[20:], 100_000)
	circle := []byte(tiffOf(image.NewGray(image.Rect(0, 0, 40, 40))))
	first := binary.LittleEndian.Uint32(circle[4:])
	binary.LittleEndian.PutUint32(circle[len(circle)-4:], first)
	large := []byte(tiffOf(image.NewGray(image.Rect(0, 0, 40, 40))))
	binary.LittleEndian.PutUint32(large[first+2+8:], 1<<31)
	for name, src := range map[string]string{
		"huge.png": string(huge), "cut.png": good[:60], "no.png": good[:8], "circle.tif": string(circle),
		"large.tif": string(large), "cut.tif": string(circle[:20]), "nowhere.tif": "MM\x00*\xFF\xFF\xFF\xF0rest of the file",
		"cut.jpg": "\xFF\xD8\xFF\xE0\x00\x10JFIF\x00", "big.tif": "II*\x00\x08\x00\x00\x00",
	} {
		doc := readFile(t, reader.Options{}, name, src)
		if len(doc.Gaps) == 0 || doc.Text != "" || doc.Gaps[0].Hint == "" {
			t.Errorf("%s: text %q, gaps %+v; want a gap with a remedy", name, doc.Text, doc.Gaps)
		}
	}
}
