package amendments

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	shots "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"refrain/internal/browsertest"
)

// TestPapersInABrowser: everybody can read them, on a telephone and on paper too.
func TestPapersInABrowser(t *testing.T) {
	for _, style := range []string{"generic", "eu"} {
		t.Run(style, func(t *testing.T) {
			ctx := browsertest.Start(t, 2*time.Minute)
			o := in(style)
			o.File = "paper.html"
			file := filepath.Join(t.TempDir(), "paper.html")
			if err := os.WriteFile(file, []byte(report(t, o, amended(t), nil)), 0o644); err != nil {
				t.Fatal(err)
			}
			do := func(steps ...chromedp.Action[chromedp.Void]) {
				t.Helper()
				if err := chromedp.Do(ctx, steps...); err != nil {
					t.Fatal(err)
				}
			}
			do(chromedp.Navigate("file://" + file))
			for _, scheme := range []string{"light", "dark"} {
				for _, width := range []int64{400, 900, 1440} {
					do(medium("screen", scheme), chromedp.EmulateViewport(width, 900))
					browsertest.Accessible(t, ctx)
					const wide = "String(document.documentElement.scrollWidth)"
					got, err := chromedp.Run(ctx, chromedp.Evaluate[string](wide))
					if want := fmt.Sprint(width); err != nil || len(got) > len(want) ||
						len(got) == len(want) && got > want {
						t.Errorf("at %d points the page is %s wide (%v)", width, got, err)
					}
					picture(t, ctx, fmt.Sprintf("%s-%s-%d", style, scheme, width))
				}
			}
		})
	}
}

// medium makes the page think of a medium and a colour scheme.
func medium(name, scheme string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Media: name, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return err
	})
}

// picture writes a picture of the whole page to a folder that $REFRAIN_PICTURES names, for people to
// look at.
func picture(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	folder := os.Getenv("REFRAIN_PICTURES")
	if folder == "" {
		return
	}
	if err := chromedp.Do(ctx, chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		shot, err := chromedp.Call(ctx, shots.CaptureScreenshot, shots.CaptureScreenshotParams{CaptureBeyondViewport: new(true)})
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(folder, name+".png"), shot.Data, 0o644)
	})); err != nil {
		t.Fatal(err)
	}
}
