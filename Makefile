# Caseflow: `make demo` and `make test` on plain Debian need python3 (3.11 or newer, with venv) and make. `make` lists the rest.

PYTHON ?= python3
UV = 0.13.9
BIN = .venv/bin
READY = .venv/ready

# Services and browser of the machine; say otherwise in the environment.
SERVICES = DATABASE_URL=$${DATABASE_URL:-postgres://postgres:postgres@localhost:5432/postgres} \
	REDIS_URL=$${REDIS_URL:-redis://localhost:6379/15}
BROWSER = CHROMIUM=$${CHROMIUM:-/usr/bin/chromium} DJANGO_ALLOW_ASYNC_UNSAFE=true
# What `check --deploy` looks at: a production of nobody, that connects to nothing.
PRODUCTION = CASEFLOW_MODE=production ALLOWED_HOSTS=caseflow.example DATABASE_URL=postgres://caseflow.example/caseflow \
	REDIS_URL=redis://caseflow.example EMAIL_URL=smtp://caseflow.example \
	SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))') SEAL_KEY=nobody \
	SITE_URL=https://caseflow.example

MESSAGES = $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/django.po))

export CASEFLOW_MODE ?= test

.PHONY: help demo demo-reset test services-test browser-test check format messages lock

help:  ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*##/ —/'

demo demo-reset: export CASEFLOW_MODE = demo
demo: $(READY) $(MESSAGES)  ## a demo school on http://localhost:8000; what you do in it stays (ON=2026-09-01: on another day)
	$(BIN)/python manage.py demo $(if $(ON),--on $(ON))

demo-reset:  ## the demo, begun anew
	rm -rf var/demo.sqlite3* var/mail var/private var/beat-schedule*
	$(MAKE) demo

test: $(READY) $(MESSAGES)  ## the suite, on SQLite
	$(BIN)/pytest -n 2

# What no database changes: the SOP and its keys on pages, papers and mails, files read in, forms and translations, and
# who may open what (pages behind the wall are opened in tests/services); whose words a page shows; what random people
# do and undo, since each single move is made on PostgreSQL too; the demo has its own database.
SAME = $(addprefix --ignore tests/,sop keys demo front documents factor drafts access walk/test_random_people.py \
	walk/test_random_undoing.py walk/test_undo_any_school.py opp/test_growing.py opp/test_on_paper.py opp/test_report.py opp/test_goal_hints.py route/test_criteria.py \
	route/test_other_parents_words.py route/test_other_parents_papers.py route/test_role_words.py route/test_log_names.py route/test_asked_twice.py pupils/test_import_files.py pupils/test_information.py route/test_letters.py route/test_consent_record.py \
	route/test_sop_pages.py route/test_calendar_feed.py route/test_calendar_mail.py \
	$(patsubst tests/%,%,$(wildcard tests/route/test_profile*.py)))

services-test: $(READY) $(MESSAGES)  ## on PostgreSQL and Redis with a real Celery worker, then the suite on PostgreSQL (but what no database changes, and a few cases of each table)
	$(SERVICES) $(BIN)/pytest -n 2 -m services
	$(SERVICES) $(BIN)/pytest -n 2 --cases 2 $(SAME)

browser-test: $(READY) $(MESSAGES)  ## one child's whole story in chromium
	$(BROWSER) $(BIN)/pytest -n 2 -m browser

check: $(READY)  ## style, types, the layers of the house, migrations, production settings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING

format: $(READY)  ## put the code in its usual form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: $(READY)  ## gather the words to translate into locale/ (needs gettext)
	$(BIN)/python manage.py makemessages --locale en --no-location --no-wrap --ignore tests --ignore var

lock: .venv/uv-$(UV)  ## renew requirements.lock from pyproject.toml
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --extra dev pyproject.toml -o requirements.lock

.venv/uv-$(UV):
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV)
	touch $@

$(READY): requirements.lock .venv/uv-$(UV)
	$(BIN)/uv pip sync --quiet --require-hashes --python $(BIN)/python requirements.lock
	mkdir -p var
	touch $@

%.mo: %.po $(READY)
	$(BIN)/pybabel --quiet compile -i $< -o $@
