package main

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
)

// extensionFolder is where the extension for Visual Studio Code is, in the source.
const extensionFolder = "editors/vscode"

// platforms are the systems of targets as Visual Studio Code names them.
var platforms = map[target]string{
	{"linux", "amd64"}: "linux-x64", {"linux", "arm64"}: "linux-arm64",
	{"darwin", "amd64"}: "darwin-x64", {"darwin", "arm64"}: "darwin-arm64",
	{"windows", "amd64"}: "win32-x64", {"windows", "arm64"}: "win32-arm64",
}

// writeExtensions packages the extension for Visual Studio Code, with the program, for each system. A
// snapshot is made without them where there is no npm.
func (r *release) writeExtensions() error {
	if _, err := exec.LookPath("npm"); err != nil {
		if r.snapshot {
			r.say("npm is not installed, so there is no extension for Visual Studio Code")
			return nil
		}
		return errors.New("npm is not installed; it builds the extension for Visual Studio Code, and comes with Node")
	}
	folder := filepath.Join(r.source, filepath.FromSlash(extensionFolder))
	if err := r.prepareExtension(folder); err != nil {
		return err
	}
	env := environment("SOURCE_DATE_EPOCH=" + strconv.FormatInt(r.made.Unix(), 10))
	for _, args := range [][]string{{"ci", "--ignore-scripts"}, {"run", "build"}} {
		if _, err := output(folder, env, "npm", args...); err != nil {
			return err
		}
	}
	for _, t := range r.targets {
		if err := r.writeExtension(folder, env, t); err != nil {
			return err
		}
	}
	return nil
}

// prepareExtension writes into the source of the extension what a release knows.
func (r *release) prepareExtension(folder string) error {
	name := filepath.Join(folder, "package.json")
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	var about map[string]any
	if err := json.Unmarshal(text, &about); err != nil {
		return err
	}
	about["version"] = r.numbers() // The editor knows no other versions.
	about["homepage"], about["repository"] = r.homepage, map[string]string{"type": "git", "url": r.homepage}
	if err := writeJSON(name, about); err != nil {
		return err
	}
	svg, err := os.ReadFile(filepath.Join(r.source, iconSource))
	if err != nil {
		return err
	}
	d, err := parseDrawing(svg)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, "icon.png"), d.render(256), 0o666); err != nil {
		return err
	}
	for _, name := range []string{"LICENSE", "NOTICE"} {
		text, err := os.ReadFile(filepath.Join(r.source, name))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, name), text, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// writeExtension packages the extension for one system.
func (r *release) writeExtension(folder string, env []string, t target) error {
	bin := filepath.Join(folder, "bin")
	if err := os.RemoveAll(bin); err != nil {
		return err
	}
	if err := os.Mkdir(bin, 0o777); err != nil {
		return err
	}
	program, err := os.ReadFile(r.built(t))
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(bin, t.program()), program, 0o777); err != nil {
		return err
	}
	if err := setModes(folder, bin); err != nil {
		return err
	}
	_, err = output(
		folder, env, "npm", "exec", "--offline", "--", "vsce", "package", "--no-dependencies", "--target", platforms[t],
		"--out", filepath.Join(r.dist, r.extensionFile(t)),
	)
	return err
}

func (r *release) extensionFile(t target) string {
	return "refrain_" + r.version + "_vscode_" + platforms[t] + ".vsix"
}

// setModes gives files the same rights whatever those of the user's are, since packages hold them:
// the program may be run, all else read.
func setModes(folder, bin string) error {
	return filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && entry.Name() == "node_modules":
			return fs.SkipDir
		case entry.IsDir() || filepath.Dir(name) == bin:
			return os.Chmod(name, 0o755)
		}
		return os.Chmod(name, 0o644)
	})
}
