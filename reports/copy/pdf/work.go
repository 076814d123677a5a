package pdf

import (
	"bufio"
	"bytes"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
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
	var a answer
	added, err := add(src.String(), r)
	if err != nil {
		a.Reason = err.Error()
	} else {
		a.Added = added
	}
	return gob.NewEncoder(out).Encode(a)
}

// add gives what to write after src. A panic of the library is damage.
func add(src string, r request) (added []byte, err error) {
	defer func() {
		if recover() != nil {
			added, err = nil, ErrDamaged
		}
	}()
	// Places in a file are counted from its header. Bytes before it make readers differ on where
	// anything is.
	if !strings.HasPrefix(src, "%PDF-") {
		return nil, ErrDamaged
	}
	if strings.HasSuffix(src, Tail) {
		return nil, ErrCopy
	}
	file, err := open(src)
	if err != nil {
		return nil, err
	}
	w := writer{file: file, date: r.Date, pages: map[int]*page{}}
	for _, m := range r.Marks {
		if err := w.mark(m); err != nil {
			return nil, err
		}
	}
	if added, err = w.added(src); err != nil {
		return nil, err
	}
	return added, check(src+string(added), r.Marks)
}

// open reads a file, as it is: nothing in it is repaired or tidied.
func open(src string) (*model.Context, error) {
	model.ConfigPath = "disable" // The library looks for no configuration of the user.
	file, err := read(src)
	switch {
	// The library opens files that ask for no password.
	case err == nil && file.Encrypt != nil, err != nil && strings.Contains(src, "/Encrypt"):
		return nil, ErrEncrypted
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	case signed(file):
		return nil, ErrSigned
	}
	return file, file.EnsurePageCount()
}

// read is what the library's package api does to read a file. That package is left out: what it
// imports costs every run of the program a fiftieth of a second.
func read(src string) (file *model.Context, err error) {
	defer fault.Catch(&err)
	return pdfcpu.Read(strings.NewReader(src), model.NewDefaultConfiguration())
}

// signed reports whether a file holds a signature, of a person or one that grants rights to a
// reader: the mark of each is the range of bytes that it covers.
func signed(file *model.Context) bool {
	for _, entry := range file.Table {
		d, ok := entry.Object.(types.Dict)
		if !ok {
			continue
		}
		if d.ArrayEntry("ByteRange") != nil {
			return true
		}
		if value := d.DictEntry("V"); value != nil && value.ArrayEntry("ByteRange") != nil {
			return true
		}
	}
	return false
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
	number, err := w.file.InsertObject(annotation)
	if err != nil {
		return err
	}
	w.objects = append(w.objects, number)
	list = append(slices.Clip(list), *types.NewIndirectRef(number, 0))
	if p.list != nil {
		p.list.Object = list
	} else {
		p.dict["Annots"] = list
	}
	return nil
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
