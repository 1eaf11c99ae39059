package templates

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"text/template"

	"tierdesk/tickets"
)

// DefaultLanguage is the language that every notice exists in.
const DefaultLanguage = "en"

//go:embed de/*.md en/*.md es/*.md fr/*.md it/*.md nl/*.md pl/*.md pt/*.md
var embedded embed.FS

// Set is every template of the desk, parsed. It never changes and may be used by many goroutines.
type Set struct {
	languages map[string]map[tickets.Notice]*sheet
	markdown  *markdown
	papers    *sync.Pool // of *paper
}

// sheet is one notice in one language.
type sheet struct {
	file    string
	subject *template.Template
	body    *template.Template
}

// Load parses the built-in templates and, when override is not nil, those of the operator, which replace them file by
// file. Errors name file and line; all faults are reported at once. A file that is no notice's is an error, so that a
// slip in its name does not go unseen.
func Load(override fs.FS) (*Set, error) {
	sources := map[string]map[string]source{}
	err := readSources(embedded, sources)
	if override != nil {
		err = errors.Join(err, readSources(override, sources))
	}
	if err != nil {
		return nil, err
	}
	s := &Set{
		languages: map[string]map[tickets.Notice]*sheet{},
		markdown:  newMarkdown(),
		papers:    &sync.Pool{New: func() any { return new(paper) }},
	}
	var faults []error
	for _, lang := range slices.Sorted(maps.Keys(sources)) {
		sheets, err := compile(lang, filesOf(sources[lang], sources[DefaultLanguage]))
		faults = append(faults, err)
		s.languages[lang] = sheets
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	return s, nil
}

// filesOf are the files of a language: its own, and the pieces of the default one that it lacks. With pieces of its own it has
// all notices, for they stand in those that it lacks, too.
func filesOf(own, all map[string]source) map[string]source {
	pieces := false
	for _, src := range own {
		pieces = pieces || src.piece()
	}
	files := maps.Clone(own)
	for name, src := range all {
		if _, has := own[name]; !has && (pieces || src.piece()) {
			files[name] = src
		}
	}
	return files
}

// Worded lists the languages in which every one of some notices is worded, built in or in override, sorted.
func Worded(override fs.FS, notices ...tickets.Notice) (languages []string) {
	there, all := map[string]bool{}, map[string]bool{}
	for _, fsys := range []fs.FS{embedded, override} {
		if fsys == nil {
			continue
		}
		files, _ := fs.Glob(fsys, "*/*.md") // the pattern is right
		for _, file := range files {
			there[file], all[path.Dir(file)] = true, true
		}
	}
	for _, lang := range slices.Sorted(maps.Keys(all)) {
		if !slices.ContainsFunc(notices, func(n tickets.Notice) bool { return !there[path.Join(lang, string(n)+".md")] }) {
			languages = append(languages, lang)
		}
	}
	return languages
}

// Languages lists the languages that have templates of their own, sorted.
func (s *Set) Languages() []string { return slices.Sorted(maps.Keys(s.languages)) }

// readSources adds every <lang>/<name>.md of fsys to sources, replacing what has the same name.
func readSources(fsys fs.FS, sources map[string]map[string]source) error {
	files, err := fs.Glob(fsys, "*/*.md")
	if err != nil {
		return fmt.Errorf("list the templates: %w", err)
	}
	var faults []error
	for _, file := range files {
		src, err := readSource(fsys, file)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		lang := path.Dir(file)
		if sources[lang] == nil {
			sources[lang] = map[string]source{}
		}
		sources[lang][src.name] = src
	}
	return errors.Join(faults...)
}

// compile parses the files of one language. They share one name space, so that each may include the pieces.
func compile(lang string, files map[string]source) (map[tickets.Notice]*sheet, error) {
	root := template.New("").Funcs(functions(lang))
	sheets := map[tickets.Notice]*sheet{}
	var faults []error
	for _, name := range slices.Sorted(maps.Keys(files)) {
		src := files[name]
		body, err := root.New(src.file).Parse(src.body)
		if err != nil {
			faults = append(faults, plainFault(err))
			continue
		}
		if src.piece() {
			if _, err := root.AddParseTree(strings.TrimPrefix(name, "_"), body.Tree); err != nil {
				faults = append(faults, plainFault(err))
			}
			continue
		}
		subject, err := template.New(src.file).Funcs(functions(lang)).Parse(src.subject)
		if err != nil {
			faults = append(faults, plainFault(err))
			continue
		}
		sheets[tickets.Notice(name)] = &sheet{file: src.file, subject: subject, body: body}
	}
	escapeAll(root)
	return sheets, errors.Join(faults...)
}

// plainFault drops the library's own word before the file name: "template: en/solved.md:7: …".
func plainFault(err error) error {
	return errors.New(strings.TrimPrefix(err.Error(), "template: "))
}

// find chooses the sheet of a notice for a language tag (RFC 5646): de-AT, then de, then the default.
func (s *Set) find(n tickets.Notice, lang string) *sheet {
	lang = strings.ToLower(lang)
	for lang != "" {
		if sheet := s.languages[lang][n]; sheet != nil {
			return sheet
		}
		lang = lang[:max(0, strings.LastIndexByte(lang, '-'))]
	}
	return s.languages[DefaultLanguage][n]
}
