//go:build linux

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

// hostileHere works in a repository that has committed a file with a finding, to which another was
// added since. It returns a command that leaves a mark in the working directory when anybody runs
// it.
func hostileHere(t *testing.T) (mark string) {
	t.Helper()
	repositoryHere(t, "docs/a.md", fear)
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	writeHere(t, "docs/a.md", fear+"\n"+came)
	return "touch '" + filepath.Join(here, "ran") + "'; cat"
}

func pipeHere(t *testing.T, name string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	os.Remove(name)
	if err := syscall.Mkfifo(name, 0o600); err != nil {
		t.Fatal(err)
	}
	abs, err := filepath.Abs(name)
	if err != nil {
		t.Fatal(err)
	}
	return abs
}

// appendHere adds to a file. A test that makes git wait for a pipe cannot ask git to write it.
func appendHere(t *testing.T, name, text string) {
	t.Helper()
	old, err := os.ReadFile(name)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	writeHere(t, name, string(old)+text)
}

// configHere sets values in the configuration of the repository.
func configHere(t *testing.T, value string, names ...string) {
	t.Helper()
	for _, name := range names {
		gitHere(t, "config", name, value)
	}
}

// driversHere sets all drivers of files, and names them for files.
func driversHere(t *testing.T, set func(name string)) {
	for _, key := range []string{
		"filter.x.clean", "filter.x.smudge", "filter.x.process", "filter.a.b.clean", "diff.x.textconv", "diff.x.command",
		"diff.external", "merge.x.driver",
	} {
		set(key)
	}
	writeHere(t, ".gitattributes", "[attr]y filter=x diff=x merge=x\n*.md y\n")
	writeHere(t, ".git/info/attributes", "*.md filter=x diff=x\n*.txt filter=a.b\n")
	gitHere(t, "config", "filter.x.required", "true")
}

// attacks are what a repository may hold to run a program, to make git wait, or to change what is
// reported.
var attacks = map[string]func(t *testing.T, program string){
	"nothing": func(*testing.T, string) {},
	"drivers": func(t *testing.T, program string) {
		driversHere(t, func(name string) { configHere(t, program, name) })
	},
	"drivers of the working tree": func(t *testing.T, program string) {
		configHere(t, "true", "extensions.worktreeConfig")
		driversHere(t, func(name string) { gitHere(t, "config", "--worktree", name, program) })
	},
	"drivers of an included file": func(t *testing.T, program string) {
		driversHere(t, func(name string) { gitHere(t, "config", "--file", "more", name, program) })
		configHere(t, "../more", "include.path", "includeIf.gitdir:**.path")
	},
	"programs": func(t *testing.T, program string) {
		configHere(t, program, "core.fsmonitor", "core.pager", "pager.diff", "core.sshCommand", "core.askPass",
			"core.editor", "core.gitProxy", "credential.helper", "gpg.program", "gpg.ssh.program", "gpg.ssh.defaultKeyCommand",
			"uploadpack.packObjectsHook", "core.alternateRefsCommand", "trailer.x.cmd", "interactive.diffFilter")
		configHere(t, "!"+program, "alias.diff", "alias.ls-tree", "alias.cat-file", "alias.rev-parse", "alias.unpack-file")
	},
	"hooks": func(t *testing.T, program string) {
		for _, hook := range []string{"post-index-change", "fsmonitor-watchman", "reference-transaction", "post-checkout"} {
			writeHere(t, "hooks/"+hook, "#!/bin/sh\n"+program+"\n")
			if err := os.Chmod("hooks/"+hook, 0o700); err != nil {
				t.Fatal(err)
			}
		}
		configHere(t, "hooks", "core.hooksPath")
		configHere(t, "hooks/fsmonitor-watchman", "core.fsmonitor")
	},
	"a pipe is included": func(t *testing.T, _ string) {
		pipe := pipeHere(t, "pipe")
		appendHere(t, ".git/config", "[include]\npath = "+pipe+"\n[includeIf \"gitdir:/\"]\npath = "+pipe+"\n")
	},
	"a device is included": func(t *testing.T, _ string) {
		appendHere(t, ".git/config", "[include]\npath = /dev/zero\n")
	},
	"pipes for lists": func(t *testing.T, _ string) {
		pipe := pipeHere(t, "pipe")
		configHere(t, pipe, "core.attributesFile", "core.excludesFile", "diff.orderFile", "blame.ignoreRevsFile",
			"mailmap.file", "commit.template", "fsck.skipList")
	},
	"pipes in git's folder that nobody needs": func(t *testing.T, _ string) {
		for _, name := range []string{
			"index", "info/attributes", "info/exclude", "info/grafts", "COMMIT_EDITMSG", "FETCH_HEAD",
		} {
			pipeHere(t, ".git/"+name)
		}
		pipeHere(t, ".gitattributes")
		pipeHere(t, "docs/.gitattributes")
	},
	"another working tree": func(t *testing.T, _ string) {
		writeHere(t, ".elsewhere/docs/a.md", fear)
		configHere(t, "../.elsewhere", "core.worktree")
	},
	"no working tree": func(t *testing.T, _ string) { configHere(t, "true", "core.bare") },
	"settings of differences": func(t *testing.T, _ string) {
		configHere(t, "999", "diff.interHunkContext", "diff.context", "diff.statGraphWidth")
		configHere(t, "true", "diff.noprefix", "diff.mnemonicPrefix", "diff.relative", "diff.wordRegex", "diff.noIndex")
		configHere(t, "patience", "diff.algorithm")
		configHere(t, "all", "diff.ignoreSubmodules")
		configHere(t, "log", "diff.submodule")
		configHere(t, "blocks", "diff.colorMoved")
		configHere(t, "always", "color.ui", "color.diff")
		configHere(t, "false", "diff.renames")
	},
	"settings of files": func(t *testing.T, _ string) {
		configHere(t, "true", "core.precomposeUnicode", "core.ignoreCase", "core.autocrlf", "core.ignoreStat",
			"core.sparseCheckout")
		configHere(t, "false", "core.quotePath", "core.fileMode", "core.symlinks", "core.trustctime")
		configHere(t, "minimal", "core.checkStat")
		configHere(t, "1", "core.bigFileThreshold", "core.packedGitLimit")
		writeHere(t, ".git/info/sparse-checkout", "/none/\n")
		writeHere(t, ".gitattributes", "*.md -diff -text binary working-tree-encoding=UTF-16 ident eol=crlf\n")
	},
	"assumed unchanged": func(t *testing.T, _ string) {
		gitHere(t, "update-index", "--assume-unchanged", "docs/a.md")
	},
	"skipped":          func(t *testing.T, _ string) { gitHere(t, "update-index", "--skip-worktree", "docs/a.md") },
	"not in the index": func(t *testing.T, _ string) { gitHere(t, "rm", "--quiet", "--cached", "docs/a.md") },
	"index of noise":   func(t *testing.T, _ string) { writeHere(t, ".git/index", "DIRC\x00\x00\x00\x09noise") },
	"replaced": func(t *testing.T, _ string) {
		gitHere(t, "add", "--all")
		gitHere(t, "commit", "--quiet", "--message", "new")
		gitHere(t, "replace", "HEAD~1:docs/a.md", "HEAD:docs/a.md")
		gitHere(t, "replace", "HEAD~1^{tree}", "HEAD^{tree}")
		gitHere(t, "reset", "--quiet", "--soft", "HEAD~1")
	},
}

// Whatever a repository holds beside its files and commits: nothing of it is run, nothing of it is
// waited for, and the answer stays the same.
func TestRepositoryNeitherRunsNorWaitsNorChangesTheAnswer(t *testing.T) {
	for name, attack := range attacks {
		t.Run(name, func(t *testing.T) {
			program := hostileHere(t)
			attack(t, program)
			report, code := checkHere(t, "", "--diff", "HEAD", "docs")
			if got := shown(report); code != exitFindings || got != "-O" {
				t.Errorf("got exit code %d and %q, want one finding outside and a new one\n%s", code, got, report)
			}
			if _, err := os.Lstat("ran"); err == nil {
				t.Error("a program of the repository was run")
			}
		})
	}
}

// What steers git in the environment is meant for other runs of it.
func TestEnvironmentOfGitDoesNotChangeTheAnswer(t *testing.T) {
	program := hostileHere(t)
	writeHere(t, ".gitattributes", "*.md filter=x diff=x\n")
	for name, value := range map[string]string{
		"GIT_EXTERNAL_DIFF": program, "GIT_PAGER": program, "GIT_SSH_COMMAND": program, "GIT_ASKPASS": program,
		"GIT_EDITOR":       program,
		"GIT_CONFIG_COUNT": "2", "GIT_CONFIG_KEY_0": "filter.x.clean", "GIT_CONFIG_VALUE_0": program,
		"GIT_CONFIG_KEY_1": "core.fsmonitor", "GIT_CONFIG_VALUE_1": program,
		"GIT_DIFF_OPTS": "--unified=99", "GIT_INDEX_FILE": "none", "GIT_TRACE": "1", "GIT_NAMESPACE": "x",
		"GIT_ICASE_PATHSPECS": "1", "GIT_GRAFT_FILE": "none", "GIT_SHALLOW_FILE": "none",
		"GIT_REPLACE_REF_BASE":    "refs/heads/",
		"GIT_DEFAULT_HASH":        "sha256",
		"GIT_CEILING_DIRECTORIES": "/", "GIT_PREFIX": "docs/", "LANGUAGE": "de", "LC_ALL": "de_DE.UTF-8",
	} {
		t.Setenv(name, value)
	}
	report, code := checkHere(t, "", "--diff", "HEAD", "docs")
	if got := shown(report); code != exitFindings || got != "-O" {
		t.Errorf("got exit code %d and %q, want one finding outside and a new one\n%s", code, got, report)
	}
	if _, err := os.Lstat("ran"); err == nil {
		t.Error("a program was run")
	}
}

// A hook of git's runs with the folder of the repository in the environment. A user may name one
// there, too.
func TestEnvironmentNamesTheRepository(t *testing.T) {
	hostileHere(t)
	if err := os.Rename(".git", "repository"); err != nil {
		t.Fatal(err)
	}
	t.Setenv("GIT_DIR", "repository")
	if report, code := checkHere(t, "", "--diff", "HEAD", "docs"); code != exitFindings || shown(report) != "-O" {
		t.Errorf("GIT_DIR alone: got exit code %d\n%s", code, report)
	}
	t.Setenv("GIT_WORK_TREE", ".")
	if report, code := checkHere(t, "", "--diff", "HEAD", "docs"); code != exitFindings || shown(report) != "-O" {
		t.Errorf("GIT_WORK_TREE: got exit code %d\n%s", code, report)
	}
}

// complaintHere runs refrain, which must fail, and returns what it says.
func complaintHere(t *testing.T, args ...string) string {
	t.Helper()
	var out, complaints bytes.Buffer
	if code := run(append([]string{"check"}, args...), strings.NewReader(""), &out, &complaints); code != exitFailed {
		t.Fatalf("refrain check %v: exit code %d, want %d\n%s%s", args, code, exitFailed, out.String(), complaints.String())
	}
	return complaints.String()
}

// What git must read and cannot read without waiting ends the run at once.
func TestPipeInTheRepositoryIsNotWaitedFor(t *testing.T) {
	for _, name := range []string{
		".git/HEAD", ".git/config", ".git/config.worktree", ".git/packed-refs", ".git/shallow", ".git/commondir",
		".git/refs/heads/new", ".git/refs/tags/v1", ".git/objects/pack/pack-1.idx", ".git/objects/00/11",
		".git/objects/info/alternates", ".git/logs/HEAD", ".git/logs/refs/heads/new",
	} {
		t.Run(name, func(t *testing.T) {
			hostileHere(t)
			pipeHere(t, name)
			said := complaintHere(t, "--diff", "HEAD", "docs")
			if !strings.Contains(said, filepath.FromSlash(name)+": is a named pipe, and would make git wait") {
				t.Errorf("got %s", said)
			}
		})
	}
	t.Run("borrowed objects", func(t *testing.T) {
		hostileHere(t)
		pipeHere(t, "elsewhere/pack/pack-1.idx")
		for _, named := range []string{"../../elsewhere\n", "\"../../els\\145where\"\n"} {
			writeHere(t, ".git/objects/info/alternates", named)
			if said := complaintHere(t, "--diff", "HEAD", "docs"); !strings.Contains(said, "is a named pipe") {
				t.Errorf("%q: got %s", named, said)
			}
		}
	})
	t.Run("the repository itself", func(t *testing.T) {
		t.Chdir(t.TempDir())
		pipeHere(t, ".git")
		if said := complaintHere(t, "--diff", "HEAD"); !strings.Contains(said, "not in a git repository") {
			t.Errorf("got %s", said)
		}
	})
	t.Run("a link to a device", func(t *testing.T) {
		hostileHere(t)
		if err := os.Symlink("/dev/zero", ".git/refs/heads/new"); err != nil {
			t.Fatal(err)
		}
		if said := complaintHere(t, "--diff", "HEAD", "docs"); !strings.Contains(said, "is a device") {
			t.Errorf("got %s", said)
		}
	})
	t.Run("a link to all files", func(t *testing.T) {
		hostileHere(t)
		if err := os.Symlink("/", ".git/refs/heads/new"); err != nil {
			t.Fatal(err)
		}
		if said := complaintHere(t, "--diff", "HEAD", "docs"); !strings.Contains(said, "is a folder") {
			t.Errorf("got %s", said)
		}
	})
}

// A repository that takes its objects from another, as git clone --shared makes it, is a usual one.
func TestBorrowedObjectsAreRead(t *testing.T) {
	hostileHere(t)
	gitHere(t, "clone", "--quiet", "--shared", ".", ".borrower")
	t.Chdir(".borrower")
	writeHere(t, "docs/a.md", fear+"\n"+came)
	if report, code := checkHere(t, "", "--diff", "HEAD"); code != exitFindings || shown(report) != "-O" {
		t.Errorf("got exit code %d\n%s", code, report)
	}
}

// What a clone lacks is not fetched: that would use the network, or run a program that the
// repository names.
func TestPartialCloneFetchesNothing(t *testing.T) {
	program := hostileHere(t)
	long := strings.Repeat("Words of no account.\n\n", 20) + fear
	writeHere(t, "docs/b.md", long)
	writeHere(t, "docs/e.md", "Nothing here.\n")
	gitHere(t, "add", "--all")
	gitHere(t, "commit", "--quiet", "--message", "two")
	writeHere(t, "docs/a.md", fear+"\n"+came+"\nAnd more.\n")
	writeHere(t, "docs/c.md", long+"\nMore.\n")
	gitHere(t, "rm", "--quiet", "docs/b.md")
	gitHere(t, "add", "--all")
	gitHere(t, "commit", "--quiet", "--message", "three")
	gitHere(t, "config", "uploadpack.allowFilter", "true")
	from, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	clone := func(filter string) {
		t.Chdir(from)
		gitHere(t, "clone", "--quiet", "--filter", filter, "file://"+filepath.ToSlash(from), ".partial-"+filter[:4])
		t.Chdir(".partial-" + filter[:4])
		configHere(t, program, "remote.origin.uploadpack", "core.sshCommand")
		configHere(t, "ext::sh -c "+strings.ReplaceAll(program, " ", "% "), "remote.origin.url")
		configHere(t, "always", "protocol.ext.allow")
	}
	clone("blob:none")
	report, code := checkHere(t, "", "--diff", "HEAD~1")
	if code != exitFindings || shown(report) != "OOO" || !strings.Contains(report, `"unchanged":1`) {
		t.Errorf("got exit code %d\n%s", code, report)
	}
	for _, want := range []string{
		`"at":"docs/a.md","text":"its version at HEAD~1 cannot be had (this partial clone lacks it`,
		`"at":"docs/c.md","text":"its version at HEAD~1 cannot be had (it may have been renamed: this partial clone`,
	} {
		if !strings.Contains(report, want) {
			t.Errorf("the report lacks %s\n%s", want, report)
		}
	}
	clone("tree:0")
	said := complaintHere(t, "--diff", "HEAD~1")
	if !strings.Contains(said, "git ls-tree: ") || !strings.Contains(said, "refrain: hint: if the clone") {
		t.Errorf("got %s", said)
	}
	if _, err := os.Lstat(filepath.Join(from, "ran")); err == nil {
		t.Error("a program of the repository was run")
	}
}

// git's own reason is what helps: here that the repository is another user's.
func TestRepositoryOfAnotherOwner(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can give files to another user")
	}
	hostileHere(t)
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("chown", "-R", "nobody", ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	said := complaintHere(t, "--diff", "HEAD", "docs")
	for _, want := range []string{
		"refrain: error: --diff HEAD: git: fatal: detected dubious ownership in repository at '" + here + "'\n",
		"refrain: hint: if you trust whoever owns it: git config --global --add safe.directory " + here + "\n",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("got %s, want %s", said, want)
		}
	}
	t.Setenv("GIT_CONFIG_COUNT", "1")
	t.Setenv("GIT_CONFIG_KEY_0", "safe.directory")
	t.Setenv("GIT_CONFIG_VALUE_0", here)
	if report, code := checkHere(t, "", "--diff", "HEAD", "docs"); code != exitFindings || shown(report) != "-O" {
		t.Errorf("the user trusts the owner: got exit code %d\n%s", code, report)
	}
}

// What git says of a repository that it does not understand is passed on.
func TestReasonOfGitIsPassedOn(t *testing.T) {
	for _, c := range []struct{ name, config, want string }{
		{"format", "[core]\nrepositoryformatversion = 9\n", "git: fatal: Expected git repo version <= 1, found 9"},
		{
			"extension", "[core]\nrepositoryformatversion = 1\n[extensions]\nnews = 1\n",
			"git: fatal: unknown repository extension found",
		},
		{"syntax", "[core\n", "git: fatal: bad config line 1 in file"},
	} {
		t.Run(c.name, func(t *testing.T) {
			hostileHere(t)
			writeHere(t, ".git/config", c.config)
			if said := complaintHere(t, "--diff", "HEAD", "docs"); !strings.Contains(said, "--diff HEAD: "+c.want) {
				t.Errorf("got %s, want %s", said, c.want)
			}
		})
	}
}

func TestNothingStaysInTheFolderForTemporaryFiles(t *testing.T) {
	temporary := t.TempDir()
	hostileHere(t)
	t.Setenv("TMPDIR", temporary)
	checkHere(t, "", "--diff", "HEAD", "docs")
	complaintHere(t, "--diff", "gone", "docs")
	if left, err := os.ReadDir(temporary); err != nil || len(left) > 0 {
		t.Errorf("left %v: %v", left, err)
	}
	t.Setenv("TMPDIR", filepath.Join(temporary, "none"))
	said := complaintHere(t, "--diff", "HEAD", "docs")
	if !strings.Contains(said, "hint: set TMPDIR to a folder that can be written") {
		t.Errorf("got %s", said)
	}
}

// traced are programs that were started, and files in git's folder that were opened, as strace
// prints them.
var (
	started = regexp.MustCompile(`(?m)\bexecve\("([^"]*)".* = 0$`)
	opened  = regexp.MustCompile(`(?m)\bopen(?:at)?\([^"]*"(?:[^"]*/)?\.git/([^"]*)".* = [0-9]+$`)
)

// Git is the only program that is started, and of the repository it reads names of revisions,
// objects and, for their format, the configuration. No socket is opened.
func TestGitAloneIsStartedAndReadsLittle(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not installed")
	}
	mark := hostileHere(t)
	writeHere(t, "more", "[core]\nfsmonitor = "+mark+"\n")
	configHere(t, "../more", "include.path")
	writeHere(t, "docs/b.md", fear)
	os.Remove("docs/a.md")
	c := program(t, ".", "check", "--diff", "HEAD", "docs")
	traced := []string{"strace", "-f", "-o", ".trace", "-e", "trace=network,execve,open,openat", c.Path}
	c.Args = append(traced, c.Args[1:]...)
	c.Path = strace
	if got := end(t, c); got.code != exitNothing {
		if strings.Contains(got.stderr, "ptrace") {
			t.Skip("strace may not trace here: " + got.stderr)
		}
		t.Fatalf("exit code %d: %s", got.code, got.stderr)
	}
	trace, err := os.ReadFile(".trace")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range socket.FindAll(trace, -1) {
		t.Errorf("a socket: %s", line)
	}
	programs := map[string]int{}
	for _, m := range started.FindAllSubmatch(trace, -1) {
		programs[filepath.Base(string(m[1]))]++
	}
	if len(programs) != 2 || programs["refrain"] != 1 || programs["git"] < 3 {
		t.Errorf("started %v, want refrain and git alone", programs)
	}
	read := map[string]bool{}
	for _, m := range opened.FindAllSubmatch(trace, -1) {
		first, _, _ := strings.Cut(string(m[1]), "/")
		read[first] = true
	}
	for name := range read {
		switch name {
		case "", "HEAD", "config", "refs", "logs", "objects", "packed-refs":
		default:
			t.Errorf("%s is read of the repository", name)
		}
	}
	if !read["HEAD"] || !read["objects"] {
		t.Errorf("the trace shows %v, want at least HEAD and objects", read)
	}
}
