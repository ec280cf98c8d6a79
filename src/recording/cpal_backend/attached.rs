//! Whether a stream of ours is still attached to the source it was opened on, by the sound server's own books.

use super::pulse::{Line, NoAnswer};
use super::pulse_stream::Attached;
use super::watch::Seen;
use std::time::Duration;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_millis(500);

/// What the server gives for the source of a stream that is attached to none.
const NOWHERE: u32 = u32::MAX;

/// What looks after one stream.
pub(super) struct Books {
    /// `None` while there is no line to the server.
    line: Option<Line>,
    attached: Attached,
}

impl Books {
    pub(super) fn new(attached: Attached) -> Self {
        Self { line: None, attached }
    }

    pub(super) fn look(&mut self) -> Seen {
        let line = self.line.take().map_or_else(|| Line::open(PATIENCE), Ok);
        let answer = line.and_then(|mut line| {
            let seen = self.ask(&mut line)?;
            self.line = Some(line);
            Ok(seen)
        });
        match answer {
            Ok(seen) => seen,
            Err(NoAnswer::NoSuchThing) => Seen::Gone,
            // A server that hangs delivers no buffers either, which is told as that.
            Err(NoAnswer::Slow) => Seen::There,
            Err(NoAnswer::Lost | NoAnswer::Denied) => {
                self.line = Line::open(PATIENCE).ok();
                if self.line.is_some() { Seen::There } else { Seen::Missing }
            }
        }
    }

    fn ask(&self, line: &mut Line) -> Result<Seen, NoAnswer> {
        let Attached { stream, source, source_number } = &self.attached;
        if line.source(source)?.index != *source_number {
            return Ok(Seen::Gone);
        }
        Ok(match line.stream(*stream)?.source_index {
            NOWHERE => Seen::Missing,
            now if now == *source_number => Seen::There,
            _ => Seen::Gone,
        })
    }
}
