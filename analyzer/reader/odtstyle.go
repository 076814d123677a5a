package reader

import (
	"strconv"
	"strings"

	"refrain/analyzer/document"
)

// style reads a style. Families share no names here: styles go by both. The language of the
// defaults is left out: it is that of whoever installed the program.
func (o *openText) style(m *markup) {
	name, isDefault := m.attr("style:name"), m.name == "style:default-style"
	s := &wordStyle{id: name, outline: -1, level: -1, list: m.attr("style:list-style-name")}
	s.role = roleOfStyle(strings.ReplaceAll(name, "_20_", " "))
	if display := m.attr("style:display-name"); display != "" {
		s.role = roleOfStyle(display)
	}
	if s.role.role == document.Heading { // Only headings are headings here, however they look.
		s.role = styleRole{}
	}
	family := m.attr("style:family")
	if parent := m.attr("style:parent-style-name"); parent != "" {
		s.basedOn = familyKey(family, parent)
	}
	m.each(func() {
		if m.name != "style:text-properties" {
			background(s, m)
			return
		}
		s.text = openLetters(m)
	})
	if isDefault || name == "Standard" {
		s.text.lang = ""
	}
	switch {
	case !isDefault:
		o.styles.byID[familyKey(family, name)] = s
	case family == "paragraph":
		o.styles.defaults = s.text
	}
}

// openLetters reads the properties of letters.
func openLetters(m *markup) textStyle {
	t := textStyle{look: openLook(m)}
	switch m.attr("fo:font-style") {
	case "italic", "oblique":
		t.italic = on
	case "normal":
		t.italic = off
	}
	if position := m.attr("style:text-position"); position != "" {
		if t.raised = off; strings.HasPrefix(position, "super") || position[0] >= '1' && position[0] <= '9' {
			t.raised = on
		}
	}
	if line := m.attr("style:text-line-through-style") + m.attr("style:text-line-through-type"); line != "" {
		if t.struck = on; strings.Trim(line, "noe") == "" {
			t.struck = off
		}
	}
	switch m.attr("text:display") {
	case "none":
		t.hidden = on
	case "true":
		t.hidden = off
	}
	t.lang = languageTag(m.attr("fo:language"))
	if country := m.attr("fo:country"); t.lang != "" && country != "" && country != "none" {
		t.lang += "-" + country
	}
	return t
}

// openLook reads how letters look.
func openLook(m *markup) look {
	l := look{ink: colourOf(m.attr("fo:color")), ground: colourOf(m.attr("fo:background-color"))}
	if m.attr("style:use-window-font-color") == "true" {
		l.ink = autoColour
	}
	if n, ok := halfPoints(m.attr("fo:font-size")); ok {
		l.size = max(1, n)
	}
	_, share, _ := strings.Cut(m.attr("style:text-position"), " ")
	if n, ok := halfPoints(share); ok && n < smallest {
		l.size = 1
	}
	l.scale, _ = strconv.Atoi(strings.TrimSuffix(m.attr("style:text-scale"), "%"))
	if spacing := m.attr("fo:letter-spacing"); spacing != "" {
		l.tight, l.spaced = -twips(spacing, 0), true
	}
	if l.ink != noColour && l.ink != autoColour { // LibreOffice writes an opacity of none where it chooses the colour.
		if l.clear = off; m.attr("loext:opacity") == "0%" {
			l.clear = on
		}
	}
	if m.attr("style:text-outline") == "true" {
		l.ink, l.clear = someColour, off
	}
	return l
}

// halfPoints is a size of letters, if it is one. One in percent is of the usual size.
func halfPoints(size string) (n int, ok bool) {
	if percent, ok := strings.CutSuffix(size, "%"); ok {
		n, err := strconv.Atoi(percent)
		return usualSize * min(n, 1000) / 100, err == nil && n > 0
	}
	points, ok := measured(size)
	return int(2 * min(points, 1000)), ok
}

// background reads what is behind the text: of paragraphs, cells, rows, sections and boxes.
func background(s *wordStyle, m *markup) {
	if height, ok := measured(m.attr("style:row-height")); ok { // Text is clipped in rows, and not in lines.
		if s.flat = off; height*20 < shortestLine {
			s.flat = on
		}
	}
	if at := m.attr("style:horizontal-pos"); at != "" {
		if s.placed = off; strings.HasPrefix(at, "from-") {
			s.placed = on
		}
	}
	fill := colourOf(m.attr("fo:background-color"))
	switch kind := m.attr("draw:fill"); kind {
	case "":
	case "solid":
		fill = colourOf(m.attr("draw:fill-color"))
	case "none":
		fill = autoColour
	default:
		fill = someColour
	}
	m.each(func() {
		if m.name == "style:background-image" && m.attr("xlink:href") != "" {
			fill = someColour
		}
	})
	s.shade = fill.or(s.shade)
}

func familyKey(family, name string) string { return family + " " + name }

// levelsOf reads a list style.
func levelsOf(m *markup) *listLevels {
	levels := &listLevels{}
	m.each(func() {
		n, err := strconv.Atoi(m.attr("text:level"))
		if err != nil || n < 1 || n > maxListLevels {
			return
		}
		level := listLevel{format: numberFormats[m.attr("style:num-format")], start: 1, restart: -1}
		if start, err := strconv.Atoi(m.attr("text:start-value")); err == nil {
			level.start = start
		}
		shown := 1
		if k, err := strconv.Atoi(m.attr("text:display-levels")); err == nil {
			shown = min(max(k, 1), n)
		}
		level.letters = familyKey("text", m.attr("text:style-name"))
		around := func(number string) string { return m.attr("style:num-prefix") + number + m.attr("style:num-suffix") }
		if m.name == "text:list-level-style-bullet" || m.name == "text:list-level-style-image" {
			level.format, level.pattern = "bullet", around(m.attr("text:bullet-char"))
		} else if level.format == "" {
			level.format, level.pattern = "none", around("")
		} else {
			var numbers []string
			for k := n - shown + 1; k <= n; k++ {
				numbers = append(numbers, "%"+strconv.Itoa(k))
			}
			level.pattern = around(strings.Join(numbers, "."))
		}
		format := m.attr("style:num-list-format") + m.attr("loext:num-list-format")
		if format != "" && level.format != "bullet" {
			level.pattern = numberPattern(format)
		}
		level.pattern = printable(m, level.pattern)
		m.each(func() {
			m.each(func() { level.suffix = m.attr("text:label-followed-by") })
		})
		level.worded = wordedLabel(level.pattern, level.suffix)
		levels[n-1] = level
	})
	return levels
}

// numberFormats are Word's names for OpenDocument's formats of numbers.
var numberFormats = map[string]string{
	"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
}

// numberPattern is a pattern of numbers in Word's manner: OpenDocument has "%1%.%2%" for "%1.%2".
func numberPattern(format string) string {
	var b strings.Builder
	for i := 0; i < len(format); i++ {
		b.WriteByte(format[i])
		if format[i] == '%' && i+2 < len(format) && format[i+1] >= '1' && format[i+1] <= '9' {
			b.WriteByte(format[i+1])
			i++
			if format[i+1] == '%' {
				i++
			}
		}
	}
	return b.String()
}
