package tickets

import "time"

// Suppression is an address that does not exist, as mail to it came back for good. To one outside the desk writes nothing
// by itself for a time; to one of the desk's people it gives no new ticket. What a person writes goes out all the same. A
// mail from the address ends it.
type Suppression struct {
	Address    string    `json:"address"`
	Since      time.Time `json:"since"`
	Until      time.Time `json:"until"`
	Ticket     ID        `json:"ticket,omitempty"`
	Status     string    `json:"status"`
	Diagnostic string    `json:"diagnostic"`
	// Mark is what is stored of it, for who changes that.
	Mark []byte `json:"-"`
}

// Suppressed finds whether, and until when, an address is suppressed.
func (l *Ledger) Suppressed(a Address, at time.Time) (Suppression, bool) {
	s := l.Suppression(a)
	if s == nil || !at.Before(s.Until) {
		return Suppression{}, false
	}
	return *s, true
}

// Suppression is what is known of an address, also when its time is over; nil when nothing is.
func (l *Ledger) Suppression(a Address) *Suppression {
	for ; l != nil; l = l.below {
		if s, known := l.suppressed[a.Key()]; known {
			return s
		}
	}
	return nil
}

// Suppress notes that an address is suppressed from now on.
func (l *Ledger) Suppress(s Suppression) { l.know(Address{Address: s.Address}.Key(), &s) }

// Lift notes that an address is not suppressed any more.
func (l *Ledger) Lift(a Address) { l.know(a.Key(), nil) }

func (l *Ledger) know(key string, s *Suppression) {
	if l.suppressed == nil {
		l.suppressed = map[string]*Suppression{}
	}
	l.suppressed[key] = s
}

// suppressAddress remembers an address that does not exist.
func (s *step) suppressAddress(ev Undelivered) {
	if !ev.Hard || s.r.Budgets.Suppress <= 0 {
		return
	}
	kept := Suppression{Address: ev.To.Address, Since: s.now.At.UTC(), Until: s.now.At.Add(s.r.Budgets.Suppress).UTC(), Ticket: s.t.ID,
		Status: ev.Status, Diagnostic: firstRunes(ev.Diagnostic, 300)}
	s.lately().Suppress(kept)
	s.d.Suppress = append(s.d.Suppress, kept)
	what := "nothing is written by itself to " + ev.To.Address
	if p, staff := s.r.PersonByAddress(ev.To); staff {
		what = "no new ticket goes to " + p.Name
	}
	s.journal(AddressSuppressed, "desk", "%s until %s, or until mail comes from there", what, kept.Until.In(s.r.ZoneOf(Address{})).Format("2 Jan 2006"))
}

// heard ends the suppression of an address that a person wrote from.
func (s *step) heard(from Address) {
	if _, suppressed := s.lately().Suppressed(from, s.now.At); !suppressed {
		return
	}
	s.lately().Lift(from)
	s.d.Lift = append(s.d.Lift, from)
	s.journal(SuppressionOver, from.Address, "mail came from %s: the address exists", from.Address)
}

// getsMail reports whether our mail reaches one of the desk's people, as far as is known.
func (s *step) getsMail(person string) bool {
	p, _ := s.r.PersonByID(person)
	_, suppressed := s.lately().Suppressed(p.Address(), s.now.At)
	return !suppressed
}
