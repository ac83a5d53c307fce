# The same commands for people and for CI. Each target says what it is for.

# The tools that make and check the code have a go.mod of their own.
TOOL = go tool -modfile=.ci/tools/go.mod

.PHONY: run build release test browsers servers packages lint vulnerabilities generate bench picture soak

# Serve the embedded reports on http://127.0.0.1:8080.
run:
	go run ./cmd/disclosure serve

# The one static binary, which needs nothing else to run, and the one for publishers
# that makes data folders of published files. Built in a clone they know its commit.
BINARY = bin/disclosure
build:
	CGO_ENABLED=0 go build -buildvcs=auto -trimpath -ldflags '-s -w' -o $(BINARY) ./cmd/disclosure
	CGO_ENABLED=0 go build -buildvcs=auto -trimpath -ldflags '-s -w' -o $(dir $(BINARY))draft ./cmd/draft

# What operators get, for each system: programs, guide, licences, list of parts, sums.
release:
	go run ./cmd/release -o dist

# The tests that need Go and small programs, which setup installs where it may
# (Debian, as root). What is not there is named, and its tests are not run; in CI
# they fail. Those of other engines and other servers have targets of their own.
test:
	.ci/setup test
	go test $$(go list ./... | grep -vE '/web/(browser|load)$$')

# The tests in browsers: Chromium, Chromium 90, Firefox ESR, axe and Lighthouse.
browsers:
	.ci/setup browsers
	go test -timeout 60m ./web/browser

# The tests beside nginx and Caddy, under load and under slow attacks.
servers:
	.ci/setup servers
	go test -timeout 30m ./web/load

# The packages of release in their long form: two clones give the same bytes, each system
# the same file of reports, and the guide's first steps work in an empty folder.
packages:
	.ci/setup packages
	go test -count=1 -timeout 40m ./cmd/release -args -long

# Whether parts of the programs have known weaknesses, where the list of them answers.
vulnerabilities:
	.ci/vulnerabilities

# What CI checks beside the tests: format, vet, staticcheck, stale templates.
lint: vulnerabilities
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo "run: gofmt -w ."; exit 1; }
	go vet ./...
	$(TOOL) staticcheck ./...
	@stale=$$(mktemp -d) && cp templates/*_templ.go $$stale && $(TOOL) templ generate -log-level error && \
	for f in templates/*_templ.go; do cmp -s $$f $$stale/$$(basename $$f) || { echo "$$f is stale: run make generate and commit it"; exit 1; }; done; rm -r $$stale

# Write templates/*_templ.go anew after a change in templates/*.templ.
generate:
	$(TOOL) templ generate

# Start, import, search, render every kind of page, all that among a thousand
# reports, and the server beside nginx and Caddy: some 11 minutes. web/load/README.md
# says what is measured.
bench:
	.ci/setup servers
	go test -run '^$$' -bench . -benchmem -timeout 60m ./cmd/... ./internal/... ./web
	go test -count=1 -v -timeout 30m -run 'Compare|Figures' ./web/load -args -long | sed -n 's/^ *|/|/p; /^ok\|FAIL\|NOT RUN/p'

# Take the picture in README anew.
picture:
	.ci/setup browsers
	go test -count=1 -run '^TestPicture$$' ./web/browser -args -picture picture.png

# The long form of each proof: load, faults, attacks, fuzzing, races; some 65
# minutes. One alone: make soak PROOFS=load.
soak:
	.ci/setup servers
	.ci/soak $(PROOFS)
