package route

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"tierdesk/tickets"
)

func testMail() *tickets.FirstMail {
	m := &tickets.Mail{
		To: []tickets.Address{{Address: "Support@acme.example"}}, Cc: []tickets.Address{{Address: "boss@acme.example"}},
		Subject: "The mail server is DOWN", NewText: "Nothing works.", Kind: tickets.KindPerson, Size: 4000,
		Header:      []tickets.Field{{Name: "X-Site", Value: "Berlin"}, {Name: "X-Spam-Status", Value: "No, score=3.5 required=5.0 tests=HTML_MESSAGE"}, {Name: "List-Id", Value: "<users.acme.example>"}},
		Attachments: []tickets.Attachment{{Name: "error.pdf", Type: "application/pdf", Size: 9}},
	}
	from := tickets.Address{Name: "Mia", Address: "Mia@BigCustomer.example"}
	m.From = []tickets.Address{from}
	m.Language = "en"
	return &tickets.FirstMail{Incoming: tickets.Incoming{Mail: m, Mailbox: "support@acme.example",
		Sender: tickets.Sender{Address: from, Role: tickets.Customer, Auth: true}}}
}

func route(t *testing.T, rules ...Rule) tickets.Routing {
	t.Helper()
	table, err := Compile(rules, tickets.Matrix{})
	if err != nil {
		t.Fatal(err)
	}
	return table.Route(testMail())
}

func TestConditionsSeeTheMail(t *testing.T) {
	for when, want := range map[string]bool{
		`mailbox == "support@acme.example"`:                                                      true,
		`from.address == "mia@bigcustomer.example" && from.name == "Mia"`:                        true,
		`from.domain == "bigcustomer.example"`:                                                   true,
		`from.role == "customer" and auth`:                                                       true,
		`subject =~ "outage|down"`:                                                               true,
		`subject=~"outage|down"`:                                                                 true,
		`not (subject =~ "^down")`:                                                               true,
		`subject matches "outage|down"`:                                                          false,
		`subject == "=~" || text =~ "a =~ b"`:                                                    false,
		`"x =~ y" == 'x =~ y' /* =~ */ // =~`:                                                    true,
		`text =~ 'NOTHING\\s+works'`:                                                             true,
		`"support@acme.example" in to and "boss@acme.example" in cc`:                             true,
		`any(attachments, .type == "application/pdf" && .size < 10) && size > 100`:               true,
		`any(attachments, .name =~ "\\.EXE$")`:                                                   false,
		`header("x-site") == "Berlin" && header("X-None") == ""`:                                 true,
		`language == "en" && organisation == "bigcustomer.example" && spam == 3.5 && !follow_up`: true,
		`kind == "person" && !auto && list`:                                                      true,
		`len(attachments) == 1 and tier == 1 and priority == "normal" and queue == ""`:           true,
	} {
		got := route(t, Rule{Name: "r", When: when})
		if (len(got.Rules) == 1) != want {
			t.Errorf("%s: matched %v", when, got.Rules)
		}
	}
}

func TestTheFirstMatchWins(t *testing.T) {
	two, three := tickets.Tier(2), tickets.Tier(3)
	got := route(t,
		Rule{When: `from.domain == "other.example"`, Queue: "others"},
		Rule{Name: "vip", When: `from.domain == "bigcustomer.example"`, Priority: tickets.High, Tier: &three, Tags: []string{"vip", "mail"}, Continue: true},
		Rule{Name: "outage", When: `subject =~ "down" && priority == "high" && "vip" in tags`, Tier: &two, Type: tickets.Incident, Tags: []string{"mail", "outage"}},
		Rule{Name: "all", Queue: "rest", Suspend: true})
	want := tickets.Routing{Tier: 2, Priority: tickets.High, Type: tickets.Incident, Tags: []string{"vip", "mail", "outage"}, Rules: []string{"vip", "outage"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v", got)
	}
}

func TestRulesBelowARuleInheritAndSetOver(t *testing.T) {
	two := tickets.Tier(2)
	tree := []Rule{
		{Name: "vip", When: `organisation == "bigcustomer.example"`, Queue: "key-accounts", Urgency: tickets.HighLevel, Continue: true, Routes: []Rule{
			{Name: "outage", When: `subject =~ "down" && priority == "high"`, Impact: tickets.HighLevel, Tier: &two},
			{Name: "rest", Queue: "never asked"}}},
		{When: `auth`, Routes: []Rule{{When: `queue == "key-accounts" && priority == "urgent"`, Tags: []string{"hot"}}}},
		{Name: "all", Queue: "never asked"}}
	got := route(t, tree...)
	want := tickets.Routing{Tier: 2, Priority: tickets.Urgent, Impact: tickets.HighLevel, Urgency: tickets.HighLevel, Type: tickets.Question,
		Queue: "key-accounts", Tags: []string{"hot"}, Rules: []string{"vip", "outage", "route 2", "route 2.1"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v", got)
	}
	table, _ := Compile(tree, tickets.Matrix{})
	path := strings.Join(table.Path(testMail()), "\n")
	if want := "vip: holds, queue key-accounts, urgency high, and goes on\n  outage: holds, impact high, tier L2\nroute 2: holds\n  route 2.1: holds, tags hot"; path != want {
		t.Errorf("the path is\n%s", path)
	}
}

func TestTheMatrixOfTheDeskSetsThePriority(t *testing.T) {
	table, err := Compile([]Rule{{Impact: tickets.HighLevel}}, tickets.Matrix{{}, {}, {"", tickets.Urgent, ""}})
	if err != nil {
		t.Fatal(err)
	}
	if got := table.Route(testMail()); got.Priority != tickets.Urgent {
		t.Errorf("got %+v", got)
	}
}

func TestAFaultBelowARuleIsToldWithItsPlace(t *testing.T) {
	_, err := Compile([]Rule{{}, {Routes: []Rule{{When: "true"}, {When: "sbject"}}}}, tickets.Matrix{})
	var fault *Error
	if !errors.As(err, &fault) || !slices.Equal(fault.Rule, []int{1, 1}) || fault.Name != "route 2.2" {
		t.Errorf("got %v", err)
	}
	deep := Rule{}
	for range maxDepth {
		deep = Rule{Routes: []Rule{deep}}
	}
	if _, err := Compile([]Rule{deep}, tickets.Matrix{}); err == nil {
		t.Error("rules may stand endlessly deep")
	}
}

func TestWithoutRulesTheDefaultsHold(t *testing.T) {
	want := tickets.Routing{Tier: 1, Priority: tickets.Normal, Type: tickets.Question}
	if got := route(t); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v", got)
	}
	want = tickets.Routing{Tier: 1, Priority: tickets.Normal, Type: tickets.Question, Queue: "q", Assignee: "ann", Suspend: true, Rules: []string{"route 1"}}
	if got := route(t, Rule{Queue: "q", Assignee: "ann", Suspend: true}); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v", got)
	}
}

func TestAWrongRuleIsToldWithItsPlace(t *testing.T) {
	nine := tickets.Tier(9)
	for _, c := range []struct {
		rule         Rule
		line, column int
		problem      string
	}{
		{Rule{When: `sbject =~ "x"`}, 1, 1, "unknown name sbject"},
		{Rule{When: "auto &&\n  from.adress == \"x\""}, 2, 8, "adress"},
		{Rule{When: `auto && subject =~ "("`}, 1, 17, "missing closing )"},
		{Rule{When: `attachments =~ "x"`}, 1, 13, "=~"},
		{Rule{When: `subject =~ from.name`}, 1, 9, "string in quotes"},
		{Rule{When: `subject matches from.name`}, 1, 9, "string in quotes"},
		{Rule{When: `all(1..9, # > 0)`}, 1, 6, "ranges"},
		{Rule{When: `now().Year() > 1`}, 1, 1, "now"},
		{Rule{When: `subject`}, 1, 1, "bool"},
		{Rule{When: `subject == `}, 1, 11, "unexpected"},
		{Rule{When: `subject == "x`}, 1, 0, "literal"},
		{Rule{Tier: &nine}, 0, 0, "no tier 9"},
		{Rule{Priority: "urgnt"}, 0, 0, "no priority"},
		{Rule{Type: "bug"}, 0, 0, "no type"},
	} {
		_, err := Compile([]Rule{{}, c.rule}, tickets.Matrix{})
		var fault *Error
		if !errors.As(err, &fault) {
			t.Errorf("%+v: no fault: %v", c.rule, err)
			continue
		}
		if !slices.Equal(fault.Rule, []int{1}) || fault.Name != "route 2" || fault.Line != c.line || (c.column > 0 && fault.Column != c.column) || !strings.Contains(fault.Problem, c.problem) {
			t.Errorf("%s: got %+v", c.rule.When, fault)
		}
		if c.line > 0 && !strings.Contains(fault.Error(), strings.Split(c.rule.When, "\n")[c.line-1]) {
			t.Errorf("no excerpt: %s", fault)
		}
	}
}

func TestEveryWrongRuleIsTold(t *testing.T) {
	_, err := Compile([]Rule{{Name: "a", When: "x"}, {Name: "b", When: "true"}, {Name: "c", When: "y"}}, tickets.Matrix{})
	if text := err.Error(); !strings.Contains(text, "a:") || strings.Contains(text, "b:") || !strings.Contains(text, "c:") {
		t.Errorf("got %s", text)
	}
}

func TestARuleThatFailsIsPassedOver(t *testing.T) {
	table, err := Compile([]Rule{
		{Name: "broken", When: `attachments[7].name == "x"`, Queue: "no"},
		{Name: "greedy", When: `sum(map(split(text, ""), len(map(split(text, ""), 1)))) > 0`, Queue: "no"},
		{Name: "whole", Queue: "yes"}}, tickets.Matrix{})
	if err != nil {
		t.Fatal(err)
	}
	ev := testMail()
	ev.Mail.NewText = strings.Repeat("x", 2*maxText)
	got := table.Route(ev)
	if got.Queue != "yes" || len(got.Rules) != 3 || !strings.HasPrefix(got.Rules[0], "broken: error: ") ||
		!strings.Contains(got.Rules[1], "memory budget") || got.Rules[2] != "whole" {
		t.Errorf("got %+v", got)
	}
}

func TestATableIsSafeForSeveralGoroutines(t *testing.T) {
	table, err := Compile([]Rule{{When: `subject =~ "down" && any(attachments, .size > 1)`, Queue: "q"}}, tickets.Matrix{})
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			ev := testMail()
			for range 50 {
				if table.Route(ev).Queue != "q" {
					t.Error("not matched")
				}
			}
		})
	}
	wg.Wait()
}

func TestLongTextsAreCutBetweenCharacters(t *testing.T) {
	got := head(strings.Repeat("x", maxText-1) + "ü")
	if len(got) != maxText-1 {
		t.Errorf("%d bytes are left", len(got))
	}
}

func FuzzCompile(f *testing.F) {
	for _, s := range []string{`subject =~ "x"`, "a =~ 'b\\'' // c\n`=~`", `/* =~`, `"`, `subject =~= "x"`, `!(subject =~ "(")`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, when string) {
		table, err := Compile([]Rule{{When: when, Queue: "q"}}, tickets.Matrix{})
		if err != nil {
			if err.Error() == "" {
				t.Error("a fault without words")
			}
			return
		}
		table.Route(testMail())
	})
}
