package config

import (
	"time"

	"tierdesk/tickets"
	"tierdesk/tickets/report"
	"tierdesk/tickets/thread"
)

// Config is a configuration that was read, checked and turned into what the packages take. Every path is absolute.
type Config struct {
	File      string // where it was read from
	Data      string // the data folder
	Templates string // the operator's own templates; "" for none
	Log       Log
	Rules     *tickets.Rules // with Router and Signer
	Keys      *thread.Keys
	Digests   []Digest
	Mailboxes []Mailbox
	Inflight  int64 // bytes of mails in memory, over all mailboxes
}

// Log says how to log.
type Log struct {
	Level string // debug, info, warn, error
	JSON  bool
}

// Digest is a daily letter to managers.
type Digest struct {
	Name     string   // unique; under it the desk remembers which digests were sent
	To       []string // ids of people
	Schedule report.Schedule
}

// Mailbox is an address of the desk with the servers behind it.
type Mailbox struct {
	Address    string
	IMAP, SMTP Server
	Folder     string // INBOX
	After      After
	Import     bool // history: import
	Poll       time.Duration
	MaxSize    int64 // in bytes
	AlertAfter time.Duration
}

// Server is how to reach a server and log in there.
type Server struct {
	Host     string
	Port     int
	Security Security
	User     string
	Password string // of the environment or a file, read when the configuration was loaded; never logged
	Auth     string // plain, login, or "" for what the server offers; none for an SMTP server that asks for no login
	CA       string // a file of certificates to trust beside the system's; "" for none
	Insist   bool   // Plain beyond loopback is wanted: plain_is_fine
}

// Security is how a connection is protected.
type Security string

// The ways to protect a connection. Plain is refused outside loopback unless the configuration insists.
const (
	TLS      Security = "tls"      // from the first byte: imaps, smtps (RFC 8314, section 3)
	StartTLS Security = "starttls" // required, never optional (RFC 9051, section 6.2.1; RFC 3207)
	Plain    Security = "plain"
)

// After says what becomes of a mail on the server once it was taken over.
type After struct {
	Do     string // move, flag, keep, delete
	Folder string // of move
	Flag   string // of flag
}
