package postoffice_test

import (
	"crypto/tls"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	"github.com/emersion/go-sasl"

	"tierdesk/mailin/postoffice"
)

func TestAnIdlingClientHearsOfAMailAfterTwentyMinutes(t *testing.T) {
	inBubble(t, postoffice.Options{}, func(t *testing.T, o *postoffice.Office) {
		heard := make(chan uint32, 10)
		c := imapUser(t, o, &imapclient.Options{UnilateralDataHandler: &imapclient.UnilateralDataHandler{
			Mailbox: func(m *imapclient.UnilateralDataMailbox) {
				if m.NumMessages != nil {
					heard <- *m.NumMessages
				}
			},
		}})
		start := time.Now()
		idle, err := c.Idle()
		must(t, err)
		time.Sleep(20 * time.Minute)

		s := smtpUser(t, o, "")
		must(t, post(s, "ann@customer.example", "support@acme.example", text("ann@customer.example", "support@acme.example", "one")))
		must(t, s.Quit())
		if n := <-heard; n != 1 {
			t.Errorf("the client heard of %d mails, want 1", n)
		}
		if waited := time.Since(start); waited != 20*time.Minute {
			t.Errorf("it heard after %v, want at once after 20m", waited)
		}
		must(t, idle.Close())
		must(t, idle.Wait())
		got, err := bodies(c, imap.UIDSetNum(1))
		must(t, err)
		wantIn(t, []byte(got[1]), "Subject: one\r\n", "Return-Path: <ann@customer.example>\r\n", "\r\n\r\nHello.\r\n")
		must(t, c.Logout().Wait())
	})
}

func TestMailThatCameBetweenSelectAndIdleIsToldWhenIdleBegins(t *testing.T) {
	inBubble(t, postoffice.Options{}, func(t *testing.T, o *postoffice.Office) {
		heard := make(chan uint32, 10)
		c := imapUser(t, o, &imapclient.Options{UnilateralDataHandler: &imapclient.UnilateralDataHandler{
			Mailbox: func(m *imapclient.UnilateralDataMailbox) { heard <- *m.NumMessages },
		}})
		deliver(t, o, "one")
		idle, err := c.Idle()
		must(t, err)
		if n := <-heard; n != 1 {
			t.Errorf("heard %d, want 1", n)
		}
		must(t, idle.Close())
		must(t, idle.Wait())
		c.Close()
	})
}

func TestMoveTellsEveryExpungeOnceAndMapsTheUIDs(t *testing.T) {
	inBubble(t, postoffice.Options{}, func(t *testing.T, o *postoffice.Office) {
		var expunged []uint32
		options := &imapclient.Options{UnilateralDataHandler: &imapclient.UnilateralDataHandler{
			Expunge: func(n uint32) { expunged = append(expunged, n) },
		}}
		for _, subject := range []string{"a", "b", "c", "d", "e"} {
			deliver(t, o, subject)
		}
		c, other := imapUser(t, o, nil), imapUser(t, o, options)
		must(t, c.Create("Processed", nil).Wait())
		data, err := c.Move(imap.UIDSetNum(2, 4), "Processed").Wait()
		must(t, err)
		if src, dst := data.SourceUIDs.String(), data.DestUIDs.String(); src != "2,4" || dst != "1:2" {
			t.Errorf("COPYUID %s %s, want 2,4 1:2", src, dst)
		}
		if n := c.Mailbox().NumMessages; n != 3 {
			t.Errorf("the mover counts %d mails, want 3", n)
		}
		must(t, other.Noop().Wait())
		if !slices.Equal(expunged, []uint32{4, 2}) {
			t.Errorf("the other session heard EXPUNGE %v, want 4 2", expunged)
		}
		wantCount(t, o, "support", "INBOX", 3)
		if m := wantCount(t, o, "support", "Processed", 2); m[0].From != "ann@customer.example" || m[0].To != "support@acme.example" {
			t.Errorf("the envelope is lost: %+v", m[0])
		}
		got, err := bodies(c, imap.UIDSetNum(1, 2, 3, 4, 5))
		must(t, err)
		if len(got) != 3 {
			t.Errorf("%d mails can be fetched, want 3", len(got))
		}
		c.Close()
		other.Close()
	})
}

func TestFlagsAndKeywordsReachOtherSessionsAndSearch(t *testing.T) {
	inBubble(t, postoffice.Options{}, func(t *testing.T, o *postoffice.Office) {
		var told []imap.Flag
		deliver(t, o, "one")
		deliver(t, o, "two")
		c := imapUser(t, o, nil)
		other := imapUser(t, o, &imapclient.Options{UnilateralDataHandler: &imapclient.UnilateralDataHandler{
			Fetch: func(m *imapclient.FetchMessageData) {
				if b, err := m.Collect(); err == nil {
					told = b.Flags
				}
			},
		}})
		flags := &imap.StoreFlags{Op: imap.StoreFlagsAdd, Silent: true, Flags: []imap.Flag{imap.FlagSeen, "Done"}}
		must(t, c.Store(imap.UIDSetNum(2), flags, nil).Close())
		must(t, other.Noop().Wait())
		synctest.Wait()
		if !slices.Equal(told, []imap.Flag{"Done", imap.FlagSeen}) {
			t.Errorf("the other session was told %v", told)
		}
		for _, test := range []struct {
			name     string
			criteria imap.SearchCriteria
			want     string
		}{
			{"keyword", imap.SearchCriteria{Flag: []imap.Flag{"done"}}, "2"},
			{"unseen", imap.SearchCriteria{NotFlag: []imap.Flag{imap.FlagSeen}}, "1"},
			{"UID range", imap.SearchCriteria{UID: []imap.UIDSet{{{Start: 2, Stop: 0}}}}, "2"},
			{"header", imap.SearchCriteria{Header: []imap.SearchCriteriaHeaderField{{Key: "Message-Id", Value: "<one@test>"}}}, "1"},
			{"or", imap.SearchCriteria{Or: [][2]imap.SearchCriteria{{{Flag: []imap.Flag{"Done"}}, {Body: []string{"hELLO"}}}}}, "1:2"},
			{"not", imap.SearchCriteria{Not: []imap.SearchCriteria{{Text: []string{"subject: two"}}}}, "1"},
			{"before", imap.SearchCriteria{Before: time.Now().AddDate(0, 0, -1)}, ""},
		} {
			data, err := other.UIDSearch(&test.criteria, nil).Wait()
			must(t, err)
			if got := data.All.String(); got != test.want {
				t.Errorf("search by %s found %q, want %q", test.name, got, test.want)
			}
		}
		c.Close()
		other.Close()
	})
}

func TestExpungeOfUIDsLeavesOtherDeletedMails(t *testing.T) {
	inBubble(t, postoffice.Options{}, func(t *testing.T, o *postoffice.Office) {
		deliver(t, o, "one")
		deliver(t, o, "two")
		c := imapUser(t, o, nil)
		must(t, c.Store(imap.UIDSetNum(1, 2), &imap.StoreFlags{Op: imap.StoreFlagsAdd, Flags: []imap.Flag{imap.FlagDeleted}}, nil).Close())
		must(t, c.UIDExpunge(imap.UIDSetNum(2)).Close())
		if left := wantCount(t, o, "support", "INBOX", 1); left[0].UID != 1 {
			t.Errorf("mail %d is left, want 1", left[0].UID)
		}
		c.Close()
	})
}

func TestAppendKeepsFlagsTimeAndBytes(t *testing.T) {
	inBubble(t, postoffice.Options{}, func(t *testing.T, o *postoffice.Office) {
		c := imapUser(t, o, nil)
		raw, when := []byte("no header at all"), time.Date(1999, 5, 4, 3, 2, 1, 0, time.UTC)
		a := c.Append("Sent", int64(len(raw)), &imap.AppendOptions{Flags: []imap.Flag{imap.FlagSeen}, Time: when})
		_, err := a.Write(raw)
		must(t, err)
		must(t, a.Close())
		data, err := a.Wait()
		must(t, err)
		m := wantCount(t, o, "support", "Sent", 1)[0]
		if string(m.Raw) != string(raw) || !m.Time.Equal(when) || !slices.Equal(m.Flags, []string{`\Seen`}) || m.UID != uint32(data.UID) {
			t.Errorf("kept %+v", m)
		}
		c.Close()
	})
}

func TestARenumberedMailboxHasANewUIDValidityAndNewUIDs(t *testing.T) {
	inBubble(t, postoffice.Options{}, func(t *testing.T, o *postoffice.Office) {
		deliver(t, o, "one")
		deliver(t, o, "two")
		c, before := inbox(t, o)
		_, err := c.Move(imap.UIDSetNum(1), "Sent").Wait()
		must(t, err)
		must(t, o.Renumber("support", "INBOX"))
		if err := c.Noop().Wait(); err == nil {
			t.Error("the session that had the mailbox open lives on")
		}
		c.Close()

		c, renumbered := inbox(t, o)
		if renumbered.UIDValidity <= before.UIDValidity || renumbered.NumMessages != 1 || renumbered.UIDNext != 2 {
			t.Errorf("renumbered from %+v to %+v", before, renumbered)
		}
		if m := wantCount(t, o, "support", "INBOX", 1)[0]; m.UID != 1 {
			t.Errorf("the mail has UID %d, want 1", m.UID)
		}
		must(t, o.DeleteFolder("support", "INBOX"))
		c.Close()
		envelope := postoffice.Envelope{To: []string{"support@acme.example"}}
		var refusal *postoffice.Refusal
		if err := o.Deliver(envelope, nil); !errors.As(err, &refusal) || refusal.Code != 450 {
			t.Errorf("delivery to a deleted mailbox gave %v", err)
		}
		must(t, o.CreateFolder("support", "INBOX"))
		c, recreated := inbox(t, o)
		if recreated.UIDValidity <= renumbered.UIDValidity || recreated.NumMessages != 0 {
			t.Errorf("recreated from %+v to %+v", renumbered, recreated)
		}
		c.Close()
	})
}

// inbox logs in and returns what SELECT says about INBOX.
func inbox(t *testing.T, o *postoffice.Office) (*imapclient.Client, *imap.SelectData) {
	t.Helper()
	c := imapclient.New(dial(t, o, "imap.office:143"), nil)
	must(t, c.Login("support", "secret").Wait())
	data, err := c.Select("INBOX", nil).Wait()
	must(t, err)
	return c, data
}

func TestHiddenCapabilitiesAreGoneAndTheirCommandsUnknown(t *testing.T) {
	for _, secured := range []bool{false, true} {
		inBubble(t, postoffice.Options{Hide: []string{"IDLE", "MOVE", "UIDPLUS"}}, func(t *testing.T, o *postoffice.Office) {
			deliver(t, o, "one")
			c := imapclient.New(dial(t, o, "imap.office:143"), nil)
			if secured {
				c.Close()
				var err error
				c, err = imapclient.NewStartTLS(dial(t, o, "imap.office:143"),
					&imapclient.Options{TLSConfig: &tls.Config{ServerName: "imap.office", RootCAs: o.CertPool()}})
				must(t, err)
			}
			must(t, c.Login("support", "secret").Wait())
			caps := c.Caps()
			for _, hidden := range []imap.Cap{imap.CapIdle, imap.CapMove, imap.CapUIDPlus} {
				if caps.Has(hidden) {
					t.Errorf("%s is not hidden (TLS: %t)", hidden, secured)
				}
			}
			if !caps.Has(imap.CapESearch) {
				t.Error("ESEARCH is hidden too")
			}
			_, err := c.Select("INBOX", nil).Wait()
			must(t, err)
			data, err := c.Move(imap.UIDSetNum(1), "Sent").Wait() // falls back to COPY, STORE and EXPUNGE
			must(t, err)
			if data.SourceUIDs != nil && data.SourceUIDs.String() != "" {
				t.Errorf("COPYUID came without UIDPLUS: %+v", data)
			}
			wantCount(t, o, "support", "Sent", 1)
			wantCount(t, o, "support", "INBOX", 0)
			c.Close()
		})
	}
}

func TestLoginWorksInAllWaysAndRefusesAWrongPassword(t *testing.T) {
	inBubble(t, postoffice.Options{}, func(t *testing.T, o *postoffice.Office) {
		config := &tls.Config{ServerName: "any.name.example", RootCAs: o.CertPool()}
		plain := imapclient.New(dial(t, o, "imap.office:143"), nil)
		implicit := imapclient.New(tls.Client(dial(t, o, "imap.office:993"), config), nil)
		upgraded, err := imapclient.NewStartTLS(dial(t, o, "imap.office:143"), &imapclient.Options{TLSConfig: config})
		must(t, err)
		for name, c := range map[string]*imapclient.Client{"plain": plain, "implicit TLS": implicit, "STARTTLS": upgraded} {
			var no *imap.Error
			if err := c.Login("support", "wrong").Wait(); !errors.As(err, &no) || no.Code != imap.ResponseCodeAuthenticationFailed {
				t.Errorf("%s: a wrong password gave %v", name, err)
			}
			mechanism := sasl.NewPlainClient("", "support", "secret")
			if c == implicit {
				mechanism = sasl.NewLoginClient("support", "secret")
			}
			if err := c.Authenticate(mechanism); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if has := c.Caps().Has(imap.CapStartTLS); has {
				t.Errorf("%s: STARTTLS is offered after login", name)
			}
			must(t, c.Logout().Wait())
			c.Close()
		}
	})
}
