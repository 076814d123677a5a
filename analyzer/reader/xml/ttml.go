package xml

import (
	"strconv"
	"strings"
	"time"

	"refrain/analyzer/reader/subtitle"
	"refrain/analyzer/reader/xmltok"
)

// ttml is the dialect of TTML: paragraphs, and spans that have a time of their own, are cues.
var ttml = dialect{rules: map[string]rule{
	"head": skip, "metadata": skip, "p": {does: cueStart}, "br": breakRule,
}, refine: func(name string, attr func(string) string, r rule) rule {
	switch {
	case name == "span" && attr("begin") != "":
		r.does = cueStart
	case attr("ruby") == "text" || attr("ruby") == "textContainer" || attr("ruby") == "delimiter":
		return skip
	}
	return r
}}

// timed says when an element of TTML is shown. Times count from the beginning of what it is in.
func (x *tree) timed(n *node, attr func(string) string) {
	switch n.name {
	case "agent":
		x.agent = attr("id")
	case "tt":
		x.ticks, _ = strconv.ParseFloat(attr("tickRate"), 64)
		x.frames, _ = strconv.ParseFloat(attr("frameRate"), 64)
	}
	from := n.begins
	if begin, ok := x.clock(attr("begin")); ok {
		n.begins += begin
	}
	n.ends = n.begins
	if end, ok := x.clock(attr("end")); ok {
		n.ends = max(n.begins, from+end)
	} else if length, ok := x.clock(attr("dur")); ok {
		n.ends += length
	}
}

// clock reads a time of TTML, which may count ticks and frames.
func (x *tree) clock(s string) (time.Duration, bool) {
	count := func(number string, rate float64) (time.Duration, bool) {
		if rate <= 0 {
			rate = 30
		}
		f, err := strconv.ParseFloat(number, 64)
		return time.Duration(f / rate * float64(time.Second)).Round(time.Millisecond), err == nil && f >= 0 && f/rate < 1e6
	}
	if number, ok := strings.CutSuffix(s, "t"); ok {
		return count(number, x.ticks)
	}
	if number, ok := strings.CutSuffix(s, "f"); ok {
		return count(number, x.frames)
	}
	if i := strings.LastIndexByte(s, ':'); strings.Count(s, ":") == 3 {
		whole, ok := subtitle.Clock(s[:i])
		part, counted := count(s[i+1:], x.frames)
		return whole + part, ok && counted
	}
	return subtitle.Clock(s)
}

// maxAgents is how many speakers a file of TTML may name.
const maxAgents = 10000

// IsTTML reports whether a root is that of TTML.
func IsTTML(r xmltok.Root) bool { return r.Name == "tt" }
