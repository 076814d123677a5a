package brief

import (
	"bytes"
	_ "embed"
	"html/template"
	"io"
	"sync"

	"refrain/internal/display"
	"refrain/reports/html"
	"refrain/reports/wording"
)

//go:embed brief.css
var style string

//go:embed brief.tmpl
var source string

var templates = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("brief").Funcs(template.FuncMap{
		"thousands": wording.Number, "count": wording.Count, "bodies": wording.Publishers, "source": wording.ReferenceName,
		"grade":   wording.GradeWords,
		"capital": wording.Capital, "web": wording.IsWebAddress, "times": wording.Times, "sentence": wording.Sentence,
	}).Parse(source))
})

// writeHTML writes a brief as a page that can be printed: no script, no network.
func writeHTML(w io.Writer, s *page) error {
	var b bytes.Buffer
	html.WriteHead(&b, html.Page{Version: s.Version, Title: s.Title, Style: "\n" + style})
	if err := templates().Execute(&b, s); err != nil {
		return err
	}
	_, err := io.WriteString(display.Guarded(w, display.MarkupSigns), display.Visible(b.String()))
	return err
}
