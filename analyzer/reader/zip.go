package reader

import (
	"archive/zip"
	"fmt"
	"io"
	"strings"
)

// anyRatio is up to which size, in bytes, a part of a container is read whatever its ratio. Word's
// parts shrink to a tenth or a twentieth; what is large and shrinks more than Limits.Ratio was made
// to fill memory.
const anyRatio = 32 << 20

// archive is a zip container. What cannot be read of it becomes a gap of the draft.
type archive struct {
	d     *draft
	files map[string]*zip.File // by name, in lower case and with slashes: container formats do not tell cases apart
	names []string             // of the files, in the order of the container
	left  int                  // bytes that may still be unpacked
	most  Limits

	doubled map[string]bool // the names, as files has them, that several parts have
	within  string          // what its parts are named after, when it lies in another: "word/chunk.docx/"
}

// openArchive opens a zip container by its list of files. It returns nil when that cannot be done, and the
// draft then says why.
func openArchive(z *listing, most Limits, d *draft) *archive {
	switch {
	case z.err == errMembers:
		d.gap(0, gapLimit, fmt.Sprintf("check the file: it holds more than %d files", most.Members))
		return nil
	case z.err != nil:
		d.gap(0, fmt.Sprintf("%s: its list of files cannot be read", gapDamaged), "check that the file was saved or downloaded in full")
		return nil
	}
	a := &archive{d: d, files: make(map[string]*zip.File, len(z.File)), left: most.Inflated, most: most}
	a.doubled = map[string]bool{}
	for _, f := range z.File {
		name := memberName(f.Name)
		if a.files[name] == nil {
			a.names = append(a.names, strings.ReplaceAll(f.Name, "\\", "/"))
		} else {
			a.doubled[name] = true
		}
		a.files[name] = f // Programs that open a file with two parts of one name take the last.
	}
	return a
}

// has tells whether the container holds a file.
func (a *archive) has(name string) bool { return a.files[memberName(name)] != nil }

// bytes unpacks a file. What can be unpacked of a damaged one is returned, and the draft has a gap;
// it is "" for one that is not there.
func (a *archive) bytes(name string) string {
	f := a.files[memberName(name)]
	if f == nil {
		return ""
	}
	if a.doubled[memberName(name)] {
		a.damaged(name + " is in it twice, and only one is read")
	}
	if f.Flags&1 != 0 {
		a.d.gap(0, gapEncrypted, unlockHint)
		return ""
	}
	r, err := f.Open()
	if err != nil {
		a.damaged(name)
		return ""
	}
	defer r.Close()
	most := min(a.most.Part, a.left)
	if r := uint64(a.most.Ratio); f.CompressedSize64 < uint64(most)/r { // What is packed less needs no bound of its own.
		most = min(most, max(anyRatio, int(f.CompressedSize64*r)))
	}
	var b strings.Builder
	b.Grow(int(min(f.UncompressedSize64, uint64(most), 32*f.CompressedSize64+1024)))
	n, err := io.Copy(&b, io.LimitReader(r, int64(most)+1))
	if int(n) > most {
		a.d.gap(0, gapLimit, fmt.Sprintf("check the file: %s in it unpacks to more than %d bytes", name, most))
		a.left -= most
		return b.String()[:most]
	}
	if err != nil {
		a.damaged(name)
	}
	a.left -= int(n)
	return b.String()
}

// part unpacks a file that is XML, as UTF-8.
func (a *archive) part(name string) part {
	src := a.bytes(name)
	decoded := decode(src, statedEncoding(src))
	for _, gap := range decoded.gaps {
		a.d.gap(gap.Page, fmt.Sprintf("%s in %s", gap.Reason, name), gap.Hint)
	}
	a.d.ownEntities(decoded.text)
	a.d.fixed += len(decoded.text)
	return part{name: a.within + name, text: decoded.text}
}

// damaged says that a file of the container cannot be read, or not to its end.
func (a *archive) damaged(name string) { a.d.damagedPart(name) }
