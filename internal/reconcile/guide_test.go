package reconcile

import (
	"os"
	"reflect"
	"strings"
	"testing"
)

// The guide for those who write a folder names every key of relations.toml.
func TestGuideNamesEveryKey(t *testing.T) {
	guide, err := os.ReadFile("../../data/README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, about, _ := strings.Cut(string(guide), "## relations.toml")
	about, _, _ = strings.Cut(about, "\n## ")
	var look func(reflect.Type)
	look = func(form reflect.Type) {
		for form.Kind() == reflect.Slice {
			form = form.Elem()
		}
		if form.Kind() != reflect.Struct {
			return
		}
		for i := range form.NumField() {
			key := strings.ToLower(form.Field(i).Name)
			if !strings.Contains(about, "`"+key+"`") && !strings.Contains(about, "[["+key+"]]") {
				t.Errorf("data/README.md does not name the key %s", key)
			}
			look(form.Field(i).Type)
		}
	}
	look(reflect.TypeFor[file]())
}
