package analyzer

import (
	"strings"
	"sync"

	"refrain/analyzer/language"
)

// remembered keeps what a tagger said of sentences, so that a text that is analysed again and again
// while it is written has only its new sentences tagged. It keeps between most and twice as many:
// when there are most new ones, those that nobody has asked for since are forgotten. It is safe for
// concurrent use.
type remembered struct {
	tag  language.Tagger
	most int

	mu          sync.Mutex
	recent, old map[string][]language.Tag
}

// remember returns a tagger that says the same as tag. What it returns must not be changed.
func remember(tag language.Tagger, most int) language.Tagger {
	r := &remembered{tag: tag, most: most, recent: map[string][]language.Tag{}}
	return r.tags
}

// longestRemembered is how many bytes the words of a sentence have that is kept. Longer ones are rare.
const longestRemembered = 4 << 10

func (r *remembered) tags(words []string) ([]language.Tag, error) {
	key := strings.Join(words, "\x00") // No word holds one.
	r.mu.Lock()
	tags, ok := r.recent[key]
	if !ok {
		if tags, ok = r.old[key]; ok {
			r.keep(key, tags)
		}
	}
	r.mu.Unlock()
	if ok {
		return tags, nil
	}
	tags, err := r.tag(words)
	if err == nil && len(key) <= longestRemembered {
		r.mu.Lock()
		r.keep(key, tags)
		r.mu.Unlock()
	}
	return tags, err
}

// keep keeps the tags of a sentence. The caller holds r.mu.
func (r *remembered) keep(key string, tags []language.Tag) {
	if len(r.recent) >= r.most {
		r.old, r.recent = r.recent, make(map[string][]language.Tag, r.most)
	}
	r.recent[key] = tags
}
