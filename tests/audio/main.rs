//! The recorder through its public doors: with scripted sound, with real devices, and after kill -9.

mod faults;
mod gate;
mod kill;
mod real;
mod salvage;
mod support;
mod take;
