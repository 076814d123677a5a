package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// A package holds the program, what the shell and man need, and an entry for the menu of a desktop.

// desktop starts the program as a double click does: without arguments and without a terminal.
const desktop = `[Desktop Entry]
Type=Application
Name=Refrain
Comment=` + summary + `
Exec=refrain
Icon=refrain
Terminal=false
Categories=Office;TextTools;
`

// packagers are the kinds of packages, with the folder that zsh looks for completions in.
var packagers = []struct{ kind, zsh string }{{"deb", "vendor-completions"}, {"rpm", "site-functions"}}

// packageFile is the name of a package, as its users expect it.
func (r *release) packageFile(kind string, t target) string {
	if kind == "deb" {
		return "refrain_" + r.version + "_" + t.machine + ".deb"
	}
	machine := map[string]string{"amd64": "x86_64", "arm64": "aarch64"}[t.machine]
	return "refrain-" + r.version + "-1." + machine + ".rpm"
}

// content is a file of a package, as nfpm takes it.
type content struct {
	From string      `json:"src"`
	To   string      `json:"dst"`
	Info contentInfo `json:"file_info"`
}

type contentInfo struct {
	Mode  fs.FileMode `json:"mode"`
	Made  time.Time   `json:"mtime"`
	Owner string      `json:"owner"`
	Group string      `json:"group"`
}

// writePackages writes the packages for a machine.
func (r *release) writePackages(t target) error {
	for _, p := range packagers {
		contents, err := r.contents(t, p.zsh)
		if err != nil {
			return err
		}
		config := map[string]any{
			"name": "refrain", "arch": t.machine, "platform": "linux", "version": r.version, "version_schema": "semver",
			"section": "text", "priority": "optional", "maintainer": r.maintainer, "license": "Apache-2.0",
			"homepage": r.homepage, "description": description, "mtime": r.made, "contents": contents,
			"rpm": map[string]any{"buildhost": "localhost", "summary": summary, "group": "Applications/Text"},
		}
		name := filepath.Join(r.work, "nfpm.yaml")
		if err := writeJSON(name, config); err != nil { // JSON is YAML.
			return err
		}
		target := filepath.Join(r.dist, r.packageFile(p.kind, t))
		if err := r.tool("nfpm", "package", "--config", name, "--packager", p.kind, "--target", target); err != nil {
			return err
		}
	}
	return nil
}

const description = summary + `
Refrain reads policy documents, says of each finding how it is used, why it
matters, what to consider instead, and who says so. "refrain serve" opens a
page in the browser. Nothing leaves the machine.`

// contents are the files of a package.
func (r *release) contents(t target, zsh string) ([]content, error) {
	pages, err := os.ReadDir(r.pages)
	if err != nil {
		return nil, err
	}
	var list []content
	add := func(from, to string, mode fs.FileMode) {
		list = append(list, content{from, to, contentInfo{mode, r.made, "root", "root"}})
	}
	// written is a file of the package that lies nowhere yet.
	written := func(name string, text []byte) (string, error) {
		path := filepath.Join(r.work, name)
		return path, os.WriteFile(path, text, 0o666)
	}
	add(r.built(t), "/usr/bin/refrain", 0o755)
	for _, page := range pages {
		if !isManual(page.Name()) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(r.pages, page.Name()))
		if err != nil {
			return nil, err
		}
		path, err := written(page.Name()+".gz", zipped(text))
		if err != nil {
			return nil, err
		}
		add(path, "/usr/share/man/man1/"+page.Name()+".gz", 0o644)
	}
	for from, to := range map[string]string{
		"bash": "/usr/share/bash-completion/completions/refrain", "zsh": "/usr/share/zsh/" + zsh + "/_refrain",
		"fish": "/usr/share/fish/vendor_completions.d/refrain.fish",
	} {
		add(filepath.Join(r.pages, completions[from]), to, 0o644)
	}
	entry, err := written("refrain.desktop", []byte(desktop))
	if err != nil {
		return nil, err
	}
	add(entry, "/usr/share/applications/refrain.desktop", 0o644)
	add(filepath.Join(r.icons, "refrain.svg"), "/usr/share/icons/hicolor/scalable/apps/refrain.svg", 0o644)
	rights, err := r.copyright()
	if err != nil {
		return nil, err
	}
	path, err := written("copyright", rights)
	if err != nil {
		return nil, err
	}
	add(path, "/usr/share/doc/refrain/copyright", 0o644)
	add(filepath.Join(r.source, "README.md"), "/usr/share/doc/refrain/README.md", 0o644)
	return list, nil
}

// copyright is one file of what the program holds and under which licence it is, as Debian wants
// it.
func (r *release) copyright() ([]byte, error) {
	notice, err := os.ReadFile(filepath.Join(r.source, "NOTICE"))
	if err != nil {
		return nil, err
	}
	license, err := os.ReadFile(filepath.Join(r.source, "LICENSE"))
	if err != nil {
		return nil, err
	}
	return fmt.Appendf(nil, "refrain, %s\n\n%s\n%s", r.homepage, notice, license), nil
}

// zipped is a text as gzip leaves it when it writes down neither name nor time.
func zipped(text []byte) []byte {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		panic(err) // The level is a good one.
	}
	w.Write(text)
	w.Close()
	return b.Bytes()
}
