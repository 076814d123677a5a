package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"refrain/analyzer"
	"refrain/analyzer/judge"
	"refrain/check"
	"refrain/internal/cache"
	"refrain/internal/display"
	"refrain/reports/wording"
)

// manyAttempts is how many patterns explain prints; those that came nearest come first.
const manyAttempts = 20

func (a *app) explain() *cobra.Command {
	var lang string
	var all bool
	var from lexiconFlags
	c := &cobra.Command{
		Use:   "explain \"SENTENCE\"|-",
		Short: "Show how a sentence is read, what came near, and what decided",
		Long: `Explain shows the words as the matcher sees them, the patterns that matched or came near and where each stopped, and for each finding its status
with the rule and the words that decided, and the cues that did not. It looks for standard and advisory entries.`,
		Example: "  refrain explain \"They warned of a flood of refugees.\"",
		Args:    oneSentence,
		RunE: func(c *cobra.Command, args []string) error {
			text := strings.Join(args, " ")
			if text == "-" {
				src, err := io.ReadAll(io.LimitReader(a.stdin, maxSentence+1))
				if err != nil {
					return fmt.Errorf("standard input: %w", err)
				}
				text = string(src)
			}
			lex, err := from.load()
			if err != nil {
				return err
			}
			if err := knownLanguage(lex, lang); err != nil {
				return err
			}
			checker := analyzer.New(lex, analyzer.Options{Advisory: true, Cache: cache.User("languages")})
			doc, err := check.Text(text, lang)
			if err != nil {
				return err
			}
			x := checker.Explain(doc)
			a.unread("the sentence", x.Doc.Gaps)
			limit := manyAttempts
			if all {
				limit = len(x.Attempts)
			}
			return a.print("%s", explanation(x, limit))
		},
	}
	from.add(c)
	c.Flags().StringVar(&lang, "lang", "en", "language of the sentence")
	c.Flags().BoolVar(&all, "all", false, "every pattern that came near, not only the nearest")
	c.RegisterFlagCompletionFunc("lang", completeLanguages)
	return c
}

func oneSentence(_ *cobra.Command, args []string) error {
	if len(args) == 0 {
		return hinted(fmt.Errorf("no sentence is given"), "refrain explain \"They warned of a flood of refugees.\"")
	}
	return nil
}

// explanation is what the analyzer tells: the verdicts, then the words and the patterns that led
// there.
func explanation(x *analyzer.Explanation, limit int) string {
	var b strings.Builder
	text := x.Doc.Text
	explainVerdicts(&b, x)
	b.WriteString("\nwords (· the lexicon knows the word)\n ")
	for _, t := range x.Tokens {
		mark := ""
		if t.Known {
			mark = "·"
		}
		b.WriteString(" " + mark + display.Printable(t.Span.Of(text)))
	}
	b.WriteString("\n\npatterns\n")
	for i, t := range x.Attempts {
		if i == limit {
			fmt.Fprintf(&b, "  and %d that came less near; --all shows them\n", len(x.Attempts)-limit)
			break
		}
		kind := ""
		if t.Unless {
			kind = "unless: "
		}
		words := ""
		if t.Found.Len() > 0 {
			words = "“" + display.Printable(t.Found.Of(text)) + "”: "
		}
		if t.Pattern.Frame != "" {
			kind = "frame " + t.Pattern.Frame + ": " + kind
		}
		pattern, outcome := display.Printable(t.Pattern.Text), display.Printable(shortened(t.Outcome))
		fmt.Fprintf(&b, "  %s: %s%s\n      %s%s\n", t.Entry.ID, kind, pattern, words, outcome)
	}
	if len(x.Attempts) == 0 {
		b.WriteString("  none came near\n")
	}
	return b.String()
}

// explainVerdicts writes each finding with its verdict, the cue that decided, and those that lost.
func explainVerdicts(b *strings.Builder, x *analyzer.Explanation) {
	text := x.Doc.Text
	b.WriteString("findings\n")
	for _, v := range x.Verdicts {
		f := &v.Finding
		fmt.Fprintf(
			b, "  %s: “%s”: %s\n", f.Entry.ID, display.Printable(f.Text(x.Doc)),
			display.Printable(wording.Words{}.StatusWords(x.Doc, f)),
		)
		for _, decided := range []bool{true, false} {
			for _, c := range v.Cues {
				if why := bearing(c, f.Verdict); (why == decisive) == decided {
					cue := display.Printable(c.Cue.Of(text))
					fmt.Fprintf(b, "      cue “%s” of %s (%s): %s\n", cue, c.Rule.Name, c.Rule.Status, why)
				}
			}
		}
	}
	if len(x.Verdicts) == 0 {
		b.WriteString("  none\n")
	}
}

// shortened cuts what a pattern wants where it is a long list: the pattern stands in full above it.
func shortened(outcome string) string {
	const longest = 120
	if runes := []rune(outcome); len(runes) > longest {
		return string(runes[:longest-1]) + "…"
	}
	return outcome
}

// decisive is what the cue that decided had to do with the verdict.
const decisive = "decided"

// bearing is what a cue had to do with the verdict.
func bearing(c judge.Consideration, v judge.Verdict) string {
	switch {
	case c.Refused != "":
		return c.Refused
	case c.Rule.Name == v.Rule && c.Cue == v.Cue:
		return decisive
	}
	return "could decide, but an earlier rule did"
}
