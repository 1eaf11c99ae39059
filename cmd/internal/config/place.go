package config

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// point is a place in the file, both numbers from 1; the zero point is no place.
type point struct{ line, column int }

func pointOf(t *token.Token) point {
	return point{t.Position.Line, max(t.Position.Column, 1)}
}

// places knows where in the file each key and value stands, by paths such as mailboxes[0].address.
type places struct {
	keys   map[string]point
	values map[string]ast.Node
}

// at is the place of a value, or of the nearest thing above it that is written.
func (p places) at(path string) point {
	for ; path != ""; path = parent(path) {
		if node, ok := p.values[path]; ok {
			if _, scalar := node.(ast.ScalarNode); scalar {
				return pointOf(node.GetToken())
			}
		}
		if key, ok := p.keys[path]; ok {
			return key
		}
	}
	return point{}
}

func parent(path string) string {
	return path[:max(strings.LastIndexAny(path, ".["), 0)]
}

// shape walks a document beside the type it is meant for, remembers all places, and notes every key that is not known.
type shape struct {
	places
	ledger *ledger
}

func (f *shape) walk(path string, node ast.Node, t reflect.Type) {
	node = bare(node)
	f.values[path] = node
	switch n := node.(type) {
	case ast.MapNode:
		for it := n.MapRange(); it.Next(); {
			f.key(path, it.KeyValue(), t)
		}
	case *ast.SequenceNode:
		for i, v := range n.Values {
			inner := fmt.Sprintf("%s[%d]", path, i)
			f.keys[inner] = startOf(v)
			f.walk(inner, v, elem(t))
		}
	}
}

// key walks one key of a mapping. A merge key (<<) brings keys that are checked where they stand.
func (f *shape) key(path string, kv *ast.MappingValueNode, t reflect.Type) {
	if _, merge := kv.Key.(*ast.MergeKeyNode); merge {
		f.walk(path, kv.Value, t)
		return
	}
	name := kv.Key.GetToken().Value
	inner := strings.TrimPrefix(path+"."+name, ".")
	f.keys[inner] = pointOf(kv.Key.GetToken())
	if t.Kind() == reflect.Struct {
		field, ok := fieldOf(t, name)
		if !ok {
			f.ledger.note(f.keys[inner], unknown(name, path, keysOf(t)))
			return
		}
		t = field.Type
	} else {
		t = elem(t)
	}
	f.walk(inner, kv.Value, t)
}

// elem is what a list or a map holds; other types stay, and the decoder refuses what does not fit.
func elem(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Slice || t.Kind() == reflect.Map {
		return t.Elem()
	}
	return t
}

func fieldOf(t reflect.Type, key string) (reflect.StructField, bool) {
	for i := range t.NumField() {
		if t.Field(i).Tag.Get("yaml") == key {
			return t.Field(i), true
		}
	}
	return reflect.StructField{}, false
}

func keysOf(t reflect.Type) []string {
	var keys []string
	for i := range t.NumField() {
		keys = append(keys, t.Field(i).Tag.Get("yaml"))
	}
	return keys
}

// bare takes anchor and tag off a node.
func bare(node ast.Node) ast.Node {
	switch n := node.(type) {
	case *ast.AnchorNode:
		return bare(n.Value)
	case *ast.TagNode:
		return bare(n.Value)
	}
	return node
}

// startOf is where an item of a list begins: at its first key when it has keys.
func startOf(node ast.Node) point {
	if m, ok := bare(node).(*ast.MappingNode); ok && !m.IsFlowStyle && len(m.Values) > 0 {
		return pointOf(m.Values[0].Key.GetToken())
	}
	return pointOf(node.GetToken())
}

// unknown says which key is not known, and which one may have been meant.
func unknown(name, path string, known []string) string {
	where := "at the top level"
	if path != "" {
		where = "in " + path
	}
	if near, ok := nearest(name, known); ok {
		return fmt.Sprintf("there is no key %q %s; did you mean %q?", name, where, near)
	}
	return fmt.Sprintf("there is no key %q %s; there are %s", name, where, strings.Join(known, ", "))
}

// nearest finds the word that is written almost alike: at most two letters apart, and less than half of it.
func nearest(word string, known []string) (string, bool) {
	best, found := min(3, len(word)/2+1), ""
	for _, k := range known {
		if d := distance(word, k); d < best {
			best, found = d, k
		}
	}
	return found, found != ""
}

// distance is how many letters must be added, dropped or changed to make one word of the other.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost = min(diagonal, row[j], row[j+1]) + 1
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}
