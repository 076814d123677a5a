// Package docs_test makes the pictures of the documentation, and fails where they no longer show what
// the program does.
package docs_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"html"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"refrain/analyzer"
	"refrain/check"
	"refrain/internal/browsertest"
	"refrain/lexicon"
	"refrain/reports"
	"refrain/reports/stream"
	"refrain/serve"
	"refrain/serve/session"
)

var update = flag.Bool("update", false, "make the pictures anew")

const again = "go test ./docs -update makes it anew; look at it before you commit it"

// The page of an advocate is the report on a bill.
func TestPictureOfAReport(t *testing.T) {
	run, done := checked(t, "border-order-bill.pdf")
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, []byte(written(t, "html", run, done)), 0o644); err != nil {
		t.Fatal(err)
	}
	picture(t, "advocates", "file://"+file, 1200, 900)
}

// The page of a journalist is the one that takes a pasted speech.
func TestPictureOfThePage(t *testing.T) {
	speech, err := os.ReadFile("../testdata/docs/speech.txt")
	if err != nil {
		t.Fatal(err)
	}
	listener := httptest.NewUnstartedServer(nil)
	server := serve.New(serve.Options{
		Options: session.Options{
			Lexicons: []serve.Lexicon{{Name: "built-in", Lexicon: builtin(t)}}, Version: "0.1.0",
		},
		Hosts: []string{listener.Listener.Addr().String()}, Token: serve.NewToken(),
	})
	t.Cleanup(server.Close)
	listener.Config.Handler = server.Handler()
	listener.Start()
	t.Cleanup(listener.Close)
	t.Cleanup(listener.CloseClientConnections)
	picture(t, "journalists", listener.URL+"/#"+server.Ticket(), 1200, 900,
		`document.body.dataset.ready`,
		fmt.Sprintf(`(document.getElementById("text").value = %q,
			document.querySelector("#paste button").click(), true)`, speech),
		`document.querySelector("#checks li")`)
}

// The picture for pipelines is a screen, which needs no browser.
func TestPictureOfAScreen(t *testing.T) {
	run, done := checked(t, "speech.txt")
	const file = "pictures/ci.svg"
	want := screen("$ refrain check testdata/docs/speech.txt", written(t, "terminal", run, done))
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(got), want); diff != "" {
		t.Errorf("%s: %s (-shown +today)\n%s", file, again, diff)
	}
}

// The page of an advocate shows a paper of amendments too, and quotes one.
func TestPictureOfAPaper(t *testing.T) {
	run, done := checked(t, "border-order-bill.pdf")
	file := filepath.Join(t.TempDir(), "paper.html")
	paper := func(file, style string) string {
		return writtenTo(t, "amendments", run, done, reports.Options{File: file, Amendments: stream.Amendments{Style: style}})
	}
	if err := os.WriteFile(file, []byte(paper(file, "eu")), 0o644); err != nil {
		t.Fatal(err)
	}
	picture(t, "amendments", "file://"+file, 900, 700)
	page, err := os.ReadFile("advocates.md")
	if err != nil {
		t.Fatal(err)
	}
	today := paper("paper.md", "uk")
	for line := range strings.Lines(string(page)) {
		quoted, ok := strings.CutPrefix(line, "> ")
		if ok && !strings.Contains(today, strings.TrimSpace(quoted)+"\n") {
			t.Errorf("advocates.md: no paper says %q today", quoted)
		}
	}
}

func builtin(t *testing.T) *lexicon.Lexicon {
	t.Helper()
	lex, err := lexicon.LoadTerms(lexicon.Files)
	if err != nil {
		t.Fatal(err)
	}
	return lex
}

// checked is what refrain finds in a document of testdata/docs.
func checked(t *testing.T, name string) (reports.Run, *analyzer.Report) {
	t.Helper()
	content, err := os.ReadFile("../testdata/docs/" + name)
	if err != nil {
		t.Fatal(err)
	}
	lex := builtin(t)
	checker := check.New(lex, check.Options{})
	defer checker.Close()
	done := checker.Document(t.Context(), "testdata/docs/"+name, string(content))
	return stream.RunOf("0.1.0", lex, nil, false, analyzer.Policy{Threshold: lexicon.Replace}), done
}

// written is a report of a kind on one document.
func written(t *testing.T, kind string, run reports.Run, done *analyzer.Report) string {
	t.Helper()
	return writtenTo(t, kind, run, done, reports.Options{})
}

// writtenTo is written with options.
func writtenTo(t *testing.T, kind string, run reports.Run, done *analyzer.Report, o reports.Options) string {
	t.Helper()
	k, ok := reports.KindOf(kind)
	if !ok {
		t.Fatalf("there is no kind %s", kind)
	}
	var b bytes.Buffer
	totals := reports.Totals{Policy: run.Policy}
	totals.Add(done)
	w := k.New(&b, o)
	for _, err := range []error{w.Begin(run), w.Document(done), w.End(totals)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

// picture takes a picture of a page, after each of the conditions has come to hold in it. What is
// compared are the words within the picture: another browser draws other pixels.
func picture(t *testing.T, name, address string, width, height int64, conditions ...string) {
	t.Helper()
	ctx := browsertest.Start(t, 2*time.Minute)
	do(t, ctx, chromedp.EmulateViewport(width, height), chromedp.Navigate(address))
	for _, condition := range conditions {
		for tries := 0; value(t, ctx, "!!("+condition+")") != "true"; tries++ {
			if tries == 600 {
				t.Fatalf("never holds: %s", condition)
			}
			time.Sleep(50 * time.Millisecond)
		}
	}
	all := settled(t, ctx, fmt.Sprintf(words, "Infinity"))
	if *update {
		do(t, ctx, chromedp.Sleep(time.Second)) // A report in a frame is drawn a little later.
		do(t, ctx, chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
			shot, err := chromedp.Call(ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{})
			if err != nil {
				return err
			}
			return os.WriteFile("pictures/"+name+".png", shot.Data, 0o644)
		}))
		shown := settled(t, ctx, fmt.Sprintf(words, "innerHeight"))
		if err := os.WriteFile("pictures/"+name+".txt", []byte(shown), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	was, err := os.ReadFile("pictures/" + name + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	// Other letters cut the picture at another line, so what it shows has to be somewhere in the page, in its order.
	rest := all
	for line := range strings.Lines(string(was)) {
		_, after, found := strings.Cut("\n"+rest, "\n"+line)
		if !found {
			t.Errorf("pictures/%s.png: %s: today the page does not say %q there", name, again, strings.TrimSpace(line))
			return
		}
		rest = after
	}
}

// words are the lines of a page that begin above a height, as a template of an expression.
const words = `(() => {
	const lines = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let n; n = walk.nextNode();) {
		const range = document.createRange();
		range.selectNodeContents(n);
		const box = range.getBoundingClientRect(), text = n.data.replace(/\s+/g, " ").trim();
		if (text && box.height && box.top < %s && n.parentElement.checkVisibility() &&
			!n.parentElement.closest("script, style, option")) lines.push(text);
	}
	return lines.join("\n") + "\n";
})()`

// settled is what an expression is when it has not changed for a second: pages move what they show when
// letters and pictures have come.
func settled(t *testing.T, ctx context.Context, expression string) string {
	t.Helper()
	last, same := "", 0
	for range 100 {
		now := value(t, ctx, expression)
		if same++; now != last {
			last, same = now, 0
		}
		if same == 5 {
			return last
		}
		time.Sleep(200 * time.Millisecond)
	}
	t.Fatal("the page never comes to rest")
	return ""
}

func do(t *testing.T, ctx context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

func value(t *testing.T, ctx context.Context, expression string) string {
	t.Helper()
	s, err := chromedp.Run(ctx, chromedp.Evaluate[string]("String("+expression+")"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// screen is a picture of a command and what it prints, as SVG.
func screen(command, printed string) string {
	const em, line = 8, 19 // pixels of a letter and of a line
	lines := append([]string{command}, strings.Split(strings.TrimRight(printed, "\n"), "\n")...)
	lines = slices.DeleteFunc(lines, func(l string) bool { // What changes with every entry and language.
		return strings.Contains(l, "sha256") || strings.HasPrefix(l, "refrain ")
	})
	most := 0
	for _, l := range lines {
		most = max(most, len([]rune(l)))
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" `+
		`aria-label="What refrain prints">`+"\n", most*em+40, len(lines)*line+40)
	b.WriteString(`<rect width="100%" height="100%" rx="8" fill="#16202b"/>` + "\n" +
		`<g font-family="ui-monospace, Menlo, Consolas, monospace" font-size="13" fill="#e8edf2" ` +
		`xml:space="preserve">` + "\n")
	for i, l := range lines {
		fill := ""
		switch {
		case i == 0, strings.Contains(l, "^^"):
			fill = ` fill="#f2b84b"`
		case strings.HasPrefix(l, "testdata/"):
			fill = ` font-weight="bold"`
		}
		fmt.Fprintf(&b, "<text x=\"20\" y=\"%d\"%s>%s</text>\n", 30+i*line, fill, html.EscapeString(l))
	}
	b.WriteString("</g>\n</svg>\n")
	return b.String()
}
