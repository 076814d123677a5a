package serve

import (
	"encoding/json"
	"net/http"

	"refrain/internal/display"
	"refrain/lexicon"
	"refrain/reports/wording"
)

// offer is what the page can offer.
type offer struct {
	Version  string   `json:"version"`
	From     string   `json:"from,omitempty"` // the configuration that the defaults come from
	Defaults Settings `json:"defaults"`
	Lexicons []choice `json:"lexicons"`
	Statuses []named  `json:"statuses"`
	Kinds    []named  `json:"kinds"` // of reports to download
	Files    int      `json:"most_files"`
	Upload   int64    `json:"most_bytes"`
}

// choice is a lexicon to choose, with the languages that it covers.
type choice struct {
	Name      string  `json:"name"`
	Languages []named `json:"languages"`
}

// named is what the page sends back, and what it shows for it.
type named struct {
	Name  string `json:"name"`
	About string `json:"about"`
}

func (s *Server) about(w http.ResponseWriter, _ *http.Request) {
	a := offer{
		Version: s.options.Version, From: display.Name(s.options.From), Defaults: s.options.Defaults,
		Files: s.limits.Files, Upload: s.limits.Upload,
	}
	for _, l := range s.options.Lexicons {
		c := choice{Name: display.Printable(l.Name)}
		for _, lang := range l.Lexicon.Languages {
			c.Languages = append(c.Languages, named{lang.Code, lang.Name})
		}
		a.Lexicons = append(a.Lexicons, c)
	}
	for _, status := range lexicon.Statuses() {
		a.Statuses = append(a.Statuses, named{status.String(), wording.StatusMeaning[status]})
	}
	for _, d := range downloads {
		a.Kinds = append(a.Kinds, named{d.name, d.about})
	}
	writeJSON(w, a)
}

func writeJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(v)
}
