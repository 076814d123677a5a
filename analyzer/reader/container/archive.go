// Package container reads zip containers within bounds: the list of their files, and the files.
package container

import (
	"archive/zip"
	"fmt"
	"io"
	"strings"

	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/charset"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/limits"
	"refrain/analyzer/reader/xmltok"
)

// anyRatio is up to which size, in bytes, a part of a container is read whatever its ratio. Word's
// parts shrink to a tenth or a twentieth; what is large and shrinks more than Limits.Ratio was made
// to fill memory.
const anyRatio = 32 << 20

// Archive is a zip container. What cannot be read of it becomes a gap of the Builder.
type Archive struct {
	d      *builder.Builder
	files  map[string]*zip.File // by name, in lower case and with slashes: container formats do not tell cases apart
	Names  []string             // of the files, in the order of the container
	Left   int                  // bytes that may still be unpacked
	Limits limits.Limits        // that it keeps

	doubled map[string]bool // the names, as files has them, that several parts have
	Within  string          // what its parts are named after, when it is in another: "word/chunk.docx/"
}

// Open opens a zip container by its list of files. It returns nil when that cannot be done, and the
// draft then says why.
func Open(z *Listing, most limits.Limits, d *builder.Builder) *Archive {
	switch {
	case z.err == errMembers:
		d.Gap(0, gap.Limit, fmt.Sprintf("check the file: it holds more than %d files", most.Members))
		return nil
	case z.err != nil:
		d.Gap(0, fmt.Sprintf("%s: its list of files cannot be read", gap.Damaged),
			"check that the file was saved or downloaded in full")
		return nil
	}
	a := &Archive{d: d, files: make(map[string]*zip.File, len(z.File)), Left: most.Inflated, Limits: most}
	a.doubled = map[string]bool{}
	for _, f := range z.File {
		name := MemberName(f.Name)
		if a.files[name] == nil {
			a.Names = append(a.Names, strings.ReplaceAll(f.Name, "\\", "/"))
		} else {
			a.doubled[name] = true
		}
		a.files[name] = f // Programs that open a file with two parts of one name take the last.
	}
	return a
}

// Has reports whether the container holds a file.
func (a *Archive) Has(name string) bool { return a.files[MemberName(name)] != nil }

// Unpack unpacks a file. What can be unpacked of a damaged one is returned, and the Builder has a
// gap; it is "" for one that is not there.
func (a *Archive) Unpack(name string) string {
	f := a.files[MemberName(name)]
	if f == nil {
		return ""
	}
	if a.doubled[MemberName(name)] {
		a.Damaged(name + " is in it twice, and only one is read")
	}
	if f.Flags&1 != 0 {
		a.d.Gap(0, gap.Encrypted, gap.HintUnlock)
		return ""
	}
	r, err := f.Open()
	if err != nil {
		a.Damaged(name)
		return ""
	}
	defer r.Close()
	most := min(a.Limits.Part, a.Left)
	if r := uint64(a.Limits.Ratio); f.CompressedSize64 < uint64(most)/r { // What is packed less needs no bound of its own.
		most = min(most, max(anyRatio, int(f.CompressedSize64*r)))
	}
	var b strings.Builder
	b.Grow(int(min(f.UncompressedSize64, uint64(most), 32*f.CompressedSize64+1024)))
	n, err := io.Copy(&b, io.LimitReader(r, int64(most)+1))
	if int(n) > most {
		a.d.Gap(0, gap.Limit, fmt.Sprintf("check the file: %s in it unpacks to more than %d bytes", name, most))
		a.Left -= most
		return b.String()[:most]
	}
	if err != nil {
		a.Damaged(name)
	}
	a.Left -= int(n)
	return b.String()
}

// Part unpacks a file that is XML, as UTF-8.
func (a *Archive) Part(name string) xmltok.Part {
	src := a.Unpack(name)
	decoded := charset.Decode(src, charset.StatedLabel(src))
	for _, gap := range decoded.Gaps {
		a.d.Gap(gap.Page, fmt.Sprintf("%s in %s", gap.Reason, name), gap.Hint)
	}
	a.d.OwnEntities(decoded.Text)
	a.d.Loaded += len(decoded.Text)
	return xmltok.Part{Name: a.Within + name, Text: decoded.Text}
}

// Damaged says that a file of the container cannot be read, or not to its end.
func (a *Archive) Damaged(name string) { a.d.Damaged(name) }
