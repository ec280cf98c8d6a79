# Two commands are all a new machine needs: `make run` and `make test`. Each does its own set-up.

.PHONY: run demo test bench windows setup

run: ## opens the window; where there is no display, runs the demo
	@scripts/run

demo: ## a whole call under a virtual display and virtual sound devices, left in demo-out/
	@scripts/setup demo
	@scripts/demo

test: ## everything that must hold before a change goes in
	@scripts/test

bench: ## prints what the window costs beside two other programs, and what recording costs beside three
	@scripts/bench
	@scripts/bench recording

windows: ## builds rapport.exe for 64-bit Windows
	@scripts/windows-build

setup: ## only installs what run, demo and test need
	@scripts/setup test
