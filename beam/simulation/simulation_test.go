package simulation

import (
	"flag"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the tables into docs/archives.md")

// The tables are in the documentation, between these lines.
const (
	from = "<!-- go test ./simulation -update, in beam, writes from here -->\n"
	to   = "<!-- to here -->\n"
)

func TestDocumentationHasTheTables(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped by -short: ten million documents are drawn eight times")
	}
	const name = "../../docs/archives.md"
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(text), from)
	had, after, ok2 := strings.Cut(rest, to)
	if !ok || !ok2 {
		t.Fatalf("%s has no place for the tables", name)
	}
	want := Tables()
	if had == want {
		return
	}
	if !*update {
		t.Fatalf("%s: the tables are of another simulation; go test ./simulation -update\n%s", name, want)
	}
	if err := os.WriteFile(name, []byte(before+from+want+to+after), 0o666); err != nil {
		t.Fatal(err)
	}
}

// small is an archive that is drawn at once.
var small = Archive{Documents: 20_000, Long: 1000, LongPages: 900, Seed: 7}

func TestEveryDocumentIsInOnePart(t *testing.T) {
	for _, n := range []int{1, 7, 1000} {
		documents := 0
		for _, p := range small.Split(n) {
			documents += p.Documents
		}
		if documents != small.Documents {
			t.Errorf("%d parts hold %d documents, want %d", n, documents, small.Documents)
		}
	}
}

func TestNoJobIsFasterThanItsWork(t *testing.T) {
	for _, c := range []Cluster{
		{Workers: 1, Processes: 1},
		{Workers: 10, Processes: 8},
		{Workers: 10, Processes: 8, Slow: 5, SlowBy: 5},
		{Workers: 10, Processes: 8, Slow: 5, SlowBy: 5, Fixed: true},
		{Workers: 10, Processes: 8, Kills: 20, Restart: 60},
	} {
		for _, n := range []int{1, 10, 300} {
			o := c.Run(small.Split(n), 1)
			if !(o.Hours >= o.Ideal) || math.IsNaN(o.Lost) {
				t.Errorf("%+v with %d parts: %+v", c, n, o)
			}
			if c.Kills == 0 && (o.Kills != 0 || o.Lost != 0) {
				t.Errorf("%+v with %d parts: %+v without kills", c, n, o)
			}
		}
	}
}

func TestPartsThatOutliveNoWorkerAreNeverDone(t *testing.T) {
	c := Cluster{Workers: 4, Processes: 1, Kills: 1000, Restart: 1}
	if o := c.Run(small.Split(4), 1); !math.IsInf(o.Hours, 1) {
		t.Errorf("parts of minutes end on workers that live for seconds: %+v", o)
	}
	if o := c.Run(small.Split(20_000), 1); math.IsInf(o.Hours, 1) || o.Kills == 0 {
		t.Errorf("parts of a document do not end: %+v", o)
	}
}

func TestSlowWorkerHoldsUpWhatIsDealtOut(t *testing.T) {
	parts := small.Split(400)
	c := Cluster{Workers: 10, Processes: 4, Slow: 10, SlowBy: 5}
	shared := c.Run(parts, 1)
	c.Fixed = true
	if dealt := c.Run(parts, 1); dealt.Hours < 3*shared.Hours {
		t.Errorf("dealt out %v hours, shared %v", dealt.Hours, shared.Hours)
	}
}

func TestSameSeedSameFigures(t *testing.T) {
	c := Cluster{Workers: 10, Processes: 4, Kills: 30, Restart: 10}
	a, b := fmt.Sprint(c.Run(small.Split(100), 3)), fmt.Sprint(c.Run(small.Split(100), 3))
	if a != b {
		t.Errorf("%s and %s", a, b)
	}
}
