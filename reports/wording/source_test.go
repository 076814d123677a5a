package wording

import "testing"

func TestOnlyAddressesOfTheWebAreLinks(t *testing.T) {
	for url, want := range map[string]bool{
		"https://a.example/b_(c)?d=e": true, "http://a.example": true, "": false, "javascript:alert(1)": false,
		"https://a.example/> [b](c": false,
		"https://a.example/\n":      false, "ftp://a.example": false, "https://a.example/\\": false,
		"data:text/html,a": false,
	} {
		if got := IsWebAddress(url); got != want {
			t.Errorf("%q: got %t, want %t", url, got, want)
		}
	}
}
