package lexicon

import "refrain/internal/strictyaml"

// Reference is a source of one entry, with what the source says about the entry's very wording.
type Reference struct {
	*Source
	Role  Role
	About string // what it says about this wording; "" where Says of the source is all there is
}

// Role is what a source does for an entry.
type Role uint8

// The roles, in the order in which reports name sources.
const (
	Against    Role = iota // advises against the wording or a clear variant of it
	Prefers                // names a wording to prefer
	Permits                // uses or permits the wording
	Background             // studies or explains the harm, and does not judge the wording
)

var roleNames = []string{"against", "prefers", "permits", "background"}

// String returns the role's name as lexicon files write it.
func (r Role) String() string { return roleNames[r] }

// SourcesOf returns the sources of references, in their order.
func SourcesOf(references []Reference) []*Source {
	var all []*Source
	for _, r := range references {
		all = append(all, r.Source)
	}
	return all
}

// references reads the sources of an entry: ids, which are background, or mappings with a role.
func (l *loader) references(d *decoder, n *node) []Reference {
	var all []Reference
	d.Items(n, func(item *node) {
		r := Reference{Role: Background}
		id := item
		if strictyaml.IsMapping(item) {
			d.Mapping(item, fields{
				"id":    func(n *node) { id = n },
				"role":  choice(d, &r.Role, roleNames),
				"about": d.Text(&r.About),
			}, "id", "role")
		}
		if r.Source = l.lex.source(id.Value); r.Source == nil {
			d.Fail(id, "source %q is not in sources.yaml", id.Value)
			return
		}
		all = append(all, r)
	})
	return all
}

// Words returns what the source says about the wording, or else what it says in general.
func (r Reference) Words() string {
	if r.About != "" {
		return r.About
	}
	return r.Says
}
