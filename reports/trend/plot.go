package trend

import (
	"fmt"
	"html"
	"io"
	"math"
	"strings"

	"refrain/analyzer"
	"refrain/internal/display"
	over "refrain/trend"
)

// Measures of a plot, in units of its drawing.
const (
	plotWidth   = 680
	plotHeight  = 250
	plotLeft    = 52
	plotRight   = 12
	plotTop     = 14
	plotBottom  = 62 // with the labels of periods, and the marks of what was not read
	letterWidth = 9  // of the labels of periods, at most
	mostLinked  = 24 // periods whose points are links: with more, none would be large enough to hit
	mostNumbers = 34 // periods whose counts are written out where there is no rate
)

// per is what a rate is by.
type per uint8

const (
	byWords per = iota
	byMentions
)

func (p per) rate(v *over.Value) *analyzer.Rate {
	if p == byMentions {
		return v.PerMany
	}
	return v.PerWords
}

// plot is the drawing of a measure of a series.
type plot struct {
	series  *over.Series
	measure int
	per     per
	words   say
	id      string // of the drawing's title and description in its page
	link    string // what the addresses of points begin with; "" for no links

	most float64
	b    strings.Builder
}

// drawable reports whether there is a rate to be drawn.
func (p *plot) drawable() bool {
	for _, point := range p.series.Points {
		if r := p.per.rate(&point.Values[p.measure]); r != nil {
			p.most = max(p.most, r.High)
		}
	}
	p.most = roundUp(p.most)
	return p.most > 0
}

// roundUp is the next of 1, 2, 5, 10, 20, 50 and so on, or of 0.5, 0.2, 0.1 and so on.
func roundUp(x float64) float64 {
	if x <= 0 {
		return 0
	}
	power := math.Pow(10, math.Floor(math.Log10(x)))
	for _, step := range []float64{1, 2, 5, 10} {
		if x <= step*power*(1+1e-12) {
			return step * power
		}
	}
	return x
}

// x is the middle of a period, and y the height of a rate.
func (p *plot) x(i int) float64 {
	return plotLeft + (float64(i)+0.5)*p.column()
}

func (p *plot) column() float64 {
	return float64(plotWidth-plotLeft-plotRight) / float64(len(p.series.Points))
}

func (p *plot) y(rate float64) float64 {
	return foot - (foot-plotTop)*rate/p.most
}

// unit is what the plot counts, in words.
func (p *plot) unit() string {
	if p.per == byMentions {
		return p.words.Say("findings per 100 words for migrants or migration")
	}
	return p.words.Say("findings per 1,000 words")
}

// svg is the drawing. It takes its colours from the text around it, and tells what it means by
// shapes: a full point is a rate of several documents, or of one whose series shows how much
// documents differ; an open one with a dashed bar is of one document alone; a count without a rate
// is a number at the foot; a triangle is a period in which something was not read.
func (p *plot) svg(attributes string) string {
	p.b.Reset()
	w := p.words
	p.write(`<svg viewBox="0 0 %d %d" role="%s" aria-labelledby="%s-t %s-d"%s>`,
		plotWidth, plotHeight, p.role(), p.id, p.id, attributes)
	p.write(`<title id="%s-t">%s: %s</title>`, p.id, p.text(w.seriesName(p.series)), p.text(p.unit()))
	p.write(`<desc id="%s-d">%s</desc>`, p.id,
		p.text(w.Say("Points are rates by period, bars their 95 % intervals. The table has the same numbers.")))
	p.axes()
	p.line()
	for i, point := range p.series.Points {
		p.point(i, point)
	}
	p.write("</svg>")
	return p.b.String()
}

// role is that of the drawing: a picture, or a group where it holds links.
func (p *plot) role() string {
	if p.link != "" && len(p.series.Points) <= mostLinked {
		return "group"
	}
	return "img"
}

func (p *plot) text(s string) string { return html.EscapeString(display.Visible(s)) }

func (p *plot) axes() {
	for _, share := range []float64{0, 0.5, 1} {
		y := p.y(share * p.most)
		p.write(`<path class="grid" d="M%d %.1fH%d"/>`, plotLeft, y, plotWidth-plotRight)
		p.write(`<text class="tick" x="%d" y="%.1f" text-anchor="end">%s</text>`,
			plotLeft-6, y+4, p.text(p.words.Decimal(share*p.most)))
	}
	p.write(`<path class="axis" d="M%d %dV%dH%d"/>`, plotLeft, plotTop, foot, plotWidth-plotRight)
	n := len(p.series.Points)
	most := (plotWidth - plotLeft - plotRight) / (letterWidth * (len(p.series.Points[0].Period.String()) + 2))
	step := (n + most - 1) / most
	for i := 0; i < n; i += step {
		name := p.series.Points[i].Period.String()
		p.write(`<path class="axis" d="M%.1f %dv4"/>`, p.x(i), foot)
		p.write(`<text class="tick" x="%.1f" y="%d" text-anchor="middle">%s</text>`,
			min(p.x(i), plotWidth-float64(letterWidth*len(name))/2), plotHeight-4, p.text(name))
	}
}

// line is the change of the series, where one is told.
func (p *plot) line() {
	c := p.series.Change
	if c == nil || c.Plain || p.measure != 0 || p.per != byWords {
		return
	}
	path, begun := "", "M"
	for i, point := range p.series.Points {
		if point.Period.Number < c.From.Number || point.Period.Number > c.To.Number {
			continue
		}
		if y := p.y(c.At(point.Period)); y >= plotTop {
			path += fmt.Sprintf("%s%.1f %.1f", begun, p.x(i), y)
			begun = "L"
		}
	}
	fmt.Fprintf(&p.b, `<path class="change" d="%s"/>`, path)
}

// write writes a part of the drawing.
func (p *plot) write(format string, args ...any) { fmt.Fprintf(&p.b, format, args...) }

// The places of marks below the axis.
const (
	foot      = plotHeight - plotBottom
	countFoot = foot + 18
	tickFoot  = foot + 10
	gapFoot   = foot + 25
)

// point draws a period. It leads to its sentences where the plot has links.
func (p *plot) point(i int, point *over.Point) {
	label := p.label(point)
	linked := p.link != "" && len(p.series.Points) <= mostLinked && point.Documents+point.Unread > 0
	if linked {
		p.write(`<a href="#%s%d" aria-label="%s">`, p.link, i, p.text(label))
		p.write(`<rect class="hit" x="%.1f" y="%d" width="%.1f" height="%d"/>`,
			p.x(i)-p.column()/2, plotTop, p.column(), plotHeight-plotTop-20)
	}
	p.write(`<g><title>%s</title>`, p.text(label))
	p.marks(p.x(i), point)
	p.write("</g>")
	if linked {
		p.write("</a>")
	}
}

// label is a point in words.
func (p *plot) label(point *over.Point) string {
	v := &point.Values[p.measure]
	label := point.Period.String() + ": " + p.words.Count(v.Uses, "finding")
	if r := p.per.rate(v); r != nil {
		label += ", " + p.words.Interval(r)
	}
	if g := p.words.gaps(point); g != "" {
		label += "; " + g
	}
	return label
}

// marks are the shapes of a point at x.
func (p *plot) marks(x float64, point *over.Point) {
	v := &point.Values[p.measure]
	size := min(max(p.column()/5, 1.2), 4.5)
	switch r := p.per.rate(v); {
	case r != nil:
		low, high, end := p.y(r.Low), p.y(r.High), min(p.column()/4, 5)
		alone := ""
		if v.Alone {
			alone = " alone"
		}
		p.write(`<path class="bar%s" d="M%.1f %.1fV%.1fM%.1f %.1fh%.1fM%.1f %.1fh%.1f"/>`,
			alone, x, low, high, x-end, low, 2*end, x-end, high, 2*end)
		p.write(`<circle class="dot%s" cx="%.1f" cy="%.1f" r="%.1f"/>`, alone, x, p.y(r.Value), size)
	case point.Documents > 0 && len(p.series.Points) <= mostNumbers:
		p.write(`<text class="count" x="%.1f" y="%d" text-anchor="middle">%s</text>`,
			x, countFoot, p.text(p.words.Number(v.Uses)))
	case point.Documents > 0:
		p.write(`<path class="bar" d="M%.1f %dv6"/>`, x, tickFoot)
	}
	if point.Gaps+point.Unread > 0 {
		p.write(`<path class="gap" d="M%.1f %dl%.1f 8h%.1fz"/>`, x, gapFoot, size+1, -2*(size+1))
	}
}

// plotStyle gives the drawing its look in any page, on paper and without colour.
const plotStyle = `.grid{stroke:currentColor;opacity:.18;fill:none}.axis{stroke:currentColor;fill:none}` +
	`.bar{stroke:currentColor;stroke-width:1.6;fill:none}.dot{fill:currentColor}` +
	`.bar.alone{stroke-dasharray:3 2}.dot.alone{fill:none;stroke:currentColor;stroke-width:1.6}` +
	`.change{stroke:currentColor;stroke-width:1.4;stroke-dasharray:7 4;fill:none}` +
	`.gap{fill:none;stroke:currentColor;stroke-width:1.3}.hit{fill:transparent}` +
	`.tick,.count,.head,.small{font-family:system-ui,sans-serif;fill:currentColor}` +
	`.tick,.count{font-size:11px}.head{font-size:15px;font-weight:600}.small{font-size:11px}`

const svgBegins = `<svg xmlns="http://www.w3.org/2000/svg" data-made-by="refrain `

func beganSVG(head string) bool { return strings.HasPrefix(head, svgBegins) }

// Measures of a file of plots, in units of its drawing.
const (
	headHeight  = 26
	smallHeight = 16 // of a line of small print
	plotGap     = 24
	lineLetters = 104 // that a line of small print takes
)

// drawn is a file of plots, one below the other.
type drawn struct {
	words say
	b     strings.Builder
	y     int
}

// text writes lines of a class below what there is.
func (d *drawn) text(class string, height int, lines ...string) {
	for _, line := range lines {
		d.y += height
		fmt.Fprintf(&d.b, "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n",
			class, plotLeft, d.y, html.EscapeString(display.Visible(line)))
	}
}

// small writes a text in small print.
func (d *drawn) small(s string) { d.text("small", smallHeight, broken(s, lineLetters)...) }

// series draws the series of a number.
func (d *drawn) series(s *over.Series, number int) {
	p := &plot{series: s, per: byWords, words: d.words, id: fmt.Sprintf("p%d", number)}
	d.text("head", headHeight, d.words.seriesName(s))
	if !p.drawable() {
		d.small(d.words.Say("No rate: {why}.", "why", d.words.noRates(s)))
	} else {
		d.small(p.unit() + " " + d.words.Say("(95 % interval)"))
		d.b.WriteString(p.svg(fmt.Sprintf(` x="0" y="%d" width="%d" height="%d"`, d.y, plotWidth, plotHeight)) + "\n")
		d.y += plotHeight
	}
	for _, change := range d.words.changes(s) {
		d.small(change)
	}
	d.y += plotGap
}

// writeSVG writes the plots of all series, one below the other, with what is to be known of them.
func writeSVG(w io.Writer, r *Report, o Options) error {
	d := &drawn{words: in(o.Language, r.Trend.Languages), y: 10}
	for i, s := range r.Trend.Series {
		if i == mostSeries {
			d.small(d.words.moreSeries(r.Trend))
			break
		}
		d.series(s, i+1)
	}
	d.small(d.words.legend(r.Trend))
	d.small(d.words.Say(doNotRank))
	if n := len(r.Trend.Left) + r.Trend.MoreLeft; n > 0 {
		d.small(d.words.Say("In no period") + ": " + d.words.Count(n, "document"))
	}
	d.small(d.words.MadeWith(r.Run))
	d.y += smallHeight
	_, err := fmt.Fprintf(display.Guarded(w, display.MarkupSigns),
		"%s%s\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" style=\"color:#1d1c1a;background:#fff\">\n"+
			"<style>%s</style>\n%s</svg>\n",
		svgBegins, html.EscapeString(display.Visible(r.Run.Version)), plotWidth, d.y, plotWidth, d.y, plotStyle, d.b.String())
	return err
}

// broken are the lines of a text of at most so many letters.
func broken(s string, most int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		if line != "" && len([]rune(line))+1+len([]rune(word)) > most {
			lines = append(lines, line)
			line = ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	return append(lines, line)
}
