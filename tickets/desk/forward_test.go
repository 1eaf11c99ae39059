package desk_test

import (
	"testing"
	"testing/synctest"

	"tierdesk/tickets"
)

const passedOn = "From: Ann <ann@acme.example>\nTo: support@acme.example\nSubject: Fwd: Paper\nMessage-ID: <f1@acme.example>\n" +
	"Authentication-Results: mx.acme.example; dmarc=pass header.from=acme.example\nContent-Type: text/plain\n\n" +
	"/assign bob\n/tag +paper\nHe called before.\n\n" +
	"---------- Forwarded message ---------\nFrom: Gina <gina@other.example>\nDate: Mon, 2 Mar 2026 at 08:00\nSubject: Paper\nTo: <ann@acme.example>\n\nIt eats paper.\n"

func TestCommandsAboveAForwardRunOnTheTicketThatItOpens(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for trust, want := range map[tickets.Trust]string{tickets.TrustAuth: "bob", tickets.TrustTokenAndAuth: "ann"} {
			o := newOffice(t)
			o.assignBy(func(r *tickets.Rules) {
				r.Mailboxes = []tickets.Mailbox{{Address: "support@acme.example", Name: "Acme Support", Sub: "+", Trust: trust, Authserv: "mx.acme.example"}}
			})
			o.receive(passedOn)
			all := o.tickets()
			if len(all) != 1 || all[0].Requester.Address != "gina@other.example" || all[0].Assignee != want || len(all[0].Tags) != map[string]int{"bob": 1}[want] {
				t.Fatalf("with %s: %+v", trust, all)
			}
			if trust == tickets.TrustAuth {
				continue
			}
			// The answer to the letter that says so has the token that the mailbox asks for.
			l := o.letter("ann@acme.example")
			o.receive("From: Ann <ann@acme.example>\nTo: " + l.ReplyTo[0].Address + "\nSubject: Re: x\nMessage-ID: <f2@acme.example>\nIn-Reply-To: <" + l.MessageID +
				">\nAuthentication-Results: mx.acme.example; dmarc=pass header.from=acme.example\n\n/assign bob\n/tag +paper\n")
			if one := o.tickets()[0]; one.Assignee != "bob" || len(one.Tags) != 1 {
				t.Errorf("the answer left it with %s, tags %v", one.Assignee, one.Tags)
			}
		}
	})
}
