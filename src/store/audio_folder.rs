//! The audio folder of one call.
