//! The verbs that need no window.
