package main

import (
	"fmt"
	"os"

	"golang.org/x/term"

	"refrain/reports"
)

// style adds to the options how a report to the target looks: a file and a pipe get no colour and a
// fixed width, so that they do not depend on the terminal.
func (a *app) style(color, target string, o reports.Options) (reports.Options, error) {
	isTerminal := false
	if out, ok := a.stdout.(*os.File); ok && target == "" && term.IsTerminal(int(out.Fd())) {
		isTerminal = true
		o.Width, _, _ = term.GetSize(int(out.Fd()))
	}
	switch color {
	case "always":
		o.Color = true
	case "never":
	case "auto":
		o.Color = wantsColor(os.Getenv, isTerminal)
	default:
		return o, fmt.Errorf("--color %s: expected always, never or auto", color)
	}
	return o, nil
}

// wantsColor goes by the conventions of no-color.org and bixense.com/clicolors, in their order of
// precedence.
func wantsColor(getenv func(string) string, isTerminal bool) bool {
	switch {
	case getenv("NO_COLOR") != "":
		return false
	case getenv("CLICOLOR_FORCE") != "" && getenv("CLICOLOR_FORCE") != "0":
		return true
	case getenv("CLICOLOR") == "0", getenv("TERM") == "dumb":
		return false
	}
	return isTerminal
}
