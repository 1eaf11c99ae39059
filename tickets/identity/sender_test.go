package identity

import (
	"strings"
	"testing"

	"tierdesk/tickets"
)

func testRules() *tickets.Rules {
	return &tickets.Rules{
		Mailboxes: []tickets.Mailbox{testMailbox()},
		People: []tickets.Person{
			{ID: "ann", Name: "Ann Lee", Emails: []string{"ann@acme.example", "ann.lee@home.example"}, Role: tickets.Agent},
			{ID: "dana", Name: "Dana", Emails: []string{"dana@acme.example"}, Role: tickets.Manager}},
	}
}

func testMailbox() tickets.Mailbox {
	return tickets.Mailbox{Address: "support@acme.example", Authserv: "mx.acme.example", Sub: "+"}
}

// from makes a mail of someone with Authentication-Results, topmost first.
func from(address string, results ...string) *tickets.Mail {
	m := &tickets.Mail{From: []tickets.Address{{Address: address}}, Header: []tickets.Field{{Name: "Received", Value: "by mx.acme.example"}}}
	for _, r := range results {
		m.Header = append(m.Header, tickets.Field{Name: "Authentication-Results", Value: r})
	}
	m.Header = append(m.Header, tickets.Field{Name: "From", Value: address})
	return m
}

func TestTheRoleFollowsFromTheAddress(t *testing.T) {
	for _, c := range []struct {
		from   tickets.Address
		role   tickets.Role
		person string
	}{
		{tickets.Address{Address: "Ann@Acme.Example"}, tickets.Agent, "ann"},
		{tickets.Address{Address: "ann.lee@home.example"}, tickets.Agent, "ann"},
		{tickets.Address{Address: "dana@acme.example"}, tickets.Manager, "dana"},
		{tickets.Address{Address: "support+billing@acme.example"}, tickets.Desk, ""},
		{tickets.Address{Address: "mia@customer.example"}, tickets.Customer, ""},
		{tickets.Address{Name: "ann@acme.example", Address: "eve@evil.example"}, tickets.Customer, ""},
		{tickets.Address{Name: "Ann Lee <ann@acme.example>", Address: "eve@evil.example"}, tickets.Customer, ""},
		{tickets.Address{Address: "ann@acme.examp1e"}, tickets.Customer, ""},
		{tickets.Address{Address: "аnn@acme.example"}, tickets.Customer, ""}, // the first letter is Cyrillic
		{tickets.Address{Address: "ann@acme.example.evil.example"}, tickets.Customer, ""},
		{tickets.Address{}, tickets.Customer, ""},
	} {
		s := Of(&tickets.Mail{From: []tickets.Address{c.from}}, testMailbox(), testRules(), tickets.NoToken, "")
		if s.Role != c.role || s.Person != c.person || s.Auth || s.Why == "" {
			t.Errorf("%s: %+v", c.from.Address, s)
		}
	}
}

func TestGenuineResultsProveTheDomain(t *testing.T) {
	for name, field := range map[string]string{
		"dmarc":        "mx.acme.example; dmarc=pass header.from=acme.example",
		"opendmarc":    "mx.acme.example; dmarc=pass (p=quarantine dis=none) header.from=acme.example",
		"version":      "mx.acme.example 1; dmarc=pass header.from=acme.example",
		"google":       "mx.acme.example;\r\n       dkim=pass header.i=@acme.example header.s=s1 header.b=abc;\r\n       spf=pass (google.com: domain of ann@acme.example designates 192.0.2.1 as permitted sender) smtp.mailfrom=ann@acme.example;\r\n       dmarc=pass (p=NONE sp=NONE dis=NONE) header.from=acme.example",
		"capitals":     "MX.Acme.Example; DMARC=Pass Header.From=ACME.example",
		"comments":     "(a (nested; dmarc=fail) one) mx.acme.example (v1); dmarc = (why) pass header.from = acme.example",
		"method's":     "mx.acme.example; dmarc/1=pass header.from=acme.example",
		"quoted":       `mx.acme.example; dmarc=pass reason="all; well \"dmarc=fail\"" header.from="acme.example"`,
		"spf and dkim": "mx.acme.example; spf=pass smtp.mailfrom=bounce@mail.acme.example; dkim=pass header.d=acme.example",
		"one of two":   "mx.acme.example; dkim=pass header.d=list.example; dkim=pass header.i=@acme.example; spf=pass smtp.mailfrom=acme.example; dmarc=none",
	} {
		s := Of(from("ann@acme.example", field), testMailbox(), testRules(), tickets.NoToken, "")
		if !s.Auth {
			t.Errorf("%s: not proven: %s", name, s.Why)
		}
	}
}

func TestForgedResultsProveNothing(t *testing.T) {
	pass := "mx.acme.example; dmarc=pass header.from=acme.example"
	two := from("ann@acme.example", pass)
	two.From = append(two.From, tickets.Address{Address: "eve@evil.example"})
	twoFields := from("ann@acme.example", pass)
	twoFields.Header = append(twoFields.Header, tickets.Field{Name: "from", Value: "eve@evil.example"})
	onlySender := from("ann@acme.example", pass)
	onlySender.From, onlySender.Sender = nil, onlySender.From
	arc := from("ann@acme.example")
	arc.Header = append(arc.Header, tickets.Field{Name: "ARC-Authentication-Results", Value: "i=1; " + pass})
	for name, m := range map[string]*tickets.Mail{
		"none at all":                      from("ann@acme.example"),
		"another server":                   from("ann@acme.example", "mx.evil.example; dmarc=pass header.from=acme.example"),
		"look-alike server":                from("ann@acme.example", "mx.acme.example.evil.example; dmarc=pass header.from=acme.example"),
		"injected below":                   from("ann@acme.example", "mx.acme.example; dmarc=fail header.from=acme.example", pass),
		"injected below none":              from("ann@acme.example", "mx.acme.example; none", pass),
		"injected below an empty":          from("ann@acme.example", "mx.acme.example", pass),
		"nameless":                         from("ann@acme.example", "dmarc=pass header.from=acme.example"),
		"the attacker's domain":            from("ann@acme.example", "mx.acme.example; dmarc=pass header.from=evil.example"),
		"a look-alike domain":              from("ann@acme.example", "mx.acme.example; dmarc=pass header.from=acme.example.evil.example"),
		"no header.from":                   from("ann@acme.example", "mx.acme.example; dmarc=pass"),
		"dmarc fails too":                  from("ann@acme.example", "mx.acme.example; dmarc=pass header.from=acme.example; dmarc=fail header.from=acme.example"),
		"dmarc twice":                      from("ann@acme.example", "mx.acme.example; dmarc=pass header.from=acme.example; dmarc=pass header.from=evil.example"),
		"spf alone":                        from("ann@acme.example", "mx.acme.example; spf=pass smtp.mailfrom=acme.example"),
		"dkim alone":                       from("ann@acme.example", "mx.acme.example; dkim=pass header.d=acme.example"),
		"both of others":                   from("ann@acme.example", "mx.acme.example; spf=pass smtp.mailfrom=evil.example; dkim=pass header.d=evil.example"),
		"spf of the greeting":              from("ann@acme.example", "mx.acme.example; spf=pass smtp.helo=acme.example; dkim=pass header.d=acme.example"),
		"both but dmarc fails":             from("ann@acme.example", "mx.acme.example; spf=pass smtp.mailfrom=acme.example; dkim=pass header.d=acme.example; dmarc=fail"),
		"a public suffix":                  from("ann@acme.co.uk", "mx.acme.example; spf=pass smtp.mailfrom=evil.co.uk; dkim=pass header.d=co.uk"),
		"another version":                  from("ann@acme.example", "mx.acme.example 2; dmarc=pass header.from=acme.example"),
		"another method version":           from("ann@acme.example", "mx.acme.example; dmarc/2=pass header.from=acme.example"),
		"two header.from":                  from("ann@acme.example", "mx.acme.example; dmarc=pass header.from=acme.example header.from=evil.example"),
		"two the other way":                from("ann@acme.example", "mx.acme.example; dmarc=pass header.from=evil.example header.from=acme.example"),
		"only compauth":                    from("ann@acme.example", "mx.acme.example; compauth=pass reason=100"),
		"compauth fails":                   from("ann@acme.example", "mx.acme.example; spf=pass smtp.mailfrom=acme.example; dkim=pass header.d=acme.example; dmarc=bestguesspass; compauth=fail reason=001"),
		"the best guess":                   from("ann@acme.example", "mx.acme.example; spf=none smtp.mailfrom=acme.example; dkim=none header.d=none; dmarc=bestguesspass action=none header.from=acme.example; compauth=pass reason=109"),
		"the name in capitals lower down":  from("ann@acme.example", "mx.acme.example; dmarc=none", "MX.ACME.EXAMPLE; dmarc=pass header.from=acme.example"),
		"the name in full-width letters":   from("ann@acme.example", "ｍｘ.acme.example; dmarc=pass header.from=acme.example"),
		"the domain in full-width letters": from("ann@acme.example", "mx.acme.example; dmarc=pass header.from=ａcme.example"),
		"the name with a Greek letter":     from("ann@acme.example", "mx.αcme.example; dmarc=pass header.from=acme.example"),
		"the name in Punycode":             from("ann@acme.example", "xn--mx-acme-example; dmarc=pass header.from=acme.example"),
		"the name with a dot behind":       from("ann@acme.example", "mx.acme.example.; dmarc=pass header.from=acme.example"),
		"another property type":            from("ann@acme.example", "mx.acme.example; dmarc=pass smtp.from=acme.example policy.from=acme.example"),
		"a policy property":                from("ann@acme.example", "mx.acme.example; spf=pass policy.mailfrom=acme.example; dkim=pass policy.d=acme.example"),
		"ARC of another hop in it":         from("ann@acme.example", "mx.acme.example; arc=pass (i=1 dmarc=pass header.from=acme.example)"),
		"in a comment":                     from("ann@acme.example", "mx.acme.example; spf=fail (dmarc=pass header.from=acme.example)"),
		"in a quoted string":               from("ann@acme.example", `mx.acme.example; spf=pass smtp.mailfrom="x; dmarc=pass header.from=acme.example; "@evil.example`),
		"a comment in the domain":          from("ann@acme.example", "mx.acme.example; spf=pass smtp.mailfrom=acme.example(.evil.example; dkim=pass header.d=acme.example(.evil.example"),
		"a closed one there":               from("ann@acme.example", "mx.acme.example; spf=pass smtp.mailfrom=acme.example(.evil.example); dkim=pass header.d=acme.example(.evil.example)"),
		"a comment without end":            from("ann@acme.example", pass+" (; dmarc=fail"),
		"a quote without end":              from("ann@acme.example", pass+` x="; dmarc=fail`),
		"two From addresses":               two,
		"two From fields":                  twoFields,
		"no From":                          onlySender,
		"only ARC":                         arc,
	} {
		s := Of(m, testMailbox(), testRules(), tickets.NoToken, "")
		if s.Auth {
			t.Errorf("%s: proven: %s", name, s.Why)
		}
	}
}

// TestTheNameOfTheServerIsComparedLetterByLetter knows that the Kelvin sign and the long s become k and s in lower case.
func TestTheNameOfTheServerIsComparedLetterByLetter(t *testing.T) {
	mb := testMailbox()
	mb.Authserv = "mask.acme.example"
	for server, want := range map[string]bool{"mask.acme.example": true, "MASK.ACME.EXAMPLE": true, "mas\u212a.acme.example": false, "ma\u017fk.acme.example": false} {
		if s := Of(from("ann@acme.example", server+"; dmarc=pass header.from=acme.example"), mb, testRules(), tickets.NoToken, ""); s.Auth != want {
			t.Errorf("%q: %s", server, s.Why)
		}
	}
	odd := from("ann@acme.example")
	odd.Header = append(odd.Header, tickets.Field{Name: "Authentication-Re\u017fults", Value: "mask.acme.example; dmarc=pass header.from=acme.example"})
	if s := Of(odd, mb, testRules(), tickets.NoToken, ""); s.Auth {
		t.Error("a field of almost the right name is believed")
	}
}

// TestRealFieldsOfLargeProvidersAreRead has what they write today, folded as they fold.
func TestRealFieldsOfLargeProvidersAreRead(t *testing.T) {
	for name, c := range map[string]struct{ authserv, field string }{
		"Google":    {"mx.google.com", "mx.google.com;\r\n       dkim=pass header.i=@acme.example header.s=google header.b=Zk3x;\r\n       arc=pass (i=1 spf=pass spfdomain=acme.example dkim=pass dkdomain=acme.example dmarc=pass fromdomain=acme.example);\r\n       spf=pass (google.com: domain of ann@acme.example designates 192.0.2.1 as permitted sender) smtp.mailfrom=ann@acme.example;\r\n       dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=acme.example;\r\n       dara=pass header.i=@acme.example"},
		"Microsoft": {Nameless, "spf=pass (sender IP is 192.0.2.7)\r\n smtp.mailfrom=acme.example; dkim=pass (signature was verified)\r\n header.d=acme.example;dmarc=pass action=none header.from=acme.example;compauth=pass\r\n reason=100"},
		"Fastmail":  {"mx6.messagingengine.com", "mx6.messagingengine.com;\r\n    arc=none (no signatures found);\r\n    dkim=pass (2048-bit rsa key sha256) header.d=acme.example\r\n    header.i=@acme.example header.b=Zk3x header.a=rsa-sha256\r\n    header.s=fm1 x-bits=2048;\r\n    dmarc=pass policy.published-domain-policy=quarantine\r\n    policy.applied-disposition=none policy.evaluated-disposition=none\r\n    (p=quarantine,d=none,d.eval=none)\r\n    header.from=acme.example;\r\n    iprev=pass smtp.remote-ip=192.0.2.1 (out.acme.example);\r\n    spf=pass smtp.mailfrom=ann@acme.example smtp.helo=out.acme.example"},
		"Yahoo":     {"atlas-production.v2-mail-prod1-gq1.omega.yahoo.com", "atlas-production.v2-mail-prod1-gq1.omega.yahoo.com;\r\n dkim=pass header.i=@acme.example header.s=s1;\r\n spf=pass smtp.mailfrom=acme.example;\r\n dmarc=pass(p=REJECT) header.from=acme.example;"},
		"rspamd":    {"mx.acme.example", "mx.acme.example;\r\n\tdkim=pass header.d=acme.example header.s=dkim header.b=Zk3x;\r\n\tdmarc=pass (policy=reject) header.from=acme.example;\r\n\tspf=pass (mx.acme.example: domain of ann@acme.example designates 192.0.2.1 as permitted sender) smtp.mailfrom=ann@acme.example"},
		"Exim":      {"mx.acme.example", "mx.acme.example;\r\n\tiprev=pass (out.acme.example) smtp.remote-ip=192.0.2.1;\r\n\tspf=pass smtp.mailfrom=acme.example;\r\n\tdkim=pass header.d=acme.example header.s=x header.a=rsa-sha256;\r\n\tdmarc=pass header.from=acme.example"},
	} {
		mb := testMailbox()
		mb.Authserv = c.authserv
		if s := Of(from("ann@acme.example", c.field), mb, testRules(), tickets.NoToken, ""); !s.Auth {
			t.Errorf("%s: %s", name, s.Why)
		}
		if s := Of(from("ann@acme.example", strings.ReplaceAll(c.field, "pass", "fail")), mb, testRules(), tickets.NoToken, ""); s.Auth {
			t.Errorf("%s, all failed: %s", name, s.Why)
		}
	}
}

func TestAnAddressInOddLettersIsNobodysOfTheDesk(t *testing.T) {
	r := testRules()
	r.People = append(r.People, tickets.Person{ID: "kim", Name: "Kim", Emails: []string{"kim@desk.example"}, Role: tickets.Agent})
	for _, a := range []string{"\u212aim@desk.example", "kim@de\u017fk.example", "kim@des\u212a.example", "ｋim@desk.example", "kim@desk。example", "kim+x@desk.example", "kim@desk.example.", "\"kim\"@desk.example", "kim\x00@desk.example"} {
		if s := Of(&tickets.Mail{From: []tickets.Address{{Address: a}}}, testMailbox(), r, tickets.NoToken, ""); s.Person != "" {
			t.Errorf("%q passes for %s", a, s.Person)
		}
	}
}

func TestWithoutAPinnedServerNothingIsProven(t *testing.T) {
	mb := testMailbox()
	mb.Authserv = ""
	for _, field := range []string{"mx.acme.example; dmarc=pass header.from=acme.example", "; dmarc=pass header.from=acme.example",
		"dmarc=pass header.from=acme.example"} {
		if s := Of(from("ann@acme.example", field), mb, testRules(), tickets.NoToken, ""); s.Auth {
			t.Errorf("%s: %s", field, s.Why)
		}
	}
}

func TestMicrosoftsNamelessResultsCountWhenPinned(t *testing.T) {
	field := "spf=pass (sender IP is 192.0.2.7)\r\n smtp.mailfrom=acme.example; dkim=pass (signature was verified)\r\n header.d=acme.example;dmarc=pass action=none\r\n header.from=acme.example;compauth=pass reason=100"
	mb := testMailbox()
	if s := Of(from("ann@acme.example", field), mb, testRules(), tickets.NoToken, ""); s.Auth {
		t.Error("believed although another server is pinned")
	}
	mb.Authserv = Nameless
	if s := Of(from("ann@acme.example", field), mb, testRules(), tickets.NoToken, ""); !s.Auth {
		t.Error(s.Why)
	}
	if s := Of(from("ann@acme.example", "mx.evil.example; dmarc=pass header.from=acme.example"), mb, testRules(), tickets.NoToken, ""); s.Auth {
		t.Error("a field with a name is believed where nameless ones are pinned")
	}
}

func TestInternationalDomainsAreComparedInOneForm(t *testing.T) {
	m := from("ann@bücher.example", "mx.acme.example; dmarc=pass header.from=xn--bcher-kva.example")
	if s := Of(m, testMailbox(), testRules(), tickets.NoToken, ""); !s.Auth {
		t.Error(s.Why)
	}
}

func TestATokenOfAnotherAddressIsForeign(t *testing.T) {
	for madeFor, want := range map[string]tickets.TokenState{
		"ann@acme.example": tickets.GoodToken, "ANN.lee@home.example": tickets.GoodToken,
		"dana@acme.example": tickets.ForeignToken, "": tickets.ForeignToken,
	} {
		if s := Of(from("ann@acme.example"), testMailbox(), testRules(), tickets.GoodToken, madeFor); s.Token != want {
			t.Errorf("made for %q: %s", madeFor, s.Token)
		}
	}
	s := Of(from("ann@acme.example"), testMailbox(), testRules(), tickets.WrongToken, "")
	old := Of(from("ann@acme.example"), testMailbox(), testRules(), tickets.ExpiredToken, "ann@acme.example")
	if old.Token != tickets.ExpiredToken || !strings.Contains(old.Why, "made for ann@acme.example with a key whose time is over") {
		t.Errorf("got %+v", old)
	}
	if s.Token != tickets.WrongToken || !strings.Contains(s.Why, "does not verify") {
		t.Errorf("%+v", s)
	}
}

func FuzzParseResults(f *testing.F) {
	for _, s := range []string{"mx; dmarc=pass header.from=a.b", "(a(b)c\\)) x 1 ; spf = pass (", `a; b="c\"d" e=f`, ";;;", "a=b", "\"", "\\"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		_, results := parseResults(s)
		if len(results) > maxResults {
			t.Errorf("%d results", len(results))
		}
		for _, r := range results {
			if r.method == "" || r.value == "" || r.method != strings.ToLower(r.method) {
				t.Errorf("result %+v", r)
			}
		}
		if ok, _ := judge(results, "acme.example", "mx"); ok && !strings.Contains(strings.ToLower(s), "acme.example") {
			t.Errorf("%q proves a domain that it does not name", s)
		}
	})
}
