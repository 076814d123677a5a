package plain

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"refrain/analyzer/reader/pdf"

	"refrain/analyzer/reader/pdf/pdftest"
)

// TestMain runs the child of the second engine when a test has started this program as one.
func TestMain(m *testing.M) {
	switch os.Getenv("REFRAIN_TEST_CHILD") {
	case "read":
		if err := ReadChild(os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	case "hang":
		select {}
	}
	os.Exit(m.Run())
}

// plainEngine is the second engine with the test's own program as its child.
func plainEngine(t testing.TB, does string, o pdf.Options) *Engine {
	t.Helper()
	e := New(o)
	e.Child = func(ctx context.Context) (*exec.Cmd, error) {
		program, err := os.Executable()
		if err != nil {
			return nil, err
		}
		c := exec.CommandContext(ctx, program)
		c.Env = append(os.Environ(), "REFRAIN_TEST_CHILD="+does)
		return c, nil
	}
	return e
}

// TestEnginesAgree holds both engines to the same promises.
func TestEnginesAgree(t *testing.T) {
	pdfium := pdf.NewPDFium(pdf.Options{})
	defer pdfium.Close()
	for name, e := range map[string]pdf.Engine{"pdfium": pdfium, "plain": plainEngine(t, "read", pdf.Options{})} {
		d, err := e.Open(context.Background(), pdftest.Bill(), "")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var pages []*pdf.Page
		for i := range d.Pages() {
			p, err := d.Page(context.Background(), i)
			if err != nil {
				t.Errorf("%s: page %d: %v", name, i+1, err)
			}
			pages = append(pages, p)
		}
		if len(pages) != 4 {
			t.Errorf("%s: %d pages, want 4", name, len(pages))
		}
		var text strings.Builder
		for _, b := range pdf.Layout(pages) {
			for _, l := range b.Lines {
				for _, c := range l.Chars {
					text.WriteRune(c.Rune)
				}
				text.WriteByte(' ')
			}
		}
		for _, want := range []string{
			"faced a flood of migrants since the spring",
			"Illegal immigrants who are detained under subsection (1)",
			"bring illegal immigrants across the river",
		} {
			if !strings.Contains(text.String(), want) {
				t.Errorf("%s: %q is not in its text:\n%s", name, want, text.String())
			}
		}
		if _, err := e.Open(context.Background(), "%PDF-1.4 and nothing else", ""); !errors.Is(err, pdf.ErrDamaged) {
			t.Errorf("%s: error %v, want %v", name, err, pdf.ErrDamaged)
		}
		d.Close()
	}
}

func TestChildThatHangsIsEnded(t *testing.T) {
	e := plainEngine(t, "hang", pdf.Options{DocTime: 300 * time.Millisecond})
	if _, err := e.Open(context.Background(), pdftest.Bill(), ""); !errors.Is(err, pdf.ErrLimit) {
		t.Errorf("error %v, want %v", err, pdf.ErrLimit)
	}
}

func TestChildThatIsMissingIsNamed(t *testing.T) {
	e := New(pdf.Options{})
	e.Child = func(ctx context.Context) (*exec.Cmd, error) { return exec.CommandContext(ctx, "no-such-program"), nil }
	_, err := e.Open(context.Background(), pdftest.Bill(), "")
	if err == nil || !strings.Contains(err.Error(), "does not start") {
		t.Errorf("error %v, want one that says that the engine does not start", err)
	}
}

// TestPlainSaysWhatItDoesNotSee: the second engine has letters and places alone. Where something
// may hide text or strike it out, or text is not read at all, the page says so.
func TestPlainSaysWhatItDoesNotSee(t *testing.T) {
	const secret = "Stop the flood."
	const helvetica = "/Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
	e := plainEngine(t, "read", pdf.Options{})
	for claim, c := range map[string]struct {
		write           func(d *pdftest.Doc, p *pdftest.Page)
		unseen, skipped bool
		layers          int
	}{
		"black": {write: func(_ *pdftest.Doc, p *pdftest.Page) { p.Text(60, 200, 12, pdftest.Roman, secret) }},
		"a shaded table": {write: func(_ *pdftest.Doc, p *pdftest.Page) {
			p.Write("q 0.9 g 50 590 400 30 re f Q 50 560 400 1 re f")
			p.Text(60, 200, 12, pdftest.Roman, secret)
			p.Rule(60, 202, 200, 202)
		}},
		"white": {write: func(_ *pdftest.Doc, p *pdftest.Page) {
			p.Write("q 1 1 1 rg")
			p.Text(60, 200, 12, pdftest.Roman, secret)
			p.Write("Q")
		}, unseen: true},
		"invisible": {write: func(_ *pdftest.Doc, p *pdftest.Page) {
			p.Write("q 3 Tr")
			p.Text(60, 200, 12, pdftest.Roman, secret)
			p.Write("Q")
		}, unseen: true},
		"covered": {write: func(_ *pdftest.Doc, p *pdftest.Page) {
			p.Text(60, 200, 12, pdftest.Roman, secret)
			p.Write("1 g 0 580 600 50 re f")
		}, unseen: true},
		"clipped": {write: func(_ *pdftest.Doc, p *pdftest.Page) {
			p.Write("q 0 0 100 100 re W n")
			p.Text(60, 200, 12, pdftest.Roman, secret)
			p.Write("Q")
		}, unseen: true},
		"transparent": {write: func(_ *pdftest.Doc, p *pdftest.Page) {
			p.Resource("ExtGState", "G", "<< /ca 0 >>")
			p.Write("q /G gs")
			p.Text(60, 200, 12, pdftest.Roman, secret)
			p.Write("Q")
		}, unseen: true},
		"a layer": {write: func(_ *pdftest.Doc, p *pdftest.Page) {
			p.Resource("Properties", "L", "<< /Type /OCG /Name (x) >>")
			p.Write("/OC /L BDC")
			p.Text(60, 200, 12, pdftest.Roman, secret)
			p.Write("EMC")
		}, unseen: true},
		"struck": {write: func(_ *pdftest.Doc, p *pdftest.Page) {
			p.Text(60, 200, 12, pdftest.Roman, secret)
			p.Rule(60, 196.5, 60+pdftest.Width(12, pdftest.Roman, secret), 196.5)
		}, unseen: true},
		"outside the page": {write: func(_ *pdftest.Doc, p *pdftest.Page) {
			p.Text(60, -100, 12, pdftest.Roman, secret)
		}, layers: 1},
		"tiny": {write: func(_ *pdftest.Doc, p *pdftest.Page) {
			p.Text(60, 200, 0.5, pdftest.Roman, secret)
		}, layers: 1},
		"turned": {write: func(_ *pdftest.Doc, p *pdftest.Page) {
			p.Turned(0, 1, 60, 400, 12, secret)
		}, skipped: true},
		"a form": {write: func(d *pdftest.Doc, p *pdftest.Page) {
			n := d.Stream("/Type /XObject /Subtype /Form /BBox [0 0 600 800] "+helvetica,
				"BT /F 12 Tf 60 600 Td ("+secret+") Tj ET")
			p.Resource("XObject", "X", fmt.Sprintf("%d 0 R", n))
			p.Write("/X Do")
		}, skipped: true},
		"typed": {write: func(_ *pdftest.Doc, p *pdftest.Page) {
			p.Annotation(60, 180, 400, 220, "/Subtype /FreeText /DA (/Helv 12 Tf) /Contents ("+secret+")")
		}, skipped: true},
	} {
		var doc pdftest.Doc
		page := doc.Page(600, 800)
		page.Text(60, 400, 12, pdftest.Roman, "The council met on Monday.")
		c.write(&doc, page)
		d, err := e.Open(context.Background(), doc.String(), "")
		if err != nil {
			t.Fatal(err)
		}
		p, err := d.Page(context.Background(), 0)
		if err != nil {
			t.Errorf("%s: %v", claim, err)
			continue
		}
		if p.Unseen != c.unseen || p.Skipped != c.skipped || len(p.Layers) != c.layers {
			t.Errorf("%s: unseen %v, skipped %v, %d layers", claim, p.Unseen, p.Skipped, len(p.Layers))
		}
	}
}
