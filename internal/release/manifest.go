package main

import (
	"embed"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/template"
)

// Manifests are what Homebrew, Scoop and winget read. They name the archives by their checksums, so
// the release fills them in.
//
//go:embed manifests
var manifests embed.FS

// manifest is what a template can ask for.
type manifest struct{ r *release }

func (m manifest) Version() string  { return m.r.version }
func (m manifest) Homepage() string { return m.r.homepage }
func (m manifest) Date() string     { return m.r.made.Format("2006-01-02") }

// target finds a target by its name.
func (m manifest) target(name string) (target, error) {
	at := indexOf(all, name)
	if at < 0 {
		return target{}, fmt.Errorf("%s: no such system", name)
	}
	return all[at], nil
}

// Address is where the archive of a system can be loaded from.
func (m manifest) Address(name string) (string, error) {
	t, err := m.target(name)
	return m.r.downloads + "/" + m.r.archiveFile(t), err
}

// Folder is the folder in the archive of a system.
func (m manifest) Folder(name string) (string, error) {
	t, err := m.target(name)
	return m.r.archiveName(t), err
}

// Sum is the checksum of the archive of a system.
func (m manifest) Sum(name string) (string, error) {
	t, err := m.target(name)
	if err != nil {
		return "", err
	}
	return sumOf(filepath.Join(m.r.dist, m.r.archiveFile(t)))
}

// writeManifests writes the manifests, unless only some archives were asked for.
func (r *release) writeManifests() error {
	if len(r.targets) < len(all) {
		return nil
	}
	templates, err := template.New("").Funcs(template.FuncMap{"upper": strings.ToUpper}).
		ParseFS(manifests, "manifests/*")
	if err != nil {
		return err
	}
	folder := filepath.Join(r.dist, "manifests")
	if err := os.Mkdir(folder, 0o777); err != nil {
		return err
	}
	for _, t := range templates.Templates() {
		if t.Tree == nil {
			continue
		}
		err := written(filepath.Join(folder, t.Name()), func(w io.Writer) error { return t.Execute(w, manifest{r}) })
		if err != nil {
			return err
		}
	}
	return nil
}
