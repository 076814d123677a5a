package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"refrain/analyzer/reader/readertest"
	"refrain/internal/browsertest"
	"refrain/lexicon"
	"refrain/serve/session"
)

const flood = "They spoke of a flood of refugees."

// built are the files of a site, which take a while to make: the tests share them.
var built = sync.OnceValues(func() (map[string][]byte, error) {
	work, err := os.MkdirTemp("", "refrain-web-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(work)
	return site{source: filepath.Join("..", ".."), version: "test", plain: true}.files(work)
})

// server is a site on a server that can go away.
type server struct {
	*httptest.Server
	mu    sync.Mutex
	asked []string // what browsers asked for
	gone  bool
}

// serveSite serves the site with some of its files changed.
func serveSite(t *testing.T, changed map[string]string) *server {
	t.Helper()
	files, err := built()
	if err != nil {
		t.Fatal(err)
	}
	s := &server{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked = append(s.asked, r.Method+" "+r.URL.Path)
		gone := s.gone
		s.mu.Unlock()
		name := strings.TrimPrefix(r.URL.Path, "/")
		if name == "" {
			name = "index.html"
		}
		content, ok := files[name]
		if text, is := changed[name]; is {
			content = []byte(text)
		}
		if !ok || gone {
			http.NotFound(w, r)
			return
		}
		if strings.HasSuffix(name, ".gz") { // Not http.ServeContent's guess, which browsers would unpack by.
			w.Header().Set("Content-Type", "application/octet-stream")
		}
		http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(content))
	}))
	t.Cleanup(s.Close)
	t.Cleanup(s.CloseClientConnections)
	return s
}

// leave has the server answer nothing any more, and returns how much it was asked for until then.
func (s *server) leave() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gone = true
	return len(s.asked)
}

// since is what the server was asked for after so many requests.
func (s *server) since(n int) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[n:]
}

// conformance are the documents of the reader's own tests: those that name where words are found, and
// one of each container.
func conformance(t *testing.T) [][2]string {
	t.Helper()
	var documents [][2]string
	add := func(name, content string) {
		documents = append(documents, [2]string{fmt.Sprintf("%03d-%s", len(documents), name), content})
	}
	reader := filepath.Join("..", "..", "analyzer", "reader", "testdata", "places")
	for _, list := range []string{"text", "markdown", "html", "subtitles", "xml"} {
		text, err := os.ReadFile(filepath.Join(reader, list+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		name := ""
		for line := range strings.Lines(string(text)) {
			key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
			switch key {
			case "name":
				name = value
			case "text":
				content, err := strconv.Unquote(value)
				if err != nil {
					t.Fatalf("%s.txt: %s: %v", list, line, err)
				}
				add(name, content)
			}
		}
	}
	for _, name := range []string{"report.txt", "speech.txt", "statement.md"} {
		text, err := os.ReadFile(filepath.Join("..", "..", "testdata", "docs", name))
		if err != nil {
			t.Fatal(err)
		}
		add(name, string(text))
	}
	add("a.docx", readertest.WordFile(t, readertest.WordParagraph("", "They spoke of a fl", "ood of refugees.")))
	add("a.odt", readertest.OpenFile(t, `<text:p>`+flood+`</text:p>`))
	second := "<p>The minister rejected talk of an invasion of migrants.</p>"
	add("a.epub", readertest.BookFile(t, "<p>"+flood+"</p>", second))
	return documents
}

// TestFindingsAreThoseOfTheProgram compares the report for programs, byte by byte.
func TestFindingsAreThoseOfTheProgram(t *testing.T) {
	s := serveSite(t, nil)
	p := browsertest.Browse(t, s.URL+"/")
	documents := conformance(t)
	p.Drop(documents...)
	p.Until(`!document.getElementById("result").hidden || !document.getElementById("message").hidden`)
	p.Eval(`(backend.file(backend.address(current.id, "json", "")).then(f => f.blob.text())
		.then(t => { window.got = t }), 0)`)
	p.Until("window.got")
	got, want := p.Eval("got"), ofProgram(t, documents)
	if got != want {
		for i, line := range strings.Split(want, "\n") {
			if lines := strings.Split(got, "\n"); i >= len(lines) || lines[i] != line {
				t.Fatalf("line %d of the report differs; the page:\n%.500s\nthe program:\n%.500s",
					i+1, lines[min(i, len(lines)-1)], line)
			}
		}
		t.Fatal("the page says more than the program")
	}
	var report struct {
		Documents []struct{ Findings []any }
	}
	if err := json.Unmarshal([]byte(got), &report); err != nil {
		t.Fatal(err)
	}
	findings := 0
	for _, d := range report.Documents {
		findings += len(d.Findings)
	}
	t.Logf("%d documents, %d findings", len(report.Documents), findings)
	if len(report.Documents) != len(documents) || findings < len(documents)/2 {
		t.Errorf("%d findings in %d documents say too little", findings, len(report.Documents))
	}
}

// ofProgram is the report of the program on the documents.
func ofProgram(t *testing.T, documents [][2]string) string {
	t.Helper()
	lex, err := lexicon.LoadTerms(lexicon.Files)
	if err != nil {
		t.Fatal(err)
	}
	s := session.New(session.Options{
		Lexicons: []session.Lexicon{{Name: "built-in", Lexicon: lex}}, Version: "test",
	})
	defer s.Close()
	u := s.Upload()
	for _, d := range documents {
		if err := u.Add(d[0], false, strings.NewReader(d[1])); err != nil {
			t.Fatal(err)
		}
	}
	var mu sync.Mutex
	id := ""
	s.Check(t.Context(), u, func(e session.Event) {
		mu.Lock()
		defer mu.Unlock()
		if e.Done != nil {
			id = e.Done.ID
		}
	})
	f, err := s.Report(context.Background(), id, "json", nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(f.Content)
}

var hashes = regexp.MustCompile(`'sha256-[^']+'`)

// looksForWorker reports whether a request is the browser's own, which looks now and then whether the
// service worker is another by now.
func looksForWorker(request string) bool {
	return request == "GET /offline.js" || request == "GET /parts.js"
}

// A visitor without a network reads, saves and comes back.
func TestNothingIsAskedAfterLoading(t *testing.T) {
	s := serveSite(t, nil)
	p := browsertest.Browse(t, s.URL+"/")
	p.Until(`navigator.serviceWorker.controller`)
	p.Until(`(caches.keys().then(async names => {
		const kept = await caches.open(names[0]);
		window.kept = (await kept.keys()).length;
	}), window.kept >= 12)`)
	p.Picture("begin-1400", 1400, 900)
	p.Picture("begin-360", 360, 740)
	browsertest.Accessible(t, p.Context)
	before := s.leave()
	p.Drop(
		[2]string{"a.txt", flood}, [2]string{"b.docx", readertest.WordFile(t, readertest.WordParagraph("", flood))},
		[2]string{"c.pdf", "%PDF-1.4\n1 0 obj\nendobj\n"},
	)
	p.Until(`!document.getElementById("result").hidden && document.getElementById("work").hidden`)
	got := p.Eval(`document.getElementById("found").textContent`)
	if !strings.Contains(got, "2 findings in 3 documents") || !strings.Contains(got, "1 document not read") {
		t.Errorf("the page says %q", got)
	}
	p.Until(`document.getElementById("report").src.startsWith("blob:")`)
	for _, kind := range []string{"html", "brief", "xlsx", "csv", "copies/1", "terminal"} {
		p.Eval(fmt.Sprintf(`(window.got = "", backend.file(backend.address(current.id, %q, "")).then(
			async f => { window.got = f.name + "\n" + f.blob.size + "\n" + await f.blob.text() },
			e => { window.got = "failed: " + e }), 0)`, kind))
		p.Until("window.got")
		name, rest, _ := strings.Cut(p.Eval("got"), "\n")
		if size, _, _ := strings.Cut(rest, "\n"); len(size) < 3 || !strings.Contains(name, "-refrain.") {
			t.Errorf("%s is saved as %s, %s bytes", kind, name, size)
		}
		if kind == "html" { // It obeys the policy of the page too, which has to allow what its own does.
			policy := p.Eval(`document.querySelector("meta[http-equiv]").content`)
			for _, hash := range hashes.FindAllString(rest, 2) {
				if !strings.Contains(policy, hash) {
					t.Errorf("the page does not allow the report's %s", hash)
				}
			}
		}
		if kind == "terminal" && !strings.Contains(rest, "needs the program") && !strings.Contains(rest, "install refrain") {
			t.Errorf("the report does not say what to do with a PDF:\n%s", rest)
		}
	}
	time.Sleep(time.Second) // The report is drawn in a frame that the page cannot look into.
	p.Picture("report-1400", 1400, 900)
	p.Picture("report-768", 768, 1000)
	p.Picture("report-360", 360, 740)
	browsertest.Accessible(t, p.Context)
	for _, more := range s.since(before) {
		if !looksForWorker(more) {
			t.Errorf("the page asked for %q after it was loaded", more)
		}
	}
	p.Do(chromedp.Reload())
	p.Until(`document.body && document.body.dataset.ready && document.getElementById("result").hidden`)
	p.Drop([2]string{"again.txt", flood})
	p.Until(`!document.getElementById("result").hidden && document.getElementById("work").hidden`)
	for _, more := range s.since(before) {
		if !looksForWorker(more) {
			t.Errorf("the page asked for %q when it was opened again without a network", more)
		}
	}
	for close(p.Requests); ; {
		address, ok := <-p.Requests
		if !ok {
			break
		}
		if !strings.HasPrefix(address, s.URL) && !strings.HasPrefix(address, "data:") &&
			!strings.HasPrefix(address, "blob:") {
			t.Errorf("the browser asked for %s", address)
		}
	}
}

// A document that ends the engine, or holds it for good, does not end the page.
func TestBrokenDocumentDoesNotEndThePage(t *testing.T) {
	files, err := built()
	if err != nil {
		t.Fatal(err)
	}
	worker := string(files["worker.js"]) + `
const sound = onmessage;
onmessage = (e) => {
	const { id, what, argument } = e.data;
	const event = (event) => postMessage({ id, event });
	if (what === "check" && argument.includes("breaks.txt")) {
		event({ files: ["breaks.txt"] });
		event({ begun: 0 });
		return postMessage({ ended: true });
	}
	if (what === "check" && argument.includes("forever.txt")) for (event({ files: ["forever.txt"] }); ;);
	sound(e);
};
`
	p := browsertest.Browse(t, serveSite(t, map[string]string{"worker.js": worker}).URL+"/")
	p.Drop([2]string{"breaks.txt", flood})
	p.Until(`!document.getElementById("message").hidden && document.getElementById("work").hidden`)
	got := p.Eval(`document.getElementById("message").textContent`)
	if !strings.Contains(got, "It was reading breaks.txt") {
		t.Errorf("the page says %q", got)
	}
	p.Drop([2]string{"a.txt", flood})
	p.Until(`!document.getElementById("result").hidden && document.getElementById("work").hidden`)
	p.Drop([2]string{"forever.txt", flood})
	p.Until(`!document.getElementById("work").hidden`)
	p.Eval(`document.getElementById("stop").click()`)
	p.Until(`document.getElementById("work").hidden`)
	if got := p.Eval(`document.getElementById("message").textContent`); !strings.HasPrefix(got, "Stopped") {
		t.Errorf("the page says %q", got)
	}
	p.Drop([2]string{"b.txt", flood})
	p.Until(`!document.getElementById("result").hidden && document.getElementById("result-title").textContent == "b.txt"`)
}

func TestPageOfASiteHoldsNothingOfTheProgram(t *testing.T) {
	files, err := built()
	if err != nil {
		t.Fatal(err)
	}
	index := string(files["index.html"])
	for _, want := range []string{"'wasm-unsafe-eval'", `src="within.js"`, "manifest.webmanifest", "sends nothing"} {
		if !strings.Contains(index, want) {
			t.Errorf("the page does not hold %s", want)
		}
	}
	for _, not := range []string{"'unsafe-eval'", "'unsafe-inline'", "server.js", "https://", "http://"} {
		if strings.Contains(index, not) {
			t.Errorf("the page holds %s", not)
		}
	}
}

func TestFolderThatHoldsFilesIsRefused(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "a"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := run([]string{folder}, io.Discard); err == nil || !strings.Contains(err.Error(), "the folder holds files") {
		t.Errorf("error %v", err)
	}
}
