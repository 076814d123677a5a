package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"

	"refrain/check"
	"refrain/internal/display"
	"refrain/internal/revision"
)

// branchVariables are those in which pipelines name the branch that a change is for, some of
// them as refs/heads/main.
var branchVariables = []string{
	"GITHUB_BASE_REF",                     // GitHub, Gitea, Forgejo: pull requests
	"CI_MERGE_REQUEST_TARGET_BRANCH_NAME", // GitLab: merge requests and merge trains
	"BITBUCKET_PR_DESTINATION_BRANCH",     // Bitbucket
	"SYSTEM_PULLREQUEST_TARGETBRANCH",     // Azure
	"BUILDKITE_PULL_REQUEST_BASE_BRANCH",  // Buildkite
	"CHANGE_TARGET",                       // Jenkins
}

// queued is the branch that GitHub makes for an entry of a merge queue. It names the branch that the
// entry is for.
var queued = regexp.MustCompile(`^refs/heads/gh-readonly-queue/(.+)/pr-\d+-[0-9a-f]+$`)

// targetBranch is the branch that a change is for, as the environment says it, and the variable that does;
// "" where none does.
func targetBranch(getenv func(string) string) (branch, variable string) {
	for _, name := range branchVariables {
		if branch := strings.TrimPrefix(getenv(name), "refs/heads/"); branch != "" {
			return branch, name
		}
	}
	if m := queued.FindStringSubmatch(getenv("GITHUB_REF")); m != nil {
		return m[1], "GITHUB_REF"
	}
	return "", ""
}

// branches are where the branch that a change is for may be found: where a pipeline says it, or else
// what the remote repository or its users take for the default.
func branches(getenv func(string) string) revision.Branches {
	if branch, variable := targetBranch(getenv); branch != "" {
		names := []string{"refs/remotes/origin/" + branch, "refs/heads/" + branch}
		if base := getenv("CI_MERGE_REQUEST_DIFF_BASE_SHA"); base != "" {
			names = append([]string{base}, names...)
		}
		return revision.Branches{Names: names, Missing: hinted(
			fmt.Errorf("the branch %s, which %s names, is not in this checkout", display.Printable(branch), variable),
			"fetch it with its history (actions/checkout: fetch-depth: 0; GitLab: GIT_DEPTH: 0 and git fetch origin "+
				display.Printable(branch)+")",
		)}
	}
	var names []string
	if branch := getenv("CI_DEFAULT_BRANCH"); branch != "" {
		names = append(names, "refs/remotes/origin/"+branch)
	}
	for _, name := range []string{"origin/HEAD", "origin/main", "origin/master"} {
		names = append(names, "refs/remotes/"+name)
	}
	return revision.Branches{
		Names: append(names, "refs/heads/main", "refs/heads/master"), Configured: true,
		Missing: hinted(
			errors.New("no default branch is found: there is neither origin/HEAD nor main nor master"),
			"fetch the whole repository (actions/checkout: fetch-depth: 0; else git remote set-head origin --auto), or name "+
				"one: --diff BRANCH",
		),
	}
}

// sinceBranch finds out from when changes count: from the last common ancestor with the branch that
// they are for.
func (a *app) sinceBranch(ctx context.Context, quiet bool, checker *check.Checker) (*changes, error) {
	const flag = "--changed"
	repo, err := workTree(flag)
	if err != nil {
		return nil, err
	}
	base, name, err := revision.OpenBranch(ctx, repo.root, branches(os.Getenv), int64(checker.Limits().Source))
	name = shortBranch(name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", strings.TrimSpace(flag+" "+name), err)
	}
	switch {
	case base.AtHead(ctx):
		a.note(flag + ": the checkout holds nothing that " + name + " does not, so only what is not committed is checked")
	case !quiet:
		a.note(flag + ": checks what has changed since " + name)
	}
	return changesSince(repo, name, base, checker), nil
}

// shortBranch is a branch as people name it.
func shortBranch(name string) string {
	for _, prefix := range []string{"refs/remotes/", "refs/heads/"} {
		if short, ok := strings.CutPrefix(name, prefix); ok {
			return short
		}
	}
	return name
}
