package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// TestNoticeNamesEveryDependency asks the go command what the program is built of.
func TestNoticeNamesEveryDependency(t *testing.T) {
	named := strings.FieldsFunc(read(t, "../../NOTICE")+read(t, "../../../NOTICE"), func(r rune) bool {
		return r == ' ' || r == '\n' || r == ','
	})
	out, err := exec.Command(
		"go", "list", "-tags", "s3", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}", ".",
	).Output()
	if err != nil {
		t.Fatal(err)
	}
	modules := strings.Fields(string(out))
	slices.Sort(modules)
	for _, module := range slices.Compact(modules) {
		if module != "refrain" && !slices.Contains(named, module) {
			t.Errorf("beam/NOTICE does not name %s; add it under its licence", module)
		}
	}
}
