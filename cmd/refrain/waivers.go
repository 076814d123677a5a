package main

import (
	"io"

	"github.com/spf13/cobra"

	"refrain/internal/display"
)

// waivers is a help topic: refrain help waivers.
func (a *app) waivers() *cobra.Command {
	c := &cobra.Command{Use: "waivers", Short: "How findings are let stay, with a reason"}
	c.SetHelpFunc(func(*cobra.Command, []string) { io.WriteString(a.stdout, display.Shown(aboutWaivers)) })
	return c
}

const aboutWaivers = `A waiver lets findings stay. They are still in every report, apart, with the reason. A waiver needs a reason; a name and a last day may be added. The
words after the entry come in any order, and quotation marks may be left out around one word.

One finding, by a comment above its paragraph, within it or right after it:

  <!-- refrain: allow illegal-people because "title of the 1996 act" -->
  <!-- refrain: allow illegal-people until 2027-03-01 by "A. B." because "title of the 1996 act" -->

All findings between two comments, of some entries or of all:

  <!-- refrain: off illegal-people flood-of-people because "the debate is quoted" -->
  <!-- refrain: on -->

  <!-- refrain: off because "a list of words to avoid" -->
  <!-- refrain: on -->

refrain: on ENTRY ends one entry alone. Without refrain: on, what refrain: off says reaches to the end of the file, and the report says so.

Comments have the form of the file:

  HTML, XML, Markdown   <!-- refrain: ... -->
  MDX                   {/* refrain: ... */}
  reStructuredText      .. refrain: ...        with an empty line before and after it
  AsciiDoc              // refrain: ...
  LaTeX                 % refrain: ...
  YAML, Org             # refrain: ...
  plain text            refrain: ...           on a line of its own, where readers see it, too

A comment in code, or in text that is shown, waives nothing.

Files without comments, such as PDF and Word, have their waivers in .refrain-waivers.yaml, by an entry and paths, or by the key of a finding, which
the JSON report shows:

  - entry: illegal-people
    paths: [laws/, "*.pdf"]
    text: act of 1996       # words of the sentence, where only some are meant
    reason: title of an act
    by: A. B.
    until: 2027-03-01
  - {key: 0123456789abcdef0123, reason: quoted}

A whole file, or many, in .refrain.yaml:

  paths:
    glossary.md:
      waive: {all: a list of words to avoid}
    laws/**:
      waive:
        illegal-people: statutes are quoted as they stand
        alien: {reason: a term of this law, by: A. B., until: "2027-03-01"}

waivers: {file: .refrain-waivers.yaml, dates: required} in .refrain.yaml lets only waivers with a last day hold.

A waiver past its day, or with a mistake, fails the check. One that nothing needs is named after a run over everything, and fails with
--strict-baseline. Comments count in files below the folder of .refrain.yaml alone: whoever sends you a text does not say what is to be found in it.
`
