package tickets

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

func runTime(s *step, by, arg string) (string, error) {
	minutes, err := minutesOf(arg)
	if err != nil {
		return "", err
	}
	s.t.Spent = append(s.t.Spent, Spent{By: by, Tier: s.t.Tier, Minutes: minutes, At: s.now.At})
	s.journal(CommandRun, by, "%s minutes booked", strconv.Itoa(minutes))
	return fmt.Sprintf("%d minutes booked", minutes), nil
}

// minutesOf reads 25, 25m, 1h, 1h30m; at least one minute, at most a day.
func minutesOf(arg string) (int, error) {
	arg = strings.ToLower(strings.ReplaceAll(arg, " ", ""))
	arg = strings.TrimSuffix(strings.TrimSuffix(arg, "utes"), "in") // 25min, 25minutes
	if n, err := strconv.Atoi(arg); err == nil {
		arg = strconv.Itoa(n) + "m"
	}
	d, err := time.ParseDuration(arg)
	if err != nil || d < time.Minute || d > 24*time.Hour {
		return 0, fmt.Errorf("“%s” is no working time between 1m and 24h", cmp.Or(arg, "nothing"))
	}
	return int(d.Round(time.Minute) / time.Minute), nil
}

// when reads a moment as whoever wrote it means it: in their zone.
func (s *step) when(by, text string) (time.Time, error) {
	return whenOf(text, s.now.At.In(s.r.ZoneOf(s.personAddress(by))))
}

// runSnooze stops the clock until a moment, or starts it again.
func runSnooze(s *step, by, arg string) (string, error) {
	if err := s.mustNotBeDone(); err != nil {
		return "", err
	}
	if strings.EqualFold(strings.TrimSpace(arg), "none") {
		if s.t.Pause.Kind == "" {
			return "", errors.New("the ticket is not snoozed")
		}
		s.endPause()
		s.journal(CommandRun, by, "the clock runs again")
		return "the clock runs again", nil
	}
	until, err := s.when(by, arg)
	if err != nil {
		return "", err
	}
	s.t.Pause = Pause{Kind: SnoozePause, By: by, Until: until}
	s.journal(CommandRun, by, "snoozed until %s", moment(until))
	return "snoozed until " + moment(until) + ": the clock stands still, unless the customer writes", nil
}

// runAck stops the clock without a reminder: somebody is on it.
func runAck(s *step, by, arg string) (string, error) {
	if err := s.mustNotBeClosed(); err != nil {
		return "", err
	}
	if !s.t.Status.Active() {
		return "", fmt.Errorf("the ticket is %s: no clock runs", s.t.Status)
	}
	pause, how := Pause{Kind: AckPause, By: by}, "until the customer writes"
	if strings.TrimSpace(arg) != "" {
		until, err := s.when(by, arg)
		if err != nil {
			return "", err
		}
		pause.Until, how = until, "until "+moment(until)
	}
	s.t.Pause = pause
	s.journal(CommandRun, by, "acknowledged: the clock stands still %s", how)
	return "acknowledged: the clock stands still " + how, nil
}

func (s *step) mustNotBeDone() error {
	if s.t.Status == Solved {
		return errors.New("the ticket is solved: nothing waits")
	}
	return s.mustNotBeClosed()
}

// endPause lets the clock of the rung start anew.
func (s *step) endPause() {
	if s.t.Pause.Kind != "" {
		s.t.Pause, s.t.OnTier, s.t.Topped = Pause{}, s.now.At, false
	}
}

// pauseOver wakes a ticket whose moment has come.
func (s *step) pauseOver() {
	p := s.t.Pause
	s.endPause()
	if s.t.Status == Hold {
		s.setStatus(Open)
	}
	if p.Kind == AckPause {
		s.decide(PauseOver, clock, "the clock runs again: the time that %s asked for is over", s.name(p.By))
		return
	}
	s.decide(PauseOver, clock, "its time has come: %s asked for it", s.name(p.By))
	if s.isAway(s.t.Assignee) {
		s.handOn()
	}
	for _, owner := range s.owners() {
		d := s.notice(Reminder, owner)
		d.Data.Actor, d.Data.Body = s.name(p.By), quotable(Body{Text: s.t.Question})
		s.send(d)
	}
}
