package desk_test

import (
	"context"
	"strings"
	"testing"

	"tierdesk/tickets"
)

// toCarl are the answers to the customer.
func (o *office) toCarl() (all []tickets.Letter) {
	for _, l := range o.history(1).Letters {
		if l.Notice == tickets.AgentReply {
			all = append(all, l)
		}
	}
	return all
}

// leaky is an office in which Ann is about to tell Carl what Bob thinks of him.
func leaky(t *testing.T) (o *office, rec *recorder, mail func(id, text string) string) {
	o = newOffice(t)
	rec = o.keepDrafts()
	o.receive(first, strings.NewReplacer("carl@customer", "max@elsewhere", "<1@", "<7@", "Carl", "Max").Replace(first))
	o.receive("From: bob@acme.example\nTo: " + o.letter("ann@acme.example").ReplyTo[0].Address + "\nMessage-ID: <b@acme.example>\n\nx\n") // foreign: suspended
	id := o.suspended()[0].ID
	if err := o.desk.Drop(context.Background(), id, "operator"); err != nil {
		t.Fatal(err)
	}
	o.receive(click(t, rec.last("ann@acme.example"), "note", "ann@acme.example", "my own note: Carl is a difficult person, be patient with him"))
	if _, err := o.desk.Order(context.Background(), 1, "operator", []tickets.Command{{Verb: "note", Arg: "He never pays his bills on time, so let him wait until Friday."}}); err != nil {
		t.Fatal(err)
	}
	var door tickets.Draft
	for _, d := range rec.drafts() {
		if d.Ticket == 1 && d.Notice == tickets.NewTicket {
			door = d
		}
	}
	return o, rec, func(id, text string) string {
		return "From: ann@acme.example\nTo: " + door.ReplyTo + "\nSubject: Re: x\nMessage-ID: <" + id + "@acme.example>\nIn-Reply-To: <" + door.MessageID + ">\n\n" + text + "\n"
	}
}

const leaking = "/time 5m\nUse sand.\nHe never pays his bills on time, so let him wait until Friday."

func TestALeakIsKeptBackAndSendLetsItGo(t *testing.T) {
	o, rec, mail := leaky(t)
	o.receive(mail("1", leaking))
	if n := len(o.toCarl()); n != 0 {
		t.Fatalf("%d answers went out", n)
	}
	held := o.suspended()
	if len(held) != 1 || held[0].Reason != tickets.SuspendedLeak || held[0].Ticket != 1 {
		t.Fatalf("suspended: %+v", held)
	}
	told := rec.last("ann@acme.example")
	if told.Notice != tickets.KeptBackNotice || len(told.Data.Leaks) != 1 || !strings.HasPrefix(told.Data.Leaks[0].Text, "He never pays") {
		t.Fatalf("Ann was told %s %+v", told.Notice, told.Data.Leaks)
	}
	o.start() // nothing is in memory only
	rec2 := o.keepDrafts()
	o.receive(click(t, told, "send", "ann@acme.example", ""))
	if sent := o.toCarl(); len(sent) != 1 || len(o.suspended()) != 0 {
		t.Fatalf("%d answers went out, %d mails are suspended", len(sent), len(o.suspended()))
	}
	if got := rec2.last("carl@customer.example"); !strings.Contains(got.Data.Body.Text, "so let him wait") || strings.Contains(got.Data.Body.Text, "/time") {
		t.Errorf("Carl got %q", got.Data.Body.Text)
	}
	if ticket := o.tickets()[0]; len(ticket.Kept) != 0 || len(ticket.Spent) != 1 {
		t.Errorf("kept %+v, spent %+v", ticket.Kept, ticket.Spent)
	}
	o.receive(click(t, told, "send", "ann@acme.example", " "))
	if sent := o.toCarl(); len(sent) != 1 || rec2.last("ann@acme.example").Notice != tickets.CommandError {
		t.Errorf("a second /send: %d answers, %s", len(sent), rec2.last("ann@acme.example").Notice)
	}
}

func TestAnAnswerWrittenAnewTakesThePlaceOfTheOneKeptBack(t *testing.T) {
	o, _, mail := leaky(t)
	o.receive(mail("1", leaking))
	o.receive(mail("2", "Use sand."))
	if len(o.toCarl()) != 1 || len(o.suspended()) != 0 || len(o.tickets()[0].Kept) != 0 {
		t.Errorf("%d answers, suspended %+v", len(o.toCarl()), o.suspended())
	}
}

func TestSendOnTopOverridesAtOnce(t *testing.T) {
	o, rec, mail := leaky(t)
	o.receive(mail("1", "/send\n"+leaking))
	if len(o.toCarl()) != 1 || len(o.suspended()) != 0 || strings.Contains(rec.last("carl@customer.example").Data.Body.Text, "/send") {
		t.Errorf("%d answers, suspended %+v", len(o.toCarl()), o.suspended())
	}
}

func TestTheManagerLetsALeakThroughOrDropsIt(t *testing.T) {
	o, rec, mail := leaky(t)
	o.receive(mail("1", leaking))
	if _, err := o.desk.Release(context.Background(), o.suspended()[0].ID, "dana"); err != nil {
		t.Fatal(err)
	}
	if len(o.toCarl()) != 1 || len(o.tickets()[0].Kept) != 0 {
		t.Errorf("%d answers, kept %+v", len(o.toCarl()), o.tickets()[0].Kept)
	}
	o.receive(mail("2", "Again: he never pays his bills on time, so let him wait until Saturday."))
	if len(o.suspended()) != 0 {
		t.Errorf("what the customer has is kept back again: %+v", o.suspended())
	}
	o.receive(mail("3", "Ask max@elsewhere.example."))
	if err := o.desk.Drop(context.Background(), o.suspended()[0].ID, "dana"); err != nil {
		t.Fatal(err)
	}
	before := len(o.toCarl())
	o.receive(click(t, rec.last("ann@acme.example"), "send", "ann@acme.example", ""))
	if got := rec.last("ann@acme.example"); got.Notice != tickets.CommandError || len(o.toCarl()) != before {
		t.Errorf("after the drop: %s, %d answers", got.Notice, len(o.toCarl())-before)
	}
}

func TestWhatLeaksAndWhatDoesNot(t *testing.T) {
	for text, leaks := range map[string]bool{
		"Ask max@elsewhere.example.":                                     true,
		"Ask nobody@elsewhere.example":                                   false,
		"Carl is a difficult person, be patient with him, the note says": false, // her own words
		"Hello,\n/solve":                                                 true,
		"> It burns.":                                                    false,
		"Hello":                                                          false,
	} {
		o, _, mail := leaky(t)
		o.receive(mail("1", "Well. "+text))
		if got := len(o.suspended()) == 1; got != leaks {
			t.Errorf("%q is kept back: %v, want %v (%+v)", text, got, leaks, o.suspended())
		}
		if got := len(o.toCarl()) == 1; got == leaks {
			t.Errorf("%q went out: %v", text, got)
		}
	}
}
