package compare_test

import (
	"slices"
	"testing"

	"refrain/compare"
)

func TestRenamedDocumentsAreFoundByTheirWords(t *testing.T) {
	var old, new []compare.Sketch
	want := []int{2, -1, 0, 1}
	bills := make([]bill, 3)
	for i := range bills {
		m := newMaker(law, uint64(40+i))
		bills[i] = m.bill(8)
		old = append(old, compare.SketchOf(bills[i].markdown()))
	}
	other := newMaker(gesetz, 1)
	new = append(new,
		compare.SketchOf(newMaker(law, 60).revised(bills[2], 40).text(60)), compare.SketchOf(other.bill(8).markdown()),
		compare.SketchOf(bills[0].markdown()), compare.SketchOf(newMaker(law, 61).revised(bills[1], 40).html()),
	)
	if got := compare.Renamed(old, new); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestShortTextsAreNoRenamedDocuments(t *testing.T) {
	empty := compare.SketchOf("two words")
	if got := compare.Renamed([]compare.Sketch{empty}, []compare.Sketch{empty}); !slices.Equal(got, []int{-1}) {
		t.Errorf("got %v", got)
	}
}
