// Package mail reads mails, mailboxes (mbox) and web archives (MHTML), with what is attached.
package mail

import (
	"cmp"
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"path"
	"strings"
	"time"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/charset"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/html"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/scalar"
	"refrain/analyzer/reader/text"
)

// envelope begins the line before each mail of a mailbox.
const envelope = "From "

const (
	deepest  = 20     // messages and parts in one another
	most     = 10_000 // messages of a mailbox, and parts of a mail
	farHeads = 64 << 10
)

// Is knows mails by their heads.
func Is(c *input.Content, named bool) input.Fit {
	s := strings.TrimPrefix(c.Source[:min(len(c.Source), farHeads)], charset.BOM)
	if strings.HasPrefix(s, envelope) {
		_, s, _ = strings.Cut(s, "\n")
	}
	heads := headsOf(s)
	switch {
	case heads["mime-version"] && heads["content-type"], heads["received"] && heads["from"],
		heads["from"] && heads["date"] && (heads["subject"] || heads["message-id"]):
		return input.Leading
	case named && heads["from"]:
		return input.Leading
	}
	return input.Unfit
}

// Opens reports whether a file is a mail by its heads.
func Opens(c *input.Content) bool { return Is(c, true) != input.Unfit }

// headsOf are the names of the heads that a text begins with, in lower case.
func headsOf(s string) map[string]bool {
	heads := map[string]bool{}
	for line := range strings.Lines(s) {
		name, _, ok := strings.Cut(line, ":")
		switch {
		case strings.Trim(line, canonical.Blanks) == "":
			return heads
		case line[0] == ' ' || line[0] == '\t':
		case !ok && !strings.HasSuffix(line, "\n"): // It is cut off.
			return heads
		case !ok || strings.ContainsAny(name, canonical.Blanks):
			return nil
		default:
			heads[strings.ToLower(name)] = true
		}
	}
	return heads
}

// Read reads a mail or a mailbox: of each mail the subject, the text and what is attached. Inner
// reads an attached file. Lines that are quoted are quotations.
func Read(ctx context.Context, in input.Input, inner func(name, src string) *document.Document) *document.Document {
	d := in.Decode()
	m := &mailbox{ctx: ctx, in: in, d: d, inner: inner, left: in.Options.Limits.Inflated}
	source := strings.TrimPrefix(d.Doc.Source, charset.BOM)
	m.from = len(d.Doc.Source) - len(source)
	switch {
	case Is(in.Content, true) == input.Unfit: // A text that is named as a mail.
		m.plain(source, "", true)
		return d.Finish()
	case !strings.HasPrefix(source, envelope):
		m.message(source, "", 0)
		return d.Finish()
	}
	n := 0
	for rest := source; rest != "" && ctx.Err() == nil; n++ {
		end := len(rest)
		if i := nextMessage(rest[1:]); i >= 0 {
			end = i + 1
		}
		if n == most {
			d.Gap(0, gap.Limit, fmt.Sprintf("split the mailbox: it holds more than %d mails", most))
			break
		}
		_, message, _ := strings.Cut(rest[:end], "\n")
		m.from = len(d.Doc.Source) - len(rest) + end - len(message)
		m.message(message, fmt.Sprintf("mail %d", n+1), 0)
		rest = rest[end:]
	}
	return d.Finish()
}

// nextMessage is where the next mail of a mailbox begins, or -1.
func nextMessage(s string) int {
	for i := 0; ; {
		n := strings.Index(s[i:], "\n"+envelope)
		if n < 0 {
			return -1
		}
		i += n + 1
		_, rest, _ := strings.Cut(s[i:min(len(s), i+farHeads)], "\n")
		if len(headsOf(rest)) > 1 {
			return i
		}
	}
}

// mailbox is a file that is being read.
type mailbox struct {
	ctx   context.Context
	in    input.Input
	d     *builder.Builder
	inner func(name, src string) *document.Document
	from  int // where what is read begins in the source, at the earliest
	parts int
	left  int // bytes that may still be decoded

	speaker string // of what is not quoted; "" where the format does not tell
}

// message reads a mail, whose paths begin so.
func (m *mailbox) message(s, place string, depth int) {
	msg, err := mail.ReadMessage(strings.NewReader(s))
	if err != nil {
		m.d.Gap(0, gap.Damaged+": the heads of a mail", "export the mail anew: it was read as plain text")
		m.plain(s, place, true)
		return
	}
	body, err := io.ReadAll(msg.Body)
	if err != nil {
		m.d.Damaged("a mail")
	}
	if day, err := msg.Header.Date(); err == nil {
		place = builder.JoinPath(place, sentAt(day))
	}
	outer := m.speaker
	m.speaker = sender(msg.Header)
	defer func() { m.speaker = outer }()
	if subject := decodeHead(msg.Header.Get("Subject")); subject != "" {
		m.d.Speaker = m.speaker
		at, n := m.find(msg.Header.Get("Subject"))
		m.d.Begin(document.Title, 0, place)
		m.d.Decoded(subject, at, n)
		m.d.End()
		m.d.Speaker = ""
	}
	for _, head := range []string{"From", "To", "Cc", "Reply-To"} {
		m.d.Omit("metadata", decodeHead(msg.Header.Get(head)))
	}
	m.part(textproto.MIMEHeader(msg.Header), string(body), place, depth)
}

// sender is who has written a mail: the name, or else the address.
func sender(h mail.Header) string {
	parser := mail.AddressParser{WordDecoder: &wordDecoder}
	all, err := parser.ParseList(h.Get("From"))
	if err != nil || len(all) == 0 {
		return ""
	}
	return strings.Join(strings.Fields(cmp.Or(all[0].Name, all[0].Address)), " ")
}

// sentAt says when a mail was sent.
func sentAt(t time.Time) string { return t.UTC().Format("sent 2006-01-02 15:04") }

// wordDecoder decodes the words of heads in any encoding.
var wordDecoder = mime.WordDecoder{CharsetReader: func(label string, r io.Reader) (io.Reader, error) {
	b, err := io.ReadAll(r)
	return strings.NewReader(charset.Decode(string(b), label).Text), err
}}

// decodeHead is the value of a head, whose words may be encoded.
func decodeHead(s string) string {
	if decoded, err := wordDecoder.DecodeHeader(s); err == nil {
		return strings.ToValidUTF8(decoded, "\uFFFD")
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}

// find is where a text is in the source, from where the last one was; -1 where it is not as it is.
func (m *mailbox) find(s string) (at, n int) {
	if s == "" {
		return -1, 0
	}
	i := strings.Index(m.d.Doc.Source[m.from:], s)
	if i < 0 {
		return -1, 0
	}
	m.from += i
	return m.from, len(s)
}

// part reads a part of a mail.
func (m *mailbox) part(head textproto.MIMEHeader, body, place string, depth int) {
	if m.parts++; m.parts > most || depth > deepest {
		m.d.Gap(0, gap.Limit, "check the mail: it has too many parts, or they are nested too deep")
		return
	}
	kind, params, err := mime.ParseMediaType(head.Get("Content-Type"))
	if err != nil && kind == "" {
		kind = "text/plain"
	}
	disposition, attached, _ := mime.ParseMediaType(head.Get("Content-Disposition"))
	name := decodeHead(attached["filename"])
	if name == "" {
		name = decodeHead(params["name"])
	}
	name = path.Base(strings.ReplaceAll(name, "\\", "/"))
	switch {
	case kind == "multipart/encrypted", strings.HasSuffix(kind, "pkcs7-mime"):
		m.d.Gap(0, gap.Encrypted, "open the mail in the program that has its key, and save its text")
	case strings.HasPrefix(kind, "multipart/"):
		m.multipart(kind, params["boundary"], body, place, depth)
	case strings.HasSuffix(kind, "-signature"), strings.HasSuffix(kind, "pkcs7-signature"):
	case strings.HasPrefix(kind, "image/") && (disposition != "attachment" || head.Get("Content-Id") != ""),
		kind == "text/css", strings.HasSuffix(kind, "javascript"):
	case kind == "message/rfc822":
		text, _ := m.decode(head, body)
		m.message(text, builder.JoinPath(place, "attached mail"), depth+1)
	case disposition == "attachment", kind != "text/plain" && kind != "text/html" && !strings.HasPrefix(kind, "message/"):
		m.attachment(head, body, builder.JoinPath(place, attachedName(name, kind)))
	default:
		text, whole := m.decode(head, body)
		if !whole {
			decoded := charset.Decode(text, params["charset"])
			for _, g := range decoded.Gaps {
				m.d.Gap(0, g.Reason, g.Hint)
			}
			text = decoded.Text
		}
		if kind == "text/html" {
			m.html(text, place, whole)
		} else {
			m.plain(text, place, whole)
		}
	}
}

// attachedName is the name of an attached file, or what it is where it has none.
func attachedName(name, kind string) string {
	if name == "." || name == "/" || name == "" {
		return "attachment (" + kind + ")"
	}
	return name
}

// multipart reads the parts of a part.
func (m *mailbox) multipart(kind, boundary, body, place string, depth int) {
	r := multipart.NewReader(strings.NewReader(body), boundary)
	type half struct {
		head textproto.MIMEHeader
		body string
	}
	var halves []half
	for n := 0; m.ctx.Err() == nil; n++ {
		p, err := r.NextRawPart()
		if err != nil {
			if err != io.EOF || n == 0 {
				m.d.Gap(0, gap.Damaged+": a mail breaks off", "export the mail anew: not all of its parts were found")
			}
			break
		}
		b, err := io.ReadAll(p)
		if err != nil {
			m.d.Gap(0, gap.Damaged+": a mail breaks off", "export the mail anew: not all of its parts were found")
		}
		if kind == "multipart/alternative" && len(halves) < most {
			halves = append(halves, half{p.Header, string(b)})
			continue
		}
		m.part(p.Header, string(b), place, depth+1)
	}
	for i, h := range halves { // Programs for mail show the last one that they know.
		if i == len(halves)-1 {
			m.part(h.head, h.body, place, depth+1)
			continue
		}
		if strings.HasPrefix(strings.ToLower(h.head.Get("Content-Type")), "text/plain") || h.head.Get("Content-Type") == "" {
			text, _ := m.decode(h.head, h.body)
			m.d.Omit("the same text in another form", text)
			continue
		}
		m.part(h.head, h.body, place, depth+1)
	}
}

// decode decodes a part. Whole says that it is in the source as it is.
func (m *mailbox) decode(head textproto.MIMEHeader, body string) (text string, whole bool) {
	if m.left -= len(body); m.left < 0 {
		m.d.Gap(0, gap.Limit, "save what is attached, and check it by itself: the mail is too large")
		return "", false
	}
	switch strings.ToLower(strings.TrimSpace(head.Get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		b, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(body)))
		if err != nil {
			m.d.Damaged("a part of the mail")
		}
		return string(b), false
	case "base64":
		clean := strings.Map(func(r rune) rune {
			if r == '+' || r == '/' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
				return r
			}
			return -1
		}, body)
		b, err := base64.RawStdEncoding.DecodeString(clean)
		if err != nil {
			m.d.Damaged("a part of the mail")
		}
		return string(b), false
	}
	return body, true
}

// attachment has an attached file read.
func (m *mailbox) attachment(head textproto.MIMEHeader, body, name string) {
	src, _ := m.decode(head, body)
	if strings.HasSuffix(strings.ToLower(name), "winmail.dat") {
		m.d.Embedded(name)
		return
	}
	m.d.Loaded += len(src)
	if doc := m.inner(name, src); doc != nil {
		m.d.Enclose(name, doc)
	}
	m.d.Loaded -= len(src)
}

// within is the input of a text in the mail.
func (m *mailbox) within(s, format string) input.Input {
	in := m.in
	in.Bytes, in.Format, in.Named = s, format, format
	in.Content = &input.Content{Source: s, Members: in.Options.Limits.Members}
	return in
}

func (m *mailbox) plain(s, place string, whole bool) {
	doc := text.Read(m.ctx, m.within(s, "text"))
	forwarded(doc)
	m.adopt(doc, s, place, whole)
}

func (m *mailbox) html(s, place string, whole bool) {
	doc := html.Read(m.ctx, m.within(s, "html"))
	forwarded(doc)
	m.adopt(doc, s, place, whole)
}

// adopt appends a text of the mail. One that is in the source as it is has its places there.
func (m *mailbox) adopt(doc *document.Document, s, place string, whole bool) {
	at, n := -1, 0
	if whole {
		at, n = m.find(s)
	}
	var of scalar.Text
	of.Add(s, max(at, 0), n)
	for i := range doc.Blocks {
		if b := &doc.Blocks[i]; m.speaker != "" && b.Speaker == "" && b.Role != document.BlockQuote {
			b.Speaker = m.speaker
		}
	}
	m.d.Adopt(doc, func(b *document.Block) string { return builder.JoinPath(place, b.Path) },
		func(r *document.Run, piece func(text string, at, n int)) {
			if at < 0 {
				piece(r.Of(doc.Text), -1, 0)
				return
			}
			of.Place(doc, r, piece)
		})
	for _, g := range doc.Gaps {
		m.d.Gap(0, g.Reason, g.Hint)
	}
}

// forwarded makes a quotation of what follows a line like "-----Original Message-----", and the
// heads of a mail that programs write above the one that is answered.
func forwarded(doc *document.Document) {
	quoted := false
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		line, _, _ := strings.Cut(b.Of(doc.Text), "\n")
		quoted = quoted || headsBegin(doc, i)
		if strings.HasPrefix(line, "-----") && strings.HasSuffix(line, "-----") && strings.Trim(line, "-") != "" {
			quoted = true
		}
		if quoted && b.Role != document.Note {
			b.Role, b.Level = document.BlockQuote, 0
		}
	}
}
