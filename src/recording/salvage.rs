//! Finishes what a crash left: repairs headers, hashes, never deletes.
