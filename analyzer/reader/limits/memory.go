package limits

import (
	"context"
	"errors"
)

// Memory is what a document may take while others are read at the same time.
type Memory struct {
	Granted int                  // bytes that it may take
	More    func(bytes int) bool // asks for so many more, and does not wait; nil has no more
}

// ErrMemory says that a document was given up, since it would take more memory than it was granted
// and than others leave. It can be read when they have ended.
var ErrMemory = errors.New("others take the memory that it needs")

// Grant is what one document may take. A nil grant is no bound.
type Grant struct {
	Memory
	made, engine int                // bytes that the Builder takes, and the engine for PDF
	Refused      bool               // more was asked for and not granted
	Stop         context.CancelFunc // ends the reading
}

// step is how many bytes are asked for at least.
const step = 32 << 20

// Built reports whether the Builder may take so many bytes.
func (g *Grant) Built(bytes int) bool {
	if g == nil {
		return true
	}
	g.made = bytes
	return g.ask()
}

// Engine reports whether the engine for PDF may hold so many bytes.
func (g *Grant) Engine(bytes int) bool {
	g.engine = bytes
	return g.ask()
}

// EngineClosed says that the engine has ended.
func (g *Grant) EngineClosed() {
	if g != nil {
		g.engine = 0
	}
}

// ask asks for what is taken beyond what was granted.
func (g *Grant) ask() bool {
	taken := g.made + g.engine
	if taken <= g.Granted {
		return true
	}
	more := max(taken-g.Granted, step)
	if g.Refused || g.More == nil || !g.More(more) {
		g.Refused = true
		g.Stop()
		return false
	}
	g.Granted += more
	return true
}
