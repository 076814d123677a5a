package reader

import (
	"context"
	"slices"
	"strings"

	"refrain/analyzer/document"
	"refrain/analyzer/reader/archive"
	"refrain/analyzer/reader/canonical"
	"refrain/analyzer/reader/gap"
	"refrain/analyzer/reader/input"
	"refrain/analyzer/reader/mail"
)

// Files within a file, like those of an archive or what is attached to a mail, are read as
// documents of their own.

// enclosed reads a file of that name within another.
type enclosed func(ctx context.Context, in input.Input, name, src string) *document.Document

// deepest is how many files may be in one another.
const deepest = 3

func (r *Reader) readMail(ctx context.Context, in input.Input) *document.Document {
	return mail.Read(ctx, in, func(name, src string) *document.Document { return r.within(ctx, in, name, src) })
}

// readOutlook reads a mail of Outlook.
func (r *Reader) readOutlook(ctx context.Context, in input.Input) *document.Document {
	return mail.ReadOutlook(ctx, in, func(name, src string) *document.Document { return r.within(ctx, in, name, src) })
}

// readArchive reads an archive. Files in it that hold no prose are passed over, as in a folder.
func (r *Reader) readArchive(ctx context.Context, in input.Input) *document.Document {
	return archive.Read(ctx, in, func(name, src string) *document.Document {
		doc := r.within(ctx, in, name, src)
		if doc.Text == "" && len(doc.Gaps) == 1 && slices.Contains(proseless, doc.Gaps[0].Reason) {
			return nil
		}
		return doc
	})
}

// proseless are the reasons for files that hold no prose.
var proseless = []string{
	gap.Empty, gap.Unsupported, gap.PictureUnread, gap.PictureWordless, gap.PictureDamaged,
	gap.Unsupported + ": a media file", gap.Unsupported + ": a program",
}

// enclosed reads a file within another.
func (r *Reader) enclosed(ctx context.Context, around input.Input, name, src string) *document.Document {
	in := around
	in.Within = append(slices.Clone(around.Within), around.Format)
	in.Name, in.Bytes, in.Content = name, src, &input.Content{Source: src, Members: r.options.Limits.Members}
	format := choose(name, in.Content)
	in.Format, in.Named = format.Name, format.named
	if g := refusal(format.Format, in.Content); g != nil {
		return input.Refused(format.Name, *g)
	}
	if len(in.Within) >= deepest || format.Name == "zip" && slices.Contains(in.Within, "zip") {
		return input.Refused(format.Name, document.Gap{Reason: gap.Unsupported + ": an archive in the archive", Hint: unpack})
	}
	r.Prepare(src)
	doc := r.guarded(ctx, format.Format, in)
	if len(doc.Gaps) == 0 && !strings.ContainsFunc(doc.Text, canonical.IsWordRune) {
		doc.Gaps = append(doc.Gaps, document.Gap{Reason: gap.NoText, Hint: gap.HintNoText})
	}
	doc.Gaps = append(doc.Gaps, format.also...)
	doc.Timed = format.Timed
	for i := range doc.Blocks {
		if b := &doc.Blocks[i]; b.Lang == "" {
			b.Lang = doc.Lang
		}
	}
	return doc
}
