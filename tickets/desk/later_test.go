package desk_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

func TestTheLogSpeaksOnlyOfWhatWasCommitted(t *testing.T) {
	var log bytes.Buffer
	o := newOffice(t)
	o.log = slog.NewTextHandler(&log, nil)
	o.start()
	mail := o.arrival(first)
	o.blobs.fail = errors.New("the disk is full")
	for range 3 {
		if err := o.try("support@acme.example", mail); err == nil {
			t.Fatal("the mail was taken on a full disk")
		}
	}
	if _, err := o.desk.Explain(context.Background(), "support@acme.example", []byte(first)); err != nil || strings.Contains(log.String(), "decided") {
		t.Fatalf("nothing happened, %v, but the log says\n%s", err, &log)
	}
	o.blobs.fail = nil
	if err := o.try("support@acme.example", mail); err != nil || strings.Count(log.String(), "msg=decided") != 1 {
		t.Fatalf("one mail was decided on, %v, but the log says\n%s", err, &log)
	}
	if err := o.try("support@acme.example", mail); err != nil || strings.Count(log.String(), "msg=repeated") != 1 {
		t.Fatalf("the mail came again, %v, but the log says\n%s", err, &log)
	}
}

func TestTheLogSaysNothingOfOrdersThatWereOnlyTried(t *testing.T) {
	var log bytes.Buffer
	o := newOffice(t)
	o.log = slog.NewTextHandler(&log, nil)
	o.start()
	o.receive("X-Spam-Flag: YES\n" + first)
	o.trouble()
	for i, c := range []struct {
		orders          string
		opened, carried int
	}{{"/release q1\n/drop q1", 0, 0}, {"/release q1", 1, 1}} {
		log.Reset()
		o.receive(o.answer("dana@acme.example", fmt.Sprint("m", i), c.orders))
		opened, carried := strings.Count(log.String(), "event=FirstMail"), strings.Count(log.String(), "carried out")
		if opened != c.opened || carried != c.carried {
			t.Errorf("%q: the log tells of %d first mails and %d orders:\n%s", c.orders, opened, carried, &log)
		}
	}
}
