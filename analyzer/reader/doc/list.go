package doc

import (
	"strings"

	"refrain/analyzer/reader/office"
)

// lists are the numbered lists of a document.
type lists struct {
	byID map[int]*list
	uses []listUse // by the number that paragraphs name, from 1
}

// list is one of them and how far it has come.
type list struct {
	levels office.ListLevels
	office.Counters
}

// listUse is a list as paragraphs name it.
type listUse struct {
	*list
	starts map[int]int // by level: where it begins anew
	unsure bool        // it changes levels in ways that are not read
}

// formats are those of numbers, by the number that files have for them. Others count in digits.
var formats = map[byte]string{
	0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 22: "decimalZero", 23: "bullet",
	255: "none",
}

// readLists reads the lists. The levels of all of them follow the table of lists.
func (w *word) readLists() {
	const size = 28
	s, after := w.tableFrom(tableLists)
	w.lists.byID = map[int]*list{}
	n := u16(s, 0)
	for i := range n {
		at := 2 + size*i
		if at+size > len(s) || w.d.TooMany(i, "lists") {
			break
		}
		l, count := &list{}, 9
		if s[at+26]&1 != 0 {
			count = 1
		}
		for k := range l.levels {
			l.levels[k] = office.ListLevel{Format: "none", Restart: -1}
		}
		for k := range count {
			var ok bool
			if l.levels[k], after, ok = readLevel(after); !ok {
				w.d.Damaged("the numbers of lists")
				return
			}
		}
		w.lists.byID[u32(s, at)] = l
	}
	w.readListUses()
}

// readLevel reads a level at the beginning of s, and returns what follows it.
func readLevel(s string) (level office.ListLevel, after string, ok bool) {
	const head = 28
	if len(s) < head {
		return level, "", false
	}
	format, known := formats[s[4]]
	if !known {
		format = "decimal"
	}
	level = office.ListLevel{Format: format, Start: u32(s, 0), Restart: -1, Legal: s[5]&4 != 0}
	if s[5]&8 != 0 { // It starts anew after no level, or after one.
		level.Restart = int(s[26])
	}
	level.Suffix = [...]string{"tab", "space", "nothing", "tab"}[s[15]&3]
	at := head + int(s[24]) + int(s[25])
	n := u16(s, at)
	if at+2+2*n > len(s) {
		return level, "", false
	}
	var b strings.Builder
	for _, r := range wide(s[at+2 : at+2+2*n]) {
		if r < office.MaxListLevels-1 {
			b.WriteByte('%')
			r += '1'
		}
		if b.Len() < 500 {
			b.WriteRune(r)
		}
	}
	level.Pattern = b.String()
	level.Worded = office.WordedLabel(level.Pattern, level.Suffix)
	return level, s[at+2+2*n:], true
}

// readListUses reads how paragraphs name lists.
func (w *word) readListUses() {
	const size = 16
	s := w.tableOf(tableListUses)
	n := u32(s, 0)
	rest := ""
	if n < len(s)/size && 4+size*n <= len(s) {
		rest = s[4+size*n:]
	}
	for i := range n {
		at := 4 + size*i
		if at+size > len(s) || w.d.TooMany(i, "lists") {
			break
		}
		use := listUse{list: w.lists.byID[u32(s, at)], starts: map[int]int{}}
		if len(rest) >= 4 {
			rest = rest[4:]
		}
		for range s[at+12] { // what it says of levels besides
			if len(rest) < 8 {
				use.unsure = true
				break
			}
			const starts, formatted = 0x10, 0x20
			flags := u32(rest, 4)
			if flags&starts != 0 {
				use.starts[flags&0xF] = u32(rest, 0)
			}
			rest = rest[8:]
			if flags&formatted != 0 {
				use.unsure = true
				var ok bool
				if _, rest, ok = readLevel(rest); !ok {
					rest = ""
				}
			}
		}
		w.lists.uses = append(w.lists.uses, use)
	}
}

// next counts a paragraph of a list, and returns how it is cited.
func (w *word) next(n, level int) (*list, []string) {
	if n < 1 || n > len(w.lists.uses) {
		return nil, nil
	}
	use := &w.lists.uses[n-1]
	if use.list == nil || use.unsure {
		return nil, nil
	}
	if start, ok := use.starts[level]; ok {
		delete(use.starts, level)
		use.Numbers[level], use.Begun[level] = start-1, true
	}
	return use.list, use.Next(&use.levels, level)
}
