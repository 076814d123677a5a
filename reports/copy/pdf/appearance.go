package pdf

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// appearance is what is printed for words: their ground, and the number of the mark beside them.
// Readers would draw a ground by themselves, but no number.
func (m Mark) appearance(rect types.Object) (types.StreamDict, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "q /M gs %s rg\n", points(m.Colour[0], m.Colour[1], m.Colour[2]))
	for _, q := range m.Quads {
		fmt.Fprintf(
			&b, "%s m %s l %s l %s l h f\n", points(q[0].X, q[0].Y), points(q[1].X, q[1].Y), points(q[3].X, q[3].Y),
			points(q[2].X, q[2].Y),
		)
	}
	b.WriteString("Q\n")
	m.drawNumber(&b)
	looks := types.StreamDict{Content: []byte(b.String()), Dict: types.Dict{
		"Type": types.Name("XObject"), "Subtype": types.Name("Form"), "BBox": rect,
		// The words are seen through their ground.
		"Resources": types.Dict{"ExtGState": types.Dict{"M": types.Dict{"BM": types.Name("Multiply")}}},
	}}
	return looks, looks.Encode()
}

// points are numbers as an appearance has them.
func points(list ...float64) string {
	var all []string
	for _, f := range list {
		all = append(all, strconv.FormatFloat(math.Round(f*100)/100, 'f', -1, 64))
	}
	return strings.Join(all, " ")
}

// Measures of a number, in units of which a digit has six in height.
const (
	digitHeight  = 6
	digitAdvance = 5.8
	digitStroke  = 0.95
)

// NumberWidth is how wide a number is printed whose digits have that height.
func NumberWidth(number int, height float64) float64 {
	return float64(len(strconv.Itoa(number))) * digitAdvance * height / digitHeight
}

// digits are drawn with a pen, because letters in an annotation would become words of the document
// for programs that take out its text.
var digits = [10]string{
	"1 0 m 3 0 l 4 1 l 4 5 l 3 6 l 1 6 l 0 5 l 0 1 l h",
	"0.8 4.8 m 2.2 6 l 2.2 0 l",
	"0 5 m 1 6 l 3 6 l 4 5 l 4 3.8 l 0 0 l 4 0 l",
	"0 5.2 m 1 6 l 3 6 l 3.9 5.2 l 3.9 4 l 3 3.2 l 1.6 3.2 l 3 3.2 m 4 2.4 l 4 0.9 l 3 0 l 1 0 l 0 0.8 l",
	"3.2 0 m 3.2 6 l 0 1.8 l 4.3 1.8 l",
	"3.8 6 m 0.5 6 l 0.2 3.3 l 1.2 3.8 l 3 3.8 l 4 2.9 l 4 0.9 l 3 0 l 1 0 l 0 0.8 l",
	"3.6 5.4 m 2.8 6 l 1.2 6 l 0 4.8 l 0 1 l 1 0 l 3 0 l 4 1 l 4 2.6 l 3 3.5 l 1 3.5 l 0 2.6 l",
	"0 6 m 4 6 l 1.4 0 l",
	"1 3.2 m 3 3.2 l 4 2.4 l 4 0.9 l 3 0 l 1 0 l 0 0.9 l 0 2.4 l h " +
		"1 3.2 m 0.2 4 l 0.2 5.2 l 1 6 l 3 6 l 3.8 5.2 l 3.8 4 l 3 3.2 l",
	"0.4 0.6 m 1.2 0 l 2.8 0 l 4 1.2 l 4 5 l 3 6 l 1 6 l 0 5 l 0 3.4 l 1 2.5 l 3 2.5 l 4 3.4 l",
}

// drawNumber draws the number of a mark.
func (m Mark) drawNumber(b *strings.Builder) {
	if m.Number <= 0 {
		return
	}
	at := m.NumberAt
	up := at[0].minus(at[2]).times(1.0 / digitHeight)
	right := at[1].minus(at[0])
	right = right.times(math.Hypot(up.X, up.Y) / max(math.Hypot(right.X, right.Y), 1e-6))
	fmt.Fprintf(
		b, "q 0.6 0 0.1 RG %s w 1 J 1 j %s cm\n", points(digitStroke),
		matrix(right.X, right.Y, up.X, up.Y, at[2].X, at[2].Y),
	)
	for i, digit := range strconv.Itoa(m.Number) {
		if i > 0 {
			fmt.Fprintf(b, "1 0 0 1 %s 0 cm\n", points(digitAdvance))
		}
		b.WriteString(digits[digit-'0'] + " S\n")
	}
	b.WriteString("Q\n")
}

func (p Point) minus(q Point) Point { return Point{p.X - q.X, p.Y - q.Y} }

func (p Point) times(f float64) Point { return Point{p.X * f, p.Y * f} }

// matrix is a transformation; its scale needs more places than a point.
func matrix(list ...float64) string {
	var all []string
	for _, f := range list {
		all = append(all, strconv.FormatFloat(math.Round(f*1e4)/1e4, 'f', -1, 64))
	}
	return strings.Join(all, " ")
}
