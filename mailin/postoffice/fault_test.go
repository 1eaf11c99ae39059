package postoffice_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/smtp"
	"os"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	"go.uber.org/goleak"

	"tierdesk/mailin/postoffice"
)

func portOf(t *testing.T, address net.Addr) int {
	t.Helper()
	_, port, err := net.SplitHostPort(address.String())
	must(t, err)
	n, err := strconv.Atoi(port)
	must(t, err)
	return n
}

func TestARefusedConnectionIsRefusedAndMended(t *testing.T) {
	inBubble(t, postoffice.Options{}, func(t *testing.T, o *postoffice.Office) {
		broken := o.Break(postoffice.Fault{Protocol: postoffice.IMAP, Step: "CONNECT", Effect: postoffice.Drop()})
		if _, err := o.Dial(t.Context(), "tcp", "imap.office:143"); !errors.Is(err, syscall.ECONNREFUSED) {
			t.Errorf("dial gave %v", err)
		}
		if broken.Hits() != 1 {
			t.Errorf("hits %d, want 1", broken.Hits())
		}
		smtpUser(t, o, "").Close() // the other protocol is unharmed
		broken.Mend()
		imapUser(t, o, nil).Close()
	})
}

func TestGreetingsCanRefuseAndBreakOff(t *testing.T) {
	for _, test := range []struct {
		port   string
		fault  postoffice.Fault
		prefix string
	}{
		{"143", postoffice.Fault{Protocol: postoffice.IMAP, Step: "CONNECT", Effect: postoffice.Refuse("[UNAVAILABLE] too busy")}, "* BYE [UNAVAILABLE] too busy\r\n"},
		{"25", postoffice.Fault{Protocol: postoffice.SMTP, Step: "CONNECT", Effect: postoffice.Refuse("421 4.3.2 too busy")}, "421 4.3.2 too busy\r\n"},
		{"143", postoffice.Fault{Protocol: postoffice.IMAP, Step: "CONNECT", After: true, Effect: postoffice.Drop()}, "* OK [CAPABILITY"},
		{"25", postoffice.Fault{Protocol: postoffice.SMTP, Step: "CONNECT", After: true, Effect: postoffice.Drop()}, "220 "},
	} {
		inBubble(t, postoffice.Options{}, func(t *testing.T, o *postoffice.Office) {
			o.Break(test.fault)
			all, err := io.ReadAll(dial(t, o, "any.office:"+test.port))
			if err != nil || !strings.HasPrefix(string(all), test.prefix) || strings.Count(string(all), "\n") != 1 {
				t.Errorf("read %q, %v, want %q", all, err, test.prefix)
			}
		})
	}
}

func TestAFetchCutInTheMiddleGivesExactlySoManyBytes(t *testing.T) {
	inBubble(t, postoffice.Options{}, func(t *testing.T, o *postoffice.Office) {
		must(t, o.Put("support", "INBOX", postoffice.Message{Raw: []byte(strings.Repeat("x", 20000))}))
		o.Break(postoffice.Fault{Protocol: postoffice.IMAP, Step: "FETCH", Who: "support", Times: 1, Effect: postoffice.Cut(5000)})
		conn := dial(t, o, "imap.office:143")
		go io.WriteString(conn, "a LOGIN support secret\r\nb SELECT INBOX\r\nc UID FETCH 1 (BODY.PEEK[])\r\n")
		all, err := io.ReadAll(conn)
		must(t, err)
		_, literal, ok := strings.Cut(string(all), "{20000}\r\n")
		if !ok || literal != strings.Repeat("x", 5000) {
			t.Errorf("%d bytes of the literal came, want 5000", len(literal))
		}
		c := imapUser(t, o, nil)
		got, err := bodies(c, imap.UIDSetNum(1))
		must(t, err)
		if len(got[1]) != 20000 {
			t.Errorf("afterwards %d bytes came", len(got[1]))
		}
		c.Close()
	})
}

func TestAMoveMayHappenUnheard(t *testing.T) {
	for _, after := range []bool{false, true} {
		inBubble(t, postoffice.Options{}, func(t *testing.T, o *postoffice.Office) {
			deliver(t, o, "one")
			c := imapUser(t, o, nil)
			o.Break(postoffice.Fault{Protocol: postoffice.IMAP, Step: "MOVE", After: after, Effect: postoffice.Drop()})
			if _, err := c.Move(imap.UIDSetNum(1), "Sent").Wait(); err == nil {
				t.Error("the move was answered")
			}
			c.Close()
			if moved := len(o.Mail("support", "Sent")) == 1; moved != after {
				t.Errorf("moved: %t, want %t", moved, after)
			}
		})
	}
}

func TestACommandIsRefusedAsOftenAsSaid(t *testing.T) {
	inBubble(t, postoffice.Options{}, func(t *testing.T, o *postoffice.Office) {
		deliver(t, o, "one")
		c := imapUser(t, o, nil)
		broken := o.Break(postoffice.Fault{Protocol: postoffice.IMAP, Step: "STORE", Who: "support", Skip: 1, Times: 2,
			Effect: postoffice.Refuse("[OVERQUOTA] no room for flags")})
		var answers []string
		for range 4 {
			err := c.Store(imap.UIDSetNum(1), &imap.StoreFlags{Op: imap.StoreFlagsAdd, Flags: []imap.Flag{imap.FlagFlagged}}, nil).Close()
			var no *imap.Error
			if errors.As(err, &no) {
				answers = append(answers, string(no.Code))
			} else {
				must(t, err)
				answers = append(answers, "OK")
			}
		}
		if got := strings.Join(answers, " "); got != "OK OVERQUOTA OVERQUOTA OK" || broken.Hits() != 2 {
			t.Errorf("answers %s, hits %d", got, broken.Hits())
		}
		c.Close()
	})
}

func TestAHangingServerNeverAnswersAndEndsWithTheConnection(t *testing.T) {
	for _, fault := range []postoffice.Fault{
		{Protocol: postoffice.IMAP, Step: "CONNECT"},
		{Protocol: postoffice.IMAP, Step: "CONNECT", After: true},
		{Protocol: postoffice.IMAP, Step: "LOGIN"},
		{Protocol: postoffice.IMAP, Step: "SELECT", After: true},
		{Protocol: postoffice.IMAP, Step: "IDLE"},
	} {
		inBubble(t, postoffice.Options{}, func(t *testing.T, o *postoffice.Office) {
			fault.Effect = postoffice.Hang()
			broken := o.Break(fault)
			conn := dial(t, o, "imap.office:143")
			io.WriteString(conn, "a LOGIN support secret\r\nb SELECT INBOX\r\nc IDLE\r\nDONE\r\nd NOOP\r\n")
			must(t, conn.SetReadDeadline(time.Now().Add(24*time.Hour)))
			all, err := io.ReadAll(conn)
			if !errors.Is(err, os.ErrDeadlineExceeded) || strings.Contains(string(all), "d OK") || broken.Hits() != 1 {
				t.Errorf("%s: %q, %v, %d hits", fault.Step, all, err, broken.Hits())
			}
			conn.Close()
		})
	}
}

func TestASlowServerAnswersLate(t *testing.T) {
	inBubble(t, postoffice.Options{}, func(t *testing.T, o *postoffice.Office) {
		c := imapUser(t, o, nil)
		o.Break(postoffice.Fault{Protocol: postoffice.IMAP, Effect: postoffice.Delay(time.Minute)})
		start := time.Now()
		_, err := c.UIDSearch(&imap.SearchCriteria{}, nil).Wait()
		must(t, err)
		if took := time.Since(start); took != time.Minute {
			t.Errorf("took %v", took)
		}
		o.Mend()
		must(t, c.Logout().Wait())
		c.Close()
	})
}

func TestSMTPStepsFailAsTheyAreTold(t *testing.T) {
	for _, test := range []struct {
		step, reply string
		code        int
		text        string
	}{
		{"MAIL", "452 4.3.1 disk full", 452, "4.3.1 disk full"},
		{"RCPT", "450 4.2.1 greylisted", 450, "4.2.1 greylisted"},
		{"DATA", "554 5.6.0 spam", 554, "5.6.0 spam"},
		{"BODY", "later", 451, "4.3.0 later"},
	} {
		inBubble(t, postoffice.Options{}, func(t *testing.T, o *postoffice.Office) {
			o.Break(postoffice.Fault{Protocol: postoffice.SMTP, Step: test.step, Who: "ann@customer.example", Times: 1, Effect: postoffice.Refuse(test.reply)})
			c := smtpUser(t, o, "")
			raw := text("ann@customer.example", "ann@customer.example", "hi")
			wantCode(t, post(c, "ann@customer.example", "ann@customer.example", raw), test.code, test.text)
			must(t, c.Reset())
			wantCount(t, o, "ann", "INBOX", 0)
			must(t, post(c, "ann@customer.example", "ann@customer.example", raw))
			wantCount(t, o, "ann", "INBOX", 1)
			must(t, c.Quit())
		})
	}
}

func TestTheOutcomeOfDataMayStayUnknown(t *testing.T) {
	for _, after := range []bool{false, true} {
		inBubble(t, postoffice.Options{}, func(t *testing.T, o *postoffice.Office) {
			o.Break(postoffice.Fault{Protocol: postoffice.SMTP, Step: "DATA", After: after, Effect: postoffice.Drop()})
			c := smtpUser(t, o, "")
			if err := post(c, "x@far.example", "ann@customer.example", text("x@far.example", "ann@customer.example", "hi")); !errors.Is(err, io.EOF) {
				t.Errorf("answer %v, want a closed connection", err)
			}
			if stored := len(o.Mail("ann", "INBOX")) == 1; stored != after {
				t.Errorf("stored: %t, want %t", stored, after)
			}
			c.Close()
		})
	}
}

func TestAMailCutOnItsWayInIsNotKept(t *testing.T) {
	inBubble(t, postoffice.Options{}, func(t *testing.T, o *postoffice.Office) {
		o.Break(postoffice.Fault{Protocol: postoffice.SMTP, Step: "BODY", Effect: postoffice.Cut(20)})
		c := smtpUser(t, o, "")
		if err := post(c, "x@far.example", "ann@customer.example", text("x@far.example", "ann@customer.example", "hi")); err == nil {
			t.Error("the mail was accepted")
		}
		wantCount(t, o, "ann", "INBOX", 0)
		c.Close()
	})
}

func TestA421ClosesTheConnection(t *testing.T) {
	inBubble(t, postoffice.Options{}, func(t *testing.T, o *postoffice.Office) {
		o.Break(postoffice.Fault{Protocol: postoffice.SMTP, Step: "MAIL", Effect: postoffice.Refuse("421 4.7.0 go away")})
		c := smtpUser(t, o, "")
		wantCode(t, c.Mail("x@far.example"), 421, "4.7.0 go away")
		if err := c.Noop(); err == nil {
			t.Error("the connection is still open")
		}
		c.Close()
	})
}

func TestASlowReaderHoldsUpNobody(t *testing.T) {
	inBubble(t, postoffice.Options{}, func(t *testing.T, o *postoffice.Office) {
		must(t, o.Put("support", "INBOX", postoffice.Message{Raw: []byte(strings.Repeat("x", 1<<20))}))
		slow := dial(t, o, "imap.office:143")
		io.WriteString(slow, "a LOGIN support secret\r\nb SELECT INBOX\r\nc UID FETCH 1 (BODY.PEEK[])\r\n")
		r := bufio.NewReader(slow)
		for line := ""; !strings.Contains(line, "{1048576}"); {
			var err error
			line, err = r.ReadString('\n')
			must(t, err)
		}
		start := time.Now()
		deliver(t, o, "one") // while the office waits to write the rest of the literal
		if took := time.Since(start); took != 0 {
			t.Errorf("the delivery took %v", took)
		}
		slow.Close()
	})
}

func TestCloseLeavesNoGoroutineBehindRealConnections(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	o := open(t, postoffice.Options{})
	imapAddress, err := o.Listen(postoffice.PortIMAP, "127.0.0.1:0")
	must(t, err)
	smtpAddress, err := o.Listen(postoffice.PortSMTP, "127.0.0.1:0")
	must(t, err)
	c, err := imapclient.DialInsecure(imapAddress.String(), nil)
	must(t, err)
	must(t, c.Login("support", "secret").Wait())
	_, err = c.Select("INBOX", nil).Wait()
	must(t, err)
	idle, err := c.Idle()
	must(t, err)
	s, err := smtp.Dial(smtpAddress.String())
	must(t, err)
	must(t, post(s, "x@far.example", "support@acme.example", text("x@far.example", "support@acme.example", "hi")))
	hang := o.Break(postoffice.Fault{Protocol: postoffice.SMTP, Step: "MAIL", Effect: postoffice.Hang()})
	go s.Mail("x@far.example")
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	for hang.Hits() == 0 && ctx.Err() == nil {
		runtime.Gosched() // the command is on its way
	}
	must(t, o.Close())
	idle.Wait()
	c.Close()
	s.Close()
	if _, err := o.Dial(t.Context(), "tcp", "imap.office:143"); err == nil {
		t.Error("a closed office takes connections")
	}
	wantCount(t, o, "support", "INBOX", 1)
}
