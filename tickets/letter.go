package tickets

import "time"

// Notice names a kind of letter, and the template that words it.
type Notice string

// The notices of this desk, one template each.
const (
	Received          Notice = "received"           // to a customer: your mail is ticket #N
	AgentReply        Notice = "agent_reply"        // to customers: what the agent wrote
	QuestionForm      Notice = "question_form"      // to a customer: questions to answer
	PendingReminder   Notice = "pending_reminder"   // to a customer: we wait for your answer
	SolvedNotice      Notice = "solved"             // to a customer: solved, reply to reopen
	ClosedNotice      Notice = "closed"             // to a customer
	WordAnswer        Notice = "word_answer"        // to a customer: what a word such as list did, or asked for
	TooLarge          Notice = "too_large"          // to a customer: the mail exceeded the limit
	NewTicket         Notice = "new_ticket"         // to an agent: a new ticket is yours
	SwarmCall         Notice = "swarm"              // to a whole tier: the first to take it owns it
	SwarmJoin         Notice = "swarm_join"         // to an agent: help the owner; the hand-off packet
	CustomerReplied   Notice = "customer_replied"   // to an agent
	NoteAdded         Notice = "note_added"         // to an agent: a colleague's internal note
	ColleagueAnswered Notice = "colleague_answered" // to an agent: somebody answered the customer on your ticket
	Collision         Notice = "collision"          // to an agent: a colleague answered just before you
	Assigned          Notice = "assigned"           // to an agent: yours now
	Reminder          Notice = "reminder"           // to an agent: the time of a hold or snooze has come
	Escalated         Notice = "escalated"          // to an agent: the hand-off packet
	Overdue           Notice = "overdue"            // to a manager: the clock ran out on the top rung
	VendorRequest     Notice = "vendor_request"     // to a vendor: what it is asked
	VendorChaser      Notice = "vendor_chaser"      // to a vendor: we wait for an answer
	VendorReplied     Notice = "vendor_answered"    // to an agent: what a vendor wrote, as the draft of an answer
	VendorClock       Notice = "vendor_clock"       // to an agent: a vendor's answer is due soon, or late
	SLAWarning        Notice = "sla_warning"        // to an agent: something promised to the customer is due soon
	SLABreach         Notice = "sla_breach"         // to an agent and the managers: it is late
	ChainNotice       Notice = "chain"              // to people of the desk: a step of an escalation chain
	Alert             Notice = "alert"              // to an address outside the desk: the same, without a word of the matter
	FailOver          Notice = "fail_over"          // to an agent: yours, because mail to its owner came back
	Undeliverable     Notice = "undeliverable"      // to an agent: a letter did not arrive
	Receipt           Notice = "receipt"            // to an agent: what your commands did
	Answered          Notice = "answer"             // to an agent: what a query found
	ConfirmMail       Notice = "confirm_mail"       // to an agent: is this mail yours?
	StrangerWrote     Notice = "stranger_wrote"     // to an agent: a stranger's mail to a ticket is kept back
	CommandError      Notice = "command_error"      // to an agent: nothing was done, and why
	KeptBackNotice    Notice = "kept_back"          // to an agent: your answer has words that customers must not see
	Together          Notice = "together"           // to people of the desk: what waited for them, on several tickets
	MailboxTrouble    Notice = "mailbox_trouble"    // to managers: unreachable, or back
	LettersHeld       Notice = "letters_held"       // to managers: a budget is used up
	Digest            Notice = "digest"             // to managers, daily
)

// Notices lists every notice, for checks that none lacks a template.
func Notices() []Notice {
	return []Notice{
		Received, AgentReply, QuestionForm, PendingReminder,
		SolvedNotice, ClosedNotice, WordAnswer, TooLarge, NewTicket, SwarmCall, SwarmJoin,
		CustomerReplied, NoteAdded, ColleagueAnswered, Collision,
		Assigned, Reminder, Escalated, Overdue,
		VendorRequest, VendorChaser, VendorReplied, VendorClock,
		SLAWarning, SLABreach, ChainNotice, Alert,
		FailOver, Undeliverable, Receipt, Answered, CommandError, KeptBackNotice,
		ConfirmMail, StrangerWrote, Together, MailboxTrouble, LettersHeld,
		Digest,
	}
}

// Draft is a letter before it is worded: everything a template and a composer need, and nothing that changes
// when it is composed a second time.
type Draft struct {
	Ticket  ID // 0 for a letter that belongs to no ticket
	Seq     uint64
	Notice  Notice
	Leg     Leg       // the leg it speaks on; the recipient must be entitled to it
	At      time.Time // its Date
	After   time.Time // not to be sent earlier; zero: at once
	Mailbox string    // the desk address it is sent from
	From    string    // the display name beside that address: Ann (Acme Support)

	Recipient Address   // the one person this copy goes to
	To, Cc    []Address // the header fields; the Recipient is in one of them

	ReplyTo    string // carries the recipient's token where the mailbox has sub-addressing
	MessageID  string // carries the recipient's token always; without angle brackets
	InReplyTo  string
	References []string
	Auto       AutoSubmitted

	Held *Overrun // kept back until a person releases it; nil for one that leaves

	Language    string // of its template, as in RFC 5646; "" for the desk's own
	Subject     string // of the conversation, for letters that continue a thread; templates may use it
	Data        NoticeData
	Attachments []Enclosure
}

// AutoSubmitted is the value of the field of RFC 3834, section 5.
type AutoSubmitted string

// A person's words are not automatic; an answer to one mail is auto-replied; everything else the desk says by itself is auto-generated.
const (
	ByPerson      AutoSubmitted = ""
	AutoReplied   AutoSubmitted = "auto-replied"
	AutoGenerated AutoSubmitted = "auto-generated"
)

// Enclosure is an attachment of a letter: a leaf of a raw mail that the desk keeps.
type Enclosure struct {
	Attachment
	Raw string `json:"raw"` // the blob of the mail that it came in
}

// Body is words that a person wrote. Markdown is "" when the mail had no formatting; Text always stands for itself.
type Body struct {
	Text     string
	Markdown string
}

// NoticeData is what templates may show. One struct for all notices keeps sample data and checks in one place;
// a notice uses the fields that its name suggests and leaves the others zero.
type NoticeData struct {
	Desk      string // the desk's name
	Number    string // #1024
	Tag       string // [ACME #1024]
	Subject   string // of the ticket
	Status    Status
	Priority  Priority
	Queue     string
	Tier      string // L2 Specialists
	Requester Address
	Copies    []Address // who else on the customer's side reads an answer
	Assignee  string    // the agent's name, "" for nobody
	You       string    // the recipient's name, "" when unknown
	Actor     string    // the name of the person whose act this is
	Opened    time.Time
	Due       time.Time     // when the tier's clock runs out; zero: no clock
	Clocks    []ClockLine   // of what the customer was promised
	Lapsed    []ClockLine   // sla_warning, sla_breach: those that it is about
	Why       string        // one sentence: why this letter comes
	Body      Body          // what was written
	Files     []string      // names of attachments that are too large to be enclosed
	Doors     *Doors        // how to act on the ticket; nil where there is nothing to do
	Fields    []Filled      // what the customer answered to question forms
	Missing   []string      // what they did not answer
	Solved    bool          // the reply also solves the ticket
	Ago       time.Duration // collision: how long before this the colleague answered
	Leaves    time.Time     // collision: when the recipient's own answer leaves
	Previous  string        // the number of the ticket that this one follows up, "" for none
	Told      *Told         // word_answer only
	Packet    *Packet       // for who gets the ticket, or is asked to help
	Leaks     []Leak        // kept_back only
	Vendor    *VendorPart   // letters to a vendor, and about one
	Fault     *Fault        // command_error only
	Kept      *Suspended    // confirm_mail and stranger_wrote: the mail that is kept back
	Orders    []string      // confirm_mail: its command lines
	Done      []string      // receipt: what was done, one line a command
	Findings  *Findings     // answer only
	Failure   *Failure      // undeliverable only
	Gathered  *Gathered     // together only
	Trouble   *Trouble      // mailbox_trouble only
	Breaker   *HeldLetter   // letters_held only: the first letter that is held
	Report    *Report       // digest only
}

// Fault says what is wrong with a command line, and what would be right.
type Fault struct {
	Line    int    // in the mail, counted from 1
	Text    string // the line
	Problem string
	Nearest string // the nearest right form, "" when there is none
}

// Failure tells of a letter that did not arrive.
type Failure struct {
	To         Address
	Notice     Notice
	Status     string // x.y.z of RFC 3463 or an SMTP code
	Diagnostic string
	Until      time.Time // the desk writes nothing by itself to the address until then; zero: it does
}

// Trouble tells of a mailbox that cannot be reached, or is back.
type Trouble struct {
	Mailbox string
	Since   time.Time
	Back    bool
	Error   string
}

// Report holds the figures of one digest.
type Report struct {
	From, To  time.Time
	Tiers     []TierFigures
	AtRisk    []RiskLine
	Suspended []Suspended
	Held      []HeldLetter // by budgets, oldest first, so many as a digest shows
	HeldInAll int
	// Suppressed are the addresses to which the desk writes nothing by itself.
	Suppressed []Suppression
	Expired    []Suspended   // dropped in the time of the digest, because nobody said what shall become of them
	Keep       time.Duration // how long suspended mail is kept; 0: until somebody says
	Away       []AwayLine
}

// AwayLine is somebody of the desk who is away.
type AwayLine struct {
	Name  string
	Until time.Time
	Why   string
}

// TierFigures are the figures of one tier over the time of the digest, and its backlog at its end.
type TierFigures struct {
	Tier      string
	Opened    int
	Solved    int
	Open      int
	Oldest    time.Duration // age of the oldest open ticket; zero when none is open
	Escalated int           // tickets that climbed away from this tier
}

// RiskLine is a ticket that will, or did, run out of time.
type RiskLine struct {
	Number   string
	Subject  string
	Tier     string
	Assignee string
	Due      time.Time
	Overdue  bool
}

// LetterState is where a letter stands on its way out.
type LetterState string

// A letter is queued until the next server took it, or refused it for good, or its author took it back in time. One that
// a budget kept back is held until somebody releases it, which queues it, or drops it, which cancels it.
const (
	Queued    LetterState = "queued"
	Held      LetterState = "held"
	Sent      LetterState = "sent"
	Failed    LetterState = "failed"
	Cancelled LetterState = "cancelled"
)

// Letter is an outgoing mail for one recipient, composed, with fixed bytes and a fixed Message-ID.
// Ticket and Seq name it. Letters of one ticket to one recipient leave in the order of Seq.
type Letter struct {
	Ticket    ID          `json:"ticket"`
	Seq       uint64      `json:"seq"`
	Notice    Notice      `json:"template"`
	Leg       Leg         `json:"leg"`
	Mailbox   string      `json:"mailbox"`  // whose SMTP server sends it
	Envelope  string      `json:"envelope"` // MAIL FROM; "" is the null return path
	To        string      `json:"to"`       // RCPT TO
	MessageID string      `json:"message_id"`
	Raw       string      `json:"raw"` // the blob of the finished bytes
	Size      int64       `json:"size"`
	Made      time.Time   `json:"made"`
	State     LetterState `json:"state"`
	Attempts  int         `json:"attempts"`
	Next      time.Time   `json:"next"` // the earliest moment of the next attempt
	Done      time.Time   `json:"done,omitzero"`
	Error     string      `json:"error"` // of the last attempt
}
