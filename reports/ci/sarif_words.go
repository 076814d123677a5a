package ci

import (
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"

	"refrain/internal/display"
	"refrain/lexicon"
	"refrain/reports/wording"
)

// help is what an entry says, for viewers that show no Markdown.
func help(e *lexicon.Entry) string {
	s := wording.Sentence(e.Why) + " Consider: " + wording.Sentence(strings.Join(e.Consider(), "; "))
	if e.Caveat != "" {
		s += " Note: " + wording.Sentence(e.Caveat)
	}
	return display.Printable(s + wording.Disagreement(e) + " Sources: " + wording.Sentence(wording.SourceNames(e)))
}

// helpMarkdown is what an entry says, with its sources as links. GitHub shows it beside an alert.
func helpMarkdown(e *lexicon.Entry) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n**Consider**\n\n", markdownText(wording.Sentence(e.Why)))
	for _, instead := range e.Consider() {
		fmt.Fprintf(&b, "- %s\n", markdownText(instead))
	}
	if e.Caveat != "" {
		fmt.Fprintf(&b, "\n**Note**: %s\n", markdownText(e.Caveat))
	}
	if len(e.Disagree) > 0 {
		b.WriteString("\n**Authorities differ**\n\n")
		for _, side := range e.Disagree {
			fmt.Fprintf(&b, "- %s\n", markdownText(side.Says+wording.Publishers(side.Sources)))
		}
	}
	b.WriteString("\n**Sources**\n\n")
	printable := 0
	for _, source := range e.Sources {
		if !source.Printable() {
			continue
		}
		printable++
		if link := webLink(source.URL); link != "" {
			fmt.Fprintf(&b, "- [%s](<%s>)\n", markdownText(wording.ReferenceName(source)), link)
		} else {
			fmt.Fprintf(&b, "- %s\n", markdownText(wording.ReferenceName(source)))
		}
	}
	if printable == 0 {
		b.WriteString("- none confirmed; the judgement of the lexicon's editors\n")
	}
	fmt.Fprintf(
		&b, "\n%s. Evidence: %s%s. `refrain lexicon show %s` shows the whole entry.\n",
		markdownText(wording.SeverityWords(e)), wording.GradeWords(e.Grade), markdownText(wording.Asides(e)), e.ID,
	)
	return b.String()
}

// markdownText is text in which nothing is Markdown or HTML.
func markdownText(s string) string { return markdownEscaper.Replace(display.Printable(s)) }

var markdownEscaper = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "&", "&amp;", "#", `\#`,
	"|", `\|`, "~", `\~`,
)

// webLink is a URL that may be followed from a report, or "".
func webLink(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" {
		return ""
	}
	return strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20").Replace(u.String())
}

// sarifPlain is text in which nothing is a link: SARIF has [text](target) even in plain messages.
func sarifPlain(s string) string { return strings.ReplaceAll(s, "](", `\](`) }

// short is text as long as GitHub takes it of a rule.
func short(s string) string {
	if s = display.Printable(s); utf8.RuneCountInString(s) > sarifText-1 {
		s = string([]rune(s)[:sarifText-2]) + "…"
	}
	return s
}

// pascal is an id as a name of a rule: "flood-of-people" is "FloodOfPeople".
func pascal(id string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(id, "-") {
		b.WriteString(wording.Capital(word))
	}
	return b.String()
}
