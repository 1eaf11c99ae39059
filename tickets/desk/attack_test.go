package desk_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"mime"
	"net/mail"
	"strings"
	"testing"

	"tierdesk/mailin/parse"
	"tierdesk/mailout/compose"
	"tierdesk/templates"
	"tierdesk/tickets"
	"tierdesk/tickets/thread"
)

// fort is a desk that asks for token and auth, with two tickets of two customers, whose letters are written as they are sent.
// Ann owns #1 of Carl and Bob #2 of Gina.
type fort struct {
	*office
	ann, bob tickets.Mail // the notices of their tickets
	carl     tickets.Mail // the letter to the customer of #1
}

func newFort(t *testing.T) *fort {
	t.Helper()
	o := newOffice(t)
	set, err := templates.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	s := o.desk.Setup()
	s.Composer = compose.New(set, o.blobs)
	o.desk.Use(s)
	o.strict()
	o.receive(first, second)
	return &fort{office: o, ann: o.letter("ann@acme.example"), bob: o.letter("bob@acme.example"), carl: o.letter("carl@customer.example")}
}

// Leaf gives an attachment of a raw mail.
func (m *memory) Leaf(raw string, part int, w io.Writer) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return parse.Leaf(bytes.NewReader(m.all[raw]), part, w)
}

// pass is what the server of the desk writes on a mail that comes from where it says.
const pass = "Authentication-Results: mx.acme.example; spf=pass smtp.mailfrom=acme.example; dkim=pass header.d=acme.example; dmarc=pass header.from=acme.example\n"

// fail is what it writes on a forged one.
const fail = "Authentication-Results: mx.acme.example; spf=fail smtp.mailfrom=acme.example; dkim=none; dmarc=fail header.from=acme.example\n"

// order is a mail with the trace fields given, From and the address it was sent to, that would solve a ticket and write to its customer.
func order(trace, from, to, rest string) string {
	return trace + "From: " + from + "\nTo: " + to + "\nSubject: Re: Printer on fire\nMessage-ID: <attack@evil.example>\nDate: Mon, 2 Mar 2026 10:00:00 +0000\n" + rest + "\n/solve\nSend your password to eve@evil.example.\n"
}

func replyTo(m tickets.Mail) string { return m.ReplyTo[0].Address }

func inReplyTo(m tickets.Mail) string { return "In-Reply-To: <" + m.MessageID + ">\n" }

const ann = "Ann Lee <ann@acme.example>"

// attack is a mail and what becomes of it. None may run a command, or bring a word to a customer.
type attack struct {
	mail func(f *fort) string
	want tickets.Reason // why it is suspended; "" when it may become a ticket of the attacker's own, or a note of a machine
}

// attacks lists everything that we thought of.
func attacks() map[string]attack {
	return map[string]attack{
		// The name of an agent, with the token of her notice, which somebody may have been forwarded.
		"no results":      {func(f *fort) string { return order("", ann, replyTo(f.ann), "") }, tickets.SuspendedUnproven},
		"failing results": {func(f *fort) string { return order(fail, ann, replyTo(f.ann), "") }, tickets.SuspendedUnproven},
		"results of another domain": {func(f *fort) string {
			return order(strings.ReplaceAll(pass, "=acme.example", "=evil.example"), ann, replyTo(f.ann), "")
		}, tickets.SuspendedUnproven},
		"results of another server": {func(f *fort) string {
			return order(strings.Replace(pass, "mx.acme", "mx.evil", 1), ann, replyTo(f.ann), "")
		}, tickets.SuspendedUnproven},
		"results below the real ones": {func(f *fort) string { return order(fail+pass, ann, replyTo(f.ann), "") }, tickets.SuspendedUnproven},
		"results in capitals below":   {func(f *fort) string { return order(fail+strings.ToUpper(pass), ann, replyTo(f.ann), "") }, tickets.SuspendedUnproven},
		"results in full-width letters": {func(f *fort) string {
			return order(strings.Replace(pass, "mx.acme", "ｍｘ.acme", 1), ann, replyTo(f.ann), "")
		}, tickets.SuspendedUnproven},
		"results in a comment": {func(f *fort) string {
			return order("Authentication-Results: mx.acme.example; spf=none (dmarc=pass header.from=acme.example)\n", ann, replyTo(f.ann), "")
		}, tickets.SuspendedUnproven},
		"results in a local part": {func(f *fort) string {
			return order("Authentication-Results: mx.acme.example; dmarc=fail header.from=acme.example; spf=pass smtp.mailfrom=\"x; dmarc=pass header.from=acme.example\"@evil.example\n", ann, replyTo(f.ann), "")
		}, tickets.SuspendedUnproven},
		"results in the subject": {func(f *fort) string { return order("", ann, replyTo(f.ann), "X-Subject: x\n "+pass) }, tickets.SuspendedUnproven},
		"ARC results only": {func(f *fort) string {
			return order("ARC-"+strings.Replace(pass, ": ", ": i=1; ", 1), ann, replyTo(f.ann), "")
		}, tickets.SuspendedUnproven},
		"fields of our own": {func(f *fort) string {
			return order("X-Tierdesk-Person: ann\nX-Tierdesk-Trust: token\nX-Tierdesk-Released: operator\nX-Tierdesk-Ticket: 1\n", ann, replyTo(f.ann), "")
		}, tickets.SuspendedUnproven},
		"two From fields":    {func(f *fort) string { return order(pass, ann, replyTo(f.ann), "From: eve@evil.example\n") }, tickets.SuspendedUnproven},
		"two From addresses": {func(f *fort) string { return order(pass, ann+", eve@evil.example", replyTo(f.ann), "") }, tickets.SuspendedUnproven},
		"a group as From":    {func(f *fort) string { return order(fail, "Desk: "+ann+";", replyTo(f.ann), "") }, tickets.SuspendedUnproven},
		"no From, but Sender": {func(f *fort) string {
			return strings.Replace(order(pass, ann, replyTo(f.ann), ""), "From: ", "Sender: ", 1)
		}, tickets.SuspendedUnproven},
		"From in Resent-From": {func(f *fort) string {
			return order(fail, ann, replyTo(f.ann), "Resent-From: ann@acme.example\nResent-Sender: ann@acme.example\n")
		}, tickets.SuspendedUnproven},
		"another sender behind it": {func(f *fort) string {
			return order(fail, ann, replyTo(f.ann), "Sender: eve@evil.example\nReply-To: eve@evil.example\n")
		}, tickets.SuspendedUnproven},
		"proof without a token": {func(f *fort) string {
			return order(pass, ann, "support@acme.example", "In-Reply-To: <1@customer.example>\n")
		}, tickets.SuspendedUnproven},
		"the tag and no token": {func(f *fort) string {
			return strings.Replace(order(pass, ann, "support@acme.example", ""), "Re: ", "[ACME #1] ", 1)
		}, tickets.SuspendedUnproven},
		"the tag alone": {func(f *fort) string {
			return strings.Replace(order("", ann, "support@acme.example", ""), "Re: ", "[ACME #1] ", 1)
		}, tickets.SuspendedUnproven},
		"no ticket at all": {func(f *fort) string { return order("", ann, "support@acme.example", "") }, tickets.SuspendedUnproven},
		"a damaged token": {func(f *fort) string {
			return order(pass, ann, flipped(replyTo(f.ann)), "In-Reply-To: <1@customer.example>\n")
		}, tickets.SuspendedWrong},
		"a token of another desk": {func(f *fort) string { return order(pass, ann, otherDesk(), "In-Reply-To: <1@customer.example>\n") }, tickets.SuspendedWrong},
		"a colleague's token":     {func(f *fort) string { return order(pass, ann, replyTo(f.bob), "") }, tickets.SuspendedForeign},
		"a customer's token":      {func(f *fort) string { return order(pass, ann, replyTo(f.carl), "") }, tickets.SuspendedForeign},
		"a forwarded notice":      {func(f *fort) string { return order(pass, "Bob <bob@acme.example>", replyTo(f.ann), inReplyTo(f.ann)) }, tickets.SuspendedForeign},
		"a token of one's own elsewhere": {func(f *fort) string {
			return strings.Replace(order(fail, ann, replyTo(f.ann), ""), "Re: ", "[ACME #2] ", 1)
		}, tickets.SuspendedUnproven},
		"an encoded address": {func(f *fort) string {
			return order(pass, mime.BEncoding.Encode("utf-8", ann)+" <eve@evil.example>", replyTo(f.ann), "")
		}, tickets.SuspendedStranger},
		"the agent as a name": {func(f *fort) string {
			return order(pass, `"Ann Lee <ann@acme.example>" <eve@evil.example>`, replyTo(f.ann), "")
		}, tickets.SuspendedStranger},
		"the agent in a comment":       {func(f *fort) string { return order(pass, `eve@evil.example (ann@acme.example)`, replyTo(f.ann), "") }, tickets.SuspendedStranger},
		"a Cyrillic letter":            {func(f *fort) string { return order(pass, "аnn@acme.example", replyTo(f.ann), "") }, tickets.SuspendedStranger},
		"a plus address":               {func(f *fort) string { return order(pass, "ann+desk@acme.example", replyTo(f.ann), "") }, tickets.SuspendedStranger},
		"a longer domain":              {func(f *fort) string { return order(pass, "ann@acme.example.evil.example", replyTo(f.ann), "") }, tickets.SuspendedStranger},
		"a null byte":                  {func(f *fort) string { return order(pass, "ann@acme.example\x00.evil.example", replyTo(f.ann), "") }, tickets.SuspendedStranger},
		"a source route":               {func(f *fort) string { return order(fail, "<@evil.example:ann@acme.example>", replyTo(f.ann), "") }, tickets.SuspendedUnproven},
		"a stranger with the agent's":  {func(f *fort) string { return order("", "eve@evil.example", replyTo(f.ann), inReplyTo(f.ann)) }, tickets.SuspendedStranger},
		"a customer of another ticket": {func(f *fort) string { return order("", "gina@other.example", replyTo(f.carl), inReplyTo(f.carl)) }, tickets.SuspendedStranger},
		"a customer on an inner leg":   {func(f *fort) string { return order("", "carl@customer.example", f.inner(1), "") }, tickets.SuspendedNotEntitled},
		"the desk's own address":       {func(f *fort) string { return order(pass, "support@acme.example", replyTo(f.ann), "") }, tickets.SuspendedOwn},
		"the desk's with a token":      {func(f *fort) string { return order(pass, replyTo(f.ann), replyTo(f.ann), "") }, tickets.SuspendedOwn},
		"spam with every proof":        {func(f *fort) string { return order(pass+"X-Spam-Flag: YES\n", ann, replyTo(f.ann), "") }, tickets.SuspendedSpam},
		"a stranger's robot": {func(f *fort) string {
			return order("Auto-Submitted: auto-replied\n", "eve@evil.example", "support@acme.example", "In-Reply-To: <1@customer.example>\n")
		}, tickets.SuspendedStranger},
		"the tag of a foreign ticket": {func(f *fort) string {
			return strings.Replace(order("", "eve@evil.example", "support@acme.example", ""), "Re: ", "[ACME #1] ", 1)
		}, ""},
		"commands of a customer":          {func(f *fort) string { return order("", "carl@customer.example", replyTo(f.carl), "") }, ""},
		"commands of a new customer":      {func(f *fort) string { return order("", "eve@evil.example", "support@acme.example", "") }, ""},
		"an auto-reply with every proof":  {func(f *fort) string { return order(pass+"Auto-Submitted: auto-replied\n", ann, replyTo(f.ann), "") }, ""},
		"a null sender with every proof":  {func(f *fort) string { return order("Return-Path: <>\n"+pass, ann, replyTo(f.ann), "") }, ""},
		"a bounce that gives commands":    {func(f *fort) string { return bounce(f, ann) }, ""},
		"a mail within a mail":            {func(f *fort) string { return enclosed(f, "eve@evil.example") }, ""},
		"a mail within a customer's mail": {func(f *fort) string { return enclosed(f, "carl@customer.example") }, ""},
	}
}

func TestNoAttackRunsACommandOrReachesACustomer(t *testing.T) {
	for name, a := range attacks() {
		t.Run(name, func(t *testing.T) {
			f := newFort(t)
			before := f.tickets()
			f.receive(a.mail(f))
			if strings.HasPrefix(name, "a bounce") {
				before[0].Assignee = "bob" // what Ann's letters tell goes to who gets them
			}
			held := f.suspended()
			switch {
			case a.want == "" && len(held) > 0 && held[0].Reason != tickets.SuspendedMachine:
				t.Errorf("suspended: %s: %s", held[0].Reason, held[0].Why)
			case a.want != "" && (len(held) != 1 || held[0].Reason != a.want):
				t.Errorf("suspended %+v, want %s", held, a.want)
			}
			f.unharmed(before)
		})
	}
	t.Logf("%d attacks, none passed", len(attacks()))
}

// unharmed looks for what an attack must never reach.
func (f *fort) unharmed(before []tickets.Ticket) {
	f.t.Helper()
	for i, was := range before {
		now := f.tickets()[i]
		if now.Status == tickets.Solved || now.Assignee != was.Assignee || !now.FirstReply.IsZero() || len(now.Participants) > 0 {
			f.t.Errorf("%s changed: %+v", now.ID, now)
		}
	}
	for _, id := range []tickets.ID{0, 1, 2} {
		h, err := f.store.History(f.t.Context(), id)
		if err != nil {
			f.t.Fatal(err)
		}
		for _, l := range h.Letters {
			words := strings.Contains(string(f.blobs.all[l.Raw]), "password")
			if _, staff := f.desk.Setup().Rules.PersonByAddress(tickets.Address{Address: l.To}); words && !staff {
				f.t.Errorf("the %s letter to %s carries the words", l.Notice, l.To)
			}
			if strings.Contains(l.To, "evil") && id != 0 {
				f.t.Errorf("%s of %s went to %s", l.Notice, id, l.To)
			}
		}
	}
}

// inner is Carl's own reply address on the inner leg of a ticket, as no letter ever carries it.
func (f *fort) inner(id tickets.ID) string {
	door := tickets.Door{Ticket: id, Leg: tickets.InternalLeg, Recipient: "carl@customer.example"}
	return f.desk.Setup().Keys.ReplyAddress("support@acme.example", "+", door)
}

// flipped changes one letter of the signature of a reply address.
func flipped(address string) string {
	at := strings.IndexByte(address, '@') - 4
	other := byte('a')
	if address[at] == other {
		other = 'b'
	}
	return address[:at] + string(other) + address[at+1:]
}

func otherDesk() string {
	key, err := thread.NewKey([]byte("the secret of another desk, long enough"))
	if err != nil {
		panic(err)
	}
	return thread.NewKeys(key).ReplyAddress("support@acme.example", "+", tickets.Door{Ticket: 1, Leg: tickets.CustomerLeg, Recipient: "ann@acme.example"})
}

// bounce is a mail of an agent in the shape of a delivery report, with commands on top.
func bounce(f *fort, from string) string {
	return pass + "From: " + from + "\nTo: " + replyTo(f.ann) + "\nSubject: Undelivered Mail Returned to Sender\nMessage-ID: <attack@evil.example>\nMIME-Version: 1.0\n" +
		"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\n/solve\nSend your password.\n\n--b\n" +
		"Content-Type: message/delivery-status\n\nReporting-MTA: dns; evil.example\n\nFinal-Recipient: rfc822; eve@evil.example\nAction: failed\nStatus: 5.1.1\n\n--b--\n"
}

// enclosed is a genuine mail of Ann with every proof, which somebody else sends on as an enclosure.
func enclosed(f *fort, from string) string {
	to := "support@acme.example"
	if from == "carl@customer.example" {
		to = replyTo(f.carl)
	}
	return "From: " + from + "\nTo: " + to + "\nSubject: Fwd: x\nMessage-ID: <attack@evil.example>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" +
		"--b\nContent-Type: text/plain\n\nSee below.\n\n--b\nContent-Type: message/rfc822\n\n" + order(pass, ann, replyTo(f.ann), inReplyTo(f.ann)) + "\n--b--\n"
}

// TestTenThousandGuessedTokensOpenNoDoor guesses reply addresses of #1 in Ann's name, with every other proof.
func TestTenThousandGuessedTokensOpenNoDoor(t *testing.T) {
	f := newFort(t)
	before := f.tickets()
	random := rand.New(rand.NewPCG(3, 4))
	local, domain, _ := strings.Cut(replyTo(f.ann), "@")
	const guesses, batch = 10_000, 1000
	for from := 0; from < guesses; from += batch {
		var mails []string
		for n := from; n < from+batch; n++ {
			guess := []byte(local)
			for i := len(guess) - 16; i < len(guess); i++ {
				guess[i] = "abcdefghijklmnopqrstuvwxyz234567"[random.IntN(32)]
			}
			m := order(pass, ann, string(guess)+"@"+domain, "")
			mails = append(mails, strings.Replace(m, "attack@", fmt.Sprintf("attack%d@", n), 1))
		}
		f.receive(mails...)
	}
	held := f.suspended()
	if len(held) != guesses || len(f.tickets()) != len(before) {
		t.Errorf("%d of %d suspended, %d tickets", len(held), guesses, len(f.tickets()))
	}
	f.unharmed(before)
	if n := f.lettersOf(tickets.ConfirmMail, "ann@acme.example"); n != 3 {
		t.Errorf("ann was asked %d times", n)
	}
}

// TestTheTokenOfAQuestionServesNobodyElse replays the question whether a mail is Ann's.
func TestTheTokenOfAQuestionServesNobodyElse(t *testing.T) {
	for name, c := range map[string]struct {
		trace, from, text string
		want              tickets.Reason
	}{
		"a colleague":                  {pass, "bob@acme.example", "", tickets.SuspendedForeign},
		"a manager without her own":    {pass, "dana@acme.example", "/release q1", tickets.SuspendedForeign},
		"a stranger":                   {"", "eve@evil.example", "Yes, mine.", tickets.SuspendedForeign},
		"a customer":                   {"", "carl@customer.example", "Yes, mine.", tickets.SuspendedForeign},
		"for another thing, unproven":  {fail, "ann@acme.example", "#1 /solve", tickets.SuspendedUnproven},
		"for another mail, unproven":   {fail, "ann@acme.example", "/release q2", tickets.SuspendedUnproven},
		"a robot at the real mailbox":  {pass + "Auto-Submitted: auto-replied\n", "ann@acme.example", "Away.", tickets.SuspendedMachine},
		"a robot of the null sender":   {"Return-Path: <>\n" + pass, "ann@acme.example", "Away.", tickets.SuspendedForeign},
		"an answer that is marked bad": {"X-Spam-Flag: YES\n", "ann@acme.example", "Yes.", tickets.SuspendedSpam},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFort(t)
			before := f.tickets()
			f.receive(order("", ann, replyTo(f.ann), ""))
			q := f.letter("ann@acme.example")
			f.receive(c.trace + "From: " + c.from + "\nTo: " + replyTo(q) + "\nSubject: Re: x\nMessage-ID: <again@evil.example>\nDate: Mon, 2 Mar 2026 10:05:00 +0000\n" + inReplyTo(q) + "\n" + c.text + "\n")
			held := f.suspended()
			if len(held) != 2 || held[0].Reason != tickets.SuspendedUnproven || held[1].Reason != c.want {
				t.Errorf("suspended %+v, want the second for %s", held, c.want)
			}
			f.unharmed(before)
		})
	}
}

// TestNoWordOfAMailBecomesAFieldOfALetter puts line ends into everything that letters are made of.
func TestNoWordOfAMailBecomesAFieldOfALetter(t *testing.T) {
	inject := []string{"\r\nBcc: eve@evil.example\r\n", "\nBcc: eve@evil.example\n", "\rBcc: eve@evil.example\r", "\r\n\r\nBcc: eve@evil.example", "\u2028Bcc: eve@evil.example", "\x00\x0bBcc: eve@evil.example\x0c"}
	for _, bad := range inject {
		f := newFort(t)
		word := mime.QEncoding.Encode("utf-8", "x"+bad+"y")
		f.receive("From: " + word + " <zoe@customer2.example>\nTo: " + word + " <support@acme.example>, " + word + " <tom@customer2.example>\nSubject: " + word +
			"\nMessage-ID: <" + strings.NewReplacer("\r", "", "\n", "", "\x00", "", " ", "").Replace(bad) + "i1@customer2.example>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n" +
			bad + "\n\n--b\nContent-Type: text/csv; name=\"" + word + "\"\nContent-Disposition: attachment; filename*=utf-8''a%0D%0ABcc%3A%20eve%40evil.example.csv\n\nx\n--b--\n")
		n := 0
		for _, id := range []tickets.ID{0, 1, 2, 3} {
			h, err := f.store.History(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range h.Letters {
				n++
				f.onlyOurFields(l)
			}
		}
		if n < 6 {
			t.Errorf("%q: only %d letters were made", bad, n)
		}
	}
}

// onlyOurFields reads a letter with another reader than our own.
func (f *fort) onlyOurFields(l tickets.Letter) {
	f.t.Helper()
	raw := f.blobs.all[l.Raw]
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		f.t.Errorf("the %s letter is no mail: %v", l.Notice, err)
		return
	}
	head, _, _ := bytes.Cut(raw, []byte("\r\n\r\n"))
	if m.Header.Get("Bcc") != "" || bytes.Contains(head, []byte("\nBcc:")) || bytes.ContainsAny(bytes.ReplaceAll(head, []byte("\r\n"), nil), "\r\n\x00") {
		f.t.Errorf("a field was injected into the %s letter to %s:\n%s", l.Notice, l.To, head)
	}
	if got := m.Header["To"]; len(got) != 1 {
		f.t.Errorf("%d To fields", len(got))
	}
}
