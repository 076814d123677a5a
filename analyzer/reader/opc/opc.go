// Package opc reads what the spreadsheets and presentations of Office share: the links between the
// parts of a file (Open Packaging Conventions), and the paragraphs of its drawings.
package opc

import (
	"context"
	"path"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/charset"
	"refrain/analyzer/reader/container"
	"refrain/analyzer/reader/office"
	"refrain/analyzer/reader/xmltok"
)

// File is a file of Office that is being read.
type File struct {
	*builder.Builder
	Ctx     context.Context
	Archive *container.Archive
	Depth   int // that elements may have
}

// Markup is a parser of a part.
func (f *File) Markup(name string) *xmltok.Parser {
	return xmltok.NewParser(f.Ctx, f.Builder, f.Archive.Part(name).Whole(), f.Depth)
}

// Relations are the links of a part; "" stands for the file itself.
func (f *File) Relations(name string) office.Relations {
	dir, base := path.Split(name)
	links := office.Relations{ByID: map[string]string{}, Outside: map[string]string{}}
	m := f.Markup(dir + "_rels/" + base + ".rels")
	m.Each(func() {
		m.Each(func() {
			target := m.Attr("Target")
			if m.Name != "rel:Relationship" || f.TooMany(len(links.All), "links") {
				return
			}
			if m.Attr("TargetMode") == "External" {
				links.Outside[m.Attr("Id")] = target
				return
			}
			if !strings.HasPrefix(target, "/") {
				target = path.Join(dir, target)
			}
			r := office.Relation{ID: m.Attr("Id"), Kind: m.Attr("Type"), Target: strings.TrimPrefix(path.Clean(target), "/")}
			links.All = append(links.All, r)
			links.ByID[r.ID] = r.Target
		})
	})
	return links
}

// Targets are the parts of a kind that a part links to.
func (f *File) Targets(links office.Relations, kind string) []string {
	var names []string
	for _, r := range links.All {
		if !strings.HasSuffix(r.Kind, "/"+kind) {
			continue
		}
		if f.Archive.Has(r.Target) {
			names = append(names, r.Target)
		} else {
			f.Archive.Damaged(r.Target)
		}
	}
	return names
}

// Main is the part that holds the file's text, or else the usual one.
func (f *File) Main(usual string) string {
	for _, r := range f.Relations("").All {
		if strings.HasSuffix(r.Kind, "/officeDocument") && f.Archive.Has(r.Target) {
			return r.Target
		}
	}
	return usual
}

// Words appends the text of an element that holds text alone.
func (f *File) Words(m *xmltok.Parser) {
	m.Content(func() {}, func(text string, at int) {
		if strings.HasPrefix(text, charset.CDATA) {
			f.CharacterData(text, at)
		} else {
			f.Flow(text, at)
		}
	})
}

// Shown is how a stretch of text is seen.
type Shown struct {
	Role   document.Role
	Level  int
	Place  string
	Hidden string // why readers do not see it; "" when they do
}

// Drawing reads the paragraphs in the element at hand, however deep: those of shapes, of tables and
// of charts.
func (f *File) Drawing(m *xmltok.Parser, as Shown) {
	switch m.Name {
	case "a:p":
		f.paragraph(m, as)
	case "a:tr":
		f.NextRow()
		m.Each(func() { f.Drawing(m, as) })
	case "a:tc":
		f.NextCell()
		if as.Role != document.Note && as.Role != document.Running {
			as.Role, as.Level = document.Cell, 0
		}
		m.Each(func() { f.Drawing(m, as) })
	case "c:v":
		f.Begin(as.Role, as.Level, as.Place)
		f.see(as, false)
		f.Words(m)
		f.endSeen()
	case "c:numCache", "c:numRef", "c:f", "mc:Fallback", "p:extLst", "a:extLst":
	default:
		m.Each(func() { f.Drawing(m, as) })
	}
}

// see says whether readers see what follows.
func (f *File) see(as Shown, struck bool) {
	switch {
	case as.Hidden != "":
		f.Exclude(document.Hidden, as.Hidden)
	case struck:
		f.Exclude(document.Deleted, builder.StruckThrough)
	default:
		f.Exclude(document.Included, "")
	}
}

func (f *File) endSeen() {
	f.Exclude(document.Included, "")
	f.End()
}

// paragraph reads a paragraph of a drawing.
func (f *File) paragraph(m *xmltok.Parser, as Shown) {
	f.Part = m.Within.Part.Name
	f.Begin(as.Role, as.Level, as.Place)
	m.Each(func() {
		switch m.Name {
		case "a:br":
			f.see(as, false)
			f.Newline()
		case "a:r", "a:fld":
			struck, italic := false, false
			m.Each(func() {
				switch m.Name {
				case "a:rPr":
					strike := m.Attr("strike")
					struck, italic = strike != "" && strike != "noStrike", m.Attr("i") == "1"
				case "a:t":
					f.see(as, struck)
					if italic {
						f.OpenMark(document.Emphasis)
					}
					f.Words(m)
					if italic {
						f.CloseMark(document.Emphasis)
					}
				}
			})
		case "m:oMath", "a14:m", "mc:AlternateContent":
			f.see(as, false)
			f.math(m)
		}
	})
	f.endSeen()
}

// math appends the letters of a formula.
func (f *File) math(m *xmltok.Parser) {
	m.Each(func() {
		switch m.Name {
		case "m:t", "a:t":
			f.Words(m)
		case "mc:Fallback":
		default:
			f.math(m)
		}
	})
}

// Describe counts the words that describe a picture.
func (f *File) Describe(m *xmltok.Parser) {
	f.Omit(builder.PictureDescriptions, charset.Unescape(m.Attr("descr")))
}
