package main

import (
	"fmt"
	"os"

	"golang.org/x/term"

	"refrain/reports"
)

// style is how a report to the target looks: a file and a pipe get no colour and a fixed width, so that they do not depend on the terminal.
func (a *app) style(color, target string) (reports.Options, error) {
	width, isTerminal := 0, false
	if out, ok := a.stdout.(*os.File); ok && target == "" && term.IsTerminal(int(out.Fd())) {
		isTerminal = true
		width, _, _ = term.GetSize(int(out.Fd()))
	}
	switch color {
	case "always":
		return reports.Options{Color: true, Width: width}, nil
	case "never":
		return reports.Options{Width: width}, nil
	case "auto":
		return reports.Options{Color: wantsColor(os.Getenv, isTerminal), Width: width}, nil
	}
	return reports.Options{}, fmt.Errorf("--color %s: expected always, never or auto", color)
}

// wantsColor goes by the conventions of no-color.org and bixense.com/clicolors, in their order of precedence.
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
