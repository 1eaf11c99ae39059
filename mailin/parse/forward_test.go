package parse

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"tierdesk/tickets"
)

func TestForwardsOfAllClientsAreOpened(t *testing.T) {
	want := tickets.Forwarded{Subject: "Printer", From: tickets.Address{Name: "Ann Lee", Address: "ann@customer.example"},
		To: []tickets.Address{{Address: "bob@acme.example"}}, Body: "It burns.\n\nHelp!", Message: "Please look."}
	for name, c := range map[string]struct{ subject, body string }{
		"Gmail":          {"Fwd: Printer", "Please look.\n\n---------- Forwarded message ---------\nFrom: Ann Lee <ann@customer.example>\nDate: Thu, Jun 6, 2024 at 10:00 AM\nSubject: Printer\nTo: <bob@acme.example>\n\n\nIt burns.\n\nHelp!"},
		"Apple Mail":     {"Fwd: Printer", "Please look.\n\n> Begin forwarded message:\n> \n> From: Ann Lee <ann@customer.example>\n> Subject: Printer\n> Date: 6 June 2024 at 10:00:00 CEST\n> To: bob@acme.example\n> \n> It burns.\n> \n> Help!"},
		"Apple Mail de":  {"Fwd: Printer", "Please look.\n\n> Anfang der weitergeleiteten Nachricht:\n> \n> Von: Ann Lee <ann@customer.example>\n> Betreff: Printer\n> Datum: 6. Juni 2024 um 10:00:00 MESZ\n> An: bob@acme.example\n> \n> It burns.\n> \n> Help!"},
		"Outlook":        {"FW: Printer", "Please look.\n\nFrom: Ann Lee <ann@customer.example>\nSent: Thursday, June 6, 2024 10:00 AM\nTo: bob@acme.example\nSubject: Printer\n\nIt burns.\n\nHelp!"},
		"Outlook de":     {"WG: Printer", "Please look.\n\nVon: Ann Lee <ann@customer.example>\nGesendet: Donnerstag, 6. Juni 2024 10:00\nAn: bob@acme.example\nBetreff: Printer\n\nIt burns.\n\nHelp!"},
		"Outlook mailto": {"FW: Printer", "Please look.\n\nFrom: Ann Lee [mailto:ann@customer.example]\nSent: Thursday, June 6, 2024 10:00 AM\nTo: bob@acme.example<mailto:bob@acme.example>\nSubject: Printer\n\nIt burns.\n\nHelp!"},
		"Outlook web":    {"Fw: Printer", "Please look.\n\n________________________________\nFrom: Ann Lee <ann@customer.example>\nSent: Thursday, June 6, 2024 10:00 AM\nTo: bob@acme.example <bob@acme.example>\nSubject: Printer\n\nIt burns.\n\nHelp!"},
		"Thunderbird":    {"Fwd: Printer", "Please look.\n\n-------- Forwarded Message --------\nSubject: \tPrinter\nDate: \tThu, 6 Jun 2024 10:00:00 +0200\nFrom: \tAnn Lee <ann@customer.example>\nTo: \tbob@acme.example\n\nIt burns.\n\nHelp!"},
		"Thunderbird fr": {"Fwd: Printer", "Please look.\n\n-------- Message transféré --------\nSujet : \tPrinter\nDate : \tThu, 6 Jun 2024 10:00:00 +0200\nDe : \tAnn Lee <ann@customer.example>\nPour : \tbob@acme.example\n\nIt burns.\n\nHelp!"},
		"Yahoo":          {"Fw: Printer", "Please look.\n\n   ----- Forwarded Message ----- From: Ann Lee <ann@customer.example>To: \"bob@acme.example\" <bob@acme.example>Sent: Thursday, June 6, 2024, 10:00:00 AM GMT+2Subject: Printer\n It burns.\n\nHelp!"},
		"no mark at all": {"Printer", "Please look.\n\nFrom: Ann Lee <ann@customer.example>\nSent: Thursday, June 6, 2024 10:00 AM\nTo: bob@acme.example\nSubject: Printer\n\nIt burns.\n\nHelp!"},
		"Finnish":        {"VL: Printer", "Please look.\n\nLähettäjä: Ann Lee <ann@customer.example>\nLähetetty: torstai 6. kesäkuuta 2024 10.00\nVastaanottaja: bob@acme.example\nAihe: Printer\n\nIt burns.\n\nHelp!"},
	} {
		m := Bytes(mail("From: bob@acme.example", "Subject: "+c.subject, "Content-Type: text/plain; charset=utf-8", "", c.body))
		if m.Forwarded == nil {
			t.Errorf("%s: not found", name)
			continue
		}
		got := *m.Forwarded
		for i := range got.To {
			got.To[i].Name = "" // some clients write the address as the name
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if m.NewText != "Please look." {
			t.Errorf("%s: new text %q", name, m.NewText)
		}
	}
}

func TestAMailForwardedAsAttachmentIsOpened(t *testing.T) {
	m := Bytes(mail("From: bob@acme.example", "Subject: Fwd: Printer", "Content-Type: multipart/mixed; boundary=x", "", "--x", "", "Please look.", "--x", "Content-Type: message/rfc822", "",
		"From: Ann <ann@customer.example>", "To: bob@acme.example", "Subject: =?utf-8?q?Dr=C3=BCcker?=", "", "It burns.", "--x--"))
	want := &tickets.Forwarded{Subject: "Drücker", From: tickets.Address{Name: "Ann", Address: "ann@customer.example"}, To: []tickets.Address{{Address: "bob@acme.example"}},
		Body: "It burns.", Message: "Please look."}
	if diff := cmp.Diff(want, m.Forwarded); diff != "" {
		t.Error(diff)
	}
	if m.NewText != "Please look." || m.Attachments[0].Name != "Drücker.eml" {
		t.Errorf("%q, %+v", m.NewText, m.Attachments)
	}
}

func TestAnAnswerIsNoForward(t *testing.T) {
	for name, c := range map[string]struct{ subject, header, body string }{
		"Outlook answer":  {"RE: Printer", "X: y", "Done.\n\nFrom: Ann Lee <ann@customer.example>\nSent: Thursday, June 6, 2024 10:00 AM\nTo: bob@acme.example\nSubject: Printer\n\nIt burns."},
		"by In-Reply-To":  {"Printer", "In-Reply-To: <a@b>", "Done.\n\nFrom: Ann Lee <ann@customer.example>\nSent: Thursday, June 6, 2024 10:00 AM\nTo: bob@acme.example\nSubject: Printer\n\nIt burns."},
		"attribution":     {"Printer", "X: y", "Done.\n\nOn 06.06.24 10:00, Ann <ann@customer.example> wrote:\n> It burns."},
		"a new question":  {"Printer", "X: y", "It burns. From: me"},
		"Finnish answer":  {"VS: Printer", "X: y", "Valmis."},
		"talks about one": {"Question", "X: y", "How do I make a forwarded message?"},
	} {
		if m := Bytes(mail("From: bob@acme.example", "Subject: "+c.subject, c.header, "", c.body)); m.Forwarded != nil {
			t.Errorf("%s: %+v", name, m.Forwarded)
		}
	}
}
