package desk_test

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tierdesk/mailin/parse"
	"tierdesk/tickets"
)

// findings composes as the office does, and keeps what queries found.
type findings struct {
	plainComposer
	mu  sync.Mutex
	got map[string]*tickets.Findings
	to  map[string]string
}

func (c *findings) Compose(d tickets.Draft, w io.Writer) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if f := d.Data.Findings; f != nil {
		c.got[f.Asked], c.to[f.Asked] = f, fmt.Sprintf("%s on %s", d.Recipient.Address, d.Ticket)
	}
	return c.plainComposer.Compose(d, w)
}

// asking lets a desk work and hands the findings of its answers back.
func asking(t *testing.T, mails func(o *office)) *findings {
	t.Helper()
	c := &findings{got: map[string]*tickets.Findings{}, to: map[string]string{}}
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		setup := o.desk.Setup()
		setup.Composer = c
		o.desk.Use(setup)
		mails(o)
		o.work()
	})
	return c
}

// work lets the desk do what is due.
func (o *office) work() {
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { o.desk.Run(ctx); close(done) }()
	time.Sleep(time.Second)
	stop()
	<-done
}

func rows(l *tickets.Listing) string {
	var all []string
	for _, r := range l.Rows {
		all = append(all, r.Number)
	}
	return strings.Join(all, " ")
}

func TestQueriesOfAMailAreAnsweredAfterItsCommands(t *testing.T) {
	c := asking(t, func(o *office) {
		o.receive(first, second, strings.ReplaceAll(second, "1@other", "2@other"), strings.ReplaceAll(second, "1@other", "3@other"))
		o.trouble()
		o.receive(o.answer("dana@acme.example", "d1", "#2 /solve\n#3 /assign ann\n/list\n/list open\n/list all\n/find paper EATS\n/find fire\n/find nothing\n/show 1\n/explain 3"))
		if n := len(o.tickets()); n != 4 {
			t.Errorf("%d tickets, want 4", n)
		}
	})
	for asked, want := range map[string]string{"/list": "", "/list open": "#4 #3 #1", "/list all": "#4 #3 #2 #1", "/find paper EATS": "#4 #3 #2", "/find fire": "#1", "/find nothing": ""} {
		if f := c.got[asked]; f == nil || f.List == nil || rows(f.List) != want || f.List.More || c.to[asked] != "dana@acme.example on #0" {
			t.Errorf("%s: %+v to %s, want %s", asked, f, c.to[asked], want)
		}
	}
	if f := c.got["/find paper EATS"]; f.List.Rows[0].Quote != "It eats paper." {
		t.Errorf("quoted %q", f.List.Rows[0].Quote)
	}
	if f := c.got["/show #1"]; c.to["/show #1"] != "dana@acme.example on #1" || len(f.Show.Said) != 1 || f.Show.Said[0].Body.Text != "It burns." {
		t.Errorf("show: %+v to %s", f, c.to["/show #1"])
	}
	var why []string
	for _, l := range c.got["/explain #3"].Why {
		why = append(why, l.Who+": "+l.Text)
	}
	story := strings.Join(why, "\n")
	for _, want := range []string{"gina@other.example: opened: nothing", "Dana Fox: assigned to Ann Lee", "proof: From is dana@acme.example", "now: it is on L1 Service desk",
		"Ann Lee owns it: Dana Fox said so", "answers within 1h,"} {
		if !strings.Contains(story, want) {
			t.Errorf("explain lacks %q:\n%s", want, story)
		}
	}
}

func TestAnAnswerToAShownTicketIsANoteOnIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		o.receive(first, second)
		o.trouble()
		o.receive(o.answer("dana@acme.example", "d1", "/show 2"))
		o.work()
		letters := o.history(2).Letters
		l := parse.Bytes(o.blobs.all[letters[len(letters)-1].Raw])
		o.receive("From: dana@acme.example\nTo: " + l.ReplyTo[0].Address + "\nSubject: Re: x\nMessage-ID: <d2@acme.example>\n\n/priority high\nPlease hurry.\n")
		h := o.history(2)
		if last := h.Messages[len(h.Messages)-1]; last.Leg != tickets.InternalLeg || last.Text != "Please hurry." || o.tickets()[1].Priority != tickets.High {
			t.Errorf("%+v on a ticket of priority %s", last, o.tickets()[1].Priority)
		}
	})
}

func TestASearchThatRunsOutOfTimeSaysHowFarItCame(t *testing.T) {
	o := newOffice(t)
	o.receive(first, second)
	found, err := o.desk.Search(t.Context(), []string{"fire"}, 10, -time.Second)
	if err != nil || found.Until == 0 && len(found.Rows) == 0 {
		t.Errorf("%+v, %v", found, err)
	}
	if found, err = o.desk.Search(t.Context(), []string{"e"}, 1, time.Minute); err != nil || rows(found) != "#2" || !found.More {
		t.Errorf("%+v, %v", found, err)
	}
}
