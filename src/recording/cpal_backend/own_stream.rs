//! Where the sound server has attached a stream of ours. cpal does not tell the stream's number on the server; it is found
//! by what came after the stream was opened, under our process id, out of the source that was asked for.

use super::pulse::{Line, NoAnswer};
use super::watch::{Claims, Seen};
use pulseaudio::protocol::{Prop, SourceOutputInfo};
use std::collections::BTreeSet;
use std::sync::PoisonError;

/// What the server gives for the source of a stream that is attached to none.
const NOWHERE: u32 = u32::MAX;

/// Looks after which a stream that can only be ours is taken for it, though it is attached to another source.
const PATIENCE: u32 = 2;

/// One stream of ours.
pub(super) struct OwnStream {
    /// `None` while there is no line to the server.
    line: Option<Line>,
    /// Name of the source it was opened on, and its number then: a source that went and came back has another one.
    source: String,
    source_number: u32,
    /// Streams that were there before.
    others: BTreeSet<u32>,
    claims: Claims,
    /// Its number, once it is found.
    own: Option<u32>,
    looks: u32,
}

impl OwnStream {
    /// To be called before the stream is opened. `None` where the server does not answer: cpal asks it next, and tells.
    pub(super) fn before(source: &str, claims: &Claims) -> Option<Self> {
        let mut line = Line::open().ok()?;
        let source_number = line.source(source).ok()?;
        let others = line.streams().ok()?.into_iter().map(|stream| stream.index).collect();
        Some(Self {
            line: Some(line),
            source: source.to_owned(),
            source_number,
            others,
            claims: claims.clone(),
            own: None,
            looks: 0,
        })
    }

    /// Where it is now.
    pub(super) fn look(&mut self) -> Seen {
        self.looks = self.looks.saturating_add(1);
        let line = self.line.take().map_or_else(Line::open, Ok);
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
            Err(NoAnswer::Lost) => {
                self.line = Line::open().ok();
                if self.line.is_some() { Seen::There } else { Seen::Missing }
            }
        }
    }

    fn ask(&mut self, line: &mut Line) -> Result<Seen, NoAnswer> {
        if line.source(&self.source)? != self.source_number {
            return Ok(Seen::Gone);
        }
        if self.own.is_none() {
            self.find(line.streams()?);
        }
        let Some(own) = self.own else {
            // Not found, it cannot be followed; the source is there.
            return Ok(Seen::There);
        };
        Ok(match line.stream(own)?.source_index {
            NOWHERE => Seen::Missing,
            attached if attached == self.source_number => Seen::There,
            _ => Seen::Gone,
        })
    }

    fn find(&mut self, streams: Vec<SourceOutputInfo>) {
        let mut claims = self.claims.lock().unwrap_or_else(PoisonError::into_inner);
        let might_be_ours = |stream: &SourceOutputInfo| {
            is_of_this_process(stream)
                && !self.others.contains(&stream.index)
                && !claims.contains(&stream.index)
        };
        let possible: Vec<_> = streams.into_iter().filter(might_be_ours).collect();
        let on_source = possible.iter().find(|stream| stream.source_index == self.source_number);
        let only = || possible.first().filter(|_| self.looks > PATIENCE && possible.len() == 1);
        self.own = on_source.or_else(only).map(|stream| stream.index);
        claims.extend(self.own);
    }
}

fn is_of_this_process(stream: &SourceOutputInfo) -> bool {
    let process = std::process::id().to_string();
    let owner = stream.props.get(Prop::ApplicationProcessId).unwrap_or_default();
    owner.strip_suffix(b"\0").unwrap_or(owner) == process.as_bytes()
}

impl Drop for OwnStream {
    fn drop(&mut self) {
        if let Some(own) = self.own {
            self.claims.lock().unwrap_or_else(PoisonError::into_inner).remove(&own);
        }
    }
}
