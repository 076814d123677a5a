package arch

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestNoticeNamesEveryDependency asks the go command what the program is built of, on every system
// that it is built for.
func TestNoticeNamesEveryDependency(t *testing.T) {
	root := filepath.Join("..", "..")
	notice, err := os.ReadFile(filepath.Join(root, "NOTICE"))
	if err != nil {
		t.Fatal(err)
	}
	var built []string
	for _, system := range []string{"linux", "darwin", "windows"} {
		list := exec.Command(
			"go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}", "./cmd/refrain",
		)
		list.Dir, list.Env = root, append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0")
		out, err := list.Output()
		if err != nil {
			t.Fatal(err)
		}
		built = append(built, strings.Fields(string(out))...)
	}
	named := strings.FieldsFunc(string(notice), func(r rune) bool { return r == ' ' || r == '\n' || r == ',' })
	slices.Sort(built)
	for _, module := range slices.Compact(built) {
		if !slices.Contains(named, module) {
			t.Errorf("NOTICE does not name %s; add it under its licence", module)
		}
	}
}
