package builder

// What a document takes in memory while it is read is counted by what is made of it, since a text
// of a few megabytes can be made to take gigabytes: as many marks as letters, or a block for each.

// The bytes that things take, with the room to spare that lists have while they grow.
const (
	textBytes     = 3 // for each byte of text: while it is put together, as a string, and folded
	runsBytes     = 2 // for each byte of runs: as they are read, and moved
	markBytes     = 64
	blockBytes    = 256
	excludedBytes = 192 // of a piece of excluded text
	CharBytes     = 56  // of a character on a page of a PDF, among lines, and in the text
	ElementBytes  = 128 // of the structure of a PDF
)

// Held is how many bytes the document takes.
func (d *Builder) Held() int {
	return d.Loaded + textBytes*(len(d.Buffer)+d.aside) + runsBytes*d.Doc.Runs.Size() + markBytes*len(d.Doc.Marks) +
		blockBytes*len(d.Doc.Blocks) + d.named + excludedBytes*d.pieces
}

// spare is how many bytes a change of the text may take, once that is whole.
func (d *Builder) spare() int {
	taken := d.Loaded + d.Doc.Runs.Size() + markBytes*len(d.Doc.Marks) + blockBytes*len(d.Doc.Blocks) + d.named
	if d.Doc.Source == "" {
		taken += len(d.Doc.Text)
	}
	return max(0, d.MemoryLimit-taken)
}
