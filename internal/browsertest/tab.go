package browsertest

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
)

// Tab is a page in a browser without a window.
type Tab struct {
	t        *testing.T
	Context  context.Context
	Requests chan string // addresses that the page asked for
}

// Browse opens a page of refrain, and waits until it can be used or says why not. The test is skipped
// where there is no browser.
func Browse(t *testing.T, address string) *Tab {
	t.Helper()
	ctx := Start(t, 5*time.Minute,
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-quic", true))
	p := &Tab{t: t, Context: ctx, Requests: make(chan string, 1000)}
	if err := chromedp.Listen(ctx, func(event any) {
		if e, ok := event.(*network.EventRequestWillBeSent); ok {
			p.Requests <- e.Request.URL
		}
	}); err != nil {
		t.Fatal(err)
	}
	p.Do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, network.Enable, network.EnableParams{})
		return err
	}))
	p.Do(chromedp.EmulateViewport(1400, 900))
	p.Do(chromedp.Navigate(address))
	p.Until(`document.body.dataset.ready || !document.getElementById("message").hidden`)
	return p
}

// Do takes steps in the page.
func (p *Tab) Do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.Context, steps...); err != nil {
		p.t.Fatal(err)
	}
}

// Eval is what an expression is in the page, as text.
func (p *Tab) Eval(expression string) string {
	p.t.Helper()
	value, err := chromedp.Run(p.Context, chromedp.Evaluate[string]("String("+expression+")"))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return value
}

// Until waits for an expression to hold.
func (p *Tab) Until(expression string) {
	p.t.Helper()
	for range 2400 {
		if p.Eval("!!("+expression+")") == "true" {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	p.t.Fatalf("%s never holds; the page says: %s", expression, p.Eval("document.body.innerText"))
}

// Drop drops files of those names and contents on the page.
func (p *Tab) Drop(files ...[2]string) {
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
	p.Eval("(() => { const t = new DataTransfer();" + list.String() +
		`document.dispatchEvent(new DragEvent("drop", {dataTransfer: t, bubbles: true, cancelable: true})) })()`)
}

// Picture writes a picture of the page to a folder that $REFRAIN_PICTURES names, for people to look
// at.
func (p *Tab) Picture(name string, width, height int64) {
	p.t.Helper()
	folder := os.Getenv("REFRAIN_PICTURES")
	if folder == "" {
		return
	}
	p.Do(chromedp.EmulateViewport(width, height))
	time.Sleep(300 * time.Millisecond)
	p.Do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		shot, err := chromedp.Call(ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{})
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(folder, name+".png"), shot.Data, 0o644)
	}))
}
