package tickets

import (
	"maps"
	"slices"
	"time"
)

// Window is when letters were made, in Unix seconds, oldest first.
type Window []int64

// Count is how many of them are younger than a span that ends at a moment.
func (w Window) Count(at time.Time, within time.Duration) int { return len(w.younger(at, within)) }

func (w Window) younger(at time.Time, than time.Duration) Window {
	i, _ := slices.BinarySearch(w, at.Add(-than).Unix()+1)
	return w[i:]
}

// with adds one in place and lets go of what is older than the horizon. When the clock was set back, what lies in the
// future counts as of now: else it would count for too long.
func (w Window) with(at time.Time, horizon time.Duration) Window {
	now := at.Unix()
	for i := len(w) - 1; i >= 0 && w[i] > now; i-- {
		w[i] = now
	}
	return append(w.younger(at, horizon), now)
}

// Ledger is what the desk wrote by itself lately, to whom, which budgets held letters, and to whom it does not write: the
// fact that Rules.Overrun judges by. A ledger is laid over another: it sees what is below, and changes only itself, until
// Merge. A nil ledger knows of nothing. It is in memory only, and made of what tickets, letters and marks say.
type Ledger struct {
	below      *Ledger
	sent       map[account]Window
	breakers   map[account]time.Time   // when each held a letter last
	suppressed map[string]*Suppression // by Address.Key; nil for one that was lifted
	sweepAt    int
}

// account is what letters are counted on.
type account struct {
	kind  BudgetKind
	whose string
}

// Over is a new ledger over this one.
func (l *Ledger) Over() *Ledger {
	return &Ledger{below: l}
}

// Clone is a copy of what was noted over the same ledger.
func (l *Ledger) Clone() *Ledger {
	c := &Ledger{below: l.below, sent: maps.Clone(l.sent), breakers: maps.Clone(l.breakers), suppressed: maps.Clone(l.suppressed)}
	for key, w := range c.sent {
		c.sent[key] = slices.Clone(w)
	}
	return c
}

// question is one budget, whose it is, and the letters that count when that is not for the ledger to know.
type question struct {
	kind   BudgetKind
	budget Budget
	whose  string
	window Window
}

// judge finds the first budget that one more letter would exceed.
func (l *Ledger) judge(at time.Time, questions ...question) *Overrun {
	for _, q := range questions {
		key := account{q.kind, q.whose}
		if len(q.window)+l.known(key) < q.budget.least() {
			continue // the usual case: so few that no span need be looked at
		}
		limit, over := q.budget.exceeded(func(within time.Duration) int { return q.window.Count(at, within) + l.count(key, at, within) })
		if over {
			return &Overrun{Budget: q.kind, Whose: q.whose, Limit: limit, Opens: l.opens(key, at)}
		}
	}
	return nil
}

// known is how many letters of an account the ledger knows, in whatever span.
func (l *Ledger) known(key account) (n int) {
	for ; l != nil; l = l.below {
		n += len(l.sent[key])
	}
	return n
}

func (l *Ledger) count(key account, at time.Time, within time.Duration) (n int) {
	for ; l != nil; l = l.below {
		n += l.sent[key].Count(at, within)
	}
	return n
}

// rest is how long a breaker must have held nothing before it opens anew, and the managers are told again. A flood goes
// through in gushes, as the windows pass; it is one trouble.
const rest = 12 * time.Hour

// opens reports whether a letter that is held now is the first one of its breaker in a while.
func (l *Ledger) opens(key account, at time.Time) bool {
	for ; l != nil; l = l.below {
		if last, ok := l.breakers[key]; ok {
			return at.Sub(last) >= rest
		}
	}
	return true
}

// Wrote takes note of a letter that the desk wrote by itself, or held.
func (l *Ledger) Wrote(d *Draft, r *Rules) {
	switch {
	case d.Auto == ByPerson:
	case d.Held != nil:
		l.held(*d.Held, d.At)
	default:
		for _, a := range r.charged(d.Recipient) {
			l.add(a, d.At, r.Horizon())
		}
	}
}

// add counts one letter. Maps are made when they are needed: most decisions write to few.
func (l *Ledger) add(a account, at time.Time, horizon time.Duration) {
	if l.sent == nil {
		l.sent = map[account]Window{}
	}
	l.sent[a] = l.sent[a].with(at, horizon)
}

func (l *Ledger) held(o Overrun, at time.Time) {
	key := account{o.Budget, o.Whose}
	if l.breakers == nil {
		l.breakers = map[account]time.Time{}
	}
	if at.After(l.breakers[key]) {
		l.breakers[key] = at
	}
}

// Recall takes note of what happened before the ledger was there: the letters that a ticket remembers, and those that
// are held. The caller ends with Sort.
func (l *Ledger) Recall(sent map[string]Window, held []HeldLetter, r *Rules) {
	for key, w := range sent {
		for _, a := range r.charged(Address{Address: key}) {
			if l.sent == nil {
				l.sent = map[account]Window{}
			}
			l.sent[a] = append(l.sent[a], w...)
		}
	}
	for _, h := range held {
		l.held(h.Overrun, h.At)
	}
}

// Sort puts in order what was recalled.
func (l *Ledger) Sort() {
	for _, w := range l.sent {
		slices.Sort(w)
	}
}

// Merge adds what was noted to the ledger below.
func (l *Ledger) Merge(at time.Time, horizon time.Duration) {
	b := l.below
	for key, w := range l.sent {
		for _, second := range w {
			b.add(key, time.Unix(second, 0), horizon)
		}
	}
	for key, last := range l.breakers {
		b.held(Overrun{Budget: key.kind, Whose: key.whose}, last)
	}
	for key, s := range l.suppressed {
		b.know(key, s)
	}
	b.sweep(at, horizon)
}

// sweep forgets what is too old to count, whenever there is twice as much as after the last time.
func (l *Ledger) sweep(at time.Time, horizon time.Duration) {
	if len(l.sent)+len(l.breakers) < l.sweepAt {
		return
	}
	for key, w := range l.sent {
		if w.Count(at, horizon) == 0 {
			delete(l.sent, key)
		}
	}
	for key, last := range l.breakers {
		if at.Sub(last) >= rest {
			delete(l.breakers, key)
		}
	}
	l.sweepAt = 2*(len(l.sent)+len(l.breakers)) + 1000
}
