package desk

import (
	"errors"
	"io"
	"runtime"
	"sync"
	"sync/atomic"
)

// inParallel calls f(0) … f(n-1) on all processors and joins the errors.
func inParallel(n int, f func(int) error) error {
	workers := min(n, runtime.GOMAXPROCS(0))
	if workers <= 1 {
		var errs []error
		for i := range n {
			errs = append(errs, f(i))
		}
		return errors.Join(errs...)
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	errs := make([]error, n)
	for range workers {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				errs[i] = f(i)
			}
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

type writer = io.Writer

// pipeFrom runs a writing function beside its reader. stop ends it.
func pipeFrom(write func(writer) error) (r io.Reader, stop func()) {
	pr, pw := io.Pipe()
	done := make(chan struct{})
	go func() {
		defer close(done)
		pw.CloseWithError(write(pw))
	}()
	return pr, func() {
		pr.Close()
		<-done
	}
}
