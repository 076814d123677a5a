package reader

import (
	"maps"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"refrain/analyzer/document"
)

// sample is how many bytes of a document's text are enough to tell its language.
const sample = 6 << 10

// functionWords are the small words of each language that uses an alphabet others use too. They are chosen to be frequent, and where they are
// shared with another language here, others beside them are not.
var functionWords = map[string]string{
	"en": "the of and to in is that for it was with as on be by this are from at or an which have not their has who were they been will would",
	"fr": "le la les de des et un une du en que qui dans pour pas sur est au aux par ce il avec ne se sont plus leur cette ces ou été être nous vous",
	"es": "el la los las de y en que un una del por con no se para es al lo como más su sus o este esta ha sido son entre también fue pero",
	"de": "der die das und in zu den mit von ist des im für dem nicht ein eine auf sich als auch an werden aus bei nach oder wird sind durch einer",
	"it": "il la di e che in un una per del della dei delle con non è si da al alla le gli lo sono come più nel nella anche o ha dalla questo",
	"pt": "o a os as de e que do da dos das em um uma para com não no na por se ao mais como foi pela pelo ou são seu sua também é à",
	"nl": "de het een van en in is dat op te zijn voor met die niet aan er om ook als bij door naar over uit wordt worden of deze heeft werd",
	"pl": "w i z na do się nie jest że o to przez od dla oraz po ich są jak za być który które która ze lub tym tego",
	"sv": "och att det i på som en är av för med den till inte har om ett de var från eller vid kan ska sig denna",
	"da": "og i at det er en til på som for af den med de har ikke der et om var fra eller ved kan skal sig denne",
	"ro": "și de în la a care cu nu pe un o este din că se pentru mai sau prin au fi sunt ale al lui această",
	"hu": "a az és hogy nem is egy meg ez csak már de van ki vagy mint azt volt ezt lehet el kell szerint",
	"cs": "a v se na je že s z do o i to k jako za by pro od po který jsou ale nebo ve jeho tak být není",
	"tr": "ve bir bu da de için ile olarak olan çok daha gibi ne o en kadar sonra ancak her değil olduğu ya",
	"ru": "и в не на что с по как это он к из за от о для его но же вы так мы или при их это этого которые которых было были был была году чем только все ещё",
	"uk": "і в не на що з до у та як за це від про для він але його чи або їх бути також є",
	"bg": "и на в да за се от не е с по са че до като или при си както във със",
	"ar": "في من على إلى أن التي الذي عن هذا هذه مع ما لا كان أو بين كما ذلك قد كل",
	"fa": "در از که این با به را است آن برای یک تا می بر هم شده خود کرد های",
	"ur": "کے کی میں ہے اور سے کا کو نے پر ہیں کہ یہ بھی نہیں تھا ہو گیا",
	"fi": "ja on ei että se oli hän mutta ovat joka kun myös niin tai kuin jos sen jotka ole vain mukaan sekä olla hänen",
	"no": "og i det er til som på for av med den har ikke et om fra eller ved kan skal seg etter å være ble hadde også ut",
	"hr": "je i u se na da su za od koji a iz kao što ne bi te koje koja ili s sa nije bio ali će samo",
	"sk": "a v sa na je že s z do o k ako za by pre od po ktorý ktoré ktorá sú alebo aj nie bol ale jeho tak pri",
	"sl": "je in v na se da so za ki z pa tudi ne bi po od s kot je bil ali iz pri kar lahko le zaradi več",
	"lt": "ir į kad iš su yra bei buvo jo dėl kaip ar tai bet už apie nuo prie po gali kuris kurie nėra savo",
	"lv": "un ir ar no kas par uz lai ka tas vai kā bija pēc tika arī gan bet tiek tā šo nav savu pie",
	"et": "ja on ei et oli ka see mis kui ning või oma selle aga ta mida olid siis nende tema pole kes mitte",
	"sq": "dhe në të e për me një nga që është nuk u si ka më i tij janë kjo së por ose mund ky",
	"ga": "agus an na ar sa is go leis ag tá do le bhí nach don seo faoi ó siad ina nó cén air mar gur",
	"cy": "y yn a i o ar mae yr ei am wedi gan eu fod bod sydd oedd â ac neu hyn nid gyda dros er cael roedd hefyd",
	"mt": "li ta il f u għal minn b dan ma fil huwa din biex mhux dwar lil tal kienet hija kien jew dawn ħafna",
	"is": "og að í á sem er til við um af með það ekki en var fyrir hann eru frá því eftir þess hafa verið þeir",
	"id": "yang dan di ini dari untuk dengan itu pada tidak dalam akan adalah ke oleh juga karena mereka sebagai telah atau ada bahwa",
	"vi": "và của là có không được cho trong một các những với người này đã đến để khi về từ ra như cũng nhưng",
	"sw": "ya na wa kwa ni katika la za cha kuwa hii hiyo lakini hata kama yake sana wao huo pia baada ambao",
	"so": "oo ka ku iyo in ee waa ah uu la waxa waxaa ay ayaa soo aan si kale ma lagu inuu",
	"tl": "ang ng sa mga na ay at si ni hindi ito para kung siya kanyang nang ko mo may niya sila ngunit",
	"ca": "de la i que el en a les els per amb una un del és al no com més però aquest aquesta també dels van ser seva",
}

// scripts are the alphabets that tell a language by themselves.
var scripts = []struct {
	table *unicode.RangeTable
	lang  string
}{
	{unicode.Hiragana, "ja"}, {unicode.Katakana, "ja"}, {unicode.Han, "zh"}, {unicode.Hangul, "ko"}, {unicode.Greek, "el"}, {unicode.Hebrew, "he"},
	{unicode.Thai, "th"}, {unicode.Armenian, "hy"}, {unicode.Georgian, "ka"}, {unicode.Devanagari, "hi"}, {unicode.Bengali, "bn"}, {unicode.Ethiopic, "am"},
}

// languages are the keys of functionWords, sorted.
var languages = slices.Sorted(maps.Keys(functionWords))

// functionWord is one of the function words: its number among all, and those of its languages.
type functionWord struct {
	number int
	langs  uint64 // a bit for each of languages
}

// dictionary is all function words.
type dictionary struct {
	words  map[string]functionWord
	begins [1 << 12]bool // by the first two letters of each, as pair has them
}

// pair is a number for the first two bytes of a word, of which the second may be missing. Most words of a text are no function words, and it tells
// so of two in three.
func pair(word []byte) int {
	n := int(word[0]) << 6
	if len(word) > 1 {
		n ^= int(word[1]) ^ len(word)<<8
	}
	return n & (1<<12 - 1)
}

var knownWords = sync.OnceValue(func() *dictionary {
	d := &dictionary{words: make(map[string]functionWord, 1<<10)}
	for n, lang := range languages {
		for w := range strings.FieldsSeq(functionWords[lang]) {
			known, ok := d.words[w]
			if !ok {
				known.number = len(d.words)
			}
			known.langs |= 1 << n
			d.words[w] = known
			d.begins[pair([]byte(w))] = true
		}
	}
	return d
})

// settleLanguages decides which language the document and its blocks are in. What the file states holds, unless the function words plainly say
// otherwise: files are made with programs that write down the language of their user. Where parts of the document differ, those that state
// nothing are looked at one by one.
func settleLanguages(doc *document.Document) {
	found, stated := language(doc), primary(doc.Lang)
	switch {
	case doc.Lang == "", doc.Format == "pdf" && found != "": // PDF files mostly state the language of the program that made them.
		doc.Lang = found
	case stated == found || found == "" || functionWords[stated] == "":
	case latin(stated) != latin(found) || byWords(middle(doc.Text, sample), 3) == found:
		doc.Lang = found
	}
	doubted := map[string]int{} // bytes in blocks that state a language which their function words deny, less those that they confirm
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Lang == "" || primary(b.Lang) == primary(doc.Lang) {
			continue
		}
		switch text := start(b.Of(doc.Text)); byWords(text, 1) {
		case "":
		case primary(b.Lang):
			doubted[b.Lang] -= len(text)
		case primary(doc.Lang):
			doubted[b.Lang] += len(text)
		}
	}
	for i := range doc.Blocks {
		if b := &doc.Blocks[i]; doubted[b.Lang] > 0 && byWords(start(b.Of(doc.Text)), 1) != primary(b.Lang) {
			b.Lang = ""
		}
	}
	if doc.Lang == "" || mixed(doc) {
		for i := range doc.Blocks {
			if b := &doc.Blocks[i]; b.Lang == "" && b.Len() > shortBlock {
				if lang := byWords(start(b.Of(doc.Text)), 2); lang != primary(doc.Lang) {
					b.Lang = lang
				}
			}
		}
	}
}

// latin tells whether the language, if it has function words here, is written in the Latin alphabet. Those without have an alphabet of their own.
func latin(lang string) bool {
	const greek = 0x370 // Above it other alphabets begin.
	first, _ := utf8.DecodeRuneInString(functionWords[lang])
	return first < greek && functionWords[lang] != ""
}

// shortBlock is how many bytes are too few to tell a block's language when it differs from the document's.
const shortBlock = 80

// mixed tells whether some part of a long text is plainly in another language than the document, or in two.
func mixed(doc *document.Document) bool {
	const parts = 8
	for i := range parts {
		from, to := len(doc.Text)*i/parts, len(doc.Text)*(i+1)/parts
		text := middle(doc.Text[from:to], sample/4)
		if lang := byWords(text, 2); lang != "" && lang != primary(doc.Lang) || lang == "" && len(text) > sample/8 && byWords(text, 1) != primary(doc.Lang) {
			return true
		}
	}
	return false
}

// primary is the language of a tag, without its country: "en" of "en-GB".
func primary(tag string) string {
	lang, _, _ := strings.Cut(tag, "-")
	return strings.ToLower(lang)
}

// language is the BCP 47 tag of the language that most of the text is in: by its alphabet, else by its function words. It is "" when too
// few of them tell, or when English and another one are too close. A part of the sample is enough where it leaves no doubt.
func language(doc *document.Document) string {
	text := middle(doc.Text, sample)
	if lang := byScript(text); lang != "" {
		return lang
	}
	if lang := byWords(middle(text, sample/3), 2); lang != "" {
		return lang
	}
	return byWords(text, 1)
}

// middle is at most n bytes from the middle of a text: titles and contents come first.
func middle(text string, n int) string {
	if len(text) <= n {
		return text
	}
	from := (len(text) - n) / 2
	return text[from : from+n]
}

// byWords is the language of most function words in a text: of a word in twelve, of at least two different ones, and where English is that or the next one, of a
// quarter more than the other has; or of so many times that. Which of two languages that are close to each other it is matters less.
func byWords(text string, times int) string {
	known, points, words := knownWords(), make([]int, len(languages)), 0
	seen, different := make([]bool, len(known.words)), make([]int, len(languages))
	var short [2 * maxFunctionWord]byte
	for i := 0; i < len(text); {
		word := short[:0]
		from := i
		for i < len(text) {
			if c := text[i] | 0x20; c >= 'a' && c <= 'z' {
				if i++; i-from <= maxFunctionWord {
					word = append(word, c)
				}
				continue
			}
			r, n := rune(text[i]), 1
			if r >= utf8.RuneSelf {
				r, n = utf8.DecodeRuneInString(text[i:])
			}
			if r < utf8.RuneSelf || !unicode.IsLetter(r) {
				break
			}
			if i += n; i-from <= maxFunctionWord {
				word = utf8.AppendRune(word, unicode.ToLower(r))
			}
		}
		if i == from {
			_, n := utf8.DecodeRuneInString(text[i:])
			i += n
			continue
		}
		if words++; i-from > maxFunctionWord {
			continue
		}
		if !known.begins[pair(word)] {
			continue
		}
		w, ok := known.words[string(word)]
		if !ok {
			continue
		}
		share := 12 / min(bits.OnesCount64(w.langs), 3)
		for langs := w.langs; langs != 0; langs &= langs - 1 {
			n := bits.TrailingZeros64(langs)
			points[n] += share
			if !seen[w.number] && len(word) > 1 {
				different[n]++
			}
		}
		seen[w.number] = true
	}
	best, second := 0, 0
	for n := range points {
		if points[n] > points[best] {
			best = n
		}
	}
	for n := range points {
		if n != best && (languages[best] == "en" || languages[n] == "en") {
			second = max(second, points[n])
		}
	}
	if n := points[best]; different[best] <= times || n < 24*times || n < words*times || n*4 < second*(4+times) {
		return ""
	}
	return languages[best]
}

// maxFunctionWord is more bytes than any function word has.
const maxFunctionWord = 20

// byScript tells the languages that have an alphabet to themselves.
func byScript(text string) string {
	count := make([]int, len(scripts))
	letters := 0
	for i, r := range text {
		if i > sample/2 {
			break
		}
		if r < utf8.RuneSelf {
			if r |= 0x20; r >= 'a' && r <= 'z' {
				letters++
			}
			continue
		}
		if !unicode.IsLetter(r) {
			continue
		}
		if letters++; r < 0x370 {
			continue
		}
		for k := range scripts {
			if unicode.Is(scripts[k].table, r) {
				count[k]++
				break
			}
		}
	}
	if kana := count[0] + count[1]; kana > 0 && kana*10 > letters { // Japanese has Chinese characters as well.
		return "ja"
	}
	for k, n := range count {
		if n*2 > letters {
			return scripts[k].lang
		}
	}
	return ""
}
