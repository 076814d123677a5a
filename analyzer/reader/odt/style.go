package odt

import (
	"strconv"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/office"
	"refrain/analyzer/reader/xmltok"
)

// style reads a style. Families share no names here: styles go by both. The language of the
// defaults is left out: it is that of whoever installed the program.
func (o *openText) style(m *xmltok.Parser) {
	name, isDefault := m.Attr("style:name"), m.Name == "style:default-style"
	s := &office.Style{ID: name, Outline: -1, Level: -1, List: m.Attr("style:list-style-name")}
	s.Role = office.RoleOfStyle(strings.ReplaceAll(name, "_20_", " "))
	if display := m.Attr("style:display-name"); display != "" {
		s.Role = office.RoleOfStyle(display)
	}
	if s.Role.Role == document.Heading { // Only headings are headings here, however they look.
		s.Role = office.StyleRole{}
	}
	family := m.Attr("style:family")
	if parent := m.Attr("style:parent-style-name"); parent != "" {
		s.BasedOn = familyKey(family, parent)
	}
	m.Each(func() {
		if m.Name != "style:text-properties" {
			background(s, m)
			return
		}
		s.Text = openLetters(m)
	})
	if isDefault || name == "Standard" {
		s.Text.Lang = ""
	}
	switch {
	case !isDefault:
		o.styles.ByID[familyKey(family, name)] = s
	case family == "paragraph":
		o.styles.Defaults = s.Text
	}
}

// openLetters reads the properties of letters.
func openLetters(m *xmltok.Parser) office.TextStyle {
	t := office.TextStyle{Look: openLook(m)}
	switch m.Attr("fo:font-style") {
	case "italic", "oblique":
		t.Italic = office.On
	case "normal":
		t.Italic = office.Off
	}
	if position := m.Attr("style:text-position"); position != "" {
		if t.Raised = office.Off; strings.HasPrefix(position, "super") || position[0] >= '1' && position[0] <= '9' {
			t.Raised = office.On
		}
	}
	if line := m.Attr("style:text-line-through-style") + m.Attr("style:text-line-through-type"); line != "" {
		if t.Struck = office.On; strings.Trim(line, "noe") == "" {
			t.Struck = office.Off
		}
	}
	switch m.Attr("text:display") {
	case "none":
		t.Hidden = office.On
	case "true":
		t.Hidden = office.Off
	}
	t.Lang = office.LanguageTag(m.Attr("fo:language"))
	if country := m.Attr("fo:country"); t.Lang != "" && country != "" && country != "none" {
		t.Lang += "-" + country
	}
	return t
}

// openLook reads how letters look.
func openLook(m *xmltok.Parser) office.Look {
	l := office.Look{Ink: office.ColourOf(m.Attr("fo:color")), Ground: office.ColourOf(m.Attr("fo:background-color"))}
	if m.Attr("style:use-window-font-color") == "true" {
		l.Ink = office.AutoColour
	}
	if n, ok := halfPoints(m.Attr("fo:font-size")); ok {
		l.Size = max(1, n)
	}
	_, share, _ := strings.Cut(m.Attr("style:text-position"), " ")
	if n, ok := halfPoints(share); ok && n < office.Smallest {
		l.Size = 1
	}
	l.Scale, _ = strconv.Atoi(strings.TrimSuffix(m.Attr("style:text-scale"), "%"))
	if spacing := m.Attr("fo:letter-spacing"); spacing != "" {
		l.Tight, l.Spaced = -office.Twips(spacing, 0), true
	}
	// LibreOffice writes an opacity of none where it chooses the colour.
	if l.Ink != office.NoColour && l.Ink != office.AutoColour {
		if l.Clear = office.Off; m.Attr("loext:opacity") == "0%" {
			l.Clear = office.On
		}
	}
	if m.Attr("style:text-outline") == "true" {
		l.Ink, l.Clear = office.SomeColour, office.Off
	}
	return l
}

// halfPoints is a size of letters, if it is one. One in percent is of the usual size.
func halfPoints(size string) (n int, ok bool) {
	if percent, ok := strings.CutSuffix(size, "%"); ok {
		n, err := strconv.Atoi(percent)
		return office.UsualSize * min(n, 1000) / 100, err == nil && n > 0
	}
	points, ok := office.Measured(size)
	return int(2 * min(points, 1000)), ok
}

// background reads what is behind the text: of paragraphs, cells, rows, sections and boxes.
func background(s *office.Style, m *xmltok.Parser) {
	if height, ok := office.Measured(m.Attr("style:row-height")); ok { // Text is clipped in rows, and not in lines.
		if s.Flat = office.Off; height*20 < office.ShortestLine {
			s.Flat = office.On
		}
	}
	if m.Attr("table:display") == "false" || m.Attr("presentation:visibility") == "hidden" {
		s.Unseen = office.On
	}
	if at := m.Attr("style:horizontal-pos"); at != "" {
		if s.Placed = office.Off; strings.HasPrefix(at, "from-") {
			s.Placed = office.On
		}
	}
	fill := office.ColourOf(m.Attr("fo:background-color"))
	switch kind := m.Attr("draw:fill"); kind {
	case "":
	case "solid":
		fill = office.ColourOf(m.Attr("draw:fill-color"))
	case "none":
		fill = office.AutoColour
	default:
		fill = office.SomeColour
	}
	m.Each(func() {
		if m.Name == "style:background-image" && m.Attr("xlink:href") != "" {
			fill = office.SomeColour
		}
	})
	s.Shade = fill.Or(s.Shade)
}

func familyKey(family, name string) string { return family + " " + name }

// levelsOf reads a list style.
func levelsOf(m *xmltok.Parser) *office.ListLevels {
	levels := &office.ListLevels{}
	m.Each(func() {
		n, err := strconv.Atoi(m.Attr("text:level"))
		if err != nil || n < 1 || n > office.MaxListLevels {
			return
		}
		level := office.ListLevel{Format: numberFormats[m.Attr("style:num-format")], Start: 1, Restart: -1}
		if start, err := strconv.Atoi(m.Attr("text:start-value")); err == nil {
			level.Start = start
		}
		shown := 1
		if k, err := strconv.Atoi(m.Attr("text:display-levels")); err == nil {
			shown = min(max(k, 1), n)
		}
		level.Letters = familyKey("text", m.Attr("text:style-name"))
		around := func(number string) string { return m.Attr("style:num-prefix") + number + m.Attr("style:num-suffix") }
		if m.Name == "text:list-level-style-bullet" || m.Name == "text:list-level-style-image" {
			level.Format, level.Pattern = "bullet", around(m.Attr("text:bullet-char"))
		} else if level.Format == "" {
			level.Format, level.Pattern = "none", around("")
		} else {
			var numbers []string
			for k := n - shown + 1; k <= n; k++ {
				numbers = append(numbers, "%"+strconv.Itoa(k))
			}
			level.Pattern = around(strings.Join(numbers, "."))
		}
		format := m.Attr("style:num-list-format") + m.Attr("loext:num-list-format")
		if format != "" && level.Format != "bullet" {
			level.Pattern = numberPattern(format)
		}
		level.Pattern = office.Printable(m, level.Pattern)
		m.Each(func() {
			m.Each(func() { level.Suffix = m.Attr("text:label-followed-by") })
		})
		level.Worded = office.WordedLabel(level.Pattern, level.Suffix)
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
