// Web makes a folder that an organisation puts on its own site: the page of refrain serve, with
// refrain itself as WebAssembly. What a visitor drops on it stays in the visitor's browser.
//
//	go run ./internal/web site
//
// It runs in a checkout and builds what it needs from there. The same source gives the same bytes
// with the same version of Go.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

func main() {
	if err := run(os.Args[1:], os.Stderr); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "web: error:", err)
		}
		os.Exit(2)
	}
}

// run makes the folder, whole or not at all.
func run(args []string, stderr io.Writer) error {
	var s site
	flags := flag.NewFlagSet("web", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&s.source, "source", ".", "folder of the checkout")
	flags.StringVar(&s.version, "version", "", "version of refrain that reports name (default the one of the source)")
	flags.BoolVar(&s.plain, "no-brotli", false, "leave out the file packed by brotli, which takes minutes to make")
	flags.Usage = func() {
		fmt.Fprintln(stderr, "usage: web [flags] DIR")
		flags.PrintDefaults()
	}
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 1 {
		return errors.New("name the one folder to make")
	}
	folder, err := filepath.Abs(flags.Arg(0))
	if err != nil {
		return err
	}
	if entries, err := os.ReadDir(folder); err == nil && len(entries) > 0 {
		return fmt.Errorf("%s: the folder holds files; name another, or remove it", flags.Arg(0))
	}
	if err := os.MkdirAll(filepath.Dir(folder), 0o777); err != nil {
		return err
	}
	work, err := os.MkdirTemp(filepath.Dir(folder), ".refrain-web-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	files, err := s.files(work)
	if err != nil {
		return err
	}
	made := filepath.Join(work, "site")
	if err := os.Mkdir(made, 0o777); err != nil {
		return err
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(made, name), content, 0o666); err != nil {
			return err
		}
	}
	if err := os.Remove(folder); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return os.Rename(made, folder)
}
