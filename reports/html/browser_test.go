package html

import (
	gocontext "context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/analyzer/judge"
	"refrain/internal/browsertest"
	"refrain/lexicon"
	"refrain/reports/reporttest"
	"refrain/reports/stream"
)

// tab is a page in a browser without a window that shows a report.
type tab struct {
	t   *testing.T
	ctx gocontext.Context

	mutex    sync.Mutex
	requests []string // addresses that the page asked for
	messages []string // what the browser said about the page
}

// browse shows a report in a browser. The test is skipped where there is none.
func browse(t *testing.T, report string) *tab {
	t.Helper()
	ctx := browsertest.Start(t, 2*time.Minute,
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-quic", true))
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, []byte(report), 0o644); err != nil {
		t.Fatal(err)
	}
	p := &tab{t: t, ctx: ctx}
	if err := chromedp.Listen(ctx, p.hear); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.Func(func(ctx gocontext.Context, _ *chromedp.Target) error {
		if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
			return err
		}
		_, err := chromedp.Call(ctx, log.Enable, struct{}{})
		return err
	}))
	p.do(chromedp.EmulateViewport(1400, 900))
	p.do(chromedp.Navigate("file://" + file))
	return p
}

func (p *tab) hear(event any) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		p.requests = append(p.requests, e.Request.URL)
	case *log.EventEntryAdded:
		p.messages = append(p.messages, e.Entry.Text)
	}
}

func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, steps...); err != nil {
		p.t.Fatal(err)
	}
}

// eval is what an expression is in the page, as text.
func (p *tab) eval(format string, args ...any) string {
	p.t.Helper()
	value, err := chromedp.Run(p.ctx, chromedp.Evaluate[string]("String("+fmt.Sprintf(format, args...)+")"))
	if err != nil {
		p.t.Fatalf("%s: %v", format, err)
	}
	return value
}

// is fails unless an expression has a value.
func (p *tab) is(expression, want string) {
	p.t.Helper()
	if got := p.eval("%s", expression); got != want {
		p.t.Errorf("%s is %q, want %q", expression, got, want)
	}
}

// choose sets a filter as a person would.
func (p *tab) choose(name, value string) {
	p.t.Helper()
	p.eval(
		"(() => { const e = document.getElementById('filters').elements[%q]; e.value = %q; e.dispatchEvent(new "+
			"Event('input', {bubbles: true})) })()",
		name, value,
	)
}

// media makes the page think of a medium and a colour scheme.
func media(medium, scheme string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx gocontext.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Media: medium, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return err
	})
}

const (
	cardsShown = "document.querySelectorAll('.card:not([hidden])').length"
	wordsShown = "document.querySelectorAll('a.f:not(.off)').length"
)

func TestFiltersShowWhatTheyName(t *testing.T) {
	p := browse(t, report(t, stream.Options{}, reporttest.FixtureRun, reporttest.Fixture(t), nil))
	p.is("document.getElementById('shown').value", "5 of 5 findings shown")
	p.choose("status", "quoted")
	p.is("document.getElementById('shown').value", "1 of 5 findings shown")
	p.is(cardsShown, "1")
	p.is(wordsShown, "1")
	p.choose("category", "People as water")
	p.is(cardsShown, "0")
	p.choose("status", "")
	p.is(cardsShown, "1")
	p.choose("category", "")
	p.choose("severity", "replace")
	p.is(cardsShown, "4")
	p.choose("document", "2")
	p.is(cardsShown, "3")
	p.is("document.getElementById('d1').hidden", "true")
	p.choose("document", "")
	p.is("document.getElementById('d1').hidden", "false")
}

func TestKeysGoFromFindingToFinding(t *testing.T) {
	p := browse(t, report(t, stream.Options{}, reporttest.FixtureRun, reporttest.Fixture(t), nil))
	number := "document.querySelector('.card.current').dataset.n"
	p.do(chromedp.KeyEvent("j"))
	p.is(number, "1")
	p.is("document.activeElement.parentElement === document.querySelector('.card.current')", "true")
	p.is("'#' + document.activeElement.parentElement.id === location.hash", "true")
	p.do(chromedp.KeyEvent("j"), chromedp.KeyEvent("j"))
	p.is(number, "3")
	p.do(chromedp.KeyEvent("k"))
	p.is(number, "2")
	p.choose("status", "used")
	p.do(chromedp.KeyEvent("j"))
	p.is(number, "3")
	// The event alone: a browser under control types the letter also when the page has prevented
	// it.
	p.is(
		"document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '/', bubbles: true, cancelable: true}))",
		"false",
	)
	p.is("document.activeElement.id", "search")
	p.do(chromedp.KeyEvent("jk")) // Now they are letters.
	p.is("document.getElementById('search').value", "jk")
	p.is(cardsShown, "0")
}

func TestLinkToAFindingShowsItsCard(t *testing.T) {
	p := browse(t, report(t, stream.Options{}, reporttest.FixtureRun, reporttest.Fixture(t), nil))
	p.choose("status", "used")
	p.eval("location.hash = '#0123456789abcdef0123-4'")
	p.do(chromedp.WaitVisible("[id='0123456789abcdef0123-4'].current"))
	p.is(cardsShown, "5")
	p.is("document.getElementById('0123456789abcdef0123-4').open", "true")
}

func TestReportIsWholeWithoutJavaScript(t *testing.T) {
	whole := report(t, stream.Options{}, reporttest.FixtureRun, reporttest.Fixture(t), nil)
	before, _, found := strings.Cut(whole, "<script>")
	if !found {
		t.Fatal("the report has no script")
	}
	p := browse(t, before)
	p.is("document.scripts.length", "0")
	p.is("document.getElementById('filters').checkVisibility()", "false")
	p.is("[...document.querySelectorAll('.card')].filter((c) => c.checkVisibility()).length", "5")
	p.is(`[...document.querySelectorAll('a.f')].filter((w) => {
		const card = document.getElementById(w.getAttribute('href').slice(1));
		return card.querySelector('a.back').getAttribute('href') === '#' + w.id;
	}).length`, "5")
}

func TestNothingLeavesThePage(t *testing.T) {
	p := browse(t, report(
		t,
		stream.Options{Picture: page},
		reporttest.FixtureRun,
		append(reporttest.Fixture(t), reporttest.HostilePage()),
		nil,
	))
	p.choose("status", "used")
	p.do(chromedp.KeyEvent("j"))
	p.is("window.hit", "undefined")
	p.is("document.scripts.length", "1")
	p.is("document.querySelectorAll('[onerror],[onclick],iframe,object,embed,link[rel=stylesheet]').length", "0")
	p.is("[...document.links].filter((a) => !/^(file|https?):$/.test(a.protocol)).length", "0")
	p.is("document.querySelectorAll('img').length", "2")
	p.is(
		"[...document.images].every((i) => (i.loading = 'eager') && i.src.startsWith('data:image/png;base64,') && "+
			"i.alt !== '')",
		"true",
	)
	p.mutex.Lock()
	asked, said := p.requests, p.messages
	p.mutex.Unlock()
	for _, r := range asked {
		if !strings.HasPrefix(r, "file:") && !strings.HasPrefix(r, "data:") {
			t.Errorf("the page asks for %s", r)
		}
	}
	for _, m := range said {
		t.Errorf("the browser says: %s", m)
	}
	// The policy holds: neither a script nor a style nor a picture from elsewhere gets in.
	p.eval(
		"(() => { const s = document.createElement('script'); s.textContent = 'window.hit = 1'; " +
			"document.body.append(s) })()",
	)
	p.is("window.hit", "undefined")
	value, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](
		"fetch('https://example.org/').then(() => 'sent', () => 'refused')", chromedp.EvalAwaitPromise,
	))
	if err != nil || value != "refused" {
		t.Errorf("a request is %q, want refused (%v)", value, err)
	}
}

// contrast is, in the page, the least contrast by WCAG 2 of a text with what is behind it, with the
// element.
const contrast = `(() => {
	const channels = (s) => s.match(/[\d.]+/g).map(Number);
	const light = (c) => c.slice(0, 3).map((v) => v / 255).map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
	const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + .05) / (y + .05) };
	const behind = (e) => { for (; e; e = e.parentElement) { const c = channels(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c } return [255, 255, 255] };
	let worst = [99, ''];
	for (const e of document.querySelectorAll('body *')) {
		if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) || !e.checkVisibility()) continue;
		const style = getComputedStyle(e);
		const r = ratio(channels(e instanceof SVGElement ? style.fill : style.color), behind(e));
		if (r < worst[0]) worst = [r, e.outerHTML.slice(0, 80)];
	}
	for (const e of document.querySelectorAll('.f')) {
		const r = ratio(channels(getComputedStyle(e).textDecorationColor), behind(e.parentElement)) * 1.5; // A line needs 3 where text needs 4.5.
		if (r < worst[0]) worst = [r, 'line below ' + e.outerHTML.slice(0, 80)];
	}
	return worst[0].toFixed(2) + ' ' + worst[1];
})()`

func TestContrastIsEnoughInEveryScheme(t *testing.T) {
	p := browse(
		t,
		report(t, stream.Options{}, reporttest.FixtureRun, append(reporttest.Fixture(t), everyStatus()), nil),
	)
	for _, c := range []struct{ medium, scheme string }{{"screen", "light"}, {"screen", "dark"}, {"print", "light"}} {
		p.do(media(c.medium, c.scheme))
		var least float64
		worst := p.eval("%s", contrast)
		fmt.Sscanf(worst, "%f", &least)
		if least < 4.5 {
			t.Errorf("%s, %s: contrast %s; want at least 4.5", c.medium, c.scheme, worst)
		}
	}
}

func TestReportIsAccessible(t *testing.T) {
	p := browse(t, report(t, stream.Options{}, reporttest.FixtureRun, append(reporttest.Fixture(t), everyStatus()), nil))
	for _, scheme := range []string{"light", "dark"} {
		p.do(media("screen", scheme))
		browsertest.Accessible(t, p.ctx)
	}
	p.do(chromedp.EmulateViewport(360, 740))
	browsertest.Accessible(t, p.ctx)
}

func TestNarrowScreensNeedNoSidewaysScrolling(t *testing.T) {
	documents := append(reporttest.Long(t), reporttest.Fixture(t)...)
	for _, d := range documents {
		d.Doc.Name = strings.Repeat("name_without_blanks_", 9) + d.Doc.Name
	}
	p := browse(t, report(t, stream.Options{Picture: page}, reporttest.OwnRun, documents, nil))
	for _, width := range []int64{320, 360, 768, 1400} {
		p.do(chromedp.EmulateViewport(width, 800))
		p.is("document.documentElement.scrollWidth <= innerWidth", "true")
	}
}

func TestPaperShowsWhatIsFoldedAway(t *testing.T) {
	p := browse(t, report(t, stream.Options{}, reporttest.FixtureRun, reporttest.Fixture(t), nil))
	p.is("document.querySelectorAll('details:not([open])').length > 0", "true")
	p.eval("dispatchEvent(new Event('beforeprint'))")
	p.is("document.querySelectorAll('details:not([open])').length", "0")
	p.do(media("print", "light"))
	p.is("getComputedStyle(document.getElementById('filters')).display", "none")
	p.eval("dispatchEvent(new Event('afterprint'))")
	p.is("document.querySelectorAll('details:not([open])').length > 0", "true")
}

func TestIDsAreUniqueAndLinksLeadSomewhere(t *testing.T) {
	p := browse(t, report(
		t, stream.Options{}, reporttest.FixtureRun,
		append(append(reporttest.Fixture(t), reporttest.Fixture(t)...), everyStatus()), nil,
	))
	p.is(
		"(() => { const ids = [...document.querySelectorAll('[id]')].map((e) => e.id); return ids.length - new "+
			"Set(ids).size })()",
		"0",
	)
	p.is(
		"[...document.querySelectorAll('a[href^=\"#\"]')].filter((a) => "+
			"!document.getElementById(a.getAttribute('href').slice(1))).length",
		"0",
	)
	p.is("[...document.querySelectorAll('select, input')].filter((e) => e.labels.length !== 1).length", "0")
}

// everyStatus is a document with a finding of every status.
func everyStatus() *analyzer.Report {
	const sentence = "The illegal migrants came."
	d := &document.Document{Name: "all.md", Format: "markdown", Lang: "en"}
	r := &analyzer.Report{Doc: d}
	for _, s := range lexicon.Statuses() {
		at := len(d.Text)
		d.Text += sentence + "\n\n"
		d.Blocks = append(d.Blocks, document.Block{Span: document.Span{Start: at, End: at + len(sentence)}})
		r.Findings = append(r.Findings, analyzer.Finding{
			Entry: reporttest.PeopleIllegal, Span: document.Span{Start: at + 4, End: at + 20},
			Sentence: document.Span{Start: at, End: at + len(sentence)},
			Key:      "00" + s.String(),
			Verdict:  judge.Verdict{Status: s, Rule: "rule", Cue: document.Span{Start: at + 21, End: at + 25}},
		})
	}
	return r
}

// thousand is a document of 300 pages with 1,000 findings.
func thousand() *analyzer.Report {
	const plain = "The committee considered the arrangements under which applications are received, recorded and " +
		"examined, and it noted that the time needed depends on staff, interpretation and advice. "
	const sentence = "They wrote of illegal migrants at the port."
	d := &document.Document{Name: "long.pdf", Format: "pdf", Lang: "en"}
	r := &analyzer.Report{Doc: d, Words: 140000, People: 1000}
	statuses := lexicon.Statuses()
	for page := range 300 {
		d.Pages = append(d.Pages, document.Page{
			Span: document.Span{Start: len(d.Text)}, Number: page + 1, Width: 595, Height: 842,
		})
		for paragraph := range 10 {
			at := len(d.Text)
			d.Text += plain + plain
			if paragraph%3 == 0 && len(r.Findings) < 1000 {
				from := len(d.Text)
				d.Text += sentence
				r.Findings = append(r.Findings, analyzer.Finding{
					Entry: []*lexicon.Entry{reporttest.PeopleIllegal, reporttest.PeopleAsWater}[paragraph%2],
					Span: document.Span{
						Start: from + 14,
						End:   from + 29,
					}, Sentence: document.Span{Start: from, End: len(d.Text)},
					Key: fmt.Sprintf(
						"%020x",
						len(r.Findings),
					), Verdict: judge.Verdict{Status: statuses[page%len(statuses)]},
				})
			}
			d.Blocks = append(d.Blocks, document.Block{Span: document.Span{Start: at, End: len(d.Text)}})
			d.Text += "\n\n"
		}
		d.Pages[page].End = len(d.Text)
	}
	return r
}

func TestThousandFindingsStayFluent(t *testing.T) {
	p := browse(t, report(t, stream.Options{}, reporttest.FixtureRun, []*analyzer.Report{thousand()}, nil))
	p.is("document.querySelectorAll('.card').length", "1000")
	paint := p.eval("Math.round(performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1)")
	const filtering = `(() => {
		const e = document.getElementById('filters').elements.status, times = [];
		for (const value of ['used', '', 'quoted', 'legal', '']) {
			const began = performance.now();
			e.value = value;
			e.dispatchEvent(new Event('input', {bubbles: true}));
			document.body.getBoundingClientRect();
			times.push(performance.now() - began);
		}
		return Math.round(Math.max(...times));
	})()`
	filter := p.eval("%s", filtering)
	step := p.eval("%s", `(() => {
		const began = performance.now();
		for (let i = 0; i < 20; i++) { document.getElementById('next').click(); document.body.getBoundingClientRect() }
		return Math.round((performance.now() - began) / 20);
	})()`)
	t.Logf("first paint after %s ms, slowest filter %s ms, a step %s ms", paint, filter, step)
	var ms int
	if fmt.Sscan(filter, &ms); ms > 1000 {
		t.Errorf("a filter takes %d ms", ms)
	}
	if fmt.Sscan(step, &ms); ms > 500 {
		t.Errorf("a step takes %d ms", ms)
	}
}

func TestListLeadsToTheWordsAndRepeatedCardsAreFolded(t *testing.T) {
	p := browse(t, report(t, stream.Options{}, reporttest.FixtureRun, []*analyzer.Report{reporttest.Lined(t)}, nil))
	p.is("document.querySelectorAll('.rows li').length", "3")
	p.is("document.querySelector('.rows a').getBoundingClientRect().bottom < innerHeight", "true")
	p.is("[...document.querySelectorAll('.card')].map((c) => c.open).join()", "true,false,false")
	p.is(
		"[...document.querySelectorAll('.rows a')].every((a) => "+
			"document.getElementById(a.hash.slice(1)).closest('a.f'))",
		"true",
	)
	p.eval("document.querySelectorAll('.rows a')[1].click()")
	p.do(chromedp.WaitVisible(".card.current[open]"))
	p.is("document.querySelectorAll('.map rect:not(.view)').length", "3")
	p.choose("status", "quoted")
	p.is("[...document.querySelectorAll('.rows li')].filter((r) => r.checkVisibility()).length", "1")
}
