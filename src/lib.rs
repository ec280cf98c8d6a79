//! Rapport walks a paralegal through a client call and hands the office a call note.

pub mod domain;
