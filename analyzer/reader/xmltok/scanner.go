package xmltok

import (
	"encoding/xml"
	"io"
	"strings"
)

// Scanner reads the tokens of a stretch of XML, one after the other, with the place of each.
//
//	s := xmltok.NewScanner(source, 0, len(source))
//	for s.Next() {
//		switch t := s.Token.(type) {
//		case nil: // source[s.From:s.To] is no XML
//		case xml.StartElement: ...
//		}
//	}
type Scanner struct {
	Token    xml.Token // the one at hand; nil for a stretch that is no XML, after which reading goes on
	From, To int       // where it is in the source

	source  string
	end     int // of the stretch
	base    int // where the input of the decoder begins in the source
	decoder *xml.Decoder
}

// NewScanner makes a scanner of what is between two offsets of a source in UTF-8.
func NewScanner(source string, from, to int) *Scanner {
	s := &Scanner{source: source, end: to}
	s.resume(from)
	return s
}

// resume sets the decoder on the source from an offset on.
func (s *Scanner) resume(at int) {
	s.base, s.To = at, at
	s.decoder = newDecoder(s.source[at:s.end])
	s.decoder.Strict = false
}

// newDecoder is a decoder of a text that is UTF-8, whatever it says of its encoding.
func newDecoder(text string) *xml.Decoder {
	d := xml.NewDecoder(strings.NewReader(text))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	return d
}

// Next goes to the next token. It reports false at the end of the stretch.
func (s *Scanner) Next() bool {
	token, err := s.decoder.RawToken()
	s.From, s.To = s.To, min(s.base+int(s.decoder.InputOffset()), s.end)
	switch {
	case err == io.EOF:
		return false
	case err != nil:
		from, to := s.From, max(s.To, s.From+1)
		s.resume(min(to, s.end))
		s.Token, s.From = nil, from
		return true
	}
	s.Token = token
	return true
}

// Skip passes over the rest of the stretch.
func (s *Scanner) Skip() { s.resume(s.end) }
