package reader

import (
	"archive/zip"
	"errors"
	"io"
	"strings"
)

// listing is the list of files of a zip container.
type listing struct {
	*zip.Reader // nil when the list cannot be read
	err         error
	present     bool            // the file is a container, whole or not
	names       map[string]bool // as memberName gives them
	mime        string          // the content of the member that states the type, "" without one
}

const (
	zipMagic  = "PK\x03\x04"
	listMagic = "PK\x01\x02" // begins each entry of the list
	endMagic  = "PK\x05\x06" // begins what follows the list
)

// errMembers says that a container holds more files than allowed, so its list was not read.
var errMembers = errors.New("too many files")

// endsAsContainer reports whether the end of a container's list stands near a file's end. It looks
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

func memberName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, "\\", "/"), "/"))
}

// oleMagic begins the files of old versions of Office, and those that new versions have encrypted.
const oleMagic = "\xD0\xCF\x11\xE0"
