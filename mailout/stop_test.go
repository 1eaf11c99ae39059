package mailout

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tierdesk/tickets"
)

func TestStoppingFinishesTheLetterInFlightAndGivesTheOthersBack(t *testing.T) {
	set := func(d *smtpd, o *Options) {
		one(Server{Security: Plain, Connections: 1})(d, o)
		d.script = always("DOT", slowly)
	}
	play(t, set, func(t *testing.T, s *scene) {
		for i := range tickets.ID(5) {
			s.put(s.write(i+1, 1))
		}
		after(time.Second)
		if took := s.stop(t); took != 19*time.Second {
			t.Errorf("stopping took %v, want the rest of the letter's 20 seconds", took)
		}
		var sent, back int
		for _, r := range s.settled() {
			switch {
			case r.State == tickets.Sent:
				sent++
			case r.State == tickets.Queued && r.Error == "" && !r.Next.After(time.Now()):
				back++
			}
		}
		if sent != 1 || back != 4 || s.smtpd.count("QUIT") != 1 {
			t.Errorf("%d sent, %d given back, %d QUIT; want 1, 4, 1", sent, back, s.smtpd.count("QUIT"))
		}
	})
}

func TestALetterThatOutlastsTheGraceIsCutAndKept(t *testing.T) {
	for at, words := range map[string]string{"DOT": "may arrive", "DATA": "lost at DATA"} {
		t.Run(at, func(t *testing.T) {
			play(t, func(d *smtpd, _ *Options) { d.script = always(at, hang) }, func(t *testing.T, s *scene) {
				s.put(s.write(1, 1))
				after(time.Second)
				if took := s.stop(t); took != 30*time.Second {
					t.Errorf("stopping took %v, want the grace", took)
				}
				r := s.settled()
				if len(r) != 1 || r[0].State != tickets.Queued {
					t.Fatalf("settled %+v", r)
				}
				if at == "DOT" && !strings.Contains(r[0].Error, words) || at == "DATA" && r[0].Error != "" {
					t.Errorf("%s: error is %q", at, r[0].Error)
				}
			})
		})
	}
}

func TestStoppingDoesNotWaitForAServerThatDoesNotAnswer(t *testing.T) {
	for _, verb := range []string{"CONNECT", "GREETING", "EHLO"} {
		t.Run(verb, func(t *testing.T) {
			play(t, func(d *smtpd, _ *Options) { d.script = always(verb, hang) }, func(t *testing.T, s *scene) {
				s.put(s.write(1, 1))
				after(time.Second)
				if took := s.stop(t); took > time.Second {
					t.Errorf("stopping took %v", took)
				}
				if r := s.settled(); len(r) != 1 || r[0].Error != "" || s.log.count("cannot send") != 0 {
					t.Errorf("settled %+v, log:\n%s", r, s.log)
				}
			})
		})
	}
}

func TestStoppingWhileTheStoreIsDownSaysWhatWasNotRecorded(t *testing.T) {
	play(t, nil, func(t *testing.T, s *scene) {
		s.setRefuse(func([]Result) error { return errors.New("disk full") })
		s.put(s.write(1, 1))
		synctest.Wait()
		begin := time.Now()
		s.quit()
		err := <-s.done
		if err == nil || !strings.Contains(err.Error(), "1 letters") || time.Since(begin) > 31*time.Second {
			t.Errorf("Run: %v after %v", err, time.Since(begin))
		}
		s.done <- nil
	})
}

func TestARestartSendsWhatWasLeft(t *testing.T) {
	play(t, func(d *smtpd, _ *Options) { d.script = once("CONNECT", hang) }, func(t *testing.T, s *scene) {
		s.put(s.write(1, 1))
		after(time.Second)
		s.stop(t)
		again, err := New(s.memory, s.sender.opt)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- again.Run(ctx) }()
		synctest.Wait()
		if len(s.smtpd.received()) != 1 {
			t.Error("the letter waits for its old lease")
		}
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}
