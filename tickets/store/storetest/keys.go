package storetest

import (
	"fmt"
	"strings"
	"testing"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

func keyPromises() []promise {
	return []promise{
		{"KeysLeadToLegs", keysLead},
		{"AKeyIsComparedWholeAndExactly", keysExact},
		{"AKeyMayBeOfAnyLength", keysLong},
		{"AKeyCanBeLedElsewhere", keysMove},
		{"ACauseIsHandledOnce", causeOnce},
		{"ACauseWithoutTicketLeadsToNone", causeWithoutTicket},
	}
}

func keysLead(t *testing.T, s store.Store) {
	want := map[store.Key]tickets.Ref{
		"id:a@x": {Ticket: 1, Leg: tickets.CustomerLeg}, "unknown:b@x": {Ticket: 2, Leg: "vendor:Acme & Sons"},
		"id:c@x": {Ticket: 3}, "id:zero": {},
	}
	commit(t, s, store.Change{Keys: want})
	equal(t, "answer", must(s.Resolve(ctx(t), []store.Key{"id:a@x", "id:nobody@x", "unknown:b@x", "id:c@x", "id:zero", "id:a@x"}))(t), want)
	equal(t, "answer to nothing", must(s.Resolve(ctx(t), nil))(t), map[store.Key]tickets.Ref{})
}

func keysExact(t *testing.T, s store.Store) {
	commit(t, s, store.Change{Keys: map[store.Key]tickets.Ref{"id:Ab@x": {Ticket: 1}}})
	for _, k := range []store.Key{"id:ab@x", "id:Ab@", "id:Ab@xx", "unknown:Ab@x", "Ab@x", "", "id:Ab@x\x00"} {
		equal(t, string(k), must(s.Resolve(ctx(t), []store.Key{k}))(t), map[store.Key]tickets.Ref{})
	}
}

func keysLong(t *testing.T, s store.Store) {
	long := store.Key("id:" + strings.Repeat("x", 100_000))
	commit(t, s, store.Change{Cause: string(long), Keys: map[store.Key]tickets.Ref{long + "1": {Ticket: 1}, long + "2": {Ticket: 2}}})
	equal(t, "answer", must(s.Resolve(ctx(t), []store.Key{long, long + "1", long + "2", store.CauseKey(string(long))}))(t),
		map[store.Key]tickets.Ref{long + "1": {Ticket: 1}, long + "2": {Ticket: 2}, store.CauseKey(string(long)): {}})
}

func keysMove(t *testing.T, s store.Store) {
	for id := tickets.ID(1); id <= 2; id++ {
		want := map[store.Key]tickets.Ref{"id:a": {Ticket: id, Leg: tickets.Leg(fmt.Sprint(id))}}
		commit(t, s, store.Change{Keys: want})
		equal(t, "answer", must(s.Resolve(ctx(t), []store.Key{"id:a"}))(t), want)
	}
}

func causeOnce(t *testing.T, s store.Store) {
	commit(t, s, store.Change{Cause: "mail x", Ticket: ticket(1)})
	want := map[store.Key]tickets.Ref{"cause:mail x": {Ticket: 1}}
	equal(t, "answer", must(s.Resolve(ctx(t), []store.Key{store.CauseKey("mail x")}))(t), want)
	// The cause is named although the ticket is in conflict too: it was handled, there is nothing to decide again.
	wantConflict(t, s.Commit(ctx(t), []store.Change{{Cause: "mail x", Ticket: ticket(1)}}), 0, "cause mail x")
	wantConflict(t, s.Commit(ctx(t), []store.Change{{Cause: "y"}, {Cause: "y"}}), 1, "cause y")
	commit(t, s, store.Change{}, store.Change{})
}

func causeWithoutTicket(t *testing.T, s store.Store) {
	commit(t, s, store.Change{Cause: "spam"})
	equal(t, "answer", must(s.Resolve(ctx(t), []store.Key{"cause:spam"}))(t), map[store.Key]tickets.Ref{"cause:spam": {}})
	wantConflict(t, s.Commit(ctx(t), []store.Change{{Cause: "spam"}}), 0, "cause spam")
}
