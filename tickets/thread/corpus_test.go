package thread

import (
	"encoding/json"
	"net/mail"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"tierdesk/tickets"
)

// TestRealThreadsAreJoinedAndNeverFalsely plays a desk that gets the mails of real lists in order of their dates.
func TestRealThreadsAreJoinedAndNeverFalsely(t *testing.T) {
	root := os.Getenv("TIERDESK_CORPORA")
	if root == "" {
		t.Skip("TIERDESK_CORPORA names no folder of mails")
	}
	for _, name := range []string{"mu", "notmuch-list", "notmuch-rt-thread"} {
		t.Run(name, func(t *testing.T) {
			d := desk{world: newWorld(t), of: map[string]tickets.ID{}}
			d.tickets = map[tickets.ID]tickets.Ticket{}
			for _, m := range corpusMails(t, filepath.Join(root, name, "mail")) {
				d.receive(m)
			}
			var joined, missed, wrong int
			threads := corpusThreads(t, filepath.Join(root, name, "threads.json"))
			for a, threadA := range threads {
				for b, threadB := range threads {
					switch same, ours := threadA == threadB, d.of[a] == d.of[b]; {
					case a == b:
					case same && ours:
						joined++
					case same:
						missed++
					case ours:
						wrong++
						t.Errorf("%s and %s are joined", a, b)
					}
				}
			}
			t.Logf("%d mails: %d pairs joined, %d missed, %d wrong", len(threads), joined/2, missed/2, wrong/2)
			if joined == 0 || missed > 0 {
				t.Errorf("pairs are missed")
			}
		})
	}
}

// desk opens a ticket for each mail that leads to none.
type desk struct {
	*world
	of map[string]tickets.ID // by Message-ID
}

func (d *desk) receive(m *tickets.Mail) {
	if _, again := d.of[m.MessageID]; again {
		return
	}
	id := d.find(m).Link.Ticket
	if id == 0 {
		id = tickets.ID(len(d.tickets) + 1)
		d.tickets[id] = tickets.Ticket{ID: id, Requester: m.Author(), Participants: m.To}
	}
	d.of[m.MessageID] = id
	for _, key := range append(CluesOf(m, d.keys, d.rules).UnknownKeys(in(d.resolved)), IDKey(m.MessageID)) {
		d.resolved[key] = customerRef(id)
	}
}

var identifiers = regexp.MustCompile(`<([^<>]+)>`)

func corpusMails(t *testing.T, dir string) []*tickets.Mail {
	t.Helper()
	var mails []*tickets.Mail
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		if m := headerOf(f); m != nil {
			mails = append(mails, m)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.SortStableFunc(mails, func(a, b *tickets.Mail) int { return a.Date.Compare(b.Date) })
	return mails
}

// headerOf reads what threading needs; nil for the few mails that the standard library cannot read.
func headerOf(f *os.File) *tickets.Mail {
	read, err := mail.ReadMessage(f)
	if err != nil {
		return nil
	}
	ids := func(field string) (all []string) {
		for _, match := range identifiers.FindAllStringSubmatch(read.Header.Get(field), -1) {
			all = append(all, match[1])
		}
		return all
	}
	people := func(field string) (all []tickets.Address) {
		list, _ := read.Header.AddressList(field)
		for _, a := range list {
			all = append(all, tickets.Address{Name: a.Name, Address: a.Address})
		}
		return all
	}
	date, err := read.Header.Date()
	if err != nil {
		date = time.Time{}
	}
	return &tickets.Mail{MessageID: strings.Trim(read.Header.Get("Message-Id"), " <>"), Date: date, From: people("From"), To: people("To"),
		Cc: people("Cc"), Subject: read.Header.Get("Subject"), InReplyTo: ids("In-Reply-To"), References: ids("References")}
}

// corpusThreads numbers the thread of each Message-ID.
func corpusThreads(t *testing.T, path string) map[string]int {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var truth map[string]map[string][][]string
	if err := json.Unmarshal(raw, &truth); err != nil {
		t.Fatal(err)
	}
	threads := map[string]int{}
	n := 0
	for _, kinds := range truth {
		for _, members := range kinds["refs_components"] {
			n++
			for _, id := range members {
				threads[id] = n
			}
		}
	}
	return threads
}
