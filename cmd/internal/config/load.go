package config

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"tierdesk/tickets"
)

// Load reads and checks a configuration file and the secrets that it names. Its error joins one *Fault for each thing that
// is wrong, ordered by line (see Faults); only faults of the form, such as an unknown key, hide those of the content.
func Load(path string) (*Config, error) {
	source, err := readFile(path)
	if err != nil {
		return nil, err
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("find the configuration: %w", err)
	}
	l := newLedger(path, source)
	f, where, ok := read(l, source)
	if !ok {
		return nil, l.err()
	}
	c := &checker{ledger: l, places: where, dir: filepath.Dir(abs), file: f, zone: time.Local,
		getenv: os.LookupEnv, read: os.ReadFile}
	cfg := c.check()
	if err := l.err(); err != nil {
		return nil, err
	}
	cfg.File = abs
	return cfg, nil
}

// readFile reads the file of a configuration.
func readFile(path string) ([]byte, error) {
	source, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("read the configuration: %w; `tierdesk init` writes one, --config names another", err)
	case err != nil:
		return nil, fmt.Errorf("read the configuration: %w", err)
	}
	return source, nil
}

// Locate reads only where the desk of a configuration keeps its data and which zone it lives in: File, Data and Rules.Zone of
// the Config, nothing else. It asks for no secret and overlooks every fault that it can, so that a running daemon can be
// reached from a shell without its environment, and while its file is being edited.
func Locate(path string) (*Config, error) {
	source, err := readFile(path)
	if err != nil {
		return nil, err
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("find the configuration: %w", err)
	}
	l := newLedger(path, source)
	var f struct {
		Desk struct {
			Data     string `yaml:"data"`
			Timezone string `yaml:"timezone"`
		} `yaml:"desk"`
	}
	if err := guard(func() error { return yaml.Unmarshal(source, &f) }); err != nil {
		l.noteError(err)
		return nil, l.err()
	}
	c := checker{ledger: l, dir: filepath.Dir(abs)}
	zone := time.Local
	if named, err := time.LoadLocation(f.Desk.Timezone); err == nil && f.Desk.Timezone != "" {
		zone = named
	}
	return &Config{File: abs, Data: c.rel(cmp.Or(f.Desk.Data, "data")), Rules: &tickets.Rules{Zone: zone}}, nil
}

// read decodes the source and checks its form.
func read(l *ledger, source []byte) (*file, places, bool) {
	where := places{keys: map[string]point{}, values: map[string]ast.Node{}}
	var tree *ast.File
	err := guard(func() (err error) {
		tree, err = parser.ParseBytes(source, 0)
		return err
	})
	if err != nil {
		l.noteError(err)
		return nil, where, false
	}
	body, ok := onlyDocument(l, tree)
	if !ok {
		return nil, where, false
	}
	f := &file{}
	fm := shape{places: where, ledger: l}
	fm.walk("", body, reflect.TypeOf(*f))
	strict := []yaml.DecodeOption{yaml.Strict()} // for what merge keys bring along
	if len(l.faults) > 0 {
		strict = nil // unknown keys were told already; what else is wrong?
	}
	if err := guard(func() error { return yaml.UnmarshalWithOptions(source, f, strict...) }); err != nil {
		l.noteError(err)
	}
	return f, where, len(l.faults) == 0
}

// guard turns a panic into an error. The YAML library panics on some files that are none, such as "mailboxes: !x 0", and a
// daemon must survive the reload of any file.
func guard(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("this is no YAML that can be read: %v", p)
		}
	}()
	return f()
}

// onlyDocument is the content of a file that must hold one YAML document.
func onlyDocument(l *ledger, tree *ast.File) (ast.Node, bool) {
	var bodies []ast.Node
	for _, d := range tree.Docs {
		if d.Body != nil && d.Body.Type() != ast.CommentType && d.Body.Type() != ast.NullType {
			bodies = append(bodies, d.Body)
		}
	}
	switch len(bodies) {
	case 1:
		return bodies[0], true
	case 0:
		l.note(point{}, "the file is empty; `tierdesk init` writes one")
	default:
		l.note(startOf(bodies[1]), "a second YAML document begins here; one file is one document")
	}
	return nil, false
}
