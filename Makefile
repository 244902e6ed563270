# One word per job. Everything lives in .venv; the first call sets it up.

PYTHON ?= python3
BIN := .venv/bin
TALK := .venv/ready-talk
SPEAKER := .venv/ready-speaker
READY := .venv/ready
ARGS ?=
COMPILE := uv pip compile --quiet --no-strip-extras --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
ON_LAMBDA := uv pip compile --quiet --python-version 3.13 --python-platform x86_64-unknown-linux-gnu --generate-hashes --no-emit-index-url --no-header
AWS := SAM_CLI_TELEMETRY=0 AWS_DEFAULT_REGION=us-east-1

.DEFAULT_GOAL := help
.PHONY: help setup talk speaker serve test test-desk lint types safety learn annotations screens bench validate package skill-package lock clean

help:  ## what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: $(READY)  ## make .venv with everything pinned

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || { echo "Python 3.11 to 3.13 is needed; set PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "The venv module is missing: apt-get install python3-venv" >&2; exit 1; }

$(TALK): locks/talk.txt .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $<
	@touch $@

$(SPEAKER): locks/speaker.txt .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $<
	@touch $@

$(READY): locks/dev.txt .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $<
	@touch $@ $(TALK) $(SPEAKER)

talk: $(TALK)  ## go through the routine by typing what you would say (ARGS=--fast: no waiting)
	@$(BIN)/python -m speaker.talk $(ARGS)

speaker: $(SPEAKER) speaker/desk/node_modules  ## the same as a web page that hears, speaks and shows (PORT=8080)
	@$(BIN)/python -m speaker.desk

serve: $(READY)  ## the self-hosted endpoint, under a production server
	@$(BIN)/gunicorn --config python:skill.web.serving

DESK := tests/speaker/desk tests/speaker/sound tests/speaker/hearing tests/screen/test_drawn.py
NODE := tests/screen/render/node_modules speaker/desk/node_modules

$(NODE): %/node_modules: %/package-lock.json
	@if command -v npm >/dev/null; then npm ci --silent --no-audit --no-fund --prefix $* && touch $@; \
	else echo "npm is missing: what needs Amazon's screen renderer is left out"; fi

test: lint types $(NODE)  ## everything that must hold
	$(BIN)/python -m pytest -n 2 $(addprefix --ignore=,$(DESK)) $(ARGS)
	$(BIN)/python -m pytest $(DESK) $(ARGS)

test-desk: $(READY) $(NODE)  ## of these, what needs a browser, a voice and a recogniser: it keeps time, so it runs alone
	$(BIN)/python -m pytest $(DESK) $(ARGS)

lint: $(READY)  ## style
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(READY)  ## types
	$(BIN)/mypy

safety: $(READY)  ## what comes of every utterance of the table, against the aims (ARGS=--misses lists them)
	@$(BIN)/python -m tests.utterances.matrix $(ARGS)

learn: $(READY)  ## the second reading's weights, from the table of utterances
	@$(BIN)/python -m tests.utterances.learning

annotations: $(READY)  ## the table as an annotation set for Alexa's NLU evaluation
	@$(BIN)/python -m tests.utterances.annotations

screens: $(READY) $(NODE)  ## a picture of every screen at every size, in build/screens
	$(BIN)/python -m tests.screen.pictures

bench: $(READY)  ## figures beside a minimal skill
	@$(BIN)/python -m benchmarks.skill
	@$(BIN)/python -m benchmarks.memory
	@$(BIN)/python -m benchmarks.memory_turns
	@$(BIN)/python -m benchmarks.web
	@$(BIN)/python -m benchmarks.lambda_emulator
	@$(BIN)/python -m benchmarks.speaker
	@$(BIN)/python -m benchmarks.voice_loop
	@$(BIN)/python -m benchmarks.cost

validate: $(READY)  ## the SAM template
	$(AWS) $(BIN)/sam validate --lint

package: $(READY)  ## the artifact for Lambda, built, and proved alone in Amazon's emulator
	$(AWS) $(BIN)/sam build
	CI=true $(BIN)/python -m pytest tests/deploy

skill-package: $(READY)  ## what `ask deploy` sends, in build/skill-package
	$(BIN)/python -m deploy.skill_package $(if $(ENDPOINT),--endpoint $(ENDPOINT)) $(if $(PRIVACY),--privacy $(PRIVACY)) $(if $(TERMS),--terms $(TERMS))

lock:  ## pin every dependency anew (needs uv)
	$(COMPILE) --extra dev pyproject.toml -o locks/dev.txt
	$(COMPILE) --extra talk -c locks/dev.txt pyproject.toml -o locks/talk.txt
	$(COMPILE) --extra speaker -c locks/dev.txt pyproject.toml -o locks/speaker.txt
	$(COMPILE) -c locks/dev.txt pyproject.toml -o locks/lambda.txt
	printf 'awslambdaric\nbotocore\n' | $(ON_LAMBDA) -c locks/dev.txt - -o locks/runtime.txt
	printf 'ask-sdk-dynamodb-persistence-adapter\nboto3\n' | $(ON_LAMBDA) -c locks/dev.txt - -o locks/benchmark.txt
	printf 'checkov\n' | $(COMPILE) - -o locks/security.txt

clean:  ## remove what was made
	rm -rf .venv .aws-sam build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
