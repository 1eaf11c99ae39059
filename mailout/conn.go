package mailout

import (
	"net"
	"sync/atomic"
)

// conn is the connection under a session, below TLS. The session owns and closes it, because the SMTP client does not
// when a handshake fails. It remembers a failed write, which the SMTP client hides at the end of a letter: then the
// final dot cannot have reached the server.
type conn struct {
	net.Conn
	cut atomic.Bool
}

func (c *conn) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	if err != nil {
		c.cut.Store(true)
	}
	return n, err
}

// cutOff ends whatever is under way on the connection.
func (c *conn) cutOff() { _ = c.Close() }
