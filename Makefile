# heed. The two commands that matter: `go run ./cmd/heed demo` and `make test`.

# One set of build flags for everything, so that there is one build cache.
export CGO_ENABLED := 0
export GOFLAGS := -trimpath -tags=nomsgpack -buildvcs=false

TEMPL := go run -modfile=internal/tools/go.mod github.com/a-h/templ/cmd/templ

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: demo
demo: ## the demonstration on 127.0.0.1, with generated people and history
	go run ./cmd/heed demo

.PHONY: run
run: ## heed for real, with the settings of the environment
	go run ./cmd/heed serve

.PHONY: build
build: ## the binary, in bin/heed
	go build -ldflags='-s -w' -o bin/heed ./cmd/heed

.PHONY: test
test: ## everything; installs or starts what it needs
	@internal/tools/test.sh

.PHONY: lint
lint: ## formatting, vet, staticcheck, generated and vendored files
	@internal/tools/lint.sh

.PHONY: bench
bench: ## print speed and size on a large seed; ARGS='-h' for its flags
	go run ./internal/bench $(ARGS)

.PHONY: generate
generate: ## Go from the templ files in web/
	$(TEMPL) generate -path web -log-level=error

.PHONY: check-generated
check-generated: ## fail when a committed *_templ.go is not what its templ file gives
	@internal/tools/check-generated.sh

.PHONY: vendor
vendor: ## web/static/vendor from the packages pinned in web/package-lock.json
	@internal/tools/vendor.sh

.PHONY: check-vendor
check-vendor: ## fail when web/static/vendor is not what the lock file pins
	@internal/tools/vendor.sh --check
