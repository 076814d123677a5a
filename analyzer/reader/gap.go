package reader

// The reasons of gaps that more than one room gives. They are part of every report, so they stay as they are.
const (
	gapFormat    = "not a supported format"
	gapEmpty     = "empty file"
	gapNothing   = "no text"
	gapDamaged   = "damaged"
	gapLimit     = "limit reached"
	gapEncrypted = "encrypted"
	gapScan      = "scanned image"
	gapEmbedded  = "embedded files not read"
	gapEncoding  = "encoding not known"
	gapBytes     = gapDamaged + ": bytes that are no UTF-8"
	gapLinked    = "linked document not read" // text in another file, which only the program that shows it takes in
)

// What to do about them.
const (
	hintNothing = "open it and see whether it holds text; where it holds pictures of text, recognise it (OCR)"
	hintMemory  = "split the document, or give it more memory with --limit memory"
	unlockHint  = "open the file with its password and save it without one"
	hintOCR     = "run text recognition (OCR) on the file, and check the recognised one"
)
