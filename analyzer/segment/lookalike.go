package segment

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"go.mau.fi/util/confusable"
)

// look is what a character is to whoever reads a word.
type look uint8

const (
	other    look = iota // it belongs to no word, or to one that is not written in Latin letters
	latin                // an ASCII letter
	accented             // a Latin letter with marks
	styled               // a Latin letter in another style: circled, squared, raised, a small capital, mathematical
	foreign              // a letter of another script that looks like a Latin one
	attached             // a mark that belongs to the letter before
	noise                // nothing that can be read: U+FFFD, private use, points between letters
)

// ambiguous stands for a letter that looks like both a capital I and a small l.
const ambiguous = "|"

// lookOf returns what r is, and the small ASCII letters that it looks like. Letters of other
// scripts and styles are those of the confusables of Unicode (UTS 39).
func lookOf(r rune) (look, string) {
	switch {
	case r < utf8.RuneSelf:
		if class[r]&wordByte != 0 && class[r]&digitByte == 0 {
			return latin, smallLetters[lower[r]-'a' : lower[r]-'a'+1]
		}
		return other, ""
	case isNoise(r):
		return noise, ""
	case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Me, r):
		return attached, ""
	}
	if base := accents()[r]; base != "" {
		return accented, base
	}
	if base := styles()[r]; base != "" {
		return styled, base
	}
	for _, s := range alphabets {
		if r >= s.from && r < s.from+26 {
			i := r - s.from
			return styled, smallLetters[i : i+1]
		}
	}
	if !unicode.IsLetter(r) && !unicode.Is(unicode.Nl, r) { // "№" is no word.
		return other, ""
	}
	base := confusableWith(r)
	switch {
	case base == "":
		return other, ""
	case unicode.Is(unicode.Latin, r) && r < 0x250: // ø, ł, đ
		return accented, base
	case unicode.Is(unicode.Latin, r),
		unicode.Is(unicode.Nl, r),
		r >= 0x2100 && r <= 0x214F,
		r >= 0x1D400 && r <= 0x1D7FF:
		return styled, base
	}
	return foreign, base
}

// isNoise reports whether a character says nothing of the word that it stands in: one that could
// not be read, one without a meaning of its own, or a point between syllables.
func isNoise(r rune) bool {
	return r == utf8.RuneError || strings.ContainsRune("·‧∙⋅・", r) || unicode.Is(unicode.Co, r) ||
		r >= 0xFDD0 && r <= 0xFDEF || r&0xFFFE == 0xFFFE
}

const smallLetters = "abcdefghijklmnopqrstuvwxyz"

// alphabets are the letters from A to Z that stand in a row.
var alphabets = []struct{ from rune }{
	{0x249C}, {0x24B6}, {0x24D0}, {0x1F110}, {0x1F130}, {0x1F150}, {0x1F170}, {0x1F1E6},
}

// confusableWith returns the small ASCII letters that r is confusable with, or "".
func confusableWith(r rune) string {
	alike := confusable.GetReplacement(r)
	switch alike {
	case "":
		return ""
	case "l":
		if unicode.IsUpper(r) || !unicode.IsLower(r) {
			return ambiguous
		}
		return "l"
	}
	var plain strings.Builder
	for _, c := range alike {
		switch {
		case c < utf8.RuneSelf && class[c]&wordByte != 0 && class[c]&digitByte == 0:
			plain.WriteByte(lower[c])
		case unicode.Is(unicode.Mn, c):
		case styles()[c] != "":
			plain.WriteString(styles()[c])
		case c == 'ĸ':
			plain.WriteByte('k')
		default:
			return ""
		}
	}
	if plain.String() == "rn" { // the prototype of m
		return "m"
	}
	return plain.String()
}

// pairs is a table from a list of characters, each followed by the ASCII letter that it stands for.
func pairs(list string) map[rune]string {
	table := make(map[rune]string, len(list)/4)
	for list != "" {
		r, n := utf8.DecodeRuneInString(list)
		table[r] = list[n : n+1]
		list = list[n+1:]
	}
	return table
}

// styles are small capitals, and raised and lowered letters, by their names in Unicode. The
// confusables have but some of them.
var styles = sync.OnceValue(func() map[rune]string {
	return pairs("ɢgɪiɴnʀrʏyʙbʜhʟlᴀaᴄcᴅdᴇeᴊjᴋkᴍmᴏoᴘpᴛtᴜuᴠvᴡwᴢzꜰfꜱsꞯqʍm" +
		"ʰhʲjʳrʷwʸyˡlˢsˣxᴬaᴮbᴰdᴱeᴳgᴴhᴵiᴶjᴷkᴸlᴹmᴺn" +
		"ᴼoᴾpᴿrᵀtᵁuᵂwᵃaᵇbᵈdᵉeᵍgᵏkᵐmᵒoᵖpᵗtᵘuᵛvᵢiᵣr" +
		"ᵤuᵥvᶜcᶠfᶦiᶫlᶰnᶸuᶻzⁱiⁿnₐaₑeₒoₓxₕhₖkₗlₘmₙn" +
		"ₚpₛsₜtⱼjⱽvꟲcꟳfꟴqªaºoſs")
})

// accents are the Latin letters with marks, by their canonical decompositions.
var accents = sync.OnceValue(func() map[rune]string {
	table := make(map[rune]string, 512)
	for letters := range strings.FieldsSeq(accentedLetters) {
		for _, r := range letters[1:] {
			table[r] = letters[:1]
		}
	}
	return table
})

// accentedLetters are the letters of accents, after the letter that each is made of.
const accentedLetters = `
aÀÁÂÃÄÅàáâãäåĀāĂăĄąǍǎǞǟǠǡǺǻȀȁȂȃȦȧ
aḀḁẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặ
bḂḃḄḅḆḇ
cÇçĆćĈĉĊċČčḈḉ
dĎďḊḋḌḍḎḏḐḑḒḓ
eÈÉÊËèéêëĒēĔĕĖėĘęĚěȄȅȆȇȨȩḔḕḖḗḘḙḚḛ
eḜḝẸẹẺẻẼẽẾếỀềỂểỄễỆệ
fḞḟ
gĜĝĞğĠġĢģǦǧǴǵḠḡ
hĤĥȞȟḢḣḤḥḦḧḨḩḪḫẖ
iÌÍÎÏìíîïĨĩĪīĬĭĮįİǏǐȈȉȊȋḬḭḮḯỈỉỊị
jĴĵǰ
kĶķǨǩḰḱḲḳḴḵ
lĹĺĻļĽľḶḷḸḹḺḻḼḽ
mḾḿṀṁṂṃ
nÑñŃńŅņŇňǸǹṄṅṆṇṈṉṊṋ
oÒÓÔÕÖòóôõöŌōŎŏŐőƠơǑǒǪǫǬǭȌȍȎȏȪȫȬȭ
oȮȯȰȱṌṍṎṏṐṑṒṓỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞở
oỠỡỢợ
pṔṕṖṗ
rŔŕŖŗŘřȐȑȒȓṘṙṚṛṜṝṞṟ
sŚśŜŝŞşŠšȘșṠṡṢṣṤṥṦṧṨṩ
tŢţŤťȚțṪṫṬṭṮṯṰṱẗ
uÙÚÛÜùúûüŨũŪūŬŭŮůŰűŲųƯưǓǔǕǖǗǘǙǚǛǜ
uȔȕȖȗṲṳṴṵṶṷṸṹṺṻỤụỦủỨứỪừỬửỮữỰự
vṼṽṾṿ
wŴŵẀẁẂẃẄẅẆẇẈẉẘ
xẊẋẌẍ
yÝýÿŶŷŸȲȳẎẏẙỲỳỴỵỶỷỸỹ
zŹźŻżŽžẐẑẒẓẔẕ`
