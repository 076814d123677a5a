// Package ocr recognises the text of pictures. It has Tesseract do so, a program of its own that the
// user installs, and runs it in a child process with bounds on its time, its memory and its answer.
//
// The picture is decoded or drawn before, and reaches the program as plain grey pixels on its
// standard input: it opens no file that a stranger has made, and leaves none.
package ocr

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"time"

	"refrain/analyzer/reader/limits"
	"refrain/internal/child"
)

// Modes are the ways to recognise text: pages that have none, all pages with pictures, or none.
var Modes = []string{Auto, On, Off}

// The modes. "" is Auto.
const (
	Auto = "auto"
	On   = "on"
	Off  = "off"
)

// Recogniser recognises the text of pictures. It is safe for concurrent use. Nothing is started
// before the first picture.
type Recogniser struct {
	mode   string
	limits limits.Limits
	find   func() installed
}

// installed is the program and what it can read.
type installed struct {
	path  string
	packs map[string]bool
	err   error // why it cannot be used
}

// New makes a recogniser that keeps the limits. It does nothing expensive.
func New(mode string, l limits.Limits) *Recogniser {
	return &Recogniser{mode: mode, limits: l, find: sync.OnceValue(findProgram)}
}

// Off reports whether nothing is to be recognised.
func (r *Recogniser) Off() bool { return r.mode == Off }

// Everywhere reports whether all pages with pictures are to be recognised, and not only those
// without text.
func (r *Recogniser) Everywhere() bool { return r.mode == On }

// Ready returns nil where pictures can be recognised, and otherwise an error that says why not.
func (r *Recogniser) Ready() error { return r.find().err }

// HintInstall is what to do where there is no Tesseract.
const HintInstall = "install Tesseract (apt-get install tesseract-ocr), and refrain recognises it"

// ErrNone says that the program is not installed.
var ErrNone = errors.New("no Tesseract is installed")

const program = "tesseract"

// findProgram finds Tesseract and its language packs.
func findProgram() installed {
	path, err := exec.LookPath(program)
	if err != nil {
		return installed{err: ErrNone}
	}
	const most, patience = 64 << 10, 20 * time.Second
	list := child.Program{
		Path: path, Arguments: []string{"--list-langs"}, Variables: variables(),
		In: strings.NewReader(""), Most: most, Time: patience,
	}
	answer, complaint, err := list.Run(context.Background())
	if err != nil {
		return installed{err: fmt.Errorf("%s does not run: %w", path, err)}
	}
	packs := map[string]bool{}
	for line := range strings.Lines(string(answer) + "\n" + string(complaint)) { // Version 3 complains of them.
		if name := strings.TrimSpace(line); name != "" && !strings.Contains(name, " ") {
			packs[name] = true
		}
	}
	found := installed{path: path, packs: packs}
	if found.any() == "" {
		found.err = fmt.Errorf("%s has no language pack; apt-get install %s", path, packageOf(english))
	}
	return found
}

// variables are all that the program is told of the user's environment. With one thread it finds
// the same in every run, and leaves the other processors to other documents.
func variables() []string {
	list := []string{"OMP_THREAD_LIMIT=1", "LC_ALL=C"}
	names := []string{"TESSDATA_PREFIX"}
	if runtime.GOOS == "windows" {
		names = append(names, "SystemRoot", "PATH")
	}
	for _, name := range names {
		if value, ok := os.LookupEnv(name); ok {
			list = append(list, name+"="+value)
		}
	}
	return list
}
