package mailout

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tierdesk/tickets"
)

func TestLettersOfOneTicketAndRecipientArriveInOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	trouble := []string{"451 later", drop, "421 closing", ""}
	set := func(d *smtpd, o *Options) {
		one(Server{Security: Plain, Connections: 4})(d, o)
		d.script = func(s said) string {
			d.mu.Lock()
			defer d.mu.Unlock()
			if strings.Contains("CONNECT GREETING MAIL RCPT DATA TEXT DOT", s.verb) && random.IntN(25) == 0 {
				return trouble[random.IntN(len(trouble))]
			}
			return ""
		}
	}
	play(t, set, func(t *testing.T, s *scene) {
		const lanes, each = 10, 12
		for seq := range uint64(each) {
			for ticket := range tickets.ID(lanes) {
				s.put(s.write(ticket+1, seq+1))
			}
		}
		after(24 * time.Hour)
		last := make(map[string]int)
		for _, got := range s.smtpd.received() {
			var ticket, seq int
			if _, err := fmt.Sscanf(got.data[strings.Index(got.data, "end of"):], "end of %d/%d", &ticket, &seq); err != nil {
				t.Fatal(err)
			}
			name := fmt.Sprint(ticket)
			if seq != last[name]+1 && seq != last[name] {
				t.Errorf("ticket %d: letter %d came after %d", ticket, seq, last[name])
			}
			last[name] = seq
		}
		for ticket := range tickets.ID(lanes) {
			if last[fmt.Sprint(int(ticket+1))] != each {
				t.Errorf("ticket %d: %d of %d letters arrived", ticket+1, last[fmt.Sprint(int(ticket+1))], each)
			}
		}
	})
}

func TestASenderWithNothingToDoAsksNobody(t *testing.T) {
	play(t, nil, func(t *testing.T, s *scene) {
		s.put(s.write(1, 1, func(l *tickets.Letter) { l.Next = l.Next.Add(48 * time.Hour) }))
		after(47 * time.Hour)
		if s.leases() > 3 {
			t.Errorf("%d leases in two idle days", s.leases())
		}
		after(time.Hour)
		if got := s.smtpd.received(); len(got) != 1 {
			t.Error("the letter was not sent when it was due")
		}
	})
}

func TestAKickBringsALetterForward(t *testing.T) {
	play(t, nil, func(t *testing.T, s *scene) {
		s.put(s.write(1, 1, func(l *tickets.Letter) { l.Next = l.Next.Add(48 * time.Hour) }))
		after(time.Hour)
		s.mu.Lock()
		s.letters[0].Next = time.Now()
		s.mu.Unlock()
		s.kick()
		synctest.Wait()
		if len(s.smtpd.received()) != 1 {
			t.Error("the kick was not heard")
		}
	})
}

func TestALetterWhoseLeaseRunsOutIsNotBegun(t *testing.T) {
	set := func(d *smtpd, o *Options) {
		one(Server{Security: Plain, Connections: 1})(d, o)
		o.Lease = time.Minute
		d.script = always("DOT", slowly)
	}
	play(t, set, func(t *testing.T, s *scene) {
		for i := range tickets.ID(9) {
			s.put(s.write(i+1, 1))
		}
		after(10 * time.Minute)
		seen := make(map[string]int)
		for _, got := range s.smtpd.received() {
			seen[got.data]++
		}
		if len(seen) != 9 || len(s.smtpd.received()) != 9 {
			t.Errorf("%d letters arrived, %d different, want 9 once each", len(s.smtpd.received()), len(seen))
		}
	})
}

func TestALetterThatTakesLongerThanItsLeaseIsNotSentTwiceAtOnce(t *testing.T) {
	set := func(d *smtpd, o *Options) {
		o.Lease = time.Minute
		d.script = func(s said) string {
			if s.verb == "DOT" && s.nth == 1 {
				time.Sleep(5 * time.Minute)
			}
			return ""
		}
	}
	play(t, set, func(t *testing.T, s *scene) {
		s.put(s.write(1, 1))
		after(10 * time.Minute)
		if n := len(s.smtpd.received()); n != 1 {
			t.Errorf("arrived %d times", n)
		}
	})
}
