// Package compose makes the finished mail of a letter: draft in, RFC 5322 bytes out, the same bytes every time.
//
// The desk composes a letter before it commits it, so that what was promised is what is sent, however often. Nothing here
// looks at a clock or draws a random number: the boundaries come from the Message-ID, the Date is the draft's. Times in
// the text are shown in the zone of Draft.At, so a caller puts that moment into its reader's zone.
//
// # Shape
//
// Only the levels that are needed:
//
//	multipart/mixed                      when something is attached
//	├── multipart/related                when the text shows pictures
//	│   ├── multipart/alternative
//	│   │   ├── text/plain               always
//	│   │   └── text/html                always
//	│   └── image/png …                  each enclosure whose Content-ID the HTML half shows
//	└── application/pdf …                every other enclosure
//
// Texts are UTF-8, as 7bit where they can be and quoted-printable otherwise. Enclosures stream through base64 and are
// never held in memory. A message/rfc822 enclosure must not be base64 (RFC 2046, section 5.2.1): it goes as it is when it
// is clean ASCII, and as an .eml file otherwise.
//
// # Header
//
// References keep the first identifier and the last nine. Automatic letters say so (RFC 3834, section 5) and ask
// Exchange for no answers and receipts; an agent's out-of-office notice stays welcome, because the desk learns from it that
// the agent is away. There is no Precedence field: RFC 3834, section 3.1.8 recommends none, and filters take "bulk" for a
// reason to hide a mail. Every letter carries X-Tierdesk-Loop, by which a desk knows its own mail when it comes back.
//
// # Safety
//
// No value can start a new field: CR, LF, NUL and other control characters in subjects, names, identifiers and file names
// become blanks or fall away. When an enclosure cannot be read Compose fails; a mail is never silently cut short.
package compose
