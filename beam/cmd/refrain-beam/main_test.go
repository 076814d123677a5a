package main

import (
	"flag"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

func TestLinesAreThoseOfAPlainRun(t *testing.T) {
	files := speeches(12)
	files["acts/page.html"] = "<title>Act</title><nav>Menu</nav><h1>Act</h1><p>A tidal wave of migrants.</p>"
	files["acts/empty.txt"] = ""
	files["acts/damaged.pdf"] = "%PDF-1.7\nno more of it"
	files["acts/ärger & [1].md"] = "# Titel\n\nDie Flüchtlingswelle und die Asylanten.\n"
	folder := write(t, files)
	names := append(slices.Sorted(maps.Keys(files)), "acts/absent.txt")
	if err := os.WriteFile(filepath.Join(folder, "list"), []byte(strings.Join(names, "\r\n")+"\n\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	r := ran(t, program(t, folder, "--output", "out", "--parts", "5", "--files-from", "list"))
	if r.code != exitUnread {
		t.Fatalf("exit code %d, want %d for a damaged and an absent file\n%s", r.code, exitUnread, r.stderr)
	}
	one := refrain(t)
	same(t, archived(t, filepath.Join(folder, "out")), plain(t, one, folder, "--files-from", "list"))

	t.Run("a part is a shard", func(t *testing.T) {
		part := read(t, filepath.Join(folder, "out", "archive-00002-of-00005.jsonl"))
		same(t, sorted(part), plain(t, one, folder, "--files-from", "list", "--shard", "2/5"))
	})
	t.Run("refrain report reads it", func(t *testing.T) {
		args := []string{"report", "--format", "csv-documents"}
		for _, name := range parts(t, filepath.Join(folder, "out")) {
			args = append(args, "--from", name)
		}
		out, _ := exec.Command(one, args...).Output()
		if got, want := strings.Count(string(out), "\n"), len(names)+1; got != want {
			t.Errorf("refrain report has %d rows, want %d:\n%s", got, want, out)
		}
	})
	t.Run("refrain trend reads it", func(t *testing.T) {
		out, _ := exec.Command(one, append([]string{"trend"}, parts(t, filepath.Join(folder, "out"))...)...).Output()
		for _, want := range []string{"acts/absent.txt: no date", "\n  2018 ", "\n  2019 ", "\n  2020 "} {
			if !strings.Contains(string(out), want) {
				t.Errorf("refrain trend does not say %q:\n%s", want, out)
			}
		}
	})
	t.Run("tables count it", func(t *testing.T) {
		table := read(t, filepath.Join(folder, "out", "findings.csv"))
		for _, row := range []string{
			"year,source,language,category,entry,status,documents,findings\r\n",
			"2018,acts,en,dehum.water,flood-of-people,used,4,4\r\n",
		} {
			if !strings.Contains(table, row) {
				t.Errorf("findings.csv has no row %q:\n%s", row, table)
			}
		}
		if table := read(t, filepath.Join(folder, "out", "gaps.csv")); !strings.Contains(table, ",acts,no such file,1,1\r\n") {
			t.Errorf("gaps.csv has no row for the absent file:\n%s", table)
		}
		if table := read(t, filepath.Join(folder, "out", "documents.csv")); !strings.Contains(table, "2019,acts,en,4,0,0,") {
			t.Errorf("documents.csv has no row for the four speeches of 2019:\n%s", table)
		}
	})
	t.Run("a second run writes the same bytes", func(t *testing.T) {
		before := contents(t, filepath.Join(folder, "out"))
		ran(t, program(t, folder, "--output", "out", "--parts", "5", "--files-from", "list"))
		after := contents(t, filepath.Join(folder, "out"))
		if !maps.Equal(before, after) {
			t.Error("the files of two runs differ")
		}
	})
	t.Run("an archive of another number of parts is refused", func(t *testing.T) {
		r := ran(t, program(t, folder, "--output", "out", "--parts", "6", "--files-from", "list"))
		if r.code != exitFailed || !strings.Contains(r.stderr, "another number of parts") {
			t.Errorf("exit code %d: %s", r.code, r.stderr)
		}
	})
}

// contents are the files of a folder.
func contents(t *testing.T, folder string) map[string]string {
	t.Helper()
	all := map[string]string{}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		all[e.Name()] = read(t, filepath.Join(folder, e.Name()))
	}
	return all
}

func TestPoisonedDocumentsAreGaps(t *testing.T) {
	files := speeches(6)
	for _, name := range []string{"panic", "exhaust", "hang", "once"} {
		files["acts/"+name+".txt"] = "They spoke of a flood of refugees."
	}
	folder := write(t, files)
	c := program(t, folder, "--output", "out", "--parts", "2", "--limit", "time=2s", "--limit", "ocr-time=1s",
		"--limit", "memory=64MiB", "acts/*.txt", "acts/*/*.txt")
	c.Env = append(c.Env, gateFolder+"="+t.TempDir())
	r := ran(t, c)
	if r.code != exitUnread {
		t.Fatalf("exit code %d, want %d\n%s", r.code, exitUnread, r.stderr)
	}
	const gap = `"gaps":[{"reason":"internal fault: the process that read it has ended, twice"`
	lost := 0
	for _, line := range archived(t, filepath.Join(folder, "out")) {
		if strings.Contains(line, gap) {
			lost++
			continue
		}
		if !strings.Contains(line, `"gaps":[],`) || !strings.Contains(line, `"flood-of-people"`) {
			t.Errorf("a good document suffers: %.300s", line)
		}
	}
	if lost != 3 {
		t.Errorf("%d documents are lost, want panic, exhaust and hang; once is read at the second attempt\n%s",
			lost, r.stderr)
	}
	if n := len(archived(t, filepath.Join(folder, "out"))); n != len(files) {
		t.Errorf("%d lines for %d documents", n, len(files))
	}
}

func TestResumeKeepsWhatIsWholeAndNothingElse(t *testing.T) {
	folder := write(t, speeches(8))
	args := []string{"--output", "out", "--parts", "4", "acts/*/*.txt", "acts/later.txt"}
	ran(t, program(t, folder, args...))
	before := archived(t, filepath.Join(folder, "out"))

	// A document that was absent is read; one that was read is taken not to have changed.
	for name, text := range map[string]string{"later.txt": "An invasion of migrants.", "2018/speech00.txt": "Nothing."} {
		if err := os.WriteFile(filepath.Join(folder, "acts", name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	r := ran(t, program(t, folder, append(args, "--resume")...))
	after := archived(t, filepath.Join(folder, "out"))
	if r.code != exitWhole || len(after) != len(before) {
		t.Fatalf("exit code %d, %d lines, want 0 and %d\n%s", r.code, len(after), len(before), r.stderr)
	}
	for _, line := range after {
		later := strings.Contains(line, `"path":"acts/later.txt"`)
		if later == slices.Contains(before, line) {
			t.Errorf("made anew is not the absent document alone: %.200s", line)
		}
	}

	r = ran(t, program(t, folder, append(args, "--resume", "--advisory")...))
	if r.code != exitFailed || !strings.Contains(r.stderr, "begun with another") {
		t.Errorf("going on with other settings gives exit code %d: %s", r.code, r.stderr)
	}

	// Without --resume all is read again.
	ran(t, program(t, folder, args...))
	for _, line := range archived(t, filepath.Join(folder, "out")) {
		if strings.Contains(line, `speech00.txt"`) && slices.Contains(before, line) {
			t.Error("a new run kept a line of the run before")
		}
	}
}

func TestOwnLexiconTravelsWithTheJob(t *testing.T) {
	folder := write(t, speeches(2))
	own := write(t, map[string]string{"en/terms/boats.yaml": ownEntry, "sources.yaml": ownSource})
	r := ran(t, program(t, folder, "--output", "out", "--lexicon", own, "acts/*/*.txt"))
	if r.code != exitWhole {
		t.Fatalf("exit code %d: %s", r.code, r.stderr)
	}
	same(t, archived(t, filepath.Join(folder, "out")),
		plain(t, refrain(t), folder, "--lexicon", own, "acts/2018/speech00.txt", "acts/2019/speech01.txt"))
}

func TestColumnsSayYearAndSource(t *testing.T) {
	folder := write(t, map[string]string{
		"a.txt": "A flood of refugees.", "b.txt": "A flood of refugees.",
		"list": "1951\ta.txt\tUpper House\n1952\tb.txt\t\n",
	})
	r := ran(t, program(t, folder, "--output", "out", "--columns", "year,name,source", "--files-from", "list"))
	table := read(t, filepath.Join(folder, "out", "documents.csv"))
	if !strings.Contains(table, "1951,Upper House,en,1,") || !strings.Contains(table, "1952,,en,1,") {
		t.Errorf("documents.csv:\n%s\n%s", table, r.stderr)
	}
	if err := os.WriteFile(filepath.Join(folder, "list"), []byte("a.txt\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	r = ran(t, program(t, folder, "--output", "out", "--columns", "year,name", "--files-from", "list", "--attempts", "1"))
	if r.code != exitFailed || !strings.Contains(r.stderr, `"a.txt" has 1 columns, not 2 (year, name)`) {
		t.Errorf("a list with too few columns gives exit code %d: %s", r.code, r.stderr)
	}
}

func TestMistakesAreNamed(t *testing.T) {
	folder := write(t, map[string]string{"a.txt": "words", "list[1]": "a.txt"})
	for _, one := range []struct {
		args []string
		want string
	}{
		{[]string{"a.txt"}, "no folder for the archive is named"},
		{[]string{"--output", "out"}, "no document is named"},
		{[]string{"--output", "out", "--files-from", "absent"}, "--files-from absent: no such file"},
		{[]string{"--output", "out", "--files-from", "list[1]"}, "takes the name for a pattern"},
		{[]string{"--output", "out", "--parts", "0", "a.txt"}, "--parts 0"},
		{[]string{"--output", "out", "--processes", "-1", "a.txt"}, "--processes -1"},
		{[]string{"--output", "out", "--attempts", "0", "a.txt"}, "--attempts"},
		{[]string{"--output", "out", "--columns", "year", "--files-from", "list[1]"}, "the column name is missing"},
		{[]string{"--output", "out", "--pdf-engine", "x", "a.txt"}, "--pdf-engine x"},
		{[]string{"--output", "out", "--lang", "xx", "a.txt"}, "--lang xx"},
		{[]string{"--output", "out", "--limit", "time=x", "a.txt"}, "expected a time"},
		{[]string{"--output", "out", "--lexicon", "absent", "a.txt"}, "--lexicon absent"},
		{[]string{"--output", "s4://bucket/out", "a.txt"}, "no filesystem for s4:// in this build"},
		{[]string{"--output", "a.txt", "a.txt"}, "a.txt"},
		{[]string{"--output", "out", "--runner"}, "--runner: a value is missing"},
		{[]string{"--output", "out", "--runner", "universal", "a.txt"}, "endpoint"},
	} {
		if r := ran(t, program(t, folder, one.args...)); r.code != exitFailed || !strings.Contains(r.stderr, one.want) {
			t.Errorf("%q: exit code %d, want %q in:\n%s", one.args, r.code, one.want, r.stderr)
		}
	}
}

func TestFlagsOfBeamAreApart(t *testing.T) {
	a := &app{}
	a.command().Flags().VisitAll(func(f *pflag.Flag) {
		if flag.Lookup(f.Name) != nil {
			t.Errorf("--%s is a flag of Beam's, too", f.Name)
		}
	})
	known := flag.NewFlagSet("", flag.ContinueOnError)
	known.String("runner", "", "")
	known.Bool("async", false, "")
	ours, beams, err := apart([]string{
		"--runner", "x", "a", "--async", "b", "--output=o", "--runner=y", "--", "--async",
	}, known)
	if err != nil || strings.Join(ours, " ") != "a b --output=o -- --async" ||
		strings.Join(beams, " ") != "--runner x --async --runner=y" {
		t.Errorf("ours %q, Beam's %q, %v", ours, beams, err)
	}
}

// TestVersionIsThatOfTheProgram holds lines of both programs together.
func TestVersionIsThatOfTheProgram(t *testing.T) {
	text := read(t, "../../../cmd/refrain/version.go")
	m := regexp.MustCompile(`(?m)^const fallbackVersion = "([^"]+)"$`).FindStringSubmatch(text)
	if m == nil || m[1] != sourceVersion {
		t.Errorf("sourceVersion is %q, and cmd/refrain/version.go says %q; make them one", sourceVersion, m)
	}
}

const ownEntry = `id: boats
category: dehum.water
severity: note
tier: core
grade: C
why: For this test alone.
instead: [by sea]
sources: [HOUSE]
match:
  - came in two boats
hits:
  - They [[came in two boats]].
misses:
  - They came by train.
`

const ownSource = `HOUSE:
  title: House style
  body: Our house
  kind: style guide
  status: read
  says: We do not count boats.
`
