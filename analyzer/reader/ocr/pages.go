package ocr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/langid"
	"refrain/analyzer/reader/limits"
	"refrain/internal/child"
)

// Pages recognises the pages of one document, one after the other. It is for one goroutine.
type Pages struct {
	in     installed
	limits limits.Limits
	pack   string
	told   bool // the user says which language it is
	count  int
	left   time.Duration
	wanted []string // packs that there are not
}

// Result is what was recognised on a page.
type Result struct {
	Words []Word
	Turn  int // quarter turns, clockwise, that bring upright text to the page as it is displayed
	Blank bool
}

// Word is a recognised word.
type Word struct {
	Text string
	Sure bool // it was recognised with confidence
	Line int  // words of one line share it
	Box  document.Box
}

// Confidence is how sure Tesseract must be of a word, of 100, for the word to be searched.
const Confidence = 60

// ErrLimit says that a page, or the pages of a document, took too long, or that there are too many.
var ErrLimit = errors.New("limit reached")

// Document begins a document. The language is that which the user states; or else, without told, a
// guess that the first page may correct, or "".
func (r *Recogniser) Document(lang string, told bool) (*Pages, error) {
	in := r.find()
	if in.err != nil {
		return nil, in.err
	}
	p := &Pages{in: in, limits: r.limits, told: told, left: r.limits.OCRTime}
	if pack := packOf(lang); pack != "" {
		p.use([]string{pack}, told)
	}
	if p.pack == "" {
		p.pack = in.any()
	}
	return p, nil
}

// use takes the packs that there are of some that read the same, and reports whether there are any.
// Else the first is wanted, where it is certain that it is needed.
func (p *Pages) use(names []string, certain bool) bool {
	var have []string
	for _, name := range names {
		if p.in.packs[name] {
			have = append(have, name)
		}
	}
	if len(have) > 0 {
		p.pack = strings.Join(have, "+")
		return true
	}
	if certain && !slices.Contains(p.wanted, names[0]) {
		p.wanted = append(p.wanted, names[0])
	}
	return false
}

// Wanted are Debian's packages of the language packs that were missing, with what was used instead.
func (p *Pages) Wanted() (packages []string, instead string) {
	for _, pack := range p.wanted {
		packages = append(packages, packageOf(pack))
	}
	return packages, p.pack
}

// Read recognises a page of which the picture has so many pixels for each point. The picture is
// upright as the page is displayed. ErrLimit and other errors concern this page only, those of ctx
// apart.
func (p *Pages) Read(ctx context.Context, picture *image.Gray, scale float64) (*Result, error) {
	if isBlank(picture) {
		return &Result{Blank: true}, nil
	}
	if p.count++; p.count > p.limits.OCRPages || p.left <= 0 {
		return nil, ErrLimit
	}
	words, err := p.words(ctx, picture, scale)
	if err != nil {
		return nil, err
	}
	if !p.told {
		if words, err = p.better(ctx, picture, scale, words); err != nil {
			return nil, err
		}
	}
	r := &Result{Words: words}
	r.Turn = turnOf(words, slices.Contains(fromRight, p.pack))
	return r, nil
}

// better reads the page again where its words, or its script, are of another language.
func (p *Pages) better(ctx context.Context, picture *image.Gray, scale float64, words []Word) ([]Word, error) {
	const few = 10 // words, which tell nothing
	var text strings.Builder
	sure, named := 0, 0
	for i := range words {
		if w := &words[i]; hasLetter(w.Text) {
			named++
			if w.Sure {
				sure++
				text.WriteString(w.Text + " ")
			}
		}
	}
	before := p.pack
	other := packOf(langid.Of(text.String()))
	switch {
	case other != "" && !slices.Contains(strings.Split(p.pack, "+"), other):
		if !p.use([]string{other}, true) {
			return words, nil
		}
	case named >= few && sure*2 < named:
		names := byScript[p.script(ctx, picture, scale)]
		if len(names) == 0 || !p.use(names, true) || p.pack == before {
			return words, nil
		}
	default:
		return words, nil
	}
	again, err := p.words(ctx, picture, scale)
	if err != nil {
		return words, ctx.Err()
	}
	if certain(again) < certain(words)*9/10 {
		p.pack = before
		return words, nil
	}
	return again, nil
}

// certain counts the letters of the words that were recognised with confidence.
func certain(words []Word) (n int) {
	for i := range words {
		if words[i].Sure {
			n += len([]rune(words[i].Text))
		}
	}
	return n
}

// words has the program read a picture.
func (p *Pages) words(ctx context.Context, picture *image.Gray, scale float64) ([]Word, error) {
	const alone, withOrientation = "3", "1"
	segmentation := alone
	if p.in.packs[orientation] {
		segmentation = withOrientation
	}
	answer, err := p.run(ctx, picture, scale, "-l", p.pack, "--psm", segmentation, "-c", "tessedit_create_tsv=1")
	if err != nil {
		return nil, err
	}
	return parse(answer, scale)
}

// script is the script that most of a picture is written in, as Tesseract names it; "" where it
// cannot tell.
func (p *Pages) script(ctx context.Context, picture *image.Gray, scale float64) string {
	if !p.in.packs[orientation] {
		return ""
	}
	answer, err := p.run(ctx, picture, scale, "-l", orientation, "--psm", "0")
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(answer)) {
		if name, ok := strings.CutPrefix(line, "Script: "); ok {
			return strings.TrimSpace(name)
		}
	}
	return ""
}

// run runs the program on a picture. No clock of the document counts its time, which is bounded by
// itself.
func (p *Pages) run(
	ctx context.Context, picture *image.Gray, scale float64, arguments ...string,
) (answer []byte, err error) {
	const (
		most    = 32 << 20 // bytes of an answer: a page has fewer than 100,000 words
		perPage = 2 * time.Minute
	)
	dots := max(70, min(2400, int(scale*72+0.5))) // what it takes for a resolution
	run := child.Program{
		Path: p.in.path, Arguments: append([]string{"stdin", "stdout", "--dpi", strconv.Itoa(dots)}, arguments...),
		Variables: variables(), In: greymap(picture),
		Most: most, Memory: p.limits.Memory, Time: min(perPage, p.left),
	}
	limits.Apart(ctx, func() {
		began := time.Now()
		var complaint []byte
		answer, complaint, err = run.Run(ctx)
		p.left -= time.Since(began)
		switch {
		case err == nil || ctx.Err() != nil:
		case errors.Is(err, child.ErrTime), errors.Is(err, child.ErrAnswer):
			err = ErrLimit
		default:
			err = fmt.Errorf("%s: %w%s", program, err, lastLine(complaint))
		}
	})
	return answer, err
}

// lastLine is the last line of what a program complains of, as the end of a message.
func lastLine(complaint []byte) string {
	lines := strings.Split(strings.TrimSpace(string(complaint)), "\n")
	last := strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return -1
		}
		return r
	}, lines[len(lines)-1])
	if last == "" {
		return ""
	}
	return ": " + last[:min(len(last), 200)]
}

// greymap is a picture in the plainest of formats (PGM).
func greymap(picture *image.Gray) io.Reader {
	size := picture.Bounds().Size()
	head := fmt.Sprintf("P5\n%d %d\n255\n", size.X, size.Y)
	if picture.Stride == size.X {
		return io.MultiReader(strings.NewReader(head), bytes.NewReader(picture.Pix[:size.X*size.Y]))
	}
	rows := []io.Reader{strings.NewReader(head)}
	for y := range size.Y {
		rows = append(rows, bytes.NewReader(picture.Pix[y*picture.Stride:][:size.X]))
	}
	return io.MultiReader(rows...)
}

// isBlank reports whether a picture has less ink than a letter or two.
func isBlank(picture *image.Gray) bool {
	const (
		contrast = 48 // grey levels between the paper and what is seen on it
		specks   = 24 // dark pixels in a million, which no word has as few of
	)
	var levels [256]int
	size := picture.Bounds().Size()
	for y := range size.Y {
		for _, level := range picture.Pix[y*picture.Stride:][:size.X] {
			levels[level]++
		}
	}
	paper := 0
	for level := range levels {
		if levels[level] > levels[paper] {
			paper = level
		}
	}
	ink := 0
	for level, n := range levels {
		if level < paper-contrast || level > paper+contrast {
			ink += n
		}
	}
	return ink*1_000_000 <= specks*size.X*size.Y
}
