package pdf

import (
	"compress/zlib"
	"errors"
	"io"
	"strings"
)

// Bounds on what is unpacked to see whether it can be, in bytes. What is beyond counts as sound.
const (
	mostStream  = 64 << 20
	mostStreams = 256 << 20
	mostHead    = 600 // bytes of a dictionary before a stream
)

// torn tells whether a compressed stream of a file cannot be unpacked to its end. An engine shows a page up to there and says nothing. Pictures and
// fonts are not looked at, since their loss takes no words, or is seen in them.
func torn(src string) bool {
	if strings.Contains(src, "/Encrypt") {
		return false // What is encrypted looks damaged.
	}
	const word = "stream"
	var unpack io.ReadCloser
	left := int64(mostStreams)
	for at := 0; left > 0; {
		i := strings.Index(src[at:], word)
		if i < 0 {
			return false
		}
		head := src[max(0, at+i-mostHead) : at+i]
		at += i + len(word)
		if strings.HasSuffix(head, "end") || !flate(head) {
			continue
		}
		packed := strings.NewReader(streamBody(src[at:]))
		var err error
		if unpack == nil {
			unpack, err = zlib.NewReader(packed)
		} else {
			err = unpack.(zlib.Resetter).Reset(packed, nil)
		}
		if err != nil {
			return true
		}
		n, err := io.Copy(io.Discard, io.LimitReader(unpack, min(mostStream, left)))
		if left -= n; err != nil && !errors.Is(err, zlib.ErrChecksum) { // Many writers leave the sum out.
			return true
		}
	}
	return false
}

// streamBody is what a stream holds, and whatever follows it, of the text behind the word stream.
func streamBody(s string) string { return strings.TrimPrefix(strings.TrimPrefix(s, "\r"), "\n") }

// flate tells whether a dictionary that ends with head is one of a stream that is compressed in that way alone, and no picture or font.
func flate(head string) bool {
	if i := strings.LastIndex(head, " obj"); i >= 0 {
		head = head[i:]
	}
	if !strings.Contains(head, "/FlateDecode") || strings.Contains(head, "/Image") || strings.Contains(head, "/Length1") {
		return false
	}
	_, filter, ok := strings.Cut(head, "/Filter")
	filter = strings.Trim(filter, blanks)
	list, _, closed := strings.Cut(strings.TrimPrefix(filter, "["), "]")
	return ok && (!strings.HasPrefix(filter, "[") || closed && strings.Count(list, "/") == 1)
}
