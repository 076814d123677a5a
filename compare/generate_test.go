package compare_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// sentence is one sentence of a made bill. Its form has {people} where people are named.
type sentence struct {
	form   string
	people string
	id     int // of the finding that it holds; 0 for a sentence without one
	origin int // of the sentence, which it keeps whatever becomes of it
}

func (s sentence) String() string { return strings.ReplaceAll(s.form, "{people}", s.people) }

type paragraph []sentence

func (p paragraph) String() string {
	var all []string
	for _, s := range p {
		all = append(all, s.String())
	}
	return strings.Join(all, " ")
}

// section is a numbered provision with numbered paragraphs, or a heading with paragraphs.
type section struct {
	title      string
	paragraphs []paragraph
}

type bill struct {
	title    string
	style    style
	sections []section
}

// style is how provisions are numbered: with the number of a section and its title, and with that of a
// paragraph. An empty one has no numbers.
type style struct{ section, paragraph string }

// words are what sentences of a family are made of.
type words struct {
	title   string
	style   style
	titles  []string // with %s for a topic
	topics  []string
	actors  []string
	verbs   []string
	objects []string
	where   []string
	until   []string
	forms   []string // with {actor}, {verb}, {object}, {where}, {until}; some with {people}
	boiler  []string // sentences that many provisions have
	neutral []string
	loaded  [][]string // by entry
	swaps   [][2]string
}

// maker makes a bill and changes it, by chance that is fixed.
type maker struct {
	*rand.Rand
	words
	next    int
	origins int
}

func newMaker(w words, seed uint64) *maker {
	return &maker{Rand: rand.New(rand.NewPCG(seed, 0x5eed)), words: w, next: 1}
}

func (m *maker) one(list []string) string { return list[m.IntN(len(list))] }

func (m *maker) sentence() sentence {
	form := m.one(m.forms)
	for _, part := range []struct {
		name string
		list []string
	}{{"{actor}", m.actors}, {"{verb}", m.verbs}, {"{object}", m.objects}, {"{where}", m.where}, {"{until}", m.until}} {
		for strings.Contains(form, part.name) {
			form = strings.Replace(form, part.name, m.one(part.list), 1)
		}
	}
	s := m.new(form)
	if strings.Contains(form, "{people}") {
		if s.people = m.one(m.neutral); m.IntN(2) == 0 {
			m.load(&s)
		}
	}
	return s
}

func (m *maker) new(form string) sentence {
	m.origins++
	return sentence{form: form, origin: m.origins}
}

// load puts words that are found into a sentence.
func (m *maker) load(s *sentence) {
	s.people, s.id = m.one(m.loaded[m.IntN(len(m.loaded))]), m.next
	m.next++
}

func (m *maker) paragraph() paragraph {
	if m.IntN(6) == 0 {
		s := m.new(m.one(m.boiler))
		if strings.Contains(s.form, "{people}") {
			m.load(&s)
		}
		return paragraph{s}
	}
	p := paragraph{}
	for range 1 + m.IntN(4) {
		p = append(p, m.sentence())
	}
	return p
}

func (m *maker) section() section {
	s := section{title: fmt.Sprintf(m.one(m.titles), m.one(m.topics))}
	for range 2 + m.IntN(5) {
		s.paragraphs = append(s.paragraphs, m.paragraph())
	}
	return s
}

func (m *maker) bill(sections int) bill {
	b := bill{title: m.title, style: m.style}
	for range sections {
		b.sections = append(b.sections, m.section())
	}
	return b
}

// revised is the bill as it comes back from committee. Findings keep their number as long as they are
// the same; how much is changed is in percent of the paragraphs.
func (m *maker) revised(old bill, percent int) bill {
	b := bill{title: old.title, style: old.style}
	for _, s := range old.sections {
		switch n := m.IntN(100); {
		case n < 4: // left out
			continue
		case n < 10:
			b.sections = append(b.sections, m.section())
		}
		b.sections = append(b.sections, m.revisedSection(s, percent))
	}
	for range 1 + len(b.sections)/12 { // moved
		from, to := m.IntN(len(b.sections)), m.IntN(len(b.sections))
		s := b.sections[from]
		b.sections = slices.Insert(slices.Delete(b.sections, from, from+1), to, s)
	}
	return b
}

func (m *maker) revisedSection(s section, percent int) section {
	out := section{title: s.title}
	for _, p := range s.paragraphs {
		p = slices.Clone(p)
		if m.IntN(100) >= percent {
			out.paragraphs = append(out.paragraphs, p)
			continue
		}
		switch n := m.IntN(10); {
		case n == 0: // left out
		case n == 1:
			out.paragraphs = append(out.paragraphs, m.paragraph(), p)
		case n == 2 && len(p) > 1: // split
			at := 1 + m.IntN(len(p)-1)
			out.paragraphs = append(out.paragraphs, p[:at:at], p[at:])
		case n == 3 && len(out.paragraphs) > 0: // merged
			last := len(out.paragraphs) - 1
			out.paragraphs[last] = append(slices.Clone(out.paragraphs[last]), p...)
		case n == 4 && len(out.paragraphs) > 0: // moved
			out.paragraphs = slices.Insert(out.paragraphs, m.IntN(len(out.paragraphs)), p)
		default:
			out.paragraphs = append(out.paragraphs, m.reworded(p))
		}
	}
	return out
}

// reworded is a paragraph with other words: terms are taken out, put in and exchanged, and neutral
// words change.
func (m *maker) reworded(p paragraph) paragraph {
	var out paragraph
	for _, s := range p {
		switch n := m.IntN(8); {
		case n == 0 && len(p) > 1: // left out
			continue
		case n == 1:
			out = append(out, m.sentence())
		case n == 2 && s.id > 0: // taken out
			s.people, s.id = m.one(m.neutral), 0
		case n == 3 && s.id == 0 && s.people != "": // put in
			m.load(&s)
		case n == 4 && s.id > 0: // another wording of the same entry
			for _, group := range m.loaded {
				if slices.Contains(group, s.people) {
					s.people = m.one(group)
				}
			}
		}
		if m.IntN(2) == 0 {
			for _, swap := range m.swaps {
				s.form = strings.ReplaceAll(s.form, swap[0], swap[1])
			}
		}
		out = append(out, s)
	}
	return out
}

// ids are the findings of a bill in the order of its text.
func (b bill) ids() []int {
	var list []int
	for _, s := range b.sections {
		for _, p := range s.paragraphs {
			for _, one := range p {
				if one.id > 0 {
					list = append(list, one.id)
				}
			}
		}
	}
	return list
}

// markdown is the bill as Markdown.
func (b bill) markdown() string {
	var t strings.Builder
	fmt.Fprintf(&t, "# %s\n", b.title)
	for i, s := range b.sections {
		fmt.Fprintf(&t, "\n## %s\n", b.heading(i, s))
		for k, p := range s.paragraphs {
			fmt.Fprintf(&t, "\n%s%s\n", b.number(k), p)
		}
	}
	return t.String()
}

// text is the bill as plain text of lines with so many columns.
func (b bill) text(columns int) string {
	var t strings.Builder
	fmt.Fprintf(&t, "%s\n", strings.ToUpper(b.title))
	for i, s := range b.sections {
		fmt.Fprintf(&t, "\n\n%s\n", b.heading(i, s))
		for k, p := range s.paragraphs {
			t.WriteString("\n" + wrapped(b.number(k)+p.String(), columns) + "\n")
		}
	}
	return t.String()
}

// html is the bill as a page.
func (b bill) html() string {
	var t strings.Builder
	fmt.Fprintf(&t, "<!doctype html><meta charset=utf-8><title>%s</title><h1>%[1]s</h1>\n", b.title)
	for i, s := range b.sections {
		fmt.Fprintf(&t, "<h2>%s</h2>\n", b.heading(i, s))
		for k, p := range s.paragraphs {
			fmt.Fprintf(&t, "<p>%s%s</p>\n", b.number(k), p)
		}
	}
	return t.String()
}

func (b bill) heading(i int, s section) string {
	if b.style.section != "" {
		return fmt.Sprintf(b.style.section, i+1, s.title)
	}
	return s.title
}

func (b bill) number(k int) string {
	if b.style.paragraph != "" {
		return fmt.Sprintf(b.style.paragraph, k+1)
	}
	return ""
}

func wrapped(s string, columns int) string {
	var t strings.Builder
	at := 0
	for i, word := range strings.Fields(s) {
		switch {
		case i > 0 && at+1+len(word) > columns:
			t.WriteByte('\n')
			at = 0
		case i > 0:
			t.WriteByte(' ')
			at++
		}
		t.WriteString(word)
		at += len(word)
	}
	return t.String()
}

// law is the family of bills by which the bounds of the alignment were chosen.
var law = words{
	title: "A Bill on Entry and Residence", style: style{"Article %d – %s", "(%d) "},
	titles: []string{"Duties concerning %s", "Powers over %s", "Records of %s", "Fees for %s", "Rules on %s"},
	topics: []string{
		"permits", "reception centres", "carriers", "work", "appeals", "identity papers", "ports", "schools",
		"medical care", "family life", "housing", "interviews", "legal aid", "data",
	},
	actors: []string{
		"The Minister", "An officer", "The Director of the Agency", "A local authority", "The tribunal", "A carrier",
	},
	verbs: []string{
		"must inform", "may examine", "shall register", "must not refuse", "may ask", "shall consult", "must notify",
	},
	objects: []string{
		"the register of permits", "the commissioner for housing", "every application", "the municipality concerned",
		"a medical practitioner", "the public prosecutor", "the host institution", "the record of the interview",
	},
	where: []string{
		"at a port of entry", "in a reception centre", "within the district", "on board a ship", "in writing",
		"before a hearing", "at the premises of an employer",
	},
	until: []string{
		"within fourteen days", "not later than the last day of the month", "before the permit ends",
		"for as long as the appeal is pending", "unless the tribunal orders otherwise", "after a period of six weeks",
	},
	forms: []string{
		"{actor} {verb} {object} {where} {until}.",
		"{actor} {verb} {object} {until}, and {object} {where}.",
		"Where {actor} has not acted {until}, the fee for {object} is not due.",
		"{actor} {verb} {object} when {people} are found {where}.",
		"No order on {people} may be made {where} {until}.",
		"{actor} {verb} {object}, and the costs of {people} {where} are borne by the State {until}.",
	},
	boiler: []string{
		"Regulations under this Article must be laid before Parliament.",
		"In this Article, the Agency means the agency set up by the Act.",
		"An officer may remove {people} under this Article.",
	},
	neutral: []string{"persons without a permit", "visitors", "applicants", "residents of the district"},
	loaded: [][]string{
		{"illegal immigrants", "illegal migrants", "illegal aliens"},
		{"bogus asylum seekers", "bogus refugees"},
	},
	swaps: [][2]string{
		{"fourteen days", "three weeks"}, {"must inform", "shall without delay inform"}, {"in writing", "by letter"},
		{"the municipality concerned", "the town"}, {"may examine", "may, where needed, look into"},
		{"An officer", "An authorised officer of the Agency"}, {"six weeks", "two months"},
	},
}

// paper and gesetz are families that no bound was chosen by: a paper without numbers, and a law in
// another language.
var paper = words{
	title:  "Newcomers and the Labour Market: a Policy Paper",
	titles: []string{"What we know about %s", "%s: where we stand", "Our proposals on %s", "Costs and benefits of %s"},
	topics: []string{
		"seasonal work", "language courses", "recognition of diplomas", "rural regions", "care homes", "start-ups",
		"training", "transport", "child care", "local budgets",
	},
	actors: []string{
		"Most employers in the survey", "The regional council", "Our research team", "Trade unions", "Several mayors",
		"The chamber of commerce", "Economists", "Parents", "The labour inspectorate",
	},
	verbs: []string{
		"welcome", "have long demanded", "report on", "are divided over", "doubt the effect of", "have paid for",
		"want to extend", "know little about", "have written to the ministry about",
	},
	objects: []string{
		"shorter waiting times", "a second round of funding", "evening classes", "the new points system",
		"a common database", "wage subsidies in the first year", "mentors for school leavers", "cheaper bus tickets",
		"an independent complaints office", "mobile advice teams",
	},
	where: []string{
		"in the northern districts", "along the coast", "outside the capital", "in small firms", "in hospitals",
		"on farms", "in the building trade", "among first-time buyers",
	},
	until: []string{
		"since the reform of last spring", "although the figures are two years old", "as the pilot project has shown",
		"even where unemployment is high", "while the budget is being negotiated", "which few had expected",
	},
	forms: []string{
		"{actor} {verb} {object} {where}, {until}.",
		"Between a third and a half of those asked say that {object} would help {where}, {until}; {actor} {verb} it.",
		"{until}, {actor} {verb} {object}.",
		"We therefore suggest {object} {where}.",
		"{actor} {verb} {object} for {people} {where}.",
		"What {people} need {where} is {object}, {until}.",
		"The number of {people} {where} has hardly changed, {until}.",
	},
	boiler: []string{
		"Figures are taken from the household survey and have been rounded.",
		"This paper does not discuss {people}.",
	},
	neutral: []string{"new residents", "apprentices", "care workers", "young families"},
	loaded: [][]string{
		{"illegal immigrants", "illegal migrants"}, {"bogus asylum seekers", "bogus refugees"},
	},
	swaps: [][2]string{
		{"Our research team", "The authors"}, {"shorter waiting times", "an answer within a month"},
		{"in small firms", "in firms with fewer than ten employees"}, {"have long demanded", "call for"},
		{"We therefore suggest", "The committee proposes"}, {"wage subsidies", "grants towards wages"},
	},
}

var gesetz = words{
	title: "Gesetz über die Aufnahme", style: style{"§ %d %s", "(%d) "},
	titles: []string{"Pflichten bei %s", "Befugnisse bei %s", "Verzeichnis der %s", "Kosten der %s"},
	topics: []string{
		"Erstaufnahme", "Unterbringung", "Anhörung", "Beschäftigung", "Verteilung", "Zustellung", "Beratung", "Prüfung",
	},
	actors: []string{
		"Die zuständige Behörde", "Das Bundesamt", "Die oberste Landesbehörde", "Das Verwaltungsgericht", "Der Träger",
	},
	verbs: []string{"prüft", "unterrichtet", "beteiligt", "darf nicht ablehnen", "speichert", "übermittelt", "bestimmt"},
	objects: []string{
		"die Anträge der Gemeinde", "den Bericht der Leitung", "die Angaben zur Ausbildung", "das Register der Wohnungen",
		"die Frist für die Begründung", "den Nachweis der Kosten",
	},
	where: []string{
		"in der Aufnahmeeinrichtung", "im Bezirk", "an der Grenzübergangsstelle", "auf schriftlichen Antrag", "vor Ort",
	},
	until: []string{
		"innerhalb von zwei Wochen", "spätestens am dritten Werktag", "solange das Verfahren nicht abgeschlossen ist",
		"sofern nichts anderes bestimmt ist", "nach Ablauf eines Monats",
	},
	forms: []string{
		"{actor} {verb} {object} {where} {until}.", "{actor} {verb} {until} {object}.",
		"Werden {people} {where} angetroffen, so {verb} {actor} {object}.",
		"Für {people} gilt {until} der vorstehende Absatz {where}.",
		"{actor} {verb} {object}, wenn {people} {where} wohnen.",
	},
	boiler: []string{
		"Das Nähere regelt eine Rechtsverordnung.", "Die Kosten für {people} trägt das Land.",
	},
	neutral: []string{"Personen ohne Titel", "Antragsteller", "Angehörige"},
	loaded:  [][]string{{"illegale Migranten", "illegale Einwanderer"}, {"Scheinasylanten"}},
	swaps: [][2]string{
		{"Die zuständige Behörde", "Die Ausländerbehörde"}, {"innerhalb von zwei Wochen", "binnen 14 Tagen"},
		{"auf schriftlichen Antrag", "auf Antrag in Textform"}, {"unterrichtet", "informiert unverzüglich"},
	},
}
