package parse

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

const (
	ownTop    = "It works now, thank you.\nOne more thing: where is the manual?"
	ownBottom = "And this is below."
	oldWords  = "Dear Ann,\n\nplease restart the printer and tell us.\n\nYours\nSupport"
)

// marked puts the mark of quotation before each line.
func marked(text, mark string) string {
	return mark + strings.ReplaceAll(text, "\n", "\n"+mark)
}

// broken wraps a text at blanks at most width letters wide, as clients do with long lines.
func broken(s string, width int) string {
	var out strings.Builder
	n := 0
	for i, w := range strings.Split(s, " ") {
		if size := utf8.RuneCountInString(w); i > 0 && n+size+1 > width {
			out.WriteByte('\n')
			n = size
		} else {
			if i > 0 {
				out.WriteByte(' ')
				n++
			}
			n += size
		}
		out.WriteString(w)
	}
	return out.String()
}

// layouts puts own words and a quote together in all ways in which people and clients do. The own words are to come out.
func layouts(attribution string) map[string][2]string {
	quote := marked(oldWords, "> ")
	return map[string][2]string{
		"above":               {ownTop + "\n\n" + attribution + "\n\n" + quote, ownTop},
		"above, close":        {ownTop + "\n" + attribution + "\n" + quote, ownTop},
		"above, no marks":     {ownTop + "\n\n" + attribution + "\n\n" + oldWords, ownTop},
		"above, wrapped":      {ownTop + "\n\n" + broken(attribution, 50) + "\n\n" + quote, ownTop},
		"above, two lines":    {ownTop + "\n\n" + broken(attribution, 35) + "\n" + quote, ownTop},
		"above, marked":       {ownTop + "\n\n" + marked(attribution+"\n\n"+oldWords, "> "), ownTop},
		"above, two levels":   {ownTop + "\n\n" + attribution + "\n" + quote + "\n>\n" + marked(marked("older", "> "), "> "), ownTop},
		"above, blanks":       {ownTop + "\n\n" + strings.ReplaceAll(attribution, " ", "\u00a0") + "\n\n" + quote, ownTop},
		"above, and indented": {ownTop + "\n\n  " + attribution + "\n\n" + quote, ownTop},
		"below":               {attribution + "\n" + quote + "\n\n" + ownBottom, ownBottom},
		"between":             {attribution + "\n" + marked("Dear Ann,\nplease restart", "> ") + "\n\n" + ownTop + "\n\n" + marked("and tell us", ">") + "\n\n" + ownBottom + "\n", ownTop + "\n\n" + ownBottom},
		"signature above":     {ownTop + "\n\n-- \nAnn Lee\nCustomer Ltd\n\n" + attribution + "\n" + quote, ownTop},
		"signature below":     {ownTop + "\n\n" + attribution + "\n" + quote + "\n\n-- \nAnn Lee\nCustomer Ltd", ownTop},
		"dashes above":        {ownTop + "\n--\nAnn Lee\n\n" + attribution + "\n\n" + quote, ownTop},
		"phone above":         {ownTop + "\n\nSent from my iPhone\n\n" + marked(attribution+"\n\n"+oldWords, "> "), ownTop},
		"list between":        {attribution + "\n" + marked("- one\n- two", "> ") + "\n\n- yes\n- no", "- yes\n- no"},
	}
}

func page(text string) string {
	return strings.ReplaceAll(strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text), "\n", "<br>\n")
}

func answerIn(media, body string) string {
	return Bytes(mail("From: Ann Lee <ann@customer.example>", "Subject: Re: Printer", "In-Reply-To: <a@b>", "Content-Type: text/"+media+"; charset=utf-8", "", body)).NewText
}

// verdicts counts what was tried and what went wrong.
type verdicts struct{ tried, wrong int }

func (v *verdicts) compare(t *testing.T, name, got, want string) {
	v.tried++
	if strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(want), " ") {
		v.wrong++
		t.Errorf("%s: %q", name, got)
	}
}

func TestAnswersOfAllClientsInAllLanguagesAreTakenFromTheirQuotes(t *testing.T) {
	var v verdicts
	for language, words := range tongues() {
		for _, a := range words.attributions {
			a = strings.ReplaceAll(a, "…", "Support <s@acme.example>")
			for name, l := range layouts(a) {
				v.compare(t, fmt.Sprintf("%s, %s, %s", language, a, name), answerIn("plain", l[0]), l[1])
				v.compare(t, fmt.Sprintf("%s, %s, %s as page", language, a, name), answerIn("html", page(l[0])), l[1])
			}
		}
	}
	t.Logf("%d answers, %d wrong", v.tried, v.wrong)
}

// headed makes the header that Outlook and others write above an answered mail.
func headed(h []string, bold string) string {
	values := []string{"Support <s@acme.example>", "6 2024 10:00", "Ann Lee <ann@customer.example>", "Re: Printer"}
	var out []string
	for i, v := range values {
		out = append(out, bold+h[i]+":"+bold+" "+v)
	}
	return strings.Join(out, "\n")
}

func TestAnswersAboveTheHeadersOfAllLanguagesAreTakenFromTheirQuotes(t *testing.T) {
	var v verdicts
	for language, words := range tongues() {
		h := words.header
		for name, below := range map[string]string{
			"header":         headed(h, ""),
			"bold header":    headed(h, "*"),
			"rule":           "________________________________\n" + headed(h, ""),
			"separator":      h[4] + "\n" + headed(h, ""),
			"wide separator": strings.ReplaceAll(strings.ReplaceAll(h[4], "-----", "-------- "), " -", " -") + "\n" + headed(h, ""),
			"with Cc":        strings.Replace(headed(h, ""), "\n"+h[3], "\nCc: Bob <bob@customer.example>; Carl\n <carl@customer.example>\n"+h[3], 1),
			"date first":     strings.Join([]string{h[1] + ": 06.06.2024 10:00", h[0] + ": Support <s@acme.example>", h[2] + ": Ann Lee", h[3] + ": x"}, "\n"),
		} {
			for _, close := range []string{"\n\n", "\n"} {
				body := ownTop + close + below + "\n\n" + oldWords
				all := ownTop + close + marked(below+"\n\n"+oldWords, "> ")
				v.compare(t, language+", "+name+" marked", answerIn("plain", all), ownTop)
				v.compare(t, language+", "+name, answerIn("plain", body), ownTop)
				v.compare(t, language+", "+name+" as page", answerIn("html", page(body)), ownTop)
			}
		}
	}
	t.Logf("%d answers, %d wrong", v.tried, v.wrong)
}

func TestLinesOfPhonesAndAppsInAllLanguagesAreSignatures(t *testing.T) {
	var v verdicts
	for language, words := range tongues() {
		for _, d := range words.devices {
			a := strings.ReplaceAll(words.attributions[0], "…", "Support <s@acme.example>")
			for name, body := range map[string]string{
				"alone": ownTop + "\n\n" + d, "close": ownTop + "\n" + d, "above the quote": ownTop + "\n\n" + d + "\n\n" + a + "\n\n" + marked(oldWords, "> "),
				"delimited": ownTop + "\n\n-- \n" + d, "with a link": ownTop + "\n\n" + d + "<https://x.example/y>",
			} {
				v.compare(t, language+", "+d+", "+name, answerIn("plain", body), ownTop)
			}
		}
	}
	t.Logf("%d answers, %d wrong", v.tried, v.wrong)
}
