package langid_test

import (
	"cmp"
	"strings"
	"testing"

	"refrain/analyzer/reader"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/langid"
	"refrain/analyzer/reader/readertest"
)

func TestLanguageByItsFunctionWords(t *testing.T) {
	for _, c := range []struct{ want, text string }{
		{
			"en",
			"The number of people who were turned back at the border has been higher than it was in the year before.",
		},
		{
			"fr",
			"Le nombre de personnes qui ont été refoulées à la frontière est plus élevé que dans l’année précédente.",
		},
		{
			"es",
			"El número de personas que fueron devueltas en la frontera es más alto que en el año anterior, según " +
				"el informe de los jueces.",
		},
		{
			"de",
			"Die Zahl der Menschen, die an der Grenze zurückgewiesen wurden, ist höher als im Jahr davor, und " +
				"das wird nicht bestritten.",
		},
		{
			"it",
			"Il numero delle persone che sono state respinte alla frontiera è più alto di quello dell’anno " +
				"precedente.",
		},
		{
			"pt",
			"O número de pessoas que foram devolvidas na fronteira é mais alto do que o do ano anterior, segundo " +
				"os dados da polícia.",
		},
		{
			"nl",
			"Het aantal mensen dat aan de grens werd teruggestuurd, is hoger dan in het jaar daarvoor en dat is " +
				"niet voor het eerst.",
		},
		{"el", "Ο αριθμός των ανθρώπων που επέστρεψαν στα σύνορα είναι μεγαλύτερος."},
		{"ru", "Число людей, которых не пустили на границе, было выше, чем в прошлом году, и это не новость."},
		{
			"ar",
			"عدد الأشخاص الذين أعيدوا من الحدود في هذا العام أكبر من العدد في العام الماضي، كما جاء في التقرير " +
				"الذي صدر عن الوزارة",
		},
		{"zh", "在边境被遣返的人数高于前一年。"},
		{"ja", "国境で送り返された人の数は前の年より多い。"},
		{
			"fi",
			"Ministeri sanoi, että rajalla käännytettyjen ihmisten määrä on suurempi kuin edellisenä vuonna ja " +
				"että se ei ole uutta.",
		},
		{
			"no",
			"Statsråden sa at antallet mennesker som ble avvist ved grensen er høyere enn året før, og at det " +
				"ikke skal være slik.",
		},
		{
			"sv",
			"Ministern sade att antalet människor som avvisades vid gränsen är högre än året innan och att det " +
				"inte var nytt.",
		},
		{
			"hr",
			"Ministar je rekao da je broj ljudi koji su vraćeni na granici veći nego prošle godine i da to nije " +
				"novo.",
		},
		{
			"sk",
			"Minister povedal, že počet ľudí, ktorí boli vrátení na hranici, je vyšší ako v minulom roku a že to " +
				"nie je nové.",
		},
		{
			"cs",
			"Ministr řekl, že počet lidí, kteří byli vráceni na hranici, je vyšší než v minulém roce a že to " +
				"není nové.",
		},
		{
			"sl",
			"Minister je dejal, da je število ljudi, ki so bili zavrnjeni na meji, višje kot lani in da to ni novo.",
		},
		{
			"pl",
			"Minister powiedział, że liczba osób, które zostały zawrócone na granicy, jest wyższa niż w roku " +
				"ubiegłym i że to nie jest nowe.",
		},
		{
			"lt",
			"Ministras sakė, kad žmonių, kurie buvo grąžinti prie sienos, skaičius yra didesnis nei pernai ir " +
				"kad tai nėra nauja.",
		},
		{
			"lv",
			"Ministrs teica, ka cilvēku skaits, kas tika atgriezti pie robežas, ir lielāks nekā pērn un ka tas " +
				"nav nekas jauns.",
		},
		{
			"et",
			"Minister ütles, et piiril tagasi saadetud inimeste arv on suurem kui eelmisel aastal ja et see ei " +
				"ole uus.",
		},
		{
			"hu",
			"A miniszter azt mondta, hogy a határon visszafordított emberek száma nagyobb, mint az előző évben " +
				"volt, és ez nem új.",
		},
		{
			"ro",
			"Ministrul a spus că numărul persoanelor care au fost returnate la frontieră este mai mare decât în " +
				"anul trecut și că nu este nou.",
		},
		{
			"sq",
			"Ministri tha se numri i njerëzve që u kthyen në kufi është më i madh se një vit më parë dhe kjo nuk " +
				"është e re.",
		},
		{
			"cy",
			"Dywedodd y Gweinidog fod nifer y bobl a gafodd eu troi yn ôl wrth y ffin yn uwch nag yn y flwyddyn " +
				"o’r blaen, ac nid yw hyn yn newydd.",
		},
		{
			"ga",
			"Dúirt an tAire go bhfuil líon na ndaoine a cuireadh ar ais ag an teorainn níos airde ná mar a bhí " +
				"sa bhliain roimhe seo agus nach bhfuil sé nua.",
		},
		{
			"mt",
			"Il-Ministru qal li n-numru ta’ nies li ntbagħtu lura mill-fruntiera huwa ogħla minn dak tas-sena " +
				"ta’ qabel u li dan mhux ġdid.",
		},
		{
			"is",
			"Ráðherrann sagði að fjöldi fólks sem var vísað frá við landamærin væri meiri en árið áður og að það " +
				"væri ekki nýtt.",
		},
		{
			"id",
			"Menteri mengatakan bahwa jumlah orang yang ditolak di perbatasan lebih tinggi dari tahun sebelumnya " +
				"dan bahwa ini tidak baru.",
		},
		{"vi", "Bộ trưởng nói rằng số người bị trả về ở biên giới cao hơn năm trước và điều này không phải là mới."},
		{
			"tr",
			"Bakan, sınırda geri gönderilen insanların sayısının bir önceki yıldan daha yüksek olduğunu ve bunun " +
				"yeni bir şey olmadığını söyledi.",
		},
		{
			"sw",
			"Waziri alisema kuwa idadi ya watu ambao walirudishwa katika mpaka ni kubwa kuliko mwaka wa jana na " +
				"hii sio mpya.",
		},
		{
			"so",
			"Wasiirku wuxuu sheegay in tirada dadka laga soo celiyay xadka ay ka badan tahay sanadkii hore iyo " +
				"in aan taasi cusub ahayn oo ay soo socoto.",
		},
		{
			"ca",
			"El ministre va dir que el nombre de persones que van ser retornades a la frontera és més alt que " +
				"l’any anterior i que això no és nou.",
		},
		{
			"uk",
			"Міністр сказав, що кількість людей, яких не пустили на кордоні, є більшою, ніж у минулому році, та " +
				"що це не новина для них.",
		},
		{"fa", "وزیر گفت که شمار کسانی که در مرز بازگردانده شدند از سال گذشته بیشتر است و این برای او تازه نیست"},
		{"ur", "وزیر نے کہا کہ سرحد سے واپس بھیجے گئے لوگوں کی تعداد پچھلے سال سے زیادہ ہے اور یہ نئی بات نہیں ہے"},
		{"", "Lorem ipsum dolor sit amet, consectetur adipiscing elit."},
		{"", "42"},
	} {
		if got := readertest.ReadAs(t, "text", c.text).Lang; got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestStatedLanguageWins(t *testing.T) {
	if got := readertest.ReadAs(t, "html", "<html lang=fr><p>The people of the border").Lang; got != "fr" {
		t.Errorf("HTML: got %q, want fr", got)
	}
	doc, err := reader.New(input.Options{Lang: "de"}).Read(t.Context(), "a.txt", "The people of the border.")
	if err != nil || doc.Lang != "de" {
		t.Errorf("option: got %q, %v; want de", doc.Lang, err)
	}
}

// TestStatedLanguageYieldsToTheWords: a program writes down the language of its user, and a site
// that of its template.
func TestStatedLanguageYieldsToTheWords(t *testing.T) {
	const english = "The Minister told the House that the number of people who had crossed was higher than in " +
		"the year before, and that this would not be the last time."
	const french = "Le ministre a dit que le nombre de personnes qui ont passé la frontière est plus grand que " +
		"dans les années avant la guerre, et que cela ne changera pas."
	word := func(lang, text string) string {
		return `<w:p>` + readertest.WordRun(`<w:lang w:val="`+lang+`"/>`, text) + `</w:p>`
	}
	for _, c := range []struct{ claim, format, src, want string }{
		{
			"a page in French under an English template", "html", "<html lang=en><p>" + french + "<p>" + french,
			"fr: fr fr",
		},
		{
			"a French quotation in an English page stays one", "html",
			"<html lang=en><p>" + english + "<p lang=fr>" + french + "<p>" + english, "en: en fr en",
		},
		{
			"English text by somebody with a German Word", "docx",
			readertest.WordFile(t, word("de-DE", english)+word("de-DE", "Scope")+word("de-DE", english)),
			"en: en en en",
		},
		{
			"a German paragraph stays one", "docx",
			readertest.WordFile(t, word("en-GB", english)+word("de-DE", "Der Minister sagte, dass die Zahl der "+
				"Menschen, die über die Grenze kamen, höher war als im Jahr zuvor.")+word("en-GB", english)),
			"en: en-GB de-DE en-GB",
		},
		{
			"two languages, and nothing that says so", "text",
			strings.Repeat(english+"\n\n", 6) + strings.Repeat(french+"\n\n", 6),
			"en: en en en en en en fr fr fr fr fr fr",
		},
		{
			"two languages, paragraph by paragraph", "text", strings.Repeat(english+"\n\n"+french+"\n\n", 3),
			"en: en fr en fr en fr",
		},
	} {
		doc := readertest.ReadAs(t, c.format, c.src)
		got := doc.Lang + ":"
		for _, b := range doc.Blocks {
			got += " " + cmp.Or(b.Lang, doc.Lang)
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.claim, got, c.want)
		}
	}
}

func TestTextsWithFewSmallWordsAreToldByTheirLetters(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Rozdział 2\nZłożenie wniosku\nZaświadczenie, opłata skarbowa, załączniki\n", "pl"},
		{"Глава 2\nВыдача разрешений\nСведения, документы, этапы, выплаты\n", "ru"},
		{"Раздзел 2\nВыдача дазволаў\nЗвесткі, этапы, выплаты\n", ""},
		{"Łódź, Kraków\nFirst payment, second payment, total amount paid, balance due, annual review\n", ""},
		{"Table 2\nFirst payment, second payment\n", ""},
	} {
		if got := langid.Of(c.text); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}
