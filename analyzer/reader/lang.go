package reader

import (
	"strings"
	"sync"
	"unicode"

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

// wordLangs are the languages of each function word.
var wordLangs = sync.OnceValue(func() map[string][]string {
	m := map[string][]string{}
	for lang, words := range functionWords {
		for _, w := range strings.Fields(words) {
			m[w] = append(m[w], lang)
		}
	}
	return m
})

// language is the BCP 47 tag of the language that most of the text is in: by its alphabet, else by its function words. It is "" when too
// few of them tell, or two languages are too close.
func language(doc *document.Document) string {
	text := doc.Text
	if len(text) > sample { // From the middle: titles and contents come first.
		from := (len(text) - sample) / 2
		text = text[from : from+sample]
	}
	if lang := byScript(text); lang != "" {
		return lang
	}
	points, words := map[string]int{}, 0
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		words++
		if len(word) > 2*10 {
			continue
		}
		langs := wordLangs()[strings.ToLower(word)]
		for _, lang := range langs {
			points[lang] += 12 / min(len(langs), 12)
		}
	}
	best, second := "", 0
	for lang, n := range points {
		switch {
		case best == "" || n > points[best] || n == points[best] && lang < best:
			if best != "" {
				second = max(second, points[best])
			}
			best = lang
		default:
			second = max(second, n)
		}
	}
	if n := points[best]; n < 24 || n < words || n*4 < second*5 { // A word in twelve, at least two, and a quarter more than the next.
		return ""
	}
	return best
}

// byScript tells the languages that have an alphabet to themselves.
func byScript(text string) string {
	count := make([]int, len(scripts))
	letters := 0
	for i, r := range text {
		if i > sample/2 {
			break
		}
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		if r < 0x370 {
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
