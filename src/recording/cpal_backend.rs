//! The sound system through cpal: the only file that names it.
