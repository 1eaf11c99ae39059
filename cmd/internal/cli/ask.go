package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// asker asks on a terminal, again until the answer will do. Without one it only notes which flags are missing.
type asker struct {
	ctx     context.Context // of the command; a signal ends the questions
	in      *bufio.Reader
	out     io.Writer
	asks    bool
	objects func(key string) string // what is wrong with the answers so far, under a key of the configuration
	missing []string
	failure error
}

// question is one thing to ask for.
type question struct {
	key       string // of the configuration, under which a wrong answer is noticed
	flag      string // that answers it as well; "" when it may stay without an answer
	text      string
	suggested string
}

var errUnanswered = errors.New("the questions ended without all answers; nothing was written")

func newAsker(ctx context.Context, w *world, objects func(string) string) *asker {
	return &asker{ctx: ctx, in: bufio.NewReader(w.In), out: w.Err, asks: isTerminal(w.In), objects: objects}
}

// word asks for one value, unless there is one already.
func (a *asker) word(value *string, q question) {
	a.ask(q, *value != "", func(answer string) { *value = answer })
}

// list asks for several values, unless there are some already.
func (a *asker) list(values *[]string, q question) {
	a.ask(q, len(*values) > 0, func(answer string) {
		*values = strings.FieldsFunc(answer, func(r rune) bool { return r == ',' || r == ' ' || r == ';' })
	})
}

func (a *asker) ask(q question, known bool, set func(answer string)) {
	switch {
	case known || a.failure != nil:
		return
	case !a.asks:
		if q.flag != "" {
			a.missing = append(a.missing, q.flag)
		}
		return
	}
	before := a.objects(q.key) // what a flag did wrong, such as --manager when agents are asked for, no answer can mend
	for {
		answer := a.question(q)
		set(answer)
		objection := ""
		if answer != "" {
			objection = a.objects(q.key)
		}
		if objection == before {
			objection = ""
		}
		if a.failure != nil || objection == "" && (answer != "" || q.flag == "") {
			return
		}
		if objection != "" {
			fmt.Fprintf(a.out, "  %s\n", clean(objection))
		}
	}
}

func (a *asker) question(q question) string {
	if q.suggested != "" {
		q.text += " [" + q.suggested + "]"
	}
	fmt.Fprint(a.out, q.text+": ")
	var line string
	err := a.await(func() (err error) { line, err = a.in.ReadString('\n'); return err })
	if err != nil {
		a.failure = err
		return ""
	}
	if line = strings.TrimSpace(line); line == "" {
		return q.suggested
	}
	return line
}

// password asks for one without showing it; it may be empty.
func (a *asker) password(in *os.File, text string) ([]byte, error) {
	fmt.Fprint(a.out, text+": ")
	shown, err := term.GetState(int(in.Fd()))
	if err != nil {
		return nil, fmt.Errorf("ask for the password: %w", err)
	}
	var password []byte
	err = a.await(func() (err error) { password, err = term.ReadPassword(int(in.Fd())); return err })
	fmt.Fprintln(a.out)
	if err != nil {
		return nil, errors.Join(err, term.Restore(int(in.Fd()), shown))
	}
	return password, nil
}

// await reads until a signal ends the questions.
func (a *asker) await(read func() error) error {
	if await(a.ctx, read) == nil {
		return nil
	}
	if a.ctx.Err() != nil {
		fmt.Fprintln(a.out)
	}
	return errUnanswered
}

// await reads, which knows no context, until a signal ends it.
func await(ctx context.Context, read func() error) error {
	ended := make(chan error, 1)
	go func() { ended <- read() }()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case err := <-ended:
		return err
	}
}

func (a *asker) err() error {
	if len(a.missing) > 0 {
		return fmt.Errorf("say %s, or answer the questions on a terminal", strings.Join(a.missing, ", "))
	}
	return a.failure
}
