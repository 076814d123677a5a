package versions

import (
	"bytes"
	"cmp"
	"fmt"
	"html"
	"slices"
	"strings"

	"refrain/analyzer/document"
	"refrain/compare"
	reporthtml "refrain/reports/html"
	"refrain/reports/wording"
)

// columnWriter writes both versions beside each other. Each row is a provision, so the columns keep
// together without a script.
type columnWriter struct {
	b        *bytes.Buffer
	words    wording.Words
	c        *compare.Comparison
	of       *shownComparison
	marks    [][2][]mark
	anchored map[string]bool // the ids of findings that have been written
	cut      map[int]bool    // pairs that are left out
}

func (w *columnWriter) say(text string) { w.b.WriteString(html.EscapeString(text)) }

// write writes all rows.
func (w *columnWriter) write(rows []row) {
	w.heads()
	for i := range rows {
		if rows[i].cut && rows[i].pair != nil {
			w.cut[rows[i].at] = true
		}
	}
	for i := 0; i < len(rows); {
		j := i + 1
		switch {
		case rows[i].cut:
			for j < len(rows) && rows[j].cut {
				j++
			}
			w.leftOut(rows[i:j])
		case rows[i].shut:
			for j < len(rows) && rows[j].shut && !rows[j].cut && rows[j].moved() == rows[i].moved() {
				j++
			}
			w.folded(rows[i:j])
		case rows[i].pair == nil:
			w.away(rows[i].away)
		default:
			w.row(&rows[i])
		}
		i = j
	}
	w.b.WriteString("</div>\n")
}

// heads begins the columns with the names of the versions.
func (w *columnWriter) heads() {
	w.b.WriteString("<div class=\"columns\">\n<div class=\"heads\">")
	for _, v := range []struct {
		class, label string
		version      *shownVersion
	}{
		{"old", w.words.Say("Old version"), w.of.Old}, {"new", w.words.Say("New version"), w.of.New},
	} {
		fmt.Fprintf(w.b, `<p class="head-%s"><b>%s</b> <span class="file">`, v.class, html.EscapeString(v.label))
		if v.version == nil {
			w.say(w.words.Say("there is none"))
		} else {
			w.say(v.version.Name)
		}
		w.b.WriteString("</span></p>")
	}
	w.b.WriteString("</div>\n")
}

// leftOut says how many provisions are not shown.
func (w *columnWriter) leftOut(rows []row) {
	pairs := 0
	for i := range rows {
		if rows[i].pair != nil {
			pairs++
		}
	}
	text := w.words.Of(pairs, "{n} provision is not shown here, since the page would be too long.",
		"{n} provisions are not shown here, since the page would be too long.")
	if w.of.Passages {
		text = w.words.Of(
			pairs, "{n} provision without findings is not shown.", "{n} provisions without findings are not shown.",
		)
	}
	w.b.WriteString(`<p class="left-out">`)
	w.say(text)
	w.b.WriteString("</p>\n")
}

// folded writes a stretch of provisions whose words are the same, folded.
func (w *columnWriter) folded(rows []row) {
	w.b.WriteString(`<details class="same-words"><summary>`)
	w.say(w.foldedWords(rows))
	w.b.WriteString("</summary>\n")
	for i := range rows {
		w.row(&rows[i])
	}
	w.b.WriteString("</details>\n")
}

// foldedWords say what is folded: "3 provisions with the same words, 2 of them renumbered: from Clause
// 5 to Clause 7".
func (w *columnWriter) foldedWords(rows []row) string {
	var first, last *compare.Pair
	same, renumbered, apart := 0, 0, 0
	for i := range rows {
		pair := rows[i].pair
		if pair.Apart() {
			apart++
			continue
		}
		if first, last = cmp.Or(first, pair), pair; pair.Renumbered {
			renumbered++
		}
		same++
	}
	beside := ""
	if apart > 0 {
		beside = besideText(w.words, apart)
	}
	if same == 0 {
		return beside
	}
	text := w.words.Of(same, "{n} provision with the same words", "{n} provisions with the same words")
	if rows[0].moved() {
		text = w.words.Of(same, "{n} more provision that was moved, with the same words",
			"{n} more provisions that were moved, with the same words")
	}
	if renumbered > 0 {
		text += ", " + w.words.Of(renumbered, "{n} of them renumbered", "{n} of them renumbered")
	}
	if first == last {
		text += ": " + pairName(w.words, w.c, first)
	} else {
		text += ": " + w.words.Say(
			"from {first} to {last}", "first", pairName(w.words, w.c, first), "last", pairName(w.words, w.c, last),
		)
	}
	if beside != "" {
		text += "; " + beside
	}
	return text
}

// away says where provisions went that had their place here.
func (w *columnWriter) away(list []displaced) {
	const few = 8
	fold := len(list) > few
	if fold {
		w.b.WriteString(`<details class="moves"><summary>`)
		w.say(w.words.Of(len(list), "{n} provision is shown elsewhere", "{n} provisions are shown elsewhere"))
		w.b.WriteString("</summary>\n")
	}
	for _, d := range list {
		class, report := "old", w.c.Old
		if d.isNew {
			class, report = "new", w.c.New
		}
		pair := &w.c.Pairs[d.at]
		name := provisionName(w.words, report.Doc, d.provision)
		text := w.words.Say("{provision} is shown with {others}", "provision", name, "others", pairName(w.words, w.c, pair))
		if pair.Moved && len(pair.Old) == 1 && len(pair.New) == 1 {
			text = w.words.Say("{provision} was moved from here", "provision", name)
			if to := namesOf(w.words, w.c.New, pair.New); to != name && pair.New[0].Label != "" {
				text = w.words.Say("{old} was moved from here: now {new}", "old", name, "new", to)
			}
		}
		fmt.Fprintf(w.b, `<p class="away from-%s" id="%s">`, class, w.wasID(d.at, d.isNew, d.provision))
		if w.cut[d.at] {
			w.say(text)
		} else {
			fmt.Fprintf(w.b, `<a href="#%s">%s</a>`, w.rowID(d.at), html.EscapeString(text))
		}
		w.b.WriteString("</p>\n")
	}
	if fold {
		w.b.WriteString("</details>\n")
	}
}

func (w *columnWriter) rowID(pair int) string { return fmt.Sprintf("c%dp%d", w.of.Number, pair+1) }

// wasID is the id of the place that a provision was moved from.
func (w *columnWriter) wasID(pair int, isNew bool, p *compare.Provision) string {
	list := w.c.Pairs[pair].Old
	name := "was"
	if isNew {
		list, name = w.c.Pairs[pair].New, "part"
	}
	at := slices.IndexFunc(list, func(other compare.Provision) bool { return other.Span == p.Span })
	return fmt.Sprintf("%s-%s%d", w.rowID(pair), name, at+1)
}

// row writes a pair of provisions: what became of it, and both columns.
func (w *columnWriter) row(r *row) {
	pair := r.pair
	class := pair.How.String()
	if pair.Moved {
		class += " moved"
	}
	if pair.Apart() {
		class += " apart"
	}
	fmt.Fprintf(w.b, "<section class=\"row %s\" id=\"%s\"", class, w.rowID(r.at))
	titled := r.marked(w.marks) || pair.Changed() && !pair.Apart()
	if titled {
		fmt.Fprintf(w.b, " aria-labelledby=\"%s-t\">\n<h3 id=\"%[1]s-t\">", w.rowID(r.at))
		w.say(pairName(w.words, w.c, pair))
		fmt.Fprintf(w.b, " <span class=\"ways\">%s</span>", html.EscapeString(wayWords(w.words, pair)))
		if pair.Moved && len(pair.Old) == 1 {
			fmt.Fprintf(w.b, " <a class=\"was\" href=\"#%s\">%s</a>", w.wasID(r.at, false, &pair.Old[0]),
				html.EscapeString(w.words.Say("where it was")))
		}
		w.b.WriteString("</h3>\n")
	} else {
		w.b.WriteString(">\n")
	}
	old, new := sidesOf(w.c, r, w.marks)
	w.column(&old, "old", w.words.Say("Old version"), w.words.Say("not in the old version"))
	w.column(&new, "new", w.words.Say("New version"), w.words.Say("not in the new version"))
	w.b.WriteString("</section>\n")
}

// column writes one version of a pair.
func (w *columnWriter) column(s *side, class, label, none string) {
	if len(s.provisions) == 0 {
		fmt.Fprintf(w.b, "<p class=\"none none-%s\">%s</p>\n", class, html.EscapeString(none))
		return
	}
	d := s.report.Doc
	fmt.Fprintf(
		w.b, "<div class=\"side\"><p class=\"which\">%s</p><div class=\"text %s\"", html.EscapeString(label), class,
	)
	if d.Lang != "" {
		fmt.Fprintf(w.b, " lang=\"%s\"", html.EscapeString(d.Lang))
	}
	if dir := reporthtml.Direction(d.Lang); dir != "" {
		fmt.Fprintf(w.b, " dir=\"%s\"", dir)
	}
	w.b.WriteString(">\n")
	for i := range s.provisions {
		for _, block := range s.provisions[i].Blocks {
			w.block(s, &d.Blocks[block])
		}
	}
	w.b.WriteString("</div></div>\n")
}

// block writes one paragraph.
func (w *columnWriter) block(s *side, b *document.Block) {
	class := strings.ReplaceAll(b.Role.String(), " ", "-")
	if b.Exclusion != document.Included {
		class = "excluded"
	}
	if b.Level > 0 {
		class += fmt.Sprintf(" level%d", min(b.Level, 6))
	}
	fmt.Fprintf(w.b, "<p class=\"%s\"", class)
	if d := s.report.Doc; b.Lang != "" && b.Lang != d.Lang {
		fmt.Fprintf(w.b, " lang=\"%s\"", html.EscapeString(b.Lang))
		if dir := reporthtml.Direction(b.Lang); dir != reporthtml.Direction(d.Lang) {
			fmt.Fprintf(w.b, " dir=\"%s\"", cmp.Or(dir, "ltr"))
		}
	}
	w.b.WriteString(">")
	if b.Exclusion != document.Included {
		fmt.Fprintf(w.b, "<b class=\"why\">%s:</b> ", html.EscapeString(w.words.Excluded(b)))
	}
	w.text(s, b.Span)
	w.b.WriteString("</p>\n")
}

// text writes the words of a block with what is marked in them.
func (w *columnWriter) text(s *side, block document.Span) {
	element := "del"
	if s.isNew {
		element = "ins"
	}
	open, closed := "<"+element+">", "</"+element+">"
	if s.whole {
		w.b.WriteString("<" + element + " class=\"whole\">")
		defer w.b.WriteString(closed)
	}
	var in *shownChange
	edits, marks := s.inBlock(block)
	for _, p := range pieces(s.report.Doc, block, edits, marks) {
		var inner *shownChange
		if len(p.in) > 0 {
			inner = p.in[len(p.in)-1]
		}
		if inner != in {
			if in != nil {
				w.b.WriteString("</a>")
			}
			if in = inner; in != nil {
				w.link(s, in)
			}
		}
		for _, f := range p.begins {
			w.anchor(s, f)
		}
		if p.changed && !s.whole {
			w.b.WriteString(open + html.EscapeString(p.text) + closed)
		} else {
			w.say(p.text)
		}
		for _, f := range p.ends {
			if f != in && in != nil {
				w.b.WriteString("</a>")
				in = nil
			}
			fmt.Fprintf(w.b, "<sup>%s</sup>", html.EscapeString(w.note(s, f)))
		}
	}
	if in != nil {
		w.b.WriteString("</a>")
	}
}

// link begins a link from words to what the list says of them.
func (w *columnWriter) link(s *side, f *shownChange) {
	place := f.place(s.isNew)
	class := place.Status
	if place.Counts {
		class += " counts"
	}
	to := f.ID
	if f.Beyond {
		to = fmt.Sprintf("e%d", f.Entry.Number)
	}
	fmt.Fprintf(w.b, "<a class=\"f %s kind-%s\" href=\"#%s\">", class, f.Kind, to)
}

// anchor sets the id of a finding's words.
func (w *columnWriter) anchor(s *side, f *shownChange) {
	id := f.wordsID(s.isNew)
	if !w.anchored[id] {
		w.anchored[id] = true
		fmt.Fprintf(w.b, "<span id=\"%s\"></span>", id)
	}
}

// wordsID is the id of a finding's words in one version.
func (c *shownChange) wordsID(isNew bool) string {
	if isNew {
		return c.ID + "-new"
	}
	return c.ID + "-old"
}

// note is what stands after a finding's words: its number, what became of it, and its status where it
// does not count, so that colour is never the only sign.
func (w *columnWriter) note(s *side, f *shownChange) string {
	note := fmt.Sprintf("%d %s", f.Number, f.What)
	if place := f.place(s.isNew); !place.Counts {
		note += ", " + place.Use
	}
	return note
}
