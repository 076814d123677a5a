package reports

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"sync"
)

//go:embed html/brief.css
var briefStyle string

//go:embed html/brief.tmpl
var briefSource string

var briefTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("brief").Funcs(template.FuncMap{
		"thousands": thousands, "count": count, "bodies": bodies, "source": referenceName,
		"capital": capital, "web": webAddress, "times": times, "sentence": sentence,
	}).Parse(briefSource))
})

// writeBriefHTML writes a brief as a page that can be printed: no script, no network.
func writeBriefHTML(w io.Writer, s *brief) error {
	style := "\n" + briefStyle
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s%s\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '%s'; img-src data:; base-uri 'none'; form-action 'none'\">\n",
		htmlHead, template.HTMLEscapeString(s.Version), hashed(style))
	b.WriteString("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<link rel=\"icon\" href=\"data:,\">\n")
	fmt.Fprintf(&b, "<title>%s</title>\n<style>%s</style>\n</head>\n", template.HTMLEscapeString(s.Title), style)
	if err := briefTemplate().Execute(&b, s); err != nil {
		return err
	}
	_, err := io.WriteString(guarded(w, markupSigns), visible(b.String()))
	return err
}
