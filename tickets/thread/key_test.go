package thread

import (
	"strings"
	"testing"
	"time"

	"tierdesk/tickets"
)

// rotated is the world after its key was replaced: the old one is valid until end.
func rotated(t *testing.T, end time.Time) (w *world, old *Keys) {
	w = newWorld(t)
	old = w.keys
	w.keys = NewKeys(testKey(t, "the new secret of the desk, long enough"), old.keys[0].Until(end))
	return w, old
}

func TestAfterARotationOldReplyAddressesWorkUntilTheirEnd(t *testing.T) {
	end := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	w, old := rotated(t, end)
	address := tickets.Address{Address: old.ReplyAddress("support@acme.example", "+", w.door(1, mia))}
	fresh := w.replyAddress(2, mia)
	keys := w.keys
	for _, c := range []struct {
		at     time.Time
		to     tickets.Address
		ticket tickets.ID
		token  tickets.TokenState
	}{
		{end.Add(-time.Hour), address, 1, tickets.GoodToken},
		{end, address, 1, tickets.GoodToken},
		{end.Add(time.Second), address, 0, tickets.ExpiredToken},
		{end.AddDate(5, 0, 0), fresh, 2, tickets.GoodToken},
	} {
		w.keys = keys.At(c.at)
		got := w.find(&tickets.Mail{From: []tickets.Address{mia}, To: []tickets.Address{c.to}})
		if got.Token != c.token || got.Link.Ticket != c.ticket || got.For != mia.Key() {
			t.Errorf("at %s: %+v", c.at, got)
		}
	}
}

func TestAnExpiredTokenLeadsOnlyByTheLetterItCameWith(t *testing.T) {
	end := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	w, old := rotated(t, end)
	w.keys = w.keys.At(end.AddDate(0, 1, 0))
	id := old.MessageID("support@acme.example", w.door(1, mia), 3)
	answer := &tickets.Mail{From: []tickets.Address{mia}, InReplyTo: []string{id}}
	if got := w.find(answer); got.Link.Ticket != 0 || got.Token != tickets.ExpiredToken || !strings.Contains(strings.Join(got.Passed, " "), "time is over") {
		t.Errorf("without the letter: %+v", got)
	}
	w.resolved[IDKey(id)] = customerRef(1)
	if got := w.find(answer); got.Link.Reason != tickets.ByMessageID || got.Link.Ticket != 1 || got.Token != tickets.ExpiredToken {
		t.Errorf("with the letter: %+v", got)
	}
}

func TestWrongForeignAndExpiredAreToldApart(t *testing.T) {
	end := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	w, old := rotated(t, end)
	w.keys = w.keys.At(end.AddDate(0, 1, 0))
	theirs := NewKeys(testKey(t, "the secret of another desk, long enough"))
	for want, address := range map[tickets.TokenState]string{
		tickets.GoodToken:    w.keys.ReplyAddress("support@acme.example", "+", w.door(1, mia)),
		tickets.ForeignToken: w.keys.ReplyAddress("support@acme.example", "+", w.door(1, ann)),
		tickets.ExpiredToken: old.ReplyAddress("support@acme.example", "+", w.door(1, mia)),
		tickets.WrongToken:   theirs.ReplyAddress("support@acme.example", "+", w.door(1, mia)),
	} {
		if got := w.find(&tickets.Mail{From: []tickets.Address{mia}, To: []tickets.Address{{Address: address}}}); got.Token != want {
			t.Errorf("%s is called %s", want, got.Token)
		}
	}
}
