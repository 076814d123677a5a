package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"refrain/analyzer/reader/pdf/pdftest"
)

// TestMain is the child when a test has started this program as one.
func TestMain(m *testing.M) {
	switch {
	case len(os.Args) != 2:
	case os.Args[1] == ChildCommand:
		if err := Work(os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	case os.Args[1] == "hang":
		select {}
	}
	os.Exit(m.Run())
}

// file is a PDF of one page. The objects are numbered from 1, the catalog first.
func file(version, trailer string, objects ...string) string {
	// The last line is not ended.
	return strings.TrimSuffix(pdftest.File(version, "/Root 1 0 R "+trailer, objects...), "\n")
}

const (
	catalog = "<< /Type /Catalog /Pages 2 0 R >>"
	tree    = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
	sheet   = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200.123456 200] /Resources << >> %s>>"
)

func plain(version string) string {
	return file(version, "", catalog, tree, fmt.Sprintf(sheet, ""))
}

var marks = []Mark{
	{
		Page: 1, Quads: []Quad{{{10, 30}, {50, 30}, {10, 20}, {50, 20}}, {{10, 18}, {30, 18}, {10, 8}, {30, 8}}},
		Colour: [3]float64{1, 1, 0}, ID: "first", Text: "Why: (hostile\\) ]>> endobj é 字 😀",
	},
	{Page: 1, At: Point{5, 195}, ID: "second", Text: "note"},
}

// added is what Add gives; it must be something.
func added(t *testing.T, src string, o Options) string {
	t.Helper()
	b, err := Add(src, marks, o)
	if err != nil {
		t.Fatal(err)
	}
	return string(b.Bytes)
}

func TestSameInputGivesSameBytes(t *testing.T) {
	for _, src := range []string{plain("1.7"), withStream(), stored(t, "aes-128"), stored(t, "aes-256")} {
		first := added(t, src, Options{})
		for range 5 {
			if again := added(t, src, Options{}); again != first {
				t.Fatalf("two runs gave\n%q\n%q", first, again)
			}
		}
	}
}

// withStream is a file whose table is a stream, and in which most numbers are free.
func withStream() string {
	const numbers = 40
	var b, table bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	entry := func(kind, at int) { table.Write([]byte{byte(kind), byte(at >> 8), byte(at), 0}) }
	entry(0, 0)
	for i, o := range []string{catalog, tree, fmt.Sprintf(sheet, "")} {
		entry(1, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	for i := 4; i < numbers; i++ {
		entry(0, 0)
	}
	start := b.Len()
	entry(1, start)
	fmt.Fprintf(
		&b,
		"%d 0 obj\n<< /Type /XRef /Size %d /Root 1 0 R /W [1 2 1] /Length %d >>\nstream\n%s\nendstream\nendobj\n"+
			"startxref\n%d\n%%%%EOF\n",
		numbers,
		numbers+1,
		table.Len(),
		table.String(),
		start,
	)
	return b.String()
}

func TestWhatIsAddedIsFoundAgain(t *testing.T) {
	for name, src := range map[string]string{
		"1.7":             plain("1.7"),
		"before 1.4":      plain("1.2"),
		"table in stream": withStream(),
		"list in page": file(
			"1.7", "", catalog, tree, fmt.Sprintf(sheet, "/Annots [4 0 R] "),
			"<< /Type /Annot /Subtype /Text /Rect [0 0 1 1] /NM (old) >>",
		),
		"list elsewhere": file(
			"1.7", "", catalog, tree, fmt.Sprintf(sheet, "/Annots 4 0 R "),
			"[<< /Type /Annot /Subtype /Text /Rect [0 0 1 1] /NM (old) >>]",
		),
		"list is missing": file("1.7", "", catalog, tree, fmt.Sprintf(sheet, "/Annots null ")),
	} {
		out := src + added(t, src, Options{})
		f, err := open(out)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		page, _, _, err := f.PageDict(1, false)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		all, err := names(f, page)
		if err != nil || !all["first"] || !all["second"] || all["old"] != strings.Contains(src, "(old)") {
			t.Errorf("%s: annotations %v, %v", name, all, err)
		}
		if !strings.HasSuffix(out, "%%EOF\n"+Tail) {
			t.Errorf("%s: ends with %q", name, out[len(out)-30:])
		}
		if strings.Count(out, "/Rect[10.000000000000 8.000000000000 50.000000000000 30.000000000000]") != 1 {
			t.Errorf("%s: the rectangle around both lines is not there:\n%s", name, out[len(src):])
		}
	}
}

// The table of the objects is of the kind that the file has; a file whose own is not where its end
// says gets one of all objects.
func TestTableIsOfTheKindOfTheFile(t *testing.T) {
	good := plain("1.7")
	astray := strings.Replace(good, "startxref\n", "startxref\n1", 1)
	if got := added(t, good, Options{}); !strings.Contains(got, "\nxref\n3 4\n") || !strings.Contains(got, "/Prev ") {
		t.Errorf("no table that goes on from that of the file:\n%s", got)
	}
	got := added(t, astray, Options{})
	if !strings.Contains(got, "\nxref\n0 7\n") || strings.Contains(got, "/Prev ") {
		t.Errorf("no table of all objects where that of the file is astray:\n%s", got)
	}
	for _, offset := range []int{strings.Index(good, "1 0 obj"), strings.Index(good, "2 0 obj")} {
		if !strings.Contains(got, fmt.Sprintf("\n%010d 00000 n \n", offset)) {
			t.Errorf("the table does not name the object at %d:\n%s", offset, got)
		}
	}
}

func TestPageKeepsItsSize(t *testing.T) {
	if got := added(t, plain("1.7"), Options{}); !strings.Contains(got, "200.123456") {
		t.Errorf("the page's width is another in\n%s", got)
	}
}

func TestDateIsThatOfTheOptions(t *testing.T) {
	if got := added(t, plain("1.7"), Options{}); strings.Contains(got, "Date") || strings.Contains(got, "/M(") {
		t.Errorf("there is a date that nobody asked for:\n%s", got)
	}
	if got := added(
		t, plain("1.7"), Options{Date: time.Unix(86400, 0)},
	); strings.Count(got, "(D:19700102000000+00'00')") != 4 {
		t.Errorf("two annotations do not have two dates each:\n%s", got)
	}
}

func TestWhatCannotBeAnnotatedIsRefusedWithTheReason(t *testing.T) {
	copied := plain("1.7") + added(t, plain("1.7"), Options{})
	for _, c := range []struct {
		name, src string
		want      error
	}{
		{"encrypted", file("1.7", "/Encrypt 4 0 R /ID [<00> <00>] ", catalog, tree, fmt.Sprintf(sheet, ""),
			"<< /Filter /Standard /V 1 /R 2 /P -4 /O <"+strings.Repeat("00", 32)+"> /U <"+strings.Repeat("00", 32)+
				"> >>"), ErrEncrypted},
		{
			"encrypted in a way of its own",
			file("1.7", "/Encrypt 4 0 R /ID [<00> <00>] ", catalog, tree, fmt.Sprintf(sheet, ""),
				"<< /Filter /House /V 9 >>"),
			ErrEncrypted,
		},
		{"a copy", copied, ErrCopy},
		{"a copy that was changed", copied + "%more\n", ErrCopy},
		{"behind other bytes", "junk\n" + plain("1.7"), ErrDamaged},
		{"no PDF", "%PDF-1.7 and nothing else", ErrDamaged},
		{"empty", "", ErrDamaged},
		{"without the page", file("1.7", "", catalog, "<< /Type /Pages /Kids [] /Count 0 >>"), ErrDamaged},
		{"page tree in a circle", file("1.7", "", catalog, "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"), ErrDamaged},
	} {
		if _, err := Add(c.src, marks, Options{}); !errors.Is(err, c.want) {
			t.Errorf("%s: error %v, want %v", c.name, err, c.want)
		}
	}
}

func TestChildThatHangsIsEnded(t *testing.T) {
	hang := func(ctx context.Context) (*exec.Cmd, error) {
		program, err := os.Executable()
		return exec.CommandContext(ctx, program, "hang"), err
	}
	if _, err := Add(plain("1.7"), marks, Options{Time: 200 * time.Millisecond, Child: hang}); !errors.Is(
		err,
		ErrLimit,
	) {
		t.Errorf("error %v, want %v", err, ErrLimit)
	}
}

func TestChildThatIsMissingIsNamed(t *testing.T) {
	gone := func(ctx context.Context) (*exec.Cmd, error) { return exec.CommandContext(ctx, "no-such-program"), nil }
	if _, err := Add(plain("1.7"), marks, Options{Child: gone}); err == nil ||
		!strings.Contains(err.Error(), "does not start") {
		t.Errorf("error %v, want one that says that it does not start", err)
	}
}

// Whatever byte of a file is wrong: there is a reason, or a copy that can be read.
func TestDamagedFileIsRefusedOrCopied(t *testing.T) {
	whole := plain("1.7")
	copies := 0
	for i := range whole {
		for _, src := range []string{whole[:i], whole[:i] + "\xff" + whole[i+1:], whole[:i] + "9" + whole[i+1:]} {
			out, err := add(src, request{Marks: marks})
			if err != nil {
				continue
			}
			copies++
			if err := check(src+string(out.Bytes), marks); err != nil {
				t.Errorf("byte %d: the copy cannot be read: %v", i, err)
			}
		}
	}
	if copies == 0 {
		t.Error("no damaged file was copied, so the test shows nothing")
	}
}
