package config

// file is the configuration as it is written. Every key is one of these fields; anything else is refused. Durations, sizes
// and addresses stay texts here, because only the checker knows their place.
type file struct {
	Desk       deskSection                `yaml:"desk"`
	Mailboxes  []mailboxSection           `yaml:"mailboxes"`
	People     map[string]personSection   `yaml:"people"`
	Tiers      map[string]tierSection     `yaml:"tiers"`
	Calendars  map[string]calendarSection `yaml:"calendars"`
	SLA        []slaSection               `yaml:"sla"`
	Chains     map[string][]stepSection   `yaml:"chains"`
	Priorities map[string][]string        `yaml:"priorities"`
	Routes     []routeSection             `yaml:"routes"`
	Digest     []digestSection            `yaml:"digest"`
	Notices    noticesSection             `yaml:"notices"`
	Budgets    budgetsSection             `yaml:"budgets"`
	Suspended  suspendedSection           `yaml:"suspended"`
	Log        logSection                 `yaml:"log"`
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
	Hours    string   `yaml:"hours"`

	Skills    []string `yaml:"skills"`
	Languages []string `yaml:"languages"`
	Capacity  int      `yaml:"capacity"`

	Notices *noticesSection `yaml:"notices"`
}

type noticesSection struct {
	Wait     string `yaml:"wait"`
	Interval string `yaml:"interval"`
	Flood    *int   `yaml:"flood"`
	During   string `yaml:"during"`
}

type tierSection struct {
	Name       string   `yaml:"name"`
	People     []string `yaml:"people"`
	Assign     string   `yaml:"assign"`
	Sticky     bool     `yaml:"sticky"`
	Respond    string   `yaml:"respond"`
	HoldAtMost string   `yaml:"hold_at_most"`
	Hours      string   `yaml:"hours"`

	Vendors map[string]vendorSection `yaml:"vendors"`
}

type calendarSection struct {
	Timezone string   `yaml:"timezone"`
	Hours    []timed  `yaml:"hours"`
	Holidays []string `yaml:"holidays"`
	Open     []timed  `yaml:"open"`
}

type stepSection struct {
	After  string `yaml:"after"`
	When   string `yaml:"when"`
	Tell   words  `yaml:"tell"`
	Do     string `yaml:"do"`
	Repeat int    `yaml:"repeat"`
}

// words are one word or a list of them.
type words []string

// UnmarshalYAML reads either. It implements yaml.InterfaceUnmarshaler.
func (w *words) UnmarshalYAML(read func(any) error) error {
	var one string
	if read(&one) == nil {
		*w = words{one}
		return nil
	}
	return read((*[]string)(w))
}

// timed is a text with a time of day in it. Inside braces the YAML library takes the colon of Mon 09:00 for that of a key,
// although no blank follows it (YAML 1.2, section 7.3.3); here the two are put together again.
type timed string

// UnmarshalYAML reads a text, also one that was taken for a key with a value. It implements yaml.InterfaceUnmarshaler.
func (t *timed) UnmarshalYAML(read func(any) error) error {
	var text string
	err := read(&text)
	var torn map[string]string
	if err != nil && read(&torn) == nil && len(torn) == 1 {
		for key, value := range torn {
			text, err = key+":"+value, nil
		}
	}
	*t = timed(text)
	return err
}

type slaSection struct {
	Name     string   `yaml:"name"`
	When     string   `yaml:"when"`
	Respond  string   `yaml:"respond"`
	Next     string   `yaml:"next"`
	Resolve  string   `yaml:"resolve"`
	Inform   string   `yaml:"inform"`
	Calendar string   `yaml:"calendar"`
	Warn     string   `yaml:"warn"`
	Pause    []string `yaml:"pause"`
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
	Skill    string         `yaml:"skill"`
	Model    string         `yaml:"model"`
	Ask      string         `yaml:"ask"`
	Canned   string         `yaml:"canned"`
	SLA      string         `yaml:"sla"`
	Chain    string         `yaml:"chain"`
	Suspend  bool           `yaml:"suspend"`
	Impact   string         `yaml:"impact"`
	Urgency  string         `yaml:"urgency"`
	Vendor   string         `yaml:"vendor"`
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
