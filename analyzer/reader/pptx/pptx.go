// Package pptx reads presentations of PowerPoint: the words on their slides, and the notes.
package pptx

import (
	"context"
	"fmt"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/container"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/opc"
	"refrain/analyzer/reader/xmltok"
)

// Is knows presentations by their parts.
func Is(c *input.Content, _ bool) input.Fit {
	if c.Listed().Present && c.Listed().Has("ppt/presentation.xml") {
		return c.InZip(input.Stated)
	}
	return input.Unfit
}

// Opens reports whether a file is a container.
func Opens(c *input.Content) bool { return c.Listed().Present }

// Why readers do not see something.
const (
	hiddenSlide = "hidden slide"
	hiddenShape = "hidden shape"
)

// Read reads the slides in their order: the shapes and tables of each, its notes and its comments.
func Read(ctx context.Context, in input.Input) *document.Document {
	d := in.NewBuilder("")
	a := container.Open(in.Content.Listed(), in.Options.Limits, d)
	if a == nil {
		return d.Finish()
	}
	p := &presentation{&opc.File{Builder: d, Ctx: ctx, Archive: a, Depth: in.Options.Limits.Depth}}
	p.read(in.Options.Limits.Pages)
	return d.Finish()
}

// presentation is a file that is being read.
type presentation struct{ *opc.File }

func (p *presentation) read(most int) {
	main := p.Main("ppt/presentation.xml")
	if !p.Archive.Has(main) {
		p.Gap(0, gap.Damaged+": the file holds no presentation",
			"open the file in the program that made it and save it again")
		return
	}
	links := p.Relations(main)
	var slides []string
	m := p.Markup(main)
	m.Each(func() {
		m.Each(func() {
			if m.Name == "p:sldIdLst" {
				m.Each(func() { slides = append(slides, links.ByID[m.Attr("r:id")]) })
			}
		})
	})
	for i, name := range slides {
		switch {
		case p.Ctx.Err() != nil:
			return
		case i >= most:
			p.Gap(0, gap.Limit, fmt.Sprintf("split the presentation: it has more than %d slides", most))
			return
		case !p.Archive.Has(name):
			p.Archive.Damaged(fmt.Sprintf("slide %d", i+1))
		default:
			p.slide(name, fmt.Sprintf("slide %d", i+1))
		}
	}
	for _, master := range p.Targets(links, "slideMaster") {
		p.scene(master, opc.Shown{Role: document.Running, Place: "slide master"}, false)
		for _, layout := range p.Targets(p.Relations(master), "slideLayout") {
			p.scene(layout, opc.Shown{Role: document.Running, Place: "slide master"}, false)
		}
	}
}

// slide reads a slide, and what goes with it.
func (p *presentation) slide(name, place string) {
	as := opc.Shown{Place: place}
	m := p.Markup(name)
	m.Each(func() {
		if m.Attr("show") == "0" {
			as.Hidden = hiddenSlide
		}
		m.Each(func() { p.tree(m, as, true) })
	})
	links := p.Relations(name)
	for _, kind := range []string{"chart", "diagramData"} {
		for _, part := range p.Targets(links, kind) {
			m := p.Markup(part)
			p.Part = part
			m.Each(func() { p.Drawing(m, as) })
		}
	}
	for _, notes := range p.Targets(links, "notesSlide") {
		p.scene(notes, opc.Shown{Role: document.Note, Place: place + ", notes", Hidden: as.Hidden}, true)
	}
	for _, comments := range p.Targets(links, "comments") {
		p.comments(comments, place)
	}
	for _, r := range links.All {
		if strings.HasSuffix(r.Kind, "/oleObject") || strings.HasSuffix(r.Kind, "/package") {
			p.Embedded(r.Target)
		}
	}
}

// scene reads the shapes of a part.
func (p *presentation) scene(name string, as opc.Shown, placeholders bool) {
	m := p.Markup(name)
	m.Each(func() { m.Each(func() { p.tree(m, as, placeholders) }) })
}

// tree reads the shapes in the element at hand. What only holds a place for the text of slides is
// no text.
func (p *presentation) tree(m *xmltok.Parser, as opc.Shown, placeholders bool) {
	switch m.Name {
	case "p:sp":
		p.shape(m, as, placeholders)
	case "p:pic":
		m.Each(func() {
			m.Each(func() {
				if m.Name == "p:cNvPr" {
					p.Describe(m)
				}
			})
		})
	case "p:graphicFrame", "p:cxnSp":
		p.Part = m.Within.Part.Name
		p.Drawing(m, as)
	case "p:transition", "p:timing", "p:clrMap", "p:txStyles", "mc:Fallback":
	default:
		m.Each(func() { p.tree(m, as, placeholders) })
	}
}

// shape reads a shape.
func (p *presentation) shape(m *xmltok.Parser, as opc.Shown, placeholders bool) {
	skip := false
	var about func()
	about = func() {
		switch m.Name {
		case "p:cNvPr":
			p.Describe(m)
			if m.Attr("hidden") == "1" && as.Hidden == "" {
				as.Hidden = hiddenShape
			}
		case "p:ph":
			skip = !placeholders
			switch kind := m.Attr("type"); {
			case (kind == "title" || kind == "ctrTitle") && as.Role == document.Body:
				as.Role, as.Level = document.Heading, 1
			case kind == "sldNum", kind == "dt":
				skip = true
			case kind == "ftr", kind == "hdr":
				skip = skip || as.Role == document.Note
				as.Role = document.Running
			}
		default:
			m.Each(about)
		}
	}
	m.Each(func() {
		switch {
		case m.Name == "p:nvSpPr":
			m.Each(about)
		case m.Name == "p:txBody" && !skip:
			m.Each(func() { p.Drawing(m, as) })
		}
	})
}

// comments reads what people have noted on a slide.
func (p *presentation) comments(name, place string) {
	m := p.Markup(name)
	p.Part = name
	var look func()
	look = func() {
		switch {
		case m.Name == "a:p":
			p.Drawing(m, opc.Shown{Role: document.Note, Place: place + ", comment"})
		case m.Name == "p:text":
			p.Begin(document.Note, 0, place+", comment")
			p.Words(m)
			p.End()
		default:
			m.Each(look)
		}
	}
	m.Each(look)
}
