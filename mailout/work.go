package mailout

import (
	"context"
	"log/slog"
	"strings"
	"time"

	"tierdesk/tickets"
)

// box finds or makes the box of a mailbox. The mutex is held.
func (s *Sender) box(mailbox string) *box {
	b, ok := s.boxes[mailbox]
	if !ok {
		server, known := s.opt.Servers[strings.ToLower(mailbox)]
		b = &box{name: mailbox, limit: max(1, server.Connections)}
		if known {
			b.dialer = &dialer{server: server, dial: s.opt.Dial, times: s.opt.Timeouts}
		}
		s.boxes[mailbox] = b
	}
	return b
}

// start sets as many goroutines to work on a mailbox as its letters need and its server allows. The mutex is held.
func (s *Sender) start(life context.Context, b *box) {
	if s.stopped {
		return
	}
	for range b.room(time.Now()) {
		b.running++
		s.open.Go(func() { s.work(life, b) })
	}
}

// work sends letters of a mailbox until none waits.
func (s *Sender) work(life context.Context, b *box) {
	var ses *session
	for {
		l, with, ok := s.next(b, ses)
		if !ok {
			if with != nil {
				with.quit()
			}
			return
		}
		ses = s.attempt(life, b, with, l)
	}
}

// next takes the next letter, and an open connection when the caller has none. When there is nothing to do it signs the
// caller off and keeps the connection open for later; one that comes back has to end.
func (s *Sender) next(b *box, ses *session) (leased, *session, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	if ses == nil {
		ses = s.reuse(b)
	}
	enough := ses == nil && b.open > 0 && now.Before(b.narrow)
	for len(b.queue) > 0 && !s.stopped && !now.Before(b.rests) && !enough {
		l := b.queue[0]
		b.queue = b.queue[1:]
		if now.After(l.begin) {
			delete(s.hand, keyOf(l.Letter)) // the lease is about to run out, and it comes again
			s.wake()
			continue
		}
		return l, ses, true
	}
	b.running--
	if ses == nil || s.stopped {
		return leased{}, ses, false
	}
	s.park(b, ses)
	return leased{}, nil, false
}

// park keeps a connection open for the next letter. The mutex is held.
func (s *Sender) park(b *box, ses *session) {
	s.open.Add(1)
	b.idle = append(b.idle, ses)
	ses.idle = time.AfterFunc(s.opt.Idle, func() {
		s.mu.Lock()
		mine := b.drop(ses)
		s.mu.Unlock()
		if mine {
			ses.quit()
			s.open.Done()
		}
	})
}

// reuse takes a connection that was kept open, nil when there is none. The mutex is held.
func (s *Sender) reuse(b *box) *session {
	ses := b.take()
	if ses != nil {
		s.open.Done()
	}
	return ses
}

// attempt tries to send one letter, over a new connection when there is none or it died while it was kept open. It
// returns the connection as long as it is of use.
func (s *Sender) attempt(life context.Context, b *box, ses *session, l leased) *session {
	for {
		if ses == nil {
			var t *trouble
			if ses, t = s.connect(life, b); t != nil {
				s.postpone(b, l, t)
				return nil
			}
			s.stands(life, b)
		}
		begin := time.Now()
		answer, err := ses.transfer(life, s.outbox, l.Letter)
		if err == nil {
			s.finish(b, sent(l.Letter), answer, begin)
			return ses
		}
		v := judge(err, ses.conn.cut.Load())
		used := ses.used
		if ses = ses.after(v); ses == nil {
			s.gone(b)
		}
		switch {
		case v.early && (used || life.Err() != nil): // the next round opens a new connection, or finds that it may not
		case v.fate == account:
			s.postpone(b, l, &trouble{login: true, text: v.text})
			return nil
		default:
			s.finish(b, s.opt.missed(l.Letter, v, time.Now()), "", begin)
			return ses
		}
	}
}

// stands notes a new connection; others may be made beside it now.
func (s *Sender) stands(life context.Context, b *box) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b.open++
	s.start(life, b)
}

func (s *Sender) gone(b *box) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b.open--
}

// after returns the session when it can carry another letter after this failure, else nil.
func (ses *session) after(v verdict) *session {
	if !v.hangUp && ses.client.UpdateDeadline(reviveWait) == nil && ses.client.Reset() == nil {
		ses.used = true
		return ses
	}
	ses.close()
	return nil
}

// finish passes a result on to be recorded.
func (s *Sender) finish(b *box, r Result, answer string, begin time.Time) {
	now := time.Now()
	s.mu.Lock()
	lasted := b.well(now)
	if r.State == tickets.Sent {
		b.success = now
	} else {
		b.last, b.lastAt = r.Error, now
	}
	s.mu.Unlock()
	if lasted > 0 {
		s.opt.Log.Info("mailbox sends again", "mailbox", b.name, "after", lasted)
		s.wake() // more connections may work now
	}
	s.report(r, answer, now.Sub(begin))
	s.settler.add(r)
}

// connect makes a new connection, unless Run is told to stop meanwhile.
func (s *Sender) connect(life context.Context, b *box) (*session, *trouble) {
	opening, cancel := context.WithCancel(life)
	defer cancel()
	go func() {
		select {
		case <-s.stopping:
			cancel()
		case <-opening.Done():
		}
	}()
	return b.connect(opening, life)
}

// postpone puts a letter back, because its mailbox cannot send now. It is charged no attempt.
func (s *Sender) postpone(b *box, l leased, t *trouble) {
	now := time.Now()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stopped {
		s.settler.add(untried(l.Letter, now))
		return
	}
	b.queue = append([]leased{l}, b.queue...)
	if b.rest(t, now, s.opt.Random()) {
		s.opt.Log.Warn("mailbox cannot send", "mailbox", b.name, "error", b.last, "next", b.rests)
	}
	s.wake()
}

// report logs a letter: where it went and what was said, never what is in it.
func (s *Sender) report(r Result, answer string, took time.Duration) {
	level, message := slog.LevelInfo, "letter sent"
	switch r.State {
	case tickets.Failed:
		level, message = slog.LevelWarn, "letter failed"
	case tickets.Queued:
		level, message = slog.LevelWarn, "letter put off"
	}
	if !s.opt.Log.Enabled(context.Background(), level) {
		return
	}
	l := r.Letter
	attrs := []slog.Attr{
		slog.Uint64("ticket", uint64(l.Ticket)), slog.Uint64("letter", l.Seq), slog.String("template", string(l.Notice)),
		slog.String("mailbox", l.Mailbox), slog.String("to", l.To), slog.String("message_id", l.MessageID),
		slog.Int("attempt", l.Attempts+1), slog.Duration("took", took),
	}
	if r.State == tickets.Sent {
		attrs = append(attrs, slog.String("answer", oneLine(answer)))
	} else {
		attrs = append(attrs, slog.String("status", r.Status), slog.String("error", r.Error), slog.Time("next", r.Next))
	}
	s.opt.Log.LogAttrs(context.Background(), level, message, attrs...)
}
