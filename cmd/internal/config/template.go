package config

import (
	"bytes"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"text/template"

	"github.com/goccy/go-yaml"
)

// Answers are what `tierdesk init` asks. Desk, Address, IMAP, SMTP, Password and at least one agent are needed.
type Answers struct {
	Desk     string // the desk's name
	Timezone string // "" for the machine's
	Secret   string // env:NAME or file:PATH; "" for file:secret
	Address  string // of the mailbox
	IMAP     string // imaps://host
	SMTP     string // smtp://host
	User     string // "" for the address
	Password string // env:NAME or file:PATH
	Authserv string // "" for none
	People   []Answer
}

// Answer is a person of the desk.
type Answer struct {
	ID      string
	Email   string
	Name    string // "" for the id with a capital
	Manager bool
}

//go:embed tierdesk.yaml.tmpl
var initFile string

// Template is a configuration file with the answers filled in, and a comment for every key that there is. Load says
// what is wrong with the answers.
func Template(a Answers) ([]byte, error) {
	if len(agents(a.People)) == 0 {
		return nil, fmt.Errorf("write a configuration: name at least one agent")
	}
	if a.Secret == "" {
		a.Secret = "file:secret"
	}
	t, err := template.New("tierdesk.yaml").Funcs(template.FuncMap{"yaml": scalar, "ids": ids, "capitalised": capitalised}).Parse(initFile)
	if err != nil {
		return nil, fmt.Errorf("read the template of the configuration: %w", err)
	}
	var out bytes.Buffer
	if err := t.Execute(&out, filled{a, agents(a.People), managers(a.People), defaultTag(a.Desk)}); err != nil {
		return nil, fmt.Errorf("write a configuration: %w", err)
	}
	return out.Bytes(), nil
}

// filled is what the template sees.
type filled struct {
	Answers
	Agents, Managers []Answer
	Tag              string
}

func agents(people []Answer) []Answer {
	return slices.DeleteFunc(slices.Clone(people), func(a Answer) bool { return a.Manager })
}

func managers(people []Answer) []Answer {
	return slices.DeleteFunc(slices.Clone(people), func(a Answer) bool { return !a.Manager })
}

// scalar writes a text so that YAML reads the same text, quoted only where it must be.
func scalar(s string) (string, error) {
	b, err := yaml.MarshalWithOptions(s, yaml.UseSingleQuote(false))
	return strings.TrimSpace(string(b)), err
}

func ids(people []Answer) string {
	var list []string
	for _, p := range people {
		list = append(list, p.ID)
	}
	return "[" + strings.Join(list, ", ") + "]"
}
