package provision

import (
	"strings"
	"testing"
)

// cite reads paragraphs and headings, which begin with "#", and returns the path of the last.
func cite(lines string) string {
	var o Outline
	path := ""
	for line := range strings.SplitSeq(lines, "\n") {
		if heading, ok := strings.CutPrefix(line, "# "); ok {
			path = o.Heading(2, heading)
		} else {
			path = o.Provision(line)
		}
	}
	return path
}

func TestPlacesAreCitedAsLawyersDo(t *testing.T) {
	for _, c := range []struct{ lines, want string }{
		// United States Code and bills: (a)(1)(A)(i)(I).
		{"SEC. 5. REPORTS.\n(a) In general.\n(b) Reports.", "Sec. 5(b)"},
		{"SEC. 5. REPORTS.\n(a) In general.\n(1) One;\n(2) two.", "Sec. 5(a)(2)"},
		{"SEC. 5. REPORTS.\n(a)(1) The Secretary shall act.\n(2) The Secretary may act.", "Sec. 5(a)(2)"},
		{"SEC. 5. REPORTS.\n(a) One.\n(b)(1) Two.\n(2) Three.\n(3) Four.\n(c) Five.", "Sec. 5(c)"},
		{"§ 36. Aliens.\n(a)(1) One.\n(2) Two.\n(3) Three.\n(b) Four.\n(c) Five.", "§ 36(c)"},
		{"§ 36. Aliens.\n(a)(1) One.\n(2) Two.\n(3)(A) Three.\n(B) Four.", "§ 36(a)(3)(B)"},
		{"§ 36. Aliens.\n(a) One.\n(3)(A)(i) Two.", "§ 36"},
		{"§ 36. Aliens.\n(a) One:\n(1) Two:\n(A) Three:\n(i) Four:\n(I) Five;\n(II) six.", "§ 36(a)(1)(A)(i)(II)"},
		{"§ 36. Aliens.\n(a) One:\n(1) Two:\n(A) Three:\n(i) Four:\n(I) Five;\n(II) six.\n(ii) Seven.", "§ 36(a)(1)(A)(ii)"},
		{"§ 36. Aliens.\n(a) One:\n(1) Two:\n(A) Three.\n(B) Four.\n(2) Five.", "§ 36(a)(2)"},
		{"§ 36. Aliens.\n(a) In general.—(1) The Secretary shall act.\n(2) He may.", "§ 36(a)(2)"},
		{"§ 36. Aliens.\n(a) In general.—(1) Health. (A) In general. Any alien.\n(B) Waiver.", "§ 36(a)(1)(B)"},
		{"§ 36. Aliens. (a) In general.—The Secretary shall act.", "§ 36(a)"},
		{"Sec. 2. Policy. The rules in paragraph (a) of the order apply.", "Sec. 2"},
		{"Section 5(a) Every alien.\n(1) One.", "Section 5(a)(1)"},
		{"§ 36. Aliens.\n(g) One.\n(h) Two.\n(i) Three.", "§ 36(i)"},
		{"§ 36. Aliens.\n(g) One.\n(h) Two:\n(i) Three.", "§ 36(h)(i)"},
		{"§ 36. Aliens.\n(g) One.\n(h) Two\n(i) three;\n(ii) four.", "§ 36(h)(ii)"},
		{"§ 36. Aliens.\n(h) Two.\n(i) Three.\n(j) Four.", "§ 36(j)"},
		{"§ 36. Aliens.\n(h) Two.\n(1) One.\n(2) Two.\n(i) Three.", "§ 36(i)"},
		{"§ 36. Aliens.\n(u) One.\n(v) Two.\n(w) Three.\n(x) Four.", "§ 36(x)"},
		{"§ 36. Aliens.\n(a) One.\n(1) Two.\n(A) Three.\n(1) Four.", "§ 36"},
		{"§ 36. Aliens.\n(a) One.\n(1) Two.\n(A) Three.\n(1) Four.\n(2) Five.", "§ 36"},
		{"§ 36. Aliens.\n(a) One.\n(1) Two.\n(A) Three.\n(1) Four.\n(2) Five.\n(c) Six.", "§ 36(c)"},
		{"§ 36. Aliens.\n(3) One.\n(c) Two.", "§ 36"},
		{"§ 36. Aliens.\n(a) One.\n(d) Two.", "§ 36(d)"},
		{"§ 36. Aliens.\n(c) One.", "§ 36(c)"},
		{"§ 36. Aliens.\n(z) One.\n(aa) Two.\n(bb) Three.", "§ 36(bb)"},
		{"Section 1. One.\n(a) Two:\n(1) three; and\n(2) four,\nthe alien shall leave.", "Section 1(a)"},
		{"SECTION 1. SHORT TITLE.\nThis Act may be cited as it is.", "Section 1"},
		{"TITLE I\nSEC. 101. ALIENS.\n(a) One.", "Sec. 101(a)"},
		// Code of Federal Regulations: (a)(1)(i)(A)(1)(i).
		{"§ 236.1 Custody.\n(a) Detainers. One.\n(b) Two.", "§ 236.1(b)"},
		{"§ 236.1 Custody.\n(c) Custody issues—(1) In general. (i) One.\n(ii) Two.\n(2) Three.\n(3) Four.", "§ 236.1(c)(3)"},
		{"§ 236.1 Custody.\n(c)(1)(i) One.\n(ii) Two.\n(2) Three.\n(3) Four.", "§ 236.1(c)(3)"},
		{"§ 236.1 Custody.\n(c)(1)(i) One.\n(ii) Two.\n(A) Three.", "§ 236.1(c)(1)(ii)(A)"},
		{"§ 236.1 Custody.\n(c)(1)(i)(A) One:\n(1) Two;\n(2) three.", "§ 236.1(c)(1)(i)(A)(2)"},
		{"§ 236.1 Custody.\n(c)(1)(i)(A) One:\n(1) Two;\n(2) three.\n(B) Four.\n(ii) Five.\n(2) Six.", "§ 236.1(c)(2)"},
		{"§ 236.1 Custody.\n(a)(1)(ix) One.\n(x) Two.\n(xi) Three.", "§ 236.1(a)(1)(xi)"},
		{"§ 236.1 Custody.\n(d) Appeals. (1) One.\n(2) Two.\n(3) Three.\n(e) Four.", "§ 236.1(e)"},
		// The United Kingdom: (1)(a)(i).
		{"6.—(1) The Secretary of State may act.\n(2) One—\n(a) two;\n(b) three.", "paragraph 6(2)(b)"},
		{"6.—(1)(a) One;\n(b) two.", "paragraph 6(1)(b)"},
		{"6.—(1) One.\n(1A) Two.\n(2) Three.", "paragraph 6(2)"},
		{"6.—(1) One.\n(1A) Two.\n(1B) Three.", "paragraph 6(1B)"},
		{"6.—(1) One—\n(a) two;\n(aa) three;\n(b) four.", "paragraph 6(1)(b)"},
		{"6.—(1) One—\n(a) two;\n(b) three;\n(ba) four.", "paragraph 6(1)(ba)"},
		{"6.—(1) One—\n(a) two; or\n(b) three,\nthe person commits an offence.", "paragraph 6(1)"},
		{"6.—(1) One—\n(a) two—\n(i) three;\n(ii) four;\n(b) five.\n(2) Six.", "paragraph 6(2)"},
		{"6.—(1) One.\n7.—(1) Two.\n(2) Three.", "paragraph 7(2)"},
		{"# SCHEDULE 2\n1. One.\n2. Two.\n(1) Three.", "Schedule 2, paragraph 2(1)"},
		{"# SCHEDULE 2\n# PART 1\n3. One—\n(a) two.", "Schedule 2, paragraph 3(a)"},
		// The European Union: 1. (a) (i).
		{"# CHAPTER II\n# Article 4\n1. One.\n2. Two:\n(a) three;\n(b) four:\n(i) five.", "Article 4(2)(b)(i)"},
		{"# Article 4\n1. One:\n(a) two;\n(b) three.\n2. Four.", "Article 4(2)"},
		{"# Article 4\n1. One:\n(a) two;\n(b) three.\nMember States shall act.", "Article 4(1)"},
		{"# Article 4a\n1. One.", "Article 4a(1)"},
		{"# Article 4\n# Definitions\n(1) ‘alien’ means:\n(a) one;\n(b) two;\n(2) ‘person’ means three.", "Article 4(2)"},
		{"# Article 4\n1. One.\n# Article 5\n(a) Two.", "Article 5(a)"},
		{"Whereas:\n(1) One.\n(2) Two.", "Recital 2"},
		{"# ANNEX I\n1. One.\n2. Two.\n(a) Three.", "Annex I, paragraph 2(a)"},
		// Commonwealth: 4. (1) or 4 (1), (a), (i).
		{"4. (1) The Minister may act.\n(2) One—\n(a) two.", "paragraph 4(2)(a)"},
		{"36 (1) A permanent resident is inadmissible for\n(a) one;\n(b) two.\n(2) Three.", "paragraph 36(2)"},
		{"36 (1) A permanent resident is inadmissible for\n(a) one;\n(b) two;\n(c) three.", "paragraph 36(1)(c)"},
		{"4. (1) One.\n(2) Two.\n5. (1) Three.", "paragraph 5(1)"},
		{"5.2.a.ii\nOne.", "paragraph 5(2)(a)(ii)"},
		{"# Asylum Act 2023\n6.—(1) One.\n(2) Two.", "Section 6(2)"},
		{"# The Asylum Support Regulations 2000\n# PART 2\n6.—(1) One.\n(2) Two—\n(a) three.", "Regulation 6(2)(a)"},
		{"# The Immigration (Leave) Order 2000\n6.—(1) One.", "Article 6(1)"},
		{"Foreigners Act, 1946\n4. (1) One.\n(2) Two.", "Section 4(2)"},
		{"# Asylum Act 2023\n# SCHEDULE 1\n6.—(1) One.", "Schedule 1, paragraph 6(1)"},
		{"# Asylum Act 2023\n10.9.a.3.b", "Section 10(9)(a)"},
		{"# Asylum Act 2023\n2.2.c.ii", "Section 2(2)(c)(ii)"},
		{"# Asylum Act 2023\n2.2.h.i", "Section 2(2)(h)(i)"},
		{"# Asylum Act 2023\n11.2.2C.d", "Section 11(2)"},
		{"§ 36. Aliens.\n(b) One.\n(ii) The rules in subsection\n(b)(i) of this section apply.", "§ 36"},
		{"§ 36. Aliens.\n(b)(i) One.\n(ii) The rules in subsection\n(b)(i) of this section apply.", "§ 36(b)(ii)"},
		{"# § 11 Aufenthalt\n(2) One.\n(2a) Two.\n(3) Three.", "§ 11(3)"},
		{"# § 11 Aufenthalt\n(2) One.\n(2a) Two.", "§ 11(2a)"},
		{"§ 36. Aliens.\n(a) One.\n(b) The rules in\n(c) or (d) apply.", "§ 36(b)"},
		{"§ 36. Aliens.\n(a) One.\n(b) Two as in\n(a) of this section.\n(c) Three.", "§ 36(c)"},
		{"Sec. 101. Findings.\n(a) In general.—So:\n(15) One.", "Sec. 101(a)(15)"},
		{"# Background\n7.1 The plan: one.\n(a) Two.", "Background, paragraph 7.1(a)"},
		{"Section 12A. One.\n(1) Two.", "Section 12A(1)"},
		// France and Spain.
		{"Chapitre Ier : Du séjour\nArticle L. 611-1\nL'autorité peut agir.", "Article L. 611-1"},
		{"Article Ier\n1. Un.", "Article Ier(1)"},
		{"Artículo 57. Expulsión.\n1. Uno.\n2. Dos:\na) tres.", "artículo 57(2)(a)"},
		{"Artículo 58 bis. Efectos.\n1. Uno.", "artículo 58 bis(1)"},
	} {
		if got := cite(c.lines); got != c.want {
			t.Errorf("%s: got %s, want %s", strings.ReplaceAll(c.lines, "\n", " / "), got, c.want)
		}
	}
}

// FuzzOutline holds that no row of paragraphs stops the reader, and that a path has no more levels
// than provisions have.
func FuzzOutline(f *testing.F) {
	f.Add("SEC. 5. REPORTS.\n(a)(1) One.\n(2) Two:\n(A) three\n(i) four")
	f.Add("# SCHEDULE 2\n6.—(1)(a) One.\n(1A) Two—\n(ba) three\n(ii) four\n7.1 Five\n5.2.a.ii")
	f.Add("Whereas:\n(1) One.\n# Article 4a\n1. One:\n(h) two\n(i) three\n(ii) four")
	f.Fuzz(func(t *testing.T, text string) {
		var o Outline
		for line := range strings.SplitSeq(text, "\n") {
			if line == "" {
				continue
			}
			path := o.Provision(line)
			if heading, ok := strings.CutPrefix(line, "# "); ok && heading != "" {
				path = o.Heading(2, heading)
			}
			if n := strings.Count(path, ")("); n > 20 {
				t.Errorf("%q has the path %s", line, path)
			}
		}
	})
}

// Paragraphs that an office program numbers through all headings, as explanatory notes do, are no
// parts of the provisions that the headings name.
func TestNumbersThatRunThroughHeadings(t *testing.T) {
	for _, c := range []struct{ items, want string }{
		{"1 2 #2 3 4 #3 5", "paragraph 1; paragraph 2; paragraph 3; paragraph 4; paragraph 5"},
		{"1 2 #2 1 2 #3 1", "paragraph 1; paragraph 2; Section 2(1); Section 2(2); Section 3(1)"},
		{"1 #2 2 a b 3 #3 1", "paragraph 1; paragraph 2; paragraph 2(a); paragraph 2(b); paragraph 3; Section 3(1)"},
	} {
		var o Outline
		o.Heading(1, "Commentary")
		var got []string
		for item := range strings.FieldsSeq(c.items) {
			if number, ok := strings.CutPrefix(item, "#"); ok {
				o.Heading(2, "Section "+number+": Powers")
				continue
			}
			got = append(got, strings.TrimPrefix(o.Item([]string{item}, 80), "Commentary, "))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s: %s, want %s", c.items, s, c.want)
		}
	}
}

// Numbers that go on through headings are cited alone, in whatever form they are printed.
func TestRunningNumbersAreCitedAlone(t *testing.T) {
	for _, c := range []struct{ lines, want string }{
		{"# Background\n1. One.\n2. Two.\n# Law\n3. Three.", "paragraph 3"},
		{"# Background\n1. One.\n2. Two.\n# Law\n3. Three.\n(a) Four.", "paragraph 3(a)"},
		{"# Background\n1 One.\n2 Two.\n# Law\n3 Three.", "paragraph 3"},
		{"# Background\n1 One.\nA paragraph of its own.\n2 Two.", "paragraph 2"},
		{"# Background\n1. One.\n2. Two.\n# Law\n3\nThree.", "paragraph 3"},
		{"# Background\n1. One.\n2. Two.\n# Law\n1. Three.", "Law"},
		{"# Background\n1. One.\n2. Two.\n# Law\n5. Five.", "Law"},
		{"Annex A – Territorial extent 7\n# Background\n1. One.\n2. Two.\n# Law\n3. Three.", "paragraph 3"},
		{"1. One.\n# Law\n2. The rules say this:-\n3. Three.", "paragraph 3"},
		{"# Background\nIn 2015 they came.\n2016 Was a year.", "Background"},
		{"1. " + strings.Repeat("A long paragraph. ", 10) + "\n2. Two.", "paragraph 2"},
		{"# Background\n1. One.\n# Law\n2. Two:\n“4. Four.\n(b) Five.", "paragraph 2"},
		{"# Background\n1. One.\n# Law\n2. Two:\n“4. Four.”\n(a) Five.", "paragraph 2(a)"},
		{"# Background\n1. One.\n# Law\n2. Two:\n“4. Four.\n3. Five.", "paragraph 3"},
	} {
		if got := cite(c.lines); got != c.want {
			t.Errorf("%q: cited as %q, want %q", c.lines, got, c.want)
		}
	}
}
