package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"debug/macho"
	"encoding/binary"
	"encoding/json"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v4"
)

var made = time.Date(2030, 5, 6, 7, 8, 10, 0, time.UTC)

// repository is a new repository with a source that is on its way to the version, and the tags at
// its commit.
func repository(t *testing.T, version string, tags ...string) string {
	t.Helper()
	folder := t.TempDir()
	write(t, filepath.Join(folder, "cmd/refrain/version.go"), "const fallbackVersion = \""+version+"\"\n")
	commands := [][]string{
		{"init", "--quiet"}, {"add", "."},
		{"-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "--quiet", "--message", "a"},
	}
	for _, tag := range tags {
		commands = append(commands, []string{"tag", tag})
	}
	for _, args := range commands {
		c := exec.Command("git", args...)
		c.Dir, c.Env = folder, append(os.Environ(), "GIT_COMMITTER_DATE="+made.Format(time.RFC3339))
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("git %q: %v\n%s", args, err, out)
		}
	}
	write(t, filepath.Join(folder, "not-committed"), "")
	return folder
}

func write(t *testing.T, name, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

// noPipeline takes away what pipelines say of a project.
func noPipeline(t *testing.T) {
	for _, name := range []string{"CI_PROJECT_URL", "GITHUB_REPOSITORY", "GITHUB_SERVER_URL", "SOURCE_DATE_EPOCH"} {
		t.Setenv(name, "")
	}
}

func TestReleaseIsWhatTheTagNames(t *testing.T) {
	noPipeline(t)
	folder := repository(t, "1.2.3", "v1.2.3", "other")
	r, err := begin(options{repository: folder, homepage: "https://host.example/o/refrain/"}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if r.version != "1.2.3" || !r.made.Equal(made) || len(r.commit) != 40 {
		t.Errorf("the release is %s of %s, made at %s", r.version, r.commit, r.made)
	}
	if want := "https://host.example/o/refrain/releases/download/v1.2.3"; r.downloads != want {
		t.Errorf("its files are at %s, want %s", r.downloads, want)
	}
	if _, err := os.Stat(filepath.Join(r.source, "cmd/refrain/version.go")); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(r.source, "not-committed")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("what is not committed is released: %v", err)
	}
}

func TestGitLabHasAddressesOfItsOwn(t *testing.T) {
	noPipeline(t)
	t.Setenv("CI_PROJECT_URL", "https://gitlab.example/o/refrain")
	r, err := begin(options{repository: repository(t, "1.2.3", "v1.2.3")}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if want := "https://gitlab.example/o/refrain/-/releases/v1.2.3/downloads"; r.downloads != want {
		t.Errorf("the files are at %s, want %s", r.downloads, want)
	}
}

func TestWhatIsNoReleaseIsRefused(t *testing.T) {
	noPipeline(t)
	at := options{homepage: "https://host.example/refrain"}
	for _, c := range []struct {
		name   string
		folder string
		o      options
		want   string
	}{
		{"no tag", repository(t, "1.2.3", "other", "v1"), at, "HEAD carries 0 tags"},
		{"two tags", repository(t, "1.2.3", "v1.2.3", "v1.2.4"), at, "HEAD carries 2 tags"},
		{"another version", repository(t, "1.2.3", "v1.2.4"), at, "the tag says v1.2.4, and cmd/refrain/version.go 1.2.3"},
		{"no address", repository(t, "1.2.3", "v1.2.3"), options{}, "--homepage"},
	} {
		c.o.repository = c.folder
		if _, err := begin(c.o, t.TempDir()); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: the error is %v, want %q", c.name, err, c.want)
		}
	}
}

func TestNothingIsWrittenOver(t *testing.T) {
	folder := t.TempDir()
	write(t, filepath.Join(folder, "mine"), "")
	if err := run([]string{"--output", folder}, io.Discard); err == nil || !strings.Contains(err.Error(), "holds files") {
		t.Errorf("the error is %v", err)
	}
	err := run([]string{"--targets", "plan9/mips"}, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "linux/amd64") {
		t.Errorf("the error is %v", err)
	}
}

// items are the files of an archive, in some order.
func items() []item {
	return []item{
		{name: "a/refrain", content: []byte("program"), executable: true}, {name: "a/README", content: []byte("text")},
	}
}

func TestArchivesSayNothingOfWhoMadeThem(t *testing.T) {
	for _, write := range []func(string, []item, time.Time) error{writeTar, writeZip} {
		one, two := filepath.Join(t.TempDir(), "one"), filepath.Join(t.TempDir(), "two")
		list := items()
		if err := errors.Join(write(one, list, made), write(two, []item{list[1], list[0]}, made)); err != nil {
			t.Fatal(err)
		}
		first, err := os.ReadFile(one)
		if err != nil {
			t.Fatal(err)
		}
		second, err := os.ReadFile(two)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first, second) {
			t.Error("the same files in another order give other bytes")
		}
	}
}

func TestProgramInAnArchiveCanBeRun(t *testing.T) {
	folder := t.TempDir()
	tarred, zipped := filepath.Join(folder, "a.tar.gz"), filepath.Join(folder, "a.zip")
	if err := errors.Join(writeTar(tarred, items(), made), writeZip(zipped, items(), made)); err != nil {
		t.Fatal(err)
	}
	want := map[string]os.FileMode{"a/refrain": 0o755, "a/README": 0o644}
	file, err := os.Open(tarred)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	for archive, n := tar.NewReader(unzipped), 0; ; n++ {
		header, err := archive.Next()
		if err == io.EOF && n == len(want) {
			break
		} else if err != nil {
			t.Fatalf("after %d files: %v", n, err)
		}
		if header.FileInfo().Mode() != want[header.Name] || !header.ModTime.Equal(made) || header.Uid != 0 {
			t.Errorf("%s: mode %v, time %v, user %d", header.Name, header.FileInfo().Mode(), header.ModTime, header.Uid)
		}
	}
	archive, err := zip.OpenReader(zipped)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	for _, f := range archive.File {
		if f.Mode() != want[f.Name] || !f.Modified.Equal(made) {
			t.Errorf("%s: mode %v, time %v", f.Name, f.Mode(), f.Modified)
		}
	}
}

func TestIconIsDrawnAtEverySize(t *testing.T) {
	svg, err := os.ReadFile("../../" + iconSource)
	if err != nil {
		t.Fatal(err)
	}
	d, err := parseDrawing(svg)
	if err != nil {
		t.Fatal(err)
	}
	ico := d.ico()
	for i, size := range icoSizes {
		entry := ico[6+16*i:]
		length, offset := binary.LittleEndian.Uint32(entry[8:]), binary.LittleEndian.Uint32(entry[12:])
		looksLikeTheIcon(t, ico[offset:offset+length], size)
	}
	icns := d.icns()
	if string(icns[:4]) != "icns" || int(binary.BigEndian.Uint32(icns[4:])) != len(icns) {
		t.Fatalf("the icon of macOS begins with %q", icns[:8])
	}
	rest := icns[8:]
	for _, of := range icnsSizes {
		length := binary.BigEndian.Uint32(rest[4:])
		if string(rest[:4]) != of.kind {
			t.Errorf("a picture of the kind %q, want %q", rest[:4], of.kind)
		}
		looksLikeTheIcon(t, rest[8:length], of.size)
		rest = rest[length:]
	}
}

// looksLikeTheIcon looks at a corner, at the ground and at a line.
func looksLikeTheIcon(t *testing.T, encoded []byte, size int) {
	t.Helper()
	picture, err := png.Decode(bytes.NewReader(encoded))
	if err != nil {
		t.Fatal(err)
	}
	if picture.Bounds().Dx() != size || picture.Bounds().Dy() != size {
		t.Errorf("%v is no square of %d", picture.Bounds(), size)
	}
	at := func(x, y float64) [4]uint32 {
		r, g, b, a := picture.At(int(x*float64(size)/32), int(y*float64(size)/32)).RGBA()
		return [4]uint32{r >> 8, g >> 8, b >> 8, a >> 8}
	}
	if corner := at(0, 0); corner[3] > 64 {
		t.Errorf("%d pixels: the corner is %v", size, corner)
	}
	if ground := at(16, 3); ground != [4]uint32{0x0b, 0x4f, 0x8a, 255} {
		t.Errorf("%d pixels: the ground is %v", size, ground)
	}
	if line := at(16, 10); line[0] < 160 || line[3] != 255 {
		t.Errorf("%d pixels: the line is %v", size, line)
	}
}

func TestIconLosesNoPart(t *testing.T) {
	const whole = `<svg viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b4f8a"/>` +
		`<path d="M8 10h16" stroke="#fff" stroke-width="2" stroke-linecap="round"/></svg>`
	if _, err := parseDrawing([]byte(whole)); err != nil {
		t.Fatal(err)
	}
	for _, change := range [][2]string{
		{"</svg>", "<circle/></svg>"}, {"M8 10h16", "M8 10c1 2 3 4 5 6"}, {`"round"`, `"butt"`}, {"#fff", "white"},
		{"0 0 32 32", "0 0 32 16"}, {"M8 10h16", "M8 10hx"},
	} {
		if _, err := parseDrawing([]byte(strings.Replace(whole, change[0], change[1], 1))); err == nil {
			t.Errorf("%s is drawn without a word", change[1])
		}
	}
}

// machO is the least that a program for macOS can be, with something that follows.
func machO(cpu macho.Cpu, length int) []byte {
	program := make([]byte, 32+length)
	binary.LittleEndian.PutUint32(program, macho.Magic64)
	binary.LittleEndian.PutUint32(program[4:], uint32(cpu))
	binary.LittleEndian.PutUint32(program[12:], uint32(macho.TypeExec))
	copy(program[32:], bytes.Repeat([]byte{byte(cpu)}, length))
	return program
}

func TestApplicationRunsOnBothProcessors(t *testing.T) {
	programs := [][]byte{machO(macho.CpuAmd64, 20000), machO(macho.CpuArm64, 5)}
	universal, err := joined(programs)
	if err != nil {
		t.Fatal(err)
	}
	fat, err := macho.NewFatFile(bytes.NewReader(universal))
	if err != nil {
		t.Fatal(err)
	}
	for i, arch := range fat.Arches {
		if arch.Offset%(1<<14) != 0 || !bytes.Equal(universal[arch.Offset:arch.Offset+arch.Size], programs[i]) {
			t.Errorf("%v: other bytes at %d", arch.Cpu, arch.Offset)
		}
	}
	if len(fat.Arches) != 2 {
		t.Errorf("%d processors", len(fat.Arches))
	}
}

func TestApplicationSaysWhatItIs(t *testing.T) {
	text := (&release{version: "1.2.3-rc.1"}).plist()
	var list struct {
		Keys    []string `xml:"dict>key"`
		Strings []string `xml:"dict>string"`
	}
	if err := xml.Unmarshal(text, &list); err != nil {
		t.Fatal(err)
	}
	all := strings.Join(append(list.Keys, list.Strings...), " ")
	for _, want := range []string{"CFBundleExecutable", "LSUIElement", "1.2.3"} {
		if !strings.Contains(all, want) {
			t.Errorf("no %s in %s", want, text)
		}
	}
	if strings.Contains(all, "rc.1") {
		t.Error("macOS takes numbers alone")
	}
}

func TestManifestsNameTheArchives(t *testing.T) {
	r := &release{
		version: "1.2.3", made: made, homepage: "https://host.example/refrain", downloads: "https://host.example/files",
		targets: all, dist: t.TempDir(),
	}
	sums := map[string]string{}
	for _, target := range all {
		name := filepath.Join(r.dist, r.archiveFile(target))
		write(t, name, target.String())
		sum, err := sumOf(name)
		if err != nil {
			t.Fatal(err)
		}
		sums[r.archiveFile(target)] = sum
	}
	if err := errors.Join(r.writeManifests(), r.writeSums()); err != nil {
		t.Fatal(err)
	}
	text := map[string]string{}
	for _, name := range []string{"refrain.rb", "refrain.json", "Refrain.Refrain.yaml", "Refrain.Refrain.installer.yaml",
		"Refrain.Refrain.locale.en-US.yaml"} {
		content, err := os.ReadFile(filepath.Join(r.dist, "manifests", name))
		if err != nil {
			t.Fatal(err)
		}
		text[name] = string(content)
		var parsed any
		if strings.HasSuffix(name, ".json") {
			err = json.Unmarshal(content, &parsed)
		} else if strings.HasSuffix(name, ".yaml") {
			err = yaml.Unmarshal(content, &parsed)
		}
		if err != nil || strings.Contains(text[name], "{{") || !strings.Contains(text[name], "1.2.3") {
			t.Errorf("%s: %v\n%s", name, err, content)
		}
	}
	listed, err := os.ReadFile(filepath.Join(r.dist, sumsName))
	if err != nil {
		t.Fatal(err)
	}
	for name, sum := range sums {
		if !strings.Contains(string(listed), sum+"  "+name+"\n") {
			t.Errorf("%s does not list %s", sumsName, name)
		}
		in := []string{"refrain.rb"}
		if strings.Contains(name, "windows") {
			in = []string{"refrain.json", "Refrain.Refrain.installer.yaml"}
		}
		for _, manifest := range in {
			lower := strings.ToLower(text[manifest])
			address := strings.Index(lower, "https://host.example/files/"+name)
			if address < 0 || !strings.Contains(lower[address:min(address+300, len(lower))], sum) {
				t.Errorf("%s does not name %s with its checksum", manifest, name)
			}
		}
	}
}

func TestNoticeNamesTheLicences(t *testing.T) {
	notice, err := os.ReadFile("../../NOTICE")
	if err != nil {
		t.Fatal(err)
	}
	of := licences(string(notice))
	for module, want := range map[string]string{
		"github.com/spf13/cobra": "Apache-2.0", "go.mau.fi/util": "MPL-2.0", "golang.org/x/text": "BSD-3-Clause",
		"github.com/yuin/goldmark": "MIT", "github.com/ledongthuc/pdf": "BSD-3-Clause",
	} {
		if of[module] != want {
			t.Errorf("%s is under %q, want %q", module, of[module], want)
		}
	}
}

func TestBillIsCompleteAndSaysNothingOfTheMachine(t *testing.T) {
	r := &release{version: "1.2.3", made: made, source: "../.."}
	var bill map[string]any
	const text = `{"metadata": {"component": {"name": "refrain"}, "tools": [{"name": "tool", "hashes": [1]}]},
		"components": [{"name": "github.com/spf13/cobra"}]}`
	if err := json.Unmarshal([]byte(text), &bill); err != nil {
		t.Fatal(err)
	}
	if err := r.complete(bill); err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(bill)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"timestamp":"2030-05-06T07:08:10Z"`, `"name":"pdfium"`, `"id":"Apache-2.0"`} {
		if !strings.Contains(string(got), want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
	if strings.Contains(string(got), `"hashes":[1]`) {
		t.Error("the bill says which bytes the tool had on this machine")
	}
	bill["components"] = []any{map[string]any{"name": "host.example/unknown"}}
	if err := r.complete(bill); err == nil || !strings.Contains(err.Error(), "host.example/unknown") {
		t.Errorf("a module without a licence: %v", err)
	}
}
