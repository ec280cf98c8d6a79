//! Hands the recorder the audio folder of a call.
