package thread

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tierdesk/tickets"
)

var (
	mia     = tickets.Address{Name: "Mia", Address: "mia@customer.example"}
	tom     = tickets.Address{Name: "Tom", Address: "tom@customer.example"}
	evil    = tickets.Address{Address: "eve@evil.example"}
	ann     = tickets.Address{Address: "ann@acme.example"}
	support = tickets.Address{Address: "support@acme.example"}
)

func testRules() *tickets.Rules {
	return &tickets.Rules{
		Tag: "ACME",
		Mailboxes: []tickets.Mailbox{{Address: "billing@acme.example"},
			{Address: "support@acme.example", Sub: "+"}},
		People: []tickets.Person{{ID: "ann", Name: "Ann Lee", Emails: []string{"ann@acme.example", "Ann.Lee@home.example"}, Role: tickets.Agent},
			{ID: "bob", Name: "Bob", Emails: []string{"bob@acme.example"}, Role: tickets.Agent}},
	}
}

// world is a desk with tickets 1 to 9 of Mia; 5 and 6 were merged into 7; 8 and 9 were merged into each other.
type world struct {
	keys     *Keys
	rules    *tickets.Rules
	tickets  map[tickets.ID]tickets.Ticket
	resolved map[string]tickets.Ref
}

func newWorld(t testing.TB) *world {
	w := &world{keys: testKeys(t), rules: testRules(), tickets: map[tickets.ID]tickets.Ticket{}, resolved: map[string]tickets.Ref{}}
	for id := tickets.ID(1); id <= 9; id++ {
		w.tickets[id] = tickets.Ticket{ID: id, Requester: mia}
	}
	for from, to := range map[tickets.ID]tickets.ID{5: 6, 6: 7, 8: 9, 9: 8} {
		t := w.tickets[from]
		t.MergedInto = to
		w.tickets[from] = t
	}
	return w
}

func (w *world) find(m *tickets.Mail) Finding {
	c := CluesOf(m, w.keys, w.rules)
	resolved := map[string]tickets.Ref{}
	for _, key := range c.Keys() {
		if ref, ok := w.resolved[key]; ok {
			resolved[key] = ref
		}
	}
	return c.Find(in(resolved), func(id tickets.ID) (tickets.Ticket, bool) { t, ok := w.tickets[id]; return t, ok })
}

func in(all map[string]tickets.Ref) Known {
	return func(key string) (tickets.Ref, bool) { ref, ok := all[key]; return ref, ok }
}

func (w *world) door(id tickets.ID, to tickets.Address) tickets.Door {
	return tickets.Door{Ticket: id, Leg: tickets.CustomerLeg, Recipient: to.Key()}
}

func (w *world) replyAddress(id tickets.ID, to tickets.Address) tickets.Address {
	return tickets.Address{Address: w.keys.ReplyAddress("support@acme.example", "+", w.door(id, to))}
}

func (w *world) letter(id tickets.ID, to tickets.Address) string {
	return w.keys.MessageID("support@acme.example", w.door(id, to), 3)
}

func customerRef(id tickets.ID) tickets.Ref {
	return tickets.Ref{Ticket: id, Leg: tickets.CustomerLeg}
}

func TestEachClueLeadsToItsTicket(t *testing.T) {
	w := newWorld(t)
	w.resolved[IDKey("known@customer.example")] = customerRef(2)
	w.resolved[UnknownKey("unseen@elsewhere.example")] = customerRef(3)
	w.resolved[UnknownKey("inner-unseen@elsewhere.example")] = tickets.Ref{Ticket: 3, Leg: tickets.InternalLeg}
	w.resolved[IDKey("gone@customer.example")] = customerRef(99)
	forged := flip(w.letter(1, mia))
	for _, c := range []struct {
		name   string
		mail   tickets.Mail
		ticket tickets.ID
		leg    tickets.Leg
		reason tickets.Reason
		token  tickets.TokenState
	}{
		{"reply address", tickets.Mail{To: []tickets.Address{w.replyAddress(1, mia)}}, 1, "customer", tickets.ByAddressToken, tickets.GoodToken},
		{"reply address of a blind copy", tickets.Mail{Header: []tickets.Field{{Name: "delivered-to", Value: " <" + w.replyAddress(1, mia).Address + ">"}}},
			1, "customer", tickets.ByAddressToken, tickets.GoodToken},
		{"reply address in capitals", tickets.Mail{Cc: []tickets.Address{{Address: strings.ToUpper(w.replyAddress(1, mia).Address)}}},
			1, "customer", tickets.ByAddressToken, tickets.GoodToken},
		{"somebody else's reply address", tickets.Mail{To: []tickets.Address{w.replyAddress(1, ann)}}, 1, "customer", tickets.ByAddressToken, tickets.ForeignToken},
		{"one's own before somebody else's", tickets.Mail{To: []tickets.Address{w.replyAddress(1, ann), w.replyAddress(1, mia)}},
			1, "customer", tickets.ByAddressToken, tickets.GoodToken},
		{"somebody else's address, one's own letter", tickets.Mail{To: []tickets.Address{w.replyAddress(1, ann)}, InReplyTo: []string{w.letter(1, mia)}},
			1, "customer", tickets.ByAddressToken, tickets.GoodToken},
		{"the token at another domain", tickets.Mail{To: []tickets.Address{{Address: strings.Replace(w.replyAddress(1, mia).Address, "acme.example", "evil.example", 1)}}},
			0, "", tickets.ByNothing, tickets.NoToken},
		{"In-Reply-To of a letter", tickets.Mail{InReplyTo: []string{w.letter(1, mia)}}, 1, "customer", tickets.ByMessageToken, tickets.GoodToken},
		{"the last of References first", tickets.Mail{References: []string{w.letter(1, mia), w.letter(2, mia)}}, 2, "customer", tickets.ByMessageToken, tickets.GoodToken},
		{"a forged token, then a known mail", tickets.Mail{InReplyTo: []string{forged}, References: []string{"known@customer.example"}},
			2, "customer", tickets.ByMessageID, tickets.WrongToken},
		{"a forged token alone", tickets.Mail{InReplyTo: []string{forged}}, 0, "", tickets.ByNothing, tickets.WrongToken},
		{"a known mail", tickets.Mail{References: []string{"x@y", "known@customer.example", "z@y"}}, 2, "customer", tickets.ByMessageID, tickets.NoToken},
		{"a mail of a ticket that is gone", tickets.Mail{References: []string{"gone@customer.example"}}, 0, "", tickets.ByNothing, tickets.NoToken},
		{"the tag", tickets.Mail{Subject: "Re: AW: [acme#4] printer"}, 4, "customer", tickets.BySubjectTag, tickets.NoToken},
		{"a shared unknown mail", tickets.Mail{References: []string{"unseen@elsewhere.example"}}, 3, "customer", tickets.BySharedUnknown, tickets.NoToken},
		{"the unknown mail itself, later", tickets.Mail{MessageID: "unseen@elsewhere.example"}, 3, "customer", tickets.BySharedUnknown, tickets.NoToken},
		{"a shared unknown mail of the inner leg", tickets.Mail{References: []string{"inner-unseen@elsewhere.example"}}, 0, "", tickets.ByNothing, tickets.NoToken},
		{"a report on a letter", tickets.Mail{Bounces: []tickets.Bounce{{Recipient: "tom@customer.example", OriginalMessageID: w.letter(1, mia)}}},
			1, "customer", tickets.ByReport, tickets.NoToken},
		{"a report on a known mail", tickets.Mail{Bounces: []tickets.Bounce{{OriginalMessageID: "known@customer.example"}}},
			2, "customer", tickets.ByReport, tickets.NoToken},
		{"a ticket merged twice", tickets.Mail{InReplyTo: []string{w.letter(5, mia)}}, 7, "customer", tickets.ByMessageToken, tickets.GoodToken},
		{"tickets merged in a circle", tickets.Mail{InReplyTo: []string{w.letter(9, mia)}}, 8, "customer", tickets.ByMessageToken, tickets.GoodToken},
		{"a letter of no ticket", tickets.Mail{InReplyTo: []string{w.letter(0, mia)}}, 0, "customer", tickets.ByNothing, tickets.GoodToken},
		{"a letter of no ticket and a tag", tickets.Mail{InReplyTo: []string{w.letter(0, mia)}, Subject: "[ACME #4]"},
			4, "customer", tickets.BySubjectTag, tickets.NoToken},
		{"nothing", tickets.Mail{Subject: "hello"}, 0, "", tickets.ByNothing, tickets.NoToken},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.mail.From = []tickets.Address{mia}
			got := w.find(&c.mail)
			if got.Link.Ticket != c.ticket || got.Link.Leg != c.leg || got.Link.Reason != c.reason || got.Token != c.token {
				t.Errorf("got %v %v %s, token %q: %s %q", got.Link.Ticket, got.Link.Leg, got.Link.Reason, got.Token, got.Link.Why, got.Passed)
			}
			if got.Link.Why == "" || strings.Contains(got.Link.Why, w.letter(1, mia)) {
				t.Errorf("why: %q", got.Link.Why)
			}
		})
	}
}

// flip changes one character of the signature.
func flip(id string) string {
	b := []byte(id)
	i := strings.IndexByte(id, '.') - 4
	if b[i] == 'a' {
		b[i] = 'b'
	} else {
		b[i] = 'a'
	}
	return string(b)
}

func TestTheTagOfAStrangerIsPassedOver(t *testing.T) {
	w := newWorld(t)
	got := w.find(&tickets.Mail{From: []tickets.Address{evil}, Subject: "[ACME #4]"})
	if got.Link.Reason != tickets.ByNothing || len(got.Passed) != 1 {
		t.Errorf("got %+v", got)
	}
}

func TestTheTagOfAnAgentLeadsToTheInternalLeg(t *testing.T) {
	w := newWorld(t)
	got := w.find(&tickets.Mail{From: []tickets.Address{ann}, Subject: "[ACME #4]"})
	if got.Link.Ref != (tickets.Ref{Ticket: 4, Leg: tickets.InternalLeg}) || got.Link.Reason != tickets.BySubjectTag {
		t.Errorf("got %+v", got.Link)
	}
}

func TestAnAgentMayAnswerFromAnyOwnAddress(t *testing.T) {
	w := newWorld(t)
	got := w.find(&tickets.Mail{From: []tickets.Address{{Address: "ann.lee@home.example"}}, InReplyTo: []string{w.letter(1, ann)}})
	if got.Token != tickets.GoodToken || got.For != "ann@acme.example" {
		t.Errorf("got %+v", got)
	}
}

func TestAFormerRecipientsTokenIsForeign(t *testing.T) {
	w := newWorld(t)
	ticket := w.tickets[1]
	ticket.Chains = map[string][]string{"tom@customer.example": {"x@y"}}
	w.tickets[1] = ticket
	got := w.find(&tickets.Mail{From: []tickets.Address{evil}, InReplyTo: []string{w.letter(1, tom)}})
	if got.Token != tickets.ForeignToken || got.For != tom.Address || got.Link.Ticket != 1 {
		t.Errorf("got %+v", got)
	}
}

func TestTwoPeopleWhoAnswerOneAnnouncementAreNotJoined(t *testing.T) {
	w := newWorld(t)
	w.resolved[UnknownKey("announcement@boss.example")] = customerRef(3)
	m := tickets.Mail{From: []tickets.Address{tom}, To: []tickets.Address{{Address: "boss@boss.example"}, support},
		InReplyTo: []string{"announcement@boss.example"}}
	if got := w.find(&m); got.Link.Reason != tickets.ByNothing {
		t.Errorf("joined: %+v", got.Link)
	}
	m.Cc = []tickets.Address{mia}
	if got := w.find(&m); got.Link.Ticket != 3 {
		t.Errorf("with the requester in Cc: %+v", got.Link)
	}
}

func TestUnknownKeysAreReferencesNobodyHasSeen(t *testing.T) {
	w := newWorld(t)
	c := CluesOf(&tickets.Mail{MessageID: "own-identifier@x.example", InReplyTo: []string{w.letter(1, mia)},
		References: []string{"first-mail@x.example", "known-mail@x.example", "noted-mail@x.example", "broken", "1@x"}}, w.keys, w.rules)
	got := c.UnknownKeys(in(map[string]tickets.Ref{IDKey("known-mail@x.example"): customerRef(1), UnknownKey("noted-mail@x.example"): customerRef(2)}))
	if want := []string{"unknown:first-mail@x.example"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLongIdentifiersMakeShortKeys(t *testing.T) {
	long := strings.Repeat("x", 5000)
	if a, b := IDKey(long+"1"), IDKey(long+"2"); len(a) > 300 || a == b {
		t.Errorf("keys %s and %s", a, b)
	}
}

// TestTheStrongestClueWins puts any set of clues, each leading to a ticket of its own, into a mail.
func TestTheStrongestClueWins(t *testing.T) {
	w := newWorld(t)
	w.resolved[IDKey("known@customer.example")] = customerRef(3)
	w.resolved[UnknownKey("unseen@elsewhere.example")] = customerRef(5)
	order := []tickets.Reason{tickets.ByAddressToken, tickets.ByMessageToken, tickets.ByMessageID, tickets.BySubjectTag, tickets.BySharedUnknown}
	put := map[tickets.Reason]func(m *tickets.Mail, refs *[]string){
		tickets.ByAddressToken:  func(m *tickets.Mail, _ *[]string) { m.Cc = append(m.Cc, w.replyAddress(1, mia)) },
		tickets.ByMessageToken:  func(_ *tickets.Mail, refs *[]string) { *refs = append(*refs, w.letter(2, mia)) },
		tickets.ByMessageID:     func(_ *tickets.Mail, refs *[]string) { *refs = append(*refs, "known@customer.example") },
		tickets.BySubjectTag:    func(m *tickets.Mail, _ *[]string) { m.Subject = "Re: [ACME #4] x" },
		tickets.BySharedUnknown: func(_ *tickets.Mail, refs *[]string) { *refs = append(*refs, "unseen@elsewhere.example") },
	}
	rapid.Check(t, func(t *rapid.T) {
		m := &tickets.Mail{From: []tickets.Address{mia}, To: []tickets.Address{support}}
		refs := []string{"noise-1@x.example", "noise-2@x.example"}
		want := tickets.ByNothing
		for _, reason := range order {
			if rapid.Bool().Draw(t, string(reason)) {
				put[reason](m, &refs)
				if want == tickets.ByNothing {
					want = reason
				}
			}
		}
		refs = rapid.Permutation(refs).Draw(t, "references")
		if rapid.Bool().Draw(t, "all in In-Reply-To") {
			m.InReplyTo = refs
		} else {
			m.InReplyTo, m.References = refs[:1], refs[1:]
		}
		if got := w.find(m); got.Link.Reason != want {
			t.Fatalf("got %s, want %s: %+v", got.Link.Reason, want, got)
		}
	})
}

func TestLongMergeChainsEnd(t *testing.T) {
	w := newWorld(t)
	for id := tickets.ID(100); id < 200; id++ {
		w.tickets[id] = tickets.Ticket{ID: id, Requester: mia, MergedInto: id + 1}
	}
	if got := w.find(&tickets.Mail{From: []tickets.Address{mia}, Subject: "[ACME #100]"}); got.Link.Ticket < 100 {
		t.Errorf("got %+v", got.Link)
	}
}

func TestAMailFullOfTokensCostsLittle(t *testing.T) {
	w := newWorld(t)
	m := &tickets.Mail{From: []tickets.Address{evil}}
	for i := range 10_000 {
		m.References = append(m.References, w.letter(tickets.ID(1000+i), mia))
	}
	loads := map[tickets.ID]int{}
	CluesOf(m, w.keys, w.rules).Find(in(nil), func(id tickets.ID) (tickets.Ticket, bool) { loads[id]++; return tickets.Ticket{}, false })
	if len(loads) > maxTokens || slices.Max(append(slices.Collect(maps.Values(loads)), 0)) > 1 {
		t.Errorf("loaded %v", loads)
	}
}

func FuzzSubjectTag(f *testing.F) {
	for _, s := range []string{"[ACME #1024]", "Re: [ acme # 7 ] x", "[ACME #0]", "[ACME #-1]", "[[ACME #5]]", "[ACME #99999999999999999999]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		id, text := subjectTag(s, "ACME")
		if (id == 0) != (text == "") || !strings.Contains(s, text) {
			t.Errorf("%d %q of %q", id, text, s)
		}
		if again, _ := subjectTag(fmt.Sprintf("[ACME #%d] %s", 12, s), "ACME"); again != 12 {
			t.Errorf("the tag in front was not found: %d", again)
		}
	})
}

func TestAMailThatComesAfterItsAnswerBelongsToTheSameTicket(t *testing.T) {
	w := newWorld(t)
	w.resolved[UnknownKey("delayed@elsewhere.example")] = customerRef(3)
	stranger := []tickets.Address{{Address: "bob@elsewhere.example"}}
	got := w.find(&tickets.Mail{From: stranger, MessageID: "delayed@elsewhere.example"})
	if got.Link.Ticket != 3 || got.Link.Reason != tickets.BySharedUnknown || got.Token != tickets.NoToken {
		t.Errorf("the delayed mail: %+v", got)
	}
	got = w.find(&tickets.Mail{From: stranger, MessageID: "other@elsewhere.example", InReplyTo: []string{"delayed@elsewhere.example"}})
	if got.Link.Ticket != 0 || len(got.Passed) != 1 {
		t.Errorf("another answer to it, from a stranger: %+v", got)
	}
}

func TestATokenIsRevokedWhenItsOwnerMayNotWriteThereAnyMore(t *testing.T) {
	w := newWorld(t)
	left := tickets.Address{Address: "zoe@acme.example"} // was of the desk
	for name, c := range map[string]struct {
		from   tickets.Address
		change func(*tickets.Ticket)
		ticket tickets.ID
		want   tickets.TokenState
	}{
		"the requester":                      {mia, func(*tickets.Ticket) {}, 1, tickets.GoodToken},
		"a participant":                      {tom, func(t *tickets.Ticket) { t.Participants = []tickets.Address{tom} }, 1, tickets.GoodToken},
		"who was taken off":                  {tom, func(t *tickets.Ticket) { t.Off = []string{tom.Key()} }, 1, tickets.RevokedToken},
		"who left the desk":                  {left, func(*tickets.Ticket) {}, 1, tickets.RevokedToken},
		"the requester of one merged":        {mia, func(t *tickets.Ticket) { t.Requester = tom }, 7, tickets.GoodToken},
		"an agent":                           {ann, func(*tickets.Ticket) {}, 1, tickets.GoodToken},
		"somebody else with somebody's":      {evil, func(*tickets.Ticket) {}, 1, tickets.ForeignToken},
		"who is on it again":                 {tom, func(t *tickets.Ticket) { t.Participants = []tickets.Address{tom} }, 7, tickets.GoodToken},
		"a letter of no ticket, not of desk": {left, func(*tickets.Ticket) {}, 0, tickets.GoodToken},
	} {
		w := newWorld(t)
		last := w.tickets[c.ticket]
		c.change(&last)
		if c.ticket != 0 {
			w.tickets[c.ticket] = last
		}
		made := c.from
		if name == "somebody else with somebody's" {
			made = mia
		}
		id := c.ticket
		if id == 7 {
			id = 5
		}
		got := w.find(&tickets.Mail{From: []tickets.Address{c.from}, InReplyTo: []string{w.letter(id, made)}})
		if got.Token != c.want || got.Link.Ticket != c.ticket {
			t.Errorf("%s: token %q on %s, want %q on %s", name, got.Token, got.Link.Ticket, c.want, c.ticket)
		}
	}
	old := w.letter(1, mia)
	key := testKey(t, "a secret of the desk, long enough")
	w.keys = NewKeys(testKey(t, "a new secret of the desk, long enough"), key.Revoked())
	got := w.find(&tickets.Mail{From: []tickets.Address{mia}, InReplyTo: []string{old}})
	if got.Token != tickets.RevokedToken || got.Link.Ticket != 0 || got.For != mia.Address {
		t.Errorf("a token of a revoked key: %+v", got)
	}
}

func TestALetterAboutASuspendedMailLeadsThereWhateverElseTheAnswerRefersTo(t *testing.T) {
	w := newWorld(t)
	door := tickets.Door{Leg: tickets.KeptLeg("q17"), Recipient: ann.Key()}
	asked := w.keys.MessageID("support@acme.example", door, 9)
	refs := []string{w.letter(1, ann), asked}
	for name, m := range map[string]*tickets.Mail{
		"its Message-ID":    {From: []tickets.Address{ann}, InReplyTo: []string{asked}, References: refs},
		"its reply address": {From: []tickets.Address{ann}, To: []tickets.Address{{Address: w.keys.ReplyAddress("support@acme.example", "+", door)}}, References: refs[:1]},
	} {
		if got := w.find(m); got.Token != tickets.GoodToken || got.Link.Ticket != 0 || got.Link.Leg.Kept() != "q17" {
			t.Errorf("%s: %+v", name, got)
		}
	}
	got := w.find(&tickets.Mail{From: []tickets.Address{evil}, InReplyTo: []string{asked}})
	if got.Token != tickets.ForeignToken || got.Link.Leg.Kept() != "q17" {
		t.Errorf("somebody else's answer: %+v", got)
	}
}
