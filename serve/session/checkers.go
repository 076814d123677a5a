package session

import (
	"sync"

	"refrain/analyzer"
	"refrain/check"
)

// asked are the settings that documents are read and analysed by; the others only choose what counts.
type asked struct {
	lexicon           int
	lang              string
	advisory, allText bool
}

// checkers keeps the checkers that were asked for last, so that languages and engines are not started
// for every check. All share one budget of memory.
type checkers struct {
	budget *check.Budget
	mu     sync.Mutex
	held   []*heldChecker // the one used last at the end
}

type heldChecker struct {
	*check.Checker
	asked asked
	users int // checks that are at work with it
}

// mostCheckers is how many checkers are kept for the next check.
const mostCheckers = 4

// checker returns the checker for some settings, and what to call when the check is over.
func (s *Session) checker(c Settings) (checker *check.Checker, release func()) {
	k := &s.checkers
	k.mu.Lock()
	defer k.mu.Unlock()
	key := asked{c.Lexicon, c.Lang, c.Advisory, c.AllText}
	var h *heldChecker
	for i, held := range k.held {
		if held.asked == key {
			h = held
			k.held = append(k.held[:i], k.held[i+1:]...)
			break
		}
	}
	if h == nil {
		o := s.options.Reader
		o.Lang, o.AllText = c.Lang, c.AllText
		h = &heldChecker{asked: key, Checker: check.New(s.options.Lexicons[c.Lexicon].Lexicon, check.Options{
			Reader:   o,
			Analyzer: analyzer.Options{Advisory: c.Advisory, Cache: s.options.Cache},
			Budget:   k.budget,
		})}
	}
	h.users++
	k.held = append(k.held, h)
	k.trim(mostCheckers)
	return h.Checker, func() {
		k.mu.Lock()
		defer k.mu.Unlock()
		h.users--
		k.trim(mostCheckers)
	}
}

// trim closes checkers that nobody uses until at most so many are held.
func (k *checkers) trim(most int) {
	for i := 0; i < len(k.held) && len(k.held) > most; {
		if h := k.held[i]; h.users == 0 {
			h.Close()
			k.held = append(k.held[:i], k.held[i+1:]...)
			continue
		}
		i++
	}
}

// Close ends what checks have started. No check may be at work, or begin.
func (s *Session) Close() {
	s.checkers.mu.Lock()
	defer s.checkers.mu.Unlock()
	s.checkers.trim(0)
}
