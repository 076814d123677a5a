// Package gap holds the reasons of gaps that several formats give, and the remedies that go with
// them. Reports and scripts compare reasons, so they stay as they are.
package gap

// The reasons of gaps that more than one room gives. They are part of every report, so they stay as
// they are.
const (
	Unsupported = "not a supported format"
	Empty       = "empty file"
	NoText      = "no text"
	Damaged     = "damaged"
	Limit       = "limit reached"
	Encrypted   = "encrypted"
	Scan        = "scanned image"
	Embedded    = "embedded files not read"
	Encoding    = "encoding not known"
	NotUTF8     = Damaged + ": bytes that are no UTF-8"
	Linked      = "linked document not read" // text in another file, which only the program that shows it takes in
)

// The reasons of gaps in pictures.
const (
	PictureUnread   = Unsupported + ": an image"
	PictureWordless = "image without recognised words"
	PictureDamaged  = Damaged + ": an image"
)

// What to do about them.
const (
	HintNoText = "open it and see whether it holds text; where it holds pictures of text, recognise it (OCR)"
	HintMemory = "split the document, or give it more memory with --limit memory"
	HintUnlock = "open the file with its password and save it without one"
	HintOCR    = "run text recognition (OCR) on the file, and check the recognised one"
)
