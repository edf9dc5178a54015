# Every command of the project; `make help` lists them. Works with GNU make from 3.81 on.
PYTHON ?= python3
VENV := .venv/bin/python

ifeq ($(filter else-if,$(.FEATURES)),)
$(error this make is too old or not GNU make; version 3.81 or newer is needed)
endif

.PHONY: help setup setup-dev run chat sms call train test check evaluate evaluate-stock bench lock clean
.DEFAULT_GOAL := help

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: ## install what the assistant needs, into this folder
	@$(PYTHON) tools/bootstrap.py runtime

setup-dev: ## install what its tests need as well
	@$(PYTHON) tools/bootstrap.py dev

run: setup ## start the assistant; the chat is at http://localhost:5005/
	@exec $(VENV) -m tools.run

chat: setup ## talk to it in the terminal
	@$(VENV) -m tools.chat

sms: setup ## text with it in the terminal, without an account
	@$(VENV) -m tools.sms $(AT) $(FROM)

call: setup ## call it in the terminal, without an account
	@$(VENV) -m tools.call $(AT) $(FROM)

train: setup ## train the model if the content is new
	@$(VENV) -m tools.train

test: setup-dev ## run every test
	@$(VENV) -m tools.test

check: setup-dev ## lint, types and content
	@$(VENV) -m ruff check .
	@$(VENV) -m ruff format --check .
	@$(VENV) -m mypy .
	@$(VENV) -m tools.check_content

evaluate: setup-dev ## how well it understands phrases it was not trained on
	@$(VENV) -m tools.evaluate

evaluate-stock: setup-dev ## the same beside Rasa's stock pipeline, trained first (an hour)
	@$(VENV) -m tools.evaluate --stock

bench: setup-dev ## measure it beside Rasa's stock pipeline
	@$(VENV) -m tools.bench

lock: setup-dev ## renew the pinned requirements (needs the network)
	@$(VENV) tools/lock.py

clean: ## remove everything that was built; conversations in var/ stay
	rm -rf .venv .tools models results .rasa .mypy_cache .ruff_cache .pytest_cache
