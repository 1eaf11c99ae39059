package cli

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"

	"tierdesk/mailin/classify"
	"tierdesk/mailin/parse"
	"tierdesk/tickets"
)

type mailCommand struct {
	Parse   parseMail   `cmd:"" help:"Show what is read from mails. Needs no configuration."`
	Thread  threadMail  `cmd:"" help:"Show which mails would come to the same ticket. Needs no configuration."`
	Explain explainMail `cmd:"" help:"Show what the desk would do with a mail, and why. Does nothing."`
	Replay  replayMail  `cmd:"" help:"Decide the mails of the last days again under a changed configuration, and show what would differ. Does nothing."`
}

type parseMail struct {
	JSON  bool     `name:"json" help:"One JSON object a line."`
	Files []string `arg:"" name:"file" help:"Raw mails; - is standard input."`
}

// Run parses mails, several at a time, and prints them in the order of the arguments, each as soon as it can.
func (c *parseMail) Run(ctx context.Context, w *world) error {
	show := describe
	if c.JSON {
		show = asJSON
	}
	return inOrder(c.Files, w, func(file string) ([]byte, error) {
		raw, err := w.raw(file)
		if err != nil {
			return nil, err
		}
		return show(file, raw), nil
	}, func(text []byte) error {
		_, err := w.Out.Write(text)
		return err
	})
}

// inOrder does something with every file, several at a time, and calls then with the results in the order of the files. A
// file that cannot be read is told on standard error, and the next ones are done all the same.
func inOrder[T any](files []string, w *world, do func(file string) (T, error), then func(T) error) error {
	type result struct {
		value T
		err   error
	}
	ahead := make(chan chan result, 2*runtime.NumCPU())
	stop := make(chan struct{})
	defer close(stop)
	go func() {
		defer close(ahead)
		for _, file := range files {
			one := make(chan result, 1)
			select {
			case ahead <- one:
			case <-stop:
				return
			}
			go func() {
				value, err := do(file)
				one <- result{value, err}
			}()
		}
	}()
	var trouble error
	for one := range ahead {
		r := <-one
		if r.err != nil {
			fmt.Fprintf(w.Err, "tierdesk: %v\n", r.err)
			trouble = errSaid
			continue
		}
		if err := then(r.value); err != nil {
			return err
		}
	}
	return trouble
}

// raw reads a mail.
func (w *world) raw(file string) ([]byte, error) {
	b, err := os.ReadFile(file)
	if file == "-" {
		b, err = io.ReadAll(bufio.NewReader(w.In))
	}
	if err != nil {
		return nil, fmt.Errorf("read the mail: %w", err)
	}
	return b, nil
}

// read parses and classifies a mail. A fault of the parser costs what it would have read, not the program.
func read(raw []byte) (m tickets.Mail) {
	defer func() {
		if p := recover(); p != nil {
			m = tickets.Mail{Kind: tickets.KindPerson, Auto: true, Repairs: []string{fmt.Sprintf("nothing could be read: %v", p)}}
		}
	}()
	m = parse.Bytes(raw)
	classify.Classify(&m)
	return m
}

// asJSON is a mail as one line of JSON.
func asJSON(file string, raw []byte) []byte {
	m := read(raw)
	line, err := guarded(file, &m)
	if err != nil {
		m = tickets.Mail{MessageID: m.MessageID, Kind: tickets.KindPerson, Auto: true, Repairs: []string{"nothing could be shown: " + err.Error()}}
		line, _ = guarded(file, &m)
	}
	return append(line, '\n')
}

func guarded(file string, m *tickets.Mail) (line []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v", p)
		}
	}()
	return parse.JSON(file, m)
}

// describe is a mail for people.
func describe(file string, raw []byte) []byte {
	m := read(raw)
	var b strings.Builder
	kind := string(m.Kind)
	if m.Auto {
		kind += ", never answered automatically"
	}
	facts(&b, "file", file, "message-id", m.MessageID, "date", dateOf(m), "from", people(m.From), "to", people(m.To), "cc", people(m.Cc),
		"subject", m.Subject, "kind", kind)
	for _, r := range m.Bounces {
		facts(&b, "report", fmt.Sprintf("%s %s %s: %s", r.Recipient, r.Action, r.Status, r.Diagnostic))
	}
	for _, a := range m.Attachments {
		facts(&b, "attachment", fmt.Sprintf("%s, %s, %d bytes", a.Name, a.Type, a.Size))
	}
	for _, a := range m.Seals {
		facts(&b, "signed", fmt.Sprintf("%s, %s, %d bytes, not checked", a.Name, a.Type, a.Size))
	}
	for _, r := range m.Repairs {
		facts(&b, "repaired", r)
	}
	for _, part := range []struct{ name, text string }{{"new text", m.NewText}, {"signature", m.Signature}, {"quoted", m.Quoted}} {
		if strings.TrimSpace(part.text) != "" {
			b.WriteString(part.name + "\n" + indented(part.text))
		}
	}
	b.WriteByte('\n')
	return []byte(b.String())
}

func dateOf(m tickets.Mail) string {
	if m.Date.IsZero() {
		return ""
	}
	return m.Date.Format("2006-01-02 15:04:05 -0700")
}

func people(list []tickets.Address) string {
	var all []string
	for _, a := range list {
		all = append(all, strings.TrimSpace(a.Name+" <"+a.Address+">"))
	}
	return strings.Join(all, ", ")
}
