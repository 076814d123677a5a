package html

import (
	"path"
	"slices"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/builder"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/dom"
	"refrain/analyzer/reader/gap"
)

// A page of HTML may hold next to none of the text that a browser shows: scripts write it, frames
// show other files, or a server asks who is there. Read as they are, such pages would pass for
// documents without findings.

// shell is what a page says of text that it does not hold itself.
type shell struct {
	scripts bool     // scripts are on the page
	frames  []string // files of other servers that are shown on it, as many as are named
	framed  bool     // it shows other files
}

const (
	gapFrame = "a page within the page: not read"
	gapShell = gap.NoText + " but what scripts write"

	hintBrowser = "open it in a browser, save what it shows as PDF or as a whole page, and check that"
	hintFrame   = "save what it shows as a file of its own, and check that"
)

// frames are the elements that show another file, and the attribute that names it.
var frames = map[string]string{"frame": "src", "iframe": "src", "object": "data", "embed": "src"}

// mounts are the names of the elements that well-known libraries of scripts fill.
var mounts = []string{"root", "app", "__next", "__nuxt", "___gatsby", "app-root", "react-root", "svelte", "main-app"}

// mounted reports whether the page has an element that scripts fill.
func (h *Page) mounted() bool {
	for id := range h.Tree.Nodes {
		if name, ok := h.Tree.Attr(dom.ID(id), "id"); ok && slices.Contains(mounts, name) {
			return true
		}
	}
	return false
}

// frame says that a file which an element shows is not read. Files of other servers are
// advertisements, maps and films on all pages that have a text of their own, so they are only named
// where there is none.
func (h *Page) frame(element string, attribute map[string]string) {
	name := strings.Trim(attribute[frames[element]], canonical.Blanks)
	lower := strings.ToLower(name)
	scheme := lower[:strings.IndexAny(lower+":", ":/?#")]
	unseen := func(length string) bool { return length == "0" || length == "1" }
	switch {
	case unseen(attribute["width"]), unseen(attribute["height"]):
		return
	case attribute["srcdoc"] != "", strings.HasPrefix(lower, "data:text/"), strings.HasPrefix(lower, "data:application/"):
		name = ""
	case name == "", scheme == "about", scheme == "javascript", scheme == "data", pictured(attribute["type"], lower):
		return
	case scheme == "http", scheme == "https", strings.HasPrefix(lower, "//"):
		if h.shell.framed = true; len(h.shell.frames) < builder.MaxNamedGaps {
			h.shell.frames = append(h.shell.frames, name)
		}
		return
	}
	h.shell.framed = true
	frameGap(h.Builder, name)
}

// frameGap is the gap of a page within the page.
func frameGap(d *builder.Builder, name string) {
	const long = 200
	if name == "" || len(name) > long || len(d.Doc.Gaps) >= builder.MaxNamedGaps {
		d.Gap(0, gapFrame, hintFrame)
		return
	}
	d.Gap(0, gapFrame, hintFrame+": "+name)
}

// pictured reports whether a file that is shown is a picture, film or sound, by its type or its
// name.
func pictured(kind, name string) bool {
	for _, medium := range []string{"image/", "video/", "audio/", "application/x-shockwave"} {
		if strings.HasPrefix(strings.ToLower(kind), medium) {
			return true
		}
	}
	name, _, _ = strings.Cut(name, "?")
	return slices.Contains(pictures, path.Ext(name))
}

// pictures are how the names of pictures, films and sounds end.
var pictures = []string{".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".mp4", ".webm", ".mp3", ".ogg"}

// How few words a page has that holds no text of its own. Menus and notes are longer.
const (
	shellWords  = 10  // of one that scripts fill
	signalWords = 100 // of one that a server sends in place of the document
)

// signsIn is what a page is whose first words ask to sign in. Elsewhere they are those of a menu.
const signsIn = "a page that asks to sign in"

// signals are what a server's page begins with that comes in place of a document, in its title or
// its text: while the server looks at who asks, and where it has no document or gives none.
var signals = []struct {
	what   string
	begins []string
}{
	{"a page that looks at who asks for it", []string{
		"just a moment", "one moment, please", "checking your browser", "checking if the site connection is secure",
		"verifying you are human", "verify you are human", "are you a robot?", "human verification", "ddos-guard",
		"ddos protection by cloudflare", "attention required! | cloudflare", "pardon our interruption",
		"please enable js and disable any ad blocker", "request unsuccessful", "enable javascript and cookies to continue",
	}},
	{"a page that says that there is none", []string{
		"access denied", "access to this page has been denied", "forbidden", "unauthorized", "page not found", "not found",
		"file not found", "400 bad request", "401 unauthorized", "403 forbidden", "404", "404 not found",
		"404 page not found",
		"404: page not found", "404 error", "error 404", "410 gone", "429 too many requests", "500 internal server error",
		"502 bad gateway", "503 service unavailable", "503 service temporarily unavailable", "504 gateway time-out",
		"504 gateway timeout", "service unavailable", "bad gateway",
	}},
	{signsIn, []string{
		"sign in", "sign in to continue", "sign in to your account", "please sign in", "log in", "login", "please log in",
		"log in to continue", "log in to your account", "session expired", "your session has expired",
		"authentication required", "subscribe to continue reading", "this article is for subscribers only",
	}},
	{"a page that stands in for the site", []string{
		"site maintenance", "under maintenance", "down for maintenance", "we'll be right back", "we’ll be right back",
		"scheduled maintenance", "you need to enable javascript to run this app", "javascript is disabled",
		"javascript is required", "javascript required", "please enable javascript", "this site requires javascript",
		"please enable javascript to continue", "please turn javascript on and reload the page",
	}},
}

// signal is what a page is by the first words of its title or text, when those are all of them, or
// a sentence; "" for a document.
func signal(opening string) string {
	for _, s := range signals {
		for _, words := range s.begins {
			rest, ok := strings.CutPrefix(opening, words)
			rest = strings.TrimLeft(rest, canonical.Blanks)
			if ok && (rest == "" || strings.HasPrefix(rest, "…") || strings.IndexByte(".!|-", rest[0]) >= 0) {
				return s.what
			}
		}
	}
	return ""
}

// hollow says that a page which has been read holds no text of its own, when that is so.
func (h *Page) hollow() {
	d := h.Builder
	words, opening, hidden := h.shown()
	if words >= signalWords {
		return
	}
	for i, text := range opening {
		if what := signal(text); what != "" && (what != signsIn || i == 0) {
			d.Gap(0, "not the document: "+what, hintBrowser)
			return
		}
	}
	switch {
	case words > 0 && (words >= shellWords || !h.shell.scripts || !h.mounted()):
	case h.shell.framed:
		for _, name := range h.shell.frames {
			frameGap(d, name)
		}
	case h.shell.scripts:
		d.Gap(0, gapShell, hintBrowser)
	case hidden && words == 0 && len(d.Doc.Gaps) == 0:
		d.Gap(0, gap.NoText+" but what is hidden", hintBrowser)
	case len(d.Doc.Blocks) > 0 && words == 0 && len(d.Doc.Gaps) == 0:
		d.Gap(0, gap.NoText+" but a title", gap.HintNoText)
	}
}

// shown counts the words that the page shows, up to signalWords, and returns the first blocks in
// small letters. It reports whether others are hidden among them.
func (h *Page) shown() (words int, opening []string, hidden bool) {
	d := h.Builder
	for _, b := range d.Doc.Blocks {
		if b.Exclusion != document.Included {
			hidden = true
			continue
		}
		text := string(d.Buffer[b.Start:min(b.End, b.Start+10*signalWords)])
		if len(opening) < 3 {
			opening = append(opening, strings.ToLower(text))
		}
		if b.Role != document.Title {
			words += len(strings.Fields(text))
		}
		if words >= signalWords {
			break
		}
	}
	return words, opening, hidden
}
