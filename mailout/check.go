package mailout

import (
	"context"
	"fmt"
	"net"
)

// Check connects to the server of a mailbox, secures the connection, logs in and hangs up, as Run would before a letter.
// It sends nothing. Dial may be nil. The error says what a letter would have to wait for.
func Check(ctx context.Context, mailbox string, server Server, dial func(ctx context.Context, network, address string) (net.Conn, error)) error {
	ready, err := server.withDefaults(mailbox)
	if err != nil {
		return fmt.Errorf("smtp server of %s: %w", mailbox, err)
	}
	if dial == nil {
		dial = (&net.Dialer{}).DialContext
	}
	s, t := (&dialer{server: ready, dial: dial, times: Timeouts{}.withDefaults()}).open(ctx, ctx)
	if t != nil {
		return t
	}
	s.quit()
	return nil
}
