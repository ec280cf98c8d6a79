//! Tests that need neither window nor sound.

mod app;
mod architecture;
mod checklists;
mod cli;
mod consent_scripts;
mod export;
mod gate;
mod law;
mod listening;
mod runner;
mod settings;
mod store;
mod timeline;
