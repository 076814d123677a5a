package ocr

import (
	"slices"
	"strings"

	"refrain/analyzer/document"
)

// english is the pack that Tesseract reads with where nothing is known of a language.
const english = "eng"

// orientation is the pack that tells which way is up, and scripts.
const orientation = "osd"

// packs are Tesseract's language packs by the language that they read.
var packs = map[string]string{
	"ar": "ara", "bg": "bul", "ca": "cat", "cs": "ces", "cy": "cym", "da": "dan", "de": "deu", "el": "ell",
	"en": english, "es": "spa", "et": "est", "eu": "eus", "fa": "fas", "fi": "fin", "fr": "fra", "ga": "gle",
	"gl": "glg", "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun", "id": "ind", "is": "isl", "it": "ita",
	"ja": "jpn", "ko": "kor", "lt": "lit", "lv": "lav", "mk": "mkd", "mt": "mlt", "nb": "nor", "nl": "nld",
	"nn": "nor", "no": "nor", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sk": "slk", "sl": "slv",
	"sq": "sqi", "sr": "srp", "sv": "swe", "sw": "swa", "th": "tha", "tr": "tur", "uk": "ukr", "ur": "urd",
	"vi": "vie", "zh": "chi_sim",
}

// traditional is the pack for Chinese as it is written in Taiwan and Hong Kong.
const traditional = "chi_tra"

// byScript are the packs for the scripts that Tesseract tells apart, but Latin.
var byScript = map[string][]string{
	"Arabic": {"ara", "fas", "urd"}, "Cyrillic": {"rus", "ukr", "bul", "srp", "mkd"}, "Greek": {"ell"},
	"Han": {"chi_sim", traditional}, "Hangul": {"kor"}, "Korean": {"kor"}, "Japanese": {"jpn"}, "Hebrew": {"heb"},
	"Devanagari": {"hin"}, "Thai": {"tha"},
}

// fromRight are the packs of languages that are written from right to left.
var fromRight = []string{"ara", "fas", "urd", "heb"}

// packOf is the pack that reads a language, by its BCP 47 tag; "" for none that is known.
func packOf(tag string) string {
	if document.PrimaryLanguage(tag) == "zh" && (strings.Contains(tag, "Hant") || strings.HasSuffix(tag, "-TW") ||
		strings.HasSuffix(tag, "-HK")) {
		return traditional
	}
	return packs[document.PrimaryLanguage(tag)]
}

// packageOf is Debian's package of a pack.
func packageOf(pack string) string { return "tesseract-ocr-" + strings.ReplaceAll(pack, "_", "-") }

// any is a pack to begin with: that for English, or else the first of those that there are.
func (in *installed) any() string {
	if in.packs[english] {
		return english
	}
	var names []string
	for name := range in.packs {
		if name != orientation && slices.ContainsFunc(knownPacks(), func(k string) bool { return k == name }) {
			names = append(names, name)
		}
	}
	if slices.Sort(names); len(names) > 0 {
		return names[0]
	}
	return ""
}

func knownPacks() []string {
	names := []string{traditional}
	for _, name := range packs {
		names = append(names, name)
	}
	return names
}
