// Package workbook writes tables as an Office Open XML workbook, which spreadsheets open. It wraps the library that knows the format.
//
// Text stays text: nothing in a cell is a formula. The same tables give the same bytes.
package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// Bounds of a sheet.
const (
	MaxRows  = excelize.TotalRows // rows, that of the titles among them; more are an error of Write
	MaxLinks = 4000               // cells that lead somewhere; later ones are text alone, because the library takes time that grows with their square
)

// Sheet is one table, below a row of titles that stays in sight and filters.
type Sheet struct {
	Name    string
	Columns []Column
	Rows    [][]any // string, int, Strong or Link; nil is an empty cell
}

// Column is a column with its width in characters.
type Column struct {
	Title string
	Width float64
}

// Strong is text in bold letters.
type Strong string

// Link is text that leads to an address of the web, or to a cell of the workbook: "Entries!A2". Without either it is text.
type Link struct {
	Text, To string
}

// program marks a workbook as ours. It stands in the first part, which is not compressed, so that the head of a file tells.
const program = "refrain"

const (
	firstPart = "docProps/app.xml"
	marker    = "<Application>" + program + "</Application>"
)

// Ours tells whether a file that begins so is a workbook that this package wrote. 512 bytes are enough.
func Ours(head string) bool {
	return strings.HasPrefix(head, "PK\x03\x04") && strings.Contains(head, marker)
}

// Write writes the sheets in their order; the first is open.
func Write(w io.Writer, sheets []Sheet) (err error) {
	b := &book{file: excelize.NewFile()}
	defer func() { err = errors.Join(err, b.file.Close()) }()
	if err := b.styles(); err != nil {
		return err
	}
	for i, s := range sheets {
		if err := b.sheet(i, s); err != nil {
			return fmt.Errorf("sheet %s: %w", s.Name, err)
		}
	}
	if err := b.file.SetAppProps(&excelize.AppProperties{Application: program}); err != nil {
		return err
	}
	if err := b.file.SetDocProps(&excelize.DocProperties{Creator: program, LastModifiedBy: program, Created: noDate, Modified: noDate}); err != nil {
		return err
	}
	var packed bytes.Buffer
	if err := b.file.Write(&packed); err != nil {
		return err
	}
	return repack(w, packed.Bytes())
}

// noDate is the date of every workbook: that of its making would make two of the same tables differ.
const noDate = "1970-01-01T00:00:00Z"

// book is a workbook that is being made.
type book struct {
	file                       *excelize.File
	title, plain, strong, link int // styles
}

func (b *book) styles() error {
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	letters := func(bold bool) *excelize.Font { return &excelize.Font{Family: "Calibri", Size: 11, Bold: bold} }
	for _, s := range []struct {
		id    *int
		style excelize.Style
	}{
		{&b.title, excelize.Style{Font: letters(true), Alignment: top, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E7E3D8"}}}},
		{&b.plain, excelize.Style{Alignment: top, Font: letters(false)}},
		{&b.strong, excelize.Style{Alignment: top, Font: letters(true)}},
		{&b.link, excelize.Style{Alignment: top, Font: &excelize.Font{Family: "Calibri", Size: 11, Underline: "single", Color: "0B4F8A"}}},
	} {
		id, err := b.file.NewStyle(&s.style)
		if err != nil {
			return err
		}
		*s.id = id
	}
	return nil
}

func (b *book) sheet(i int, s Sheet) error {
	if len(s.Rows)+1 > MaxRows {
		return fmt.Errorf("%d rows are more than a sheet holds", len(s.Rows))
	}
	if i == 0 {
		if err := b.file.SetSheetName(b.file.GetSheetName(0), s.Name); err != nil {
			return err
		}
	} else if _, err := b.file.NewSheet(s.Name); err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(len(s.Columns), len(s.Rows)+1)
	if err != nil {
		return err
	}
	if err := b.file.AutoFilter(s.Name, "A1:"+last, nil); err != nil {
		return err
	}
	if err := b.printed(s); err != nil {
		return err
	}
	rows, err := b.file.NewStreamWriter(s.Name)
	if err != nil {
		return err
	}
	if err := rows.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	titles := make([]any, len(s.Columns))
	for i, c := range slices.Backward(s.Columns) { // The library puts each width before those that it has.
		if err := rows.SetColWidth(i+1, i+1, c.Width); err != nil {
			return err
		}
		titles[i] = excelize.Cell{StyleID: b.title, Value: c.Title}
	}
	if err := rows.SetRow("A1", titles); err != nil {
		return err
	}
	links := 0
	for i, row := range s.Rows {
		cells := make([]any, len(row))
		for j, v := range row {
			if link, ok := v.(Link); ok && link.To != "" && links < MaxLinks {
				links++
				if err := b.lead(s.Name, j+1, i+2, link.To); err != nil {
					return err
				}
				cells[j] = excelize.Cell{StyleID: b.link, Value: link.Text}
				continue
			}
			cells[j] = b.cell(v)
		}
		at, err := excelize.CoordinatesToCellName(1, i+2)
		if err != nil {
			return err
		}
		if err := rows.SetRow(at, cells, excelize.RowOpts{Height: height(s.Columns, row)}); err != nil {
			return err
		}
	}
	return rows.Flush()
}

// Measures of rows and pages.
const (
	lineHeight = 15  // points
	mostLines  = 6   // of text that a row shows; a cell's editor shows the rest
	pageWidth  = 300 // characters that can still be read when they are made to fit a page on its side
)

// height is how high a row must be to show its text, in points. Not every program finds it out by itself.
func height(columns []Column, row []any) float64 {
	lines := 1
	for i, v := range row {
		var text string
		switch v := v.(type) {
		case string:
			text = v
		case Strong:
			text = string(v)
		case Link:
			text = v.Text
		}
		// Lines break at words, which leaves about a tenth of them empty.
		lines = max(lines, 1+int(float64(utf8.RuneCountInString(text))*1.1/columns[i].Width))
	}
	return float64(min(lines, mostLines)) * lineHeight
}

// printed makes a sheet fit the width of a page on its side, unless it is too wide for that.
func (b *book) printed(s Sheet) error {
	total := 0.0
	for _, c := range s.Columns {
		total += c.Width
	}
	if total > pageWidth {
		return nil
	}
	fit, landscape, width, height := true, "landscape", 1, 0
	if err := b.file.SetSheetProps(s.Name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	return b.file.SetPageLayout(s.Name, &excelize.PageLayoutOptions{Orientation: &landscape, FitToWidth: &width, FitToHeight: &height})
}

// cell is a value with its style.
func (b *book) cell(v any) any {
	switch v := v.(type) {
	case Strong:
		return excelize.Cell{StyleID: b.strong, Value: string(v)}
	case Link:
		return excelize.Cell{StyleID: b.plain, Value: v.Text}
	case nil:
		return nil
	}
	return excelize.Cell{StyleID: b.plain, Value: v}
}

// lead makes a cell lead to an address or another cell.
func (b *book) lead(sheet string, column, row int, to string) error {
	kind := "Location"
	if strings.Contains(to, "://") {
		kind = "External"
	}
	at, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return err
	}
	return b.file.SetCellHyperLink(sheet, at, to, kind)
}

// firstDate is the first day that a ZIP archive can name; the library leaves one that is none.
const firstDate = 1<<5 | 1

// repack writes the parts of a package anew, in a fixed order and the marked one first: the library writes sheets in an order of chance.
func repack(w io.Writer, packed []byte) error {
	from, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return err
	}
	slices.SortFunc(from.File, func(a, b *zip.File) int {
		switch {
		case a.Name == firstPart:
			return -1
		case b.Name == firstPart:
			return 1
		}
		return strings.Compare(a.Name, b.Name)
	})
	to := zip.NewWriter(w)
	for _, part := range from.File {
		part.ModifiedDate = firstDate
		if part.Name != firstPart {
			if err := to.Copy(part); err != nil {
				return err
			}
			continue
		}
		r, err := part.Open()
		if err != nil {
			return err
		}
		content, err := io.ReadAll(r)
		if err != nil {
			return err
		}
		stored, err := to.CreateHeader(&zip.FileHeader{Name: part.Name, Method: zip.Store, ModifiedDate: firstDate})
		if err != nil {
			return err
		}
		if _, err := stored.Write(content); err != nil {
			return err
		}
	}
	return to.Close()
}
