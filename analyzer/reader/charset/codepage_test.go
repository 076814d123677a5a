package charset

import (
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// Texts in the encodings that were used before UTF-8 are read as they were written.
func TestCodePagesAreToldByTheirLetters(t *testing.T) {
	const (
		russian = "Министр сказал, что число людей на границе растёт. В Москве об этом знают давно."
		greek   = "Ο υπουργός είπε ότι ο αριθμός των ανθρώπων στα σύνορα αυξάνεται."
		arabic  = "قال الوزير إن عدد الأشخاص على الحدود يزداد كل عام"
		polish  = "Minister powiedział, że liczba osób na granicy rośnie, a rząd mówi już o zmianach w ustawie."
	)
	for _, c := range []struct {
		name string
		of   *charmap.Charmap
		text string
	}{
		{"windows-1251", charmap.Windows1251, russian}, {"KOI8-R", charmap.KOI8R, russian},
		{"Macintosh Cyrillic", charmap.MacintoshCyrillic, russian}, {"DOS", charmap.CodePage866, russian},
		{"windows-1253", charmap.Windows1253, greek}, {"ISO 8859-7", charmap.ISO8859_7, greek},
		{"windows-1256", charmap.Windows1256, arabic},
		{"windows-1250", charmap.Windows1250, polish}, {"ISO 8859-2", charmap.ISO8859_2, polish},
		{"windows-1252, French", charmap.Windows1252, "Le ministre a été à l’école où l’on répète « ça » près du fleuve."},
		{"windows-1252, German", charmap.Windows1252, "Größe und Fläche: 12 m² und 3 m³, überall für die Bürger."},
		{"windows-1252, notes", charmap.Windows1252, "Der Bericht¹ und das Gesetz³ über die Größe; siehe auch die Notiz²."},
		{"windows-1252, few words", charmap.Windows1252, "É à è ç ù ô î"},
		{"windows-1252, Portuguese", charmap.Windows1252, "Não há informação sobre a situação das pessoas na região."},
	} {
		src, err := c.of.NewEncoder().String(c.text)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if d := Decode(src, ""); d.Text != c.text || len(d.Gaps) > 0 {
			t.Errorf("%s: read as %q with %d gaps", c.name, d.Text, len(d.Gaps))
		}
	}
}
