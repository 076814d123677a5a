package reader

import (
	"maps"
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
}

// scripts are the alphabets that tell a language by themselves.
var scripts = []struct {
	table *unicode.RangeTable
	lang  string
}{
	{unicode.Hiragana, "ja"}, {unicode.Katakana, "ja"}, {unicode.Han, "zh"}, {unicode.Hangul, "ko"}, {unicode.Greek, "el"}, {unicode.Hebrew, "he"},
	{unicode.Thai, "th"}, {unicode.Armenian, "hy"}, {unicode.Georgian, "ka"}, {unicode.Devanagari, "hi"}, {unicode.Bengali, "bn"}, {unicode.Ethiopic, "am"},
}

// languages are the keys of functionWords, sorted, and langsOf the numbers in it of each function word's languages.
var languages = slices.Sorted(maps.Keys(functionWords))

var langsOf = sync.OnceValue(func() map[string][]int {
	m := map[string][]int{}
	for n, lang := range languages {
		for _, w := range strings.Fields(functionWords[lang]) {
			m[w] = append(m[w], n)
		}
	}
	return m
})

// language is the BCP 47 tag of the language that most of the text is in: by its alphabet, else by its function words. It is "" when too
// few of them tell, or two languages are too close. A part of the sample is enough where it leaves no doubt.
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

// byWords is the language of most function words in a text: of a word in twelve, of at least two, and of a quarter more than the next language has;
// or of so many times that.
func byWords(text string, times int) string {
	known, points, words := langsOf(), make([]int, len(languages)), 0
	var short [2 * maxFunctionWord]byte
	for i := 0; i < len(text); {
		word := short[:0]
		from := i
		for i < len(text) {
			r, n := rune(text[i]), 1
			if r >= utf8.RuneSelf {
				r, n = utf8.DecodeRuneInString(text[i:])
			}
			if r|0x20 < 'a' || r|0x20 > 'z' && (r < utf8.RuneSelf || !unicode.IsLetter(r)) {
				break
			}
			if i += n; r < utf8.RuneSelf {
				r |= 0x20
			} else {
				r = unicode.ToLower(r)
			}
			if i-from <= maxFunctionWord {
				word = utf8.AppendRune(word, r)
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
		langs := known[string(word)]
		for _, n := range langs {
			points[n] += 12 / min(len(langs), 12)
		}
	}
	best, second := 0, 0
	for n := range points {
		if points[n] > points[best] {
			best = n
		}
	}
	for n := range points {
		if n != best {
			second = max(second, points[n])
		}
	}
	if n := points[best]; n < 24*times || n < words*times || n*4 < second*(4+times) {
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
