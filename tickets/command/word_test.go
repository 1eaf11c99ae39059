package command

import (
	"strings"
	"testing"
	"unicode/utf8"

	"tierdesk/tickets"
)

func TestASubjectOfOneWordIsAnOrderOfACustomer(t *testing.T) {
	for subject, want := range map[string]tickets.Word{
		"status": tickets.WordStatus, "Status?": tickets.WordStatus, " STATUS ": tickets.WordStatus, "Re: status": tickets.WordStatus,
		"list": tickets.WordList, "AW: AW: Meine Tickets": tickets.WordList, "Re[2]: list": tickets.WordList, "回复：list": tickets.WordList,
		"close #1024": tickets.WordClose, "close #1024 [tae7xq2]": tickets.WordClose, "Re: [ACME #1024] Close!": tickets.WordClose, "Schließen": tickets.WordClose,
		"[EXTERNAL] reopen": tickets.WordReopen, "re-open": tickets.WordReopen, "“reopen”": tickets.WordReopen, "Rouvrir": tickets.WordReopen,
		"help": tickets.WordHelp, "HILFE": tickets.WordHelp, "help\u00a0please": tickets.WordHelp, "\u200ehelp": tickets.WordHelp,
		"Re: Printer burns [ACME #1024]": "", "close the window": "", "status of my printer": "", "Fwd: close": "", "WG: list": "", "not close": "",
		"": "", "#1024": "", "[help]": "", "closed": "", "help me": "", "/close": "", "re:": "", strings.Repeat("re: ", 90) + "close": "",
	} {
		if got := Word(subject); got != want {
			t.Errorf("%q is %q, want %q", subject, got, want)
		}
	}
}

func TestNoFormOfAWordIsReadAsAnother(t *testing.T) {
	for form, word := range customersWords() {
		if form == "" || Word(form) != word || Word("Re: "+strings.ToUpper(form)+" [ACME #7]") == "" && form == strings.ToLower(strings.ToUpper(form)) {
			t.Errorf("%q is not read as %s", form, word)
		}
	}
}

func FuzzWord(f *testing.F) {
	for _, s := range []string{"Re: [ACME #1024] close", "help", "[[]]#", "re[2]: re^3: list"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, subject string) {
		if w := Word(subject); w != "" && (len(subject) > maxWordSubject || !utf8.ValidString(string(w))) {
			t.Errorf("%q is %q", subject, w)
		}
	})
}
