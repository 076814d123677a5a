package versions

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"refrain/internal/browsertest"
	"refrain/reports/reporttest"
)

// tab is a page in a browser without a window.
type tab struct {
	t   *testing.T
	ctx context.Context
}

// browse shows a page. The test is skipped where there is no browser.
func browse(t *testing.T, content string) *tab {
	t.Helper()
	p := &tab{t, browsertest.Start(t, 2*time.Minute)}
	file := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.EmulateViewport(1400, 900), chromedp.Navigate("file://"+file))
	return p
}

func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, steps...); err != nil {
		p.t.Fatal(err)
	}
}

// is fails unless an expression has a value.
func (p *tab) is(expression, want string) {
	p.t.Helper()
	got, err := chromedp.Run(p.ctx, chromedp.Evaluate[string]("String("+expression+")"))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	if got != want {
		p.t.Errorf("%s is %q, want %q", expression, got, want)
	}
}

// media makes the page think of a medium and a colour scheme.
func media(medium, scheme string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Media: medium, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return err
	})
}

// picture writes a picture of the whole page to a folder that $REFRAIN_PICTURES names, for people to
// look at.
func (p *tab) picture(name string) {
	folder := os.Getenv("REFRAIN_PICTURES")
	if folder == "" {
		return
	}
	p.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		shot, err := chromedp.Call(ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{CaptureBeyondViewport: new(true)})
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(folder, name+".png"), shot.Data, 0o644)
	}))
}

// TestPagesAreAccessible: in light and dark, wide and narrow, one comparison and an index of several.
func TestPagesAreAccessible(t *testing.T) {
	for name, content := range map[string]string{
		"one":     pageOf(t, reporttest.FixtureRun, bill()),
		"several": pageOf(t, reporttest.FixtureRun, bill(), turned(), alone()),
	} {
		p := browse(t, content)
		p.is(`document.querySelectorAll('details').forEach((d) => d.open = true) ??
			document.querySelectorAll('.row').forEach((r) => r.style.contentVisibility = 'visible')`, "undefined")
		for _, width := range []int64{1440, 900, 400, 320} {
			for _, scheme := range []string{"light", "dark"} {
				p.do(chromedp.EmulateViewport(width, 900), media("screen", scheme))
				p.is("document.documentElement.scrollWidth <= innerWidth", "true")
				browsertest.Accessible(t, p.ctx)
				p.picture(fmt.Sprintf("%s-%d-%s", name, width, scheme))
			}
		}
	}
}

// TestRowsKeepTogether: what one version says of a provision is as high on the page as what the other
// says of it, and on a narrow screen it is below.
func TestRowsKeepTogether(t *testing.T) {
	p := browse(t, pageOf(t, reporttest.FixtureRun, bill()))
	p.is("document.scripts.length", "0")
	const beside = `[...document.querySelectorAll('.row')].filter((r) => {
		const [old, now] = [r.querySelector('.old'), r.querySelector('.new')];
		return r.checkVisibility() && old && now && old.getBoundingClientRect().top === now.getBoundingClientRect().top;
	}).length`
	p.is(beside, "6")
	p.do(chromedp.EmulateViewport(400, 800))
	p.is(beside, "0")
}

// TestLinksOpenWhatIsFolded also without a script.
func TestLinksOpenWhatIsFolded(t *testing.T) {
	p := browse(t, pageOf(t, reporttest.FixtureRun, bill()))
	p.is("document.querySelector('.same-words').open", "false")
	p.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Run(ctx, chromedp.Evaluate[string]("location.hash = '#c1p8'"))
		return err
	}))
	p.is("document.querySelector('#c1p8').checkVisibility()", "true")
}

// TestThirtyThousandWordsOpenFast: what is not seen is not laid out.
func TestThirtyThousandWordsOpenFast(t *testing.T) {
	p := browse(t, pageOf(t, reporttest.FixtureRun, long(300, 100, 100)))
	p.is("document.querySelectorAll('.row').length", "300")
	p.is("getComputedStyle(document.querySelector('.row')).contentVisibility", "auto")
}

// TestPaperHasNoColourOfItsOwn: struck through and underlined words stay so, and findings keep their
// numbers.
func TestPaperHasNoColourOfItsOwn(t *testing.T) {
	p := browse(t, pageOf(t, reporttest.FixtureRun, bill()))
	p.do(media("print", "light"))
	for element, line := range map[string]string{"del": "line-through", "ins": "underline"} {
		p.is("getComputedStyle(document.querySelector('.row "+element+"')).textDecorationLine", line)
		p.is("getComputedStyle(document.querySelector('.row "+element+"')).backgroundColor", "rgb(255, 255, 255)")
	}
	p.is("getComputedStyle(document.querySelector('.skip')).display", "none")
	folder := os.Getenv("REFRAIN_PICTURES")
	if folder == "" {
		return
	}
	p.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		paper, err := chromedp.Call(ctx, page.PrintToPDF, page.PrintToPDFParams{})
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(folder, "paper.pdf"), paper.Data, 0o644)
	}))
}
