package locale

import (
	"strings"
	"sync"
)

// months are the names of the months in the languages of the lexicon, as CLDR has them in its
// calendar data: those within a date first, then those that stand alone and short ones, where they
// differ. A slash separates names of the same month.
var months = map[string]string{
	"ar": "يناير فبراير/شباط مارس/آذار أبريل/إبريل/نيسان " +
		"مايو/أيار يونيو/حزيران يوليو/تموز أغسطس/آب " +
		"سبتمبر/أيلول أكتوبر نوفمبر ديسمبر",
	"de": "Januar/Jänner/Jan Februar/Feber/Feb März/Mär April/Apr Mai Juni/Jun Juli/Jul August/Aug " +
		"September/Sep/Sept Oktober/Okt November/Nov Dezember/Dez",
	"el": "Ιανουαρίου/Ιανουάριος/Ιαν " +
		"Φεβρουαρίου/Φεβρουάριος/Φεβ Μαρτίου/Μάρτιος/Μαρ " +
		"Απριλίου/Απρίλιος/Απρ Μαΐου/Μάιος/Μαΐ " +
		"Ιουνίου/Ιούνιος/Ιουν Ιουλίου/Ιούλιος/Ιουλ " +
		"Αυγούστου/Αύγουστος/Αυγ " +
		"Σεπτεμβρίου/Σεπτέμβριος/Σεπ " +
		"Οκτωβρίου/Οκτώβριος/Οκτ Νοεμβρίου/Νοέμβριος/Νοε " +
		"Δεκεμβρίου/Δεκέμβριος/Δεκ",
	"en": "January/Jan February/Feb March/Mar April/Apr May June/Jun July/Jul August/Aug " +
		"September/Sep/Sept October/Oct November/Nov December/Dec",
	"es": "enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun julio/jul agosto/ago " +
		"septiembre/setiembre/sept/sep octubre/oct noviembre/nov diciembre/dic",
	"fr": "janvier/janv février/févr mars avril/avr mai juin juillet/juil août septembre/sept " +
		"octobre/oct novembre/nov décembre/déc",
	"it": "gennaio/gen febbraio/feb marzo/mar aprile/apr maggio/mag giugno/giu luglio/lug agosto/ago " +
		"settembre/set ottobre/ott novembre/nov dicembre/dic",
	"nl": "januari/jan februari/feb maart/mrt april/apr mei juni/jun juli/jul augustus/aug september/sep " +
		"oktober/okt november/nov december/dec",
	"pl": "stycznia/styczeń/sty lutego/luty/lut marca/marzec/mar kwietnia/kwiecień/kwi maja/maj " +
		"czerwca/czerwiec/cze lipca/lipiec/lip sierpnia/sierpień/sie września/wrzesień/wrz " +
		"października/październik/paź listopada/listopad/lis grudnia/grudzień/gru",
	"pt": "janeiro/jan fevereiro/fev março/mar abril/abr maio/mai junho/jun julho/jul agosto/ago " +
		"setembro/set outubro/out novembro/nov dezembro/dez",
	"ru": "января/январь/янв февраля/февраль/февр " +
		"марта/март/мар апреля/апрель/апр мая/май июня/июнь " +
		"июля/июль августа/август/авг сентября/сентябрь/сент " +
		"октября/октябрь/окт ноября/ноябрь/нояб " +
		"декабря/декабрь/дек",
}

// monthNames are the months by their names in lower case. A name that is one of several months in
// different languages has none.
var monthNames = sync.OnceValue(func() map[string]int {
	all, several := map[string]int{}, map[string]bool{}
	for _, list := range months {
		month := 0
		for _, names := range strings.Fields(list) {
			month++
			for _, name := range strings.Split(names, "/") {
				name = strings.ToLower(name)
				if known := all[name]; known != 0 && known != month {
					several[name] = true
				}
				all[name] = month
			}
		}
	}
	for name := range several {
		delete(all, name)
	}
	return all
})

// Month returns the month that a word names in one of the languages of the lexicon, from 1, or 0.
// Chinese months are numbers.
func Month(word string) int { return monthNames()[strings.ToLower(strings.TrimSuffix(word, "."))] }
