package serve_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"regexp"
	"strings"
	"testing"
	"time"

	"refrain/lexicon"
	"refrain/project/letterhead"
	"refrain/serve"
	"refrain/serve/session"
)

const token = "a-token-of-many-letters-for-tests"

// site is a server under test.
type site struct {
	t      *testing.T
	server *serve.Server
	url    string
}

func newSite(t *testing.T, limits serve.Limits) *site {
	t.Helper()
	lex, err := lexicon.LoadTerms(lexicon.Files)
	if err != nil {
		t.Fatal(err)
	}
	listener := httptest.NewUnstartedServer(nil)
	server := serve.New(serve.Options{
		Options: session.Options{
			Lexicons: []serve.Lexicon{{Name: "built-in", Lexicon: lex}}, Version: "test", Limits: limits,
			Letterhead: letterhead.Letterhead{Organisation: "Harbour Council"},
		},
		Hosts: []string{listener.Listener.Addr().String()}, Token: token,
	})
	listener.Config.Handler = server.Handler()
	listener.Start()
	t.Cleanup(listener.Close)
	t.Cleanup(listener.CloseClientConnections)
	return &site{t, server, listener.URL}
}

// answer is what a request came back with.
type answer struct {
	status int
	header http.Header
	body   string
}

// ask sends a request with the token, which change may alter.
func (s *site) ask(method, path string, body io.Reader, change func(*http.Request)) answer {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), method, s.url+path, body)
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	if change != nil {
		change(r)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer{response.StatusCode, response.Header, string(content)}
}

// doc is a document to send: its part of the form, its name and its content.
type doc struct{ part, name, content string }

// check sends documents with settings as the page does.
func (s *site) check(settings string, docs ...doc) answer {
	s.t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	if settings != "" {
		form.WriteField("settings", settings)
	}
	for _, d := range docs {
		part, err := form.CreatePart(textproto.MIMEHeader{
			"Content-Disposition": {fmt.Sprintf(`form-data; name="%s"; filename="%s"`, d.part, d.name)},
		})
		if err != nil {
			s.t.Fatal(err)
		}
		io.WriteString(part, d.content)
	}
	form.Close()
	return s.ask(
		"POST",
		"/api/checks",
		&b,
		func(r *http.Request) { r.Header.Set("Content-Type", form.FormDataContentType()) },
	)
}

// summary is what the page is told at the end.
type summary struct {
	ID        string
	Name      string
	Documents int
	Counts    int
	Apart     int
	Gaps      int
	Others    int
	Speakers  []string
	Speaker   string
	Versions  []struct{ Name string }
	Copies    []struct {
		Number int
		Name   string
		Kind   string
	}
}

// done is the summary of a check, and its other lines.
func (s *site) done(a answer) (summary, []string) {
	s.t.Helper()
	lines := strings.Split(strings.TrimSpace(a.body), "\n")
	var last struct{ Done *summary }
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &last); err != nil || last.Done == nil {
		s.t.Fatalf("%d %s", a.status, a.body)
	}
	return *last.Done, lines[:len(lines)-1]
}

const flood = "The town council met on Monday. They spoke of a flood of refugees in the valley."

func TestPageShowsWhatTheCommandFinds(t *testing.T) {
	s := newSite(t, serve.Limits{})
	sum, lines := s.done(s.check("", doc{"file", "speech.txt", flood}, doc{"file", "empty.txt", ""}))
	if sum.Counts != 1 || sum.Documents != 2 || sum.Gaps != 1 {
		t.Errorf("found %+v, want one finding and one gap in two documents", sum)
	}
	said := strings.Join(lines, "\n")
	for _, want := range []string{`"files":["speech.txt","empty.txt"]`, `"begun":0`, `"counts":1`, `empty file`} {
		if !strings.Contains(said, want) {
			t.Errorf("while it reads, the page is not told %s:\n%s", want, said)
		}
	}
	view := s.ask("GET", "/reports/"+sum.ID+"/view", nil, nil)
	if view.status != http.StatusOK || !strings.Contains(view.body, "flood of refugees") {
		t.Errorf("the report: %d %.200s", view.status, view.body)
	}
	if policy := view.header.Get("Content-Security-Policy"); !strings.HasPrefix(policy, "sandbox ") ||
		strings.Contains(policy, "allow-same-origin") || !strings.Contains(policy, "default-src 'none'") {
		t.Errorf("the report may do too much: %s", policy)
	}
}

func TestSettingsCount(t *testing.T) {
	s := newSite(t, serve.Limits{})
	quoted := doc{"file", "a.txt", "The mayor said: “A flood of refugees is coming.” We heard him."}
	if sum, _ := s.done(s.check("", quoted)); sum.Counts != 0 || sum.Apart != 1 {
		t.Errorf("a quotation counts: %+v", sum)
	}
	if sum, _ := s.done(s.check(`{"count":["used","quoted"]}`, quoted)); sum.Counts != 1 {
		t.Errorf("a quotation does not count although it is asked for: %+v", sum)
	}
	for _, wrong := range []string{`{"lexicon":7}`, `{"lang":"xx"}`, `{"count":["nothing"]}`, `{"other":1}`, `{`} {
		if a := s.check(wrong, quoted); a.status != http.StatusBadRequest || !strings.Contains(a.body, "settings") {
			t.Errorf("%s: %d %s", wrong, a.status, a.body)
		}
	}
}

const hearing = `Mr Stone: A flood of refugees is coming.

Ms River: We must talk about this wave of migrants.

Mr Stone: I yield.
`

func TestOnlyWhatOneSpeakerSaysCounts(t *testing.T) {
	s := newSite(t, serve.Limits{})
	speech := doc{"file", "hearing.txt", hearing}
	sum, _ := s.done(s.check(`{"speaker":"river"}`, speech))
	if sum.Counts != 1 || sum.Apart != 1 || sum.Speaker != "river" {
		t.Errorf("one of two speakers: %+v", sum)
	}
	sum, _ = s.done(s.check("", speech))
	if sum.Counts != 2 || strings.Join(sum.Speakers, ", ") != "Mr Stone, Ms River" {
		t.Fatalf("all speakers: %+v", sum)
	}
	counting := regexp.MustCompile(`"counting":(\d)`)
	for ask, want := range map[string]string{"": "1 1", "?speaker=": "1 1", "?speaker=Ms+River": "0 1", "?speaker=nobody": "0 0"} {
		var got []string
		for _, m := range counting.FindAllStringSubmatch(s.ask("GET", "/reports/"+sum.ID+"/json"+ask, nil, nil).body, -1) {
			got = append(got, m[1])
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: of the two speakers %s findings count, want %s", ask, got, want)
		}
	}
	if a := s.check(`{"speaker":"`+strings.Repeat("x", 1000)+`"}`, speech); a.status != http.StatusBadRequest {
		t.Errorf("a name of 1,000 letters: %d", a.status)
	}
}

// Every kind that the page offers is written, with the letterhead on the briefs.
func TestEveryKindIsADownload(t *testing.T) {
	s := newSite(t, serve.Limits{})
	sum, _ := s.done(s.check("", doc{"file", "speech.txt", flood}))
	var about struct{ Kinds []struct{ Name string } }
	if err := json.Unmarshal([]byte(s.ask("GET", "/api/about", nil, nil).body), &about); err != nil {
		t.Fatal(err)
	}
	for _, kind := range about.Kinds {
		a := s.ask("GET", "/reports/"+sum.ID+"/"+kind.Name, nil, nil)
		if a.status != http.StatusOK || len(a.body) < 80 {
			t.Errorf("%s: %d, %d bytes", kind.Name, a.status, len(a.body))
		}
		if strings.HasPrefix(kind.Name, "brief") && kind.Name != "brief-word" && !strings.Contains(a.body, "Harbour Council") {
			t.Errorf("%s has no letterhead", kind.Name)
		}
		if kind.Name == "quote" && !strings.Contains(a.body, "a flood of refugees") {
			t.Errorf("quote: %s", a.body)
		}
	}
}

// Two checks with the same settings share a checker, and one with others has its own.
func TestChecksAtTheSameTimeWithDifferentSettings(t *testing.T) {
	s := newSite(t, serve.Limits{})
	defer s.server.Close()
	results := make(chan answer)
	var settings []string
	for _, lang := range []string{"", "en"} {
		for _, advisory := range []string{"true", "false"} {
			for _, all := range []string{"true", "false"} {
				settings = append(settings, fmt.Sprintf(`{"lang":%q,"advisory":%s,"all_text":%s}`, lang, advisory, all))
			}
		}
	}
	for _, c := range append(settings, settings...) {
		go func() { results <- s.check(c, doc{"file", "a.txt", flood}) }()
	}
	for range 2 * len(settings) {
		if sum, _ := s.done(<-results); sum.Counts != 1 {
			t.Errorf("%+v, want one finding", sum)
		}
	}
}

func TestFilesOfFoldersThatAreNoDocumentsAreLeftOut(t *testing.T) {
	s := newSite(t, serve.Limits{})
	picture := "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
	sum, _ := s.done(s.check("", doc{"found", "papers/a.txt", flood}, doc{"found", "papers/logo.png", picture}))
	if sum.Others != 1 || sum.Documents != 1 || sum.Gaps != 0 {
		t.Errorf("%+v, want one document and one other file", sum)
	}
	if sum, _ := s.done(s.check("", doc{"file", "logo.png", picture})); sum.Gaps != 1 {
		t.Errorf("a picture that was chosen is passed over in silence: %+v", sum)
	}
}

func TestNamesAreSafe(t *testing.T) {
	s := newSite(t, serve.Limits{})
	for sent, want := range map[string]string{
		"../../etc/passwd.txt":        "etc/passwd.txt",
		`C:\\papers\\a.txt`:           "C:/papers/a.txt",
		"/a.txt":                      "a.txt",
		"a\u202etxt.exe":              "a_txt.exe",
		"":                            "document",
		"-":                           "document",
		strings.Repeat("é", 400) + "": strings.Repeat("é", 250),
	} {
		if sum, _ := s.done(s.check("", doc{"file", sent, flood})); sum.Name != want {
			t.Errorf("%q is called %q, want %q", sent, sum.Name, want)
		}
	}
	_, lines := s.done(s.check("", doc{"file", "a.txt", flood}, doc{"file", "a.txt", "Nothing."}))
	if !strings.Contains(strings.Join(lines, ""), `["a.txt","a (2).txt"]`) {
		t.Errorf("two documents have one name: %s", lines)
	}
}

func TestStrangersAreRefused(t *testing.T) {
	s := newSite(t, serve.Limits{})
	header := func(key, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(key, value) }
	}
	host := func(name string) func(*http.Request) { return func(r *http.Request) { r.Host = name } }
	for _, c := range []struct {
		claim  string
		method string
		path   string
		change func(*http.Request)
		status int
	}{
		{"the token opens", "GET", "/api/about", nil, 200},
		{"no token", "GET", "/api/about", func(r *http.Request) { r.Header.Del("Authorization") }, 401},
		{"a wrong token", "GET", "/api/about", header("Authorization", "Bearer "+token+"x"), 401},
		{"a part of the token", "POST", "/api/checks", header("Authorization", "Bearer "+token[:10]), 401},
		{"an empty token", "GET", "/api/checks", header("Authorization", "Bearer "), 401},
		{"the page needs no token", "GET", "/", func(r *http.Request) { r.Header.Del("Authorization") }, 200},
		{"a name that was made to lead here", "GET", "/", host("evil.example"), 421},
		{"the same with our port", "GET", "/api/about", host("evil.example:80"), 421},
		{"no port", "GET", "/", host("127.0.0.1"), 421},
		{"another site sends a form", "POST", "/api/checks", header("Origin", "https://evil.example"), 403},
		{"another site says so", "POST", "/api/checks", header("Sec-Fetch-Site", "cross-site"), 403},
		{"another site deletes", "DELETE", "/api/checks/x", header("Sec-Fetch-Site", "same-site"), 403},
		{"a report that is guessed", "GET", "/reports/AAAAAAAAAAAAAAAAAAAAAA/view", nil, 404},
		{"a file that is not served", "GET", "/page/../serve.go", nil, 404},
		{"another method", "PUT", "/api/checks", nil, 405},
	} {
		if a := s.ask(c.method, c.path, nil, c.change); a.status != c.status {
			t.Errorf("%s: %s %s: %d %.80s, want %d", c.claim, c.method, c.path, a.status, a.body, c.status)
		}
	}
}

func TestPageAsksNobodyElse(t *testing.T) {
	s := newSite(t, serve.Limits{})
	a := s.ask("GET", "/", nil, nil)
	policy := a.header.Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'none'", "connect-src 'self'", "frame-ancestors 'none'",
		"form-action 'none'"} {
		if !strings.Contains(policy, want) {
			t.Errorf("the page's policy lacks %s: %s", want, policy)
		}
	}
	if strings.Contains(policy, "unsafe") {
		t.Errorf("the page's policy allows what is unsafe: %s", policy)
	}
	if a.header.Get("Referrer-Policy") != "no-referrer" || a.header.Get("Cache-Control") != "no-store" {
		t.Errorf("headers: %v", a.header)
	}
}

func TestLimitsOfUploads(t *testing.T) {
	s := newSite(t, serve.Limits{Upload: 2000, Files: 3})
	small := doc{"file", "a.txt", "Nothing."}
	for _, docs := range [][]doc{
		{small, small, small, small},
		{{"file", "a.txt", strings.Repeat("a", 2001)}},
		{{"file", "a.txt", strings.Repeat("a", 1500)}, {"file", "b.txt", strings.Repeat("a", 1500)}},
		{{"file", "a.txt", strings.Repeat("a", 3<<20)}},
	} {
		a := s.check("", docs...)
		if a.status != http.StatusRequestEntityTooLarge || !strings.Contains(a.body, "at most 3 files") {
			t.Errorf("%d documents: %d %s", len(docs), a.status, a.body)
		}
	}
	for claim, a := range map[string]answer{
		"no form":      s.ask("POST", "/api/checks", strings.NewReader("x"), nil),
		"no document":  s.check(`{}`),
		"unknown part": s.check("", doc{"what", "a.txt", ""}),
	} {
		if a.status != http.StatusBadRequest || a.body == "" {
			t.Errorf("%s: %d %s", claim, a.status, a.body)
		}
	}
}

func TestOldestChecksGo(t *testing.T) {
	s := newSite(t, serve.Limits{Checks: 2, Held: 10 * int64(len(flood))})
	var ids []string
	for range 3 {
		sum, _ := s.done(s.check("", doc{"file", "a.txt", flood}))
		ids = append(ids, sum.ID)
	}
	list := func() string { return s.ask("GET", "/api/checks", nil, nil).body }
	if l := list(); strings.Contains(l, ids[0]) || strings.Index(l, ids[2]) > strings.Index(l, ids[1]) {
		t.Errorf("held is %s; want the two newest of %v, the newest first", l, ids)
	}
	s.done(s.check("", doc{"file", "large.txt", strings.Repeat(flood+"\n\n", 9)}))
	if l := list(); strings.Contains(l, ids[1]) {
		t.Errorf("more bytes are held than the limit: %s", l)
	}
	if a := s.ask("DELETE", "/api/checks/"+ids[2], nil, nil); a.status != http.StatusNoContent {
		t.Errorf("forgetting: %d", a.status)
	}
	if a := s.ask("GET", "/reports/"+ids[2]+"/view", nil, nil); a.status != http.StatusNotFound ||
		!strings.Contains(a.body, "not held any more") {
		t.Errorf("a check that was forgotten: %d %.100s", a.status, a.body)
	}
}

func TestEveryReportCanBeSaved(t *testing.T) {
	s := newSite(t, serve.Limits{})
	sum, _ := s.done(s.check("", doc{"file", "papers/rede é.txt", flood}))
	var about struct{ Kinds []struct{ Name string } }
	if err := json.Unmarshal([]byte(s.ask("GET", "/api/about", nil, nil).body), &about); err != nil {
		t.Fatal(err)
	}
	if len(about.Kinds) < 8 {
		t.Errorf("only %d kinds", len(about.Kinds))
	}
	for _, kind := range about.Kinds {
		a := s.ask("GET", "/reports/"+sum.ID+"/"+kind.Name, nil, nil)
		if a.status != http.StatusOK || len(a.body) < 100 {
			t.Errorf("%s: %d %.100s", kind.Name, a.status, a.body)
		}
		if name := a.header.Get("Content-Disposition"); !strings.HasPrefix(
			name,
			"attachment; filename*=utf-8''rede%20%C3%A9-refrain.",
		) {
			t.Errorf("%s is saved as %s", kind.Name, name)
		}
	}
	if a := s.ask("GET", "/reports/"+sum.ID+"/docx", nil, nil); a.status != http.StatusNotFound {
		t.Errorf("a kind that is not offered: %d", a.status)
	}
}

func TestDocumentsComeBackWithComments(t *testing.T) {
	s := newSite(t, serve.Limits{})
	sum, _ := s.done(s.check("", doc{"file", "a.txt", flood}, doc{"file", "b.docx", word(t, flood)}))
	if len(sum.Copies) != 1 || sum.Copies[0].Name != "b.docx" || sum.Copies[0].Kind != "docx" {
		t.Fatalf("copies are offered of %+v", sum.Copies)
	}
	a := s.ask("GET", fmt.Sprintf("/reports/%s/copies/%d", sum.ID, sum.Copies[0].Number), nil, nil)
	if a.status != http.StatusOK || !strings.HasPrefix(a.body, "PK") {
		t.Errorf("the copy: %d %.100q", a.status, a.body)
	}
	for _, number := range []string{"0", "9", "-1", "x"} {
		if a := s.ask("GET", "/reports/"+sum.ID+"/copies/"+number, nil, nil); a.status != http.StatusNotFound {
			t.Errorf("copy %s: %d", number, a.status)
		}
	}
}

// An advocate without a terminal sees what became of a draft.
func TestTwoVersionsAreCompared(t *testing.T) {
	s := newSite(t, serve.Limits{})
	sum, _ := s.done(s.check("", doc{"file", "old.txt", flood + " Nobody answered."},
		doc{"file", "new.docx", word(t, "Many people arrived. Nobody answered.")}, doc{"file", "empty.txt", ""}))
	if len(sum.Versions) != 2 || sum.Versions[0].Name != "old.txt" || sum.Versions[1].Name != "new.docx" {
		t.Fatalf("versions to choose from: %+v", sum.Versions)
	}
	address := func(old, new int, kind string) string {
		return fmt.Sprintf("/reports/%s/compare/%d/%d/%s", sum.ID, old, new, kind)
	}
	a := s.ask("GET", address(0, 1, "view"), nil, nil)
	if a.status != http.StatusOK || !strings.Contains(a.body, "1 gone") {
		t.Errorf("from old to new: %d %.300s", a.status, a.body)
	}
	if a := s.ask("GET", address(1, 0, "view"), nil, nil); !strings.Contains(a.body, "1 new") {
		t.Errorf("from new to old: %d %.300s", a.status, a.body)
	}
	a = s.ask("GET", address(0, 1, "docx"), nil, nil)
	if name := a.header.Get("Content-Disposition"); !strings.HasPrefix(a.body, "PK") ||
		!strings.Contains(name, "new-refrain.compared.docx") {
		t.Errorf("for Word: %d %s %.20q", a.status, name, a.body)
	}
	for _, wrong := range []string{address(0, 3, "view"), address(-1, 1, "view"), address(0, 1, "exe")} {
		if a := s.ask("GET", wrong, nil, nil); a.status != http.StatusNotFound {
			t.Errorf("%s: %d", wrong, a.status)
		}
	}
}

// word is a Word document of one paragraph.
func word(t *testing.T, text string) string {
	t.Helper()
	const ns = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	const links = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	const kind = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument`
	const types = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>`
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range [][2]string{
		{"[Content_Types].xml", types},
		{
			"_rels/.rels",
			links + `<Relationship Id="r1" Type="` + kind + `" Target="word/document.xml"/></Relationships>`,
		},
		{
			"word/document.xml",
			`<w:document ` + ns + `><w:body><w:p><w:r><w:t>` + text + `</w:t></w:r></w:p></w:body></w:document>`,
		},
	} {
		w, err := z.Create(part[0])
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, part[1])
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTicketOpensOnce(t *testing.T) {
	s := newSite(t, serve.Limits{})
	ticket := s.server.Ticket()
	with := func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+ticket) }
	if a := s.ask("GET", "/api/about", nil, with); a.status != http.StatusUnauthorized {
		t.Errorf("a ticket is taken for the token: %d", a.status)
	}
	if a := s.ask("POST", "/api/tickets", nil, with); a.status != http.StatusOK ||
		strings.TrimSpace(a.body) != `"`+token+`"` {
		t.Errorf("the ticket: %d %s", a.status, a.body)
	}
	if a := s.ask("POST", "/api/tickets", nil, with); a.status != http.StatusUnauthorized {
		t.Errorf("the ticket opens twice: %d", a.status)
	}
}

func TestProgramEndsAfterItsLastPage(t *testing.T) {
	s := newSite(t, serve.Limits{})
	const idle = 50 * time.Millisecond
	closed := s.server.Closed(t.Context(), idle)
	stays := func(claim string) {
		t.Helper()
		select {
		case <-closed:
			t.Fatal(claim)
		case <-time.After(4 * idle):
		}
	}
	stays("it ends before a page was opened")
	ctx, leave := context.WithCancel(t.Context())
	r, err := http.NewRequestWithContext(ctx, "GET", s.url+"/api/open", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	stays("it ends while a page is open")
	leave()
	select {
	case <-closed:
	case <-time.After(10 * time.Second):
		t.Error("it goes on after its last page was closed")
	}
}
