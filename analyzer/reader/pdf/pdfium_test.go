package pdf

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/pdf/pdftest"
)

// opened opens a document with a new engine.
func opened(t *testing.T, src string, o Options) Doc {
	t.Helper()
	e := NewPDFium(o)
	t.Cleanup(func() { e.Close() })
	d, err := e.Open(context.Background(), src, "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	return d
}

func TestRenderShowsTheWords(t *testing.T) {
	var d pdftest.Doc
	p := d.Page(300, 200)
	p.Text(50, 100, 20, pdftest.Bold, "HERE")
	p.Entry("/Rotate 90")
	r := opened(t, d.String(), Options{}).(Renderer)
	dark := func(box document.Box) (n int) {
		picture, err := r.Render(context.Background(), 0, box, 2)
		if err != nil {
			t.Fatal(err)
		}
		b := picture.Bounds()
		for y := range b.Dy() {
			for x := range b.Dx() {
				if red, _, _, _ := picture.At(x, y).RGBA(); red < 0x8000 {
					n++
				}
			}
		}
		return n
	}
	// The page is shown turned: what stands at 50, 100 on it is seen at 200-100, 50.
	if n := dark(document.Box{Left: 90, Top: 45, Right: 125, Bottom: 115}); n < 200 {
		t.Errorf("%d dark pixels where the word stands, want many", n)
	}
	if n := dark(document.Box{Left: 90, Top: 150, Right: 125, Bottom: 220}); n != 0 {
		t.Errorf("%d dark pixels beside the word, want none", n)
	}
}

func TestRenderRefusesHugePictures(t *testing.T) {
	var d pdftest.Doc
	d.Page(300, 200)
	r := opened(t, d.String(), Options{}).(Renderer)
	whole := document.Box{Right: 300, Bottom: 200}
	if _, err := r.Render(context.Background(), 0, whole, 1000); !errors.Is(err, ErrLimit) {
		t.Errorf("error %v, want %v", err, ErrLimit)
	}
}

func TestPageThatTakesTooMuchWorkLosesNoOther(t *testing.T) {
	var d pdftest.Doc
	d.Page(300, 200).Text(50, 100, 10, pdftest.Roman, "first")
	heavy := d.Page(300, 200)
	for range 20000 {
		heavy.Text(50, 100, 10, pdftest.Roman, "again and again and again")
	}
	d.Page(300, 200).Text(50, 100, 10, pdftest.Roman, "third")
	doc := opened(t, d.String(), Options{Work: 3_000_000})
	for i, want := range []error{nil, ErrLimit, nil} {
		p, err := doc.Page(context.Background(), i)
		if !errors.Is(err, want) {
			t.Errorf("page %d: error %v, want %v", i+1, err, want)
		}
		if want == nil && (p == nil || len(p.Chars) != 5) {
			t.Errorf("page %d: %v, want five characters", i+1, p)
		}
	}
}

// TestManyCostlyPagesMeetTheBoundOfTheDocument reads pages of which each is within its own bound.
func TestManyCostlyPagesMeetTheBoundOfTheDocument(t *testing.T) {
	var d pdftest.Doc
	for range 20 {
		costly := d.Page(300, 200)
		for range 2000 {
			costly.Text(50, 100, 10, pdftest.Roman, "again and again and again")
		}
	}
	whole := opened(t, d.String(), Options{}).(*pdfiumDoc)
	if _, err := whole.Page(context.Background(), 0); err != nil {
		t.Fatal(err)
	}
	spent := whole.granted - whole.in.Fuel()
	doc := opened(t, d.String(), Options{Work: 2 * spent})
	read := 0
	for i := range doc.Pages() {
		_, err := doc.Page(context.Background(), i)
		if err == nil {
			read++
		} else if !errors.Is(err, ErrLimit) {
			t.Errorf("page %d: error %v, want %v", i+1, err, ErrLimit)
		}
	}
	if read < wholeWork || read > 3*wholeWork {
		t.Errorf("%d of 20 pages were read, each for half the work of a page; want about %d", read, 2*wholeWork)
	}
	for i := range whole.Pages() {
		if _, err := whole.Page(context.Background(), i); err != nil {
			t.Errorf("page %d by the defaults: %v", i+1, err)
		}
	}
}

func TestMemoryIsBound(t *testing.T) {
	e := NewPDFium(Options{Memory: 24 << 20})
	defer e.Close()
	var d pdftest.Doc
	d.Page(300, 200)
	src := d.String() + string(make([]byte, 30<<20))
	if _, err := e.Open(context.Background(), src, ""); !errors.Is(err, ErrLimit) {
		t.Errorf("error %v, want %v", err, ErrLimit)
	}
	if doc, err := e.Open(context.Background(), d.String(), ""); err != nil {
		t.Errorf("the next document: %v, want none", err)
	} else {
		doc.Close()
	}
}

func TestPageThatTakesAllMemoryHasMetALimit(t *testing.T) {
	e := NewPDFium(Options{Memory: 40 << 20})
	defer e.Close()
	var d pdftest.Doc
	text := strings.Repeat("(a long text) ", 500_000)
	d.Page(300, 200).Entry("/X " + strings.Repeat("[1 ", 400) + text + strings.Repeat("]", 400))
	doc, err := e.Open(context.Background(), d.String(), "")
	if err == nil {
		defer doc.Close()
		_, err = doc.Page(context.Background(), 0)
	}
	if !errors.Is(err, ErrLimit) {
		t.Errorf("error %v, want %v", err, ErrLimit)
	}
}

func TestPasswords(t *testing.T) {
	e := NewPDFium(Options{})
	defer e.Close()
	if _, err := e.Open(context.Background(), "%PDF-1.4 nothing", ""); !errors.Is(err, ErrDamaged) {
		t.Errorf("error %v, want %v", err, ErrDamaged)
	}
	locked, err := os.ReadFile(filepath.Join("testdata", "locked.pdf")) // qpdf --encrypt secret owner 256
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		password string
		want     error
	}{{"", ErrPassword}, {"wrong", ErrWrongPassword}, {"secret", nil}} {
		d, err := e.Open(context.Background(), string(locked), c.password)
		if !errors.Is(err, c.want) {
			t.Errorf("password %q: error %v, want %v", c.password, err, c.want)
		}
		if err == nil {
			d.Close()
		}
	}
}
