package config

// file is the configuration as it is written. Every key is one of these fields; anything else is refused. Durations, sizes
// and addresses stay texts here, because only the checker knows their place.
type file struct {
	Desk       deskSection              `yaml:"desk"`
	Mailboxes  []mailboxSection         `yaml:"mailboxes"`
	People     map[string]personSection `yaml:"people"`
	Tiers      map[string]tierSection   `yaml:"tiers"`
	Priorities map[string][]string      `yaml:"priorities"`
	Routes     []routeSection           `yaml:"routes"`
	Digest     []digestSection          `yaml:"digest"`
	Budgets    budgetsSection           `yaml:"budgets"`
	Suspended  suspendedSection         `yaml:"suspended"`
	Log        logSection               `yaml:"log"`
}

type suspendedSection struct {
	Expire string `yaml:"expire"`
}

type deskSection struct {
	Name         string         `yaml:"name"`
	Tag          string         `yaml:"tag"`
	Data         string         `yaml:"data"`
	Timezone     string         `yaml:"timezone"`
	Secret       string         `yaml:"secret"`
	OldSecrets   []string       `yaml:"old_secrets"`
	Templates    string         `yaml:"templates"`
	ReopenWithin string         `yaml:"reopen_within"`
	UndoDelay    string         `yaml:"undo_delay"`
	AwayFor      string         `yaml:"away_for"`
	ReplyTo      string         `yaml:"reply_to"`
	Enclose      string         `yaml:"enclose"`
	Inflight     string         `yaml:"inflight"`
	Forms        string         `yaml:"forms"`
	Canned       string         `yaml:"canned"`
	Pending      pendingSection `yaml:"pending"`
}

type pendingSection struct {
	Remind string `yaml:"remind"`
	Solve  string `yaml:"solve"`
}

type mailboxSection struct {
	Address      string       `yaml:"address"`
	Name         string       `yaml:"name"`
	IMAP         string       `yaml:"imap"`
	SMTP         string       `yaml:"smtp"`
	User         string       `yaml:"user"`
	Password     string       `yaml:"password"`
	SMTPUser     string       `yaml:"smtp_user"`
	SMTPPassword string       `yaml:"smtp_password"`
	Auth         string       `yaml:"auth"`
	CA           string       `yaml:"ca"`
	Insist       bool         `yaml:"plain_is_fine"`
	Subaddress   string       `yaml:"subaddress"`
	Trust        trustSection `yaml:"trust"`
	Folder       string       `yaml:"folder"`
	After        string       `yaml:"after"`
	History      string       `yaml:"history"`
	Poll         string       `yaml:"poll"`
	MaxSize      string       `yaml:"max_size"`
	AlertAfter   string       `yaml:"alert_after"`
}

type trustSection struct {
	Authserv string `yaml:"authserv"`
	Agents   string `yaml:"agents"`
}

type personSection struct {
	Email    string   `yaml:"email"`
	Aliases  []string `yaml:"aliases"`
	Name     string   `yaml:"name"`
	Role     string   `yaml:"role"`
	Timezone string   `yaml:"timezone"`
}

type tierSection struct {
	Name       string   `yaml:"name"`
	People     []string `yaml:"people"`
	Assign     string   `yaml:"assign"`
	Respond    string   `yaml:"respond"`
	HoldAtMost string   `yaml:"hold_at_most"`
}

type routeSection struct {
	Name     string         `yaml:"name"`
	When     string         `yaml:"when"`
	Continue bool           `yaml:"continue"`
	Queue    string         `yaml:"queue"`
	Tier     *int           `yaml:"tier"`
	Priority string         `yaml:"priority"`
	Type     string         `yaml:"type"`
	Tags     []string       `yaml:"tags"`
	Assignee string         `yaml:"assignee"`
	Ask      string         `yaml:"ask"`
	Canned   string         `yaml:"canned"`
	Suspend  bool           `yaml:"suspend"`
	Impact   string         `yaml:"impact"`
	Urgency  string         `yaml:"urgency"`
	Routes   []routeSection `yaml:"routes"`
}

type digestSection struct {
	Name string   `yaml:"name"`
	To   []string `yaml:"to"`
	At   string   `yaml:"at"`
	Days string   `yaml:"days"`
}

type budgetsSection struct {
	Ticket      []string `yaml:"ticket"`
	Recipient   []string `yaml:"recipient"`
	Domain      []string `yaml:"domain"`
	Overall     []string `yaml:"overall"`
	StaffTicket []string `yaml:"staff_ticket"`
	Staff       []string `yaml:"staff"`
	Reopen      []string `yaml:"reopen"`
	Suppress    string   `yaml:"suppress"`
}

type logSection struct {
	Level  string `yaml:"level"`
	Format string `yaml:"format"`
}
