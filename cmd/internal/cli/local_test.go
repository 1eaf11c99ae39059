package cli

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestALocalAnswerStreams(t *testing.T) {
	next := make(chan struct{})
	l := &local{handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		fmt.Fprintf(w, "%s %s\n", r.URL.Query().Get("q"), body)
		http.NewResponseController(w).Flush()
		<-next
		fmt.Fprintln(w, "second")
	})}
	answer, err := (&http.Client{Transport: l}).Post("http://desk/x?q=ask", "text/plain", strings.NewReader("body"))
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(answer.Body)
	if lines.Scan(); lines.Text() != "ask body" {
		t.Errorf("got %q", lines.Text())
	}
	close(next)
	if lines.Scan(); lines.Text() != "second" {
		t.Errorf("got %q", lines.Text())
	}
	answer.Body.Close()
	l.wait()
}

func TestALocalAnswerMayBeLeftUnread(t *testing.T) {
	l := &local{handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusNotFound)
		for {
			if _, err := io.WriteString(w, "more\n"); err != nil {
				return
			}
		}
	})}
	answer, err := (&http.Client{Transport: l}).Get("http://desk/x")
	if err != nil || answer.StatusCode != http.StatusNotFound {
		t.Fatal(answer, err)
	}
	answer.Body.Close()
	l.wait()
}

func TestTextOfMailsCannotSteerATerminal(t *testing.T) {
	if got := cut("a\x1b[2Jb\n\u009bc and more", 10); got != "a [2Jb  c…" {
		t.Errorf("got %q", got)
	}
	if got := cleanLines("one\r\ntwo\x07\tthree"); got != "one\ntwo     three" {
		t.Errorf("got %q", got)
	}
}

func TestWordsBecomeCommandLines(t *testing.T) {
	if got := commandLines([]string{"/assign", "ann", "/priority high", "/note", "it", "burns"}); got != "/assign ann\n/priority high\n/note it burns" {
		t.Errorf("got %q", got)
	}
}

func TestASignalEndsTheWaitForAText(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	in, silent := io.Pipe()
	defer silent.Close()
	var errs strings.Builder
	if status := Main(ctx, World{Args: []string{"tickets", "new", "--from", "bob", "--subject", "x"}, In: in, Out: io.Discard, Err: &errs}); status == 0 || !strings.Contains(errs.String(), "read the text") {
		t.Errorf("%d %s", status, errs.String())
	}
}
