package tickets

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
)

// Query selects tickets. Zero fields do not restrict. It is what people write behind /list, and behind tierdesk tickets
// list: ParseQuery is the only reader of that language.
type Query struct {
	Statuses   []Status
	Tiers      []Tier
	Priorities []Priority
	Types      []Type
	Queue      string
	Assignee   string // a person's id
	Unassigned bool
	Requester  string // an address, or a part of it; in lower case
	Tag        string
	Vendor     string // the id of one that was asked
	Overdue    bool   // the clock ran out
	All        bool   // of every status, and somebody said so
}

// Living are the statuses of tickets that are neither solved nor closed.
func Living() []Status { return []Status{New, Open, Pending, Hold} }

// Statuses lists all of them, in the order of a ticket's life.
func Statuses() []Status { return append(Living(), Solved, Closed) }

// QueryHelp shows the language in one line.
const QueryHelp = "mine, open, unassigned, overdue, all, a status, tier (L2), priority or type, assignee:WHO, queue:Q, requester:ADDRESS, tag:T, vendor:NAME"

// ParseQuery reads a query such as “mine overdue”, “L2 unassigned”, or “status:open,hold queue:"key accounts"”. by is who
// asks, "" for nobody of the desk. What restricts one thing twice allows either: “urgent high”.
func (r *Rules) ParseQuery(text, by string) (Query, error) {
	var q Query
	for _, word := range queryWords(text) {
		if err := q.read(r, by, word); err != nil {
			return Query{}, err
		}
	}
	return q, nil
}

func (q *Query) read(r *Rules, by, word string) error {
	if at := strings.IndexAny(word, ":="); at >= 0 {
		return q.restrict(r, by, strings.ToLower(word[:at]), word[at+1:])
	}
	for one := range strings.SplitSeq(strings.ToLower(word), ",") {
		if err := q.word(by, one); err != nil {
			return err
		}
	}
	return nil
}

// queryWords splits at blanks, but not within quotation marks, which are dropped.
func queryWords(text string) []string {
	quoted := false
	split := strings.FieldsFunc(text, func(c rune) bool {
		if isQuote(c) {
			quoted = !quoted
		}
		return unicode.IsSpace(c) && !quoted
	})
	var words []string
	for _, w := range split {
		if w = strings.Map(func(c rune) rune {
			if isQuote(c) {
				return -1
			}
			return c
		}, w); w != "" {
			words = append(words, w)
		}
	}
	return words
}

func isQuote(c rune) bool { return strings.ContainsRune("\"“”„«»", c) }

// word takes what needs no key.
func (q *Query) word(by, word string) error {
	switch word {
	case "mine", "my", "me":
		if by == "" {
			return errors.New("“mine” is nobody's here: say assignee:WHO")
		}
		q.Assignee = by
		return nil
	case "open":
		q.Statuses = append(q.Statuses, Living()...)
		return nil
	case "unassigned":
		q.Unassigned = true
		return nil
	case "overdue", "late":
		q.Overdue = true
		return nil
	case "all", "any":
		q.All = true
		return nil
	}
	if len(word) > 1 && (take(word, Statuses(), &q.Statuses) || take(word, Priorities(), &q.Priorities) || take(word, Types(), &q.Types) || q.tier(word)) {
		return nil
	}
	return fmt.Errorf("“%s” is no word of a query; there are: %s; /find looks for words in tickets", firstRunes(word, 60), QueryHelp)
}

// take adds the word of a list that begins so.
func take[T ~string](word string, all []T, to *[]T) bool {
	found, ok := oneOf(word, all)
	if ok {
		*to = append(*to, found)
	}
	return ok
}

func (q *Query) tier(word string) bool {
	digit := strings.TrimPrefix(word, "l")
	if len(digit) != 1 || digit[0] < '0' || Tier(digit[0]-'0') > TopTier {
		return false
	}
	q.Tiers = append(q.Tiers, Tier(digit[0]-'0'))
	return true
}

// restrict takes key:value; a value may be several, between commas.
func (q *Query) restrict(r *Rules, by, key, value string) error {
	if value = strings.TrimSpace(value); value == "" {
		return fmt.Errorf("%s: of what?", firstRunes(key, 60))
	}
	switch key {
	case "assignee", "owner", "of":
		return q.ownedBy(r, by, value)
	case "queue":
		q.Queue = value
		return nil
	case "requester", "from", "customer":
		q.Requester = Address{Address: value}.Key()
		return nil
	case "tag":
		q.Tag = strings.ToLower(value)
		return nil
	case "vendor":
		v, err := r.findVendor(value)
		q.Vendor = v.ID
		return err
	}
	for one := range strings.SplitSeq(strings.ToLower(value), ",") {
		ok, known := q.oneOf(key, one)
		switch {
		case known == "":
			return fmt.Errorf("“%s” cannot be asked for; there are status, tier, priority, type, queue, assignee, requester, tag and vendor", firstRunes(key, 60))
		case !ok:
			return fmt.Errorf("“%s” is no %s; there are %s", firstRunes(one, 60), key, known)
		}
	}
	return nil
}

// oneOf takes one word of a list that key names, and tells the list; "" when there is none of that name.
func (q *Query) oneOf(key, word string) (ok bool, known string) {
	switch key {
	case "status":
		return take(word, Statuses(), &q.Statuses), listed(Statuses())
	case "tier":
		return q.tier(word), "L0 to L4"
	case "priority", "prio":
		return take(word, Priorities(), &q.Priorities), listed(Priorities())
	case "type":
		return take(word, Types(), &q.Types), listed(Types())
	}
	return false, ""
}

func listed[T ~string](words []T) string {
	var all []string
	for _, w := range words {
		all = append(all, string(w))
	}
	return strings.Join(all, ", ")
}

func (q *Query) ownedBy(r *Rules, by, who string) error {
	switch strings.ToLower(who) {
	case "none", "nobody":
		q.Unassigned = true
		return nil
	case "me", "mine":
		return q.word(by, "mine")
	}
	p, err := r.findPerson(who)
	q.Assignee = p.ID
	return err
}

// Matches reports whether a ticket is one that the query asks for, at a moment.
func (q *Query) Matches(t *Ticket, at time.Time) bool {
	return oneOfThese(q.Statuses, t.Status) && oneOfThese(q.Tiers, t.Tier) && oneOfThese(q.Priorities, t.Priority) && oneOfThese(q.Types, t.Type) &&
		(q.Queue == "" || strings.EqualFold(q.Queue, t.Queue)) &&
		(q.Assignee == "" || q.Assignee == t.Assignee) && (!q.Unassigned || t.Assignee == "") &&
		(q.Requester == "" || strings.Contains(t.Requester.Key(), q.Requester)) &&
		(q.Vendor == "" || t.Case(q.Vendor) != nil) &&
		(q.Tag == "" || slices.Contains(t.Tags, q.Tag)) &&
		(!q.Overdue || t.Topped || late(t.Deadline(), at))
}

func late(due, at time.Time) bool { return !due.IsZero() && due.Before(at) }

func oneOfThese[T comparable](all []T, one T) bool { return len(all) == 0 || slices.Contains(all, one) }
