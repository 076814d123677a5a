package arch

import (
	"os/exec"
	"path/filepath"
	"testing"
)

// TestModuleForBeamKnowsEveryDependency asks the go command, which refuses a module that does not
// name the sums of all that it is built of. A package of others that the main module takes up has
// to be written down there, too.
func TestModuleForBeamKnowsEveryDependency(t *testing.T) {
	list := exec.Command("go", "list", "-mod=readonly", "-deps", "./...")
	list.Dir = filepath.Join("..", "..", "beam")
	if out, err := list.CombinedOutput(); err != nil {
		t.Errorf("run go mod tidy in beam/: %v\n%s", err, out[max(0, len(out)-1000):])
	}
}
