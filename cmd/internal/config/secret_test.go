package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/thread"
)

const (
	oldSecret = "4f0c4f0c4f0c4f0c4f0c4f0c4f0c4f0c"
	newSecret = "91be91be91be91be91be91be91be91be"
)

func TestAfterARotationTheOldSecretIsBelievedUntilItsDate(t *testing.T) {
	t.Setenv("PASSWORD", "geheim")
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	end := now.Add(90 * 24 * time.Hour)
	source := strings.Replace(whole, "timezone:", "secret: file:signing, timezone:", 1)
	read := func(secrets string) *Config {
		t.Helper()
		dir := folder(t, source)
		if err := os.WriteFile(filepath.Join(dir, "signing"), []byte(secrets), 0o600); err != nil {
			t.Fatal(err)
		}
		cfg, err := Load(filepath.Join(dir, "tierdesk.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		return cfg
	}
	before := read(oldSecret + "\n")
	rotated, kept, err := RotateSecrets(oldSecret+"\n", newSecret, now, end)
	if err != nil || kept != 1 || rotated != newSecret+"\n"+oldSecret+" 2026-05-30T12:00:00Z\n" {
		t.Fatalf("%d kept, %v: %q", kept, err, rotated)
	}
	after := read(rotated)
	door := tickets.Door{Ticket: 7, Leg: tickets.CustomerLeg, Recipient: "mia@customer.example"}
	state := func(at time.Time, id string) tickets.TokenState {
		m := &tickets.Mail{InReplyTo: []string{id}, From: []tickets.Address{{Address: door.Recipient}}}
		return thread.CluesOf(m, after.Keys.At(at), after.Rules).
			Find(nil, func(tickets.ID) (tickets.Ticket, bool) { return tickets.Ticket{ID: 7, Requester: m.From[0]}, true }).Token
	}
	old, fresh := before.Keys.MessageID("support@acme.example", door, 1), after.Keys.MessageID("support@acme.example", door, 2)
	if got := state(end, old); got != tickets.GoodToken {
		t.Errorf("an old token is %q in time", got)
	}
	if got := state(end.Add(time.Second), old); got != tickets.ExpiredToken {
		t.Errorf("an old token is %q when its time is over", got)
	}
	revoked, _, err := RotateSecrets(oldSecret+"\n", newSecret, now, now)
	if err != nil {
		t.Fatal(err)
	}
	after = read(revoked)
	for _, arrived := range []time.Time{now.Add(-time.Hour), now.Add(time.Hour)} {
		if got := state(arrived, old); got != tickets.RevokedToken {
			t.Errorf("a token of a revoked secret is %q", got)
		}
	}
	if got := state(end.AddDate(9, 0, 0), fresh); got != tickets.GoodToken {
		t.Errorf("a new token is %q", got)
	}
}

func TestSecretsExpiredForAYearAreForgotten(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	content := newSecret + "\n" + oldSecret + " 2025-12-01T00:00:00Z\n" + oldSecret + "x 2024-12-01T00:00:00Z\n"
	rotated, kept, err := RotateSecrets(content, "fresh", now, now)
	if err != nil || kept != 2 || strings.Contains(rotated, "2024") || !strings.Contains(rotated, newSecret+" revoked 2026-03-01T12:00:00Z\n") {
		t.Errorf("%d kept, %v: %q", kept, err, rotated)
	}
}

func TestSecretFilesFromBeforeAreReadAsTheyWere(t *testing.T) {
	for content, want := range map[string]int{
		oldSecret + "\n":                                                  1,
		"a sentence of many words":                                        1,
		"wrapped base64\nof two lines":                                    1,
		newSecret + "\n" + oldSecret + " 2026-03-01":                      1, // no date with a time: one secret, as ever
		newSecret + "\r\n" + oldSecret + " 2026-03-01T00:00:00+01:00\r\n": 2,
	} {
		got, err := readSecrets(content)
		if err != nil || len(got) != want || want == 1 && got[0].text != strings.TrimSpace(content) {
			t.Errorf("%q: %d secrets, %v", content, len(got), err)
		}
	}
	for _, bad := range []string{oldSecret + " 2026-03-01T00:00:00Z", newSecret + "\n" + oldSecret + "\n" + oldSecret + " 2026-03-01T00:00:00Z"} {
		if _, err := readSecrets(bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
	if _, _, err := RotateSecrets("wrapped base64\nof two lines", newSecret, time.Now(), time.Now()); err == nil {
		t.Error("a secret of two lines was rotated into one line")
	}
}
