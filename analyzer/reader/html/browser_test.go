package html_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/readertest"
	"refrain/internal/browsertest"
)

// piece is a piece of a page that shows the word "flood", or does not.
type piece struct {
	line  int
	shown bool
	page  string
}

// pieces are those of testdata/visible.txt.
func pieces(t *testing.T) []piece {
	t.Helper()
	data, err := os.ReadFile("testdata/visible.txt")
	if err != nil {
		t.Fatal(err)
	}
	var list []piece
	for i, line := range strings.Split(string(data), "\n") {
		sign, source, ok := strings.Cut(line, " ")
		if !ok || sign == "#" {
			continue
		}
		list = append(list, piece{i + 1, sign == "+", "<!doctype html><meta charset=utf-8><p>before</p>" + source})
	}
	return list
}

func TestPagesAreSeenAsBrowsersShowThem(t *testing.T) {
	for _, p := range pieces(t) {
		doc := readertest.ReadNamed(t, "a.html", p.page)
		var shown, found bool
		for _, b := range doc.Blocks {
			if strings.Contains(b.Of(doc.Text), "flood") {
				found = true
				shown = shown || b.Exclusion != document.Hidden
			}
		}
		if shown != p.shown {
			t.Errorf("visible.txt:%d: seen %v, want %v: %s", p.line, shown, p.shown, p.page)
		}
		if !found && !p.shown {
			t.Errorf("visible.txt:%d: what is hidden is not in the document at all: %s", p.line, p.page)
		}
	}
}

// seenScript finds out whether the word is shown: by the styles of the element that it is in, and
// by the place of its letters.
const seenScript = `(() => {
	let shown = false;
	const inside = (r, e) => {
		let fixed = false;
		for (; e && e !== document.body; e = e.assignedSlot || e.parentElement || e.getRootNode().host) {
			const s = getComputedStyle(e), q = e.getBoundingClientRect();
			if (s.clipPath.startsWith('inset(100%') || s.clipPath.startsWith('inset(50%') || s.clipPath.startsWith('circle(0')) return false;
			const c = (s.position === 'absolute' && s.clip.match(/-?[\d.]+/g)) || [];
			if (c.length === 4 && c[1] - c[3] <= 1) return false;
			if (!fixed && s.display !== 'inline' && s.overflow !== 'visible' &&
				(Math.min(r.right, q.right) - Math.max(r.left, q.left) <= 1.5 || Math.min(r.bottom, q.bottom) - Math.max(r.top, q.top) <= 1.5)) return false;
			fixed = fixed || s.position === 'fixed';
		}
		return true;
	};
	const walk = n => {
		if (n.nodeType === 3 && n.data.includes('flood')) {
			const p = n.parentElement || n.parentNode.host;
			if (['SCRIPT', 'STYLE', 'TITLE', 'NOSCRIPT'].includes(p.tagName)) return;
			const closed = p.closest('details') && getComputedStyle(p).visibility === 'visible';
			if (!p.checkVisibility({checkOpacity: true, checkVisibilityCSS: true}) && !closed) return;
			const range = document.createRange();
			range.selectNodeContents(n);
			for (const r of range.getClientRects())
				if (r.width > 1.5 && r.height > 1.5 && r.right > 0 && r.bottom > 0 && inside(r, p)) shown = true;
			shown = shown || closed;
		}
		if (n.shadowRoot) return n.shadowRoot.childNodes.forEach(walk);
		if (n.tagName === 'SLOT' && n.assignedNodes().length) return n.assignedNodes().forEach(walk);
		if (n.tagName === 'IFRAME' && n.srcdoc) shown = shown || n.contentDocument.body.innerText.includes('flood');
		n.childNodes.forEach(walk);
	};
	if (document.body) walk(document.body);
	return !!shown;
})()`

// TestChromiumAgrees shows the same pieces in Chromium. It is skipped where there is none.
func TestChromiumAgrees(t *testing.T) {
	if testing.Short() {
		t.Skip("the test is to be short")
	}
	ctx := browsertest.Start(t, 3*time.Minute, chromedp.WindowSize(1280, 800),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND"))
	file := filepath.Join(t.TempDir(), "piece.html")
	for _, p := range pieces(t) {
		if err := os.WriteFile(file, []byte(p.page), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := chromedp.Do(ctx, chromedp.Navigate("file://"+file)); err != nil {
			t.Fatal(err)
		}
		shown, err := chromedp.Run(ctx, chromedp.Evaluate[bool](seenScript))
		if err != nil {
			t.Fatal(err)
		}
		if shown != p.shown {
			t.Errorf("visible.txt:%d: Chromium shows it: %v, recorded is %v: %s", p.line, shown, p.shown, p.page)
		}
	}
}
