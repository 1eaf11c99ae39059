package app

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net"
	"os"
	"strconv"
	"time"

	"tierdesk/cmd/internal/config"
	"tierdesk/mailin"
	"tierdesk/mailin/parse"
	"tierdesk/mailout"
	"tierdesk/mailout/compose"
	"tierdesk/templates"
	"tierdesk/tickets"
	"tierdesk/tickets/blob"
	"tierdesk/tickets/desk"
)

// setup loads the templates, renders each of them once on sample data, and makes what the desk needs of a configuration.
func (a *App) setup(cfg *config.Config) (desk.Setup, error) {
	set, err := LoadTemplates(cfg)
	if err != nil {
		return desk.Setup{}, err
	}
	s := desk.Setup{Rules: cfg.Rules, Keys: cfg.Keys, Composer: compose.New(set, leaves{a.blobs})}
	for _, d := range cfg.Digests {
		s.Digests = append(s.Digests, desk.Digest(d))
	}
	return s, nil
}

// LoadTemplates reads the built-in templates and the operator's, and checks every one of them.
func LoadTemplates(cfg *config.Config) (*templates.Set, error) {
	load := templates.Load
	set, err := load(nil)
	if cfg.Templates != "" {
		set, err = load(os.DirFS(cfg.Templates))
	}
	if err != nil {
		return nil, err
	}
	return set, set.Check()
}

func (a *App) watcher(m config.Mailbox, inflight *mailin.Inflight) (*mailin.Watcher, error) {
	trust, err := tlsConfig(m.IMAP)
	if err != nil {
		return nil, err
	}
	history := mailin.Skip
	if m.Import {
		history = mailin.Import
	}
	return mailin.New(mailin.Options{Mailbox: m.Address, Server: net.JoinHostPort(m.IMAP.Host, strconv.Itoa(m.IMAP.Port)),
		Security: mailin.Security(m.IMAP.Security), TLS: trust, User: m.IMAP.User, Password: mailin.Secret(m.IMAP.Password),
		Auth: mailin.Auth(m.IMAP.Auth), Folder: m.Folder, After: mailin.After{Do: mailin.Action(m.After.Do), Folder: m.After.Folder, Keyword: m.After.Flag}, History: history, Poll: m.Poll,
		AlertAfter: cmp.Or(a.o.AlertAfter, m.AlertAfter), MaxSize: m.MaxSize, Inflight: inflight, Dial: a.o.Dial, Logger: a.log,
		Receiver: receiver{a.desk}, Keeper: a.blobParts()})
}

func sendServer(s config.Server) (mailout.Server, error) {
	trust, err := tlsConfig(s)
	auth := map[string]mailout.Auth{"plain": mailout.AuthPlain, "login": mailout.AuthLogin, "none": mailout.AuthNone}[s.Auth]
	return mailout.Server{Host: s.Host, Port: s.Port, Security: mailout.Security(s.Security), TLS: trust, User: s.User,
		Password: s.Password, Auth: auth, Insist: s.Security == config.Plain}, err // the configuration insisted already
}

// tlsConfig trusts the operator's own authorities beside the system's.
func tlsConfig(s config.Server) (*tls.Config, error) {
	if s.CA == "" {
		return nil, nil
	}
	pem, err := os.ReadFile(s.CA)
	if err != nil {
		return nil, fmt.Errorf("read the certificates: %w", err)
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("%s holds no certificate", s.CA)
	}
	return &tls.Config{RootCAs: pool, ServerName: s.Host, MinVersion: tls.VersionTLS12}, nil
}

// blobs is the blob store as mailin and desk want it. When the disk refuses to keep what was written the daemon ends:
// only opening the folder anew tells what is there.
type blobs struct {
	*blob.Store
	fatal chan<- error
}

// Sync makes everything that was put before durable.
func (b blobs) Sync(ctx context.Context) error {
	err := b.Store.Sync(ctx)
	if errors.Is(err, blob.ErrBroken) {
		select {
		case b.fatal <- err:
		default:
		}
	}
	return err
}

func (b blobs) Get(ctx context.Context, id string) (io.ReadSeekCloser, error) {
	return b.Store.Get(ctx, id)
}

func (a *App) blobParts() blobs { return blobs{a.blobs, a.fatal} }

// Open is Get under the name that the desk uses.
func (b blobs) Open(ctx context.Context, id string) (io.ReadSeekCloser, error) { return b.Get(ctx, id) }

// leaves takes attachments out of stored mails.
type leaves struct{ blobs *blob.Store }

func (l leaves) Leaf(raw string, part int, w io.Writer) error {
	b, err := l.blobs.Get(context.Background(), raw)
	if err != nil {
		return err
	}
	defer b.Close()
	return parse.Leaf(b, part, w)
}

// receiver hands mails to the desk.
type receiver struct{ desk *desk.Desk }

func (r receiver) Cursor(ctx context.Context, mailbox string) (c mailin.Cursor, err error) {
	b, err := r.desk.Cursor(ctx, mailbox)
	if err != nil || b == nil {
		return c, err
	}
	return c, json.Unmarshal(b, &c)
}

func (r receiver) Receive(ctx context.Context, batches iter.Seq[mailin.Batch], ended func(error)) error {
	return r.desk.ReceiveAll(ctx, func(yield func(desk.Batch) bool) {
		for b := range batches {
			if !yield(batchOf(&b)) {
				return
			}
		}
	}, ended)
}

func batchOf(b *mailin.Batch) desk.Batch {
	batch := desk.Batch{Mailbox: b.Mailbox, Before: encodeCursor(b.Before), After: encodeCursor(b.Cursor), Arrivals: make([]desk.Arrival, len(b.Arrivals))}
	for i := range b.Arrivals {
		a := &b.Arrivals[i]
		batch.Arrivals[i] = desk.Arrival{At: a.At, Raw: a.Raw, Mail: &a.Mail, Oversize: a.Oversize, Baseline: a.Baseline, Skip: a.Skip, Failed: a.Failed}
	}
	return batch
}

// encodeCursor is nil for the zero cursor, as a mark that does not exist.
func encodeCursor(c mailin.Cursor) []byte {
	if c == (mailin.Cursor{}) {
		return nil
	}
	b, err := json.Marshal(c)
	if err != nil {
		panic(err) // three numbers can be written
	}
	return b
}

func (r receiver) Trouble(ctx context.Context, t tickets.Trouble) error {
	return r.desk.Trouble(ctx, t)
}

// outbox takes letters from the desk.
type outbox struct{ desk *desk.Desk }

func (o outbox) Lease(ctx context.Context, max int, busy []string, lease time.Duration) ([]tickets.Letter, time.Time, error) {
	return o.desk.Lease(ctx, max, busy, lease)
}

func (o outbox) Open(ctx context.Context, raw string) (io.ReadCloser, error) {
	return o.desk.Raw(ctx, raw)
}

func (o outbox) Settle(ctx context.Context, results []mailout.Result) error {
	settled := make([]desk.Settled, len(results))
	for i, r := range results {
		settled[i] = desk.Settled(r)
	}
	return o.desk.Settle(ctx, settled)
}

func (o outbox) Kicked() <-chan struct{} { return o.desk.Kicked() }

var errNoMailbox = errors.New("no such mailbox")
