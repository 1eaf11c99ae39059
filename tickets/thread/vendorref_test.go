package thread

import (
	"strings"
	"testing"

	"tierdesk/tickets"
)

func TestNumbersOfVendorsAreRead(t *testing.T) {
	for subject, want := range map[string]string{
		"[#123456] Printer":                             "123456",
		"Re: [PRINTCO #123456] [ACME #1024] Printer":    "123456",
		"[Ticket#2026112700012] Printer":                "2026112700012",
		"AW: [Ticket #: 2026112] Printer":               "2026112",
		"Printer (Case 00123)":                          "00123",
		"Case 00123: Printer":                           "00123",
		"Case #00123 was opened":                        "00123",
		"Your ticket number is 778-22":                  "778-22",
		"TICKET-123 Printer":                            "TICKET-123",
		"Re: SUP-9 answered":                            "SUP-9",
		"[JIRA] (HELP-42) Printer":                      "HELP-42",
		"INC0012345 has been updated":                   "INC0012345",
		"Printer [ ref:_00D20AbCd._500D2XyZab:ref ]":    "_00D20ABCD._500D2XYZAB",
		"Re: ##RE-4711## Printer":                       "RE-4711",
		"Vorgangsnummer: 2026/77 – Drucker":             "2026/77",
		"Unser Zeichen: AB-12/3":                        "AB-12/3",
		"[ACME #1024] Printer":                          "",
		"HP 4000 on floor 2":                            "",
		"the case of 12 printers":                       "",
		"Printer HP-4000 jams":                          "",
		"Re: [ACME #1024] invoice 2026-11-27, 90 euros": "",
		"": "",
	} {
		refs := VendorRefs(&tickets.Mail{Subject: subject}, "ACME")
		got := ""
		if len(refs) > 0 {
			got = refs[0].Key
		}
		if got != want {
			t.Errorf("%q has %q (%+v), want %q", subject, got, refs, want)
		}
	}
}

func TestATextTellsANumberOnlyBehindAWordForIt(t *testing.T) {
	for text, want := range map[string]string{
		"Hello,\nYour reference: 4711-A\nBye":            "4711-A",
		"Ihr Zeichen: [ACME #1024]\nUnser Zeichen: X-55": "X-55",
		"Our case number is 00987.":                      "00987",
		"Please quote ticket #55021 in all mails.":       "55021",
		"It costs 90 euros and takes 3 days.":            "",
		"Reference: your mail of Monday":                 "",
		"In any case 100 pages are enough":               "",
	} {
		refs := VendorRefs(&tickets.Mail{Subject: "Re: Printer", NewText: text, Text: text}, "ACME")
		got := ""
		if len(refs) > 0 {
			got = refs[0].Key
		}
		if got != want {
			t.Errorf("%q has %q (%+v), want %q", text, got, refs, want)
		}
	}
}

// FuzzVendorRefs looks for panics, and for numbers that cannot stand in a subject or be found again.
func FuzzVendorRefs(f *testing.F) {
	for _, s := range []string{"[#123456] Printer", "ref:_00D20AbCd._500D2XyZab:ref", "Case 00123", "##RE-1##", "[ACME #1] Ihr Zeichen: [X #2]", "(((((#12", "Re: Re: AB-1"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, subject, text string) {
		refs := VendorRefs(&tickets.Mail{Subject: subject, NewText: text, Text: text}, "ACME")
		for _, r := range refs {
			if len(r.Shown) > 80 || r.Key == "" || strings.ContainsAny(r.Shown, "\r\n") || r.Key != tickets.RefKey(r.Key) {
				t.Errorf("%q and %q have %+v", subject, text, r)
			}
		}
		if len(refs) > maxRefs {
			t.Errorf("%d numbers", len(refs))
		}
	})
}
