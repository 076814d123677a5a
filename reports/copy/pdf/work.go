package pdf

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/fault"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"refrain/internal/child"
)

// Work is the child of Add: it reads a request and a file from in, and writes what to add to out.
// It ends the process when the memory that it was allowed is used up.
func Work(in io.Reader, out io.Writer) error {
	var r request
	if err := child.Asked(in, &r); err != nil {
		return fmt.Errorf("%s: %w", ChildCommand, err)
	}
	child.Bound(r.Memory)
	var src strings.Builder
	if _, err := io.Copy(&src, in); err != nil {
		return err
	}
	rand.Reader = sameBytes(sha256.Sum256([]byte(src.String())))
	var a answer
	added, err := add(src.String(), r)
	if err != nil {
		a.Reason = err.Error()
	} else {
		a.Added = added
	}
	return gob.NewEncoder(out).Encode(a)
}

// sameBytes are the random bytes with which AES begins, for which the library asks in no certain
// order. They are the same for the same file, so that the same input gives the same bytes. That
// gives nothing away: the files that are annotated open without a password.
type sameBytes [sha256.Size]byte

func (s sameBytes) Read(p []byte) (int, error) { return copy(p, s[:]), nil }

// add gives what to write after src. A panic of the library is damage.
func add(src string, r request) (added Added, err error) {
	defer func() {
		if recover() != nil {
			added, err = Added{}, ErrDamaged
		}
	}()
	// Places in a file are counted from its header. Bytes before it make readers differ on where
	// anything is.
	if !strings.HasPrefix(src, "%PDF-") {
		return Added{}, ErrDamaged
	}
	if strings.HasSuffix(src, Tail) {
		return Added{}, ErrCopy
	}
	file, err := open(src)
	if err != nil {
		return Added{}, err
	}
	marks := slices.Clone(r.Marks)
	seal := sealOf(file)
	if notice := r.Notices[seal]; notice != "" && len(marks) > 0 {
		marks[0].Text = notice + "\n" + marks[0].Text
	}
	w := writer{file: file, date: r.Date, pages: map[int]*page{}}
	for _, m := range marks {
		if err := w.mark(m); err != nil {
			return Added{}, err
		}
	}
	bytes, err := w.added(src)
	if err != nil {
		return Added{}, err
	}
	return Added{bytes, seal}, check(src+string(bytes), marks)
}

// open reads a file, as it is: nothing in it is repaired or tidied.
func open(src string) (*model.Context, error) {
	model.ConfigPath = "disable" // The library looks for no configuration of the user.
	file, err := read(src)
	switch {
	// The library opens files that ask for no password. It does not see a dictionary in the trailer.
	case err != nil && strings.Contains(src, "/Encrypt"),
		err == nil && file.Encrypt == nil && encryptedWithin.MatchString(src):
		return nil, ErrEncrypted
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if err := mayBeAnnotated(file); err != nil {
		return nil, err
	}
	return file, file.EnsurePageCount()
}

var encryptedWithin = regexp.MustCompile(`/Encrypt\s*<<`)

// annotates is the permission to add annotations, as ISO 32000-1, table 22, numbers it.
const annotates = 1 << 5

// mayBeAnnotated gives the reason why an encrypted file cannot be annotated, or nil.
func mayBeAnnotated(file *model.Context) error {
	if file.Encrypt == nil {
		return nil
	}
	d, err := file.EncryptDict()
	switch {
	case err != nil || file.E == nil || len(file.EncKey) == 0:
		return ErrEncrypted
	case file.E.P&annotates == 0:
		return ErrForbidden
	case file.E.V < 4:
		return nil
	}
	// The library knows ciphers, but not that of two kinds of content one may be left as it is.
	for _, filter := range []string{"StmF", "StrF"} {
		if name := d.NameEntry(filter); name == nil || *name != "StdCF" {
			return ErrEncrypted
		}
	}
	return nil
}

// read is what the library's package api does to read a file. That package is left out: what it
// imports costs every run of the program a fiftieth of a second.
func read(src string) (file *model.Context, err error) {
	defer fault.Catch(&err)
	return pdfcpu.Read(strings.NewReader(src), model.NewDefaultConfiguration())
}

// sealOf is what the signatures of a file say about comments: the mark of each is the range of
// bytes that it covers.
func sealOf(file *model.Context) Seal {
	signatures := 0
	for _, entry := range file.Table {
		d, ok := entry.Object.(types.Dict)
		if !ok {
			continue
		}
		if d.ArrayEntry("ByteRange") != nil {
			signatures++
		}
		if value := d.DictEntry("V"); value != nil && value.ArrayEntry("ByteRange") != nil {
			signatures++
		}
	}
	root, err := file.Catalog()
	if err != nil || signatures == 0 {
		return Unsigned
	}
	permissions, err := file.DereferenceDict(root["Perms"])
	if err != nil || permissions == nil {
		return Signed
	}
	if certificate, err := file.DereferenceDict(permissions["DocMDP"]); err == nil && certificate != nil {
		return sealOfCertificate(file, certificate)
	}
	if _, granted := permissions.Find("UR3"); granted && signatures == 1 {
		return Granted
	}
	return Signed
}

// sealOfCertificate reads what the author of a file allows. 1 are no changes, 2 are forms and
// signatures, which is also meant where nothing is said, 3 are comments too (ISO 32000-1, table
// 254).
func sealOfCertificate(file *model.Context, certificate types.Dict) Seal {
	references, err := file.DereferenceArray(certificate["Reference"])
	if err != nil {
		return Closed
	}
	for _, o := range references {
		reference, err := file.DereferenceDict(o)
		if err != nil || reference == nil {
			continue
		}
		if method := reference.NameEntry("TransformMethod"); method == nil || *method != "DocMDP" {
			continue
		}
		parameters, err := file.DereferenceDict(reference["TransformParams"])
		if err != nil || parameters == nil {
			continue
		}
		if allowed := parameters.IntEntry("P"); allowed != nil && *allowed == 3 {
			return Open
		}
	}
	return Closed
}

// writer adds annotations to the pages of a file, and remembers which objects have to be written.
type writer struct {
	file    *model.Context
	date    time.Time
	pages   map[int]*page
	objects []int // numbers, each once
}

// page is a page that gets annotations.
type page struct {
	dict      types.Dict
	reference types.IndirectRef
	list      *model.XRefTableEntry // the list of its annotations, nil where it stands in the page
	names     map[string]bool       // of the annotations that it has
}

// page finds a page, counted from 1. Either it or its list of annotations has to be written again.
func (w *writer) page(number int) (*page, error) {
	if p := w.pages[number]; p != nil {
		return p, nil
	}
	dict, reference, _, err := w.file.PageDict(number, false)
	if err != nil {
		return nil, err
	}
	if dict == nil || reference == nil {
		return nil, ErrDamaged
	}
	p := &page{dict: dict, reference: *reference}
	if p.names, err = names(w.file, dict); err != nil {
		return nil, err
	}
	object := reference
	if list := dict.IndirectRefEntry("Annots"); list != nil {
		entry, ok := w.file.FindTableEntryForIndRef(list)
		if !ok || entry.Free {
			return nil, ErrDamaged
		}
		p.list, object = entry, list
	}
	w.pages[number] = p
	if n := object.ObjectNumber.Value(); !slices.Contains(w.objects, n) { // A page, or a list, may belong to several.
		w.objects = append(w.objects, n)
	}
	return p, nil
}

// mark adds an annotation.
func (w *writer) mark(m Mark) error {
	p, err := w.page(m.Page)
	if err != nil {
		return err
	}
	if p.names[m.ID] {
		return ErrCopy
	}
	list, err := w.file.DereferenceArray(p.dict["Annots"])
	if err != nil {
		return err
	}
	annotation, err := m.dict(p.reference, w.date)
	if err != nil {
		return err
	}
	if len(m.Quads) > 0 {
		looks, err := m.appearance(annotation["Rect"])
		if err != nil {
			return err
		}
		drawn, err := w.insert(looks)
		if err != nil {
			return err
		}
		annotation["AP"] = types.Dict{"N": drawn}
	}
	reference, err := w.insert(annotation)
	if err != nil {
		return err
	}
	list = append(slices.Clip(list), reference)
	if p.list != nil {
		p.list.Object = list
	} else {
		p.dict["Annots"] = list
	}
	return nil
}

// insert makes an object of the file.
func (w *writer) insert(o types.Object) (types.IndirectRef, error) {
	number, err := w.file.InsertObject(o)
	if err != nil {
		return types.IndirectRef{}, err
	}
	w.objects = append(w.objects, number)
	return *types.NewIndirectRef(number, 0), nil
}

// added gives the objects with the table that finds them, as they stand in the file after src.
func (w *writer) added(src string) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("\n") // The last line of a file may be unended.
	w.file.Write.Offset = int64(len(src) + b.Len())
	w.file.Write.ObjNrs = w.objects
	for _, entry := range w.file.Table {
		if entry.Free {
			entry.Offset = new(int64) // The library takes numbers from the list of free ones, whose order it leaves to chance.
		}
	}
	switch tableAt(src, w.file.Write.OffsetPrevXRef) {
	case classic:
		// The kind of table that the file has: old readers know one only.
		w.file.Write.Increment, w.file.WriteXRefStream = true, false
	case stream:
		w.file.Write.Increment, w.file.WriteXRefStream = true, true
	default:
		if err := w.whole(); err != nil {
			return nil, err
		}
	}
	w.file.Write.Writer = bufio.NewWriter(&b)
	if err := errors.Join(pdfcpu.WriteIncrement(w.file), w.file.Write.Flush()); err != nil {
		return nil, err
	}
	b.WriteString(Tail)
	return b.Bytes(), nil
}

// table is a kind of table of a file's objects.
type table int

const (
	none table = iota
	classic
	stream
)

// tableAt is the table at the place that the end of a file names.
func tableAt(src string, at *int64) table {
	if at == nil || *at < 0 || *at >= int64(len(src)) {
		return none
	}
	rest := strings.TrimLeft(src[*at:min(int64(len(src)), *at+40)], " \t\r\n\f\x00")
	if strings.HasPrefix(rest, "xref") {
		return classic
	}
	var number, generation int
	if _, err := fmt.Sscanf(rest, "%d %d obj", &number, &generation); err == nil {
		return stream
	}
	return none
}

// whole makes the table one of all objects, because the file's own is not where it should be:
// readers search such files for their objects, as the library has done, and the next table would
// lead them to nothing.
func (w *writer) whole() error {
	w.file.Write.Increment, w.file.WriteXRefStream = false, false
	for number, entry := range w.file.Table {
		switch {
		case entry.ObjectStream != nil: // A classic table cannot name what stands inside a stream.
			return ErrDamaged
		case !entry.Free && entry.Offset != nil:
			w.file.Write.Table[number] = *entry.Offset
		}
	}
	return nil
}

// names are the names of the annotations of a page.
func names(file *model.Context, page types.Dict) (map[string]bool, error) {
	list, err := file.DereferenceArray(page["Annots"])
	if err != nil {
		return nil, err
	}
	all := map[string]bool{}
	for _, o := range list {
		if d, err := file.DereferenceDict(o); err == nil && d.StringEntry("NM") != nil {
			all[*d.StringEntry("NM")] = true
		}
	}
	return all, nil
}

// check reads the copy and finds every mark on its page.
func check(copied string, marks []Mark) error {
	file, err := open(copied)
	if err != nil {
		return err
	}
	found := map[int]map[string]bool{}
	for _, m := range marks {
		if found[m.Page] == nil {
			page, _, _, err := file.PageDict(m.Page, false)
			if err != nil {
				return err
			}
			if found[m.Page], err = names(file, page); err != nil {
				return err
			}
		}
		if !found[m.Page][m.ID] {
			return ErrDamaged
		}
	}
	return nil
}
