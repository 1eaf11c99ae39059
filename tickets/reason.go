package tickets

// Reason says why a decision was taken. The list is closed: the journal, the log, the metrics and `explain` use these words.
type Reason string

// Why a mail is on its ticket: the threading order of SPEC section 3.
const (
	ByAddressToken  Reason = "token_in_address"    // (1) a signed token in a recipient address
	BySubjectToken  Reason = "token_in_subject"    // (1) the same in the subject, where an address has no room for it
	ByMessageToken  Reason = "token_in_message_id" // (2) a signed token in In-Reply-To or References
	ByMessageID     Reason = "known_message_id"    // (3) a Message-ID we know
	ByVendorNumber  Reason = "vendor_reference"    // the number under which a vendor keeps it, from that vendor
	BySubjectTag    Reason = "subject_tag"         // (4) the tag, from someone who belongs to the ticket
	BySharedUnknown Reason = "shared_unknown_reference"
	ByNothing       Reason = "new_matter" // (6) nothing leads to a ticket
	ByReport        Reason = "delivery_report"
	ByHand          Reason = "by_hand"
)

// What was decided.
const (
	Routed            Reason = "routed" // which rules said where the ticket goes
	Opened            Reason = "opened"
	OpenedSilently    Reason = "opened_without_answer" // machine mail is never answered (RFC 3834, section 2)
	OpenedForCustomer Reason = "opened_for_customer"   // an agent's forward
	FollowUpOpened    Reason = "follow_up_opened"
	CustomerWrote     Reason = "customer_wrote"
	WordObeyed        Reason = "customer_word" // a customer's mail said one word, such as list
	ClosedByCustomer  Reason = "closed_by_customer"
	ThanksRecorded    Reason = "thanks_recorded" // nothing but thanks: no clock, nothing reopened
	Reopened          Reason = "reopened"
	AgentAnswered     Reason = "agent_answered"
	AnswersCrossed    Reason = "answers_crossed"  // two people answered at once: the second answer waits longer
	WrittenDirectly   Reason = "written_directly" // an agent wrote to the customer with a copy to the desk
	NoteWritten       Reason = "note_written"
	CommandRun        Reason = "command_run"
	CommandRefused    Reason = "command_refused"
	QueryAnswered     Reason = "query_answered"
	AutoRecorded      Reason = "machine_mail_recorded"
	DelayRecorded     Reason = "delay_recorded"
	LetterFailed      Reason = "letter_failed"
	FailedOver        Reason = "failed_over" // its owner does not get our mail
	AddressSuppressed Reason = "address_suppressed"
	SuppressionOver   Reason = "suppression_over"
	ReopenedQuietly   Reason = "reopened_quietly" // it was reopened too often: nobody is told
	NoticeWaits       Reason = "notice_waits"     // somebody is told later
	NoticesTold       Reason = "notices_told"     // of what waited for somebody, all that still holds
	NoticeWithdrawn   Reason = "notice_withdrawn" // it waited until it was no longer true, or something later says more
	LetterHeld        Reason = "letter_held"      // a budget kept it back
	LetterReleased    Reason = "letter_released"  // a person let it go after all
	LetterDropped     Reason = "letter_dropped"
	ClimbedByClock    Reason = "escalated_by_clock"
	ClimbedByHand     Reason = "escalated_by_command"
	WentDown          Reason = "deescalated_by_command"
	PauseOver         Reason = "pause_over"      // a hold, snooze or acknowledgement came to its end
	AnswerRecalled    Reason = "answer_recalled" // its author took it back before it left
	TicketLinked      Reason = "linked"
	VendorAsked       Reason = "vendor_asked"
	VendorAnswered    Reason = "vendor_answered"
	VendorRobot       Reason = "vendor_robot"     // its tracker wrote by itself: nobody is told
	VendorNumber      Reason = "vendor_number"    // under which it keeps our matter
	VendorPassedOn    Reason = "vendor_passed_on" // its answer went to the customer
	VendorChased      Reason = "vendor_chased"
	VendorWarned      Reason = "vendor_warning" // its answer is due soon, by contract
	VendorLate        Reason = "vendor_late"
	ClockRanOut       Reason = "clock_ran_out_on_top"
	WentAway          Reason = "went_away"
	HandedOn          Reason = "handed_on"    // its owner is away
	SwarmCalled       Reason = "swarm_called" // a whole rung is told
	SwarmJoined       Reason = "swarm_joined" // by a note
	AssignedByTier    Reason = "assigned_by_tier"
	EverybodyFull     Reason = "everybody_full" // it waits in the queue of its tier
	BehindOthers      Reason = "behind_others"  // others wait there before it
	GivenFromQueue    Reason = "given_from_queue"
	PromiseWarned     Reason = "sla_warning" // something promised to the customer is due soon
	PromiseBroken     Reason = "sla_breach"
	ChainBegan        Reason = "chain_began" // the rung's clock ran out, and an escalation chain takes over
	ChainStepDone     Reason = "chain_step"  // an escalation chain told somebody, or did something
	ClocksSet         Reason = "clocks_set"  // by rules that changed
	ClosedByClock     Reason = "closed_by_clock"
	FormSent          Reason = "form_sent"
	FormAnswered      Reason = "form_answered"
	CustomerReminded  Reason = "customer_reminded"
	SolvedUnanswered  Reason = "solved_unanswered" // pending for too long
	NothingDue        Reason = "nothing_due"
	WasSplit          Reason = "split"
	OpenedBySplit     Reason = "opened_by_split"
	WasMerged         Reason = "merged"
	TookMerge         Reason = "merge_taken"
	FollowUpLinked    Reason = "follow_up_linked"
	RelayIgnored      Reason = "relay_ignored"
	WasImported       Reason = "imported"
)

// Why a mail was suspended. Beside them Zendesk's causes, for who comes from there:
//
//	spam                                      spam
//	auto_mailer, auto_vacation,               machine_without_ticket; on a ticket it is recorded, not suspended
//	auto_delivery_failure, backscatter
//	loop, system_user, to_noreply             own_mail; what a loop would send is held by the budgets (see LetterHeld)
//	unverified                                unproven_agent, foreign_token, expired_token, wrong_token
//	unknown_user_update                       stranger
//	other_user_update                         not_entitled, revoked_token
//	blank                                     blank
//	blocklisted                               blocked, route
//	unprocessable                             failed, too_large, same_message_id
//	not_on_whitelist, unknown_author,         none: every customer may write, nobody needs an account
//	signup_required, disabled, server_lock, unserviceable_account
//
// It knows none for a leak.
const (
	SuspendedSpam        Reason = "spam"
	SuspendedMachine     Reason = "machine_without_ticket"
	SuspendedOwn         Reason = "own_mail"
	SuspendedUnproven    Reason = "unproven_agent"  // From names someone of the desk, and nothing proves it
	SuspendedForeign     Reason = "foreign_token"   // the token was made for someone else
	SuspendedExpired     Reason = "expired_token"   // the token was made with a key whose time is over
	SuspendedWrong       Reason = "wrong_token"     // the token does not verify: forged, damaged, or of a key that is gone
	SuspendedRevoked     Reason = "revoked_token"   // the token was taken from its owner, who may not write there any more
	SuspendedLeak        Reason = "leak"            // an agent's answer has words that customers must not see
	SuspendedStranger    Reason = "stranger"        // a known ticket, an unknown sender
	SuspendedVendor      Reason = "unproven_vendor" // From names a vendor that was asked, and nothing proves it
	SuspendedTooLarge    Reason = "too_large"       // over the size limit; kept on the server
	SuspendedUnreadable  Reason = "failed"          // reading or storing it failed again and again
	SuspendedEmpty       Reason = "blank"           // no text, no attachment, no subject
	SuspendedSameID      Reason = "same_message_id" // two different mails with one Message-ID
	SuspendedBlocked     Reason = "blocked"         // a manager blocked the sender
	SuspendedByRoute     Reason = "route"           // a rule of the operator
	SuspendedNotEntitled Reason = "not_entitled"    // proven, but without access to that ticket
)
