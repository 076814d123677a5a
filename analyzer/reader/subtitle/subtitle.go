// Package subtitle reads SRT and WebVTT, and joins cues into sentences.
package subtitle

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/charset"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/margin"
	"refrain/analyzer/reader/provision"
)

// Subtitles are read here and not by a library, since the libraries keep the times of the cues and
// lose where their words appear in the file.

// IsVTT returns how well a content fits WebVTT.
func IsVTT(c *input.Content, _ bool) input.Fit {
	rest, ok := strings.CutPrefix(c.Head(), "WEBVTT")
	if ok && (rest == "" || canonical.IsBlank(rest[0])) {
		return input.Leading
	}
	return input.Unfit
}

// IsSRT asks for a number and a time, and of a file that is named as one for a time alone: players
// pass over what they do not know.
func IsSRT(c *input.Content, named bool) input.Fit {
	s := strings.TrimLeft(c.Head(), canonical.Blanks)
	number := provision.FirstLine(s)
	if _, err := strconv.Atoi(strings.TrimSpace(s[:number])); err == nil {
		rest := strings.TrimLeft(s[number:], canonical.Blanks)
		if _, _, ok := timing(rest[:provision.FirstLine(rest)]); ok {
			return input.Leading
		}
	}
	if !named {
		return input.Unfit
	}
	for line := range strings.Lines(s) {
		if _, _, ok := timing(line); ok {
			return input.Inside
		}
	}
	return input.Unfit
}

// pause is how long nobody has to speak for a sentence to be over.
const pause = 3 * time.Second

// Transcript joins cues into sentences: a block ends with a sentence, at a long pause, and when
// another person speaks.
type Transcript struct {
	Builder *builder.Builder // what the text is appended to
	begin   time.Duration    // of the last cue
	end     time.Duration
}

// Cue starts the text of a cue, in the open block or in a new one.
func (t *Transcript) Cue(begin, end time.Duration, speaker string) {
	d := t.Builder
	if d.HasText && (speaker != d.Speaker || !t.goesOn(begin)) {
		d.End()
	}
	d.Newline()
	d.Time, d.Speaker = begin, speaker
	t.begin, t.end = begin, end
	switch {
	case !d.IsOpen:
		d.Begin(document.Body, 0, "")
	case !d.HasText:
		d.Block.Speaker = speaker
	}
}

// Read reads SRT and WebVTT.
func Read(_ context.Context, in input.Input) *document.Document {
	d := in.Decode()
	c := captions{d: d, source: d.Doc.Source}
	c.named = in.Format == "vtt" && in.Named != "text" && in.Named != "markdown" // Editors show all lines.
	c.scan()
	c.countNames()
	c.voices = c.named && strings.Contains(c.source, "<v")
	t := Transcript{Builder: d}
	var before cue
	for _, k := range c.cues {
		c.show(&t, k, before)
		before = k
	}
	return d.Finish()
}

// captions reads SRT and WebVTT, which differ little.
type captions struct {
	d      *builder.Builder
	source string
	named  bool // cues may have names, and notes are between them, which no player shows
	cues   []cue
	names  map[string]int // before the colons that cues begin with
	turns  int            // cues that begin with one
	voices bool           // tags say who speaks, in every cue
}

// cue is what is shown at one time.
type cue struct {
	begin, end time.Duration
	lines      []document.Span // in the source
}

// line is the line that starts at i, without its end, and where the next one starts.
func (c *captions) line(i int) (s document.Span, next int) {
	end := i
	for end < len(c.source) && c.source[end] != '\n' && c.source[end] != '\r' {
		end++
	}
	next = min(end+1, len(c.source))
	if strings.HasPrefix(c.source[end:], "\r\n") {
		next++
	}
	return document.Span{Start: i, End: end}, next
}

// scan finds the cues. A line that belongs to none is taken for more of the cue before it: nothing
// is left out but the numbers of cues, and the names of cues, header, notes and styles of WebVTT.
func (c *captions) scan() {
	i := 0
	if strings.HasPrefix(c.source, charset.BOM) {
		i = len(charset.BOM)
	}
	if c.named && strings.HasPrefix(c.source[i:], "WEBVTT") {
		i = c.afterBlock(i)
	}
	inCue := false
	for i < len(c.source) {
		span, next := c.line(i)
		line := span.Of(c.source)
		begin, end, timed := timing(line)
		switch {
		case strings.Trim(line, canonical.Blanks) == "":
			inCue = false
		case timed:
			c.cues, inCue = append(c.cues, cue{begin: begin, end: end}), true
		case !inCue && c.timedNext(next) && (c.named || !strings.ContainsFunc(line, unicode.IsLetter)):
			// The number or name of the cue that follows.
		case !inCue && c.named && c.apart(line):
			next = c.afterBlock(i)
		default:
			if strings.Contains(line, "-->") && len(c.d.Doc.Gaps) == 0 {
				c.d.Gap(
					0,
					fmt.Sprintf("%s: no time of a cue in line %d", gap.Damaged, 1+strings.Count(c.source[:i], "\n")),
					"write it like 00:01:02,500 --> 00:01:04,000",
				)
			}
			if len(c.cues) == 0 {
				c.cues = append(c.cues, cue{})
			}
			last := &c.cues[len(c.cues)-1]
			last.lines = append(last.lines, span)
		}
		i = next
	}
}

// apart reports whether a line begins a note, a style or a region of WebVTT.
func (c *captions) apart(line string) bool {
	return strings.HasPrefix(line, "NOTE") || strings.HasPrefix(line, "STYLE") || strings.HasPrefix(line, "REGION")
}

// afterBlock is the offset after the lines up to the next blank one.
func (c *captions) afterBlock(i int) int {
	for i < len(c.source) {
		span, next := c.line(i)
		if i = next; strings.Trim(span.Of(c.source), canonical.Blanks) == "" {
			break
		}
	}
	return i
}

// timedNext reports whether the line at i is the time of a cue.
func (c *captions) timedNext(i int) bool {
	if i >= len(c.source) {
		return false
	}
	span, _ := c.line(i)
	_, _, ok := timing(span.Of(c.source))
	return ok
}

// show appends the text of a cue, without what the cue before it has shown.
func (c *captions) show(t *Transcript, k, before cue) {
	lines := k.lines
	if len(before.lines) > 0 && k.begin <= before.end+100*time.Millisecond && k.begin >= before.begin {
		lines = c.unseen(lines, before.lines)
	}
	for i, span := range lines {
		line := span.Of(c.source)
		speaker, at := c.speaker(line)
		switch {
		case i == 0:
			turn := strings.TrimLeft(line, canonical.Blanks)
			if speaker == "" && !c.voices && t.goesOn(k.begin) && !strings.HasPrefix(turn, "-") &&
				!strings.HasPrefix(turn, ">>") {
				speaker = c.d.Speaker
			}
			t.Cue(k.begin, k.end, speaker)
		case speaker != "" && speaker != c.d.Speaker || strings.HasPrefix(strings.TrimLeft(line, canonical.Blanks), "-"):
			c.d.End() // Dialogue: another person speaks in each line.
			t.Cue(k.begin, k.end, speaker)
		default:
			c.d.Newline()
		}
		c.markup(line[at:], span.Start+at)
	}
	for range c.d.OpenMarks {
		c.d.CloseMark(document.Emphasis)
	}
}

// goesOn reports whether a cue that begins at a time may go on with the sentence of the one before.
func (t *Transcript) goesOn(begin time.Duration) bool {
	d := t.Builder
	return d.HasText && begin <= t.end+pause && begin >= t.begin &&
		!margin.SentenceEnds(string(d.Buffer[max(d.Block.Start, len(d.Buffer)-24):]))
}

// unseen are the lines of a cue that the cue before it has not shown. Captions that roll up repeat
// its last lines, and those that grow word by word repeat the beginning of a line.
func (c *captions) unseen(lines, before []document.Span) []document.Span {
	n := min(len(lines), len(before))
	for n > 0 && !slices.EqualFunc(lines[:n], before[len(before)-n:], func(a, b document.Span) bool {
		return c.plain(a) == c.plain(b)
	}) {
		n--
	}
	if lines = lines[n:]; n > 0 || len(lines) == 0 {
		return lines
	}
	last := strings.TrimRight(before[len(before)-1].Of(c.source), canonical.Blanks)
	first := lines[0].Of(c.source)
	if rest, ok := strings.CutPrefix(first, last); ok && last != "" && canonical.BlankAt(rest, 0) > 0 {
		lines = slices.Clone(lines)
		lines[0].Start += len(first) - len(strings.TrimLeft(rest, canonical.AllBlanks))
	}
	return lines
}

// plain is a line without tags and the blanks around it.
func (c *captions) plain(line document.Span) string {
	s := line.Of(c.source)
	if !strings.Contains(s, "<") {
		return strings.Trim(s, canonical.Blanks)
	}
	var b strings.Builder
	for s != "" {
		before, tag, found := strings.Cut(s, "<")
		b.WriteString(before)
		_, after, ended := strings.Cut(tag, ">")
		if !ended {
			if found {
				b.WriteString("<" + tag)
			}
			break
		}
		s = after
	}
	return strings.Trim(b.String(), canonical.Blanks)
}

// speaker is who speaks in a line, by WebVTT's voice tag, by a name in capitals and a colon, or by
// a name that begins several cues like that, and where the text goes on: the voice tag is not text,
// the name is.
func (c *captions) speaker(line string) (name string, at int) {
	trimmed := strings.TrimLeft(line, canonical.Blanks+"->")
	if i := strings.Index(line, "<v"); i >= 0 && strings.Trim(line[:i], canonical.Blanks+"-") == "" {
		if end := strings.IndexByte(line[i:], '>'); end > 2 &&
			(line[i+2] == ' ' || line[i+2] == '.' || line[i+2] == '\t') {
			_, name, _ = strings.Cut(line[i:i+end], " ")
			return strings.TrimSpace(name), i + end + 1
		}
	}
	if name = margin.SpokenBy(trimmed); name != "" && (c.names[name] >= fewestTurns || c.turns*2 > len(c.cues)) {
		return name, 0
	}
	return margin.Speaker(trimmed), 0
}

// fewestTurns is how often somebody speaks whose name is not in capitals.
const fewestTurns = 2

// countNames counts the names before colons that cues begin with.
func (c *captions) countNames() {
	c.names = map[string]int{}
	for _, k := range c.cues {
		if len(k.lines) > 0 {
			if name := margin.SpokenBy(strings.TrimLeft(k.lines[0].Of(c.source), canonical.Blanks+"->")); name != "" {
				c.names[name]++
				c.turns++
			}
		}
	}
}

// markup appends a line without its tags and styles.
func (c *captions) markup(s string, at int) {
	const endRuby = "</rt>"
	from, rubyEnd := 0, strings.LastIndex(s, endRuby)
	tagEnd, styleEnd := strings.LastIndexByte(s, '>'), strings.LastIndexByte(s, '}')
	for i := 0; i < len(s); {
		end := -1
		switch {
		case s[i] == '<' && i < tagEnd && i+1 < len(s) && (s[i+1] == '/' || s[i+1] >= 'a' && s[i+1] <= 'z' ||
			s[i+1] >= 'A' && s[i+1] <= 'Z' || s[i+1] >= '0' && s[i+1] <= '9'):
			end = strings.IndexByte(s[i:], '>')
		case i < styleEnd && strings.HasPrefix(s[i:], "{\\"):
			end = strings.IndexByte(s[i:], '}')
		}
		if end < 0 {
			i++
			continue
		}
		c.d.Escaped(s[from:i], at+from, false)
		if s[i:i+end+1] == "<rt>" && i < rubyEnd { // how others are read
			end = strings.Index(s[i:], endRuby) + len(endRuby) - 1
		}
		switch strings.ToLower(s[i : i+end]) {
		case "<i":
			c.d.OpenMark(document.Emphasis)
		case "</i":
			c.d.CloseMark(document.Emphasis)
		}
		i += end + 1
		from = i
	}
	c.d.Escaped(s[from:], at+from, false)
}

// timing reads the line that gives the times of a cue.
func timing(line string) (begin, end time.Duration, ok bool) {
	from, to, found := strings.Cut(line, "-->")
	if !found {
		return 0, 0, false
	}
	to = strings.TrimLeft(to, canonical.Blanks)
	if i := strings.IndexAny(to, canonical.Blanks); i >= 0 {
		to = to[:i]
	}
	begin, ok = Clock(strings.Trim(from, canonical.Blanks))
	if ok {
		end, ok = Clock(to)
	}
	return begin, end, ok
}

// Clock reads a time like "1:02:03.5", "02:03,500" or, in TTML, "12.5s", "300ms".
func Clock(s string) (time.Duration, bool) {
	for _, unit := range []struct {
		suffix string
		length time.Duration
	}{{"ms", time.Millisecond}, {"s", time.Second}, {"m", time.Minute}, {"h", time.Hour}} {
		if number, ok := strings.CutSuffix(s, unit.suffix); ok {
			f, err := strconv.ParseFloat(number, 64)
			return time.Duration(f * float64(unit.length)), err == nil && f >= 0 && f < 1e6
		}
	}
	parts := strings.Split(strings.Replace(s, ",", ".", 1), ":")
	if len(parts) < 2 || len(parts) > 3 {
		return 0, false
	}
	var total float64
	for _, p := range parts {
		f, err := strconv.ParseFloat(p, 64)
		if err != nil || f < 0 || f > 1e6 {
			return 0, false
		}
		total = total*60 + f
	}
	return time.Duration(total * float64(time.Second)).Round(time.Millisecond), true
}
