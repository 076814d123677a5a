package dates

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"refrain/analyzer/document"
)

func TestNamesHoldDates(t *testing.T) {
	for name, want := range map[string]string{
		"speeches/2016-03-11.txt":           "2016-03-11",
		"debates2016-03-11b.xml":            "2016-03-11",
		"20160311_speech.txt":               "2016-03-11",
		"speech_2016_03_11.txt":             "2016-03-11",
		"speech 2016.03.11.txt":             "2016-03-11",
		"2016-03/speech.txt":                "2016-03",
		"2016/03/11.txt":                    "2016-03-11",
		"2016/03/speech.txt":                "2016-03",
		"2016/speech.txt":                   "2016",
		"report-2016.pdf":                   "2016",
		"2016/report-2016-05-02.pdf":        "2016-05-02",
		"2015/report-2016.pdf":              "2016", // The file's own name is nearer.
		"2016-03-11/report-2016.pdf":        "2016-03-11",
		"report-2016-13-40.pdf":             "2016",
		"2016-17-annual.pdf":                "2016",
		"20051399.txt":                      "",
		"120160311.txt":                     "",
		"bill-1234.txt":                     "",
		"BILLS-110s2062ris.xml":             "",
		"a/b.txt":                           "",
		"ParlaMint-XX_2019-02-28_sitting.x": "2019-02-28",
	} {
		if got, _ := InName(name); got.Date.String() != want {
			t.Errorf("%s: got %q, want %q", name, got.Date, want)
		}
	}
}

func TestLinesThatAreDates(t *testing.T) {
	for _, c := range []struct{ line, lang, want string }{
		{"Phoenix, Arizona, 31 August 2016", "en", "2016-08-31"},
		{"Wednesday, August 31st, 2016", "en", "2016-08-31"},
		{"Berlin, den 3. März 2016", "de", "2016-03-03"},
		{"Paris, le 1er juillet 2016", "fr", "2016-07-01"},
		{"Madrid, 11 de marzo de 2016", "es", "2016-03-11"},
		{"Roma, 11 marzo 2016", "it", "2016-03-11"},
		{"Lisboa, 11 de março de 2016", "pt", "2016-03-11"},
		{"Den Haag, 11 maart 2016", "nl", "2016-03-11"},
		{"Warszawa, 11 marca 2016 r.", "pl", "2016-03-11"},
		{"Москва, 11 марта 2016 года", "ru", "2016-03-11"},
		{"Αθήνα, 11 Μαρτίου 2016", "el", "2016-03-11"},
		{"القاهرة، ١١ مارس ٢٠١٦", "ar", "2016-03-11"},
		{"2016年3月11日", "zh", "2016-03-11"},
		{"Date: 2016-03-11 14:30", "en", "2016-03-11"},
		{"11.03.2016", "de", "2016-03-11"},
		{"11/03/2016", "fr", "2016-03-11"},
		{"31/08/2016", "en", "2016-08-31"},
		{"March 2016", "en", "2016-03"},
		{"11/03/2016", "en", ""}, // March or November
		{"The Act of 3 May 2016 amended the law of residence, and nothing was the same after it.", "en", ""},
		{"before the May 2016 elections", "en", ""},
		{"The members may 2016 times speak", "en", ""},
		{"31 February 2016", "en", ""},
		{"From 3 May 2016 to 4 May 2017", "en", ""},
		{"Section 12", "en", ""},
	} {
		d, ok := inLine(c.line, c.lang)
		if !ok {
			d = Date{}
		}
		if d.String() != c.want {
			t.Errorf("%q: got %q, want %q", c.line, d, c.want)
		}
	}
}

func TestDateLineIsNearTheHead(t *testing.T) {
	doc := &document.Document{Lang: "en", Text: "Remarks at the harbour\n\nDover, 3 May 2019\n\nFriends, hello.\n"}
	if d, ok := inHead(doc); !ok || d.Date.String() != "2019-05-03" || d.From != "“Dover, 3 May 2019”" {
		t.Errorf("got %v", d)
	}
	doc.Text = "Remarks\n\nAs I said in the harbour on that famous 3 May 2019, which none of us forgets, we need rules.\n"
	if d, ok := inHead(doc); ok {
		t.Errorf("a sentence dates the text: %v", d)
	}
}

func TestFormatsStateTheirDates(t *testing.T) {
	zipped := func(name, content string) string {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(content))
		}
		if err != nil || z.Close() != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	for what, c := range map[string]struct {
		src    string
		source Source
		want   string
	}{
		"Akoma Ntoso, the work before the expression": {`<akomaNtoso><act><meta><identification><FRBRExpression>
			<FRBRdate date="2019-06-01"/></FRBRExpression><FRBRWork><FRBRdate date="2019-05-03" name="Enactment"/></FRBRWork>`,
			Content, "2019-05-03"},
		"Akoma Ntoso, a date of the program": {`<akomaNtoso><FRBRWork><FRBRdate date="2026-05-29" name="generated"/>
			<FRBRdate date="2019-05-03" name="enacted"/></FRBRWork></akomaNtoso>`, Content, "2019-05-03"},
		"TEI, the sitting before the edition": {`<TEI><teiHeader><publicationStmt><date when="2021-01-01"/></publicationStmt>
			<settingDesc><setting><date when="2016-03-11">11.3.</date></setting></settingDesc></teiHeader></TEI>`,
			Content, "2016-03-11"},
		"USLM":                {`<bill><meta><docNumber>1</docNumber></meta><action><date date="2018-03-01">March 1</date></action></bill>`, Content, "2018-03-01"},
		"a bill of Congress":  {`<bill><form><action><action-date date="20190405">April 5</action-date></action></form></bill>`, Content, "2019-04-05"},
		"a release":           {`<transcripts><transcript><release-date>19/04/2017</release-date></transcript></transcripts>`, Content, "2017-04-19"},
		"a release in doubt":  {`<transcripts><transcript><release-date>10/07/2017</release-date></transcript></transcripts>`, Content, ""},
		"EBU-TT":              {`<tt xmlns:e="u"><head><metadata><e:documentCreationDate>2013-02-12</e:documentCreationDate></metadata></head></tt>`, Content, "2013-02-12"},
		"Dublin Core":         {`<doc><dc:date xmlns:dc="u">2018-03-01</dc:date></doc>`, Meta, "2018-03-01"},
		"a web page":          {`<!doctype html><html><head><meta name=date content="2020"><meta property="article:published_time" content="2019-05-03T10:00:00Z">`, Meta, "2019-05-03"},
		"a time in a page":    {`<!doctype html><html><body><article><time datetime="2019-05-03">May</time></article>`, Content, "2019-05-03"},
		"Word":                {zipped("docProps/core.xml", `<cp:coreProperties><dcterms:modified>2020-01-01T00:00:00Z</dcterms:modified><dcterms:created>2019-05-03T09:00:00Z</dcterms:created></cp:coreProperties>`), Meta, "2019-05-03"},
		"OpenDocument":        {zipped("meta.xml", `<office:meta><meta:creation-date>2019-05-03T09:00:00.1</meta:creation-date><dc:date>2020-01-01</dc:date></office:meta>`), Meta, "2019-05-03"},
		"EPUB":                {zipped("OEBPS/a.opf", `<package><metadata><dc:date>2019-05</dc:date></metadata></package>`), Meta, "2019-05"},
		"a mail":              {"From: A <a@example.org>\r\nDate: Fri, 3 May 2019 10:00:00 +0200\r\nSubject: x\r\n\r\nHello\r\n", Content, "2019-05-03"},
		"YAML before a text":  {"---\ntitle: x\ndate: 2019-05-03\n---\n# X\n", Content, "2019-05-03"},
		"TOML before a text":  {"+++\ndate = \"2019-05-03T00:00:00Z\"\n+++\n", Content, "2019-05-03"},
		"Org":                 {"#+TITLE: x\n#+DATE: <2019-05-03 Fri>\n", Content, "2019-05-03"},
		"AsciiDoc":            {"= Title\n:revdate: 3 May 2019\n", Content, "2019-05-03"},
		"LaTeX":               {"\\documentclass{article}\n\\date{3 May 2019}\n", Content, "2019-05-03"},
		"WebVTT":              {"WEBVTT\n\nNOTE Date: 2019-05-03\n\n00:01.000 --> 00:02.000\nHi\n", Content, "2019-05-03"},
		"JSON":                {"{\"title\": \"x\",\n \"date\": \"2019-05-03\"}\n", Content, "2019-05-03"},
		"a sentence is none":  {"Save the date: 2019-05-03 is near.\n", Content, ""},
		"hostile markup":      {"<a<<&&&;<date when=\"2019\"" + string(bytes.Repeat([]byte("<x>"), 5000)), Content, ""},
		"an empty file":       {"", Content, ""},
		"a damaged container": {"PK\x03\x04nothing", Meta, ""},
	} {
		f := &File{Name: "x", Bytes: func() (string, bool) { return c.src, true }}
		if got, _ := Find(f, []Source{c.source}); got.Date.String() != c.want {
			t.Errorf("%s: got %q from %q, want %q", what, got.Date, got.From, c.want)
		}
	}
}

func TestPDFDates(t *testing.T) {
	for s, want := range map[string]string{
		"D:20160311093000+01'00'": "2016-03-11", "D:201603": "2016-03", "D:2016": "2016", "20160311": "2016-03-11",
		"": "", "D:": "", "yesterday": "", "D:20169999": "",
	} {
		if d, _ := pdfDate(s); d.String() != want {
			t.Errorf("%q: got %q, want %q", s, d, want)
		}
	}
}

// A year in a name is made finer by what agrees with it, and nothing is asked after a day is known.
func TestSourcesAreAskedInTheirOrder(t *testing.T) {
	asked := 0
	f := &File{Name: "2019/speech.md", Bytes: func() (string, bool) { asked++; return "---\ndate: 2019-05-03\n---\n", true }}
	if d, _ := Find(f, Standard); d.Date.String() != "2019-05-03" || d.Source != Content {
		t.Errorf("got %v", d)
	}
	f.Name = "2018/speech.md"
	if d, _ := Find(f, Standard); d.Date.String() != "2018" || d.Source != Name {
		t.Errorf("got %v", d)
	}
	if d, _ := Find(f, []Source{Content, Name}); d.Date.String() != "2019-05-03" {
		t.Errorf("got %v", d)
	}
	asked, f.Name = 0, "2018-01-02.md"
	if Find(f, Standard); asked != 0 {
		t.Errorf("the file was opened %d times", asked)
	}
}

func FuzzFind(f *testing.F) {
	f.Add("a/2016-03-11.txt", "<date when='2016'>")
	f.Add("2016/03/x", "From: a\nDate: Fri, 3 May 2019 10:00:00 +0200\n\n")
	f.Add("x", "---\ndate: 3 May 2019\n---")
	f.Fuzz(func(t *testing.T, name, src string) {
		file := &File{Name: name, Bytes: func() (string, bool) { return src, true },
			Document: func() *document.Document { return &document.Document{Text: src} }}
		if d, ok := Find(file, Sources); ok && (d.Year < firstYear || d.Year > lastYear || d.Month > 12 || d.Day > 31) {
			t.Errorf("%v", d)
		}
	})
}

func TestListNamesDates(t *testing.T) {
	for what, c := range map[string]struct{ list, want, fault string }{
		"commas":          {"path,date,speaker,series\na.txt,2019-05-03,Ms Roe,Speeches\n", "2019-05-03 Ms Roe Speeches", ""},
		"semicolons":      {"\ufeffDate;Path\r\n2019-05;./a.txt\r\n", "2019-05", ""},
		"no date":         {"path,series\na.txt,Speeches\n", "Speeches", ""},
		"another":         {"path,date\nb.txt,2019\n", "", ""},
		"no path":         {"name,date\n", "", "line 1: names the columns name, date; expected path, and date, speaker or series"},
		"nothing":         {"", "", "is empty; its first line names the columns: path,date,speaker,series"},
		"a bad date":      {"path,date\na.txt,3 May\n", "", `line 2: "3 May" is no date; expected 2016-03-11, 2016-03 or 2016`},
		"a file twice":    {"path,date\na.txt,2019\n./a.txt,2020\n", "", "line 3: ./a.txt is in line 2 too"},
		"a broken quote":  {"path,date\n\"a.txt,2019\n", "", "line 2: extraneous or missing \" in quoted-field"},
		"a row of nobody": {"path,date\n,2019\n", "", "line 2: names no path"},
	} {
		table, err := ReadTable(strings.NewReader(c.list))
		if err != nil {
			if err.Error() != c.fault {
				t.Errorf("%s: error %q, want %q", what, err, c.fault)
			}
			continue
		}
		row, _ := table.Of("x/a.txt", "a.txt")
		if got := strings.TrimSpace(strings.Join([]string{row.Date.Date.String(), row.Speaker, row.Series}, " ")); got != c.want || c.fault != "" {
			t.Errorf("%s: got %q, want %q and error %q", what, got, c.want, c.fault)
		}
	}
}
