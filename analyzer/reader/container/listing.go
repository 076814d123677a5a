package container

import (
	"archive/zip"
	"errors"
	"io"
	"strings"

	"refrain/analyzer/reader/canonical"
)

// Listing is the list of files of a zip container.
type Listing struct {
	src         string
	*zip.Reader // nil when the list cannot be read
	err         error
	Present     bool            // the file is a container, whole or not
	names       map[string]bool // as MemberName gives them
	MIME        string          // the content of the member that states the type, "" without one
}

const (
	ZipMagic  = "PK\x03\x04" // begins a container
	listMagic = "PK\x01\x02" // begins each entry of the list
	endMagic  = "PK\x05\x06" // begins what follows the list
)

// errMembers says that a container holds more files than allowed, so its list was not read.
var errMembers = errors.New("too many files")

// List finds the list of members of a file, unless there are more than most. Programs that unpack
// look for it at the end of a file, whatever the file begins with.
func List(src string, most int) *Listing {
	l := &Listing{src: src, Present: strings.HasPrefix(src, ZipMagic), err: zip.ErrFormat}
	if !endsAsContainer(src) {
		return l
	}
	// The list is counted before it is read: an entry takes five times as much memory as it has
	// bytes.
	if strings.Count(src, listMagic) > most {
		l.err = errMembers
		return l
	}
	z, err := zip.NewReader(strings.NewReader(src), int64(len(src)))
	// Names are only looked up, so those that point outside do no harm.
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		l.err = err
		return l
	}
	l.Reader, l.err = z, nil
	l.Present = l.Present || len(z.File) > 0
	l.names = make(map[string]bool, len(z.File))
	for _, f := range z.File {
		name := MemberName(f.Name)
		if name == "mimetype" && l.MIME == "" {
			l.MIME = strings.TrimSpace(unpacked(f, 200))
		}
		l.names[name] = true
	}
	return l
}

// Begins reports whether the file begins with a container.
func (l *Listing) Begins() bool { return strings.HasPrefix(l.src, ZipMagic) }

// States reports whether a container states a type. Where its list cannot be read, the first member
// may still state one.
func (l *Listing) States(mime string) bool {
	if l.Reader != nil {
		return strings.HasPrefix(l.MIME, mime)
	}
	first := l.src[:min(len(l.src), 200)]
	return strings.HasPrefix(l.src, ZipMagic) && strings.Contains(first, "mimetype") && strings.Contains(first, mime)
}

// Has reports whether a container has a member whose name begins so. Where its list cannot be read,
// the name may be anywhere.
func (l *Listing) Has(prefix string) bool {
	if l.Reader == nil {
		return l.Present && strings.Contains(l.src, prefix)
	}
	prefix = strings.ToLower(prefix)
	if l.names[prefix] {
		return true
	}
	for name := range l.names {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// Member unpacks the beginning of a member, "" without one.
func (l *Listing) Member(name string) string {
	const most = 1 << 20
	if l.Reader == nil || !l.names[name] {
		return ""
	}
	for _, f := range l.File {
		if MemberName(f.Name) == name {
			return unpacked(f, most)
		}
	}
	return ""
}

// Trailed reports whether bytes that are none of its own follow a container. Padding does no harm.
func (l *Listing) Trailed() bool {
	const end = 22 // bytes, before the comment
	i := strings.LastIndex(l.src, endMagic)
	if l.Reader == nil || i < 0 || len(l.src) < i+end {
		return false
	}
	rest := l.src[min(len(l.src), i+end+int(l.src[i+20])|int(l.src[i+21])<<8):]
	return strings.Trim(rest, "\x00"+canonical.Blanks) != ""
}

// Led reports whether a container is led by bytes that are none of its own: its first file does not
// begin where the bytes begin.
func (l *Listing) Led() bool {
	if l.Reader == nil || len(l.File) == 0 {
		return false
	}
	const header = 30 // bytes, before the name and the extra field
	if !strings.HasPrefix(l.src, ZipMagic) || len(l.src) < header {
		return true
	}
	length := func(at int) int { return int(l.src[at]) | int(l.src[at+1])<<8 }
	first := int64(header + length(26) + length(28))
	for _, f := range l.File {
		if at, err := f.DataOffset(); err == nil && at == first {
			return false
		}
	}
	return true
}

// endsAsContainer reports whether the end of a container's list is near a file's end. It looks
// for a byte of that mark which text does not hold.
func endsAsContainer(src string) bool {
	const comment = 1<<16 + 22 // the longest that may follow the list
	tail := src[max(0, len(src)-comment):]
	for i := 0; ; i++ {
		n := strings.IndexByte(tail[i:], endMagic[2])
		if n < 0 {
			return false
		}
		if i += n; strings.HasSuffix(tail[:i], endMagic[:2]) && strings.HasPrefix(tail[i:], endMagic[2:]) {
			return true
		}
	}
}

// unpacked is the beginning of a member, or "" when it cannot be unpacked.
func unpacked(f *zip.File, most int64) string {
	r, err := f.Open()
	if err != nil {
		return ""
	}
	defer r.Close()
	b, _ := io.ReadAll(io.LimitReader(r, most))
	return string(b)
}

// MemberName is the name of a file as containers are searched for it: in lower case and with
// slashes.
func MemberName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, "\\", "/"), "/"))
}

// OLEMagic begins the files of old versions of Office, and those that new versions have encrypted.
const OLEMagic = "\xD0\xCF\x11\xE0"
