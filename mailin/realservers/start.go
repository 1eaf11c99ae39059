package realservers

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Required is the environment variable that makes a missing server a failure.
const Required = "TIERDESK_REQUIRE_SERVERS"

// Password is that of all users.
const Password = "correct horse"

// program finds a server's program, also where an ordinary user's PATH does not look.
func program(t testing.TB, name string) string {
	t.Helper()
	for _, path := range []string{name, "/usr/sbin/" + name, "/usr/local/sbin/" + name} {
		if found, err := exec.LookPath(path); err == nil {
			return found
		}
	}
	lacking(t, name+" is not installed")
	return ""
}

// lacking skips the test, or fails it when real servers are required.
func lacking(t testing.TB, why string) {
	t.Helper()
	if os.Getenv(Required) != "" {
		t.Fatalf("%s, and %s is set", why, Required)
	}
	t.Skipf("skipped: %s (set %s to make this a failure)", why, Required)
}

// folder is a temporary folder with a short name: the paths of sockets are limited to about a hundred bytes.
func folder(t testing.TB, prefix string) string {
	t.Helper()
	dir, err := os.MkdirTemp("", prefix)
	check(t, err)
	check(t, os.Chmod(dir, 0o755))
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Errorf("remove the folder of a server: %v", err)
		}
	})
	return dir
}

// freePorts finds n free ports of the loopback.
func freePorts(t testing.TB, n int) []int {
	t.Helper()
	ports := make([]int, n)
	for i := range ports {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		check(t, err)
		defer listener.Close()
		ports[i] = listener.Addr().(*net.TCPAddr).Port
	}
	return ports
}

func local(port int) string { return fmt.Sprintf("127.0.0.1:%d", port) }

// process is a server that runs in the foreground.
type process struct {
	t      testing.TB
	name   string
	log    string
	cmd    *exec.Cmd
	exited chan error
}

// run starts a server and waits until its ports accept connections.
func run(t testing.TB, dir, name string, ports []int, args ...string) *process {
	t.Helper()
	p := &process{t: t, name: filepath.Base(name), log: filepath.Join(dir, "start.log"), exited: make(chan error, 1)}
	log, err := os.OpenFile(p.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	check(t, err)
	defer log.Close()
	p.cmd = exec.Command(name, args...)
	p.cmd.Stdout, p.cmd.Stderr = log, log
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	check(t, p.cmd.Start())
	go func() { p.exited <- p.cmd.Wait() }()
	for _, port := range ports {
		p.await(port)
	}
	return p
}

// await waits for a port to open. Real servers cannot live in a synctest bubble: this is real time.
func (p *process) await(port int) {
	p.t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); <-tick.C {
		conn, err := net.Dial("tcp", local(port))
		if err == nil {
			conn.Close()
			return
		}
		select {
		case err := <-p.exited:
			p.exited <- err
			log, _ := os.ReadFile(p.log)
			p.t.Fatalf("%s ended at once: %v\n%s", p.name, err, log)
		default:
		}
	}
	log, _ := os.ReadFile(p.log)
	p.t.Fatalf("%s does not open port %d\n%s", p.name, port, log)
}

// stop ends the server and waits for that.
func (p *process) stop(signal syscall.Signal) {
	if p == nil || p.cmd == nil {
		return
	}
	if err := p.cmd.Process.Signal(signal); err != nil && !errors.Is(err, os.ErrProcessDone) {
		p.t.Errorf("stop %s: %v", p.name, err)
	}
	select {
	case <-p.exited:
	case <-time.After(20 * time.Second):
		p.t.Errorf("%s does not stop; killing it", p.name)
		_ = syscall.Kill(-p.cmd.Process.Pid, syscall.SIGKILL)
		<-p.exited
	}
	p.cmd = nil
}

// each calls f with the process number of every child of the server.
func (p *process) each(f func(child int)) {
	if p == nil || p.cmd == nil {
		return
	}
	pid := p.cmd.Process.Pid
	children, _ := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", pid, pid))
	for _, child := range strings.Fields(string(children)) {
		if number, err := strconv.Atoi(child); err == nil {
			f(number)
		}
	}
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
