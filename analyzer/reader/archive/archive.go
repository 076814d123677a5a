// Package archive reads archives (ZIP): each file in one is read as a document of its own.
package archive

import (
	"context"
	"fmt"
	"path"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/container"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/input"
)

// Is knows archives by their list of files. What is a document of another kind says so itself.
func Is(c *input.Content, named bool) input.Fit {
	l := c.Listed()
	if !named || !l.Present || l.MIME != "" || l.Has("[Content_Types].xml") {
		return input.Unfit
	}
	return c.InZip(input.Leading)
}

// Opens reports whether a file is a container that has a list of its files.
func Opens(c *input.Content) bool {
	const endOfList = "PK\x05\x06"
	return c.Listed().Present && (c.Listed().Reader != nil || strings.Contains(c.Source, endOfList))
}

// nested are the ends of names of archives, which are named and not read.
var nested = map[string]bool{
	".zip": true, ".gz": true, ".tgz": true, ".tar": true, ".7z": true, ".rar": true, ".bz2": true, ".xz": true,
	".zst": true,
}

// Read reads the files of an archive in its order. Inner reads one of them; nil is one that holds no
// prose, like a picture, and is passed over as in a folder.
func Read(ctx context.Context, in input.Input, inner func(name, src string) *document.Document) *document.Document {
	d := in.NewBuilder("")
	a := container.Open(in.Content.Listed(), in.Options.Limits, d)
	if a == nil {
		return d.Finish()
	}
	read := 0
	for _, name := range a.Names {
		base, ext := path.Base(name), strings.ToLower(path.Ext(name))
		switch {
		case ctx.Err() != nil: // Whoever set the time says so.
			return d.Finish()
		case strings.HasSuffix(name, "/"), strings.HasPrefix(base, "."), strings.HasPrefix(name, "__MACOSX/"):
			continue
		case nested[ext]:
			d.Gap(0, gap.Unsupported+": an archive in the archive", "unpack it and check the files in it: "+name)
			continue
		}
		if a.Left <= 0 {
			d.Gap(0, gap.Limit, fmt.Sprintf("unpack it and check the files in it: it holds more than %d bytes",
				in.Options.Limits.Inflated))
			return d.Finish()
		}
		src := a.Unpack(name)
		d.Loaded += len(src)
		doc := inner(name, src)
		d.Loaded -= len(src)
		if doc == nil {
			continue
		}
		read++
		d.Enclose(name, doc)
	}
	if read == 0 {
		d.Gap(0, gap.NoText, "unpack it and see what is in it: it holds no documents")
	}
	return d.Finish()
}
