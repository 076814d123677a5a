package main

// The exit codes. A script may rely on them.
const (
	exitNothing  = 0 // nothing at or above the threshold
	exitFindings = 1 // findings at or above the threshold, or records beside the documents that do not hold
	exitFailed   = 2 // the work could not be done: usage, lexicon, output
	exitUnread   = 3 // some input was not read, or not fully
)

// outcome is what a command found out that matters to the exit code.
type outcome struct {
	failing int  // findings at or above the threshold, and records that do not hold
	unread  bool // some input was not read, or not fully
	dropped bool // an editor has ended the connection without asking for it before
}

// exitCode alone decides how the program ends. What was not read wins over findings: a
// clean-looking part of a document proves nothing, and a script that retries unread input sees the
// findings when it succeeds.
func exitCode(o outcome, err error) int {
	switch {
	case err != nil:
		return exitFailed
	case o.unread:
		return exitUnread
	case o.failing > 0, o.dropped:
		return exitFindings
	}
	return exitNothing
}
