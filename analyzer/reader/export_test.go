package reader

// What makes small containers, for the tests from outside.
var (
	WordFile = wordFile
	OpenFile = openFile
	BookFile = bookFile
)
