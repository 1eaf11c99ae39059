package desk_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

func TestSuspendedMailExpiresOnlyWhenConfiguredAndIsToldOf(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := newOffice(t)
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- o.desk.Run(ctx) }()
		o.receive("X-Spam-Flag: YES\n" + first)
		time.Sleep(90 * 24 * time.Hour)
		if n := len(o.suspended()); n != 1 {
			t.Fatalf("%d suspended after 90 days, want 1", n)
		}
		s := o.desk.Setup()
		rules := *s.Rules
		rules.KeepSuspended = 30 * 24 * time.Hour
		s.Rules = &rules
		o.desk.Use(s)
		o.receive("X-Spam-Flag: YES\n" + second)
		time.Sleep(29 * 24 * time.Hour)
		if held := o.suspended(); len(held) != 1 || held[0].ID != "q2" {
			t.Fatalf("suspended %+v, want only q2", held)
		}
		from := time.Now()
		time.Sleep(48 * time.Hour)
		rep, err := o.desk.Report(t.Context(), from, time.Now())
		if err != nil || len(rep.Expired) != 1 || rep.Expired[0].ID != "q2" || len(rep.Suspended) != 0 || rep.Keep != rules.KeepSuspended {
			t.Errorf("report: %+v, %v", rep.Expired, err)
		}
		if _, err := o.release("q2"); err == nil {
			t.Error("what expired was let through")
		}
		time.Sleep(60 * 24 * time.Hour)
		if marks, err := o.store.Marks(t.Context(), "expired/"); err != nil || len(marks) != 0 {
			t.Errorf("%d expired mails are remembered, %v", len(marks), err)
		}
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}
