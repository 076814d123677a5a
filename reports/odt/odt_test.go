package odt

import (
	"bytes"
	"strings"
	"testing"
)

// written is a file with one of all that a text may have.
func written(t *testing.T) string {
	t.Helper()
	f := &File{
		Kind: "trial", Language: "en", Title: "A & B", Paper: Paper{Width: 595, Height: 842, Top: 50, Bottom: 50, Left: 60, Right: 60},
		Styles: []Style{
			{ID: "Standard", Name: "Standard", Size: 10, Line: 14},
			{ID: "Heading1", Name: "Heading 1", Heading: 1, Size: 14, Line: 18, Bold: true, KeepNext: true},
		},
		Letters: []Letters{{ID: "Removed", Name: "Removed", Struck: true}}, Footer: "<us>", FootedBy: "Standard",
		Pictures: []Picture{{Name: "logo.png", Type: "image/png", Data: []byte("picture")}},
	}
	end := f.Begin("Heading1")
	f.Run("", "First\u202e")
	end()
	end = f.Begin("Standard")
	f.Picture(f.Pictures[0], 20, 10, "our logo")
	f.Run("Removed", "a < b")
	f.Link("https://example.org/?a&b", "there")
	end()
	endTable := f.Table("Standard", []string{"one", "two"}, 40, 60)
	f.Row(func() { f.Begin("Standard")() }, func() { f.Begin("Standard")() })
	endTable()
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Programs know an OpenDocument text by its type, which begins at byte 38 of the file, as its standard asks.
func TestFilesBeginWithTheirType(t *testing.T) {
	file := written(t)
	if got := file[30 : 30+len("mimetype")+len(mimeType)]; got != "mimetype"+mimeType {
		t.Errorf("the file begins with %q", got)
	}
	if !Began(file[:512], "trial") || Began(file[:512], "brief") {
		t.Error("the file is not known for what it is by its first 512 bytes")
	}
	if written(t) != file {
		t.Error("the same content gives other bytes")
	}
}

func TestTextIsWrittenAsXML(t *testing.T) {
	f := &File{}
	f.Styles = []Style{{ID: "Heading1", Heading: 1}}
	end := f.Begin("Heading1")
	f.Run("Strong", "a <b> & \u202ec")
	f.Link("https://example.org/?a&b", "there")
	end()
	want := `<text:h text:style-name="Heading1" text:outline-level="1"><text:span text:style-name="Strong">a &lt;b&gt; &amp; ` +
		`‹U+202E›c</text:span><text:a xlink:type="simple" xlink:href="https://example.org/?a&amp;b">there</text:a></text:h>`
	if got := f.text.String(); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if strings.Contains(f.content(), "\u202e") {
		t.Error("what nobody sees is in the file")
	}
}
