// Package subtitle reads SRT and WebVTT, and joins cues into sentences.
package subtitle

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/charset"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/input"
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
	if d.HasText && (begin > t.end+pause || begin < t.begin || speaker != d.Speaker ||
		sentenceEnds(string(d.Buffer[max(d.Block.Start, len(d.Buffer)-24):]))) {
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

// sentenceEnds reports whether s ends with the end of a sentence, perhaps inside quotation marks or
// brackets.
func sentenceEnds(s string) bool {
	s = strings.TrimRight(s, canonical.Blanks+"\"'”’»)]♪")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…。！？؟", r)
}

// Read reads SRT and WebVTT.
func Read(_ context.Context, in input.Input) *document.Document {
	d := in.Decode()
	c := captions{d: d, source: d.Doc.Source}
	c.named = in.Format == "vtt" && in.Named != "text" && in.Named != "markdown" // Editors show all lines.
	c.scan()
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
				c.d.Gap(0, fmt.Sprintf("%s: no time of a cue in line %d", gap.Damaged, 1+strings.Count(c.source[:i], "\n")),
					"write it like 00:01:02,500 --> 00:01:04,000")
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

// show appends the text of a cue. Captions that roll up repeat the line before; it is read once.
func (c *captions) show(t *Transcript, k, before cue) {
	lines := k.lines
	if len(lines) > 1 && len(before.lines) > 0 && k.begin <= before.end+100*time.Millisecond &&
		lines[0].Of(c.source) == before.lines[len(before.lines)-1].Of(c.source) {
		lines = lines[1:]
	}
	for i, span := range lines {
		line := span.Of(c.source)
		speaker, at := c.speaker(line)
		switch {
		case i == 0:
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

// speaker is who speaks in a line, by WebVTT's voice tag or by a name in capitals and a colon, and
// where the text goes on: the voice tag is not text, the name is.
func (c *captions) speaker(line string) (name string, at int) {
	trimmed := strings.TrimLeft(line, canonical.Blanks+"->")
	if i := strings.Index(line, "<v"); i >= 0 && strings.Trim(line[:i], canonical.Blanks+"-") == "" {
		if end := strings.IndexByte(line[i:], '>'); end > 2 && (line[i+2] == ' ' || line[i+2] == '.' || line[i+2] == '\t') {
			_, name, _ = strings.Cut(line[i:i+end], " ")
			return strings.TrimSpace(name), i + end + 1
		}
	}
	colon := strings.IndexByte(trimmed[:min(len(trimmed), 40)], ':')
	if colon < 2 || colon+1 < len(trimmed) && trimmed[colon+1] != ' ' {
		return "", 0
	}
	letters := 0
	for _, r := range trimmed[:colon] {
		if unicode.IsUpper(r) {
			letters++
		} else if !strings.ContainsRune(" .-'’", r) {
			return "", 0
		}
	}
	if letters < 2 {
		return "", 0
	}
	return trimmed[:colon], 0
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
