package amendments

import "testing"

func TestSectionsOfBillsAreClauses(t *testing.T) {
	for title, want := range map[string]bool{
		"Border Security Bill": true, "Border Security Bill [HL]": true, "Border Security Bill 2031": true,
		"A Bill to make provision for reception": true, "BILL": true,
		"Border Security Act 2031": false, "Billing Regulations": false, "Report on the Bill of 1998": false, "": false,
	} {
		if got := isBill(title); got != want {
			t.Errorf("%q is a bill: %t", title, got)
		}
	}
	for provision, want := range map[string]string{
		"Section 3(2)(b)": "Clause 3(2)(b)", "Schedule 1 > Section 2": "Schedule 1 > Section 2", "Article 3": "Article 3", "": "",
	} {
		if got := inBill(provision); got != want {
			t.Errorf("%q: got %q, want %q", provision, got, want)
		}
	}
}
