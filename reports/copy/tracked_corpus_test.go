package copy

import (
	"encoding/xml"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader"
	"refrain/reports/copy/word"
	"refrain/reports/reporttest"
)

// TestChangesToRealDocuments makes changes all over the documents of the corpus. With them accepted,
// which is how refrain reads a copy, it holds the new words; with them rejected, each letter is where
// it was and looks as it did; and no other part has changed. $TRACKED_COPIES names a folder for copies
// with a change in every paragraph, for people to open.
func TestChangesToRealDocuments(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", "corpus", "docx", "*.docx"))
	if len(files) == 0 {
		t.Skip("no corpus beside the checkout")
	}
	made, kept := 0, map[word.Kept]int{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d := read(t, filepath.Base(file), string(data))
		if d.Format != "docx" {
			continue
		}
		var changes []word.Change
		var spans []document.Span
		all := stretches(d)
		every := max(1, len(all)/500) // All take half a minute.
		if os.Getenv("TRACKED_COPIES") != "" {
			every = 1
		}
		for i := 0; i < len(all); i += every {
			s := all[i]
			spans = append(spans, s)
			changes = append(changes, changeOf(d, s, instead))
		}
		tracked, err := (&word.Copy{Author: "refrain", Initials: "R"}).Track(string(data), changes)
		if err != nil {
			t.Logf("%s: %v", filepath.Base(file), err)
			continue
		}
		var out strings.Builder
		if err := tracked.Write(&out, nil); err != nil {
			t.Errorf("%s: %v", filepath.Base(file), err)
			continue
		}
		if folder := os.Getenv("TRACKED_COPIES"); folder != "" {
			os.WriteFile(filepath.Join(folder, filepath.Base(file)), []byte(out.String()), 0o666)
		}
		for _, why := range tracked.Kept {
			if why == "" {
				made++
			} else {
				kept[why]++
			}
		}
		sameLines(
			t,
			filepath.Base(file),
			visible(read(t, filepath.Base(file), out.String())),
			accepted(d, spans, tracked.Kept),
		)
		sameButForChanges(t, filepath.Base(file), string(data), out.String())
	}
	t.Logf("%d changes made, others kept: %v", made, kept)
}

const instead = "refrained & <new> words"

// accepted is the text that readers see with changes made, a block a line.
func accepted(d *document.Document, spans []document.Span, kept []word.Kept) string {
	var b strings.Builder
	i := 0
	for _, block := range d.Blocks {
		if block.Exclusion != document.Included {
			continue
		}
		at := block.Start
		for ; i < len(spans) && spans[i].End <= block.End; i++ {
			if kept[i] == "" {
				b.WriteString(d.Text[at:spans[i].Start] + instead)
				at = spans[i].End
			}
		}
		b.WriteString(d.Text[at:block.End] + "\n")
	}
	return b.String()
}

// sameLines is an error where two texts differ, with the first line that does.
func sameLines(t *testing.T, name, got, want string) {
	t.Helper()
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(a), len(b)) {
		switch {
		case i >= len(a):
			t.Errorf("%s: lines are missing, the first %q", name, b[i])
			return
		case i >= len(b) || a[i] != b[i]:
			t.Errorf("%s: line %d: got\n%q\nwant\n%q", name, i+1, a[i], b[min(i, len(b)-1)])
			return
		}
	}
}

// visible is the text that readers see, a block a line.
func visible(d *document.Document) string {
	var b strings.Builder
	for _, block := range d.Blocks {
		if block.Exclusion == document.Included {
			b.WriteString(block.Of(d.Text) + "\n")
		}
	}
	return b.String()
}

// stretches are a few words in each visible block, of several lengths, and no two in a row.
func stretches(d *document.Document) []document.Span {
	var all []document.Span
	for i, b := range d.Blocks {
		if b.Exclusion != document.Included || b.Len() < 12 {
			continue
		}
		words := strings.Fields(b.Of(d.Text))
		if len(words) < 3 {
			continue
		}
		at, first := b.Start, i%(len(words)-2)
		for n := 0; n < first; n++ {
			at = next(d.Text, at, b.End)
		}
		end := at
		for range 1 + i%4 {
			end = next(d.Text, end, b.End)
		}
		for end > at && d.Text[end-1] <= ' ' {
			end--
		}
		if end > at {
			all = append(all, document.Span{Start: at, End: end})
		}
	}
	return all
}

// next is where the next word begins, or the end.
func next(text string, at, end int) int {
	for at < end && text[at] > ' ' {
		at++
	}
	for at < end && text[at] <= ' ' {
		at++
	}
	return at
}

func read(t *testing.T, name, src string) *document.Document {
	t.Helper()
	d, err := reader.New(reader.Options{}).Read(t.Context(), name, src)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// sameButForChanges is an error where a copy without our changes is not the original: a letter, its look
// or what it is in, or a byte of another part.
func sameButForChanges(t *testing.T, name, before, after string) {
	t.Helper()
	a, b := reporttest.Parts(t, before), reporttest.Parts(t, after)
	for part, text := range a {
		other, ok := b[part]
		switch {
		case !ok:
			t.Errorf("%s: %s is missing", name, part)
		case text == other,
			part == "[Content_Types].xml",
			strings.HasSuffix(part, ".rels"),
			strings.HasSuffix(part, "comments.xml"):
		default:
			x, y := letters(text, ""), letters(other, "refrain")
			if !slices.Equal(x, y) {
				i := 0
				for i < min(len(x), len(y)) && x[i] == y[i] {
					i++
				}
				t.Errorf("%s: %s: letter %d of %d and %d: got %q, want %q", name, part, i, len(y), len(x),
					y[i:min(i+3, len(y))], x[i:min(i+3, len(x))])
			}
		}
	}
}

// letters are the letters of a part, and what else is in its runs, each with its look and the elements
// that it is in, without the changes of an author.
func letters(text, author string) []string {
	var all []string
	var open []string
	ours := map[int]string{} // the changes of the author by depth
	look, looks, lookFrom := "", -1, 0
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		from := int(d.InputOffset())
		token, err := d.Token()
		if err != nil {
			return all
		}
		switch token := token.(type) {
		case xml.StartElement:
			name := token.Name.Local
			open = append(open, name)
			for _, a := range token.Attr {
				if a.Name.Local == "author" && a.Value == author && (name == "ins" || name == "del") {
					ours[len(open)] = name
				}
			}
			switch name {
			case "r":
				look = ""
			case "rPr":
				if looks < 0 && len(open) > 1 && open[len(open)-2] == "r" {
					looks, lookFrom = len(open), from
				}
			case "tab", "br", "footnoteReference", "drawing", "noBreakHyphen", "fldChar", "bookmarkStart":
				if looks < 0 && !within(ours, "ins") {
					all = append(all, name)
				}
			}
		case xml.EndElement:
			if looks == len(open) {
				look, looks = text[lookFrom:int(d.InputOffset())], -1
				if i := strings.Index(look, "w:rPrChange"); i >= 0 {
					look = look[:i]
				}
			}
			delete(ours, len(open))
			open = open[:len(open)-1]
		case xml.CharData:
			if looks >= 0 || len(open) == 0 || within(ours, "ins") {
				continue
			}
			if name := open[len(open)-1]; name != "t" && name != "delText" {
				continue
			}
			path := ""
			for depth, name := range open[:len(open)-1] {
				if ours[depth+1] == "" {
					path += "/" + name
				}
			}
			for _, r := range string(token) {
				all = append(all, string(r)+" "+path+" "+look)
			}
		}
	}
}

func within(ours map[int]string, name string) bool {
	for _, n := range ours {
		if n == name {
			return true
		}
	}
	return false
}
