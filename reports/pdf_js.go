package reports

// pdfCopies are none in a page of a browser, which reads no PDF.
var pdfCopies []Kind
