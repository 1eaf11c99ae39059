package app_test

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tierdesk/cmd/internal/app"
)

// ask puts a request to the control handler.
func (c *company) ask(method, path, body string) (int, string) {
	c.t.Helper()
	w := httptest.NewRecorder()
	r := httptest.NewRequestWithContext(c.t.Context(), method, path, strings.NewReader(body))
	c.app.Handler().ServeHTTP(w, r)
	return w.Code, w.Body.String()
}

func (c *company) expect(method, path, body string, status int, words ...string) {
	c.t.Helper()
	code, got := c.ask(method, path, body)
	if code != status {
		c.t.Errorf("%s %s: %d %s, want %d", method, path, code, got, status)
	}
	for _, w := range words {
		if !strings.Contains(got, w) {
			c.t.Errorf("%s %s: no %q in %s", method, path, w, got)
		}
	}
}

func TestTheOperatorSeesAndSteersEverything(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t)
		c.start()
		time.Sleep(time.Minute)
		c.mail("carl", "carl@customer.example", "support@acme.example", "Printer on fire", "", "It burns.")
		c.mail("", "ann@acme.example", "support@acme.example", "Re: [ACME #1] Printer on fire", "", "/solve")
		time.Sleep(time.Minute)
		c.expect("GET", "/tickets", "", 200, `"id":1,`, `"tier":"L1"`, `"requester":"carl@customer.example"`)
		c.expect("GET", "/tickets?q=closed", "", 200)
		c.expect("GET", "/tickets?q=tier:L9", "", 500, "no tier")
		c.expect("GET", "/tickets/1", "", 200, "It burns.", `"reason":"new_matter"`, `"template":"received"`, `"state":"sent"`)
		c.expect("GET", "/tickets/99", "", 404, "#99")
		c.expect("GET", "/tickets/printer", "", 500, "no ticket number")
		c.expect("POST", "/tickets/1/order", "/assign cem\n/priority high", 200)
		c.expect("POST", "/tickets", `{"from":"ann","subject":"A key is lost","for":"mia"}`, 500, "unknown field")
		c.expect("POST", "/tickets", `{"from":"ann","subject":"A key is lost"}`, 200, `"requester":"ann@acme.example"`)
		c.expect("GET", "/tickets?q=assignee:cem", "", 200, `"priority":"high"`)
		c.expect("POST", "/tickets/1/order", "/assign zoe", 500, "zoe")
		c.expect("GET", "/suspended", "", 200, `"reason":"unproven_agent"`, `"id":"q1"`)
		c.expect("GET", "/suspended/q1/raw", "", 200, "/solve")
		c.expect("GET", "/suspended/q9/raw", "", 404, "q9")
		c.expect("POST", "/suspended/q1/drop", "", 200)
		c.expect("POST", "/suspended/q1/release", "", 404, "q1")
		c.expect("GET", "/blocked", "", 200)
		c.expect("GET", "/digest", "", 200, "Subject: ")
		c.expect("GET", "/status", "", 200, "support@acme.example")
		c.expect("POST", "/explain", "From: carl@customer.example\r\nSubject: Re: [ACME #1] x\r\n\r\nMore.\r\n", 200, "CustomerMail", "subject_tag", "customer_replied to cem@acme.example")
		c.expect("POST", "/explain", "From: cem@acme.example\r\nSubject: Re: [ACME #1] x\r\n\r\n/solve\r\n", 200, `"reason":"unproven_agent"`, "confirm_mail to cem")
		c.expect("POST", "/explain?mailbox=nobody@acme.example", "Subject: x\r\n\r\n", 500, "no such mailbox")
		c.close()
	})
}

func TestTheSocketAnswersAndASecondDaemonIsRefused(t *testing.T) {
	c := newCompany(t)
	defer c.office.Close()
	cfg, err := c.load()
	c.must(err)
	away := func(context.Context, string, string) (net.Conn, error) { return nil, errors.New("no network") }
	a, err := app.Open(t.Context(), cfg, app.Options{Dial: away, Log: slog.New(slog.DiscardHandler)})
	c.must(err)
	defer a.Close()
	ctx, stop := context.WithCancel(t.Context())
	ready, ended := make(chan struct{}), make(chan error, 1)
	go func() { ended <- a.Run(ctx, func() { close(ready) }) }()
	<-ready
	client, ok := app.Client(cfg)
	if !ok {
		t.Fatal("nobody answers at the socket")
	}
	r, err := client.Get("http://tierdesk/status")
	c.must(err)
	r.Body.Close()
	if r.StatusCode != http.StatusOK {
		t.Errorf("status: %s", r.Status)
	}
	if _, err := app.Open(t.Context(), cfg, app.Options{LockWait: 10 * time.Millisecond}); err == nil || !strings.Contains(err.Error(), "tierdesk.db") {
		t.Errorf("a second daemon on the folder: %v", err)
	}
	stop()
	c.must(<-ended)
	if _, ok := app.Client(cfg); ok {
		t.Error("the socket answers after the end")
	}
}

func TestAFolderOfWhichHalfIsGoneIsRefusedAndLeftAlone(t *testing.T) {
	for half, want := range map[string]string{"blobs": "put it back from the same backup", "tierdesk.db": "put it back from a backup, or move "} {
		c := newCompany(t)
		cfg, err := c.load()
		c.must(err)
		open := func() error {
			a, err := app.Open(t.Context(), cfg, app.Options{NoSocket: true})
			if err != nil {
				return err
			}
			return a.Close()
		}
		c.must(open())
		c.must(open())
		c.must(os.RemoveAll(filepath.Join(cfg.Data, half)))
		before, err := os.ReadDir(cfg.Data)
		c.must(err)
		if err := open(); err == nil || !strings.Contains(err.Error(), filepath.Join(cfg.Data, half)+" is gone") || !strings.Contains(err.Error(), want) {
			t.Errorf("without %s: %v", half, err)
		}
		if after, err := os.ReadDir(cfg.Data); err != nil || len(after) != len(before) {
			t.Errorf("without %s: %v became %v, %v", half, before, after, err)
		}
		c.must(os.RemoveAll(cfg.Data))
		c.must(open())
		c.office.Close()
	}
}
