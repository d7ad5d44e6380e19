# What can be done here. `make help` lists it.
# Needed: make, bash, a JDK 21 or newer, Maven; for make test also Node.js 20 or newer with npm, and Python 3.10 or newer
# with venv; Go only where the Kubernetes control plane can not be downloaded.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# Maven and everything of ours run on the same JDK: the formatter needs one that knows Java 21.
export JAVA_HOME := $(shell hack/java-home.sh)
ifeq ($(JAVA_HOME),)
  $(error No JDK 21 or newer: see above)
endif
# Maven's own libraries make newer JDKs complain on every run.
JDK := $(shell sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' $(JAVA_HOME)/release)
ifeq ($(shell test $(JDK) -ge 24 && echo yes),yes)
  export MAVEN_OPTS := --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED $(MAVEN_OPTS)
endif
MVN := mvn -B -ntp
IMAGE ?= azure-batch-operator:0.1.0
JAVA := $(JAVA_HOME)/bin/java

.PHONY: help
help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: demo
demo: control-plane target/built ## A VM becomes an image becomes a running pool; KEEP=1 stays up, REPLICAS=N scales to N
	@$(JAVA) -jar testbed/target/testbed.jar

.PHONY: test
test: control-plane azurite clients ## Everything: unit tests, decision tables, CRD corpus, simulator, Azure's own clients, lifecycle and crashes on a real API server
	@$(MVN) verify

.PHONY: verify
verify: crds fmt ## Generates CRDs and formats again; fails if anything differs from what is committed
	@test -z "$$(git status --porcelain)" || { git status --short; git --no-pager diff --stat; \
	  echo 'make verify: the files above differ from what is committed; commit what make crds fmt made'; exit 1; }

.PHONY: build
build: target/built ## All programs, without tests

# Only when something changed since: the demo should not wait for a build that has nothing to do.
SOURCES := $(shell find pom.xml */pom.xml */src/main -type f)
target/built: $(SOURCES)
	@echo 'building (minutes the first time, while Maven gets what it needs)'
	@$(MVN) -q -DskipTests package
	@mkdir -p target && touch $@

.PHONY: image
image: target/built ## The operator's container image, with docker or podman; IMAGE=repository:tag
	@$$(command -v docker || command -v podman) build -t $(IMAGE) operator

.PHONY: simulator
simulator: azurite target/built ## The Azure simulator alone, until Ctrl-C, and how to point az and the SDKs at it; OPTIONS='--speed 60'
	@hack/simulator.sh $(JAVA) $(OPTIONS)

.PHONY: crds
crds: ## Generates the CRD manifests from the records in crds/, into config/ and helm/
	@$(MVN) -q -pl crds process-classes
	@cp crds/target/crds/*.yaml config/crd/
	@cp crds/target/crds/*.yaml helm/crds/

.PHONY: fmt
fmt: ## Formats all code
	@$(MVN) -q spotless:apply

.PHONY: control-plane
control-plane: ## etcd, kube-apiserver, kube-controller-manager and kubectl into a per-user cache
	@hack/controlplane/fetch.sh >/dev/null

.PHONY: azurite
azurite: ## Azurite, the blob store of the simulator, into a per-user cache
	@hack/azurite/fetch.sh >/dev/null

.PHONY: clients
clients: ## Azure's own clients (SDKs for Python, az) into a per-user cache; the simulator is judged by them
	@hack/clients/fetch.sh >/dev/null
