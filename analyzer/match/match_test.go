package match

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"refrain/analyzer/segment"
	"refrain/lexicon"
)

const slots = `
person:
  about: people
  members: [refugee, migrant, asylum seeker, (foreign|migrant) worker, "=aliens"]
mobility:
  about: movement
  members: [immigration]
modifier:
  about: words
  open: 3
  except: [the, of, and, by]
be:
  about: be
  members: [(=is|=are|=was|=were)]
`

// language is a lexicon with these slots.
func language(t testing.TB) *lexicon.Language {
	t.Helper()
	lex, err := lexicon.Load(fstest.MapFS{
		"lexicon.yaml":  {Data: []byte("version: 1\nlanguages:\n  en: English\n")},
		"taxonomy.yaml": {Data: []byte("a.b:\n  name: n\n  definition: d\n  harm: h\n")},
		"sources.yaml":  {Data: []byte("S:\n  title: t\n  body: b\n  kind: k\n  status: read\n  says: s\n")},
		"en/slots.yaml": {Data: []byte(slots)},
		"en/terms/one.yaml": {
			Data: []byte(
				"id: one\ncategory: a.b\nseverity: note\ntier: core\ngrade: A\nwhy: w\ninstead: [x]\nsources: " +
					"[S]\nmatch: [w]\nhits: [\"[[w]]\"]\nmisses: [x]\n",
			),
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return lex.Languages[0]
}

func patterns(t testing.TB, texts ...string) []lexicon.Pattern {
	t.Helper()
	var all []lexicon.Pattern
	for _, text := range texts {
		p, err := lexicon.ParsePattern(text)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		all = append(all, p)
	}
	return all
}

// find is the words that the groups match in text, as group:words.
func find(t testing.TB, text string, groups ...Group) []string {
	t.Helper()
	words := segment.NewVocabulary(language(t).Traits())
	m := NewCompiler(language(t), words).Compile(groups)
	tokens := words.Scan(text, 0, len(text), nil)
	var found []string
	for _, match := range m.Find(text, tokens, nil) {
		found = append(
			found,
			fmt.Sprintf("%d:%s", match.Group, text[tokens[match.Start].Start:tokens[match.End-1].End]),
		)
	}
	return found
}

func TestPatternsMatch(t *testing.T) {
	for _, tt := range []struct {
		pattern, text string
		want          string // matches joined by |
	}{
		{
			"flood of {person}", "A flood of refugees, two Floods of asylum-seekers, flooded of migrant workers.",
			"flood of refugees|Floods of asylum-seekers|flooded of migrant workers",
		},
		{"flood of {modifier}? {person}", "flood of poor, wet Afghan refugees", "flood of poor, wet Afghan refugees"},
		{
			"flood of {modifier}? {person}",
			"flood of the refugees; flood of a b c d refugees; flood of anger, refugees", "",
		},
		{"flood of {person}", "flood. Of refugees; flood: of refugees; flood (of) refugees", ""},
		{
			"flood of {person}", "“flood” of 'refugees'\nand flood\nof\nrefugees",
			"flood” of 'refugees|flood of refugees",
		},
		{"asylum seeker", "asylum‑seekers", "asylum‑seekers"},
		{"=illegals work", "Illegals work. The illegals work. Illegal works.", "Illegals work|illegals work"},
		{"the =US border", "the us border, the US border", "the US border"},
		{"=mena crime", "crime, mena crime, actress Mena crime, MENA CRIME", "mena crime|MENA CRIME"},
		{"flood of =Turks", "flood of turks, flood of Turks", "flood of Turks"},
		{"flood of {person}'s", "flood of refugees’ letters, flood of refugees", "flood of refugees"},
		{
			"({person}|{mobility}) {be} (a|an) burden",
			"Refugees are a burden, immigration is a burden, refugees burden",
			"Refugees are a burden|immigration is a burden",
		},
		{
			"send ...2 home", "send home, send them home, send them all, home, send all of them home",
			"send home|send them home|send them all, home",
		},
		{"send ...2 home", "send them. Home", ""},
		{"very? big (flood|tidal wave)", "big flood, very big tidal waves, big wave", "big flood|very big tidal waves"},
		{
			"{person} {modifier}? (swarm|infest)", "migrants slowly swarm; migrants swarmed; migrants the swarm",
			"migrants slowly swarm|migrants swarmed",
		},
		{"crowd of {person}", "a crowd of aliens, a crowd of alien", "crowd of aliens"},
		{"and/or migrants", "and/or migrants", "and/or migrants"},
		{"swarm", "swarming, swarms' and Swarm's", "swarming|swarms|Swarm"},
	} {
		var got []string
		for _, f := range find(t, tt.text, Group{Match: patterns(t, strings.ReplaceAll(tt.pattern, "/", " "))}) {
			got = append(got, strings.ReplaceAll(strings.TrimPrefix(f, "0:"), "\n", " "))
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("%q in %q: got %q, want %q", tt.pattern, tt.text, s, tt.want)
		}
	}
}

func TestLongestOfTheLeftmostWins(t *testing.T) {
	got := find(
		t,
		"a flood of refugees and migrants",
		Group{Match: patterns(t, "flood of {person}", "flood of {person} and {person}", "of {person} and {person}")},
	)
	if want := []string{"0:flood of refugees and migrants"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestGroupsAreIndependent(t *testing.T) {
	got := find(
		t,
		"a flood of illegal migrants",
		Group{Match: patterns(t, "flood of {modifier}? {person}")},
		Group{Match: patterns(t, "illegal {person}")},
	)
	if want := []string{"0:flood of illegal migrants", "1:illegal migrants"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestUnlessDropsWhatLiesWithin(t *testing.T) {
	group := Group{
		Match:  patterns(t, "illegals", "flood of {person}"),
		Unless: patterns(t, "(russian|soviet) illegals", "flood of {person}'s"),
	}
	got := find(t, "Russian illegals and illegals; a flood of refugees' letters, a flood of refugees", group)
	if want := []string{"0:illegals", "0:flood of refugees"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	other := find(t, "Russian illegals", group, Group{Match: patterns(t, "illegals")})
	if want := []string{"1:illegals"}; !slices.Equal(other, want) {
		t.Errorf("a veto reached another group: got %q, want %q", other, want)
	}
}

// TestADashStandsWhereAPatternSaysSo: before the element after it, before what follows where that is
// missing, and before the words of a gap; nowhere else, and no other mark in its place.
func TestADashStandsWhereAPatternSaysSo(t *testing.T) {
	text := "Migrants — burden. Migrants – are burden. Migrants - burden; migrants burden. " +
		"Migrants now — are burden. Migrants: burden. Migrants are — burden, burden — migrants."
	got := find(t, text, Group{Match: patterns(t, "{person} ...1 — {be}? burden")})
	want := []string{
		"0:Migrants — burden", "0:Migrants – are burden", "0:Migrants - burden", "0:migrants burden",
		"0:Migrants now — are burden", "0:Migrants are — burden",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := find(t, text, Group{Match: patterns(t, "{person} burden")}); !slices.Equal(got, []string{"0:migrants burden"}) {
		t.Errorf("without a dash in the pattern: %q", got)
	}
}

func TestOpenSlotsTellWhatTheyTook(t *testing.T) {
	words := segment.NewVocabulary(language(t).Traits())
	all := patterns(t, "illegal {modifier}? {person} and {modifier} {person}")
	m := NewCompiler(language(t), words).Compile([]Group{{Match: all}})
	text := "no illegal Afghan migrants and very poor refugees"
	got := m.Find(text, words.Scan(text, 0, len(text), nil), nil)
	if len(got) != 1 || got[0].Open != [2]Range{{2, 3}, {5, 7}} {
		t.Errorf("got %+v", got)
	}
}

// TestAllGivesShorterMatchesWithOpenSlots: who finds that a slot's words do not describe what
// follows can fall back on them.
func TestAllGivesShorterMatchesWithOpenSlots(t *testing.T) {
	words := segment.NewVocabulary(language(t).Traits())
	m := NewCompiler(language(t), words).Compile([]Group{{Match: patterns(t, "illegal {modifier}? {person}")}})
	text := "illegal migrant boats carry refugees"
	tokens := words.Scan(text, 0, len(text), nil)
	var got []string
	for _, f := range m.All(text, tokens, nil) {
		got = append(got, text[tokens[f.Start].Start:tokens[f.End-1].End])
	}
	if want := []string{"illegal migrant boats carry refugees", "illegal migrant"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTraceTellsWhereAPatternStopped(t *testing.T) {
	words := segment.NewVocabulary(language(t).Traits())
	m := NewCompiler(language(t), words).Compile([]Group{{Match: patterns(t, "wild flood of {person}")}})
	for text, want := range map[string]Attempt{
		"wild flood of letters":  {Stopped: 3, At: 3, Right: true},
		"wild storm of refugees": {Stopped: 1, At: 1, Right: true},
		"Wild, flood":            {Stopped: 1, At: 1, Right: true},
		"wild flood of refugees": {Matched: true, Span: Range{0, 4}},
	} {
		tokens := words.Scan(text, 0, len(text), nil)
		if got := m.Trace(text, tokens); len(got) != 1 || got[0] != want {
			t.Errorf("%q: got %+v, want %+v", text, got, want)
		}
	}
}

// TestMatchesOfPartsAreMatchesOfTheWhole: findings of A, a full stop and B are those of A and those
// of B.
func TestMatchesOfPartsAreMatchesOfTheWhole(t *testing.T) {
	groups := []Group{
		{
			Match:  patterns(t, "flood of {modifier}? {person}", "{person} ...2 flood"),
			Unless: patterns(t, "flood of {person} letters"),
		},
		{Match: patterns(t, "illegal {modifier}? {person}")},
	}
	text := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(
			rapid.SliceOfN(rapid.SampledFrom([]string{"flood", "of", "illegal", "poor", "refugees", "migrant",
				"workers", "letters", ",", "the", "asylum", "seekers"}), 1, 14).
				Draw(t, "words"),
			" ",
		)
	})
	rapid.Check(t, func(r *rapid.T) {
		a, b := text.Draw(r, "a"), text.Draw(r, "b")
		whole := find(t, a+". "+b, groups...)
		parts := append(find(t, a, groups...), find(t, b, groups...)...)
		if !slices.Equal(whole, parts) {
			r.Fatalf("%q + %q: whole %q, parts %q", a, b, whole, parts)
		}
	})
}

// compiles reports whether the loader would let p pass.
func compiles(lang *lexicon.Language, p lexicon.Pattern) bool {
	for _, e := range p.Elements() {
		for _, a := range e.Alternatives {
			slot := lang.Slot(a.Slot)
			if a.Slot != "" && (slot == nil || slot.Open > 0 && (len(e.Alternatives) > 1 || a.Possessive)) {
				return false
			}
		}
	}
	return true
}

func FuzzFind(f *testing.F) {
	f.Add("flood of poor refugees", "flood of {modifier}? {person}")
	f.Add("x x x x", "x ...9 x ...9 x? x")
	f.Fuzz(func(t *testing.T, text, pattern string) {
		p, err := lexicon.ParsePattern(pattern)
		if err != nil || len(text) > 2000 || !compiles(language(t), p) {
			return
		}
		words := segment.NewVocabulary(language(t).Traits())
		m := NewCompiler(language(t), words).Compile([]Group{{Match: []lexicon.Pattern{p}}})
		tokens := words.Scan(text, 0, len(text), nil)
		last := 0
		for _, found := range m.Find(text, tokens, nil) {
			if found.Start < last || found.End <= found.Start || found.End > len(tokens) {
				t.Fatalf("match [%d,%d) after %d of %d tokens", found.Start, found.End, last, len(tokens))
			}
			last = found.End
		}
	})
}
