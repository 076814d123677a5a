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
func help(words wording.Words, e *lexicon.Entry) string {
	s := wording.Sentence(e.Why) + " " + words.Say("Consider:") + " " + wording.Sentence(strings.Join(e.Consider(), "; "))
	if e.Caveat != "" {
		s += " " + words.Say("Note:") + " " + wording.Sentence(e.Caveat)
	}
	s += words.Disagreement(e) + " " + words.Say("Sources:") + " "
	return display.Printable(s + wording.Sentence(words.SourceNames(e)))
}

// HelpMarkdown returns what an entry says, with its sources as links. GitHub shows it beside an alert.
func HelpMarkdown(words wording.Words, e *lexicon.Entry) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n**%s**\n\n", MarkdownText(wording.Sentence(e.Why)), label(words, "Consider:"))
	for _, instead := range e.Consider() {
		fmt.Fprintf(&b, "- %s\n", MarkdownText(instead))
	}
	if e.Caveat != "" {
		fmt.Fprintf(&b, "\n**%s**: %s\n", label(words, "Note:"), MarkdownText(e.Caveat))
	}
	if len(e.Disagree) > 0 {
		fmt.Fprintf(&b, "\n**%s**\n\n", label(words, "Authorities differ:"))
		for _, side := range e.Disagree {
			fmt.Fprintf(&b, "- %s\n", MarkdownText(side.Says+words.Publishers(side.Sources)))
		}
	}
	fmt.Fprintf(&b, "\n**%s**\n\n", label(words, "Sources:"))
	printable := 0
	for _, source := range e.Sources {
		if !source.Printable() {
			continue
		}
		printable++
		if link := webLink(source.URL); link != "" {
			fmt.Fprintf(&b, "- [%s](<%s>)\n", MarkdownText(words.ReferenceName(source)), link)
		} else {
			fmt.Fprintf(&b, "- %s\n", MarkdownText(words.ReferenceName(source)))
		}
	}
	if printable == 0 {
		b.WriteString("- " + words.Say(wording.NoneConfirmed) + "\n")
	}
	fmt.Fprintf(&b, "\n%s. %s\n", MarkdownText(words.SeverityWords(e)), words.Say(
		"Evidence: {grade}. {command} shows the whole entry.", "grade",
		words.GradeWords(e.Grade)+MarkdownText(words.Asides(e)), "command", "`refrain lexicon show "+e.ID+"`",
	))
	return b.String()
}

// label is what comes before a text, without the colon.
func label(words wording.Words, english wording.Text) string {
	return strings.TrimRight(words.Say(english), ":\u00a0\u202f ")
}

// MarkdownText returns text in which nothing is Markdown or HTML.
func MarkdownText(s string) string { return markdownEscaper.Replace(display.Printable(s)) }

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
