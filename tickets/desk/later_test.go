package desk_test

import (
	"bytes"
	"context"
	"errors"
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
