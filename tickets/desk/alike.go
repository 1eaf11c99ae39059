package desk

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"tierdesk/tickets"
	"tierdesk/tickets/store"
)

// shelf is the words of the newest solved tickets, so that those which are like another one are found without reading them
// all. It is a derived thing: filled from the store off the way of the mails, dropped at the end, never the only place where
// anything is known. A packet that is made before it is filled names none.
type shelf struct {
	filled  time.Time
	words   map[string]uint32 // numbers of words
	on      [][]uint32        // by the number of a word: places of the books in which it stands
	books   []book
	shelved map[tickets.ID]bool
}

// book is a solved ticket on the shelf.
type book struct {
	id    tickets.ID
	words []uint32
}

const (
	// shelfSize is how many of the newest ticket numbers are looked at: of a desk with a hundred mails a day those of 50 days.
	shelfSize = 5000
	// shelfPage is how many tickets are read at once.
	shelfPage = 250
	// refill is how long what another node on the same store solved may be missing.
	refill = 6 * time.Hour
	// maxWords is how many different words of a ticket count: its subject and the first words of its mail.
	maxWords = 60
	// maxAlike is how many tickets a packet names; likeEnough is the least likeness, of 1 for the same words.
	maxAlike   = 3
	likeEnough = 0.2
)

// shelve fills the shelf from the store, without holding up decisions. What this desk solves comes to it with the commit.
func (d *Desk) shelve(ctx context.Context) error {
	d.mu.Lock()
	at, over := now(), len(d.solved.books) > 2*shelfSize || now().Sub(d.solved.filled) >= refill
	d.mu.Unlock()
	if !over {
		return nil
	}
	high, err := d.newest(ctx)
	if err != nil {
		return fmt.Errorf("look for the newest ticket: %w", err)
	}
	s := shelf{filled: at}
	q := store.Query{Statuses: []tickets.Status{tickets.Solved, tickets.Closed}, After: high - min(high, shelfSize), Limit: shelfPage}
	for {
		some, err := d.store.Select(ctx, q)
		if err != nil {
			return fmt.Errorf("look for solved tickets: %w", err)
		}
		for _, t := range some {
			s.put(&t)
		}
		if len(some) < shelfPage {
			break
		}
		q.After = some[len(some)-1].ID
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.solved = s
	return nil
}

// put takes a solved ticket in.
func (s *shelf) put(t *tickets.Ticket) {
	if s.words == nil {
		s.words, s.shelved = map[string]uint32{}, map[tickets.ID]bool{}
	}
	if s.shelved[t.ID] || t.MergedInto != 0 {
		return
	}
	b := book{id: t.ID}
	for _, w := range wordsOf(t) {
		n, known := s.words[w]
		if !known {
			n = uint32(len(s.on))
			s.words[strings.Clone(w)], s.on = n, append(s.on, nil)
		}
		s.on[n] = append(s.on[n], uint32(len(s.books)))
		b.words = append(b.words, n)
	}
	s.books, s.shelved[t.ID] = append(s.books, b), true
}

// find are the tickets most like one, by the angle between their words, rare words counting more (tf–idf without tf: a mail
// that says printer ten times is no more about printers). One word in common is no likeness.
func (s *shelf) find(t *tickets.Ticket, most int) []tickets.ID {
	like, common, length := make([]float64, len(s.books)), make([]int, len(s.books)), 0.0
	for _, w := range wordsOf(t) {
		n, known := s.words[w]
		if !known {
			length += s.weight(0)
			continue
		}
		weight := s.weight(len(s.on[n]))
		length += weight
		if s.tooCommon(n) {
			continue
		}
		for _, at := range s.on[n] {
			like[at] += weight
			common[at]++
		}
	}
	var best []int
	for at, n := range common {
		if n < 2 || s.books[at].id == t.ID {
			continue
		}
		if like[at] /= math.Sqrt(length * s.length(s.books[at])); like[at] >= likeEnough {
			best = append(best, at)
		}
	}
	slices.SortFunc(best, func(a, b int) int {
		return cmp.Or(cmp.Compare(like[b], like[a]), cmp.Compare(s.books[b].id, s.books[a].id))
	})
	var ids []tickets.ID
	for _, at := range best[:min(most, len(best))] {
		ids = append(ids, s.books[at].id)
	}
	return ids
}

// weight is how much a word counts that stands in so many books: the square of its rarity.
func (s *shelf) weight(books int) float64 {
	rarity := math.Log(1 + (float64(len(s.books)-books)+0.5)/(float64(books)+0.5))
	return rarity * rarity
}

// tooCommon reports whether a word stands in so many books that it tells none from another.
func (s *shelf) tooCommon(word uint32) bool {
	return len(s.books) > 100 && len(s.on[word]) > len(s.books)/10
}

func (s *shelf) length(b book) (sum float64) {
	for _, n := range b.words {
		sum += s.weight(len(s.on[n]))
	}
	return sum
}

// wordsOf are the different words of a ticket's subject, tags and question, in lower case; short ones say nothing.
func wordsOf(t *tickets.Ticket) (words []string) {
	text := strings.ToLower(t.Subject + "\n" + strings.Join(t.Tags, " ") + "\n" + t.Question)
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if utf8.RuneCountInString(w) >= 3 && len(w) <= 60 && !slices.Contains(words, w) {
			words = append(words, w)
		}
		if len(words) == maxWords {
			break
		}
	}
	return words
}

// alike are solved tickets that are like one. Each is read again: what was reopened or merged since is none.
func (w *work) alike(ctx context.Context, t *tickets.Ticket) (all []tickets.Precedent, err error) {
	for _, id := range w.d.solved.find(t, 2*maxAlike) {
		old, ok, err := w.ticket(ctx, id)
		switch {
		case err != nil:
			return nil, err
		case len(all) == maxAlike:
			return all, nil
		case !ok || old.Status != tickets.Solved && old.Status != tickets.Closed || old.MergedInto != 0 || slices.Contains(t.Merged, id):
			continue
		}
		h, err := w.d.store.History(ctx, id)
		if err != nil {
			return nil, fmt.Errorf("read the answer on %s: %w", id, err)
		}
		all = append(all, w.setup.Rules.PrecedentOf(&old, &h))
	}
	return all, nil
}
