package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"refrain/analyzer/reader/pdf/pdftest"
)

var update = flag.Bool(
	"update", false, "write anew what the scripts compare with; read the difference before you commit it",
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"refrain": main})
}

func TestScripts(t *testing.T) {
	docs, err := filepath.Abs("../../testdata/docs")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       *update,
		Setup: func(e *testscript.Env) error {
			e.Setenv("DOCS", docs)
			e.Setenv("TEMPLATES", filepath.Join(docs, "..", "..", "templates"))
			return nil
		},
		Condition: func(name string) (bool, error) {
			if name != "root" {
				return false, errors.New("unknown condition")
			}
			return os.Getuid() == 0, nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits": exits,
			"bytes": write,
			"pdf":   writePDF,
			"docx":  writeWord,
			"row":   row,
			"ready": runReady,
		},
	})
}

// exits runs a command that must end with the code given: exits 3 refrain check gone.txt.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits code command...")
	}
	code := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		code = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if want, err := strconv.Atoi(args[0]); err != nil || code != want {
		ts.Fatalf("%s ended with %d, want %s", strings.Join(args[1:], " "), code, args[0])
	}
}

// write is the command bytes: it writes what a script cannot hold, bytes file 'caf\351'. It knows
// Go's escapes.
func write(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: bytes file text")
	}
	text, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}

// writePDF is the command pdf: it writes a PDF with a paragraph for each text, pdf file 'One.'
// 'Two.'.
func writePDF(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: pdf file text...")
	}
	var d pdftest.Doc
	p := d.Page(595, 842)
	for i, text := range args[1:] {
		p.Text(72, 100+40*float64(i), 11, pdftest.Roman, text)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(d.String()), 0o644))
}

// writeWord is the command docx: it writes a Word document with a paragraph for each text, docx file 'One.'
// 'Two.'. Each word is a run of its own, every second one in bold.
func writeWord(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: docx file text...")
	}
	var body strings.Builder
	for _, text := range args[1:] {
		body.WriteString("<w:p>")
		for i, word := range strings.SplitAfter(text, " ") {
			look := []string{"", "<w:rPr><w:b/></w:rPr>"}[i%2]
			body.WriteString("<w:r>" + look + `<w:t xml:space="preserve">` + word + "</w:t></w:r>")
		}
		body.WriteString("</w:p>")
	}
	const types = "application/vnd.openxmlformats-"
	var file bytes.Buffer
	z := zip.NewWriter(&file)
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="` + types + `package.relationships+xml"/><Override PartName="/word/document.xml" ` +
			`ContentType="` + types + `officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" ` +
			`Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>` +
			`</Relationships>`},
		{"word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` +
			body.String() + `</w:body></w:document>`},
	} {
		w, err := z.Create(part[0])
		ts.Check(err)
		_, err = w.Write([]byte(part[1]))
		ts.Check(err)
	}
	ts.Check(z.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), file.Bytes(), 0o644))
}

// row is a row of a table: it commits what has changed and checks the repository in four ways, by
// the baseline, strictly by the baseline, by what has changed since the commit before, and without
// any record: row 'a moved line' 0 0 0 1.
func row(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 5 {
		ts.Fatalf("usage: row message baseline strict diff bare")
	}
	ts.Check(ts.Exec("git", "add", "--all"))
	ts.Check(ts.Exec("git", "commit", "--quiet", "--allow-empty", "--message", args[0]))
	for i, flags := range [][]string{{}, {"--strict-baseline"}, {"--diff", "HEAD~1"}, {"--no-config"}} {
		ts.Logf("%s: %v", args[0], flags)
		exits(ts, false, append([]string{args[1+i], "refrain", "check", "--today", ts.Getenv("TODAY"), "."}, flags...))
	}
}
