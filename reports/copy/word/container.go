package word

import (
	"archive/zip"
	"compress/flate"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// maxPart is how many bytes a part may unpack to, as for the reader.
const maxPart = 128 << 20

// marker is a field in the head of the first part that was changed, so that the copy is known for
// one: the field's number, the length of what follows, and that. Programs pass over fields that
// they do not know.
const marker = "rf\x0c\x00refrain copy"

// container is a zip file, of which some parts are to change.
type container struct {
	zip     *zip.Reader
	files   map[string]*zip.File // by name, as memberName has it
	doubled map[string]bool      // the names that several parts have
	changed []changedPart
}

type changedPart struct{ name, text string }

func open(src string) (*container, error) {
	z, err := zip.NewReader(strings.NewReader(src), int64(len(src)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // Names are only looked up.
		return nil, fmt.Errorf("%w: its list of files cannot be read", ErrDamaged)
	}
	c := &container{zip: z, files: map[string]*zip.File{}, doubled: map[string]bool{}}
	for _, f := range z.File {
		name := memberName(f.Name)
		c.doubled[name] = c.files[name] != nil
		c.files[name] = f
	}
	return c, nil
}

// memberName is how names are compared: container formats do not tell cases apart.
func memberName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, "\\", "/"), "/"))
}

func (c *container) has(name string) bool { return c.files[memberName(name)] != nil }

// part unpacks a part that is XML.
func (c *container) part(name string) (string, error) {
	f := c.files[memberName(name)]
	if f == nil {
		return "", fmt.Errorf("%w: %s is missing", ErrDamaged, name)
	}
	if c.doubled[memberName(name)] { // Programs differ in which of them they open.
		return "", fmt.Errorf("%w: %s is in it twice", ErrDamaged, name)
	}
	for _, part := range c.changed {
		if memberName(part.name) == memberName(name) {
			return part.text, nil
		}
	}
	if f.Flags&1 != 0 {
		return "", ErrEncrypted
	}
	r, err := f.Open()
	if err != nil {
		return "", fmt.Errorf("%w: %s cannot be unpacked", ErrDamaged, name)
	}
	defer r.Close()
	var b strings.Builder
	n, err := io.Copy(&b, io.LimitReader(r, maxPart+1))
	switch {
	case n > maxPart:
		return "", fmt.Errorf("%w: %s in it unpacks to more than %d bytes", ErrTooLarge, name, maxPart)
	case err != nil:
		return "", fmt.Errorf("%w: %s cannot be unpacked", ErrDamaged, name)
	}
	return b.String(), readable(b.String())
}

// readable is an error for a text in another encoding. Places count bytes of UTF-8.
func readable(text string) error {
	if !utf8.ValidString(text) || strings.Contains(text, "\x00") {
		return ErrEncoding
	}
	return nil
}

// change gives a part, which may be new, another content.
func (c *container) change(name, text string) {
	for i := range c.changed {
		if memberName(c.changed[i].name) == memberName(name) {
			c.changed[i].text = text
			return
		}
	}
	c.changed = append(c.changed, changedPart{name, text})
}

// write writes the container: the type of an OpenDocument first, as its standard asks, then what
// was changed, then the rest as it is.
func (c *container) write(w io.Writer) error {
	z := zip.NewWriter(w)
	rest := c.zip.File
	if len(rest) > 0 && rest[0].Name == "mimetype" {
		if err := z.Copy(rest[0]); err != nil {
			return err
		}
		rest = rest[1:]
	}
	for i, part := range c.changed {
		header := &zip.FileHeader{Name: part.name, Method: zip.Deflate}
		if f := c.files[memberName(part.name)]; f != nil {
			header.Name, header.Modified = f.Name, f.Modified
		} else {
			header.Modified = c.zip.File[0].Modified
		}
		if i == 0 {
			header.Extra = []byte(marker)
		}
		if err := pack(z, header, part.text); err != nil {
			return err
		}
	}
	for _, f := range rest {
		if slices.ContainsFunc(c.changed, func(p changedPart) bool { return c.files[memberName(p.name)] == f }) {
			continue
		}
		if err := z.Copy(f); err != nil {
			return err
		}
	}
	if err := z.SetComment(c.zip.Comment); err != nil {
		return err
	}
	return z.Close()
}

// pack writes a part with its sizes in its head, as office programs do. The zip package alone would
// put them after it.
func pack(z *zip.Writer, header *zip.FileHeader, text string) error {
	var packed strings.Builder
	deflate, err := flate.NewWriter(&packed, flate.DefaultCompression)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(deflate, text); err != nil {
		return err
	}
	if err := deflate.Close(); err != nil {
		return err
	}
	header.CRC32 = crc32.ChecksumIEEE([]byte(text))
	header.UncompressedSize64, header.CompressedSize64 = uint64(len(text)), uint64(packed.Len())
	part, err := z.CreateRaw(header)
	if err != nil {
		return err
	}
	_, err = io.WriteString(part, packed.String())
	return err
}
