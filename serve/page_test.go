package serve_test

import (
	"context"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"refrain/internal/browsertest"
	"refrain/serve"
)

// tab is the page in a browser without a window.
type tab struct {
	t        *testing.T
	ctx      context.Context
	requests chan string // addresses that the browser asked for
}

// browse opens the page of a site. The test is skipped where there is no browser.
func browse(t *testing.T, address string) *tab {
	t.Helper()
	ctx := browsertest.Start(t, 2*time.Minute,
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-quic", true))
	p := &tab{t: t, ctx: ctx, requests: make(chan string, 1000)}
	if err := chromedp.Listen(ctx, func(event any) {
		if e, ok := event.(*network.EventRequestWillBeSent); ok {
			p.requests <- e.Request.URL
		}
	}); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, network.Enable, network.EnableParams{})
		return err
	}))
	p.do(chromedp.EmulateViewport(1400, 900))
	p.do(chromedp.Navigate(address))
	p.until(`document.body.dataset.ready || !document.getElementById("message").hidden`)
	return p
}

func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, steps...); err != nil {
		p.t.Fatal(err)
	}
}

// eval is what an expression is in the page, as text.
func (p *tab) eval(expression string) string {
	p.t.Helper()
	value, err := chromedp.Run(p.ctx, chromedp.Evaluate[string]("String("+expression+")"))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return value
}

// until waits for an expression to hold.
func (p *tab) until(expression string) {
	p.t.Helper()
	for range 600 {
		if p.eval("!!("+expression+")") == "true" {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	p.t.Fatalf("%s never holds; the page says: %s", expression, p.eval("document.body.innerText"))
}

// drop drops files of those names and contents on the page.
func (p *tab) drop(files ...[2]string) {
	p.t.Helper()
	var list strings.Builder
	for _, f := range files {
		content := base64.StdEncoding.EncodeToString([]byte(f[1]))
		fmt.Fprintf(
			&list,
			"t.items.add(new File([Uint8Array.from(atob(%q), c => c.charCodeAt(0))], %q));",
			content,
			f[0],
		)
	}
	p.eval("(() => { const t = new DataTransfer();" + list.String() +
		`document.dispatchEvent(new DragEvent("drop", {dataTransfer: t, bubbles: true, cancelable: true})) })()`)
}

// picture writes a picture of the page to a folder that $REFRAIN_PICTURES names, for people to look
// at.
func (p *tab) picture(name string, width, height int64) {
	p.t.Helper()
	folder := os.Getenv("REFRAIN_PICTURES")
	if folder == "" {
		return
	}
	p.do(chromedp.EmulateViewport(width, height))
	time.Sleep(300 * time.Millisecond)
	p.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		shot, err := chromedp.Call(ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{})
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(folder, name+".png"), shot.Data, 0o644)
	}))
}

func TestPageInBrowser(t *testing.T) {
	s := newSite(t, serve.Limits{})
	p := browse(t, s.url+"/#"+s.server.Ticket())
	if got := p.eval("location.hash + document.getElementById('message').textContent"); got != "" {
		t.Fatalf("the page shows %q", got)
	}
	p.picture("begin-1400", 1400, 900)
	p.picture("begin-360", 360, 740)
	browsertest.Accessible(t, p.ctx)

	p.eval(`(() => { document.getElementById("text").value = ` + fmt.Sprintf("%q", "A speech\n\n"+flood) + ` })()`)
	p.eval(`document.querySelector("#paste button").click()`)
	p.until(`!document.getElementById("result").hidden`)
	if got := p.eval(`document.getElementById("result-title").textContent`); got != "A speech.txt" {
		t.Errorf("the pasted text is called %q", got)
	}
	if got := p.eval(`document.getElementById("found").textContent`); !strings.Contains(
		got,
		"1 finding in 1 document",
	) {
		t.Errorf("the page says %q", got)
	}

	bill, err := os.ReadFile("../testdata/docs/border-order-bill.pdf")
	if err != nil {
		t.Fatal(err)
	}
	p.drop([2]string{"bill.pdf", string(bill)}, [2]string{"note.docx", word(t, flood)}, [2]string{"empty.txt", ""})
	p.until(`document.getElementById("result-title").textContent.startsWith("bill.pdf")`)
	p.until(`document.querySelectorAll("#checks li").length == 2`)
	if got := p.eval(`document.querySelectorAll("#copy option").length`); got != "2" {
		t.Errorf("copies of %s documents, want 2", got)
	}
	if got := p.eval(`document.getElementById("found").textContent`); !strings.Contains(got, "1 document not read") {
		t.Errorf("the page says %q, and not that one was not read", got)
	}
	time.Sleep(time.Second) // The report is drawn in a frame that the page cannot look into.
	p.picture("report-1400", 1400, 900)
	p.picture("report-768", 768, 1000)
	p.picture("report-360", 360, 740)
	browsertest.Accessible(t, p.ctx)

	for close(p.requests); ; {
		address, ok := <-p.requests
		if !ok {
			break
		}
		if !strings.HasPrefix(address, s.url) && !strings.HasPrefix(address, "data:") &&
			!strings.HasPrefix(address, "blob:") {
			t.Errorf("the browser asked for %s", address)
		}
	}
}

// A journalist asks what one speaker of a hearing said, without checking the document again.
func TestSpeakerIsChosenOnThePage(t *testing.T) {
	s := newSite(t, serve.Limits{})
	p := browse(t, s.url+"/#"+s.server.Ticket())
	p.eval(`(() => { document.getElementById("text").value = ` + fmt.Sprintf("%q", hearing) + ` })()`)
	p.eval(`document.querySelector("#paste button").click()`)
	p.until(`!document.getElementById("result").hidden`)
	offered := p.eval(`[...document.querySelectorAll("#voice option")].map(o => o.textContent).join()`)
	if offered != "everybody's,Mr Stone,Ms River" {
		t.Fatalf("the page offers the speakers %s", offered)
	}
	p.eval(`(() => {
		const v = document.getElementById("voice");
		v.value = "Ms River";
		v.dispatchEvent(new Event("change"));
	})()`)
	for _, link := range []string{"open", "download"} {
		if got := p.eval(`document.getElementById("` + link + `").href`); !strings.HasSuffix(got, "?speaker=Ms%20River") {
			t.Errorf("%s leads to %s", link, got)
		}
	}
	p.picture("speaker-360", 360, 740)
}

func TestPageWithoutToken(t *testing.T) {
	s := newSite(t, serve.Limits{})
	p := browse(t, s.url+"/#wrong")
	if got := p.eval(`document.getElementById("message").textContent`); !strings.Contains(got, "the part after #") {
		t.Errorf("the page says %q", got)
	}
}
