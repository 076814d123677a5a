package office

import (
	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
)

// ParagraphMarks are the marks that are open in a paragraph, and the languages that are stated in
// it.
type ParagraphMarks struct {
	italic    bool
	insertion bool
	languages map[string]int // bytes in each that is stated
	unstated  int            // bytes in none
}

// Mark opens and closes marks, so that those of runs next to each other become one.
func (p *ParagraphMarks) Mark(d *builder.Builder, italic, inserted bool) {
	set := func(is *bool, want bool, kind document.MarkKind) {
		switch {
		case want && !*is:
			d.OpenMark(kind)
		case !want && *is:
			d.CloseMark(kind)
		}
		*is = want
	}
	set(&p.italic, italic, document.Emphasis)
	set(&p.insertion, inserted, document.Inserted)
}

// Close ends the marks and says which language the paragraph is in.
func (p *ParagraphMarks) Close(d *builder.Builder) {
	p.Mark(d, false, false)
	if d.HasText {
		d.Block.Lang = p.language()
	}
}

// Count notes that n bytes are in a language, as the format states it.
func (p *ParagraphMarks) Count(lang string, n int) {
	if lang = LanguageTag(lang); lang == "" {
		p.unstated += n
		return
	}
	if p.languages == nil {
		p.languages = map[string]int{}
	}
	p.languages[lang] += n
}

// language is the tag that most of the paragraph is in; "" when most of it states none.
func (p *ParagraphMarks) language() string {
	best, most := "", p.unstated
	for tag, n := range p.languages {
		if n > most || n == most && tag < best {
			best, most = tag, n
		}
	}
	return best
}

// LanguageTag is a tag that Word gives; "" for those that name no language.
func LanguageTag(tag string) string {
	if len(tag) < 2 || tag[0] < 'A' || tag[0] == 'x' && tag[1] == '-' || tag == "zxx" || tag == "none" {
		return ""
	}
	return tag
}
