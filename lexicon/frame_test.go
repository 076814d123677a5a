package lexicon

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

const smallFrames = `head-of:
  about: a HEAD of people
  parts:
    - head
    - who: ["{person}"]
  with: {head: flood}
  match:
    - "{head} of ({who}|strangers)"
    - "{who}'s {head:plural}"
    - "the {head:gerund} of {who}"
  hits:
    - A [[flood of refugees]].
    - The [[refugees' floods]].
    - "[[The flooding of refugees]]."
  misses:
    - A flood.
`

func withFrames(frames, entry string) fstest.MapFS {
	files := small()
	files["en/frames.yaml"] = &fstest.MapFile{Data: []byte(frames)}
	old := string(files["en/terms/flood-of-people.yaml"].Data)
	files["en/terms/flood-of-people.yaml"] = &fstest.MapFile{
		Data: []byte(strings.Replace(old, "match:\n  - flood of {modifier}? {person}\n", entry, 1)),
	}
	return files
}

func TestEntryTakesThePatternsOfItsFrame(t *testing.T) {
	lex, err := Load(withFrames(smallFrames, "frames:\n  head-of: {head: [wave, tidal surge]}\n"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range lex.Language("en").Entry("flood-of-people").Match {
		if p.Frame != "head-of" || p.At.File != "en/frames.yaml" {
			t.Errorf("pattern %q is of frame %q at %s, want head-of in en/frames.yaml", p.Text, p.Frame, p.At)
		}
		got = append(got, p.Text)
	}
	want := []string{
		"(wave|tidal surge) of ({person}|strangers)",
		"{person}'s (=waves|tidal =surges)",
		"the (=waving|=tidaling surge|=tidalling surge) of {person}", // A verb's first word is inflected.
	}
	if !slices.Equal(got, want) {
		t.Errorf("patterns\n got %q\nwant %q", got, want)
	}
}

func TestMistakesInFramesAreNamed(t *testing.T) {
	for _, c := range []struct{ frames, entry, want string }{
		{smallFrames, "frames:\n  tail-of: {head: wave}\n", `the frame "tail-of" is not in frames.yaml`},
		{
			smallFrames, "frames:\n  head-of: {tail: wave}\n",
			`frame head-of has no part "tail"; its parts are head, who`,
		},
		{smallFrames, "frames:\n  head-of: {who: wave}\n", `frame head-of: nothing fills the part "head"`},
		{smallFrames, "frames:\n  head-of: {head: (}\n", `becomes "( of`},
		{
			strings.Replace(smallFrames, "head:plural", "head:dual", 1), "frames:\n  head-of: {head: x}\n",
			`"dual" is not a form`,
		},
		{
			strings.Replace(smallFrames, "|strangers", "|{nobody}", 1), "match: [flood of people]\n",
			"{nobody} is not in slots.yaml",
		},
		{
			strings.ReplaceAll(smallFrames, "who", "person"), "match: [flood of people]\n",
			`the part "person" has the name of a slot`,
		},
	} {
		_, err := Load(withFrames(c.frames, c.entry))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v\nwant one with %s", err, c.want)
		}
	}
}
