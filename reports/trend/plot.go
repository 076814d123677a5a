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
	const foot = plotHeight - plotBottom
	return foot - (foot-plotTop)*rate/p.most
}

// unit is what the plot counts, in words.
func (p *plot) unit() string {
	if p.per == byMentions {
		return p.words.Say("findings per 100 words for migrants or migration")
	}
	return p.words.Say("findings per 1,000 words")
}

// svg is the drawing. It takes its colours from the text around it, and tells what it means by shapes:
// a full point is a rate of several documents, or of one whose series shows how much documents
// differ; an open one with a dashed bar is of one document alone; a count without a rate is a number
// at the foot; a triangle is a period in which something was not read.
func (p *plot) svg(attributes string) string {
	p.b.Reset()
	w := p.words
	fmt.Fprintf(
		&p.b,
		`<svg viewBox="0 0 %d %d" role="%s" aria-labelledby="%s-t %s-d"%s>`,
		plotWidth,
		plotHeight,
		p.role(),
		p.id,
		p.id,
		attributes,
	)
	fmt.Fprintf(
		&p.b,
		`<title id="%s-t">%s: %s</title><desc id="%s-d">%s</desc>`,
		p.id,
		p.text(w.seriesName(p.series)),
		p.text(
			p.unit(),
		),
		p.id,
		p.text(w.Say("Points are rates by period, bars their 95 % intervals. The table has the same numbers.")),
	)
	p.axes()
	p.line()
	for i, point := range p.series.Points {
		p.point(i, point)
	}
	p.b.WriteString("</svg>")
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
	const foot = plotHeight - plotBottom
	for _, share := range []float64{0, 0.5, 1} {
		y := p.y(share * p.most)
		fmt.Fprintf(
			&p.b,
			`<path class="grid" d="M%d %.1fH%d"/><text class="tick" x="%d" y="%.1f" text-anchor="end">%s</text>`,
			plotLeft,
			y,
			plotWidth-plotRight,
			plotLeft-6,
			y+4,
			p.text(p.words.Decimal(share*p.most)),
		)
	}
	fmt.Fprintf(&p.b, `<path class="axis" d="M%d %dV%dH%d"/>`, plotLeft, plotTop, foot, plotWidth-plotRight)
	n := len(p.series.Points)
	most := (plotWidth - plotLeft - plotRight) / (letterWidth * (len(p.series.Points[0].Period.String()) + 2))
	step := (n + most - 1) / most
	for i := 0; i < n; i += step {
		fmt.Fprintf(
			&p.b,
			`<path class="axis" d="M%.1f %dv4"/><text class="tick" x="%.1f" y="%d" text-anchor="middle">%s</text>`,
			p.x(i),
			foot,
			p.x(i),
			plotHeight-4,
			p.text(p.series.Points[i].Period.String()),
		)
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

// point draws a period.
func (p *plot) point(i int, point *over.Point) {
	const foot = plotHeight - plotBottom
	v := &point.Values[p.measure]
	r := p.per.rate(v)
	x := p.x(i)
	linked := p.link != "" && len(p.series.Points) <= mostLinked && len(point.Sentences) > 0
	label := point.Period.String() + ": " + p.words.Count(v.Uses, "finding")
	if r != nil {
		label += ", " + p.words.Interval(r)
	}
	if g := p.words.gaps(point); g != "" {
		label += "; " + g
	}
	if linked {
		fmt.Fprintf(
			&p.b,
			`<a href="#%s%d" aria-label="%s"><rect class="hit" x="%.1f" y="%d" width="%.1f" height="%d"/>`,
			p.link,
			i,
			p.text(label),
			x-p.column()/2,
			plotTop,
			p.column(),
			plotHeight-plotTop-20,
		)
	}
	fmt.Fprintf(&p.b, `<g><title>%s</title>`, p.text(label))
	size := min(max(p.column()/5, 1.2), 4.5)
	switch {
	case r != nil:
		low, high, at, cap := p.y(r.Low), p.y(r.High), p.y(r.Value), min(p.column()/4, 5)
		class := "bar"
		if v.Alone {
			class = "bar alone"
		}
		fmt.Fprintf(
			&p.b,
			`<path class="%s" d="M%.1f %.1fV%.1fM%.1f %.1fh%.1fM%.1f %.1fh%.1f"/>`+
				`<circle class="%s" cx="%.1f" cy="%.1f" r="%.1f"/>`,
			class,
			x,
			low,
			high,
			x-cap,
			low,
			2*cap,
			x-cap,
			high,
			2*cap,
			strings.Replace(class, "bar", "dot", 1),
			x,
			at,
			size,
		)
	case point.Documents > 0 && len(p.series.Points) <= mostNumbers:
		fmt.Fprintf(
			&p.b,
			`<text class="count" x="%.1f" y="%d" text-anchor="middle">%s</text>`,
			x,
			foot+18,
			p.text(p.words.Number(v.Uses)),
		)
	case point.Documents > 0:
		fmt.Fprintf(&p.b, `<path class="bar" d="M%.1f %dv6"/>`, x, foot+10)
	}
	if point.Gaps+point.Unread > 0 {
		fmt.Fprintf(&p.b, `<path class="gap" d="M%.1f %dl%.1f 8h%.1fz"/>`, x, foot+25, size+1, -2*(size+1))
	}
	p.b.WriteString("</g>")
	if linked {
		p.b.WriteString("</a>")
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

// writeSVG writes the plots of all series, one below the other, with what is to be known of them.
func writeSVG(w io.Writer, r *Report, o Options) error {
	words := in(o.Language, r.Trend.Languages)
	const head, foot, gap, letters = 40, 16, 24, 104 // letters of a line of small print
	var body strings.Builder
	y := 10
	write := func(class string, height int, lines ...string) {
		for _, line := range lines {
			y += height
			fmt.Fprintf(
				&body,
				`<text class="%s" x="%d" y="%d">%s</text>`,
				class,
				plotLeft,
				y,
				html.EscapeString(display.Visible(line)),
			)
		}
	}
	for i, s := range r.Trend.Series {
		p := &plot{series: s, per: byWords, words: words, id: fmt.Sprintf("p%d", i+1)}
		write("head", head-14, words.seriesName(s))
		if !p.drawable() {
			write("small", foot, broken(words.Say("No rate: {why}.", "why", words.noRates(s)), letters)...)
			y += gap
			continue
		}
		write("small", foot, p.unit()+" "+words.Say("(95 % interval)"))
		body.WriteString(p.svg(fmt.Sprintf(` x="0" y="%d" width="%d" height="%d"`, y, plotWidth, plotHeight)))
		y += plotHeight
		for _, change := range words.changes(s) {
			write("small", foot, broken(change, letters)...)
		}
		y += gap
	}
	write("small", foot, broken(words.legend(r.Trend), letters)...)
	write("small", foot, broken(words.Say(doNotRank), letters)...)
	if n := len(r.Trend.Left) + r.Trend.MoreLeft; n > 0 {
		write("small", foot, words.Say("In no period")+": "+words.Count(n, "document"))
	}
	write("small", foot, broken(words.MadeWith(r.Run), letters)...)
	y += foot
	out := fmt.Sprintf(
		"%s%s\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" style=\"color:#1d1c1a;background:#fff\">\n"+
			"<style>%s</style>\n%s\n</svg>\n",
		svgBegins,
		html.EscapeString(display.Visible(r.Run.Version)),
		plotWidth,
		y,
		plotWidth,
		y,
		plotStyle,
		strings.ReplaceAll(body.String(), "</svg><", "</svg>\n<"),
	)
	_, err := io.WriteString(display.Guarded(w, display.MarkupSigns), out)
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
