package pdfdoc

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/layout"
	"refrain/analyzer/reader/pdf"
)

// The reasons of gaps in PDF files, beside those that every format has.
const (
	gapNoText        = "no text layer"
	gapFonts         = "fonts without usable Unicode"
	gapWrongPassword = "wrong password"
	gapXFA           = "form program not run"
	gapFields        = "form fields not read"
	gapEngine        = "PDF engine does not run"
	gapSecond        = "damaged: read by the engine go, which misses words"
	gapGlyphs        = "letters without usable Unicode"
	gapOutlined      = "text drawn as shapes"
	gapUnseen        = "what is hidden was not told apart"
	gapSkipped       = "text not read"
	gapPainted       = "text in patterns or glyphs"
	gapField         = "form field differs from what it shows"
	gapUnsure        = "recognised without confidence"
	gapPack          = "no language pack for text recognition"
	gapTold          = " differs from what is drawn" // after "ActualText", "Alt" or "E"
)

// pdfGap is the gap that an engine's error makes, on a page counted from 1, or 0 for the whole
// file.
func pdfGap(page int, err error) document.Gap {
	g := document.Gap{Page: page}
	switch {
	case errors.Is(err, pdf.ErrPassword):
		g.Reason, g.Hint = gap.Encrypted, "give its password with --password"
	case errors.Is(err, pdf.ErrWrongPassword):
		g.Reason, g.Hint = gapWrongPassword, "give its password with --password"
	case errors.Is(err, pdf.ErrLimit):
		g.Reason, g.Hint = gap.Limit, "split the file, or print it into a new PDF"
	case errors.Is(err, pdf.ErrDamaged):
		g.Reason, g.Hint = gap.Damaged, "open the file in the program that made it and save it again"
	default:
		g.Reason, g.Hint = gapEngine, err.Error()
	}
	return g
}

// fileGaps names what a file holds that is not read.
func fileGaps(d *builder.Builder, extra pdf.Extra) {
	const saveAgain = "open the file in the program that made it and save it again"
	if extra.Attachments > 0 {
		d.Gap(0, gap.Embedded, fmt.Sprintf("take out the %d attached files and check them too", extra.Attachments))
	}
	if extra.Astray {
		d.Gap(0, gap.Damaged+": its table of objects leads astray",
			"what is on a page may be missing: "+saveAgain+", or print it into a new PDF")
	}
	if extra.Torn {
		d.Gap(0, gap.Damaged+": a part of it cannot be unpacked", "text may be missing: "+saveAgain+", or get it anew")
	}
	if extra.Missing {
		d.Gap(0, gap.Damaged+": content of a page is missing", "text may be missing: "+saveAgain+", or get it anew")
	}
	if extra.Painted {
		d.Gap(0, gapPainted,
			"it was not read: print the file into a new PDF as pictures, run text recognition (OCR), and check that one")
	}
	if extra.XFA {
		d.Gap(0, gapXFA, "open the file in Adobe Reader, print it into a new PDF, and check that one")
	}
}

// pageGaps names what is on a page and is not read. second says that the engine go has read it.
func pageGaps(d *builder.Builder, page int, p *pdf.Page, extra pdf.Extra, second bool) {
	if (extra.Astray || extra.Missing) && len(p.Chars) == 0 && p.Empty == pdf.Blank {
		d.Gap(page, gap.Damaged, "see whether the page is empty indeed")
	}
	if p.Unfilled {
		d.Gap(page, gapFields, "print the file into a new PDF, and check that one")
	}
	switch {
	case p.Unseen && second:
		d.Gap(page, gapUnseen, "the engine go does not see what is hidden, covered or struck out: leave --pdf-engine out")
	case p.Unseen:
		d.Gap(page, gapUnseen,
			"see whether the page shows all of its text, or print the file into a new PDF and check that one")
	}
	if p.Skipped {
		d.Gap(page, gapSkipped, "the engine go does not read turned text, forms and annotations: leave --pdf-engine out")
	}
}

// missing is why a page's text is not all that a person sees on it; "" when it is.
func missing(p *pdf.Page) string {
	words := 0
	count := func(chars []layout.Char) {
		for _, c := range chars {
			if c.Rune > ' ' {
				words++
			}
		}
	}
	count(p.Chars)
	for _, l := range p.Layers {
		if l.Exclusion == document.Included {
			count(l.Chars)
		}
	}
	switch {
	case p.Unknown:
		return gapFonts
	case p.Empty == pdf.FullImage:
		return gap.Scan
	case p.Empty == pdf.Drawing && words == 0:
		return gapNoText
	}
	return ""
}

// placeGaps names the places on a page where words cannot be read, or where the file tells
// programs other words than it shows.
func placeGaps(d *builder.Builder, page int, p *pdf.Page, lines []placedLine) {
	if len(p.Lost) > 0 {
		d.Gap(page, gapGlyphs, lostWords(p.Lost, lines)+"; "+gap.HintOCR)
	}
	if len(p.Untold) > 0 {
		d.Gap(page, gapSkipped, untold(p.Untold, lines))
	}
	if len(p.Unsure) > 0 {
		d.Gap(page, gapUnsure, lostWords(p.Unsure, lines)+", not searched; check the picture")
	}
	for _, x := range p.Differences {
		reason := x.Key + gapTold
		if x.Key == "V" {
			reason = gapField
		}
		d.Gap(page, reason,
			fmt.Sprintf("%s: drawn is %s, programs are told %s; the first was read as the text, the other as hidden text",
				where(x.Box, lines), shortened(x.Drawn), shortened(x.Told)))
	}
}

// untold says where texts are whose letters are not known, and what to do.
func untold(boxes []document.Box, lines []placedLine) string {
	var all document.Box
	for _, b := range boxes {
		all = all.Union(b)
	}
	s := "1 line runs down the page"
	if len(boxes) > 1 {
		s = fmt.Sprintf("%d lines run down the page", len(boxes))
	}
	return where(all, lines) + ": " + s + " in a font that is not part of the file: save it again with all fonts, or " +
		gap.HintOCR
}

// lostWords says where words are of which letters are missing, and in which fonts.
func lostWords(lost []pdf.Lost, lines []placedLine) string {
	const most = 8 // places that are named
	var places, fonts []string
	words := 0
	for _, l := range lost {
		words += l.Words
		if at := where(l.Box, lines); !slices.Contains(places, at) {
			places = append(places, at)
		}
		if font := harmless(l.Font); font != "" && !slices.Contains(fonts, font) && len(fonts) < most {
			fonts = append(fonts, font)
		}
	}
	more := ""
	if len(places) > most {
		places, more = places[:most], fmt.Sprintf(" and %d more places", len(places)-most)
	}
	s := strings.Join(places, ", ") + more + ": 1 word"
	if words > 1 {
		s = fmt.Sprintf("%s%s: %d words", strings.Join(places, ", "), more, words)
	}
	switch len(fonts) {
	case 0:
		return s
	case 1:
		return s + " in the font " + fonts[0]
	}
	return s + " in the fonts " + strings.Join(fonts, ", ")
}

// where names the lines that a box touches, or else where it is on its page.
func where(b document.Box, lines []placedLine) string {
	first, last := 0, 0
	for _, l := range lines {
		across := min(b.Right, l.box.Right) - max(b.Left, l.box.Left)
		over := min(b.Bottom, l.box.Bottom) - max(b.Top, l.box.Top)
		if across <= 0 || over < 0.5*min(b.Bottom-b.Top, l.box.Bottom-l.box.Top) {
			continue
		}
		if first == 0 || l.number < first {
			first = l.number
		}
		last = max(last, l.number)
	}
	switch {
	case first == 0:
		return fmt.Sprintf("%.0f to %.0f points from the left, %.0f to %.0f from the top", b.Left, b.Right, b.Top, b.Bottom)
	case first == last:
		return fmt.Sprintf("line %d", first)
	}
	return fmt.Sprintf("lines %d to %d", first, last)
}

// shortened quotes the beginning of a text.
func shortened(s string) string {
	const most = 60
	s = harmless(s)
	if s == "" {
		return "nothing"
	}
	if runes := []rune(s); len(runes) > most {
		s = strings.TrimSpace(string(runes[:most])) + "…"
	}
	return "“" + s + "”"
}

// harmless is a text of a document as it may appear in a message: letters, digits and what is
// between them, in one line.
func harmless(s string) string {
	const longest = 400 // bytes
	s = strings.ToValidUTF8(s[:min(len(s), longest)], "")
	return strings.Join(strings.Fields(strings.Map(func(c rune) rune {
		switch {
		case unicode.IsLetter(c), unicode.IsDigit(c), unicode.IsMark(c), strings.ContainsRune(".,;!?-+'()/§%", c):
			return c
		}
		return ' '
	}, s)), " ")
}
