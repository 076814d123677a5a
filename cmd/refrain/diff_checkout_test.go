//go:build linux

package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// filler is text without findings, by which two files are told to be alike.
var filler = strings.Repeat("Words of no account.\n\n", 20)

// wantShown checks the working directory and compares what is shown.
func wantShown(t *testing.T, what, want string, args ...string) (report string) {
	t.Helper()
	report, _ = checkHere(t, "", args...)
	if got := shown(report); got != want {
		t.Errorf("%s: got %q, want %q\n%s", what, got, want, report)
	}
	return report
}

// changeHere changes one file and adds another.
func changeHere(t *testing.T) {
	writeHere(t, "docs/a.md", fear+"\n"+came)
	writeHere(t, "docs/b.md", fear)
}

// A working tree that is linked to a repository has names and a reflog of its own.
func TestLinkedWorkingTreeIsACheckout(t *testing.T) {
	for _, format := range []string{"files", "reftable"} {
		t.Run("names in "+format, func(t *testing.T) {
			t.Chdir(t.TempDir())
			t.Setenv("GIT_DEFAULT_REF_FORMAT", format)
			gitHere(t, "init", "--quiet", ".")
			if _, err := os.Lstat(".git/reftable"); format == "reftable" && err != nil {
				t.Skip("this git knows no reftables")
			}
			writeHere(t, "docs/a.md", fear)
			gitHere(t, "add", "--all")
			gitHere(t, "commit", "--quiet", "--message", "old")
			gitHere(t, "worktree", "add", "--quiet", "-b", "topic", ".linked")
			writeHere(t, "docs/b.md", fear)
			wantShown(t, "main working tree", "O", "--diff", "topic")
			t.Chdir(".linked")
			changeHere(t)
			gitHere(t, "add", "--all")
			gitHere(t, "commit", "--quiet", "--message", "new")
			gitHere(t, "update-ref", "refs/worktree/mine", "HEAD~1")
			wantShown(t, "by commit", "-OO", "--diff", "HEAD~1")
			wantShown(t, "by its own name", "-OO", "--diff", "refs/worktree/mine")
			wantShown(t, "by reflog", "-OO", "--diff", "@{1}")
			wantShown(t, "nothing", "", "--diff", "topic")
		})
	}
}

func TestKindsOfCheckouts(t *testing.T) {
	t.Run("folder of git elsewhere", func(t *testing.T) {
		t.Chdir(t.TempDir())
		gitHere(t, "init", "--quiet", "--separate-git-dir", ".elsewhere", "checkout")
		t.Chdir("checkout")
		writeHere(t, "docs/a.md", fear)
		gitHere(t, "add", "--all")
		gitHere(t, "commit", "--quiet", "--message", "old")
		changeHere(t)
		wantShown(t, "changed", "-OO", "--diff", "HEAD")
	})
	t.Run("SHA-256", func(t *testing.T) {
		t.Chdir(t.TempDir())
		gitHere(t, "init", "--quiet", "--object-format=sha256", ".")
		writeHere(t, "docs/a.md", fear)
		writeHere(t, "docs/c.md", fear)
		gitHere(t, "add", "--all")
		gitHere(t, "commit", "--quiet", "--message", "old")
		changeHere(t)
		report := wantShown(t, "changed", "-OO", "--diff", "HEAD")
		if !strings.Contains(report, `"unchanged":1`) {
			t.Errorf("docs/c.md has not changed\n%s", report)
		}
	})
	t.Run("below the root", func(t *testing.T) {
		repositoryHere(t, "docs/a.md", fear)
		changeHere(t)
		t.Chdir("docs")
		wantShown(t, "a file", "-O", "--diff", "HEAD", "a.md")
		wantShown(t, "named from elsewhere", "-O", "--diff", "HEAD", "../docs/a.md")
	})
	t.Run("a folder that looks like a repository", func(t *testing.T) {
		repositoryHere(t, "docs/a.md", fear)
		for _, folder := range []string{"docs/refs", "docs/objects", "refs", "objects"} {
			if err := os.MkdirAll(folder, 0o777); err != nil {
				t.Fatal(err)
			}
		}
		for _, folder := range []string{"", "docs/"} {
			writeHere(t, folder+"HEAD", "ref: refs/heads/none\n")
			writeHere(t, folder+"config", "[core]\nbare = true\n")
		}
		changeHere(t)
		t.Chdir("docs")
		wantShown(t, "changed", "-OO", "--diff", "HEAD", "a.md", "b.md")
	})
	t.Run("shallow", func(t *testing.T) {
		repositoryHere(t, "docs/a.md", fear)
		changeHere(t)
		gitHere(t, "add", "--all")
		gitHere(t, "commit", "--quiet", "--message", "new")
		gitHere(t, "commit", "--quiet", "--allow-empty", "--message", "newer")
		here, err := os.Getwd()
		if err != nil {
			t.Fatal(err)
		}
		gitHere(t, "clone", "--quiet", "--depth", "3", "file://"+filepath.ToSlash(here), ".shallow")
		t.Chdir(".shallow")
		wantShown(t, "deep enough", "-OO", "--diff", "HEAD~2")
	})
}

// A link is not text. What is read is the file to which it leads.
func TestLinkIsTheFileToWhichItLeads(t *testing.T) {
	repositoryHere(t, "docs/a.md", fear)
	for name, to := range map[string]string{"link.md": "docs/a.md", "folder": "docs", "was-link.md": "docs/a.md"} {
		if err := os.Symlink(to, name); err != nil {
			t.Fatal(err)
		}
	}
	outside := filepath.Join(t.TempDir(), "outside.md")
	writeHere(t, outside, fear)
	if err := os.Symlink(outside, "outside.md"); err != nil {
		t.Fatal(err)
	}
	gitHere(t, "add", "--all")
	gitHere(t, "commit", "--quiet", "--message", "links")
	wantShown(t, "unchanged", "", "--diff", "HEAD", "link.md", "folder/a.md")
	wantShown(t, "outside of the repository", "O", "--diff", "HEAD", "outside.md")
	if err := os.Remove("was-link.md"); err != nil {
		t.Fatal(err)
	}
	writeHere(t, "was-link.md", fear)
	wantShown(t, "a file that was a link", "O", "--diff", "HEAD", "was-link.md")
	writeHere(t, "docs/a.md", fear+"\n"+came)
	wantShown(t, "a changed file, by its link", "-O", "--diff", "HEAD", "link.md")
	wantShown(t, "a changed file, by a link to its folder", "-O", "--diff", "HEAD", "folder/a.md")
}

func TestRenamedFilesAreFollowed(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(t *testing.T)
		want   string // by file in sorted order
	}{
		{"moved without git", func(t *testing.T) {
			os.Remove("a.md")
			writeHere(t, "docs/b.md", filler+fear+"\n"+came)
		}, "-O"},
		{"moved and committed", func(t *testing.T) {
			gitHere(t, "mv", "a.md", "b.md")
			writeHere(t, "b.md", "First.\n\n"+filler+fear+"\n"+came)
			gitHere(t, "add", "--all")
			gitHere(t, "commit", "--quiet", "--message", "moved")
		}, "-O"},
		{"another kind of file", func(t *testing.T) { gitHere(t, "mv", "a.md", "a.txt") }, "-"},
		{"line ends", func(t *testing.T) {
			os.Remove("a.md")
			writeHere(t, "b.md", strings.ReplaceAll(filler+fear, "\n", "\r\n"))
		}, "-"},
		{"copied", func(t *testing.T) { writeHere(t, "b.md", filler+fear) }, "O"},
		{"moved twice", func(t *testing.T) {
			os.Remove("a.md")
			writeHere(t, "b.md", filler+fear)
			writeHere(t, "c/a.md", filler+fear)
		}, "O-"}, // The one of the same name was it.
		{"written anew", func(t *testing.T) {
			os.Remove("a.md")
			writeHere(t, "b.md", strings.Repeat("Something else altogether.\n\n", 20)+fear)
		}, "O"},
		{"the more alike", func(t *testing.T) {
			os.Remove("a.md")
			writeHere(t, "b.md", filler[:len(filler)*2/3]+fear)
			writeHere(t, "c.md", filler+"One more.\n\n"+fear)
		}, "O-"},
		{"in a sparse checkout the file is still there", func(t *testing.T) {
			writeHere(t, "docs/b.md", filler+fear)
			gitHere(t, "add", "--all")
			gitHere(t, "sparse-checkout", "set", "--no-cone", "docs")
		}, "O"},
		{"committed without the old file's removal", func(t *testing.T) {
			writeHere(t, "b.md", filler+fear)
			gitHere(t, "add", "--all")
			gitHere(t, "commit", "--quiet", "--message", "copy")
			os.Remove("a.md")
		}, "O"},
		{"in a repository within", func(t *testing.T) {
			os.Remove("a.md")
			gitHere(t, "init", "--quiet", "within")
			writeHere(t, "within/b.md", filler+fear)
		}, "O"},
	} {
		t.Run(c.name, func(t *testing.T) {
			repositoryHere(t, "a.md", filler+fear)
			gitHere(t, "tag", "base")
			c.change(t)
			wantShown(t, "renamed", c.want, "--diff", "base")
		})
	}
}

func TestSubmoduleIsComparedWithTheCommitThatIsNamed(t *testing.T) {
	repositoryHere(t, "a.md", fear)
	writeHere(t, "b.md", fear)
	gitHere(t, "add", "--all")
	gitHere(t, "commit", "--quiet", "--message", "two")
	from, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	gitHere(t, "init", "--quiet", ".")
	gitHere(t, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", from, "laws/within")
	gitHere(t, "commit", "--quiet", "--message", "submodule")
	report := wantShown(t, "unchanged", "", "--diff", "HEAD")
	if !strings.Contains(report, `"unchanged":2`) {
		t.Errorf("the files of the submodule have not changed\n%s", report)
	}
	writeHere(t, "laws/within/a.md", fear+"\n"+came)
	wantShown(t, "changed", "-O", "--diff", "HEAD")

	// It is a repository of its own, and no less hostile.
	appendHere(t, ".git/modules/laws/within/config", "[include]\npath = "+pipeHere(t, "pipe")+"\n")
	wantShown(t, "with a pipe in its configuration", "-O", "--diff", "HEAD")
	pipeHere(t, ".git/modules/laws/within/packed-refs")
	report = wantShown(t, "with a pipe for its names", "OOO", "--diff", "HEAD")
	if !strings.Contains(report, "its version at HEAD cannot be had (the submodule laws/within: ") {
		t.Errorf("the report does not say why\n%s", report)
	}
}

// git-lfs keeps large files outside of commits. refrain finds them where it does, and does not run
// it.
func TestFilesThatLFSKeeps(t *testing.T) {
	const old = "Words of no account.\n\n" + fear
	sum := fmt.Sprintf("%x", sha256.Sum256([]byte(old)))
	pointer := fmt.Sprintf("version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize %d\n", sum, len(old))
	repositoryHere(t, "a.md", pointer)
	writeHere(t, ".gitattributes", "*.md filter=lfs diff=lfs merge=lfs -text\n")
	kept := ".git/lfs/objects/" + sum[:2] + "/" + sum[2:4] + "/" + sum
	writeHere(t, kept, old)
	writeHere(t, "a.md", old)
	wantShown(t, "unchanged", "", "--diff", "HEAD")
	writeHere(t, "a.md", old+"\n"+came)
	wantShown(t, "changed", "-O", "--diff", "HEAD")
	os.Remove("a.md")
	writeHere(t, "b.md", old)
	wantShown(t, "renamed", "-", "--diff", "HEAD")
	os.Remove("b.md")
	writeHere(t, "a.md", old+"\n"+came)
	writeHere(t, kept, strings.Replace(old, "fear", "like", 1))
	report := wantShown(t, "damaged", "OO", "--diff", "HEAD")
	if !strings.Contains(report, "what git-lfs keeps of it is damaged") {
		t.Errorf("the report does not say so\n%s", report)
	}
	os.Remove(kept)
	report = wantShown(t, "not fetched", "OO", "--diff", "HEAD")
	if !strings.Contains(report, "git lfs fetch brings it") {
		t.Errorf("the report does not say so\n%s", report)
	}
}

// What could not be read of an old version may have held what is found now. It counts as new, and
// the report says why.
func TestOldVersionWithGaps(t *testing.T) {
	repositoryHere(t, "a.md", fear+"\n"+came)
	report := wantShown(t, "whole", "", "--diff", "HEAD")
	if strings.Contains(report, `"remarks"`) {
		t.Errorf("nothing is to be remarked\n%s", report)
	}
	writeHere(t, "a.md", "New.\n\n"+fear+"\n"+came)
	report = wantShown(t, "not in full, but what is found was", "-", "--diff", "HEAD", "--limit", "findings=1")
	if strings.Contains(report, `"remarks"`) {
		t.Errorf("nothing counts as new\n%s", report)
	}
	writeHere(t, "a.md", "New.\n\n"+came)
	report = wantShown(t, "not in full", "O", "--diff", "HEAD", "--limit", "findings=1")
	const want = "its version at HEAD could not be read in full (limit reached), " +
		"so what is not known from the rest is taken as new"
	if !strings.Contains(report, want) {
		t.Errorf("the report lacks %s\n%s", want, report)
	}
	repositoryHere(t, "a.txt", "\n")
	writeHere(t, "a.txt", fear)
	if report = wantShown(t, "empty", "O", "--diff", "HEAD"); strings.Contains(report, `"remarks"`) {
		t.Errorf("an empty file can be read\n%s", report)
	}
	repositoryHere(t, "a.txt", "%PDF-1.4\nbroken")
	writeHere(t, "a.txt", fear)
	report = wantShown(t, "not at all", "O", "--diff", "HEAD")
	if !strings.Contains(report, "its version at HEAD could not be read in full (") {
		t.Errorf("the report does not say so\n%s", report)
	}
}
