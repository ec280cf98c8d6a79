//! Checks a call's entry chain and its files.
