package app_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"tierdesk/cmd/internal/app"
	"tierdesk/cmd/internal/config"
	"tierdesk/mailin/parse"
	"tierdesk/mailin/realservers"
	"tierdesk/tickets"
)

// TestARealVacationProgramAndTheDeskSayLittleToEachOther lets Dovecot's vacation answer for a customer who wrote and went
// away. It rightly keeps silent about what the desk says by itself, answers the agent once, and the desk says nothing to that.
func TestARealVacationProgramAndTheDeskSayLittleToEachOther(t *testing.T) {
	dovecot := realservers.Dovecot(t, "support@acme.example", "ann@acme.example", "bob@acme.example", "dana@acme.example", "carla@customer.example")
	postfix := realservers.Postfix(t, dovecot, "")
	dovecot.Vacation("carla@customer.example", "I am on the beach until Monday.", postfix.SMTP)
	file := configure(t, fmt.Sprintf(killConfig, dovecot.IMAP, postfix.SMTP, dovecot.CA()), realservers.Password)
	a := runIn(t, file)
	put := func(raw string) { dovecot.Deliver("support@acme.example", "INBOX", []byte(raw)) }
	put("From: carla@customer.example\r\nTo: support@acme.example\r\nSubject: Scanner\r\nMessage-ID: <1@customer.example>\r\n\r\nIt is silent.\r\n")
	until(t, 30*time.Second, "Ann and Carla hear of the ticket", func() bool {
		return len(dovecot.Mails("ann@acme.example", "INBOX")) > 0 && len(dovecot.Mails("carla@customer.example", "INBOX")) > 0
	})
	notice := parse.Bytes(dovecot.Mails("ann@acme.example", "INBOX")[0])
	put("From: ann@acme.example\r\nTo: " + notice.ReplyTo[0].Address + "\r\nSubject: Re: Scanner\r\nMessage-ID: <2@acme.example>\r\nIn-Reply-To: <" + notice.MessageID + ">\r\n\r\nPlease switch it on.\r\n")
	vacations := func() int { return vacationsOn(t, a, 1) }
	until(t, 60*time.Second, "the vacation program has answered the agent", func() bool { return vacations() == 1 })
	put("From: carla@customer.example\r\nTo: support@acme.example\r\nSubject: Another\r\nMessage-ID: <3@customer.example>\r\n\r\nA second matter.\r\n")
	until(t, 60*time.Second, "the second ticket is answered", func() bool { return len(dovecot.Mails("carla@customer.example", "INBOX")) == 3 })
	until(t, 60*time.Second, "the servers are quiet", func() bool { return postfix.Waiting() == 0 })
	all, told := dovecot.Mails("carla@customer.example", "INBOX"), 0
	if letters, err := a.Desk().HeldLetters(t.Context()); err != nil || len(letters) > 0 {
		t.Errorf("held: %+v, %v", letters, err)
	}
	for _, raw := range dovecot.Mails("ann@acme.example", "INBOX") {
		if bytes.Contains(raw, []byte("on the beach")) {
			told++
		}
	}
	ticket, _, err := a.Desk().Show(t.Context(), 1)
	if err != nil || ticket.Status != tickets.Open || vacations() != 1 || len(all) != 3 || told != 0 {
		t.Errorf("the first ticket is %s, carla got %d letters, vacation answered %d times, ann was told %d times; %v", ticket.Status, len(all), vacations(), told, err)
	}
	t.Logf("carla got %d letters, her vacation program answered %d time", len(all), vacations())
}

// runIn runs a desk in this process, without a time to undo answers, until the test ends.
func runIn(t *testing.T, file string) *app.App {
	t.Helper()
	lookOnce(t, file)
	cfg, err := config.Load(file)
	if err != nil {
		t.Fatal(err)
	}
	cfg.Rules.UndoDelay = 0
	a, err := app.Open(t.Context(), cfg, app.Options{NoSocket: true})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- a.Run(ctx, func() {}) }()
	t.Cleanup(func() {
		stop()
		if err := errors.Join(<-ended, a.Close()); err != nil {
			t.Error(err)
		}
	})
	return a
}

// vacationsOn counts the answers of the vacation program on a ticket.
func vacationsOn(t *testing.T, a *app.App, id tickets.ID) (n int) {
	t.Helper()
	_, h, err := a.Desk().Show(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range h.Messages {
		if strings.Contains(m.Text, "on the beach") {
			n++
		}
	}
	return n
}
