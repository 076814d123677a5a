package margin

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/canonical"
)

// What makes times those of a transcript.
const (
	fewestTimes = 2               // with an arrow; others need one more
	oneOf       = 50              // lines that one of them at least has a time, or stands before one
	closest     = 4               // likewise for a time without brackets before the text of a line
	longestTime = 80              // bytes of a time with what is around it
	longestLink = 300             // bytes of an address that a time leads to
	pause       = 3 * time.Second // for which nobody has to speak for a sentence to be over
)

// form is how a time is written.
type form uint8

const (
	arrow   form = iota // 00:01.000 --> 00:02.000
	bracket             // [0:12]
	bare                // 0:12 before the text of its line
	lone                // 0:12 on a line of its own
	named               // a name and a time on a line of their own
	forms
)

// stamp is a time in a text.
type stamp struct {
	document.Span               // with its brackets and the blanks after it
	begin, end    time.Duration // end is 0 where there is none
	parts         int           // 2 for minutes and seconds, 3 with hours
	form          form
	line          int
	name          document.Span // of who speaks, on the line; empty without
	inside        bool          // text of its line is before it
	open          string        // signs before it that are not closed right after it: "**[0:12] Ann:**"
}

// timesOf returns the marks of a transcript.
func timesOf(text string, lines []line) []Mark {
	stamps := stampsOf(text, lines)
	var of [forms][]stamp
	for _, s := range stamps {
		of[s.form] = append(of[s.form], s)
	}
	var wanted [forms]bool
	found := false
	for f := range of {
		wanted[f] = transcribed(form(f), of[f], lines)
		found = found || wanted[f]
	}
	if !found {
		return nil
	}
	t := transcript{text: text, lines: lines, stamps: fitting(stamps, wanted)}
	t.nameLines()
	t.saidLines()
	return t.marks()
}

// fitting are the times of the wanted forms, and those of others that come between them in time: a
// transcript may write some in another form.
func fitting(stamps []stamp, wanted [forms]bool) []stamp {
	next := make([]time.Duration, len(stamps)) // the next time of a wanted form
	latest := time.Duration(1<<63 - 1)
	for i := len(stamps) - 1; i >= 0; i-- {
		next[i] = latest
		if wanted[stamps[i].form] {
			latest = stamps[i].begin
		}
	}
	kept := make([]stamp, 0, len(stamps))
	last := time.Duration(0)
	for i, s := range stamps {
		if wanted[s.form] || s.form != bare && (len(kept) > 0 || s.form == named) && s.begin >= last && s.begin <= next[i] {
			kept = append(kept, s)
			last = s.begin
		}
	}
	return kept
}

// transcribed reports whether the times of a form are those of a transcript.
func transcribed(f form, stamps []stamp, lines []line) bool {
	n := len(stamps)
	if n < fewestTimes || f != arrow && n <= fewestTimes {
		return false
	}
	share, back := oneOf, 0
	if f == bare {
		share = closest
	}
	for i, s := range stamps {
		if i > 0 && s.begin < stamps[i-1].begin {
			back++
		}
	}
	return n*share >= len(lines) && back*10 <= n && (f == arrow || f == bracket || !agenda(stamps))
}

// agenda reports whether times are those of a day: two numbers, of which the second goes by fives.
// Such times would be those of a transcript that begins late.
func agenda(stamps []stamp) bool {
	for _, s := range stamps {
		if s.parts > 2 || (s.begin/time.Second)%5 != 0 || s.begin < time.Minute {
			return false
		}
	}
	return true
}

// stampsOf returns all that may be times of a transcript, in order.
func stampsOf(text string, lines []line) []stamp {
	var found []stamp
	for i, l := range lines {
		s, ok := leading(text[:l.end], l.start)
		if !ok {
			s, ok = afterName(text, l)
		}
		at := l.start
		if ok {
			if s.line = i; s.form == bare && s.End == l.end {
				s.form = lone
			}
			found = append(found, s)
			at = s.End
		}
		for at < l.end { // Brackets in the middle of a line.
			if at = bracketAt(text[:l.end], at); at == l.end {
				break
			}
			if s, ok := stampAt(text[:l.end], at); ok && s.form == bracket {
				s.line, s.inside = i, true
				found = append(found, s)
				at = s.End
				continue
			}
			at++
		}
	}
	return found
}

// bracketAt is where the next opening bracket is, or the end of the text.
func bracketAt(text string, at int) int {
	for at < len(text) && text[at] != '(' && text[at] != '[' {
		at++
	}
	return at
}

// leading is the time that a line begins with, perhaps after the sign of a list.
func leading(text string, i int) (stamp, bool) {
	from := i
	if len(text) > i+2 && (text[i] == '-' || text[i] == '*') && text[i+1] == ' ' {
		i += 2
	}
	s, ok := stampAt(text, i)
	s.Start = from
	return s, ok
}

// afterName is the time on a line that holds nothing else but a name before it: "Ann Lee (0:12):".
func afterName(text string, l line) (stamp, bool) {
	line := strings.TrimRight(l.of(text), ":*_ ")
	if line == "" || !endsTime[line[len(line)-1]] { // Nearly every line ends here.
		return stamp{}, false
	}
	at := strings.LastIndexAny(line, "[(")
	if at < 0 {
		at = strings.LastIndexAny(line, " \t") + 1
	}
	if at < 2 || len(line) > longestName+longestTime {
		return stamp{}, false
	}
	s, ok := stampAt(text[:l.end], l.start+at)
	name := strings.Trim(line[:at], canonical.Blanks+"*_,-–—|:#")
	if !ok || strings.Trim(text[s.End:l.end], ":*_ ") != "" || !isName(name) {
		return stamp{}, false
	}
	start := l.start + strings.Index(line, name)
	s.name = document.Span{Start: start, End: start + len(name)}
	s.Start, s.End, s.form = l.start, l.end, named
	return s, true
}

// endsTime are the bytes that a time may end with, its brackets and what makes it bold included.
var endsTime = func() (ends [256]bool) {
	for _, c := range []byte("0123456789s])>}#`\\") {
		ends[c] = true
	}
	return ends
}()

// signs make a word bold, italic or code in Markdown.
const signs = "*_`"

// stampAt is the time that is written at i, with its brackets, the signs that make it bold in
// Markdown, the address that it leads to, and the blanks after it.
func stampAt(text string, i int) (stamp, bool) {
	at := i
	for at < len(text) && at < i+4 && strings.IndexByte(signs+"\\", text[at]) >= 0 {
		at++
	}
	s := stamp{form: bare, open: strings.TrimRight(text[i:at], "\\")}
	closing := byte(0)
	if at < len(text) {
		if n := strings.IndexByte("[(<{#", text[at]); n >= 0 {
			closing, s.form = "])>}#"[n], bracket
			at++
		}
	}
	var n int
	if s.begin, s.parts, n = clock(text[at:]); n == 0 {
		return stamp{}, false
	}
	at += n
	if to, n, byArrow := rangeEnd(text[at:]); n > 0 {
		s.end = to
		at += n
		if byArrow {
			s.form = arrow
		}
	}
	if closing != 0 {
		if at = afterBracket(text, at, closing); at < 0 {
			return stamp{}, false
		}
	} else if at < len(text) && (isDigit(text[at]) || strings.IndexByte(",./-%", text[at]) >= 0 ||
		text[at] >= 'a' && text[at] <= 'z') {
		return stamp{}, false
	}
	if strings.HasPrefix(strings.TrimLeft(text[at:], ":"), s.open) {
		s.open = ""
	}
	s.Span = document.Span{Start: i, End: afterStamp(text, at)}
	return s, true
}

// afterBracket is where the text goes on after the bracket that closes a time, and the address that
// it leads to; -1 where no bracket is.
func afterBracket(text string, at int, closing byte) int {
	if closing == '#' && strings.HasPrefix(text[at:], "-") && at+1 < len(text) {
		at += 2 // Tenths, as in #00:00:05-3#
	}
	if strings.HasPrefix(text[at:], "\\") {
		at++
	}
	if at >= len(text) || text[at] != closing {
		return -1
	}
	at++
	if closing == ']' && strings.HasPrefix(text[at:], "(") {
		if end := strings.IndexByte(text[at:min(len(text), at+longestLink)], ')'); end > 0 {
			at += end + 1
		}
	}
	return at
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// afterStamp is where the text goes on after a time that ends at an offset.
func afterStamp(text string, at int) int {
	for at < len(text) && strings.IndexByte(signs+":", text[at]) >= 0 {
		at++
	}
	blank := at
	for blank < len(text) && canonical.BlankAt(text, blank) > 0 && text[blank] != '\n' {
		blank += canonical.BlankAt(text, blank)
	}
	for _, dash := range []string{"-", "–", "—", "|", "»", ">"} {
		if rest, ok := strings.CutPrefix(text[blank:], dash); ok && canonical.BlankAt(rest, 0) > 0 {
			blank += len(dash)
			for canonical.BlankAt(text, blank) > 0 && text[blank] != '\n' {
				blank += canonical.BlankAt(text, blank)
			}
			break
		}
	}
	return blank
}

// rangeEnd is the second time of a range, with what is before it: " --> 00:00:02.000".
func rangeEnd(text string) (to time.Duration, n int, byArrow bool) {
	rest := strings.TrimLeft(text[:min(len(text), longestTime)], " \t")
	for _, dash := range []string{"-->", "->", "→", "-", "–", "—"} {
		after, ok := strings.CutPrefix(rest, dash)
		if !ok {
			continue
		}
		after = strings.TrimLeft(after, " \t")
		var length int
		if to, _, length = clock(after); length == 0 {
			return 0, 0, false
		}
		return to, min(len(text), longestTime) - len(after) + length, dash == "-->" || dash == "->"
	}
	return 0, 0, false
}

// clock reads a time like "1:02:03.5", "02:03,500", with frames "00:00:05:12", or "1h2m3s". It
// returns the length in bytes, 0 where there is none.
func clock(s string) (d time.Duration, parts, n int) {
	numbers, parts, n := clockParts(s)
	if parts < 2 {
		return letteredClock(s)
	}
	total := 0
	for i, number := range numbers[:min(parts, 3)] {
		if i > 0 && number > 59 {
			return 0, 0, 0
		}
		total = total*60 + number
	}
	d = time.Duration(total) * time.Second
	if n+1 < len(s) && (s[n] == '.' || s[n] == ',') && isDigit(s[n+1]) {
		end := n + 1
		for end < len(s) && end-n <= 6 && isDigit(s[end]) {
			end++
		}
		fraction, _ := strconv.ParseFloat("0."+s[n+1:end], 64)
		d += time.Duration(fraction * float64(time.Second)).Round(time.Millisecond)
		n, parts = end, max(parts, 3) // No time of the day has a fraction.
	}
	return d, parts, n
}

// clockParts are the numbers of a time, and its length. A part of one digit is one only in times
// with a fraction, as some programs write them: "0:0:3.72".
func clockParts(s string) (numbers [4]int, parts, n int) {
	at := 0
	for parts < len(numbers) {
		from := at
		for at < len(s) && at-from < 3 && isDigit(s[at]) {
			at++
		}
		width := at - from
		if width == 0 || parts > 0 && (width > 2 || width == 1 && !strings.Contains(s[:min(len(s), 20)], ".")) {
			break
		}
		numbers[parts], _ = strconv.Atoi(s[from:at])
		parts++
		n = at
		if at >= len(s) || s[at] != ':' && !(s[at] == ';' && parts == 3) {
			break
		}
		at++
	}
	return numbers, parts, n
}

// letteredClock reads a time like "1h02m03s".
func letteredClock(s string) (d time.Duration, parts, n int) {
	end := 0
	for end < len(s) && end < 12 && (s[end] >= '0' && s[end] <= '9' || strings.IndexByte("hms", s[end]) >= 0) {
		end++
	}
	if end < 3 || s[end-1] != 's' || !strings.ContainsAny(s[:end], "hm") {
		return 0, 0, 0
	}
	d, err := time.ParseDuration(s[:end])
	if err != nil {
		return 0, 0, 0
	}
	return d, 3, end
}

// spoken reports whether a line only says a time once more in words, as pages of videos do for
// those who hear them: "12 minutes, 3 seconds" after 12:03.
func spoken(line string, at time.Duration) bool {
	if len(line) > longestTime || line == "" || line[0] < '0' || line[0] > '9' {
		return false
	}
	var said, want []int
	for _, field := range strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == ',' }) {
		if n, err := strconv.Atoi(field); err == nil {
			said = append(said, n)
		} else if strings.ContainsFunc(field, func(r rune) bool { return !unicode.IsLetter(r) }) {
			return false
		}
	}
	words := len(strings.Fields(line)) - len(said)
	seconds := int(at / time.Second)
	for _, n := range []int{seconds / 3600, seconds / 60 % 60, seconds % 60} {
		if n > 0 {
			want = append(want, n)
		}
	}
	if len(want) == 0 {
		want = []int{0}
	}
	if len(said) != len(want) || words != len(said) {
		return false
	}
	for i := range said {
		if said[i] != want[i] {
			return false
		}
	}
	return true
}

// transcript makes marks of times.
type transcript struct {
	text   string
	lines  []line
	stamps []stamp
	names  bool // what follows a time on its line is the name of who speaks in the lines below
	said   bool // the line after a time says it once more in words

	list    []Mark
	end     int           // of the text before
	began   bool          // a time has come before
	pending *Mark         // times without text after them so far
	until   time.Duration // the end of the last time, 0 where it has none
	speaker string
	fresh   bool   // someone else speaks in what follows
	signs   string // that close what was opened before the time of the line
}

// nameLines finds out whether names and no words follow the times on their lines.
func (t *transcript) nameLines() {
	names, texts := 0, 0
	for i, s := range t.stamps {
		if s.inside || s.form == named || s.form == lone || s.End >= t.lines[s.line].end {
			continue
		}
		rest := strings.TrimRight(t.text[s.End:t.lines[s.line].end], ":*_ ")
		below := s.line+1 < len(t.lines) && (i+1 == len(t.stamps) || t.stamps[i+1].line > s.line+1)
		if below && isName(rest) {
			names++
		} else {
			texts++
		}
	}
	t.names = names > 2 && texts*4 < names
}

// saidLines finds out whether most times on lines of their own come again in words.
func (t *transcript) saidLines() {
	said, alone := 0, 0
	for _, s := range t.stamps {
		if s.form == lone && s.line+1 < len(t.lines) {
			alone++
			if spoken(t.lines[s.line+1].of(t.text), s.begin) {
				said++
			}
		}
	}
	t.said = said > 0 && said*5 >= alone*4
}

func (t *transcript) marks() []Mark {
	next := 0
	for i, l := range t.lines {
		start := l.start
		for ; next < len(t.stamps) && t.stamps[next].line == i; next++ {
			s := t.stamps[next]
			if s.inside && s.Start > start {
				t.words(start, s.Start)
				t.within(s)
				start = s.End
				continue
			}
			start = t.take(s, l)
		}
		if start >= l.end || t.pending != nil && t.said && spoken(t.text[start:l.end], t.pending.Time) {
			continue
		}
		if t.pending == nil && t.began {
			if name := Speaker(t.text[start:l.end]); name != "" && name != t.speaker {
				t.open(start, l)
				t.speaker, t.fresh = name, true
			}
		}
		if at := strings.Index(t.text[start:l.end], t.signs); t.signs != "" && at >= 0 {
			t.words(start, start+at)
			t.within(stamp{Span: document.Span{Start: start + at, End: start + at + len(t.signs)},
				begin: t.list[len(t.list)-1].Time})
			start += at + len(t.signs)
		}
		t.signs = ""
		t.words(start, l.end)
	}
	if t.pending != nil {
		t.pending.End = t.lines[len(t.lines)-1].end
		t.list = append(t.list, *t.pending)
	}
	return t.list
}

// open begins a mark, or goes on with the one that is open.
func (t *transcript) open(from int, l line) {
	if t.pending != nil {
		return
	}
	m := Mark{Span: document.Span{Start: t.end}}
	if n := len(t.list); n > 0 {
		m.Time, m.Start = t.list[n-1].Time, max(t.end, t.list[n-1].End)
	}
	if m.Start == 0 {
		m.Start = l.start
	}
	t.pending = &m
}

// take reads a time at the start of a line, and returns where the text after it begins.
func (t *transcript) take(s stamp, l line) int {
	t.open(s.Start, l)
	if t.until > 0 && s.begin > t.until+pause || !t.began {
		t.fresh = true
	}
	t.pending.Time, t.until, t.began, t.signs = s.begin, s.end, true, s.open
	name := s.name
	if t.names && name.Len() == 0 && s.End < l.end {
		if rest := strings.TrimRight(t.text[s.End:l.end], ":*_ "); isName(rest) {
			name = document.Span{Start: s.End, End: s.End + len(rest)}
			s.End = l.end
		}
	}
	if name.Len() > 0 {
		t.pending.Apart = append(t.pending.Apart, name)
		t.fresh = t.fresh || name.Of(t.text) != t.speaker
		t.speaker = name.Of(t.text)
		return l.end
	}
	rest := t.text[s.End:l.end]
	if speaker := SpokenBy(rest); speaker != "" {
		t.fresh = t.fresh || speaker != t.speaker
		t.speaker = speaker
	}
	return s.End
}

// SpokenBy is the name before a colon that the text after a time begins with; "" where there is
// none. A few words with capitals are a name: "Note: …" looks like one.
func SpokenBy(text string) string {
	colon := strings.IndexByte(text[:min(len(text), longestName+4)], ':')
	if colon < 1 || colon+1 < len(text) && text[colon+1] != ' ' && text[colon+1] != '*' {
		return ""
	}
	if name := strings.Trim(text[:colon], "*_ "); isName(name) {
		return name
	}
	return ""
}

// within is a time in the middle of a line.
func (t *transcript) within(s stamp) {
	m := Mark{Span: s.Span, Time: s.begin, Speaker: t.speaker}
	if s.inside && m.Start > 0 && !canonical.IsBlank(t.text[m.Start-1]) {
		m.With = " "
	}
	t.list = append(t.list, m)
}

// words are text: the mark before it is complete.
func (t *transcript) words(from, to int) {
	if m := t.pending; m != nil {
		m.End, m.Speaker = from, t.speaker
		switch {
		case t.end == 0:
		case t.fresh || SentenceEnds(t.text[:t.end]):
			m.With = "\n\n"
		default:
			m.With = "\n"
		}
		t.list = append(t.list, *m)
		t.pending, t.fresh = nil, false
	}
	t.end = to
}
