package demo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
)

// Options say how the demo is run.
type Options struct {
	Once bool         // end after the scenes; otherwise the desk runs on until the context ends
	Save string       // a folder, new or empty, that gets the configuration, every mail and what was told; "" for none
	Out  io.Writer    // where it is told
	Log  *slog.Logger // of the desk; nil for none
}

// Run plays the demo. Before it returns, everything that it started has ended and its temporary folder is gone. The error
// names the first expectation that was not met, or says that mails were lost or doubled.
func Run(ctx context.Context, o Options) (err error) {
	if err := mayFill(o.Save); err != nil {
		return err
	}
	tell := newNarrator(o.Out)
	s, err := openStage(ctx, tell, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	err = s.play(ctx)
	if o.Save != "" {
		err = errors.Join(err, s.save(o.Save))
	}
	if err != nil || o.Once {
		return err
	}
	s.invite()
	return s.stay(ctx)
}

// stay lets the desk work until the context ends.
func (s *stage) stay(ctx context.Context) error {
	select {
	case <-ctx.Done():
		s.tell.line(plain, "")
		s.tell.line(plain, "The desk stops.")
		return nil
	case err := <-s.ended:
		s.ended <- err
		return fmt.Errorf("the desk has ended by itself: %w", err)
	}
}

// act is one scene of the play.
type act struct {
	title, about string
	play         func(*scene)
}

func acts() []act {
	return []act{
		{"A question", "Ann answers from her mail client. Mia sees one conversation, and nothing of what is inside.", question},
		{"A password", "Ben has Cleo in Cc, and Ann's answer has a picture. Everybody stays in the conversation.", password},
		{"A robot", "Otto is away. His robot answers the answer, and the two machines do not begin to talk.", robot},
		{"A bounce", "Carl's mailbox is closed before the answer reaches it. Whoever answered gets to know.", bounce},
		{"A forged command", "Somebody outside writes in Ann's name. The mail is kept back, and nothing is done.", forgery},
		{"An outage", "Nobody on L1 and L2 answers, so the ticket climbs. Their clocks are set to " + hurried + " for it.", outage},
		{"A ladder", "Card payments fail at Pia's. L1 and L2 hand it up with what they tried, L3 asks the vendor and passes its answer on.", ladder},
		{"A swarm", "The same fails at Leo's, whose queue swarms: everybody is told, Bob takes it and pulls the others in.", swarming},
		{"Left for you", "Zoe's question stays open, for whoever connects with a mail client of their own.", leftover},
		{"The day ends", "Dana gets the digest. Its hour, 17:30, is made to strike now.", digest},
	}
}

// play plays all scenes and counts.
func (s *stage) play(ctx context.Context) error {
	s.introduce()
	for i, a := range acts() {
		s.tell.scene(i+1, a.title, a.about)
		playing := &scene{cast: s.cast, on: s, ctx: ctx}
		if a.play(playing); playing.err != nil {
			return fmt.Errorf("scene %d of the demo, %s: %w", i+1, strings.ToLower(a.title), playing.err)
		}
	}
	return s.count(ctx)
}

// introduce says who takes part.
func (s *stage) introduce() {
	s.tell.line(bold, "tierdesk demo: Acme Support, a help desk in e-mail, on this machine only")
	s.tell.line(plain, "")
	s.tell.line(plain, "  mail server  IMAP %s:%d, SMTP %s:%d", host, s.servers.imap, host, s.servers.submission)
	s.tell.line(plain, "  the desk     %s, data in %s", support, s.folder)
	s.tell.line(plain, "  its people   L1 ann, bob · L2 cem · L3 eva · manager dana · vendor gus")
	s.tell.line(plain, "  customers    mia, ben and cleo, omar, otto, carl, pia, leo, zoe")
}
