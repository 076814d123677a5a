package amendments

import (
	head "refrain/project/letterhead"
)

// Measures of the paper, in points of 1/72 inch.
const (
	sideMargin = 64 // 22 mm
	endMargin  = 57 // 20 mm
	logoHeight = 42
	logoWidth  = 170
)

// look is what a kind of block looks like, whatever the form of the paper.
type look struct {
	id, name                   string
	size, line, above, below   float64
	left, hanging              float64
	bold, italic, keepNext     bool
	centred, right             bool
	colour, bar                string
	wordID, wordName, openName string // the names that office programs have for it, where they differ
}

var looks = map[kind]look{
	paragraph: {
		id:       "Standard",
		name:     "Standard",
		wordID:   "Normal",
		wordName: "Normal",
		size:     10.5,
		line:     14,
		below:    5,
	},
	letterhead: {id: "Letterhead", name: "Letterhead", size: 10.5, line: 14, below: 12},
	title:      {id: "Title", name: "Title", size: 17, line: 21, below: 6, bold: true, keepNext: true},
	subtitle:   {id: "Subtitle", name: "Subtitle", size: 12, line: 15, below: 8, keepNext: true},
	introduction: {
		id:    "Introduction",
		name:  "Introduction",
		size:  10.5,
		line:  14,
		below: 5,
		left:  10,
		bar:   "#BDB8AB",
	},
	notice: {
		id:       "Notice",
		name:     "Notice",
		size:     10,
		line:     13,
		above:    4,
		below:    4,
		left:     10,
		bar:      "#8A6A00",
		keepNext: true,
	},
	where: {id: "Place", name: "Place", size: 10.5, line: 14, below: 3, bold: true, keepNext: true},
	member: {
		id:       "Member",
		name:     "Member",
		size:     10.5,
		line:     14,
		above:    8,
		below:    3,
		centred:  true,
		keepNext: true,
	},
	amending: {id: "Amendment", name: "Amendment", size: 10.5, line: 14, below: 6, left: 28, hanging: 28},
	quoting:  {id: "Quotation", name: "Quotation", size: 10.5, line: 14, below: 5, left: 28, bar: "#BDB8AB"},
	reasoning: {
		id: "StatementTitle", name: "Statement Title", size: 9.5, line: 13, above: 2, below: 1, left: 28, italic: true,
		bold:     true,
		keepNext: true,
	},
	statement: {id: "Statement", name: "Statement", size: 9.5, line: 13, below: 4, left: 28},
	language:  {id: "Original", name: "Original", size: 9.5, line: 13, below: 4, right: true, keepNext: true},
	columns:   {id: "TableText", name: "Table Text", size: 10.5, line: 14, below: 0},
	bullet:    {id: "ListBullet", name: "List Bullet", size: 9.5, line: 13, below: 2, left: 24, hanging: 12},
	small:     {id: "Small", name: "Small", size: 8.5, line: 11.5, below: 3, colour: "#444444"},
}

// headings are the looks of headings by their level.
var headings = map[int]look{
	2: {
		id:       "Heading1",
		name:     "heading 1",
		openName: "Heading 1",
		size:     13,
		line:     17,
		above:    12,
		below:    4,
		bold:     true,
		keepNext: true,
	},
	3: {
		id:       "Heading2",
		name:     "heading 2",
		openName: "Heading 2",
		size:     11.5,
		line:     15,
		above:    10,
		below:    3,
		bold:     true,
		keepNext: true,
	},
	4: {
		id:       "Heading3",
		name:     "heading 3",
		openName: "Heading 3",
		size:     10.5,
		line:     14,
		above:    8,
		below:    3,
		bold:     true,
		keepNext: true,
	},
}

// lookOf is the look of a block.
func lookOf(b block) look {
	if b.kind == heading {
		return headings[min(max(b.level, 2), 4)]
	}
	return looks[b.kind]
}

// inOrder are all looks, in an order that does not change.
func inOrder() []look {
	var all []look
	for k := paragraph; k <= small; k++ {
		if l, ok := looks[k]; ok {
			all = append(all, l)
		}
	}
	return append(all, headings[2], headings[3], headings[4])
}

// logoSize is how large a logo is printed, in points.
func logoSize(logo *head.Logo) (width, height float64) {
	scale := min(logoHeight/logo.Height, logoWidth/logo.Width)
	return logo.Width * scale, logo.Height * scale
}
