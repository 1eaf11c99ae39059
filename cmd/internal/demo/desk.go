package demo

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"

	"tierdesk/cmd/internal/app"
	"tierdesk/tickets"
)

// dossier is everything about a ticket, as `tierdesk tickets show` has it.
func (s *stage) dossier(ctx context.Context, number string) (d app.Dossier, err error) {
	err = s.ask(ctx, "/tickets/"+number, func(values *json.Decoder) error {
		var next app.Dossier
		if err := values.Decode(&next); err != nil {
			return err
		}
		d = next
		return nil
	})
	return d, err
}

// dossiers are all tickets, oldest first.
func (s *stage) dossiers(ctx context.Context) (all []app.Dossier, err error) {
	var numbers []string
	err = s.ask(ctx, "/tickets", func(values *json.Decoder) error {
		var row app.Row
		if err := values.Decode(&row); err != nil {
			return err
		}
		numbers = append(numbers, fmt.Sprint(row.ID))
		return nil
	})
	for _, number := range numbers {
		d, failed := s.dossier(ctx, number)
		all, err = append(all, d), errors.Join(err, failed)
	}
	return all, err
}

// suspended are the mails that the desk keeps back.
func (s *stage) suspended(ctx context.Context) (all []tickets.Suspended, err error) {
	err = s.ask(ctx, "/suspended", func(values *json.Decoder) error {
		var next tickets.Suspended
		if err := values.Decode(&next); err != nil {
			return err
		}
		all = append(all, next)
		return nil
	})
	return all, err
}

// ask gets something from the running desk and hands its JSON values to each, as the command line does.
func (s *stage) ask(ctx context.Context, path string, each func(*json.Decoder) error) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://desk"+path, nil)
	if err != nil {
		return fmt.Errorf("ask the desk for %s: %w", path, err)
	}
	answer, err := s.desk.Do(request)
	if err != nil {
		return fmt.Errorf("ask the desk for %s: %w", path, err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		why, _ := io.ReadAll(io.LimitReader(answer.Body, 1000))
		return fmt.Errorf("ask the desk for %s: %s: %s", path, answer.Status, why)
	}
	for values := json.NewDecoder(answer.Body); ; {
		if err := each(values); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("ask the desk for %s: %w", path, err)
		}
	}
}

// told is how far the story of a ticket was told.
type told struct {
	lines int
	state string
}

// news tells what the journal of a ticket says since the last time.
func (s *stage) news(ctx context.Context, number string) error {
	if number == "" {
		return nil
	}
	d, err := s.dossier(ctx, number)
	if err != nil {
		return err
	}
	before := s.told[number]
	for _, e := range d.Journal[before.lines:] {
		s.tell.desk("#%s · %s · %s", number, e.By, e.Text)
	}
	state := fmt.Sprintf("%s · %s · %s", d.Status, d.Tier, cmp.Or(d.Assignee, "nobody's"))
	if state != before.state {
		s.tell.desk("#%s → %s", number, state)
	}
	s.told[number] = told{len(d.Journal), state}
	return nil
}

var subjectTag = regexp.MustCompile(`\[ACME #(\d+)\]`)

// numberOf is the number of the ticket that a letter is about, "" for none.
func numberOf(l *letter) string {
	if n := l.Get("X-Tierdesk-Ticket"); n != "" {
		return n
	}
	if m := subjectTag.FindStringSubmatch(l.Subject); m != nil {
		return m[1]
	}
	return ""
}
