package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/andybalholm/brotli"

	"refrain/reports/html"
	"refrain/serve/page"
)

// site is a folder in the making.
type site struct {
	source  string // folder of the checkout
	version string
	plain   bool // nothing is packed by brotli
}

//go:embed page
var own embed.FS

// parts is what worker.js and offline.js know of the other files.
type parts struct {
	Cache  string   `json:"cache"`  // name of what browsers keep of this version
	Engine string   `json:"engine"` // name of the WebAssembly
	Size   int      `json:"size"`   // its bytes
	Packed int      `json:"packed"` // likewise of the file packed by gzip
	Files  []string `json:"files"`  // all others that the page is made of
}

// files are the names and contents of the folder.
func (s site) files(work string) (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, name := range []string{"page.css", "page.js", "icon.svg", "index.html"} {
		content, err := page.Files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		files[name] = content
	}
	entries, err := own.ReadDir("page")
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if files[e.Name()], err = own.ReadFile("page/" + e.Name()); err != nil {
			return nil, err
		}
	}
	if files["index.html"], err = onSite(files["index.html"]); err != nil {
		return nil, err
	}
	if files["wasm_exec.js"], err = s.glue(); err != nil {
		return nil, err
	}
	engine, err := s.engine(work)
	if err != nil {
		return nil, err
	}
	p := parts{Engine: "refrain-" + sum(engine) + ".wasm", Size: len(engine), Files: slices.Sorted(maps.Keys(files))}
	p.Files = append([]string{"./", "parts.js"}, p.Files...)
	all := sha256.New()
	for _, name := range p.Files[2:] {
		fmt.Fprintf(all, "%s\n%d\n%s", name, len(files[name]), files[name])
	}
	fmt.Fprintf(all, "%s\n", p.Engine)
	p.Cache = fmt.Sprintf("refrain-%x", all.Sum(nil)[:8])
	return files, s.pack(files, engine, p)
}

// pack adds the engine, packed too, and parts.js.
func (s site) pack(files map[string][]byte, engine []byte, p parts) error {
	var zipped bytes.Buffer
	z, err := gzip.NewWriterLevel(&zipped, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := z.Write(engine); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	p.Packed = zipped.Len()
	files[p.Engine], files[p.Engine+".gz"] = engine, zipped.Bytes()
	if !s.plain {
		var packed bytes.Buffer
		b := brotli.NewWriterOptions(&packed, brotli.WriterOptions{Quality: brotli.BestCompression, LGWin: 24})
		if _, err := b.Write(engine); err != nil {
			return err
		}
		if err := b.Close(); err != nil {
			return err
		}
		files[p.Engine+".br"] = packed.Bytes()
	}
	text, err := json.MarshalIndent(p, "", "\t")
	if err != nil {
		return err
	}
	files["parts.js"] = []byte("\"use strict\";\n\nconst parts = " + string(text) + ";\n")
	return nil
}

func sum(content []byte) string {
	s := sha256.Sum256(content)
	return fmt.Sprintf("%x", s[:6])
}

// stated is the version that the source is on its way to.
var stated = regexp.MustCompile(`(?m)^const fallbackVersion = "([^"]+)"$`)

// engine builds refrain for the page.
func (s site) engine(work string) ([]byte, error) {
	version := s.version
	if version == "" {
		const name = "cmd/refrain/version.go"
		text, err := os.ReadFile(filepath.Join(s.source, name))
		if err != nil {
			return nil, fmt.Errorf("%w; run the command in a checkout, or name one by --source", err)
		}
		m := stated.FindSubmatch(text)
		if m == nil {
			return nil, fmt.Errorf("%s: no line matches %s", name, stated)
		}
		version = string(m[1])
	}
	file := filepath.Join(work, "engine.wasm")
	// Without inlining the code is a ninth smaller where it is packed, which is what a visitor waits for.
	c := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-gcflags=all=-l",
		"-ldflags", "-s -w -buildid= -X main.version="+version, "-o", file, "./internal/web/engine")
	c.Dir = s.source
	// A set variable also wins over the file of go env -w.
	c.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOWASM=", "GOFLAGS=-mod=readonly", "GOWORK=off",
		"CGO_ENABLED=0", "GOEXPERIMENT=", "GOFIPS140=off")
	if out, err := c.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("go build for the browser: %w\n%s", err, out)
	}
	return os.ReadFile(file)
}

// glue is what Go itself holds to start a program in a browser.
func (s site) glue() ([]byte, error) {
	c := exec.Command("go", "env", "GOROOT")
	c.Dir = s.source
	root, err := c.Output()
	if err != nil {
		return nil, fmt.Errorf("go env GOROOT: %w", err)
	}
	return os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
}

// onSite is the page of refrain serve, as it is on a site.
func onSite(index []byte) ([]byte, error) {
	style, scripts := html.Allowed()
	// The report is shown from a blob of the page, which obeys the page's policy beside its own.
	policy := "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' '" + strings.Join(scripts, "' '") +
		"'; style-src 'self' '" + style + "'; img-src 'self' data:; connect-src 'self'; " +
		"worker-src 'self'; frame-src blob:; manifest-src 'self'; " +
		"base-uri 'none'; form-action 'none'"
	text := string(index)
	for _, change := range [][2]string{
		{`<meta charset="utf-8">`, `<meta charset="utf-8">` + "\n" +
			`<meta http-equiv="Content-Security-Policy" content="` + policy + `">` + "\n" +
			`<meta name="referrer" content="no-referrer">`},
		{`<link rel="stylesheet"`, `<link rel="manifest" href="manifest.webmanifest">` + "\n" + `<link rel="stylesheet"`},
		{`src="server.js"`, `src="within.js"`},
		{`Your documents stay on this machine.`,
			`Your documents stay in this page: it reads them in your browser and sends nothing.`},
		{`Without it, use <code>refrain check FILE --format html=report.html</code>.`,
			`Without it, use the program refrain.`},
		{`PDF, Word, OpenDocument, slides, spreadsheets, EPUB, web pages, mails, text, subtitles, XML and more; ` +
			`archives of them too`,
			`Word, OpenDocument, EPUB, web pages, mails, Markdown, text, subtitles, XML and more. ` +
				`PDF and pictures need the program refrain`},
		{`Held until refrain ends.`, `Held until this page is closed.`},
	} {
		if strings.Count(text, change[0]) != 1 {
			return nil, fmt.Errorf("serve/page/index.html does not hold once: %s", change[0])
		}
		text = strings.Replace(text, change[0], change[1], 1)
	}
	return []byte(text), nil
}
