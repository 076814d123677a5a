package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// release is one release in the making.
type release struct {
	version    string // without a "v"
	commit     string // in full
	made       time.Time
	homepage   string
	downloads  string
	maintainer string
	targets    []target
	snapshot   bool
	log        io.Writer

	work   string // a folder that is removed at the end
	source string // what is committed
	tools  string // programs of others
	pages  string // manual pages and completions
	icons  string
	dist   string // what the release consists of
}

// tag is how a release is named in git.
var tag = regexp.MustCompile(`^v(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)$`)

// begin finds out what is released, and lays out what is committed in a folder of its own.
func begin(o options, work string) (*release, error) {
	r := &release{maintainer: o.maintainer, targets: o.targets, snapshot: o.snapshot, work: work}
	for _, folder := range []struct {
		path *string
		name string
	}{{&r.source, "source"}, {&r.tools, "tools"}, {&r.pages, "pages"}, {&r.icons, "icons"}, {&r.dist, "dist"}} {
		*folder.path = filepath.Join(work, folder.name)
		if err := os.Mkdir(*folder.path, 0o777); err != nil {
			return nil, err
		}
	}
	if err := r.identify(o); err != nil {
		return nil, err
	}
	if err := r.addresses(o); err != nil {
		return nil, err
	}
	archive, err := output(o.repository, nil, "git", "-c", "core.autocrlf=false", "archive", "--format=tar", r.commit)
	if err != nil {
		return nil, err
	}
	if err := unpack(bytes.NewReader(archive), r.source); err != nil {
		return nil, err
	}
	return r, r.agree(o.snapshot)
}

// identify asks git which commit HEAD is, when it was made, and which version its tag names.
func (r *release) identify(o options) error {
	said, err := output(o.repository, nil, "git", "log", "-1", "--format=%H %ct")
	if err != nil {
		return err
	}
	commit, seconds, _ := strings.Cut(strings.TrimSpace(string(said)), " ")
	if set := os.Getenv("SOURCE_DATE_EPOCH"); set != "" {
		seconds = set
	}
	at, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return fmt.Errorf("SOURCE_DATE_EPOCH=%s: expected seconds", seconds)
	}
	r.commit, r.made = commit, time.Unix(at, 0).UTC()
	if o.snapshot {
		r.version = "0.0.0-snapshot." + commit[:12]
		return nil
	}
	said, err = output(o.repository, nil, "git", "tag", "--points-at", "HEAD")
	if err != nil {
		return err
	}
	var versions []string
	for name := range strings.FieldsSeq(string(said)) {
		if m := tag.FindStringSubmatch(name); m != nil {
			versions = append(versions, m[1])
		}
	}
	if len(versions) != 1 {
		return fmt.Errorf("HEAD carries %d tags such as v1.2.3; a release is made of a commit with one, "+
			"and --snapshot makes files of any other", len(versions))
	}
	r.version = versions[0]
	return nil
}

// addresses tells where the project is, and where its files can be loaded from.
func (r *release) addresses(o options) error {
	r.homepage, r.downloads = strings.TrimSuffix(o.homepage, "/"), strings.TrimSuffix(o.downloads, "/")
	gitlab := os.Getenv("CI_PROJECT_URL")
	switch {
	case r.homepage != "":
	case gitlab != "":
		r.homepage = gitlab
	case os.Getenv("GITHUB_REPOSITORY") != "":
		r.homepage = os.Getenv("GITHUB_SERVER_URL") + "/" + os.Getenv("GITHUB_REPOSITORY")
	case o.snapshot:
		r.homepage = "https://refrain.example"
	default:
		return errors.New("name the project's address by --homepage; packages and manifests carry it")
	}
	if r.downloads == "" && gitlab != "" {
		r.downloads = r.homepage + "/-/releases/v" + r.version + "/downloads"
	} else if r.downloads == "" {
		r.downloads = r.homepage + "/releases/download/v" + r.version
	}
	return nil
}

// stated is the version that the source is on its way to.
var stated = regexp.MustCompile(`(?m)^const fallbackVersion = "([^"]+)"$`)

// agree refuses a tag that names another version than the source does: what runs the source of a
// commit would fetch the release of another.
func (r *release) agree(snapshot bool) error {
	const name = "cmd/refrain/version.go"
	text, err := os.ReadFile(filepath.Join(r.source, name))
	if err != nil {
		return err
	}
	m := stated.FindSubmatch(text)
	if m == nil {
		return fmt.Errorf("%s: no line matches %s", name, stated)
	}
	if said := string(m[1]); !snapshot && said != r.version {
		return fmt.Errorf("the tag says v%s, and %s %s; make them one", r.version, name, said)
	}
	return nil
}

// make does the work, in the order in which one thing needs another.
func (r *release) make() error {
	steps := []struct {
		what string
		do   func() error
	}{
		{"building the tools", r.buildTools},
		{"manual pages and completions", r.writePages},
		{"icons", r.writeIcons},
		{"resources for Windows", r.writeResources},
	}
	for _, t := range r.targets {
		steps = append(steps, struct {
			what string
			do   func() error
		}{t.String(), func() error { return r.target(t) }})
	}
	steps = append(steps, []struct {
		what string
		do   func() error
	}{
		{"application for macOS", r.writeApplication},
		{"page for a site", r.writeSite},
		{"extensions for Visual Studio Code", r.writeExtensions},
		{"manifests", r.writeManifests},
		{"checksums", r.writeSums},
	}...)
	fmt.Fprintf(r.log, "release: refrain %s of %s, by %s\n", r.version, r.commit[:12], runtime.Version())
	for _, step := range steps {
		r.say(step.what)
		if err := step.do(); err != nil {
			return fmt.Errorf("%s: %w", step.what, err)
		}
	}
	return nil
}

// say tells the caller what is done.
func (r *release) say(what string) { fmt.Fprintln(r.log, "release:", what) }

// target makes everything for one system.
func (r *release) target(t target) error {
	if err := r.build(t); err != nil {
		return err
	}
	if err := r.archive(t); err != nil {
		return err
	}
	if t.system == "linux" {
		if err := r.writePackages(t); err != nil {
			return err
		}
	}
	return r.writeBill(t)
}

// output runs a command in a folder and returns what it prints. The error holds what it complained
// of.
func output(folder string, env []string, name string, args ...string) ([]byte, error) {
	var stdout, stderr bytes.Buffer
	c := exec.Command(name, args...)
	c.Dir, c.Env, c.Stdout, c.Stderr = folder, env, &stdout, &stderr
	if err := c.Run(); err != nil {
		return nil, fmt.Errorf("%s %s: %w\n%s%s", filepath.Base(name), strings.Join(args, " "), err, &stderr, &stdout)
	}
	return stdout.Bytes(), nil
}
