package ocr

import (
	"errors"
	"strconv"
	"strings"
	"unicode"

	"refrain/analyzer/document"
)

// The columns of Tesseract's table, and the level of a row that is a word.
const (
	columnLevel = iota
	columnPage
	columnBlock
	columnParagraph
	columnLine
	columnWord
	columnLeft
	columnTop
	columnWidth
	columnHeight
	columnConfidence
	columnText
	columns

	wordLevel = "5"
)

// errAnswer is the error of an answer that is no table.
var errAnswer = errors.New("tesseract has answered with no table of words")

// parse reads a table of words from a picture with so many pixels for each point. Specks, which are
// words without a letter that nobody is sure of, are left out.
func parse(answer []byte, scale float64) ([]Word, error) {
	const mostWords = 200_000
	var words []Word
	line, lines := "", 0
	first := true
	for row := range strings.Lines(string(answer)) {
		cells := strings.SplitN(strings.TrimRight(row, "\r\n"), "\t", columns)
		if first {
			first = false
			if cells[0] != "level" {
				return nil, errAnswer
			}
			continue
		}
		if len(cells) != columns || cells[columnLevel] != wordLevel {
			continue
		}
		text := strings.ToValidUTF8(strings.TrimSpace(cells[columnText]), "")
		confidence, err := strconv.ParseFloat(cells[columnConfidence], 64)
		if text == "" || err != nil {
			continue
		}
		w := Word{Text: text, Sure: confidence >= Confidence}
		if !w.Sure && !hasLetter(text) {
			continue
		}
		var numbers [4]float32
		for i := range numbers {
			n, err := strconv.Atoi(cells[columnLeft+i])
			if err != nil || n < 0 {
				return nil, errAnswer
			}
			numbers[i] = float32(float64(n) / scale)
		}
		w.Box = document.Box{
			Left: numbers[0], Top: numbers[1], Right: numbers[0] + numbers[2], Bottom: numbers[1] + numbers[3],
		}
		if at := strings.Join(cells[columnPage:columnWord], " "); at != line {
			line = at
			lines++
		}
		if w.Line = lines; len(words) == mostWords {
			return nil, ErrLimit
		}
		words = append(words, w)
	}
	return words, nil
}

func hasLetter(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// turnOf is how upright text is turned on the page, told by where the words of a line follow each
// other. fromRight says that they follow each other from right to left, and stand upright.
func turnOf(words []Word, fromRight bool) int {
	if fromRight {
		return 0
	}
	var votes [4]int
	for i := 1; i < len(words); i++ {
		a, b := &words[i-1], &words[i]
		if a.Line != b.Line {
			continue
		}
		right := b.Box.Left + b.Box.Right - a.Box.Left - a.Box.Right
		down := b.Box.Top + b.Box.Bottom - a.Box.Top - a.Box.Bottom
		switch {
		case right >= max(down, -down):
			votes[0]++
		case down >= max(right, -right):
			votes[1]++
		case -right >= max(down, -down):
			votes[2]++
		default:
			votes[3]++
		}
	}
	best := 0
	for turn := range votes {
		if votes[turn] > votes[best] {
			best = turn
		}
	}
	return best
}

// Beside are the words that are not at a place where there is text already. The boxes are those of
// its characters on the displayed page.
func Beside(words []Word, have []document.Box) []Word {
	if len(have) == 0 {
		return words
	}
	const band = 16 // points: characters are looked for near a word alone
	bands := map[int][]document.Box{}
	for _, b := range have {
		for at := int(b.Top) / band; at <= int(b.Bottom)/band && at-int(b.Top)/band < band; at++ {
			bands[at] = append(bands[at], b)
		}
	}
	var left []Word
	for _, w := range words {
		covered := float32(0) // of the width
		y := (w.Box.Top + w.Box.Bottom) / 2
		for _, b := range bands[int(y)/band] {
			if b.Top <= y && y <= b.Bottom {
				covered += max(0, min(b.Right, w.Box.Right)-max(b.Left, w.Box.Left))
			}
		}
		if covered*3 < w.Box.Right-w.Box.Left {
			left = append(left, w)
		}
	}
	return left
}
