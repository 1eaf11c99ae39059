package mailout

import (
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"tierdesk/tickets"
)

func (s *scene) setRefuse(f func([]Result) error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refuse = f
}

func TestAResultIsKeptWhileTheStoreIsDown(t *testing.T) {
	play(t, nil, func(t *testing.T, s *scene) {
		s.setRefuse(func([]Result) error { return errors.New("disk full") })
		s.put(s.write(1, 1), s.write(1, 2), s.write(2, 1))
		after(time.Hour)
		if n := len(s.smtpd.received()); n != 2 {
			t.Errorf("%d letters arrived, want the first of each lane once", n)
		}
		if s.log.count("cannot record") != 1 {
			t.Errorf("log:\n%s", s.log)
		}
		s.setRefuse(nil)
		after(2 * time.Minute)
		if n := len(s.smtpd.received()); n != 3 || s.letter(1, 2).State != tickets.Sent {
			t.Errorf("%d letters arrived in the end, want 3 without a repetition", n)
		}
		if s.log.count("recorded again") != 1 {
			t.Errorf("log:\n%s", s.log)
		}
	})
}

func TestABadResultHoldsUpNoOther(t *testing.T) {
	play(t, nil, func(t *testing.T, s *scene) {
		s.setRefuse(func(results []Result) error {
			if slices.ContainsFunc(results, func(r Result) bool { return r.Letter.Ticket == 3 }) {
				return errors.New("ticket 3 cannot be decided")
			}
			return nil
		})
		for i := range tickets.ID(200) {
			s.put(s.write(i+1, 1))
		}
		after(2 * time.Minute)
		if n := len(s.settled()); n != 199 {
			t.Errorf("%d letters are settled, want all but one", n)
		}
		s.put(s.write(201, 1))
		synctest.Wait()
		if n := len(s.settled()); n != 200 {
			t.Error("a fresh letter waits for the bad one")
		}
		s.setRefuse(nil)
		after(2 * time.Minute)
	})
}

func TestResultsAreRecordedInGroupsUnderLoadAndAtOnceOtherwise(t *testing.T) {
	play(t, nil, func(t *testing.T, s *scene) {
		s.put(s.write(1, 1))
		synctest.Wait()
		if !slices.Equal(s.commits(), []int{1}) {
			t.Fatalf("groups %v", s.commits())
		}
		s.setRefuse(func([]Result) error { // a slow commit
			time.Sleep(time.Second)
			return nil
		})
		for i := range tickets.ID(60) {
			s.put(s.write(i+2, 1))
		}
		after(time.Minute)
		if len(s.commits()) > 10 {
			t.Errorf("60 letters took %d commits: %v", len(s.commits()), s.commits())
		}
	})
}

func TestLeasingIsTriedAgainWhenItFails(t *testing.T) {
	play(t, nil, func(t *testing.T, s *scene) {
		s.mu.Lock()
		s.noLease = errors.New("store is locked")
		s.mu.Unlock()
		s.put(s.write(1, 1))
		after(time.Hour)
		if s.leases() > 80 || s.log.count("cannot get letters") != 1 {
			t.Errorf("%d leases in an hour of trouble\n%s", s.leases(), s.log)
		}
		s.mu.Lock()
		s.noLease = nil
		s.mu.Unlock()
		after(time.Minute)
		if len(s.smtpd.received()) != 1 {
			t.Error("not sent after the trouble")
		}
	})
}
