package pdfdoc_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"refrain/analyzer/reader"
	"refrain/analyzer/reader/input"
)

// shared are the files of a folder of the corpus that stands beside the checkout, where there is
// one.
func shared(t *testing.T, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "..", "..", "shared", "corpus", pattern))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skip("the corpus does not stand beside the checkout")
	}
	return files
}

// TestPDFWordsAreThoseOfPoppler compares the words of real documents, as a bag, with what pdftotext
// reads. Hyphens are left out on both sides: where a line ends with one, the two decide differently
// whether the word keeps it.
func TestPDFWordsAreThoseOfPoppler(t *testing.T) {
	r := reader.New(input.Options{OCR: "off"})
	defer r.Close()
	var common, ours, theirs, pairs, kept int
	for _, file := range shared(t, "pdf/*.pdf") {
		ref, err := os.ReadFile(filepath.Join(filepath.Dir(file), "..", "ref", filepath.Base(file)+".txt"))
		if err != nil {
			continue
		}
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := r.Read(context.Background(), filepath.Base(file), string(src))
		if err != nil {
			t.Fatal(err)
		}
		got, want := comparable(doc.Text), comparable(string(ref))
		n, p, k := shares(got, want)
		common, ours, theirs, pairs, kept = common+n, ours+len(got), theirs+len(want), pairs+p, kept+k
		t.Logf(
			"%6d words, recall %.4f, precision %.4f, neighbours %.4f  %s",
			len(want),
			share(n, len(want)),
			share(n, len(got)),
			share(k, p),
			filepath.Base(file),
		)
	}
	recall, precision := share(common, theirs), share(common, ours)
	t.Logf("all: recall %.4f, precision %.4f, neighbours %.4f", recall, precision, share(kept, pairs))
	if recall < 0.985 || precision < 0.985 {
		t.Errorf("recall %.4f, precision %.4f, want 0.985 each", recall, precision)
	}
}

func share(n, of int) float64 {
	if of == 0 {
		return 1
	}
	return float64(n) / float64(of)
}

var dividedWord = regexp.MustCompile(`-[ \f]*\n[ \f]*`)

// comparable are the words of a text, without what two readers may write differently.
func comparable(text string) []string {
	text = norm.NFKC.String(strings.ToLower(dividedWord.ReplaceAllString(text, "")))
	text = strings.NewReplacer("-", "", "\u00ad", "", "\u2010", "").Replace(text)
	return strings.FieldsFunc(
		text,
		func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) },
	)
}

// shares counts the words that both have, the pairs of neighbours in b, and how many of those a
// has.
func shares(a, b []string) (words, pairs, kept int) {
	bag, next := map[string]int{}, map[[2]string]int{}
	for i, w := range a {
		bag[w]++
		if i > 0 {
			next[[2]string{a[i-1], w}]++
		}
	}
	for i, w := range b {
		if bag[w] > 0 {
			bag[w]--
			words++
		}
		if i > 0 {
			pairs++
			if pair := [2]string{b[i-1], w}; next[pair] > 0 {
				next[pair]--
				kept++
			}
		}
	}
	return words, pairs, kept
}

// TestHostilePDFsEnd reads files that were made to break readers: each ends soon, with text, blank
// pages or a gap that says why not.
func TestHostilePDFsEnd(t *testing.T) {
	r := reader.New(input.Options{OCR: "off"})
	defer r.Close()
	for _, file := range shared(t, "pdf-corner/*.pdf") {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		doc, err := r.Read(context.Background(), filepath.Base(file), string(src))
		if err != nil {
			t.Fatal(err)
		}
		if took := time.Since(start); took > 30*time.Second {
			t.Errorf("%s: took %v", file, took)
		}
		if len(doc.Pages) == 0 && len(doc.Gaps) == 0 {
			t.Errorf("%s: no page and no gap", file)
		}
		if doc.Format != "pdf" && len(src) > 0 {
			t.Errorf("%s: read as %s", file, doc.Format)
		}
	}
}
