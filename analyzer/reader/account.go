package reader

// What a document takes in memory while it is read is counted by what is made of it, since a text
// of a few megabytes can be made to take gigabytes: as many marks as letters, or a block for each.

// The bytes that things take, with the room to spare that lists have while they grow.
const (
	textBytes     = 3 // for each byte of text: while it is put together, as a string, and folded
	runsBytes     = 2 // for each byte of runs: as they are read, and moved
	markBytes     = 64
	blockBytes    = 256
	excludedBytes = 192 // of a piece of excluded text
	charBytes     = 56  // of a character on a page of a PDF, among lines, and in the text
	elementBytes  = 128 // of the structure of a PDF
)

// held is how many bytes the document takes.
func (d *draft) held() int {
	return d.fixed + textBytes*(len(d.buf)+d.aside) + runsBytes*d.doc.Runs.Size() + markBytes*len(d.doc.Marks) +
		blockBytes*len(d.doc.Blocks) + d.named + excludedBytes*d.pieces
}

// spare is how many bytes a change of the text may take, once that is whole.
func (d *draft) spare() int {
	taken := d.fixed + d.doc.Runs.Size() + markBytes*len(d.doc.Marks) + blockBytes*len(d.doc.Blocks) + d.named
	if d.doc.Source == "" {
		taken += len(d.doc.Text)
	}
	return max(0, d.memory-taken)
}
