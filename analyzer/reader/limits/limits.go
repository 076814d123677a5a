// Package limits bounds what reading one document may cost, and shares memory between documents
// that are read at the same time.
package limits

import "time"

// Limits bound what one document may cost. A field that is zero has its default, which is far above
// any real document; docs/limits.md says how far. Where a limit is met the document has a gap with
// the reason "limit reached", and whatever was read until then is still reported.
type Limits struct {
	Source   int // bytes of the file; 1 GiB
	Text     int // bytes of the text, before folding; 256 MiB
	Blocks   int // paragraphs, headings and cells of a document; 500,000
	Inflated int // bytes that a container may hold, unpacked; 1 GiB
	Part     int // bytes that one file in a container may unpack to; 128 MiB
	Ratio    int // how many times its packed size such a file may unpack to, when that is over 32 MiB; 100
	Members  int // files in a container; 20,000
	Pages    int // of a document; 20,000
	Depth    int // of nested elements; 1,000
	Chars    int // characters on one page of a PDF; 400,000
	Pixels   int // of a picture of a page of a PDF, for reports; 16 Mi
	Work     int // rounds of the PDF engine's loops for opening a file, and for each page; 500,000,000, some seconds
	Memory   int // bytes that reading a document may take, three quarters of them for the engine of PDF; 1 GiB
	Findings int // of a document, which the analyzer bounds; 10,000
	OCRPages int // of a document that text is recognised on; 500

	// Time is for reading one document; 15 s and one second more for every 512 KiB of the file.
	Time time.Duration
	// OCRTime is for recognising the text of one document's pages, which Time does not count; 30 min.
	OCRTime time.Duration
}

var defaultLimits = Limits{
	Source: 1 << 30, Text: 256 << 20, Blocks: 500_000, Inflated: 1 << 30, Part: 128 << 20, Ratio: 100, Members: 20_000,
	Pages: 20_000, Depth: 1000,
	Chars: 400_000, Pixels: 16 << 20, Work: 500_000_000, Memory: 1 << 30, Findings: 10_000,
	OCRPages: 500, OCRTime: 30 * time.Minute,
}

// Filled has the default in place of every zero but Time's, which goes by the file.
func (l Limits) Filled() Limits {
	fill := func(n *int, standard int) {
		if *n <= 0 {
			*n = standard
		}
	}
	fill(&l.Source, defaultLimits.Source)
	fill(&l.Text, defaultLimits.Text)
	fill(&l.Blocks, defaultLimits.Blocks)
	fill(&l.Inflated, defaultLimits.Inflated)
	fill(&l.Part, defaultLimits.Part)
	fill(&l.Ratio, defaultLimits.Ratio)
	fill(&l.Members, defaultLimits.Members)
	fill(&l.Pages, defaultLimits.Pages)
	fill(&l.Depth, defaultLimits.Depth)
	fill(&l.Chars, defaultLimits.Chars)
	fill(&l.Pixels, defaultLimits.Pixels)
	fill(&l.Work, defaultLimits.Work)
	fill(&l.Memory, defaultLimits.Memory)
	fill(&l.Findings, defaultLimits.Findings)
	fill(&l.OCRPages, defaultLimits.OCRPages)
	if l.OCRTime <= 0 {
		l.OCRTime = defaultLimits.OCRTime
	}
	return l
}

// TimeFor is how long reading a file of so many bytes may take.
func (l Limits) TimeFor(size int) time.Duration {
	if l.Time > 0 {
		return l.Time
	}
	return leastTime + time.Duration(size/perSecond)*time.Second
}

// What reading may take where no limit is set: leastTime, and a second for every perSecond bytes.
const (
	leastTime = 15 * time.Second
	perSecond = 512 << 10
)
