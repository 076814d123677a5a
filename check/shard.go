package check

import (
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"strconv"
	"strings"
)

// Shard is one part of all documents, which a flag sets. The zero value is the whole.
type Shard struct{ Number, Of int }

// String writes the part as Set reads it: "2/8".
func (s *Shard) String() string {
	if s.Of == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", s.Number, s.Of)
}

// Type names the form for help texts.
func (s *Shard) Type() string { return "I/N" }

// Set reads a part and the number of parts.
func (s *Shard) Set(text string) error {
	number, of, _ := strings.Cut(text, "/")
	n, err := strconv.Atoi(number)
	all, err2 := strconv.Atoi(of)
	if err != nil || err2 != nil || n < 1 || n > all {
		return errors.New("expected a part and the number of parts, such as 2/8")
	}
	*s = Shard{n, all}
	return nil
}

// Holds reports whether a document belongs to the part. It goes by the name alone, so that it is
// the same whatever else is read.
func (s *Shard) Holds(name string) bool {
	if s.Of <= 1 {
		return true
	}
	return PartOf(name, s.Of) == s.Number
}

// PartOf returns to which of so many parts, counted from 1, the document of that name belongs.
func PartOf(name string, of int) int {
	h := fnv.New64a()
	io.WriteString(h, name)
	return int(h.Sum64()%uint64(of)) + 1
}
