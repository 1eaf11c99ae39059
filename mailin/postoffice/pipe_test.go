package postoffice

import (
	"errors"
	"io"
	"net"
	"os"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

func TestAPipeHoldsBackAWriterWhoseReaderIsSlow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, b := pipe("a", "b")
		done := make(chan int, 1)
		go func() {
			n, _ := a.Write(make([]byte, pipeBuffer+1000))
			done <- n
		}()
		synctest.Wait()
		select {
		case n := <-done:
			t.Errorf("the writer finished with %d bytes before anybody read", n)
		default:
		}
		if _, err := io.ReadFull(b, make([]byte, 1000)); err != nil {
			t.Error(err)
		}
		if n := <-done; n != pipeBuffer+1000 {
			t.Errorf("%d bytes written", n)
		}
		a.Close()
		if rest, err := io.ReadAll(b); len(rest) != pipeBuffer || err != nil {
			t.Errorf("%d bytes and %v after the close, want what was buffered", len(rest), err)
		}
	})
}

func TestDeadlinesOfAPipePassAndCanBeMoved(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, b := pipe("a", "b")
		start := time.Now()
		a.SetReadDeadline(start.Add(time.Minute))
		go func() {
			time.Sleep(30 * time.Second)
			a.SetReadDeadline(start.Add(time.Hour)) // moves it for a read that waits
		}()
		if _, err := a.Read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("read gave %v", err)
		}
		if waited := time.Since(start); waited != time.Hour {
			t.Errorf("waited %v, want 1h", waited)
		}
		a.SetReadDeadline(time.Time{})
		b.Write([]byte("x"))
		if n, err := a.Read(make([]byte, 1)); n != 1 || err != nil {
			t.Errorf("read %d, %v after the deadline was taken away", n, err)
		}
		a.SetWriteDeadline(time.Now().Add(time.Second))
		var timeout net.Error
		if n, err := a.Write(make([]byte, 2*pipeBuffer)); n != pipeBuffer || !errors.As(err, &timeout) || !timeout.Timeout() {
			t.Errorf("wrote %d, %v, want a timeout after %d", n, err, pipeBuffer)
		}
	})
}

func TestClosingEitherEndWakesBoth(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, b := pipe("a", "b")
		errs := make(chan error, 2)
		read := func(c net.Conn) {
			_, err := c.Read(make([]byte, 1))
			errs <- err
		}
		go read(a)
		go read(b)
		synctest.Wait()
		a.Close()
		if x, y := <-errs, <-errs; !(errors.Is(x, net.ErrClosed) && y == io.EOF) && !(errors.Is(y, net.ErrClosed) && x == io.EOF) {
			t.Errorf("reads gave %v and %v", x, y)
		}
		if _, err := b.Write([]byte("x")); err != nil {
			t.Errorf("the first write to a closed end gave %v", err)
		}
		if _, err := b.Write([]byte("x")); !errors.Is(err, syscall.EPIPE) {
			t.Errorf("the second write to a closed end gave %v", err)
		}
	})
}
