//go:build unix

// Mutate damages every document of a folder in many ways, has refrain check each damaged copy in a
// process of its own, and says what came of it: exit codes, time, memory, and copies that look
// clean although words that were found are still there.
//
//	go run ./internal/mutate -refrain ./refrain -n 5000 -seed 1 DIR
//	go run ./internal/mutate -refrain ./refrain -texts -time 5m
//
// The same seed and files give the same copies. What fails is kept in -keep, and -again NAME writes
// the copy of a name to standard output. The exit code is 1 when anything failed: an exit code of
// refrain other than 0, 1 and 3, or one that does not go with the report; a panic; more time or
// memory than allowed; or a report with neither findings nor gaps of a copy that holds words which
// were found in the original. Copies that lost some findings, and not all, are counted and listed
// with -fewer: damage may well change what a term is taken for.
package main

import (
	"cmp"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"time"

	"refrain/internal/mutate/hostiletest"
)

// settings are what the flags say.
type settings struct {
	refrain string
	n       int
	seed    uint64
	jobs    int
	keep    string
	time    time.Duration // that one copy may take
	memory  int64         // bytes that one copy may take
	fewer   bool          // whether copies that lost some findings are listed
}

func main() {
	var s settings
	flag.StringVar(&s.refrain, "refrain", "./refrain", "the program")
	flag.IntVar(&s.n, "n", 1000, "copies to make, of all documents in turn")
	flag.Uint64Var(&s.seed, "seed", 1, "what the damage is drawn from")
	flag.IntVar(&s.jobs, "j", runtime.GOMAXPROCS(0), "copies to check at the same time")
	flag.StringVar(&s.keep, "keep", "", "folder for copies that failed (default none is kept)")
	flag.DurationVar(&s.time, "time", 30*time.Second, "longest time for a copy")
	flag.Int64Var(&s.memory, "memory", 1500<<20, "most memory for a copy, in bytes")
	flag.BoolVar(&s.fewer, "fewer", false, "list the copies that lost some findings whose words they hold")
	texts := flag.Bool("texts", false, "check texts that were made to cost memory instead, and show what each takes")
	text := flag.String("text", "", "name of one of these texts, which is only to be written to standard output")
	again := flag.String(
		"again", "",
		"name of a copy that is only to be made, with the seed that the name holds, and written to standard output",
	)
	flag.Parse()
	if *text != "" {
		t := hostiletest.ByName(*text)
		if err := t.Write(os.Stdout, t.Bytes); err != nil {
			fmt.Fprintln(os.Stderr, "mutate:", err)
			os.Exit(2)
		}
		return
	}
	if *texts {
		failed, err := s.texts(os.Stdout)
		if err != nil {
			fmt.Fprintln(os.Stderr, "mutate:", err)
			os.Exit(2)
		}
		if failed {
			os.Exit(1)
		}
		return
	}
	if flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "mutate: name a folder of documents")
		os.Exit(2)
	}
	if *again != "" {
		if err := s.remake(*again, flag.Args(), os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, "mutate:", err)
			os.Exit(2)
		}
		return
	}
	failed, err := run(s, flag.Args())
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(2)
	}
	if failed {
		os.Exit(1)
	}
}

// run makes and checks the copies and prints the sums.
func run(s settings, folders []string) (failed bool, err error) {
	work, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(work)
	originals, err := load(s, work, folders)
	if err != nil {
		return false, err
	}
	if len(originals) == 0 {
		return false, fmt.Errorf("%v: no document is there", folders)
	}
	tasks := make(chan int)
	results := make(chan result)
	var workers sync.WaitGroup
	for range s.jobs {
		workers.Go(func() {
			for i := range tasks {
				results <- s.copy(work, originals[i%len(originals)], i/len(originals))
			}
		})
	}
	go func() {
		for i := range s.n {
			tasks <- i
		}
		close(tasks)
		workers.Wait()
		close(results)
	}()
	sums := sums{list: s.fewer}
	for r := range results {
		sums.add(r)
	}
	sums.print(os.Stdout)
	return sums.failed > 0, nil
}

// original is a document before any damage.
type original struct {
	name  string // relative to the folder
	bytes []byte
	words []string // of its findings, folded as lost folds the text
}

// load reads the documents and finds out what refrain finds in them.
func load(s settings, work string, folders []string) ([]original, error) {
	all, err := read(folders)
	if err != nil {
		return nil, err
	}
	var group sync.WaitGroup
	next := make(chan *original)
	for range s.jobs {
		group.Go(func() {
			for o := range next {
				o.words = s.check(work, o.name, o.bytes).words
			}
		})
	}
	for i := range all {
		next <- &all[i]
	}
	close(next)
	group.Wait()
	return all, nil
}

// read reads the documents in folders, sorted by their names.
func read(folders []string) ([]original, error) {
	var all []original
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || !entry.Type().IsRegular() {
				return err
			}
			content, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			all = append(all, original{name: filepath.Base(name), bytes: content})
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(all, func(a, b original) int { return cmp.Compare(a.name, b.name) })
	return all, nil
}

// copyName are the parts of a copy's name: the damage, the seed, the number and the document.
var copyName = regexp.MustCompile(`^[a-z-]+-(\d+)-(\d+)-(.*)$`)

// remake writes the copy with a name.
func (s settings) remake(name string, folders []string, to io.Writer) error {
	all, err := read(folders)
	if err != nil {
		return err
	}
	parts := copyName.FindStringSubmatch(name)
	if parts == nil {
		return fmt.Errorf("%s: is no name of a copy", name)
	}
	s.seed, _ = strconv.ParseUint(parts[1], 10, 64)
	number, _ := strconv.Atoi(parts[2]) // A number that is too large makes another name.
	for _, o := range all {
		if made, _, content := s.damaged(o, number); made == name {
			_, err := to.Write(content)
			return err
		}
	}
	return fmt.Errorf("%s: no document of the folders has such a copy", name)
}
