package pdf

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// stored is a file of testdata: each has one page. They were made with openssl and qpdf.
func stored(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name+".pdf"))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// firstText is what the first mark says in a copy.
func firstText(t *testing.T, copied string) string {
	t.Helper()
	file, err := open(copied)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range file.Table {
		d, ok := entry.Object.(types.Dict)
		if !ok || d.StringEntry("NM") == nil || *d.StringEntry("NM") != marks[0].ID {
			continue
		}
		text, err := file.DereferenceText(d["Contents"])
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	return ""
}

func TestCopyOfSignedFileSaysWhatItIs(t *testing.T) {
	notices := map[Seal]string{Signed: "was signed", Open: "allows comments", Closed: "allows none", Granted: "rights"}
	granted := file(
		"1.7", "", "<< /Type /Catalog /Pages 2 0 R /Perms << /UR3 4 0 R >> >>", tree, fmt.Sprintf(sheet, ""),
		"<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 10 20 30] /Contents <00> >>",
	)
	inField := file(
		"1.7", "", catalog, tree, fmt.Sprintf(sheet, ""),
		"<< /FT /Sig /T (a) /V << /Type /Sig /ByteRange [0 10 20 30] /Contents <00> >> >>",
	)
	for _, c := range []struct {
		name, src string
		want      Seal
	}{
		{"signed", stored(t, "signed"), Signed},
		{"signed in the field", inField, Signed},
		{"certified, comments allowed", stored(t, "open"), Open},
		{"certified, no comments", stored(t, "closed"), Closed},
		{"rights of readers", granted, Granted},
		{"not signed", plain("1.7"), Unsigned},
	} {
		got, err := Add(c.src, marks, Options{Notices: notices})
		if err != nil || got.Seal != c.want {
			t.Errorf("%s: seal %d, %v, want %d", c.name, got.Seal, err, c.want)
			continue
		}
		text := firstText(t, c.src+string(got.Bytes))
		if want := strings.TrimPrefix(notices[c.want]+"\n"+marks[0].Text, "\n"); text != want {
			t.Errorf("%s: the first mark says %q, want %q", c.name, text, want)
		}
	}
}

// The signed bytes come first and are unchanged: poppler still finds the signature valid.
func TestSignatureIsStillValid(t *testing.T) {
	if _, err := exec.LookPath("pdfsig"); err != nil {
		t.Skip("pdfsig of poppler is not installed")
	}
	for _, name := range []string{"signed", "open", "closed"} {
		src := stored(t, name)
		file := filepath.Join(t.TempDir(), "copy.pdf")
		if err := os.WriteFile(file, []byte(src+added(t, src, Options{})), 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command("pdfsig", "-nocert", file).CombinedOutput()
		if err != nil || !strings.Contains(string(out), "Signature is Valid") {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}

func TestWhatIsAddedToEncryptedFilesIsEncrypted(t *testing.T) {
	for _, name := range []string{"rc4-40", "rc4-128", "aes-128", "aes-256"} {
		src := stored(t, name)
		more := added(t, src, Options{})
		if text := firstText(t, src+more); text != marks[0].Text {
			t.Errorf("%s: the copy says %q, want %q", name, text, marks[0].Text)
		}
		if strings.Contains(more, "(first)") || strings.Contains(more, " rg\n") {
			t.Errorf("%s: what was added can be read without the key", name)
		}
	}
	if _, err := Add(stored(t, "forbidden"), marks, Options{}); !errors.Is(err, ErrForbidden) {
		t.Errorf("error %v of a file that allows no annotations, want %v", err, ErrForbidden)
	}
	within := file("1.7", "/Encrypt << /Filter /Standard /V 1 >> ", catalog, tree, fmt.Sprintf(sheet, ""))
	if _, err := Add(within, marks, Options{}); !errors.Is(err, ErrEncrypted) {
		t.Errorf("error %v of a file whose trailer holds the encryption, want %v", err, ErrEncrypted)
	}
}

// A number is drawn, not written: letters would become words of the document.
func TestNumberIsDrawnBesideTheWords(t *testing.T) {
	m := marks[0]
	m.Number, m.NumberAt = 12, Quad{{60, 28}, {72, 28}, {60, 22}, {72, 22}}
	got, err := Add(plain("1.7"), []Mark{m}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	text := string(got.Bytes)
	for _, want := range []string{digits[1], digits[2], "1 0 0 1 60 22 cm"} {
		if !strings.Contains(text, strings.TrimPrefix(want, "1 0 0 1 ")) {
			t.Errorf("the appearance has no %q:\n%s", want, text)
		}
	}
	if !strings.Contains(text, "/Rect[9") && !strings.Contains(text, "/Rect[10") || strings.Contains(text, "Tj") {
		t.Errorf("the annotation does not hold the number and the words, or it holds letters:\n%s", text)
	}
	if !strings.Contains(text, "73.000000000000 30") {
		t.Errorf("the rectangle does not reach the number:\n%s", text)
	}
}
