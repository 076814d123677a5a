package judge_test

import (
	"context"
	"strings"
	"sync"
	"testing"

	"refrain/analyzer"
	"refrain/analyzer/reader"
	"refrain/lexicon"
)

// english analyses with the built-in English entries of all tiers.
var english = sync.OnceValues(func() (*analyzer.Analyzer, error) {
	lex, err := lexicon.Builtin()
	if err != nil {
		return nil, err
	}
	return analyzer.New(lex, analyzer.Options{Advisory: true}), nil
})

// judgement is a text, the words of it that are judged, and what is said of them.
type judgement struct {
	text    string
	words   string
	status  lexicon.Status
	speaker string // "" where nobody is named
}

// hold checks that each text's words are judged as the row says.
func hold(t *testing.T, format string, rows []judgement) {
	t.Helper()
	a, err := english()
	if err != nil {
		t.Fatal(err)
	}
	r := reader.New(reader.Options{Format: format, Lang: "en"})
	defer r.Close()
	for _, row := range rows {
		doc, err := r.Read(context.Background(), "text", row.text)
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, f := range a.Run(doc).Findings {
			if !strings.EqualFold(f.Text(doc), row.words) {
				continue
			}
			found = true
			v := f.Verdict
			if got := v.Speaker.Of(doc.Text); v.Status != row.status || got != row.speaker {
				t.Errorf("%s\n  “%s” is %s (%s: “%s”; speaker “%s”), want %s, speaker “%s”", row.text, row.words,
					v.Status, v.Rule, v.Cue.Of(doc.Text), got, row.status, row.speaker)
			}
		}
		if !found {
			t.Errorf("%s\n  “%s” is not found", row.text, row.words)
		}
	}
}

func TestLawSpeaksInItsOwnVoice(t *testing.T) {
	const used = lexicon.Used
	hold(t, "text", []judgement{
		{"Regional funds may not be used to lodge illegal aliens.", "illegal aliens", used, ""},
		{"No carrier may use its vessels for illegal aliens.", "illegal aliens", used, ""},
		{"No clerk may refer an illegal alien to a school.", "illegal alien", used, ""},
		{"A port must not call off searches for illegal migrants.", "illegal migrants", used, ""},
		{"Letting rooms to illegal aliens is wrong.", "illegal aliens", used, ""},
		{"Illegal aliens should be banned from public works.", "illegal aliens", used, ""},
		{"The officer shall be satisfied that the person is not an illegal alien.", "illegal alien", used, ""},
		{"A permit ends unless the holder is not an illegal alien.", "illegal alien", used, ""},
		{"Avoid lending to illegal immigrants.", "illegal immigrants", used, ""},
	})
}

func TestReportedSpeechNamesItsSpeaker(t *testing.T) {
	const reported = lexicon.Reported
	hold(t, "text", []judgement{
		{"The mayor said illegal immigrants had gone.", "illegal immigrants", reported, "The mayor"},
		{"The mayor said that illegal immigrants had gone.", "illegal immigrants", reported, "The mayor"},
		{"Illegal immigrants had gone, the mayor said.", "illegal immigrants", reported, "the mayor"},
		{"The port, Ms Roe insisted, was swamped by migrants.", "swamped by migrants", reported, "Ms Roe"},
		{"Illegal immigrants are to go, says Senator Roe", "illegal immigrants", reported, "Senator Roe"},
		{"Governor: Illegal immigrants to be flown out", "illegal immigrants", reported, "Governor"},
		{"Teachers warned of a flood of refugees.", "flood of refugees", reported, ""},
		{"The bishop accused the council of hiding illegal immigrants.", "illegal immigrants", reported, ""},
	})
}

func TestTheAuthorsOwnSpeechIsUsed(t *testing.T) {
	const used = lexicon.Used
	hold(t, "text", []judgement{
		{"I said that illegal immigrants must go.", "illegal immigrants", used, ""},
		{"Illegal immigrants must go, we insist.", "illegal immigrants", used, ""},
		{"This paper claims that illegal immigrants cost money.", "illegal immigrants", used, ""},
		{"The mayor said much; illegal immigrants stayed.", "illegal immigrants", used, ""},
		{"The said illegal immigrants shall leave.", "illegal immigrants", used, ""},
		{"According to the figures, illegal immigrants are few.", "illegal immigrants", used, ""},
	})
}

func TestClaimsAreDeniedAndLabelsAreNot(t *testing.T) {
	hold(t, "text", []judgement{
		{"It is untrue that a flood of migrants is coming.", "flood of migrants", lexicon.Rejected, ""},
		{"It is untrue that illegal immigrants get homes first.", "illegal immigrants", lexicon.Used, ""},
		{"No wave of refugees came.", "wave of refugees", lexicon.Rejected, ""},
		{"No wave of refugees will stop us.", "wave of refugees", lexicon.Used, ""},
		{"Myth 2: the town is swamped by migrants. Fact: nine came.", "swamped by migrants", lexicon.Rejected, ""},
		{"“The town is swamped by migrants.” False.", "swamped by migrants", lexicon.Rejected, ""},
		{"They are not genuine refugees.", "genuine refugees", lexicon.Used, ""},
	})
}

func TestWordsInQuotationMarksBelongToWhoIsSaidToSayThem(t *testing.T) {
	hold(t, "text", []judgement{
		{"The mayor said the town faced “a swarm of migrants”.", "swarm of migrants", lexicon.Quoted, "The mayor"},
		{"Some “illegal immigrants” had visas.", "illegal immigrants", lexicon.Mentioned, ""},
		{"The leaflet “Illegal immigrants and you” is free.", "illegal immigrants", lexicon.Named, ""},
		{"Ms Roe added: “Illegal immigrants must leave by Monday.”", "illegal immigrants", lexicon.Quoted, "Ms Roe"},
	})
}

func TestAnAmendmentTakesOutOneTermAndBringsInAnother(t *testing.T) {
	const text = "In section 4, for “illegal immigrant” substitute “illegal alien”."
	hold(t, "text", []judgement{
		{text, "illegal immigrant", lexicon.Rejected, ""},
		{text, "illegal alien", lexicon.Used, ""},
		{"The word “illegals” is replaced by the words “illegal aliens”.", "illegals", lexicon.Rejected, ""},
		{"The word “illegals” is replaced by the words “illegal aliens”.", "illegal aliens", lexicon.Used, ""},
	})
}

func TestADefinitionByReferenceIsTheLawsOwn(t *testing.T) {
	hold(t, "text", []judgement{
		{"“Illegal migrant” has the meaning given in section 3.", "illegal migrant", lexicon.Used, ""},
		{"Under section 3 of the Border Act, “illegal migrant” means a person without leave.", "illegal migrant",
			lexicon.Legal, ""},
	})
}

func TestAListOfReferencesEndsWithItsEntries(t *testing.T) {
	const text = "# References\n\nDoe, J. (2011). Illegal immigrants at work. Journal of Towns 12(3).\n\n" +
		"The town has changed since.\n\nA flood of migrants came to every street and stayed."
	hold(t, "markdown", []judgement{
		{text, "illegal immigrants", lexicon.Named, ""},
		{text, "flood of migrants", lexicon.Used, ""},
	})
}

func TestTheHeadOfAColumnDecides(t *testing.T) {
	const text = "| Term | Preferred |\n|---|---|\n| swarm of migrants | people |\n| person | illegal alien |\n"
	hold(t, "markdown", []judgement{
		{text, "swarm of migrants", lexicon.Mentioned, ""},
		{text, "illegal alien", lexicon.Used, ""},
	})
}

func TestCriticismGovernsWhatItCriticises(t *testing.T) {
	hold(t, "text", []judgement{
		{"Rhetoric about a flood of migrants divides us.", "flood of migrants", lexicon.Criticised, ""},
		{"Their rhetoric cannot hide the flood of migrants.", "flood of migrants", lexicon.Used, ""},
		{"Calling people illegal immigrants hurts.", "illegal immigrants", lexicon.Criticised, ""},
		{"We call them illegal immigrants, and rightly so.", "illegal immigrants", lexicon.Used, ""},
		{"Our slogan is simple: stop the flood of migrants.", "flood of migrants", lexicon.Used, ""},
	})
}

func TestATranscriptNamesWhoSpeaks(t *testing.T) {
	const text = "THE PREMIER: A flood of migrants is coming.\n\nWe shall stop the wave of refugees.\n\n" +
		"QUESTION (Daily Courier): Will illegal immigrants vote?\n\nTHE PREMIER: Never."
	hold(t, "text", []judgement{
		{text, "flood of migrants", lexicon.Used, "THE PREMIER"},
		{text, "wave of refugees", lexicon.Used, "THE PREMIER"},
		{text, "illegal immigrants", lexicon.Reported, "QUESTION"},
		{"NOTE: a flood of migrants is coming.", "flood of migrants", lexicon.Used, ""},
	})
	const hearing = "Mr Doe: A swarm of migrants came.\n\n(APPLAUSE)\n\nA flood of refugees came.\n\n" +
		"THE LEADER OF THE OPPOSITION (interrupting): Illegal immigrants are people.\n\n" +
		"Q. Did illegal aliens vote?\nA. No illegals voted."
	hold(t, "text", []judgement{
		{hearing, "swarm of migrants", lexicon.Used, "Mr Doe"},
		{hearing, "flood of refugees", lexicon.Used, "Mr Doe"},
		{hearing, "Illegal immigrants", lexicon.Used, "THE LEADER OF THE OPPOSITION"},
		{hearing, "illegal aliens", lexicon.Reported, "Q"},
		{hearing, "illegals", lexicon.Used, "A"},
		{"A. Illegal aliens are removed.\n\nB. Fees.\n\nA. An illegal migrant pays.", "Illegal aliens", lexicon.Used, ""},
	})
	const talk = "Jane Doe: A swarm of migrants came.\n\nSpeaker 2: Illegal immigrants are people.\n\n" +
		"Jane Doe: A flood of refugees came."
	hold(t, "text", []judgement{
		{talk, "swarm of migrants", lexicon.Used, "Jane Doe"},
		{talk, "Illegal immigrants", lexicon.Used, "Speaker 2"},
		{"Next Steps: a swarm of migrants came.\n\nOpen Questions: none.", "swarm of migrants", lexicon.Used, ""},
	})
}

func TestTheCongressionalRecordNamesWhoSpeaks(t *testing.T) {
	const text = "  Mr. DOE of Texas. Mr. Speaker, a flood of illegal aliens came, and they were sent back at\n\n" +
		"[[Page H5458]]\n\nonce. It was a swarm of migrants.\n\n" +
		"  The SPEAKER pro tempore (Mr. Roe). An illegal migrant was heard.\n\n  Ms. McROE. No wave of refugees came."
	hold(t, "text", []judgement{
		{text, "flood of illegal aliens", lexicon.Used, "Mr. DOE of Texas"},
		{text, "swarm of migrants", lexicon.Used, "Mr. DOE of Texas"},
		{text, "illegal migrant", lexicon.Used, "The SPEAKER pro tempore (Mr. Roe)"},
		{text, "wave of refugees", lexicon.Rejected, "Ms. McROE"},
		{"The USA. A flood of migrants came.\n\nThe UN. They spoke.", "flood of migrants", lexicon.Used, ""},
		{"Mr. Doe. A flood of migrants came.\n\nMr. Roe. They spoke.", "flood of migrants", lexicon.Used, ""},
	})
}
