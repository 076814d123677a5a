// Package page holds the files of the page for people without a terminal.
package page

import "embed"

// Files are the files of the page. Its server.js is for a page that the program serves.
//
//go:embed *.html *.css *.js *.svg
var Files embed.FS
