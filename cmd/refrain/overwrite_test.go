//go:build linux

package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"refrain/internal/atomicfile"
)

// shell runs a line of a shell in a folder.
func shell(t *testing.T, folder, line string) ended {
	t.Helper()
	c := exec.Command("sh", "-c", line)
	c.Dir = folder
	return end(t, c)
}

// ways lead from a report to a document: each a line for a shell, and below it what refrain says.
// FORCE stands for refrain check --force --format KIND.
const ways = `
FORCE=docs/x.txt docs
	is one of the documents
FORCE=docs/x.txt linked
	is one of the documents
FORCE=docs/../docs/x.txt docs/x.txt
	is one of the documents
FORCE=hard.txt docs
	hard.txt: is one of the documents, docs/x.txt, and no report is written over a document
FORCE=docs/x.txt hard.txt
	is one of the documents, hard.txt,
FORCE=soft.txt docs
	is one of the documents
FORCE=docs/x.txt links
	is one of the documents
FORCE=docs/x.txt --files-from list
	is one of the documents
FORCE=docs/x.txt --files-from folders
	is one of the documents
FORCE=docs/x.txt --files-from - < list
	is one of the documents
cat list | FORCE=docs/x.txt --files-from -
	is one of the documents
mkfifo pipe; cat list > pipe & FORCE=docs/x.txt --files-from pipe; code=$?; rm pipe; exit $code
	is one of the documents
FORCE=docs/x.txt - < docs/x.txt
	is one of the documents, standard input,
FORCE=docs/x.txt /dev/stdin < docs/x.txt
	is one of the documents
FORCE=docs/x.txt --shard 1/2 docs; FORCE=docs/x.txt --shard 2/2 docs
	is one of the documents
FORCE=docs/x.txt --format json=new.json docs
	is one of the documents
FORCE=docs/x.txt --diff HEAD docs
	is one of the documents
FORCE=docs/x.txt --resume docs
	is one of the documents
refrain check --format KIND docs >> docs/x.txt
	standard output leads into docs/x.txt, which is one of the documents
refrain check --format KIND hard.txt >> docs/x.txt
	standard output leads into hard.txt, which is one of the documents
FORCE=/dev/stdout docs/x.txt >> docs/x.txt
	is one of the documents
refrain text docs >> docs/x.txt
	standard output leads into docs/x.txt
FORCE=list --files-from list
	list: is the list of files, and no report is written over a list
refrain check --format KIND --files-from list >> list
	standard output leads into list, which is the list of files
FORCE=.refrain.yaml docs
	.refrain.yaml: is one of the records
FORCE=.refrain-waivers.yaml docs
	is one of the records
FORCE=own/sources.yaml --lexicon own docs
	is one of the records
refrain check --force --resume --format jsonl=.refrain-1-0.jsonl docs
	.refrain-1-0.jsonl:1: not a line of an archive
refrain check --force --resume --format jsonl=docs/x.txt docs
	is one of the documents
refrain report --from a.jsonl --format jsonl=a.jsonl
	a.jsonl: is one of the archives, and no report is written over an archive
refrain report --from a.jsonl --format KIND >> a.jsonl
	standard output leads into a.jsonl, which is one of the archives
GITHUB_ACTIONS=true GITHUB_STEP_SUMMARY=docs/x.txt refrain check --format auto docs
	is one of the documents
cp bad.yaml .refrain.yaml; refrain baseline write; code=$?; cp good.yaml .refrain.yaml; exit $code
	docs/x.txt: exists, and is no baseline
`

// TestNoReportGoesOverADocument also holds that no file is made where there was none.
func TestNoReportGoesOverADocument(t *testing.T) {
	folder := guardedFolder(t)
	before := contents(t, folder)
	rows := strings.Split(strings.Trim(ways, "\n"), "\n")
	for i := 0; i < len(rows); i += 2 {
		line := strings.ReplaceAll(rows[i], "FORCE", "refrain check --force --format KIND")
		for _, kind := range []string{"jsonl", "json", "terminal"} {
			expect(t, shell(t, folder, strings.ReplaceAll(line, "KIND", kind)), 2, strings.TrimSpace(rows[i+1]))
			if after := contents(t, folder); after != before {
				t.Fatalf("after %s there is\n%s\nwant\n%s", line, after, before)
			}
		}
	}
}

// guardedFolder is a folder of documents with all that leads to them.
func guardedFolder(t *testing.T) string {
	t.Helper()
	folder := folderOf(t, map[string]string{
		"list": "docs/x.txt\n", "folders": "docs\n", ".refrain.yaml": "fail-on: review\n", ".refrain-waivers.yaml": "[]\n",
		".refrain-1-0.jsonl": "mine\n", "good.yaml": "fail-on: review\n", "bad.yaml": "baseline: docs/x.txt\n",
	})
	const source = "HOUSE:\n  title: House style\n  body: House\n  kind: style guide\n  status: read\n  says: We do not.\n"
	in := func(name string) string { return filepath.Join(folder, name) }
	err := errors.Join(os.Mkdir(in("docs"), 0o755), os.Mkdir(in("links"), 0o755), os.Mkdir(in("own"), 0o755))
	err = errors.Join(err, os.WriteFile(in("docs/x.txt"), []byte(speech), 0o644))
	err = errors.Join(err, os.Link(in("docs/x.txt"), in("hard.txt")))
	err = errors.Join(err, os.Symlink("docs/x.txt", in("soft.txt")), os.Symlink("../docs/x.txt", in("links/y.txt")))
	err = errors.Join(err, os.Symlink("docs", in("linked")), os.WriteFile(in("own/sources.yaml"), []byte(source), 0o644))
	if err != nil {
		t.Fatal(err)
	}
	expect(t, shell(t, folder, "refrain check --no-config --format jsonl=a.jsonl docs"), 1, "")
	as := "git -c user.name=A -c user.email=a@example.org"
	expect(t, shell(t, folder, "git init -q . && git add docs && "+as+" commit -qm a"), 0, "")
	return folder
}

// contents are the files of a folder with what they hold, but those of git.
func contents(t *testing.T, folder string) string {
	t.Helper()
	const files = "find . -path ./.git -prune -o"
	return shell(t, folder, files+" -print | sort; "+files+" -type f -print | sort | xargs cat").stdout
}

// TestStandardOutputInTheFolderIsNoDocument has the shell make a file for the report among the
// documents.
func TestStandardOutputInTheFolderIsNoDocument(t *testing.T) {
	folder := folderOf(t, map[string]string{"a.txt": speech})
	expect(t, shell(t, folder, "refrain text . > all.txt; grep -c spoke all.txt; rm all.txt"), 0, "1\n")
	for _, to := range []string{"> report.txt", ">> report.txt", ">> ci.log", ">> ci.log"} {
		got := shell(t, folder, "refrain check . "+to)
		expect(t, got, 1, "standard output leads there, so it is not read")
		if strings.Count(got.stderr, "\n") != 1 {
			t.Errorf("%s says %s", to, got.stderr)
		}
	}
	report, err := os.ReadFile(filepath.Join(folder, "report.txt"))
	if err != nil || strings.Count(string(report), "Read 1 document:") != 2 {
		t.Errorf("the report is %q, %v", report, err)
	}
	got := shell(t, folder, "refrain check a.txt > a.txt")
	expect(t, got, 2, "standard output leads into a.txt, which is one of the documents; the shell has emptied it")
}

// TestReportThatIsNewIsNotRead has the report named among the documents, or in a list that nobody
// can read twice.
func TestReportThatIsNewIsNotRead(t *testing.T) {
	folder := folderOf(t, map[string]string{"a.txt": speech})
	for _, line := range []string{
		"refrain check --format jsonl=r.jsonl a.txt r.jsonl",
		"printf 'a.txt\nr.jsonl\n' | refrain check --format jsonl=r.jsonl --files-from -",
		"printf 'a.txt\nr.jsonl\n' | refrain check --format jsonl --files-from - > r.jsonl",
	} {
		got := shell(t, folder, line+"; code=$?; grep -c flood r.jsonl; rm r.jsonl; exit $code")
		expect(t, got, 3, "r.jsonl: is a report that is being written")
	}
}

func TestFileThatTakesThePlaceOfAReportIsKept(t *testing.T) {
	for _, lines := range []bool{false, true} {
		for _, before := range []string{"", "refrain 1, lexicon 2 (en; core entries)\n"} {
			target := filepath.Join(t.TempDir(), "r.txt")
			o := &output{target: target, lines: lines}
			if before != "" {
				if err := os.WriteFile(target, []byte(before), 0o644); err != nil {
					t.Fatal(err)
				}
				o.over, _ = os.Stat(target)
			}
			if !lines {
				if err := o.create(); err != nil {
					t.Fatal(err)
				}
			}
			err := os.WriteFile(target+"2", []byte("a document"), 0o644)
			if err := errors.Join(err, os.Rename(target+"2", target)); err != nil {
				t.Fatal(err)
			}
			end := o.place
			if lines {
				end = o.create
			}
			err = end()
			outputs{o}.discard()
			if got, _ := os.ReadFile(target); err == nil || string(got) != "a document" {
				t.Errorf("lines %v, over %q: %v, and there is %q", lines, before, err, got)
			}
			if got := names(t, filepath.Dir(target)); len(got) != 1 {
				t.Errorf("left behind: %q", got)
			}
		}
	}
}

// TestNextRunTakesAwayWhatAKilledOneLeft also has documents whose names look like what is taken
// away.
func TestNextRunTakesAwayWhatAKilledOneLeft(t *testing.T) {
	for _, next := range []string{
		"refrain check --format json=r.json a.txt", "refrain check --format jsonl=r.jsonl a.txt",
		"refrain baseline write; test $? = 0 && exit 1",
	} {
		folder := folderOf(t, map[string]string{"a.txt": speech, ".refrain-7-7": "mine", ".refrain-b.txt": "mine"})
		mine := filepath.Join(folder, ".refrain-8-8")
		err := os.Mkdir(mine, 0o755)
		if err = errors.Join(err, os.WriteFile(filepath.Join(mine, "content"), []byte("mine"), 0o644)); err != nil {
			t.Fatal(err)
		}
		pipe := filepath.Join(folder, "pipe")
		if err := syscall.Mkfifo(pipe, 0o600); err != nil {
			t.Fatal(err)
		}
		c := program(t, folder, "check", "--format", "json=r.json", "a.txt", "pipe")
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		writer, err := os.OpenFile(pipe, os.O_WRONLY, 0) // It opens when the program has come to the pipe.
		if err != nil {
			t.Fatal(err)
		}
		// Another run beside it neither takes it away nor reads it.
		expect(t, shell(t, folder, "refrain check --no-config --format markdown=other.md ."), 1, "")
		left := temporaries(t, folder)
		if len(left) != 1 {
			t.Fatalf("a living process has %q", left)
		}
		if got := shell(t, folder, "refrain check --no-config --format json ."); !strings.Contains(got.stdout, `"hidden":3`) {
			t.Errorf("the documents that look like temporary files are not counted: %s", got.stdout)
		}
		c.Process.Kill()
		c.Wait()
		writer.Close()
		if got := temporaries(t, folder); len(got) != 1 {
			t.Fatalf("a killed process left %q", got)
		}
		if err := os.Remove(pipe); err != nil {
			t.Fatal(err)
		}
		expect(t, shell(t, folder, next), 1, "")
		if got := temporaries(t, folder); len(got) != 0 {
			t.Errorf("%s leaves %q", next, got)
		}
		if got := shell(t, folder, "cat .refrain-7-7 .refrain-b.txt .refrain-8-8/content").stdout; got != "minemine"+"mine" {
			t.Errorf("of the documents that look like temporary files there is %q", got)
		}
	}
}

// temporaries are the temporary folders of refrain in a folder.
func temporaries(t *testing.T, folder string) []string {
	t.Helper()
	var all []string
	for _, name := range names(t, folder) {
		if atomicfile.Is(filepath.Join(folder, name)) {
			all = append(all, name)
		}
	}
	return all
}
