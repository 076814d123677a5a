package reader

import (
	"bytes"
	"context"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"refrain/analyzer/document"
)

func isHTML(c *content, _ bool) fit {
	s := c.lower()
	if strings.HasPrefix(s, "<?xml") {
		if r, ok := c.root(); ok && strings.EqualFold(r.name, "html") {
			return leading
		}
		return unfit
	}
	if strings.HasPrefix(strings.TrimLeft(s, blanks), "<") && !strings.Contains(s, "<!doctype html") {
		if r, ok := c.root(); ok && !pageRoots[strings.ToLower(r.name)] { // XML may have a body too.
			return unfit
		}
	}
	for _, tag := range []string{"<!doctype html", "<html", "<head>", "<body"} {
		switch i := strings.Index(s, tag); {
		case i >= 0 && tag != "<body" && strings.Trim(s[:i], blanks) == "":
			return leading
		case i >= 0:
			return inside
		}
	}
	return unfit
}

// pageRoots are the elements that a page of HTML may begin with.
var pageRoots = map[string]bool{"html": true, "head": true, "body": true, "title": true, "meta": true, "link": true, "base": true, "script": true, "style": true, "frameset": true}

// readHTML reads what a person sees of a page: neither scripts and styles nor what is hidden or struck out.
func readHTML(ctx context.Context, in input) *document.Document {
	d := in.text(statedEncoding(in.bytes))
	from := 0
	if strings.HasPrefix(d.doc.Source, bom) {
		from = len(bom)
	}
	h := hypertextOf(d, in.options.Limits.Depth)
	h.read(ctx, d.doc.Source[from:], from)
	h.hollow()
	if strings.Contains(start(d.doc.Source), "<!ENTITY") { // What a page only misspells is shown as it stands.
		d.ownEntities(d.doc.Source)
	}
	d.doc.Lang = h.lang
	return d.finish()
}

// statedEncoding is the label of the encoding that a page, or an XML declaration, states at its start; "" when it states none.
func statedEncoding(src string) string {
	s := strings.ToLower(start(src))
	for _, key := range []string{"charset=", "encoding="} {
		if _, rest, ok := strings.Cut(s, key); ok {
			rest = strings.TrimLeft(rest, "\"' ")
			if end := strings.IndexAny(rest, "\"' ;/>?"); end > 0 {
				return rest[:end]
			}
		}
	}
	return ""
}

// hypertext appends what a person sees of a fragment of HTML to a draft: elements may begin in it and end elsewhere. The text starts at the offset at
// of the draft's source.
func hypertext(d *draft, text string, at int) {
	h := hypertextOf(d, defaultLimits.Depth)
	h.fragment = true
	h.read(context.Background(), text, at)
}

// page reads hypertext. It goes from token to token, since a tree would not know where in the source its text stands.
type page struct {
	d       *draft
	open    []element
	limit   int // of len(open)
	path    outline
	lang    string         // of the root element
	xhtml   bool           // "/>" ends every element
	lines   int            // line breaks since the last text
	bracket bool           // the bracket before the number of a note has been taken back, so the one behind it is none either
	count   map[string]int // of the open elements by name

	fragment bool
	passed   bool // words were passed over in the open elements that hide them
	shell    shell
}

// element is an open element. What it says holds for what is in it.
type element struct {
	name   string
	hidden bool // itself, or by what it lies in
	hides  bool // by itself
	pre    bool
	lists  int // how many lists it lies in
	lang   string
	role   document.Role
	level  int
	marked bool
	mark   document.MarkKind
	noted  bool // it is a link to a note or from it
}

func hypertextOf(d *draft, depth int) *page {
	return &page{d: d, limit: depth, count: map[string]int{}}
}

// inlineMarks are the elements that set words apart.
var inlineMarks = map[string]document.MarkKind{
	"q": document.Quotation, "cite": document.Work, "em": document.Emphasis, "i": document.Emphasis, "dfn": document.Emphasis,
	"ins": document.Inserted,
}

// unseen are the elements whose content nobody sees, or that is struck out, or code: nobody reads it as prose.
var unseen = map[string]bool{
	"script": true, "style": true, "template": true, "noscript": true, "head": true, "del": true, "s": true, "strike": true, "iframe": true,
	"object": true, "code": true, "kbd": true, "samp": true, "audio": true, "video": true, "canvas": true, "datalist": true, "noframes": true, "noembed": true, "rp": true,
	"rt": true, "rtc": true, "annotation": true, "annotation-xml": true,
}

// void are the elements without content.
var void = map[string]bool{
	"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true, "link": true, "meta": true,
	"param": true, "source": true, "track": true, "wbr": true, "frame": true, "basefont": true, "bgsound": true, "keygen": true,
}

// blockRoles are the elements that stand apart from what is around them. Those with the role Body take the role of what they stand in.
var blockRoles = map[string]document.Role{
	"title": document.Title, "h1": document.Heading, "h2": document.Heading, "h3": document.Heading, "h4": document.Heading, "h5": document.Heading,
	"h6": document.Heading, "blockquote": document.BlockQuote, "li": document.ListItem, "td": document.Cell, "th": document.Cell,
	"caption": document.Caption, "figcaption": document.Caption, "dt": document.Definition, "dd": document.Definition,
	"p": 0, "div": 0, "address": 0, "article": 0, "aside": 0, "body": 0, "html": 0, "center": 0, "details": 0, "summary": 0, "dialog": 0, "dir": 0, "dl": 0,
	"fieldset": 0, "legend": 0, "figure": 0, "footer": 0, "form": 0, "header": 0, "hgroup": 0, "main": 0, "menu": 0, "nav": 0, "ol": 0, "ul": 0, "pre": 0,
	"section": 0, "search": 0, "table": 0, "thead": 0, "tbody": 0, "tfoot": 0, "tr": 0, "option": 0, "optgroup": 0, "select": 0, "textarea": 0, "button": 0,
	"hr": 0, "listing": 0, "xmp": 0, "plaintext": 0, "marquee": 0, "frameset": 0,
}

// classRoles are the values of role, epub:type and class that make an element a note or a quotation: those of the standards, of Word and LibreOffice,
// and of the Official Journal of the European Union.
var classRoles = map[string]document.Role{
	"doc-footnote": document.Note, "doc-endnote": document.Note, "doc-endnotes": document.Note, "footnote": document.Note, "footnotes": document.Note,
	"endnote": document.Note, "endnotes": document.Note, "rearnote": document.Note, "rearnotes": document.Note, "note": document.Note, "oj-note": document.Note,
	"msofootnotetext": document.Note, "msoendnotetext": document.Note, "sdfootnote": document.Note, "sdfootnote-western": document.Note, "sdendnote": document.Note,
	"sdendnote-western": document.Note, "msoquote": document.BlockQuote, "msointensequote": document.BlockQuote, "quotations": document.BlockQuote,
	"quotations-western": document.BlockQuote, "blockquote": document.BlockQuote, "oj-quotation": document.BlockQuote,
}

// noteNames are what the addresses of notes within a page begin with: #fn1, #_ftn1, #sdfootnote1sym, #cite_note-1, #ntr1-L_2024.
var noteNames = []string{"fn", "_ftn", "ftn", "_edn", "edn", "sdfootnote", "sdendnote", "cite_note", "cite_ref", "ntr", "ntc", "note", "footnote", "endnote", "_note"}

// linksNote tells whether an address leads to a note in the page, or back from one.
func linksNote(address string) bool {
	_, name, ok := strings.Cut(strings.ToLower(address), "#")
	return ok && slices.ContainsFunc(noteNames, func(prefix string) bool { return strings.HasPrefix(name, prefix) })
}

// closedBy are the elements whose end tags may be left out: each is closed by those named, up to the nearest of the last list.
var closedBy = map[string]struct{ closes, within []string }{
	"li": {[]string{"li"}, []string{"ul", "ol", "menu", "dir"}},
	"dt": {[]string{"dt", "dd"}, []string{"dl"}}, "dd": {[]string{"dt", "dd"}, []string{"dl"}},
	"td": {[]string{"td", "th"}, []string{"table", "tr"}}, "th": {[]string{"td", "th"}, []string{"table", "tr"}},
	"tr": {[]string{"tr"}, []string{"table"}}, "tbody": {[]string{"thead", "tbody"}, []string{"table"}},
	"tfoot": {[]string{"thead", "tbody"}, []string{"table"}}, "option": {[]string{"option"}, []string{"select", "datalist"}},
	"body": {[]string{"head"}, []string{"html"}},
}

// read goes through a text that starts at the offset at of the draft's source.
func (h *page) read(ctx context.Context, text string, at int) {
	h.xhtml = h.xhtml || strings.HasPrefix(text, "<?xml") || strings.Contains(start(text), "http://www.w3.org/1999/xhtml")
	z := html.NewTokenizer(strings.NewReader(text))
	for i := 0; i&1023 != 0 || ctx.Err() == nil; i++ {
		kind := z.Next()
		n := len(z.Raw())
		switch kind {
		case html.ErrorToken:
			if rest := text[len(text)-min(n, len(text)):]; strings.HasPrefix(rest, "<") && len(rest) > 1 {
				h.d.gap(0, gapDamaged+": the file ends within a tag", "check that the file was saved or downloaded in full")
			}
			h.unended(-1)
			h.passed = false
			h.close(0)
			h.endBlock()
			return
		case html.TextToken:
			h.text(text[:n], at)
		case html.CommentToken:
			if n == len(text) && !closedComment(text) {
				h.lost("comment")
			}
			if h.xhtml && strings.HasPrefix(text[:n], cdata) && strings.HasSuffix(text[:n], "]]>") && !h.top().hidden {
				h.d.text(text[len(cdata):n-len("]]>")], at+len(cdata))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			e, name := h.tag(z)
			h.start(e)
			if kind == html.SelfClosingTagToken && h.xhtml && !void[name] {
				z.NextIsNotRawText()
				h.end(name)
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			h.end(string(name))
		}
		text, at = text[n:], at+n
	}
}

// closedComment tells whether a comment at the end of a text has an end of its own.
func closedComment(comment string) bool {
	if !strings.HasPrefix(comment, "<!--") {
		return strings.HasSuffix(comment, ">")
	}
	return strings.HasSuffix(comment, "-->") || strings.HasSuffix(comment, "--!>") || comment == "<!-->"
}

// endTag is what no style holds. One that does has lost its own end, and ends with the next style's.
var endTag = regexp.MustCompile(`</[A-Za-z]`)

// unended says that an element which hides its content, and lies in the one with the index i, was open when that ended, or, for -1, when the text ended:
// so it hid what was never meant to be in it.
func (h *page) unended(i int) {
	if !h.passed || h.fragment && i >= 0 {
		return
	}
	for _, e := range h.open[i+1:] {
		if e.hides && !slices.Contains(endsByItself, e.name) && (!h.fragment || e.name == "script" || e.name == "style") {
			h.lost("<" + e.name + ">")
			return
		}
	}
}

// endsByItself are the elements whose end tags many pages leave out, as they may.
var endsByItself = []string{"html", "head", "body", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "rp"}

func (h *page) lost(what string) {
	h.d.gap(0, gapDamaged+": a "+what+" has no end", "end it where it should: what stands behind it is not shown and was not read")
}

// top is the innermost open element.
func (h *page) top() element {
	if n := len(h.open); n > 0 {
		return h.open[n-1]
	}
	return element{}
}

// tag is the element that a start tag opens, with what it inherits.
func (h *page) tag(z *html.Tokenizer) (element, string) {
	b, more := z.TagName()
	name := string(b)
	h.imply(name)
	e := h.top()
	e.name, e.marked = name, false
	within := e.hidden && name != "title"
	e.hidden = unseen[name] || name == "title" && h.count["svg"] > 0
	e.pre = e.pre || name == "pre" || name == "listing" || name == "xmp" || name == "plaintext" || name == "textarea"
	if name == "ul" || name == "ol" || name == "menu" {
		e.lists++
	}
	role := blockRoles[name]
	var attributes map[string]string // of an element that shows another file
	if frames[name] != "" {
		attributes, e.hidden = map[string]string{}, false
	}
	h.shell.scripts = h.shell.scripts || name == "script"
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		if attributes != nil {
			attributes[string(key)] = string(value)
		}
		if named[string(key)] && bytes.Contains(value, []byte("</")) {
			h.d.gap(0, gapDamaged+": a quotation mark within a tag has no end", "end it where it should: what stands behind it is not shown and was not read")
		}
		switch string(key) {
		case "hidden":
			e.hidden = true
		case "style":
			style := strings.ReplaceAll(strings.ToLower(string(value)), " ", "")
			e.hidden = e.hidden || strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") || strings.Contains(style, "line-through")
		case "id":
			h.shell.mounted = h.shell.mounted || slices.Contains(mounts, string(value))
		case "lang", "xml:lang":
			e.lang = string(value)
		case "href":
			e.noted = e.noted || linksNote(string(value))
		case "role", "epub:type", "class":
			for _, word := range strings.Fields(strings.ToLower(string(value))) {
				e.hidden = e.hidden || string(key) != "class" && (word == "doc-noteref" || word == "noteref")
				if of, ok := classRoles[word]; ok && name != "a" && name != "sup" && name != "span" {
					role = of
				}
			}
		}
	}
	if attributes != nil && !e.hidden && !within {
		h.frame(name, attributes)
	}
	e.hidden = e.hidden || unseen[name]
	e.hides = e.hidden
	e.hidden = e.hidden || within
	if role != document.Body && e.role != document.BlockQuote && (e.role != document.Note || role == document.BlockQuote) {
		e.role, e.level = role, 0
		switch role {
		case document.Heading:
			e.level = int(name[1] - '0')
		case document.ListItem:
			e.level = max(e.lists, 1)
		}
	}
	e.mark, e.marked = inlineMarks[name]
	return e, name
}

// named are the attributes that hold names and addresses, and so no end tag.
var named = map[string]bool{"href": true, "src": true, "class": true, "id": true, "name": true, "lang": true, "rel": true, "type": true, "style": true, "action": true}

// headed are the elements that may stand in a head. Whatever else comes ends it.
var headed = map[string]bool{
	"base": true, "basefont": true, "bgsound": true, "link": true, "meta": true, "title": true, "noscript": true, "noframes": true, "style": true, "script": true,
	"template": true, "head": true,
}

// imply closes what the start of an element closes without an end tag.
func (h *page) imply(name string) {
	if h.top().name == "head" && !headed[name] {
		h.close(len(h.open) - 1)
	}
	rule := closedBy[name]
	if _, block := blockRoles[name]; block && len(rule.closes) == 0 {
		rule.closes, rule.within = []string{"p"}, paragraphScope
	}
	if !slices.ContainsFunc(rule.closes, func(name string) bool { return h.count[name] > 0 }) {
		return
	}
	for i := len(h.open) - 1; i >= 0; i-- {
		switch {
		case slices.Contains(rule.closes, h.open[i].name):
			h.close(i)
			return
		case slices.Contains(rule.within, h.open[i].name):
			return
		}
	}
}

// paragraphScope are the elements that a paragraph may lie in and that end the search for an open one.
var paragraphScope = []string{"div", "td", "th", "table", "li", "blockquote", "body", "section", "article", "button", "dd", "caption", "object"}

// start opens an element.
func (h *page) start(e element) {
	_, block := blockRoles[e.name]
	block = block && !e.hidden
	switch {
	case e.name == "br" && e.hidden:
		return
	case e.name == "br":
		if h.lines++; h.lines > 1 {
			h.endBlock()
			h.begin()
			return
		}
		h.d.newline()
		return
	case void[e.name]:
		if block {
			h.endBlock()
			h.begin()
		}
		return
	case len(h.open) >= h.limit:
		h.d.gap(0, gapLimit, "check the file: its elements are nested too deep")
		return
	}
	if (e.name == "html" || e.name == "body") && h.lang == "" {
		h.lang = e.lang
	}
	if block {
		h.endBlock()
	}
	h.open = append(h.open, e)
	h.count[e.name]++
	switch e.name {
	case "tr":
		h.d.nextRow()
	case "td", "th":
		h.d.nextCell()
	}
	if block {
		h.begin()
	}
	if e.marked && !e.hidden {
		h.d.open(e.mark)
	}
}

// end closes the innermost element of the name, with all that is open in it. Without one the end tag means nothing.
func (h *page) end(name string) {
	if name == "br" {
		h.start(element{name: name})
		return
	}
	for i := len(h.open) - 1; i >= 0 && h.count[name] > 0; i-- {
		if h.open[i].name == name {
			h.close(i)
			return
		}
		if h.open[i].name == "td" || h.open[i].name == "th" {
			if name != "tr" && name != "table" && name != "tbody" && name != "thead" && name != "tfoot" && name != "body" && name != "html" {
				return // A stray end tag in a cell closes nothing outside it.
			}
		}
	}
}

// close closes the open elements from the one with the index i on.
func (h *page) close(i int) {
	h.unended(i)
	block := false
	for j := len(h.open) - 1; j >= i; j-- {
		e := h.open[j]
		h.count[e.name]--
		if e.marked && !e.hidden {
			h.d.close(e.mark)
		}
		_, isBlock := blockRoles[e.name]
		block = block || isBlock && !e.hidden
	}
	h.open = h.open[:i]
	h.passed = h.passed && h.top().hidden
	if block {
		h.endBlock()
		h.begin()
	}
}

// begin starts a block for the text that comes next.
func (h *page) begin() {
	e := h.top()
	h.d.lang = e.lang
	h.d.begin(e.role, e.level, h.path.String())
}

// endBlock ends the open block, which may open a path.
func (h *page) endBlock() {
	h.lines = 0
	if h.d.block.Role == document.Heading {
		h.d.headed(&h.path, h.d.block.Level)
		return
	}
	h.d.provision(&h.path)
}

// text appends the text at the offset at of the source.
func (h *page) text(s string, at int) {
	blank := strings.Trim(s, blanks) == ""
	if !blank && h.top().name == "head" {
		h.close(len(h.open) - 1)
	}
	e := h.top()
	if e.hidden {
		h.passed = h.passed || strings.ContainsFunc(s, wordRune)
		if e.name == "style" && endTag.MatchString(s) {
			h.lost("<style>")
		}
		return
	}
	if !blank {
		h.lines = 0
		if (h.count["sup"] > 0 || e.noted) && h.d.noteNumber(s, e.noted || h.count["a"] > 0) {
			h.bracket = e.noted && h.d.retract('(')
			return
		}
		if rest, ok := strings.CutPrefix(s, ")"); ok && h.bracket {
			s, at = rest, at+1
		}
		h.bracket = false
	}
	if !e.pre {
		h.d.flow(s, at)
		return
	}
	for s != "" {
		line := s[:min(strings.IndexByte(s, '\n')+1, len(s))]
		if line == "" {
			line = s
		}
		switch n := 0; {
		case strings.Trim(line, blanks) != "" || !strings.HasSuffix(line, "\n"):
			h.d.escaped(line, at, false)
		default:
			if n = pageMark(s); n > 0 {
				line = s[:n]
			}
			if n == 0 || !h.d.began || closedClause(h.d.buf[h.d.block.Start:h.d.tail()]) {
				h.endBlock()
				h.begin()
			}
		}
		s, at = s[len(line):], at+len(line)
	}
}

// tagName is the name of the tag that s begins with, and whether it is an end tag.
func tagName(s string) (name string, closing bool) {
	z := html.NewTokenizer(strings.NewReader(s))
	kind := z.Next()
	b, _ := z.TagName()
	return string(b), kind == html.EndTagToken
}

// hides tells whether a start tag opens an element whose content nobody sees.
func (m *markdown) hides(tag string) bool {
	z := html.NewTokenizer(strings.NewReader(tag))
	if z.Next() != html.StartTagToken {
		return false
	}
	e, name := (&page{d: m.d}).tag(z)
	return e.hidden && !void[name]
}

// entity is what the reference at the start of s ("&amp;", "&#8217;") stands for, and its length; 0 when s starts with none.
func entity(s string) (value string, n int) {
	for n = 1; n < len(s) && n < 40 && (s[n] == '#' || s[n] >= '0' && s[n] <= '9' || s[n] >= 'a' && s[n] <= 'z' || s[n] >= 'A' && s[n] <= 'Z'); n++ {
	}
	if n < len(s) && s[n] == ';' {
		n++
	}
	if value = html.UnescapeString(s[:n]); value == s[:n] {
		return "", 0
	}
	return value, n
}
