package codec

import (
	"reflect"
	"sync"
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
	common := Table[*thing, thing]{Key: func(t *thing) *thing { return t }, Each: func(c *Codec, t *thing) { c.Text(&t.Name) }}
	if !c.Writing() {
		common.Pack(c)
		List(c, &a.Common, Fresh, func(t **thing) { common.Place(c, t) })
		return
	}
	places := c.Part()
	List(places, &a.Common, Fresh, func(t **thing) { common.Place(places, t) })
	common.Pack(c)
	c.Append(places)
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

// TestValuesOfATableAreReadOnce: whoever asks for one, and at the same time.
func TestValuesOfATableAreReadOnce(t *testing.T) {
	table := func() *Table[string, string] {
		return &Table[string, string]{Key: func(s *string) string { return *s }, Each: (*Codec).Text}
	}
	w, names := table(), []string{"one", "two", "three"}
	c := Writer()
	for i := range names {
		w.Add(c, &names[i])
	}
	w.Pack(c)
	r := table()
	r.Pack(Reader(string(c.Bytes())))
	if r.Len() != len(names) {
		t.Fatalf("%d values, want %d", r.Len(), len(names))
	}
	got := make([][]*string, 8)
	var done sync.WaitGroup
	for i := range got {
		done.Go(func() {
			for n := range names {
				got[i] = append(got[i], r.At(n))
			}
		})
	}
	done.Wait()
	for n, want := range names {
		for i := range got {
			if got[i][n] != got[0][n] || *got[i][n] != want {
				t.Errorf("value %d: %q, want %q, the same for all", n, *got[i][n], want)
			}
		}
	}
}

// TestRowsAreReadInPlace: whatever the numbers are, and where a row stands among other things.
func TestRowsAreReadInPlace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOf(rapid.Uint64()).Draw(t, "numbers")
		c, before, row := Writer(), rapid.String().Draw(t, "before"), string(RowOf(want))
		c.Text(&before)
		c.Text(&row)
		r, packed := Reader(string(c.Bytes())), ""
		r.Text(&before)
		r.Text(&packed)
		got := Row(packed)
		if got.Len() != len(want) {
			t.Fatalf("%d numbers, want %d", got.Len(), len(want))
		}
		for i := range want {
			if got.At(i) != want[i] {
				t.Fatalf("number %d: got %#x, want %#x", i, got.At(i), want[i])
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
