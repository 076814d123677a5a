package main

import (
	"errors"

	"github.com/spf13/cobra"

	"refrain/check"
	"refrain/lexicon"
	"refrain/reports"
)

// archiveFlags are for collections that are too large for one run, or for one machine.
type archiveFlags struct {
	list   string
	shard  check.Shard
	resume bool
}

func (f *archiveFlags) add(c *cobra.Command) {
	c.Flags().StringVar(
		&f.list, "files-from", "", "file with the names of what is to be read, one in a line; - is standard input",
	)
	c.Flags().Var(&f.shard, "shard", "read one part of so many, such as 2/8; the parts together are the whole")
	c.Flags().BoolVar(
		&f.resume, "resume", false,
		"go on with the archive of a run that was broken off: what it holds is not analysed again",
	)
}

// partly reports whether the run leaves out some of what the user's records are about.
func (f *archiveFlags) partly() bool { return f.list != "" || f.shard.Of > 1 || f.resume }

// resumed is the archive that --resume goes on with: what --format jsonl writes to. Without the
// flag it is empty.
func (f *archiveFlags) resumed(all outputs, lex *lexicon.Lexicon, run reports.Run) (*check.Archive, error) {
	if !f.resume {
		return &check.Archive{}, nil
	}
	if len(all) != 1 || !all[0].lines {
		err := errors.New("--resume: there is no archive to go on with")
		return nil, hinted(err, "write one: --format jsonl --output archive.jsonl")
	}
	before, err := check.OpenArchive(all[0].target, lex, run)
	if err == nil {
		all[0].whole = before.Size()
	}
	return before, err
}
