package cli

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"tierdesk/cmd/internal/config"
	"tierdesk/tickets"
)

type initCommand struct {
	File     string   `help:"The file to write." default:"tierdesk.yaml" type:"path"`
	Force    bool     `help:"Overwrite the file. The secret beside it is kept."`
	Desk     string   `help:"The desk's name, as customers read it." placeholder:"NAME"`
	Timezone string   `help:"The desk's time zone, such as Europe/Berlin; default: that of this machine." placeholder:"ZONE"`
	Address  string   `help:"The address that customers write to."`
	IMAP     string   `name:"imap" help:"The server with its mailbox: imaps://host or imap://host." placeholder:"URL"`
	SMTP     string   `name:"smtp" help:"The server that sends its mail: smtps://host or smtp://host." placeholder:"URL"`
	User     string   `help:"Who logs in there; default: the address."`
	Password string   `help:"Where the password is: env:NAME or file:PATH." placeholder:"REF"`
	Authserv string   `help:"The name that the receiving server puts first into Authentication-Results." placeholder:"NAME"`
	Agent    []string `help:"Somebody who answers: address, or id=address. Can be repeated." placeholder:"ADDRESS"`
	Manager  []string `help:"Somebody who gets the digest: address, or id=address. Can be repeated." placeholder:"ADDRESS"`
}

// Run writes a configuration and a secret, and says what is still to do. It asks for all before it writes any.
func (c *initCommand) Run(ctx context.Context, w *world) error {
	if err := c.mayWrite(); err != nil {
		return err
	}
	a := newAsker(ctx, w, func(key string) string { return config.Objection(key, c.answers()) })
	if err := c.ask(a); err != nil {
		return err
	}
	dir := filepath.Dir(c.File)
	file, password, err := c.askPassword(a, w, dir)
	if err != nil {
		return err
	}
	content, err := config.Template(c.answers())
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make the folder of the configuration: %w", err)
	}
	if err := writeSecret(w, filepath.Join(dir, "secret")); err != nil {
		return err
	}
	if err := writePassword(w, file, password); err != nil {
		return err
	}
	if err := os.WriteFile(c.File, content, 0o600); err != nil {
		return fmt.Errorf("write the configuration: %w", err)
	}
	fmt.Fprintf(w.Out, "wrote %s\n", c.File)
	return c.next(w)
}

// mayWrite refuses to overwrite what somebody may need.
func (c *initCommand) mayWrite() error {
	_, err := os.Lstat(c.File)
	if err == nil && !c.Force {
		return fmt.Errorf("%s is there already; --force overwrites it, --file writes another one", c.File)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("look for the configuration: %w", err)
	}
	return nil
}

// next says what the new configuration still lacks, and how to go on.
func (c *initCommand) next(w *world) error {
	_, err := config.Load(c.File)
	for _, f := range config.Faults(err) {
		fmt.Fprintf(w.Err, "still to do: %s\n", f.Problem)
	}
	if err == nil {
		fmt.Fprintf(w.Out, "next: tierdesk --config %s check --live\n", c.File)
	}
	return nil
}

// answers is what flags and questions said so far.
func (c *initCommand) answers() config.Answers {
	a := config.Answers{Desk: c.Desk, Timezone: c.Timezone, Address: c.Address, IMAP: c.IMAP, SMTP: c.SMTP, User: c.User, Password: c.Password, Authserv: c.Authserv}
	for _, group := range []struct {
		people  []string
		manager bool
	}{{c.Agent, false}, {c.Manager, true}} {
		for _, p := range group.people {
			person := personOf(p)
			person.Manager = group.manager
			a.People = append(a.People, person)
		}
	}
	return a
}

// personOf reads ann=ann@acme.example, or makes an id of the address.
func personOf(s string) config.Answer {
	if id, email, found := strings.Cut(s, "="); found {
		return config.Answer{ID: id, Email: email}
	}
	local, _, _ := strings.Cut(strings.ToLower(s), "@")
	id := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, local)
	return config.Answer{ID: id, Email: s}
}

// ask asks every question that no flag answers.
func (c *initCommand) ask(a *asker) error {
	a.word(&c.Desk, question{"desk.name", "--desk", "Name of the desk, as customers read it", ""})
	a.word(&c.Address, question{"mailboxes[0].address", "--address", "Address that customers write to", ""})
	domain := tickets.Address{Address: c.Address}.Domain()
	a.word(&c.IMAP, question{"mailboxes[0].imap", "--imap", "IMAP server (imaps:// is TLS, imap:// is STARTTLS)", "imaps://mail." + domain})
	a.word(&c.SMTP, question{"mailboxes[0].smtp", "--smtp", "SMTP server (smtps:// is TLS, smtp:// is STARTTLS)", "smtp://mail." + domain})
	a.word(&c.User, question{"mailboxes[0].user", "", "Who logs in there", c.Address})
	a.word(&c.Password, question{"mailboxes[0].password", "--password", "Where is the password? env:NAME or file:PATH", "file:password"})
	a.word(&c.Authserv, question{"mailboxes[0].trust", "", "Name that your receiving server puts first into Authentication-Results; empty when unknown", ""})
	a.word(&c.Timezone, question{"desk.timezone", "", "Time zone, such as Europe/Berlin; empty for that of this machine", ""})
	a.list(&c.Agent, question{"people", "--agent", "Addresses of the people who answer", ""})
	a.list(&c.Manager, question{"people", "", "Addresses of the managers who get a daily digest; empty for none", ""})
	if c.User == c.Address {
		c.User = ""
	}
	return a.err()
}

// writeSecret makes 32 random bytes in hex. A secret that is there stays: letters signed with it are on their way.
func writeSecret(w *world, path string) error {
	secret := make([]byte, 32)
	rand.Read(secret)
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		fmt.Fprintf(w.Out, "kept %s, which is there already\n", path)
		return nil
	}
	if err != nil {
		return fmt.Errorf("write the secret: %w", err)
	}
	_, err = f.WriteString(hex.EncodeToString(secret) + "\n")
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("write the secret: %w", err)
	}
	fmt.Fprintf(w.Out, "wrote %s; whoever has it can pretend to be anybody\n", path)
	return nil
}

// askPassword asks for a password that should be in a file that is not there yet. file is "" when there is none to write.
func (c *initCommand) askPassword(a *asker, w *world, dir string) (file string, password []byte, err error) {
	name, isFile := strings.CutPrefix(c.Password, "file:")
	in, isFileIn := w.In.(*os.File)
	if !isFile || !isFileIn || !a.asks {
		return "", nil, nil
	}
	if !filepath.IsAbs(name) {
		name = filepath.Join(dir, name)
	}
	if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
		return "", nil, nil
	}
	password, err = a.password(in, fmt.Sprintf("Password of %s (is kept in %s; empty: put it there later)", c.Address, name))
	if err != nil || len(password) == 0 {
		return "", nil, err
	}
	return name, password, nil
}

func writePassword(w *world, file string, password []byte) error {
	if file == "" {
		return nil
	}
	if err := os.WriteFile(file, append(password, '\n'), 0o600); err != nil {
		return fmt.Errorf("write the password: %w", err)
	}
	fmt.Fprintf(w.Out, "wrote %s\n", file)
	return nil
}
