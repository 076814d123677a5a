package amend_test

import (
	"sync"
	"testing"

	"refrain/amend"
	"refrain/analyzer"
	"refrain/analyzer/document"
	"refrain/lexicon"
)

// builtin is an analyzer of the built-in lexicon, shared by all tests.
var builtin = sync.OnceValue(func() *analyzer.Analyzer {
	lex, err := lexicon.Builtin()
	if err != nil {
		panic(err)
	}
	return analyzer.New(lex, analyzer.Options{Advisory: true})
})

// bill is a document of these blocks.
func bill(blocks ...string) *document.Document {
	d := &document.Document{Name: "bill.txt", Format: "text", Lang: "en"}
	for _, b := range blocks {
		start := len(d.Text)
		d.Text += b
		d.Blocks = append(d.Blocks, document.Block{Span: document.Span{Start: start, End: len(d.Text)}})
		d.Text += "\n\n"
	}
	return d
}

func propose(t *testing.T, o amend.Options, blocks ...string) *amend.Paper {
	t.Helper()
	return amend.Propose(builtin().Run(bill(blocks...)), o)
}

// TestSwapsFitTheSentence: article, number, possessive and capitals are those of the old words.
func TestSwapsFitTheSentence(t *testing.T) {
	for _, c := range []struct{ old, want string }{
		// number, articles, determiners
		{"The bill targets illegal immigrants.", "The bill targets people in an irregular situation."},
		{"Nobody may hire an illegal immigrant here.", "Nobody may hire a person in an irregular situation here."},
		{"Every illegal immigrant pays taxes.", "Every person in an irregular situation pays taxes."},
		{"No illegal alien may vote.", "No person in an irregular situation may vote."},
		{"Such illegal aliens and those illegal immigrants are told.",
			"Such people in an irregular situation and those people in an irregular situation are told."},
		{"They house a bogus asylum seeker.", "They house a person seeking asylum."},
		{"He hired an illegal who worked nights.", "He hired a person in an irregular situation who worked nights."},
		{"The board saw a young illegal alien.", "The board saw a young person in an irregular situation."},
		// capitals
		{"Illegal immigrants pay taxes.", "People in an irregular situation pay taxes."},
		{"An illegal alien shall leave.", "A person in an irregular situation shall leave."},
		{"Removal of Illegal Aliens", "Removal of People in an Irregular Situation"},
		{"REMOVAL OF ILLEGAL ALIENS", "REMOVAL OF PEOPLE IN AN IRREGULAR SITUATION"},
		{"They told the Illegal Aliens today.", "They told the People in an Irregular Situation today."},
		{"Illegal Aliens shall be told.", "People in an Irregular Situation shall be told."},
		{"Illegal Haitians are told of it.", "Haitians in an irregular situation are told of it."},
		{"Half of new illegal immigrants came by air.", "Half of new immigrants in an irregular situation came by air."},
		// what owns and what describes
		{"They read an illegal alien's letter.", "They read the letter of a person in an irregular situation."},
		{"An illegal immigrant’s claim is heard.", "The claim of a person in an irregular situation is heard."},
		{"We teach illegal immigrants' children.", "We teach the children of people in an irregular situation."},
		{"The office plans illegal alien removal.", "The office plans removal of people in an irregular situation."},
		{"Illegal alien gang members are held.", "Gang members in an irregular situation are held."},
		// more than one adjective, and nouns that would be lost
		{"The rule bars illegal and undocumented immigrants.", "The rule bars people in an irregular situation."},
		{"They met illegal Afghan migrants.", "They met Afghan migrants in an irregular situation."},
		{"The illegal immigrant population grew.", "The immigrant population in an irregular situation grew."},
		{"Migrants who are illegal shall leave.", "People in an irregular situation shall leave."},
		// over the end of a line, in quotation marks
		{"The bill targets illegal\nimmigrants here.", "The bill targets people in an irregular situation here."},
		// things, and the verb that agrees
		{"The bill ends illegal immigration.", "The bill ends irregular migration."},
		{"Legal and illegal immigration are counted.", "Legal and irregular migration are counted."},
		{"A flood of refugees is expected.", "Arrivals of refugees are expected."},
		{"The fear of a flood of refugees is old.", "The fear of arrivals of refugees is old."},
		{"A swarm of people is at the migrants' gate.", "People are at the migrants' gate."},
		{"An army of migrants has come.", "Many migrants have come."},
		{"We saw a surge of migrants.", "We saw an increase in arrivals of migrants."},
		{"They expect a flood of illegal immigrants.", "They expect arrivals of people in an irregular situation."},
		// verbs and adverbs
		{"Police will round up migrants.", "Police will arrest migrants."},
		{"The town wants officers who rounded up migrants.", "The town wants officers who arrested migrants."},
		{"Migrants are being rounded up here.", "Migrants are being arrested here."},
		{"By rounding up migrants they fill cells.", "By arresting migrants they fill cells."},
		{"He crossed the border illegally in May.", "He crossed the border without authorisation in May."},
		{"Those who illegally enter the country are held.", "Those who irregularly enter the country are held."},
	} {
		if got := propose(t, amend.Options{}, c.old).Text(); got != c.want+"\n\n" {
			t.Errorf("%s\n got %s\nwant %s", c.old, got, c.want)
		}
	}
}

// TestWhatGrammarCannotCarryIsToRedraft: no wording is put where it would make no sentence, state
// something of its own, or leave out what the words say.
func TestWhatGrammarCannotCarryIsToRedraft(t *testing.T) {
	for _, c := range []struct {
		text   string
		reason amend.Reason
	}{
		{"The rule counts legal and illegal immigrants.", amend.NoFit},
		{"It names allegedly illegal immigrants.", amend.NoFit},
		{"The plan deters suspected illegal immigrants.", amend.NoFit},
		{"An anti-illegal immigrant law passed.", amend.BrokenPlace},
		{"It is an illegal immigrant-friendly town.", amend.BrokenPlace},
		{"We shall apply the Illegal Migration Act 2023 to migrants.", amend.PartOfName},
		{"The fund pays for illegal or otherwise inadmissible aliens.", amend.LosesMeaning},
		{"Visas go to unskilled migrants.", amend.AddsMeaning},
		{"This is an invasion of migrants.", amend.NoFit},
		{"The country is full, the party says of migrants, and migrants are weeds.", amend.NoWording},
	} {
		p := propose(t, amend.Options{}, c.text)
		for i := range p.Amendments {
			if a := &p.Amendments[i]; a.Kind != amend.Redraft || a.Reason != c.reason && c.reason != amend.NoWording {
				t.Errorf("%s: got %v %q (%s), want to redraft: %s", c.text, a.Kind, a.New, a.Reason, c.reason)
			}
		}
		if p.Text() != p.Doc.Text {
			t.Errorf("%s: the text has changed", c.text)
		}
	}
}

// TestADefinedTermIsAmendedOnceAndItsUsesFollow: before the definition and after it, with the same
// wording in their own number.
func TestADefinedTermIsAmendedOnceAndItsUsesFollow(t *testing.T) {
	p := propose(t, amend.Options{},
		"No illegal alien may hold a licence.",
		"In this Act “illegal alien” means a person who has no visa.",
		"The Secretary shall remove illegal aliens within a week.",
		"The town fears a flood of refugees.")
	want := "No person in an irregular situation may hold a licence.\n\n" +
		"In this Act “person in an irregular situation” means a person who has no visa.\n\n" +
		"The Secretary shall remove people in an irregular situation within a week.\n\n" +
		"The town fears arrivals of refugees.\n\n"
	if got := p.Text(); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	kinds := []amend.Kind{amend.Consequential, amend.Definition, amend.Consequential, amend.Swap}
	of := []int{1, -1, 1, -1}
	for i := range p.Amendments {
		if a := &p.Amendments[i]; a.Kind != kinds[i] || a.Of != of[i] {
			t.Errorf("%q: got %v of %d, want %v of %d", a.Old, a.Kind, a.Of, kinds[i], of[i])
		}
	}
}

// TestATermIsCalledTheSameEverywhere: a wording that does not fit one of the uses is taken nowhere, and
// without a new definition no use is changed.
func TestATermIsCalledTheSameEverywhere(t *testing.T) {
	p := propose(t, amend.Options{},
		"In this Act “illegal alien” means a person who has no visa.",
		"We teach illegal aliens' many children, and cousins.")
	for i := range p.Amendments {
		if a := &p.Amendments[i]; a.Kind != amend.Redraft && a.From != p.Amendments[0].From {
			t.Errorf("%q from %q, the definition from %q", a.New, a.From, p.Amendments[0].From)
		}
	}
	p = propose(t, amend.Options{},
		"In this Act “anti-illegal alien” or “illegal alien-friendly” means a town.",
		"In this Act “illegal alien” means an illegal or otherwise inadmissible alien.")
	if p.Amendments[0].Kind != amend.Redraft {
		t.Errorf("got %q", p.Amendments[0].New)
	}
}

// TestOtherFormsOfDefinitions: names between brackets define, uses that cite the document's own
// definition follow it, and those that cite another law stay.
func TestOtherFormsOfDefinitions(t *testing.T) {
	p := propose(t, amend.Options{},
		"A person without leave (in this Act referred to as an “illegal immigrant”) commits an offence.",
		"An illegal immigrant, as defined in section 2 of this Act, shall register.",
		"An illegal immigrant as defined in section 101 of the Immigration Act 1971 shall register.")
	want := []struct {
		kind amend.Kind
		new  string
	}{
		{amend.Definition, "a “person in an irregular situation"},
		{amend.Consequential, "A person in an irregular situation"},
	}
	if len(p.Amendments) != len(want) {
		t.Fatalf("got %d amendments: %s", len(p.Amendments), p.Text())
	}
	for i := range p.Amendments {
		if a := &p.Amendments[i]; a.Kind != want[i].kind || a.New != want[i].new {
			t.Errorf("got %v %q, want %v %q", a.Kind, a.New, want[i].kind, want[i].new)
		}
	}
	for _, text := range []string{
		"The people (formerly known as “illegal aliens”) are residents.",
		"They are residents (“illegal aliens” to the mayor).",
	} {
		if p := propose(t, amend.Options{}, text); len(p.Amendments) > 0 {
			t.Errorf("%s: got %q", text, p.Amendments[0].New)
		}
	}
}

// TestOnlyTheDocumentsOwnVoiceIsAmended: what is quoted, denied or named stays.
func TestOnlyTheDocumentsOwnVoiceIsAmended(t *testing.T) {
	for _, text := range []string{
		"The minister said: “Illegal migrants will be sent back within days of arrival.”",
		"They are not illegal immigrants but neighbours.",
		"The term “illegal migrant” should never be used.",
	} {
		if p := propose(t, amend.Options{}, text); len(p.Amendments) > 0 {
			t.Errorf("%s: got %q", text, p.Amendments[0].New)
		}
	}
}

// TestThePreferredWordingIsTaken: in its number, before the entry's own, and then the change is
// unambiguous.
func TestThePreferredWordingIsTaken(t *testing.T) {
	for prefer, want := range map[string]string{
		"undocumented person":        "An undocumented person came, and so did undocumented people.\n\n",
		"people without papers":      "A person without papers came, and so did people without papers.\n\n",
		"migrant without documents":  "A migrant without documents came, and so did migrants without documents.\n\n",
		"people in an odd situation": "A person in an odd situation came, and so did people in an odd situation.\n\n",
	} {
		p := propose(t, amend.Options{Prefer: map[string]string{"illegal-people": prefer}},
			"An illegal alien came, and so did illegal immigrants.")
		if got := p.Text(); got != want {
			t.Errorf("%s: got %q, want %q", prefer, got, want)
		}
		for i := range p.Amendments {
			if !p.Amendments[i].Alone {
				t.Errorf("%s: %q is not unambiguous", prefer, p.Amendments[i].New)
			}
		}
	}
}

// TestOtherLanguagesSwapAnAdjective: in the same form, and nothing else is touched. What asks for
// grammar is to redraft.
func TestOtherLanguagesSwapAnAdjective(t *testing.T) {
	for _, c := range []struct{ code, old, want string }{
		{"de", "Das Gesetz soll die illegale Einwanderung verhindern.", "Das Gesetz soll die irreguläre Einwanderung verhindern."},
		{"fr", "La loi vise à réduire l’immigration illégale.", "La loi vise à réduire l’immigration irrégulière."},
		{"es", "La ley quiere reducir la inmigración ilegal.", "La ley quiere reducir la inmigración irregular."},
		{"nl", "De wet moet illegale immigratie verminderen.", "De wet moet irreguliere immigratie verminderen."},
		{"de", "Das Gesetz betrifft illegale Einwanderer.", "Das Gesetz betrifft illegale Einwanderer."},
		{"es", "La ley se dirige a los inmigrantes ilegales.", "La ley se dirige a los inmigrantes ilegales."},
	} {
		d := bill(c.old)
		d.Lang = c.code
		p := amend.Propose(builtin().Run(d), amend.Options{})
		if len(p.Amendments) != 1 || p.Text() != c.want+"\n\n" {
			t.Errorf("%s: %d amendments, got %s", c.old, len(p.Amendments), p.Text())
		}
		if len(p.Edits()) == 0 && p.Amendments[0].Reason != amend.NoGrammar {
			t.Errorf("%s: got %s", c.old, p.Amendments[0].Reason)
		}
	}
}
