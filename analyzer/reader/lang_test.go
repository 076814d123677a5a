package reader

import "testing"

func TestLanguageByItsFunctionWords(t *testing.T) {
	for _, c := range []struct{ want, text string }{
		{"en", "The number of people who were turned back at the border has been higher than it was in the year before."},
		{"fr", "Le nombre de personnes qui ont été refoulées à la frontière est plus élevé que dans l’année précédente."},
		{"es", "El número de personas que fueron devueltas en la frontera es más alto que en el año anterior, según el informe de los jueces."},
		{"de", "Die Zahl der Menschen, die an der Grenze zurückgewiesen wurden, ist höher als im Jahr davor, und das wird nicht bestritten."},
		{"it", "Il numero delle persone che sono state respinte alla frontiera è più alto di quello dell’anno precedente."},
		{"pt", "O número de pessoas que foram devolvidas na fronteira é mais alto do que o do ano anterior, segundo os dados da polícia."},
		{"nl", "Het aantal mensen dat aan de grens werd teruggestuurd, is hoger dan in het jaar daarvoor en dat is niet voor het eerst."},
		{"el", "Ο αριθμός των ανθρώπων που επέστρεψαν στα σύνορα είναι μεγαλύτερος."},
		{"ru", "Число людей, которых не пустили на границе, было выше, чем в прошлом году, и это не новость."},
		{"ar", "عدد الأشخاص الذين أعيدوا من الحدود في هذا العام أكبر من العدد في العام الماضي، كما جاء في التقرير الذي صدر عن الوزارة"},
		{"zh", "在边境被遣返的人数高于前一年。"},
		{"ja", "国境で送り返された人の数は前の年より多い。"},
		{"", "Lorem ipsum dolor sit amet, consectetur adipiscing elit."},
		{"", "42"},
	} {
		if got := read(t, "text", c.text).Lang; got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestStatedLanguageWins(t *testing.T) {
	if got := read(t, "html", "<html lang=fr><p>The people of the border").Lang; got != "fr" {
		t.Errorf("HTML: got %q, want fr", got)
	}
	doc, err := New(Options{Lang: "de"}).Read(t.Context(), "a.txt", "The people of the border.")
	if err != nil || doc.Lang != "de" {
		t.Errorf("option: got %q, %v; want de", doc.Lang, err)
	}
}
