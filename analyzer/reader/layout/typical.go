package layout

// typical is what is usual in a document.
type typical struct {
	size    float32 // of the letters of its body
	leading float32 // from line to line, in sizes
	bold    bool    // the body itself is bold
	headed  bool    // the file says of some lines that they are headings
}

// Steps in which sizes and leadings are counted, so that rounding does not part them.
const (
	sizeSteps    = 4    // of a point
	leadingSteps = 20   // of a size
	leastLeading = 0.7  // sizes; less is no next line
	mostLeading  = 3.5  // sizes; more is the space between paragraphs
	singleSpaced = 1.2  // sizes from line to line, where a document has too few lines to measure
	wideLeading  = 1.4  // sizes; a document with wider lines is not read as if its lines were all apart
	otherSize    = 0.1  // of the larger size, by which sizes differ that are not the same
	nextPageSize = 0.08 // the same across a page break, where nothing else shows that text goes on
)

// measured measures the lines of a body.
func measured(pages ...[]line) typical {
	sizes := map[int]int{}
	leadings := map[int]int{}
	bold, all := 0, 0
	for _, lines := range pages {
		for i := range lines {
			l := &lines[i]
			if l.role != body || l.vertical && !ideographic(l.first()) {
				continue
			}
			sizes[int(l.size*sizeSteps+0.5)] += l.letters
			all += l.letters
			if l.bold {
				bold += l.letters
			}
			if i == 0 {
				continue
			}
			step, alike := (l.base-lines[i-1].base)/l.size, abs(l.size-lines[i-1].size) < otherSize*l.size
			if alike && step > leastLeading && step < mostLeading {
				leadings[int(step*leadingSteps+0.5)]++
			}
		}
	}
	return typical{
		size:    float32(commonest(sizes)) / sizeSteps,
		leading: float32(commonest(leadings)) / leadingSteps,
		bold:    bold*2 > all,
	}
}

// on returns what is usual on a page within the document: its own lines say how far they stand
// apart.
func (m typical) on(page []line) typical {
	if own := measured(page); own.leading > 0 {
		m.leading = own.leading
	}
	return m
}

// commonest returns the key with the highest count; of several, the smallest.
func commonest(counts map[int]int) int {
	best, most := 0, 0
	for k, n := range counts {
		if n > most || n == most && k < best {
			best, most = k, n
		}
	}
	return best
}

// differs reports whether two lines have sizes that differ by more than a part of the larger.
func differs(a, b *line, part float32) bool { return abs(a.size-b.size) > part*max(a.size, b.size) }
