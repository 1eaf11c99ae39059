package app_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"tierdesk/cmd/internal/app"
	"tierdesk/mailin/parse"
	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

var mailNumber = regexp.MustCompile(`This is mail-(\d+)\.`)

// checkTickets looks for every mail: one message each, all of one thread on one ticket, and no other on it.
func (s *siege) checkTickets(a *app.App) {
	s.t.Helper()
	all, err := a.Desk().List(context.Background(), store.Query{})
	if err != nil {
		s.t.Fatal(err)
	}
	messages, ticketOf, found := 0, map[int]tickets.ID{}, map[string]int{}
	for _, t := range all {
		_, h, err := a.Desk().Show(context.Background(), t.ID)
		if err != nil {
			s.t.Fatal(err)
		}
		messages += len(h.Messages)
		for _, m := range h.Messages {
			number := mailNumber.FindStringSubmatch(m.Text)
			if number == nil {
				s.t.Fatalf("%s has a message that is none of ours: %.60q", t.ID, m.Text)
			}
			found[number[1]]++
			thread := s.threadOf(number[1])
			if other, known := ticketOf[thread]; known && other != t.ID {
				s.t.Errorf("mail %s of thread %d is on %s; the thread is on %s (%s)", number[1], thread, t.ID, other, m.Why)
			}
			ticketOf[thread] = t.ID
		}
	}
	for n := range killMails {
		if count := found[fmt.Sprint(n)]; count != 1 {
			s.t.Errorf("mail %d is %d messages", n, count)
		}
	}
	held, err := a.Desk().SuspendedMails(context.Background())
	if err != nil {
		s.t.Fatal(err)
	}
	if len(all) != killThreads || messages != killMails || len(held) != 0 {
		s.t.Errorf("%d tickets, %d messages, %d suspended; want %d, %d, 0", len(all), messages, len(held), killThreads, killMails)
	}
	s.t.Logf("%d mails of %d threads, %d kills in %s: %d messages on %d tickets", killMails, killThreads, kills,
		time.Since(s.begun).Round(time.Second), messages, len(all))
}

func (s *siege) threadOf(number string) int {
	var n int
	if _, err := fmt.Sscan(number, &n); err != nil {
		s.t.Fatal(err)
	}
	return s.thread[n]
}

// checkLetters holds the outbox against the mailboxes of the recipients.
func (s *siege) checkLetters(a *app.App) {
	s.t.Helper()
	arrived, doubled := s.arrived()
	notices := map[tickets.Notice]int{}
	all, err := a.Desk().List(context.Background(), store.Query{})
	if err != nil {
		s.t.Fatal(err)
	}
	for _, t := range all {
		_, h, err := a.Desk().Show(context.Background(), t.ID)
		if err != nil {
			s.t.Fatal(err)
		}
		for _, l := range h.Letters {
			notices[l.Notice]++
			place := l.To + " " + l.MessageID
			if l.State != tickets.Sent || !arrived[place] {
				s.t.Errorf("letter %s/%d, %s to %s, is %s after %d attempts, arrived: %t %s", t.ID, l.Seq, l.Notice, l.To, l.State, l.Attempts, arrived[place], l.Error)
			}
			delete(arrived, place)
		}
	}
	for place := range arrived {
		s.t.Errorf("the outbox knows nothing of a mail: %s", place)
	}
	want := map[tickets.Notice]int{tickets.Received: killThreads, tickets.NewTicket: killThreads, tickets.CustomerReplied: killMails - killThreads}
	if !maps.Equal(notices, want) {
		s.t.Errorf("letters: %v, want %v", notices, want)
	}
	s.t.Logf("%d letters, all arrived: %v; %d arrived twice", killMails+killThreads, notices, doubled)
}

// arrived are the recipients and Message-IDs of what is in the mailboxes, and how many are there more than once. Copies
// must not differ.
func (s *siege) arrived() (map[string]bool, int) {
	s.t.Helper()
	arrived, doubled := map[string]bool{}, 0
	for _, who := range s.people() {
		first := map[string][]byte{}
		for _, raw := range s.dovecot.Mails(who, "INBOX") {
			id, sent := parse.Bytes(raw).MessageID, withoutTrace(raw)
			if before, again := first[id]; again {
				doubled++
				if !bytes.Equal(before, sent) {
					s.t.Errorf("two mails to %s with the Message-ID %s differ:\n%s\n----\n%s", who, id, before, sent)
				}
			}
			first[id] = sent
			arrived[who+" "+id] = true
		}
	}
	return arrived, doubled
}

// withoutTrace takes away what servers on the way add.
func withoutTrace(raw []byte) []byte {
	head, body, _ := bytes.Cut(raw, []byte("\n\n"))
	var kept []byte
	drop := false
	for line := range bytes.Lines(append(head, '\n')) {
		if line[0] != ' ' && line[0] != '\t' {
			name, _, _ := strings.Cut(strings.ToLower(string(line)), ":")
			drop = slices.Contains([]string{"return-path", "delivered-to", "received", "x-original-to"}, name)
		}
		if !drop {
			kept = append(kept, line...)
		}
	}
	return append(append(kept, '\n'), body...)
}
