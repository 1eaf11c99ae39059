package config

import (
	"encoding/pem"
	"flag"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tierdesk/tickets"
	"tierdesk/tickets/report"
	"tierdesk/tickets/thread"
)

var update = flag.Bool("update", false, "write what is said about broken configurations")

// folder is a temporary folder with a configuration and a secret.
func folder(t testing.TB, source string) string {
	t.Helper()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "tierdesk.yaml"), source)
	write(t, filepath.Join(dir, "ca.pem"), certificate())
	write(t, filepath.Join(dir, "secret"), "0123456789abcdef0123456789abcdef\n")
	return dir
}

// certificate is one in PEM form.
func certificate() string {
	server := httptest.NewTLSServer(nil)
	defer server.Close()
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw}))
}

func write(t testing.TB, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func load(t *testing.T, source string) *Config {
	t.Helper()
	cfg, err := Load(filepath.Join(folder(t, source), "tierdesk.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return cfg
}

// TestABrokenConfigurationIsToldWithItsPlace has a folder for each one: the file, and all that must be said about it.
func TestABrokenConfigurationIsToldWithItsPlace(t *testing.T) {
	t.Setenv("PASSWORD", "geheim")
	folders, err := filepath.Glob("testdata/broken/*")
	if err != nil || len(folders) == 0 {
		t.Fatal("no folders", err)
	}
	for _, dir := range folders {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			source, err := os.ReadFile(filepath.Join(dir, "tierdesk.yaml"))
			if err != nil {
				t.Fatal(err)
			}
			home := folder(t, string(source))
			_, err = Load(filepath.Join(home, "tierdesk.yaml"))
			if err == nil {
				t.Fatal("nothing is wrong with it")
			}
			if faults := Faults(err); len(faults) == 0 || strings.Count(err.Error(), ": ") < len(faults) {
				t.Errorf("no faults in %v", err)
			}
			got := strings.ReplaceAll(err.Error(), home+"/", "") + "\n"
			golden := filepath.Join(dir, "said")
			if *update {
				write(t, golden, got)
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAFileThatIsNotThereNamesTheWayOut(t *testing.T) {
	_, err := Load(filepath.Join(t.TempDir(), "tierdesk.yaml"))
	if err == nil || !strings.Contains(err.Error(), "tierdesk init") || len(Faults(err)) != 0 {
		t.Errorf("got %v", err)
	}
}

func TestADeskIsLocatedWithoutItsSecretsAndInSpiteOfFaults(t *testing.T) {
	dir := folder(t, "desk: { data: there, timezone: Asia/Tokyo, colour: red }\nmailboxes: [{ password: env:NO_SUCH_VARIABLE }]\n")
	cfg, err := Locate(filepath.Join(dir, "tierdesk.yaml"))
	if err != nil || cfg.Data != filepath.Join(dir, "there") || cfg.Rules.Zone.String() != "Asia/Tokyo" {
		t.Errorf("got %+v, %v", cfg, err)
	}
	if _, err := Locate(filepath.Join(folder(t, "desk: ["), "tierdesk.yaml")); len(Faults(err)) != 1 {
		t.Errorf("got %v", err)
	}
}

const whole = `
desk: { name: Acme Support, data: /srv/desk, timezone: Europe/Berlin, old_secrets: ["file:secret"], reopen_within: 1w, undo_delay: 0s, reply_to: note, enclose: 1MB, inflight: 64MB }
mailboxes:
  - { address: support@acme.example, imap: "imaps://mail.acme.example", smtp: "smtp://mail.acme.example", password: env:PASSWORD,
      trust: { authserv: mx.acme.example }, after: "flag:$Done", history: import, poll: 30s, max_size: 2GB, alert_after: 1h }
  - { address: billing@acme.example, name: Acme Billing, imap: "imap://mail.acme.example:1143/", smtp: "smtps://[2001:db8::1]:4650", user: bill, password: "file:secret",
      smtp_user: out, smtp_password: env:PASSWORD, auth: none, ca: ca.pem, subaddress: none, trust: { agents: token }, folder: Bills, after: keep }
  - { address: lab@acme.example, imap: "imap+plain://127.0.0.1:1430", smtp: "smtp+plain://localhost", password: env:PASSWORD, auth: login, subaddress: "-", after: delete }
  - { address: far@acme.example, imap: "imap+plain://far.example", smtp: "smtp+plain://far.example", password: env:PASSWORD, plain_is_fine: true }
people:
  ann: { email: ann@acme.example, name: Ann Lee, aliases: [Ann.Lee@home.example], skills: [mac], languages: [en, de], capacity: 20 }
  bob: { email: bob@acme.example, hours: always }
  dana: { email: dana@acme.example, role: manager, timezone: America/New_York }
tiers:
  1: { people: [bob, ann], assign: round_robin, respond: 1h, hold_at_most: 2d }
  2: { name: The wise, people: [ann], assign: skill, sticky: true }
routes:
  - { name: down, when: 'subject =~ "down"', tier: 2, priority: urgent, continue: true }
  - { queue: rest, assignee: ann }
digest:
  - { to: [dana], at: 06:05, days: "Sat-Mon, wed" }
  - { name: all, to: [ann, dana] }
suspended: { expire: 30d }
log: { level: warn, format: json }
`

func TestAConfigurationBecomesWhatThePackagesTake(t *testing.T) {
	t.Setenv("PASSWORD", "geheim")
	cfg := load(t, whole)
	dir := filepath.Dir(cfg.File)
	mail, secret := "mail.acme.example", "0123456789abcdef0123456789abcdef"
	want := []Mailbox{
		{Address: "support@acme.example", IMAP: Server{mail, 993, TLS, "support@acme.example", "geheim", "", "", false},
			SMTP: Server{mail, 587, StartTLS, "support@acme.example", "geheim", "", "", false}, Folder: "INBOX", After: After{Do: "flag", Flag: "$Done"},
			Import: true, Poll: 30 * time.Second, MaxSize: 2 << 30, AlertAfter: time.Hour},
		{Address: "billing@acme.example", IMAP: Server{mail, 1143, StartTLS, "bill", secret, "", dir + "/ca.pem", false},
			SMTP: Server{"2001:db8::1", 4650, TLS, "out", "geheim", "none", dir + "/ca.pem", false}, Folder: "Bills", After: After{Do: "keep"},
			Poll: time.Minute, MaxSize: 50 << 20, AlertAfter: 15 * time.Minute},
		{Address: "lab@acme.example", IMAP: Server{"127.0.0.1", 1430, Plain, "lab@acme.example", "geheim", "login", "", false},
			SMTP: Server{"localhost", 587, Plain, "lab@acme.example", "geheim", "login", "", false}, Folder: "INBOX", After: After{Do: "delete"},
			Poll: time.Minute, MaxSize: 50 << 20, AlertAfter: 15 * time.Minute},
		{Address: "far@acme.example", IMAP: Server{"far.example", 143, Plain, "far@acme.example", "geheim", "", "", true},
			SMTP: Server{"far.example", 587, Plain, "far@acme.example", "geheim", "", "", true}, Folder: "INBOX", After: After{Do: "move", Folder: "Processed"},
			Poll: time.Minute, MaxSize: 50 << 20, AlertAfter: 15 * time.Minute},
	}
	if diff := cmp.Diff(want, cfg.Mailboxes); diff != "" {
		t.Error(diff)
	}
	if cfg.Data != "/srv/desk" || cfg.Inflight != 64<<20 || cfg.Log != (Log{"warn", true}) {
		t.Errorf("got %+v", cfg)
	}
	newYork, _ := time.LoadLocation("America/New_York")
	berlin, _ := time.LoadLocation("Europe/Berlin")
	digests := []Digest{
		{"daily", []string{"dana"}, report.Schedule{Hour: 6, Minute: 5, Days: []time.Weekday{6, 0, 1, 3}, Zone: newYork}},
		{"all", []string{"ann", "dana"}, report.Schedule{Hour: 7, Minute: 30, Days: []time.Weekday{1, 2, 3, 4, 5}, Zone: berlin}},
	}
	if diff := cmp.Diff(digests, cfg.Digests, cmp.Comparer(sameZone)); diff != "" {
		t.Error(diff)
	}
}

func sameZone(a, b *time.Location) bool { return a.String() == b.String() }

func TestAConfigurationBecomesRules(t *testing.T) {
	t.Setenv("PASSWORD", "geheim")
	r := load(t, whole).Rules
	mailboxes := []tickets.Mailbox{
		{Address: "support@acme.example", Name: "Acme Support", Trust: "token+auth", Authserv: "mx.acme.example", Sub: "+"},
		{Address: "billing@acme.example", Name: "Acme Billing", Trust: "token"},
		{Address: "lab@acme.example", Name: "Acme Support", Trust: "token", Sub: "-"},
		{Address: "far@acme.example", Name: "Acme Support", Trust: "token", Sub: "+"}}
	if diff := cmp.Diff(mailboxes, r.Mailboxes); diff != "" {
		t.Error(diff)
	}
	newYork, _ := time.LoadLocation("America/New_York")
	people := []tickets.Person{{ID: "ann", Name: "Ann Lee", Emails: []string{"ann@acme.example", "Ann.Lee@home.example"}, Role: "agent",
		Skills: []string{"mac"}, Languages: []string{"en", "de"}, Capacity: 20},
		{ID: "bob", Name: "Bob", Emails: []string{"bob@acme.example"}, Role: "agent"},
		{ID: "dana", Name: "Dana", Emails: []string{"dana@acme.example"}, Role: "manager", Zone: newYork}}
	for i := range people {
		people[i].Notices = defaultNotices()
	}
	if diff := cmp.Diff(people, r.People, cmp.Comparer(sameZone)); diff != "" {
		t.Error(diff)
	}
	tiers := [5]tickets.TierRules{{Name: "Self-service", Assign: "round_robin"}, {Name: "Service desk", People: []string{"bob", "ann"}, Assign: "round_robin", Respond: tickets.Span{Time: time.Hour}, HoldAtMost: tickets.Span{Days: 2}},
		{Name: "The wise", People: []string{"ann"}, Assign: "skill", Sticky: true}, {Name: "Experts", Assign: "round_robin"}, {Name: "Vendors", Assign: "round_robin"}}
	if diff := cmp.Diff(tiers, r.Tiers); diff != "" {
		t.Error(diff)
	}
	got := r.Router.Route(&tickets.FirstMail{Incoming: tickets.Incoming{Mail: &tickets.Mail{Subject: "All is DOWN"}, Mailbox: "support@acme.example"}})
	if got.Tier != 2 || got.Priority != tickets.Urgent || got.Queue != "rest" || got.Assignee != "ann" {
		t.Errorf("routed to %+v", got)
	}
	if r.Desk != "Acme Support" || r.Tag != "ACME" || r.ReopenWithin != 7*24*time.Hour || r.UndoDelay != 0 || r.ReplyTo != tickets.ReplyNote || r.Enclose != 1<<20 || r.Zone.String() != "Europe/Berlin" {
		t.Errorf("got %+v", r)
	}
}

func TestCalendarsAndPromisesBecomeRules(t *testing.T) {
	t.Setenv("PASSWORD", "geheim")
	source := strings.NewReplacer("respond: 1h, hold_at_most: 2d", "respond: 1h, hold_at_most: 1d4h, hours: office", "bob@acme.example, hours: always", "bob@acme.example, hours: office").Replace(whole) + `
calendars:
  office: { hours: [Mon-Fri 09:00-12:30, Mon-Fri 13:30-18:00], holidays: [de-BE, closed.ics, 2026-12-24, 12-31], open: [2026-12-19 10:00-14:00] }
  tokyo:
    hours: ["Mon-Fri 09:00-17:00"]
    timezone: Asia/Tokyo
sla:
  - { when: 'priority == "urgent"', respond: 30m, next: 1h, resolve: 4h, calendar: always, warn: none, pause: [] }
  - { name: all, respond: 4h, next: 1d, resolve: 3d, inform: 2d, calendar: office, warn: 80%, pause: [pending] }
chains:
  unanswered: [ { tell: assignee }, { after: 30m, tell: [tier, dana], repeat: 1 }, { after: 1h, when: 'tier < 2', do: escalate } ]
  vip: [ { tell: [lead, on-call@partner.example], do: swarm, when: '!open("office")' } ]
`
	dir := folder(t, source)
	write(t, filepath.Join(dir, "closed.ics"), "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20261222\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
	cfg, err := Load(filepath.Join(dir, "tierdesk.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	r := cfg.Rules
	berlin, _ := time.LoadLocation("Europe/Berlin")
	office := r.Tiers[1].Hours
	for day, want := range map[string]bool{"2026-12-18 12:00": true, "2026-12-18 13:00": false, "2026-12-19 12:00": true, "2026-12-22 12:00": false,
		"2026-12-23 12:00": true, "2026-12-24 12:00": false, "2026-12-25 12:00": false, "2026-12-31 12:00": false} {
		at, err := time.ParseInLocation("2006-01-02 15:04", day, berlin)
		if err != nil || office.Calendar.Open(at) != want {
			t.Errorf("%s: open is %t, %v", day, !want, err)
		}
	}
	var steps []string
	for _, s := range r.Chains[tickets.Unanswered] {
		steps = append(steps, fmt.Sprintf("%s %v %s %t", s.After, s.Tell, s.Do, s.When == nil || s.When.Holds(&tickets.Ticket{Tier: 1}, time.Time{})))
	}
	if got := strings.Join(steps, "; "); got != "0s [assignee]  true; 30m [tier dana]  true; 30m [tier dana]  true; 1h [] escalate true" || r.Chains[tickets.Unanswered][3].When.Holds(&tickets.Ticket{Tier: 2}, time.Time{}) {
		t.Errorf("the chain is %s", got)
	}
	vip := r.Chains["vip"][0]
	night, day := time.Date(2026, 12, 18, 23, 0, 0, 0, berlin), time.Date(2026, 12, 18, 12, 0, 0, 0, berlin)
	if !vip.When.Holds(&tickets.Ticket{}, night) || vip.When.Holds(&tickets.Ticket{}, day) || vip.Do != tickets.CallAll || !slices.Equal(r.NamedChains(), []tickets.Cause{"vip"}) {
		t.Errorf("the chain with a name is %+v", vip)
	}
	if bob, _ := r.PersonByID("bob"); bob.Hours.Name != "office" || office.Name != "office" || r.Tiers[1].HoldAtMost != (tickets.Span{Days: 1, Time: 4 * time.Hour}) {
		t.Errorf("bob works %+v, the tier %+v", bob.Hours, r.Tiers[1])
	}
	urgent := r.Promises.Promised(&tickets.Ticket{Priority: tickets.Urgent})
	if urgent.Respond.Time != 30*time.Minute || urgent.Hours.Calendar != nil || urgent.Warn != 0 || len(urgent.Pause) != 0 || urgent.Name != "promise 1" {
		t.Errorf("urgent is %+v", urgent)
	}
	all := r.Promises.Promised(&tickets.Ticket{Priority: tickets.Low})
	if all.Name != "all" || all.Next.Days != 1 || all.Inform.Days != 2 || all.Hours != office || all.Warn != 80 || !slices.Equal(all.Pause, []tickets.Status{tickets.Pending}) {
		t.Errorf("the rest is %+v", all)
	}
}

func TestVendorsBecomeRules(t *testing.T) {
	t.Setenv("PASSWORD", "geheim")
	r := load(t, strings.Replace(whole, "\ntiers:\n", `
tiers:
  4:
    vendors:
      printco: { email: help@printco.example, name: Print Co, contract: 1d, warn: none, chase: 8h, chases: 1, account: C-4711, language: de, redact: { contract: 'K-\d{4}' } }
      netco: { email: netco@gmail.com, domains: [Netco.Example], aliases: [jo@netco.org] }
`, 1)).Rules
	printco, _ := r.VendorByID("printco")
	if printco.Name != "Print Co" || printco.Contract.Days != 1 || printco.Warn != 0 || printco.Chase.Time != 8*time.Hour || printco.Chases != 1 ||
		printco.Account != "C-4711" || printco.Language != "de" || len(printco.Redact) != 1 || !printco.Redact[0].Pattern.MatchString("K-2030") {
		t.Errorf("printco is %+v", printco)
	}
	for address, want := range map[string]string{"help@printco.example": "printco", "jo@PRINTCO.example": "printco", "netco@gmail.com": "netco",
		"jo@netco.org": "netco", "x@netco.example": "netco", "x@gmail.com": "", "x@netco.org": "", "x@sub.printco.example": ""} {
		if v, _ := r.VendorByAddress(tickets.Address{Address: address}); v.ID != want {
			t.Errorf("%s is of %q, not %q", address, v.ID, want)
		}
	}
	if netco, _ := r.VendorByID("netco"); netco.Name != "Netco" || netco.Chases != 3 || netco.Warn != 75 || !netco.Contract.IsZero() {
		t.Errorf("netco is %+v", netco)
	}
}

func TestOlderSecretsStillVerify(t *testing.T) {
	t.Setenv("PASSWORD", "geheim")
	old := load(t, whole)
	door := tickets.Door{Ticket: 7, Leg: tickets.CustomerLeg, Recipient: "mia@customer.example"}
	id := old.Rules.Signer.MessageID("support@acme.example", door, 1)
	t.Setenv("FRESH", "another secret of enough bytes")
	fresh := load(t, strings.Replace(whole, "timezone:", "secret: env:FRESH, timezone:", 1))
	found := thread.CluesOf(&tickets.Mail{InReplyTo: []string{id}, From: []tickets.Address{{Address: door.Recipient}}}, fresh.Keys, fresh.Rules).
		Find(nil, func(tickets.ID) (tickets.Ticket, bool) {
			return tickets.Ticket{ID: 7, Requester: tickets.Address{Address: "mia@customer.example"}}, true
		})
	if found.Token != tickets.GoodToken {
		t.Errorf("got %+v", found)
	}
}

var answers = Answers{Desk: "Acme: \"Support\" #1", Timezone: "Europe/Berlin", Address: "support@acme.example", IMAP: "imaps://mail.acme.example",
	SMTP: "smtp://mail.acme.example", User: "yes", Password: "env:PASSWORD", Authserv: "mx.acme.example",
	People: []Answer{{ID: "ann", Email: "ann@acme.example", Name: "Ann O'Lee"}, {ID: "bob", Email: "bob@acme.example"}, {ID: "dana", Email: "dana@acme.example", Manager: true}}}

func fileOf(t *testing.T, a Answers) string {
	t.Helper()
	b, err := Template(a)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestWhatInitWritesCanBeLoaded(t *testing.T) {
	t.Setenv("PASSWORD", "geheim")
	cfg := load(t, fileOf(t, answers))
	if cfg.Rules.Desk != answers.Desk || cfg.Mailboxes[0].IMAP.User != "yes" || cfg.Rules.People[0].Name != "Ann O'Lee" || len(cfg.Digests) != 1 ||
		cfg.Rules.Mailboxes[0].Trust != tickets.TrustTokenAndAuth {
		t.Errorf("got %+v", cfg)
	}
	short := Answers{Desk: "Acme", Address: "support@acme.example", IMAP: "imaps://a.example", SMTP: "smtps://a.example", Password: "env:PASSWORD",
		People: []Answer{{ID: "ann", Email: "ann@acme.example"}}}
	cfg = load(t, fileOf(t, short))
	if cfg.Rules.Mailboxes[0].Trust != tickets.TrustToken || len(cfg.Digests) != 0 || cfg.Rules.Zone != time.Local {
		t.Errorf("got %+v", cfg)
	}
}

// TestTheDefaultsThatInitShowsAreTheDefaults takes the # away from every key that is not set: nothing may change.
func TestTheDefaultsThatInitShowsAreTheDefaults(t *testing.T) {
	t.Setenv("PASSWORD", "geheim")
	for _, timezone := range []string{"", "Europe/Berlin"} {
		a := answers
		a.Timezone, a.Desk = timezone, "Acme Support"
		source := fileOf(t, a)
		bare, open := load(t, source), load(t, regexp.MustCompile(`(?m)^( *)#(\w+:)`).ReplaceAllString(source, "$1$2"))
		open.File, open.Data = bare.File, strings.Replace(open.Data, filepath.Dir(open.File), filepath.Dir(bare.File), 1)
		bare.Rules.People = withoutZone(bare.Rules.People)
		open.Rules.People = withoutZone(open.Rules.People)
		ignore := cmp.FilterPath(func(p cmp.Path) bool {
			return p.Last().String() == ".Router" || p.Last().String() == ".Signer" || p.Last().String() == ".Keys"
		}, cmp.Ignore())
		if diff := cmp.Diff(bare, open, ignore, cmp.Comparer(sameZone), cmpopts.EquateEmpty()); diff != "" {
			t.Error(diff)
		}
	}
}

// withoutZone drops the zones of people: that none means the desk's is for others to test.
func withoutZone(people []tickets.Person) []tickets.Person {
	for i := range people {
		people[i].Zone = nil
	}
	return people
}

func TestInitWritesEveryKeyThatThereIs(t *testing.T) {
	source := fileOf(t, answers)
	for _, key := range allKeys(reflect.TypeFor[file]()) {
		if !regexp.MustCompile(`(?m)^[ #-]*` + key + `:`).MatchString(source) {
			t.Errorf("%s is not in the file", key)
		}
	}
}

// allKeys lists the keys of a section and of those inside it. One that stands inside itself, as routes do, is listed once.
func allKeys(t reflect.Type, above ...reflect.Type) []string {
	switch t.Kind() {
	case reflect.Slice, reflect.Map, reflect.Pointer:
		return allKeys(t.Elem(), above...)
	case reflect.Struct:
		if slices.Contains(above, t) {
			return nil
		}
		var keys []string
		for i := range t.NumField() {
			keys = append(append(keys, t.Field(i).Tag.Get("yaml")), allKeys(t.Field(i).Type, append(above, t)...)...)
		}
		return keys
	}
	return nil
}

func TestTheExcerptOfALongLineIsCutAroundTheMark(t *testing.T) {
	l := newLedger("f", []byte(strings.Repeat("x", 300)+"?"+strings.Repeat("y", 300)))
	lines := strings.Split(l.excerpt(point{1, 301}), "\n")
	if len(lines[0]) > 120 || lines[0][strings.Index(lines[1], "^")] != '?' {
		t.Errorf("got %q", lines)
	}
}

// FuzzRead looks for files that stop the program.
func FuzzRead(f *testing.F) {
	f.Add(whole)
	f.Add("desk: &a {name: x}\nmailboxes: [*a, <<: *a]\n")
	f.Add("a: 1\na: 2\n")
	f.Add("routes: [{when: |\n  x =~\n}]")
	f.Add("mailboxes: !x 0")
	f.Add("\r\r0")
	dir := folder(f, "")
	f.Fuzz(func(t *testing.T, source string) {
		l := newLedger("f", []byte(source))
		if file, where, ok := read(l, []byte(source)); ok {
			c := &checker{ledger: l, places: where, dir: dir, file: file, zone: time.UTC,
				getenv: func(string) (string, bool) { return "x", true }, read: func(string) ([]byte, error) { return []byte(source), nil }}
			c.check()
		}
		for _, fault := range l.faults {
			if fault.Error() == "" || fault.Line > len(l.lines)+1 {
				t.Errorf("fault %+v", fault)
			}
		}
	})
}

func TestFormsAndCannedAnswersAreReadFromTheirFolders(t *testing.T) {
	t.Setenv("PASSWORD", "geheim")
	dir := folder(t, strings.NewReplacer("desk: {", "desk: { forms: forms, canned: canned, pending: { remind: 10d, solve: 3d },",
		"routes:", "routes:\n  - { when: auto, ask: printer }\n  - { ask: scanner, canned: reset }").Replace(whole))
	for file, text := range map[string]string{"forms/printer.md": "- model: Which printer is it?\n", "forms/bad.md": "- model Which?\n",
		"forms/notes.txt": "no form", "canned/reset.md": "Switch it off and on.\n", "canned/blank.md": " \n"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, file)), 0o755); err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, file), text)
	}
	_, err := Load(filepath.Join(dir, "tierdesk.yaml"))
	var got []string
	for _, f := range Faults(err) {
		got = append(got, f.Problem)
	}
	for _, want := range []string{"forms/bad.md: it has no question", "canned/blank.md: it is empty", `there is no form "scanner"`, "not both", "comes too late"} {
		if !strings.Contains(strings.Join(got, "\n"), want) {
			t.Errorf("no %q in %q", want, got)
		}
	}
	if len(got) != 5 {
		t.Errorf("got %q", got)
	}
}

func TestAFileThatIsNoTextCannotSteerATerminal(t *testing.T) {
	file := filepath.Join(t.TempDir(), "tierdesk.yaml")
	if err := os.WriteFile(file, []byte("desk: {}\n\x1b[2J\x07junk\x9b31m: 1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(file); err == nil || strings.ContainsAny(err.Error(), "\x1b\x07\u009b") {
		t.Errorf("%q", err)
	}
}

func TestAnAnswerIsObjectedToAsLoadWould(t *testing.T) {
	for _, trial := range []struct {
		key  string
		a    Answers
		want string // "" for no objection
	}{
		{"desk", Answers{}, ""},
		{"desk", Answers{Desk: "Acme: \"Support\" #1"}, ""},
		{"mailboxes[0].address", Answers{Desk: "Acme", Address: "support"}, `"support" is no address`},
		{"mailboxes[0].imap", Answers{Desk: "Acme", Address: "support", IMAP: "imaps://mail.acme.example"}, ""},
		{"mailboxes[0].imap", Answers{IMAP: "mail.acme.example"}, `"mail.acme.example" is no server`},
		{"mailboxes[0].smtp", Answers{SMTP: "smtp+plain://mail.acme.example"}, "cross the network readable"},
		{"mailboxes[0].password", Answers{Password: "geheim"}, "secrets do not stand in this file"},
		{"mailboxes[0].password", Answers{Password: "env:NOBODY_SET_THIS"}, ""},
		{"mailboxes[0].password", Answers{Password: "file:not/there"}, ""},
		{"desk.timezone", Answers{Timezone: "Europe/Berln"}, "is no time zone"},
		{"people", Answers{People: []Answer{{ID: "ann", Email: "ann@acme.example"}}}, ""},
		{"people", Answers{People: []Answer{{ID: "ann", Email: "ann"}}}, `"ann" is no address`},
		{"people", Answers{People: []Answer{{ID: "dana", Email: "dana", Manager: true}}}, `"dana" is no address`},
		{"people", Answers{People: []Answer{{ID: "a: {", Email: "ann@acme.example"}}}, " "},
	} {
		got := Objection(trial.key, trial.a)
		if (got == "") != (trial.want == "") || !strings.Contains(got, trial.want) {
			t.Errorf("%s of %+v: %q, want %q", trial.key, trial.a, got, trial.want)
		}
	}
}
