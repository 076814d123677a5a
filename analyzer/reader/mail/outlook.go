package mail

import (
	"context"
	"fmt"
	"net/mail"
	"net/textproto"
	"path"
	"strings"
	"time"
	"unicode/utf16"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/charset"
	"refrain/analyzer/reader/compound"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/rtf"
)

// A mail that Outlook has saved is a compound file: a stream for each long property, and one with
// the short ones (MS-OXMSG).

const propertiesStream = "__properties_version1.0"

// IsOutlook knows mails of Outlook by the stream of their properties.
func IsOutlook(c *input.Content, _ bool) input.Fit {
	if f := c.Compound(); f != nil {
		if _, ok := f.Find(f.Root(), propertiesStream); ok {
			return input.Stated
		}
	}
	return input.Unfit
}

// OpensOutlook reports whether a file is a mail of Outlook.
func OpensOutlook(c *input.Content) bool { return IsOutlook(c, true) != input.Unfit }

// ReadOutlook reads a mail of Outlook: the subject, the text as Outlook shows it, and what is
// attached, which inner reads. Who sent it is the speaker of what is not quoted.
func ReadOutlook(
	ctx context.Context, in input.Input, inner func(name, src string) *document.Document,
) *document.Document {
	d := in.NewBuilder("")
	m := &mailbox{ctx: ctx, in: in, d: d, inner: inner, left: in.Options.Limits.Inflated}
	if f := in.Content.Compound(); f != nil {
		o := &outlook{mailbox: m, file: f}
		o.message(f.Root(), rootHead, "", 0)
	} else {
		d.Damaged("the container")
	}
	return d.Finish()
}

// outlook is a mail of Outlook that is being read.
type outlook struct {
	*mailbox
	file *compound.File
}

// The bytes before the short properties: of the file, of a mail in it, of what is attached.
const (
	rootHead   = 32
	innerHead  = 24
	attachHead = 8
)

// Properties, by their numbers.
const (
	propClass     = 0x001A
	propSubject   = 0x0037
	propSent      = 0x0039
	propFor       = 0x0042 // who it is from
	propSender    = 0x0C1A
	propDelivered = 0x0E06
	propBody      = 0x1000
	propRTF       = 0x1009
	propHTML      = 0x1013
	propPage      = 0x3FFD // the code page of the texts
	propBodyPage  = 0x3FDE // and of the page
	propContent   = 0x3701
	propShortName = 0x3704
	propMethod    = 0x3705
	propLongName  = 0x3707
	propMIME      = 0x370E
	propID        = 0x3712
)

// item is a storage that has properties.
type item struct {
	streams map[string]compound.Entry
	short   map[int]uint64
	page    string // the code page of texts of bytes
	list    []compound.Entry
}

// open reads what a storage has.
func (o *outlook) open(storage compound.Entry, head int) *item {
	it := &item{streams: map[string]compound.Entry{}, short: map[int]uint64{}, list: o.file.Entries(storage)}
	for _, e := range it.list {
		it.streams[strings.ToLower(e.Name)] = e
	}
	if e, ok := it.streams[propertiesStream]; ok {
		s := o.bytes(e)
		const size = 16
		for at := head; at+size <= len(s); at += size {
			var value uint64
			for i := range 8 {
				value |= uint64(s[at+8+i]) << (8 * i)
			}
			it.short[int(s[at+2])|int(s[at+3])<<8] = value
		}
	}
	it.page = "windows-1252"
	if n := it.short[propPage]; n != 0 {
		it.page = rtf.CodePage(int(uint32(n)))
	}
	return it
}

// bytes are those of a stream.
func (o *outlook) bytes(e compound.Entry) string {
	if o.left -= e.Size; o.left < 0 {
		o.d.Gap(0, gap.Limit, "save what is attached, and check it by itself: the mail is too large")
		return ""
	}
	s, err := o.file.Read(e)
	if err != nil {
		o.d.Damaged("a part of the mail")
	}
	return s
}

// find is the stream of a property, with the kind of its value.
func (it *item) find(property int, kinds ...int) (e compound.Entry, kind int, ok bool) {
	for _, kind := range kinds {
		if e, ok := it.streams[fmt.Sprintf("__substg1.0_%04x%04x", property, kind)]; ok {
			return e, kind, true
		}
	}
	return compound.Entry{}, 0, false
}

// Kinds of values.
const (
	bytesText = 0x001E
	wideText  = 0x001F
	binary    = 0x0102
	object    = 0x000D
)

// text is the text of a property.
func (o *outlook) text(it *item, property int) string {
	e, kind, ok := it.find(property, wideText, bytesText)
	if !ok {
		return ""
	}
	s := o.bytes(e)
	if kind == bytesText {
		return strings.TrimRight(charset.Decode(s, it.page).Text, "\x00")
	}
	units := make([]uint16, len(s)/2)
	for i := range units {
		units[i] = uint16(s[2*i]) | uint16(s[2*i+1])<<8
	}
	return strings.TrimRight(string(utf16.Decode(units)), "\x00")
}

// message reads a mail, whose paths begin so.
func (o *outlook) message(storage compound.Entry, head int, place string, depth int) {
	if o.parts++; o.parts > most || depth > deepest {
		o.d.Gap(0, gap.Limit, "check the mail: it has too many parts, or they are nested too deep")
		return
	}
	it := o.open(storage, head)
	place = builder.JoinPath(place, sentWords(it))
	speaker := o.text(it, propFor)
	if speaker == "" {
		speaker = o.text(it, propSender)
	}
	speaker = strings.Join(strings.Fields(speaker), " ")
	outer := o.speaker
	o.speaker = speaker
	subject := strings.TrimFunc(o.text(it, propSubject), func(r rune) bool { return r <= ' ' })
	if subject != "" {
		o.d.Speaker = speaker
		o.d.Begin(document.Title, 0, place)
		o.d.Text(subject, -1)
		o.d.End()
		o.d.Speaker = ""
	}
	o.body(it, place)
	signed := strings.Contains(strings.ToLower(o.text(it, propClass)), ".smime")
	for _, e := range it.list {
		if e.Storage && strings.HasPrefix(strings.ToLower(e.Name), "__attach_version1.0_") && o.ctx.Err() == nil {
			o.attached(e, place, signed, depth)
		}
	}
	o.speaker = outer
}

// sentWords say when a mail was sent, or came.
func sentWords(it *item) string {
	value := it.short[propSent]
	if value == 0 {
		value = it.short[propDelivered]
	}
	// The clock of Windows starts in 1601, and counts tenths of microseconds.
	const second, epoch = 10_000_000, 11_644_473_600
	if value < second*epoch {
		return ""
	}
	if t := time.Unix(int64(value/second)-epoch, 0).UTC(); t.Year() < 3000 {
		return sentAt(t)
	}
	return ""
}

// body reads the text as Outlook shows it: as a page where there is one, else as rich text, else
// plain.
func (o *outlook) body(it *item, place string) {
	plain := o.text(it, propBody)
	if e, kind, ok := it.find(propHTML, binary, wideText, bytesText); ok && e.Size > 0 {
		page := o.text(it, propHTML)
		if kind == binary {
			page = o.bytes(e)
			if n := it.short[propBodyPage]; n != 0 && !strings.HasPrefix(page, charset.BOM) {
				page = charset.Decode(page, rtf.CodePage(int(uint32(n)))).Text
			}
		}
		o.d.Omit("the same text in another form", plain)
		o.asPage(page, place)
		return
	}
	if e, _, ok := it.find(propRTF, binary); ok && e.Size > 0 && o.rich(o.bytes(e), plain, place) {
		return
	}
	o.plain(plain, place, false)
}

// asPage reads a page whose text is decoded, whatever it says of its encoding.
func (o *outlook) asPage(page, place string) {
	o.html(charset.BOM+strings.TrimPrefix(strings.ToValidUTF8(page, "\uFFFD"), charset.BOM), place, false)
}

// rich reads rich text, and a page or plain text that was made into such. It reports whether it
// could.
func (o *outlook) rich(packed, plain, place string) bool {
	s, ok := unpackRTF(packed, o.left)
	if !ok || !strings.HasPrefix(s, rtf.Magic) {
		o.d.Gap(0, gap.Damaged+": the rich text of a mail", "open the mail in Outlook and save it as HTML")
		return false
	}
	o.left -= len(s)
	o.d.Omit("the same text in another form", plain)
	head := s[:min(len(s), 1000)]
	switch {
	case strings.Contains(head, `\fromhtml`):
		o.asPage(rtf.Unwrap(s), place)
	case strings.Contains(head, `\fromtext`):
		o.plain(rtf.Unwrap(s), place, false)
	default:
		o.adopt(rtf.Read(o.ctx, o.within(s, "rtf")), s, place, false)
	}
	return true
}

// attached reads what is attached.
func (o *outlook) attached(storage compound.Entry, place string, signed bool, depth int) {
	const ole = 6 // how an object of another program is attached
	it := o.open(storage, attachHead)
	name := o.text(it, propLongName)
	if name == "" {
		name = o.text(it, propShortName)
	}
	kind := strings.ToLower(o.text(it, propMIME))
	name = attachedName(path.Base(strings.ReplaceAll(name, "\\", "/")), kind)
	if e, _, ok := it.find(propContent, object); ok {
		if int(uint32(it.short[propMethod])) == ole {
			o.d.Embedded(name)
			return
		}
		o.message(e, innerHead, builder.JoinPath(place, "attached mail"), depth+1)
		return
	}
	e, _, ok := it.find(propContent, binary)
	switch {
	case !ok:
		o.d.Embedded(name)
	case signed && strings.HasPrefix(kind, "multipart/signed"), signed && strings.HasSuffix(name, ".p7m"):
		o.signed(o.bytes(e), place, depth)
	case strings.HasPrefix(kind, "image/") && o.text(it, propID) != "":
	default:
		o.attachment(textproto.MIMEHeader{}, o.bytes(e), builder.JoinPath(place, name))
	}
}

// signed reads a mail that is kept as it was sent, since it is signed. One that is encrypted is a
// gap.
func (o *outlook) signed(s, place string, depth int) {
	msg, err := mail.ReadMessage(strings.NewReader(strings.TrimLeft(s, canonical.Blanks)))
	if err != nil || msg.Header.Get("Content-Type") == "" {
		o.d.Gap(0, gap.Encrypted, "open the mail in the program that has its key, and save its text")
		return
	}
	_, body, _ := strings.Cut(strings.ReplaceAll(s, "\r\n", "\n"), "\n\n")
	o.part(textproto.MIMEHeader(msg.Header), body, place, depth+1)
}
