//! State, actions, effects.
