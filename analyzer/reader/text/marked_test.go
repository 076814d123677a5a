package text_test

import (
	"fmt"
	"strings"
	"testing"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/readertest"
)

// places are the places of words, in the order of the text: "flood@0:12 Ann", "wave#3". A word that
// is not in the text is "!".
func places(doc *document.Document, words string) string {
	var all []string
	for word := range strings.FieldsSeq(words) {
		at := strings.Index(doc.Text, word)
		if at < 0 {
			all = append(all, word+"!")
			continue
		}
		p := doc.Locate(document.Span{Start: at, End: at + len(word)})
		s := fmt.Sprintf("%s:%d", word, p.Line)
		if p.Timed {
			s += "@" + p.Time.String()
		}
		if p.Printed > 0 {
			s += fmt.Sprintf("#%d", p.Printed)
		}
		if p.Speaker != "" {
			s += " " + p.Speaker
		}
		all = append(all, s)
	}
	return strings.Join(all, "|")
}

func TestTimesOfTranscriptsArePlaces(t *testing.T) {
	for _, c := range []struct{ claim, src, want, words, at string }{
		{"whisper", "[00:00:01.000 --> 00:00:04.000]   We speak of the illegal\n[00:00:04.000 --> 00:00:08.500]  " +
			" migrants.\n[00:00:12.000 --> 00:00:15.000]   That is",
			"body: We speak of the illegal⏎migrants.\nbody: That is", "We migrants That",
			"We:1@1s|migrants:2@4s|That:3@12s"},
		{
			"a range without brackets", "00:01.000 --> 00:02.000\nA flood\n\n00:02.000 --> 00:03.000\nof light",
			"body: A flood⏎of light", "of", "of:5@2s",
		},
		{
			"brackets", "(0:12) an influx\n(0:15) of illegal\n(1:00:18) aliens", "body: an influx⏎of illegal⏎aliens",
			"aliens", "aliens:3@1h0m18s",
		},
		{
			"no brackets", "0:58 an influx\n1:03 - of illegal\n1:07 aliens", "body: an influx⏎of illegal⏎aliens",
			"of", "of:2@1m3s",
		},
		{"frames, f4 and letters", "[00:00:12:20] a\n#00:00:15-3# b\n[1m02s] c", "body: a⏎b⏎c", "c", "c:3@1m2s"},
		{"on lines of their own, pasted from a video page", "0:00\n0 seconds\na flood\n12:04\n12 minutes, 4 " +
			"seconds\nof 4 people\n1:02:07\n1 hour, 2 minutes, 7 seconds\nhere",
			"body: a flood⏎of 4 people⏎here", "people", "people:6@12m4s"},
		{
			"blank lines part no sentence",
			"[00:01]\n\na flood\n\n[00:05]\n\nof light. So\n\nit is.\n\n[00:09]\n\nNew",
			"body: a flood⏎of light. So\nbody: it is.\nbody: New", "New", "New:13@9s",
		},
		{
			"in the middle of a line", "[00:01] a flood [00:03] of light[00:04]here\n[00:05] and",
			"body: a flood of light here⏎and", "of here and", "of:1@3s|here:1@4s|and:2@5s",
		},
		{"names and times above what is said", "Ann Lee  0:02\nthe illegal\n\nAnn Lee  0:07\nmigrants. No\n\nBo " +
			"de Wit (0:12):\nI agree",
			"running head: Ann Lee\nbody: the illegal⏎migrants. No\nrunning head: Ann Lee\nrunning head: Bo de " +
				"Wit\nbody: I agree", "migrants agree", "migrants:5@7s Ann Lee|agree:8@12s Bo de Wit"},
		{"times and names above what is said", "00:12 Ann\na flood\n\n00:20 Bo\nno. So\n\n00:31 Ann\nYes",
			"running head: Ann\nbody: a flood\nrunning head: Bo\nbody: no. So\nrunning head: Ann\nbody: Yes",
			"no", "no:5@20s Bo"},
		{
			"names and colons after the time", "[00:01] Ann Lee: a flood\n[00:02] of light\n[00:05] SPEAKER 2: no",
			"body: Ann Lee: a flood⏎of light\nbody: SPEAKER 2: no", "light no",
			"light:2@2s Ann Lee|no:3@5s SPEAKER 2",
		},
		{
			"names in capitals between times",
			"[00:01] JO LEE: a flood\nof light\nTHE CHAIR: no\n[00:05] so\n[00:06] it",
			"body: JO LEE: a flood⏎of light\nbody: THE CHAIR: no⏎so⏎it", "so", "so:4@5s THE CHAIR",
		},
		{
			"nothing is a heading by its looks", "Meeting\n\n[00:01] APPLAUSE.\n\n[00:05] Okay.\n\n[00:06] More",
			"body: Meeting\nbody: APPLAUSE.\nbody: Okay.\nbody: More", "", "",
		},
		{
			"an agenda is none", "09:00 Registration\n09:30 Illegal\n10:00 Coffee\n10:45 Migrants",
			"body: 09:00 Registration⏎09:30 Illegal⏎10:00 Coffee⏎10:45 Migrants", "Illegal", "Illegal:2",
		},
		{
			"verses that go back are none", "[3:16] One\n[2:10] two\n[1:05] three",
			"body: [3:16] One⏎[2:10] two⏎[1:05] three", "two", "two:2",
		},
		{
			"three times in a long text are none",
			strings.Repeat("The council met and\n", 40) + "12:31 it\n12:41 was\n12:52 late",
			"body: " + strings.Repeat("The council met and⏎", 40) + "12:31 it⏎12:41 was⏎12:52 late", "late",
			"late:43",
		},
	} {
		doc := readertest.ReadAs(t, "text", c.src)
		readertest.Same(t, c.claim, readertest.Outline(doc), c.want)
		if got := places(doc, c.words); got != c.at {
			t.Errorf("%s: places %s, want %s", c.claim, got, c.at)
		}
	}
}

func TestNumbersOfLinesArePlaces(t *testing.T) {
	bill := "    1    Section 1. The law is amended to read\n    2  follows: the office shall count the wave\n   " +
		" 3  of people who came to the state, and the\n    4  illegal\n"
	for _, c := range []struct{ claim, src, want, words, at string }{
		{"a bill", "STATE\n\n" + bill, "heading 1 [STATE]: STATE\nbody [Section 1]: Section 1. The law is " +
			"amended to read⏎follows: the office shall count the wave⏎of people who came to the state, and " +
			"the⏎illegal",
			"amended people illegal", "amended:3#1|people:5#3|illegal:6#4"},
		{"sentences run on over heads and feet of pages", bill + "                 -1-\nHB 12              " +
			"Draft\n\n    1  aliens who live in each county.\n    2    (a) The office shall halt",
			"body [Section 1]: Section 1. The law is amended to read⏎follows: the office shall count the wave⏎of " +
				"people who came to the state, and the⏎illegal⏎aliens who live in each county.\nrunning head " +
				"[Section 1]: -1-\nrunning head [Section 1]: HB 12              Draft\nlist item 1 [Section " +
				"1(a)]: (a) The office shall halt",
			"aliens halt Draft", "aliens:8#1|halt:9#2|Draft:6"},
		{"a hearing", " 1       Q.  Good morning. Was there a list of illegal\n 2   migrants who came to the " +
			"county?\n 3       A.  The office kept a list. It spoke of a flood\n 4   of refugees in its " +
			"letters.\n 5       Q.  Yes.",
			"body: Q.  Good morning. Was there a list of illegal⏎migrants who came to the county?\nbody: A.  The " +
				"office kept a list. It spoke of a flood⏎of refugees in its letters.\nbody: Q.  Yes.", "refugees",
			"refugees:4#4"},
		{"double spacing parts no sentence", " 1   The office spoke of a flood\n\n 2   of refugees in its " +
			"letters, and\n\n 3   of others. It did so in the\n\n 4   letters of May.\n\n 5        The court " +
			"finds so.\n",
			"body: The office spoke of a flood⏎of refugees in its letters, and⏎of others. It did so in " +
				"the⏎letters of May.\nbody: The court finds so.", "finds", "finds:9#5"},
		{"every fifth line, in the right margin", "The commissioner shall report on\nthe wave of refugees who " +
			"came to\nthe state and on the illegal\naliens who live in each county\nand on the flood             " +
			"        5\nof migrants in the press, and the\nreport is due each year on the\nfirst day of the " +
			"month and it\nnames each county and the\nschools of it                       10\nand the beds.",
			"body: The commissioner shall report on⏎the wave of refugees who came to⏎the state and on the " +
				"illegal⏎aliens who live in each county⏎and on the flood⏎of migrants in the press, and " +
				"the⏎report is due each year on the⏎first day of the month and it⏎names each county and " +
				"the⏎schools of it⏎and the beds.", "flood migrants schools",
			"flood:5#5|migrants:6|schools:10#10"},
		{
			"a list keeps its numbers",
			"1 Apples and other fruit of trees\n2 Pears and other fruit of trees\n3 Plums and other fruit of " +
				"trees\n4 Figs and other fruit of trees",
			"body: 1 Apples and other fruit of trees⏎2 Pears and other fruit of trees⏎3 Plums and other fruit of " +
				"trees⏎4 Figs and other fruit of trees",
			"", "",
		},
		{
			"so does a table",
			"1   spain    12,000   400\n2   france   13,000   500\n3   italy    14,000   600\n4   malta    " +
				"15,000   700",
			"body: 1   spain    12,000   400⏎2   france   13,000   500⏎3   italy    14,000   600⏎4   malta    " +
				"15,000   700",
			"", "",
		},
	} {
		doc := readertest.ReadAs(t, "text", c.src)
		readertest.Same(t, c.claim, readertest.Outline(doc), c.want)
		if got := places(doc, c.words); got != c.at {
			t.Errorf("%s: places %s, want %s", c.claim, got, c.at)
		}
	}
}

func TestHeadsOfPagesInterruptNoSentence(t *testing.T) {
	page := func(n int, text string) string {
		return fmt.Sprintf("Report on reception\n\n%s\n\n   Page %d\n\f", text, n)
	}
	doc := readertest.ReadAs(t, "text", page(9, "The office counted the illegal")+page(10, "migrants who came.")+
		page(11, "It ends here."))
	readertest.Same(t, "heads and feet", readertest.Outline(doc), `heading 1 [Report on reception]: Report on reception
body [Report on reception]: The office counted the illegal⏎migrants who came.
running head [Report on reception]: Page 9
running head [Report on reception]: Report on reception
running head [Report on reception]: Page 10
running head [Report on reception]: Report on reception
body [Report on reception]: It ends here.
running head [Report on reception]: Page 11`)
	notes := readertest.ReadAs(t, "text", "The office counted the illegal\n\n1 See the report.\n2 Ibid. It is\n  "+
		"long.\n\fmigrants who came.\n\n3 points are\n\fMade here.")
	readertest.Same(t, "notes at the foot of a page", readertest.Outline(notes), `body: The office counted the illegal⏎migrants who came.
note: 1 See the report.
note: 2 Ibid. It is⏎  long.
body: 3 points are
body: Made here.`)
	if got := places(doc, "migrants"); got != "migrants:8" {
		t.Errorf("places %s, want migrants:8", got)
	}
}
