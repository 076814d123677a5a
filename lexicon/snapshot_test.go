package lexicon

import (
	"flag"
	"os"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
)

var update = flag.Bool("update", false, "write snapshot.bin anew")

// parsed is the built-in lexicon without examples as its files say it, whatever the snapshot holds.
func parsed(t *testing.T) *Lexicon {
	t.Helper()
	lex, err := (&loader{bare: true}).load(Files, nil)
	if err != nil {
		t.Fatal(err)
	}
	return lex
}

// TestSnapshotIsCurrent: an old snapshot is not used, so the start of every run takes three times as long.
func TestSnapshotIsCurrent(t *testing.T) {
	want, err := snapshotOf(parsed(t))
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("snapshot.bin", want, 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if snapshot != string(want) {
		t.Error("lexicon/snapshot.bin was not made from these files; run go generate ./lexicon ./analyzer")
	}
}

// TestSnapshotSaysWhatTheFilesSay compares everything that LoadTerms promises.
func TestSnapshotSaysWhatTheFilesSay(t *testing.T) {
	want := parsed(t)
	made, err := snapshotOf(want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := (&loader{bare: true, snapshot: string(made)}).load(Files, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		for i, e := range got.Languages[0].Entries {
			if !reflect.DeepEqual(e, want.Languages[0].Entries[i]) {
				t.Fatalf("the entry %s differs:\n got %+v\nwant %+v", e.ID, *e, *want.Languages[0].Entries[i])
			}
		}
		t.Error("the snapshot differs from the files, in something else than entries")
	}
}

// TestOtherFilesLeaveTheSnapshot: a changed file is read, not what the snapshot says of an older one.
func TestOtherFilesLeaveTheSnapshot(t *testing.T) {
	data, err := Files.ReadFile("lexicon.yaml")
	if err != nil {
		t.Fatal(err)
	}
	changed := fstest.MapFS{}
	for _, name := range []string{"taxonomy.yaml", "sources.yaml"} {
		other, err := Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		changed[name] = &fstest.MapFile{Data: other}
	}
	changed["lexicon.yaml"] = &fstest.MapFile{Data: data}
	_, err = LoadTerms(changed)
	if err == nil || !strings.Contains(err.Error(), "holds no entry") {
		t.Errorf("a lexicon without entries: %v", err)
	}
}

// BenchmarkLoadTerms is what every run pays before it reads its first document.
func BenchmarkLoadTerms(b *testing.B) {
	for b.Loop() {
		if _, err := LoadTerms(Files); err != nil {
			b.Fatal(err)
		}
	}
}
