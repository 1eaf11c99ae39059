package storetest

import (
	"bytes"
	"context"
	"errors"
	"reflect"
	"testing"
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

func generalPromises() []promise {
	return []promise{
		{"EveryFieldComesBack", everyField},
		{"NothingIsSharedWithTheStore", nothingShared},
		{"ADoneContextChangesNothing", doneContext},
		{"AClosedStoreFails", closedFails},
	}
}

// awkward is text that is easily spoilt on the way into a database and back.
const awkward = "a<b>&\"'\\\x00\u2028\u2029é\U0001F4A9\r\n\t% _$1"

// filled returns a value with every field set, also those of fields and elements.
func filled[T any]() T {
	var v T
	fill(reflect.ValueOf(&v).Elem())
	return v
}

func fill(v reflect.Value) {
	switch {
	case v.Type() == reflect.TypeFor[time.Time]():
		v.Set(reflect.ValueOf(at(77).In(zone)))
	case v.Kind() == reflect.String:
		v.SetString(v.String() + awkward)
	case v.Kind() == reflect.Bool:
		v.SetBool(true)
	case v.CanInt():
		v.SetInt(3)
	case v.CanUint():
		v.SetUint(3)
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	case v.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0))
		fill(v.Index(1))
	case v.Kind() == reflect.Map:
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key)
		fill(value)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, value)
	default:
		panic("storetest does not know how to fill " + v.Type().String())
	}
}

// everything is a change in which every field of everything kept is set, of ticket 3.
func everything() store.Change {
	c := store.Change{
		Cause: awkward, Journal: []tickets.Entry{filled[tickets.Entry]()}, Messages: []tickets.Message{filled[tickets.Message]()},
		Keys:    map[store.Key]tickets.Ref{"id:" + awkward: filled[tickets.Ref]()},
		Letters: []tickets.Letter{filled[tickets.Letter](), filled[tickets.Letter]()},
		Marks:   []store.MarkChange{{Name: "m" + "é", New: []byte(awkward)}},
	}
	t := filled[tickets.Ticket]()
	t.Version = 0
	c.Ticket = &t
	for i := range c.Letters {
		c.Letters[i].Seq, c.Letters[i].Mailbox = uint64(i+1), "support@example.com"
		c.Letters[i].State = []tickets.LetterState{tickets.Queued, tickets.Sent}[i]
	}
	return c
}

// shape is everything that can be read of a store.
type shape struct {
	Tickets   []tickets.Ticket
	Histories []tickets.History
	Keys      map[store.Key]tickets.Ref
	Marks     []store.Mark
	Next      store.Leased
}

func picture(t *testing.T, s store.Store, keys ...store.Key) shape {
	t.Helper()
	p := shape{Tickets: must(s.Select(ctx(t), store.Query{}))(t), Marks: must(s.Marks(ctx(t), ""))(t)}
	keys = append(keys, "id:1", "id:2", "cause:1", "cause:2")
	p.Keys = must(s.Resolve(ctx(t), keys))(t)
	for id := range tickets.ID(5) {
		p.Histories = append(p.Histories, must(s.History(ctx(t), id))(t))
	}
	p.Next = must(s.Lease(ctx(t), store.LeaseQuery{Now: start}))(t)
	return p
}

func everyField(t *testing.T, s store.Store) {
	commit(t, s, everything())
	want := everything()
	want.Ticket.Version = 1
	equal(t, "ticket", must(s.Ticket(ctx(t), 3))(t), *want.Ticket)
	equal(t, "history", must(s.History(ctx(t), 3))(t), tickets.History{Messages: want.Messages, Journal: want.Journal, Letters: want.Letters})
	equal(t, "marks", must(s.Marks(ctx(t), ""))(t), []store.Mark{{Name: "mé", Value: []byte(awkward)}})
	want.Keys[store.CauseKey(awkward)] = tickets.Ref{Ticket: 3}
	equal(t, "keys", must(s.Resolve(ctx(t), []store.Key{"id:" + awkward, store.CauseKey(awkward)}))(t), want.Keys)
	leased := must(s.Lease(ctx(t), lease(100, 1, 1)))(t)
	equal(t, "leased", leased.Letters, want.Letters[:1])
}

// scribble overwrites everything that a value leads to.
func scribble(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		scribble(v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type() != reflect.TypeFor[time.Time]() {
				scribble(v.Field(i))
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			scribble(v.Index(i))
			v.Index(i).SetZero()
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			scribble(v.MapIndex(k))
			v.SetMapIndex(k, reflect.Value{})
		}
	}
}

func nothingShared(t *testing.T, s store.Store) {
	given := everything()
	commit(t, s, given, setMark("large", nil, bytes.Repeat([]byte("x"), 5000)))
	want := picture(t, s, "id:"+awkward)
	given.Ticket.Version, given.Ticket.ID = 9, 9
	scribble(reflect.ValueOf(&given))
	equal(t, "after the caller changed what it gave", picture(t, s, "id:"+awkward), want)
	got := picture(t, s, "id:"+awkward)
	one := must(s.Ticket(ctx(t), 3))(t)
	scribble(reflect.ValueOf(&got))
	scribble(reflect.ValueOf(&one))
	equal(t, "after the caller changed what it got", picture(t, s, "id:"+awkward), want)
}

// calls lists every method but Close, each doing what would change something.
func calls(c context.Context, s store.Store) map[string]error {
	errs := map[string]error{}
	_, errs["NewID"] = s.NewID(c, 1)
	_, errs["Ticket"] = s.Ticket(c, 1)
	_, errs["History"] = s.History(c, 1)
	_, errs["Resolve"] = s.Resolve(c, []store.Key{"id:1"})
	_, errs["Select"] = s.Select(c, store.Query{})
	_, errs["Marks"] = s.Marks(c, "")
	_, errs["Lease"] = s.Lease(c, lease(9, 9, 9))
	errs["Commit"] = s.Commit(c, []store.Change{full(2)})
	errs["Settle"] = s.Settle(c, []store.Outcome{sent(1, 1)})
	return errs
}

func doneContext(t *testing.T, s store.Store) {
	commit(t, s, full(1))
	before := picture(t, s)
	done, cancel := context.WithCancel(ctx(t))
	cancel()
	for method, err := range calls(done, s) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v, want %v", method, err, context.Canceled)
		}
	}
	equal(t, "store", picture(t, s), before)
	wantLeased(t, s, lease(1, 1, 9), -1, "1/1")
}

func closedFails(t *testing.T, s store.Store) {
	commit(t, s, full(1))
	for range 2 {
		if err := s.Close(); err != nil {
			t.Fatalf("close: %v", err)
		}
	}
	for method, err := range calls(ctx(t), s) {
		if err == nil || errors.Is(err, store.ErrNotFound) {
			t.Errorf("%s: got %v after Close", method, err)
		}
	}
}
