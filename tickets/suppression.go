package tickets

import "time"

// Suppression is an outside address to which the desk writes nothing by itself for a time, because mail to it came back
// for good, or a person of the desk whose address that is: then no new ticket goes there. What a person writes still goes
// out. A mail from the address ends it.
type Suppression struct {
	Address    string    `json:"address"`
	Since      time.Time `json:"since"`
	Until      time.Time `json:"until"`
	Ticket     ID        `json:"ticket"`
	Status     string    `json:"status"`
	Diagnostic string    `json:"diagnostic"`
}

// Suppressed finds whether, and until when, the desk writes nothing by itself to an address.
func (l *Ledger) Suppressed(a Address, at time.Time) (Suppression, bool) {
	for ; l != nil; l = l.below {
		if s, known := l.suppressed[a.Key()]; known {
			if s == nil || !at.Before(s.Until) {
				return Suppression{}, false
			}
			return *s, true
		}
	}
	return Suppression{}, false
}

// Suppress notes that the desk does not write by itself to an address from now on.
func (l *Ledger) Suppress(s Suppression) { l.suppressed[Address{Address: s.Address}.Key()] = &s }

// Lift notes that it does again.
func (l *Ledger) Lift(a Address) { l.suppressed[a.Key()] = nil }
