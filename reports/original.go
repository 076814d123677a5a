package reports

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"

	"refrain/analyzer/document"
)

// original is a document's file again, byte for byte as it was read: a copy of anything else would have its marks in other places.
func (o Options) original(d *document.Document) (string, error) {
	if d.Name == "-" || o.Open == nil {
		return "", errors.New("standard input can be read once only, and a copy needs its document again; name the file")
	}
	file, err := o.Open(d.Name)
	if err != nil {
		return "", fmt.Errorf("%s: cannot be read again for its copy: %w", d.Name, err)
	}
	defer file.Close()
	var src strings.Builder
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(&src, sum), file); err != nil {
		return "", fmt.Errorf("%s: cannot be read again for its copy: %w", d.Name, err)
	}
	if hex.EncodeToString(sum.Sum(nil)) != d.SHA256 {
		return "", fmt.Errorf("%s: has changed since it was read; run refrain again", d.Name)
	}
	return src.String(), nil
}
