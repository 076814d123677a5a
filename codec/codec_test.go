package codec

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

// all is a value of everything that a codec knows.
type all struct {
	Number int32
	Large  uint64
	Flag   bool
	Text   string
	Texts  []string
	Lists  [][]int32
	Things []*thing
	Common []*thing
}

type thing struct{ Name string }

func (a *all) pack(c *Codec) {
	Number(c, &a.Number)
	Bits(c, &a.Large)
	c.Flag(&a.Flag)
	c.Text(&a.Text)
	List(c, &a.Texts, Fresh, c.Text)
	var numbers Slab[int32]
	List(c, &a.Lists, Fresh, func(list *[]int32) { List(c, list, numbers.Take, func(n *int32) { Number(c, n) }) })
	Things(c, &a.Things, func(t *thing) { c.Text(&t.Name) })
	common := Shared[*thing, *thing]{Key: func(t *thing) *thing { return t }}
	List(c, &a.Common, Fresh, func(t **thing) {
		common.Pack(c, t, func(t **thing) {
			if !c.Writing() {
				*t = new(thing)
			}
			c.Text(&(*t).Name)
		})
	})
}

// TestWhatIsWrittenIsRead: any values come back as they were, and those that stood in many places still do.
func TestWhatIsWrittenIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := func(label string, most int) []string { return rapid.SliceOfN(rapid.String(), 1, most).Draw(t, label) }
		want := all{
			Number: rapid.Int32Min(0).Draw(t, "number"), Large: rapid.Uint64().Draw(t, "large"), Flag: rapid.Bool().Draw(t, "flag"),
			Text: rapid.String().Draw(t, "text"), Texts: list("texts", 9),
			Lists: rapid.SliceOfN(rapid.SliceOfN(rapid.Int32Min(0), 1, 2000), 1, 9).Draw(t, "lists"),
		}
		for _, name := range list("things", 9) {
			want.Things = append(want.Things, &thing{name})
		}
		for range rapid.IntRange(1, 20).Draw(t, "common") {
			want.Common = append(want.Common, want.Things[rapid.IntRange(0, len(want.Things)-1).Draw(t, "which")])
		}
		w := Writer()
		want.pack(w)
		var got all
		got.pack(Reader(string(w.Bytes())))
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("got  %+v\nwant %+v", got, want)
		}
		for i := range want.Common {
			if same := want.Common[i] == want.Common[0]; (got.Common[i] == got.Common[0]) != same {
				t.Fatalf("the values 0 and %d of those in common: one and the same %t, want %t", i, !same, same)
			}
		}
	})
}

// TestEqualTextsAreWrittenOnce: most texts of a lexicon stand in it many times.
func TestEqualTextsAreWrittenOnce(t *testing.T) {
	length := func(texts ...string) int {
		c := Writer()
		List(c, &texts, Fresh, c.Text)
		return len(c.Bytes())
	}
	if once, twice := length("migration"), length("migration", "migration"); twice != once+1 {
		t.Errorf("a text takes %d bytes, the same text twice %d; want one more", once, twice)
	}
}
