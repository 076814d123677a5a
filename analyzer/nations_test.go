package analyzer_test

import "testing"

// TestNamesThatAreAdjectives: Chinese names people where it stands alone, and no people before what
// it describes.
func TestNamesThatAreAdjectives(t *testing.T) {
	a := builtin(t)
	for text, want := range map[string]int{
		"A flood of Vietnamese came.":                           1,
		"The town was swamped by Rohingya.":                     1,
		"They fear a wave of Chinese.":                          1,
		"A flood of Chinese goods came.":                        0,
		"The market was swamped by Chinese imports.":            0,
		"A wave of Vietnamese cooking swept the town.":          0,
		"The town was flooded with Chinese electric cars.":      0,
		"Rohingya are pouring into the town.":                   1,
		"They fear a flood of men crossing the Channel.":        1,
		"They fear a flood of people crossing the Pacific Rim.": 0,
	} {
		got := 0
		for _, f := range analyze(t, a, text).Findings {
			if f.Carried == nil {
				got++
			}
		}
		if got != want {
			t.Errorf("%s: %d findings, want %d", text, got, want)
		}
	}
}
