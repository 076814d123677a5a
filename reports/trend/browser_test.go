package trend

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"refrain/internal/browsertest"
)

// shown opens a page in a browser without a window, and returns its tab and what it asked for.
func shown(t *testing.T, page, fragment string) (ctx context.Context, requests func() []string) {
	t.Helper()
	ctx = browsertest.Start(t, 2*time.Minute,
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-quic", true))
	file := filepath.Join(t.TempDir(), "trend.html")
	if err := os.WriteFile(file, []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	asked := make(chan string, 1000)
	if err := chromedp.Listen(ctx, func(event any) {
		if e, ok := event.(*network.EventRequestWillBeSent); ok {
			asked <- e.Request.URL
		}
	}); err != nil {
		t.Fatal(err)
	}
	do(t, ctx, chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, network.Enable, network.EnableParams{})
		return err
	}), chromedp.EmulateViewport(1200, 900), chromedp.Navigate("file://"+file+fragment))
	return ctx, func() (all []string) {
		for len(asked) > 0 {
			all = append(all, <-asked)
		}
		return all
	}
}

func do(t *testing.T, ctx context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

func is(t *testing.T, ctx context.Context, expression, want string) {
	t.Helper()
	got, err := chromedp.Run(ctx, chromedp.Evaluate[string]("String("+expression+")"))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	if got != want {
		t.Errorf("%s is %q, want %q", expression, got, want)
	}
}

// scheme makes the page think of a colour scheme and a medium.
func scheme(medium, colours string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Media: medium, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: colours}},
		})
		return err
	})
}

func trendPage(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	if err := writeHTML(&b, fixture(t), Options{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPagesAreAccessible(t *testing.T) {
	var past strings.Builder
	if err := writeHistoryHTML(&past, pastFixture(t), Options{}); err != nil {
		t.Fatal(err)
	}
	for name, page := range map[string]string{"trend": trendPage(t), "history": past.String()} {
		t.Run(name, func(t *testing.T) {
			ctx, requests := shown(t, strings.ReplaceAll(page, "<details", "<details open"), "")
			browsertest.Accessible(t, ctx)
			do(t, ctx, scheme("screen", "dark"))
			browsertest.Accessible(t, ctx)
			do(t, ctx, chromedp.EmulateViewport(400, 900))
			browsertest.Accessible(t, ctx)
			is(t, ctx, "document.documentElement.scrollWidth <= 400", "true")
			if all := requests(); len(all) != 1 {
				t.Errorf("the page asked for %q", all)
			}
		})
	}
}

// A point of the plot, and its row, lead to its sentences.
func TestSentencesAreOneClickAway(t *testing.T) {
	ctx, _ := shown(t, trendPage(t), "")
	const sentences = `document.querySelector("#s2-0 .sentences")`
	is(t, ctx, sentences+`.checkVisibility({contentVisibilityAuto: true})`, "false")
	is(t, ctx, `document.querySelectorAll('svg a[href="#s2-0"]').length`, "2") // By words, and by mentions.
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector('svg a[href="#s2-0"]').dispatchEvent(
		new MouseEvent("click", {bubbles: true, cancelable: true}))`))
	is(t, ctx, `document.querySelector("#s2-0").closest("details").open`, "true")
	is(t, ctx, sentences+`.checkVisibility({contentVisibilityAuto: true})`, "true")
	is(t, ctx, sentences+`.children.length`, "3")
}

// On paper all sentences are there, and the drawing needs no colour.
func TestPageIsReadableOnPaper(t *testing.T) {
	ctx, _ := shown(t, trendPage(t), "")
	do(t, ctx, scheme("print", "light"))
	is(t, ctx, `[...document.querySelectorAll(".sentences")].every(e => e.getBoundingClientRect().height > 0)`, "true")
	is(t, ctx, `getComputedStyle(document.querySelector("svg .dot:not(.alone)")).fill`, "rgb(0, 0, 0)")
	is(t, ctx, `getComputedStyle(document.querySelector("svg .dot.alone")).fill`, "none")
}
