package desk_test

import (
	"context"
	"testing"
	"time"

	"tierdesk/tickets"
)

func TestAnOutageAndItsEndAreToldOnceAcrossRestarts(t *testing.T) {
	o := newOffice(t)
	began := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	for i, life := range []struct {
		says []tickets.Trouble
		want []tickets.Trouble // what the managers are told
	}{
		{says: []tickets.Trouble{{Back: true}}},
		{says: []tickets.Trouble{{Since: began, Error: "refused"}}, want: []tickets.Trouble{{Since: began, Error: "refused"}}},
		{says: []tickets.Trouble{{Since: began.Add(time.Hour), Error: "refused"}}},
		{says: []tickets.Trouble{{Back: true}, {Back: true}}, want: []tickets.Trouble{{Since: began, Back: true}}},
		{says: []tickets.Trouble{{Since: began.Add(24 * time.Hour)}}, want: []tickets.Trouble{{Since: began.Add(24 * time.Hour)}}},
	} {
		o.start()
		rec := o.record(func(*tickets.Rules) {})
		for _, trouble := range life.says {
			trouble.Mailbox = "Sales@acme.example"
			if err := o.desk.Trouble(context.Background(), trouble); err != nil {
				t.Fatal(err)
			}
		}
		told := rec.drafts()
		if len(told) != len(life.want) {
			t.Fatalf("life %d: %d letters, want %d", i, len(told), len(life.want))
		}
		for n, want := range life.want {
			if got := told[n].Data.Trouble; told[n].Recipient.Address != "dana@acme.example" || got.Back != want.Back || !got.Since.Equal(want.Since) || got.Error != want.Error {
				t.Errorf("life %d: told %+v, want %+v", i, got, want)
			}
		}
	}
}
