package reader

import (
	"fmt"
	"strings"

	"refrain/analyzer/document"
)

// head is how many bytes at a file's start are looked at to find its format.
const head = 4096

func start(src string) string { return src[:min(len(src), head)] }

// isPDF allows for what mail programs and web servers put before the header. A text that mentions it in a line is no PDF.
func isPDF(src string) bool {
	i := strings.Index(src[:min(len(src), 1024)], "%PDF-")
	return i == 0 || i > 0 && (src[i-1] < ' ' || src[i-1] >= 0x80)
}

const zipMagic = "PK\x03\x04"

// hasMember tells zip containers apart by a member whose name, or whose uncompressed beginning, starts the local header with the words given.
// Word files hold names under "word/"; the others hold their type as the first member, uncompressed.
func hasMember(name, content string) func(string) bool {
	return func(src string) bool {
		if !strings.HasPrefix(src, zipMagic) {
			return false
		}
		if name == content {
			return strings.Contains(src, name)
		}
		first := src[:min(len(src), 200)]
		return strings.Contains(first, name) && strings.Contains(first, content)
	}
}

// foreign are formats that are known and not read, by the bytes that they begin with.
var foreign = []struct{ magic, what, hint string }{
	{"\xD0\xCF\x11\xE0", "a legacy Office file", "save it as .docx"},
	{"{\\rtf", "a rich text file", "save it as .docx"},
	{"PK\x03\x04", "an archive", "unpack it and check the files in it"},
	{"PK\x05\x06", "an empty archive", "unpack it and check the files in it"},
	{"\x1f\x8b", "a compressed file", "unpack it and check the files in it"},
	{"BZh", "a compressed file", "unpack it and check the files in it"},
	{"\xFD7zXZ", "a compressed file", "unpack it and check the files in it"},
	{"(\xB5/\xFD", "a compressed file", "unpack it and check the files in it"},
	{"7z\xBC\xAF\x27\x1C", "an archive", "unpack it and check the files in it"},
	{"Rar!", "an archive", "unpack it and check the files in it"},
	{"\x89PNG", "an image", "recognise its text (OCR) and save it as PDF"},
	{"\xFF\xD8\xFF", "an image", "recognise its text (OCR) and save it as PDF"},
	{"GIF8", "an image", "recognise its text (OCR) and save it as PDF"},
	{"II*\x00", "an image", "recognise its text (OCR) and save it as PDF"},
	{"MM\x00*", "an image", "recognise its text (OCR) and save it as PDF"},
	{"RIFF", "a media file", "save its transcript as text"},
	{"ID3", "a media file", "save its transcript as text"},
	{"OggS", "a media file", "save its transcript as text"},
	{"%!PS", "a PostScript file", "convert it to PDF"},
	{"\x7fELF", "a program", "check the documents, not the programs"},
	{"MZ\x90", "a program", "check the documents, not the programs"},
}

// refusal is why a file is not read as the format, or nil.
func refusal(f Format, src string) *document.Gap {
	if strings.Trim(src, "\x00"+blanks) == "" || src == "\xEF\xBB\xBF" {
		return &document.Gap{Reason: gapEmpty, Hint: "check that the file was saved or downloaded in full"}
	}
	container := f.Name == "docx" || f.Name == "odt" || f.Name == "epub"
	if f.Name == "pdf" || container && strings.HasPrefix(src, zipMagic) || f.Name == "docx" && lockedOffice(src) || f.Name == "odt" && isFlatODT(src) {
		return nil
	}
	for _, k := range foreign {
		if strings.HasPrefix(src, k.magic) {
			return &document.Gap{Reason: fmt.Sprintf("%s: %s", gapFormat, k.what), Hint: k.hint}
		}
	}
	if container || binary(src) {
		return &document.Gap{Reason: gapFormat, Hint: "save it as PDF, Word, HTML or plain text"}
	}
	return nil
}

// binary tells whether a file is not text in any encoding that decode knows: control characters, and no sign of UTF-16 or UTF-32.
func binary(src string) bool {
	s := start(src)
	if utf16Order(s) != nil || utf32Order(s) != nil {
		return false
	}
	control := 0
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' && strings.IndexByte(blanks, c) < 0 && c != 0x1b && c != 0x1a {
			control++
		}
	}
	return control > len(s)/50+1
}
