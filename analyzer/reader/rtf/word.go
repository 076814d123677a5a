package rtf

import (
	"strconv"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/gap"
)

// destinations are what groups that begin with a word are for.
var destinations = map[string]destination{
	"fonttbl": fonts, "stylesheet": sheet, "colortbl": left, "info": counted, "annotation": counted, "atnid": left,
	"atnauthor": left, "atnref": left, "atndate": left, "atrfstart": left, "atrfend": left, "fldinst": counted,
	"pict": picture, "listtable": left, "listoverridetable": left, "listtext": bullet, "pntext": bullet, "generator": left,
	"themedata": left, "colorschememapping": left, "datastore": left, "latentstyles": left, "xmlnstbl": left,
	"rsidtbl": left,
	"revtbl":  left, "filetbl": left, "mmathPr": left, "bkmkstart": left, "bkmkend": left, "datafield": left,
	"objdata": left, "objclass": left, "nonshppict": left, "pn": left, "pnseclvl": left, "listpicture": left,
	"xe": counted, "tc": counted, "panose": left, "falt": left, "ftnsep": left, "ftnsepc": left, "aftnsep": left,
	"aftnsepc": left, "ftncn": left, "aftncn": left, "docvar": left, "userprops": counted, "wgrffmtfilter": left,
	"sp":         left,
	"background": left, "mailmerge": left, "protusertbl": left, "pgptbl": left, "blipuid": left,
}

// characters are what control words stand for.
var characters = map[string]string{
	"tab": " ", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
	"bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "line": "\n", "softline": "\n", "lbr": "\n",
	"zwj":  "",
	"zwnj": "", "ltrmark": "", "rtlmark": "",
}

// pages are the code pages of the sets of characters of fonts.
var pages = map[int]string{
	0: "windows-1252", 2: "symbol", 77: "macintosh", 128: "shift_jis", 129: "euc-kr", 134: "gb18030", 136: "big5",
	161: "windows-1253", 162: "windows-1254", 163: "windows-1258", 177: "windows-1255", 178: "windows-1256",
	186: "windows-1257", 204: "windows-1251", 222: "windows-874", 238: "windows-1250",
}

// word reads a control word with its value, where one is given.
func (r *rich) word(word string, value int, given bool, at int) {
	if word == "u" && given {
		r.unicode(value, at)
		return
	}
	on := !given || value != 0
	if text, ok := characters[word]; ok {
		if r.pass > 0 {
			r.pass--
			return
		}
		r.say(text, at, r.at-at)
		return
	}
	r.flush()
	if dest, ok := destinations[word]; ok && r.state.dest != left {
		r.destination(dest)
		return
	}
	switch word {
	case "ansicpg":
		r.state.ansi = CodePage(value)
	case "mac":
		r.state.ansi = "macintosh"
	case "pc":
		r.state.ansi = "ibm437"
	case "uc":
		r.state.skip = min(max(value, 0), 10)
	case "f":
		r.state.font = value
	case "fcharset":
		if r.state.dest == fonts && !r.d.TooMany(len(r.fonts), "fonts") {
			r.fonts[r.state.font] = pages[value]
		}
	case "deff":
		r.state.font = value
	default:
		r.format(word, value, on)
	}
}

// destination begins what the text of a group is for.
func (r *rich) destination(dest destination) {
	if r.state.dest == counted && dest != left {
		return
	}
	r.state.dest = dest
}

// CodePage returns the name of the encoding of a code page of Windows.
func CodePage(number int) string {
	switch number {
	case 437, 850, 852, 866:
		return "ibm" + strconv.Itoa(number)
	case 932:
		return "shift_jis"
	case 936:
		return "gb18030"
	case 949:
		return "euc-kr"
	case 950:
		return "big5"
	case 65001:
		return "utf-8"
	case 10000:
		return "macintosh"
	case 20127:
		return "us-ascii"
	case 20866:
		return "koi8-r"
	case 21866:
		return "koi8-u"
	case 50220, 50221, 50222:
		return "iso-2022-jp"
	case 51932:
		return "euc-jp"
	case 51949:
		return "euc-kr"
	case 54936:
		return "gb18030"
	}
	const latin1, latin15 = 28591, 28605
	if number >= latin1 && number <= latin15 {
		return "iso-8859-" + strconv.Itoa(number-latin1+1)
	}
	return "windows-" + strconv.Itoa(number)
}

// format reads a control word that says how text is set. It leaves all others to place.
func (r *rich) format(word string, value int, on bool) {
	switch word {
	case "pard":
		r.state.cell, r.state.style, r.state.outline, r.state.listed = false, 0, 0, false
	case "plain":
		r.state.hidden, r.state.struck, r.state.italic, r.state.raised = false, false, false, false
		r.state.deleted, r.state.added = false, false
	case "v", "webhidden":
		r.state.hidden = on
	case "strike", "striked":
		r.state.struck = on
	case "deleted":
		r.state.deleted = on
	case "revised":
		r.state.added = on
	case "i":
		r.state.italic = on
	case "super", "up":
		r.state.raised = on && (word == "super" || value > 0)
	case "nosupersub", "sub", "dn":
		r.state.raised = false
	case "s", "cs", "ds", "ts":
		if word == "s" || r.state.dest == sheet {
			r.state.style = value
		}
	case "outlinelevel":
		if r.state.outline = 0; value >= 0 && value < 9 {
			r.state.outline = value + 1
		}
	case "ls", "ilvl":
		r.state.listed = true
	default:
		r.place(word)
	}
}

// place reads a control word that says where text is, or that something is in the file.
func (r *rich) place(word string) {
	switch word {
	case "par", "sect", "page", "column":
		if r.state.dest == shown {
			r.endParagraph()
		}
	case "intbl":
		r.state.cell = true
	case "cell", "nestcell":
		r.endParagraph()
		r.d.NextCell()
	case "row", "nestrow":
		r.endParagraph()
		r.newRow = true
	case "footnote", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "shptxt":
		r.story(word)
	case "objemb":
		r.d.Embedded("")
	case "encrypted", "passwordhash":
		r.d.Gap(0, gap.Encrypted, gap.HintUnlock)
	}
}

// unicode reads a character by its number. What stands for it in the code page is passed over.
func (r *rich) unicode(value, at int) {
	r.flush()
	r.pass = r.state.skip
	if value < 0 {
		value += 1 << 16
	}
	c := rune(value)
	switch {
	case c >= 0xF020 && c <= 0xF0FF: // a sign of a font for symbols
		c = ' '
	case c >= 0xD800 && c < 0xDC00:
		r.high = c
		return
	case c >= 0xDC00 && c < 0xE000:
		if r.high == 0 {
			return
		}
		c = (r.high-0xD800)<<10 + (c - 0xDC00) + 0x10000
		r.high = 0
	}
	r.text(string(c), at, r.at-at)
}

// story sets a note, a running head or a text box apart from the paragraph that it is in. One
// within another is read where it is.
func (r *rich) story(word string) {
	if r.state.dest != shown || r.apart || r.torn {
		return
	}
	end := r.groupEnd()
	if end < 0 {
		r.torn = true
		return
	}
	a := aside{from: r.at, to: end, role: document.Running, state: r.state}
	a.state.cell, a.state.style, a.state.outline, a.state.listed, a.state.raised = false, 0, 0, false, false
	switch word {
	case "footnote":
		a.role = document.Note
	case "shptxt":
		a.role = document.Body
	}
	r.at = end
	if r.d.IsOpen {
		r.asides = append(r.asides, a)
		return
	}
	r.readAside(a)
}

// groupEnd is where the group at hand ends, or -1.
func (r *rich) groupEnd() int {
	depth := 1
	for i := r.at; i < len(r.s); i++ {
		switch r.s[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}
