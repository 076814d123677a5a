package amendments

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"refrain/project/formula"
	"refrain/reports/wording"
)

// eu is the style of the European Parliament: the text and its amendment in two columns, new words in bold
// italics and removed ones struck out, the language of the original, and a justification.
type eu struct{}

func (eu) columns() bool { return true }

// terms are what the European Parliament's papers say in a language.
type terms struct {
	article, paragraph, point string // of provisions
	amendment                 string
	text, changed             string // the titles of the columns
	justification             string
}

// termsOf are the terms by language. In other languages a paper says them in English.
var termsOf = map[string]terms{
	"en": {"Article", "paragraph", "point", "Amendment", "Text of the draft", "Amendment", "Justification"},
	"de": {"Artikel", "Absatz", "Buchstabe", "Änderungsantrag", "Text des Entwurfs", "Geänderter Text", "Begründung"},
	"fr": {"Article", "paragraphe", "point", "Amendement", "Texte du projet", "Amendement", "Justification"},
	"es": {"Artículo", "apartado", "letra", "Enmienda", "Texto del proyecto", "Enmienda", "Justificación"},
	"it": {"Articolo", "paragrafo", "lettera", "Emendamento", "Testo del progetto", "Emendamento", "Motivazione"},
	"pt": {"Artigo", "n.º", "alínea", "Alteração", "Texto do projeto", "Alteração", "Justificação"},
	"nl": {"Artikel", "lid", "letter", "Amendement", "Tekst van het ontwerp", "Amendement", "Motivering"},
}

// numberedPoint is the word for a point that has a number, in languages that tell it from one with a letter.
var numberedPoint = map[string]string{"de": "Nummer", "es": "punto", "it": "punto", "pt": "ponto", "nl": "punt"}

// terms are those of the bill at hand.
func (p *paper) terms() (t terms, lang string) {
	if t, ok := termsOf[p.bill.lang]; ok {
		return t, p.bill.lang
	}
	return termsOf["en"], "en"
}

func (eu) title(p *paper) {
	p.Title = p.words.Say("Amendments proposed to {subject}", "subject", p.subject())
	p.add(title, run{text: p.Title})
	named(p)
}

// provision is said with each amendment.
func (eu) provision(*paper, *entry) {}

func (eu) amendment(p *paper, e *entry) {
	t, lang := p.terms()
	it := e.first()
	p.section(p.level, t.amendment+" "+number(e.number))
	p.add(member, run{text: p.sponsor(), look: formula.Bold})
	p.say(where, t.place(it.place, lang, p.words))
	b := block{kind: columns, heads: [2]string{t.text, t.changed}}
	b.cells[0], b.cells[1] = changes(e.items)
	p.Blocks = append(p.Blocks, b)
	p.add(language, run{text: "Or. " + origin(p.bill.lang)})
	p.reasoned(e, t.justification, 0)
}

// origin is the language of the original as papers write it.
func origin(lang string) string {
	if lang == "" {
		return "__"
	}
	return lang
}

// changes are the two columns: the text with what goes struck out, and with what comes in bold italics.
func changes(items []*item) (text, changed []run) {
	first := items[0].block
	at := 0
	add := func(s string) {
		text, changed = append(text, run{text: s}), append(changed, run{text: s})
	}
	if first.cut[0] {
		add("… ")
	}
	for _, it := range items {
		add(wording.SingleBlanks(first.text[at:it.block.at.Start]))
		text = append(text, run{text: it.old, look: formula.Bold | formula.Italic | formula.Struck})
		if it.new != "" {
			changed = append(changed, run{text: it.new, look: formula.Bold | formula.Italic})
		}
		at = it.block.at.End
	}
	rest := strings.TrimRight(wording.SingleBlanks(first.text[at:]), " ")
	if first.cut[1] {
		rest += " …"
	}
	add(rest)
	return text, changed
}

func (eu) redraft(p *paper, e *entry) {
	t, lang := p.terms()
	it, w := e.first(), p.words
	p.section(p.level, w.Say("Redraft"))
	p.say(where, t.place(it.place, lang, w))
	p.add(quoting, it.sentence.quoted(w, it.sentence.at)...)
	p.add(paragraph, run{text: w.Say("No wording is proposed: {reason}.", "reason", w.Say(it.reason))})
	if it.model != "" {
		p.add(
			paragraph,
			run{text: w.Say("Model sentence") + ": "},
			run{text: w.Quoted(it.model), look: formula.Italic},
		)
	}
	p.reasoned(e, t.justification, 0)
}

func (eu) remarks(p *paper) []string {
	for _, of := range p.bills {
		if _, ok := termsOf[of.lang]; !ok && len(of.items) > 0 {
			return []string{p.words.Say(
				"The terms of this style are known in English, German, French, Spanish, Italian, Portuguese and Dutch; here they " +
					"are in English.",
			)}
		}
	}
	return nil
}

// provisionParts are the kind and number of a provision, and its subdivisions.
var provisionParts = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(\p{L}+\.?) (\d+[a-z]?)((?:\([0-9A-Za-z]{1,6}\))*)$`)
})

// subdivision is one of them.
var subdivision = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\(([0-9A-Za-z]{1,6})\)`) })

// place is a place as the European Parliament cites it: "Article 4 – paragraph 2 – point b". Where there
// is no such number, page and line say where it is.
func (t terms) place(p place, lang string, w wording.Words) string {
	m := provisionParts().FindStringSubmatch(p.provision)
	if m == nil {
		p.provision = strings.ReplaceAll(p.provision, " > ", " – ")
		return p.words(w)
	}
	parts := []string{m[1] + " " + m[2]}
	for i, s := range subdivision().FindAllStringSubmatch(m[3], -1) {
		number := s[1]
		switch digit := unicode.IsDigit(rune(number[0])); {
		case digit && i == 0:
			parts = append(parts, t.paragraph+" "+number)
		case digit && numberedPoint[lang] != "":
			parts = append(parts, numberedPoint[lang]+" "+number)
		default:
			parts = append(parts, t.point+" "+number)
		}
	}
	return strings.Join(parts, " – ")
}

func number(n int) string { return strconv.Itoa(n) }
