package web_test

import (
	"os"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"
)

// README names every address that the router knows.
func TestAddressesAreDocumented(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	site, _ := newSite(t, "other")
	known := site.(interface{ Routes() []*echo.Route }).Routes()
	if len(known) == 0 {
		t.Fatal("got no routes")
	}
	for _, route := range known {
		address := strings.NewReplacer("original:file", "original.{ending}", "/:unit/:year/:kind", "{base}", ":number", "{n}", ":unit", "{unit}", ":year", "{year}", ":form", "{form}", ":edition", "{edition}", ":file", "{file}", ":slug", "{slug}").Replace(route.Path)
		if strings.HasPrefix(address, "/static/") {
			address = "/static/…"
		}
		if !strings.Contains(string(readme), "`"+address+"`") {
			t.Errorf("README lacks the address `%s`", address)
		}
	}
}
