package main

import (
	"os"
	"path"
	"path/filepath"
)

// siteName is the name of the archive with the page for a site without its ending, and of the folder
// in it.
func (r *release) siteName() string { return "refrain_" + r.version + "_web" }

// writeSite has the source make the page for a site, and archives it with the licences.
func (r *release) writeSite() error {
	folder := filepath.Join(r.work, "site")
	if _, err := output(
		r.source, environment(), "go", "run", "-trimpath", "-buildvcs=false", "./internal/web",
		"--version", r.version, folder,
	); err != nil {
		return err
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	var items []item
	for _, entry := range entries {
		items = append(items, item{name: path.Join(r.siteName(), entry.Name()), from: filepath.Join(folder, entry.Name())})
	}
	for _, name := range []string{"LICENSE", "NOTICE"} {
		items = append(items, item{name: path.Join(r.siteName(), name), from: filepath.Join(r.source, name)})
	}
	return writeZip(filepath.Join(r.dist, r.siteName()+".zip"), items, r.made)
}
