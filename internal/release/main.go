// Release makes everything that a release consists of from the commit that HEAD names: archives for
// each system, packages for Debian and Fedora, an application for macOS, bills of materials, the
// manifests of package managers, the page for a site, and the checksums of them all.
//
//	go run ./internal/release --output dist
//
// The same commit gives the same bytes with the same version of Go, on whatever machine and in
// whatever folder: what is not committed has no part in them, and the only time is the commit's.
//
// What makes packages, bills and the resources of Windows are programs of others. The module in the
// folder tools pins them by their hashes, so that the program's own module does not depend on them.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	if err := run(os.Args[1:], os.Stderr); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "release: error:", err)
		}
		os.Exit(2)
	}
}

// options are what the caller asked for.
type options struct {
	repository string // folder of the checkout
	output     string
	homepage   string
	downloads  string // address of the folder that the files will be loaded from
	maintainer string
	targets    []target
	snapshot   bool
}

func parse(args []string, stderr io.Writer) (options, error) {
	var o options
	var targets string
	flags := flag.NewFlagSet("release", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.repository, "repository", ".", "folder of the checkout")
	flags.StringVar(&o.output, "output", "dist", "folder to make; it must not exist, or be empty")
	flags.StringVar(&o.homepage, "homepage", "", "address of the project (default from a pipeline of GitHub or GitLab)")
	flags.StringVar(&o.downloads, "downloads", "", "address of the folder of the files (default by the homepage)")
	flags.StringVar(&o.maintainer, "maintainer", "The refrain authors", "who keeps the packages")
	flags.StringVar(&targets, "targets", "all", "systems to build for, such as linux/amd64,windows/arm64")
	flags.BoolVar(&o.snapshot, "snapshot", false, "make files that are no release, of a commit without a tag")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("%s: the command takes flags alone", flags.Arg(0))
	}
	var err error
	o.targets, err = parseTargets(targets)
	return o, err
}

// parseTargets reads a list of systems. All of them is the default.
func parseTargets(list string) ([]target, error) {
	if list == "all" {
		return all, nil
	}
	var chosen []target
	for name := range strings.SplitSeq(list, ",") {
		at := indexOf(all, name)
		if at < 0 {
			return nil, fmt.Errorf("--targets %s: no such system; there are %s", name, names(all))
		}
		chosen = append(chosen, all[at])
	}
	return chosen, nil
}

// run makes the folder of a release, whole or not at all.
func run(args []string, stderr io.Writer) error {
	o, err := parse(args, stderr)
	if err != nil {
		return err
	}
	if entries, err := os.ReadDir(o.output); err == nil && len(entries) > 0 {
		return fmt.Errorf("%s: the folder holds files; name another by --output, or remove it", o.output)
	}
	output, err := filepath.Abs(o.output)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(output), 0o777); err != nil {
		return err
	}
	work, err := os.MkdirTemp(filepath.Dir(output), ".refrain-release-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	r, err := begin(o, work)
	if err != nil {
		return err
	}
	r.log = stderr
	if err := r.make(); err != nil {
		return err
	}
	if err := os.Remove(output); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return os.Rename(r.dist, output)
}
