package main

import (
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

// fallbackVersion is the version that this source is on its way to, for builds that are not of a
// release.
const fallbackVersion = "0.1.0"

// Whoever makes a release has the linker set these: the version, without a "v", and the commit.
var releaseVersion, releaseCommit string

// toolVersion is the release that this program was built from. Reports carry it, so it never
// depends on the checkout's state.
func toolVersion() string {
	if releaseVersion != "" {
		return releaseVersion
	}
	if b, ok := debug.ReadBuildInfo(); ok && strings.HasPrefix(b.Main.Version, "v") &&
		!strings.ContainsAny(b.Main.Version, "-+") {
		return b.Main.Version[1:]
	}
	return fallbackVersion
}

// builtFrom is the commit that this program was built from, or "".
func builtFrom() string {
	if releaseCommit != "" {
		return " (" + releaseCommit + ")"
	}
	b, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	commit, changed := "", ""
	for _, s := range b.Settings {
		switch {
		case s.Key == "vcs.revision":
			commit = s.Value[:min(len(s.Value), 12)]
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = ", changed"
		}
	}
	if commit == "" {
		return ""
	}
	return " (" + commit + changed + ")"
}

func (a *app) version() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the versions of refrain and of its lexicon",
		Args:  noArguments,
		RunE: func(*cobra.Command, []string) error {
			fmt.Fprintf(a.stdout, "refrain %s%s\n", toolVersion(), builtFrom())
			lex, err := builtin()
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(a.stdout, "lexicon %s, sha256 %s\n", lex.Version, lex.SHA256)
			return err
		},
	}
}
