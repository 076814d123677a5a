package dom

// Tag is the name of an element, in lower case. Names that are not among the constants have numbers
// of their own in each tree.
type Tag uint16

// The names that have a meaning in HTML. The order is that of names.
const (
	None Tag = iota // no element
	A
	Abbr
	Acronym
	Address
	Annotation
	AnnotationXml
	Applet
	Area
	Article
	Aside
	Audio
	B
	Base
	Basefont
	Bdi
	Bdo
	Bgsound
	Big
	Blockquote
	Body
	Br
	Button
	Canvas
	Caption
	Center
	Cite
	Code
	Col
	Colgroup
	Data
	Datalist
	Dd
	Del
	Desc
	Details
	Dfn
	Dialog
	Dir
	Div
	Dl
	Dt
	Em
	Embed
	Fieldset
	Figcaption
	Figure
	Font
	Footer
	ForeignObject
	Form
	Frame
	Frameset
	H1
	H2
	H3
	H4
	H5
	H6
	Head
	Header
	Hgroup
	Hr
	Html
	I
	Iframe
	Image
	Img
	Input
	Ins
	Kbd
	Keygen
	Label
	Legend
	Li
	Link
	Listing
	Main
	Malignmark
	Map
	Mark
	Marquee
	Math
	Menu
	Meta
	Metadata
	Meter
	Mglyph
	Mi
	Mn
	Mo
	Mphantom
	Ms
	Mtext
	Nav
	Nobr
	Noembed
	Noframes
	Noscript
	Object
	Ol
	Optgroup
	Option
	Output
	P
	Param
	Picture
	Plaintext
	Pre
	Progress
	Q
	Rb
	Rp
	Rt
	Rtc
	Ruby
	S
	Samp
	Script
	Search
	Section
	Select
	Slot
	Small
	Source
	Span
	Strike
	Strong
	Style
	Sub
	Summary
	Sup
	Svg
	Table
	Tbody
	Td
	Template
	Text
	Textarea
	Tfoot
	Th
	Thead
	Time
	Title
	Tr
	Track
	Tt
	U
	Ul
	Var
	Video
	Wbr
	Xmp
	Known // how many there are; further names are those of one tree
)

var names = [...]string{
	"", "a", "abbr", "acronym", "address", "annotation", "annotation-xml", "applet", "area",
	"article", "aside", "audio", "b", "base", "basefont", "bdi", "bdo", "bgsound", "big",
	"blockquote", "body", "br", "button", "canvas", "caption", "center", "cite", "code", "col",
	"colgroup", "data", "datalist", "dd", "del", "desc", "details", "dfn", "dialog", "dir", "div",
	"dl", "dt", "em", "embed", "fieldset", "figcaption", "figure", "font", "footer",
	"foreignobject", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head",
	"header", "hgroup", "hr", "html", "i", "iframe", "image", "img", "input", "ins", "kbd",
	"keygen", "label", "legend", "li", "link", "listing", "main", "malignmark", "map", "mark",
	"marquee", "math", "menu", "meta", "metadata", "meter", "mglyph", "mi", "mn", "mo", "mphantom",
	"ms", "mtext", "nav", "nobr", "noembed", "noframes", "noscript", "object", "ol", "optgroup",
	"option", "output", "p", "param", "picture", "plaintext", "pre", "progress", "q", "rb", "rp",
	"rt", "rtc", "ruby", "s", "samp", "script", "search", "section", "select", "slot", "small",
	"source", "span", "strike", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody",
	"td", "template", "text", "textarea", "tfoot", "th", "thead", "time", "title", "tr", "track",
	"tt", "u", "ul", "var", "video", "wbr", "xmp",
}
