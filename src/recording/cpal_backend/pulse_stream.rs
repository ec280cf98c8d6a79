//! An open source of a `PulseAudio` server.
//!
//! Opened over the server's own protocol, because cpal leaves a stream where the server may take it elsewhere: a stream
//! on the default source goes with the default when that changes, even where it asked for that source by name. This one
//! asks not to be moved, and hears of it where it is moved all the same.

use super::pulse::{Incoming, Line, NoAnswer, name_tag};
use crate::domain::track::Track;
use crate::recording::capture::{CaptureError, OPEN_TIMEOUT, Source};
use crate::recording::flow::StreamFault;
use crate::recording::tap::{Alarm, Tap};
use pulseaudio::protocol::{
    ChannelVolume, Command, Prop, ProtocolError, RecordStreamParams, SampleFormat, SampleSpec, SourceInfo,
    read_descriptor, stream,
};
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Frames a buffer: 21 ms at 48 kHz. A server left to itself delivers lumps of up to two seconds.
const BUFFER_FRAMES: u32 = 1024;

/// Bytes a sample: 16 bit are what the file holds.
const SAMPLE_BYTES: usize = 2;

/// Frames taken in at a time.
const BLOCK_FRAMES: usize = 1024;

/// How long a source may take to deliver its first buffer: one that was asleep wakes up. One that takes longer is open all the
/// same; that no buffers come is noticed elsewhere.
const WAKE_TIMEOUT: Duration = Duration::from_secs(1);

/// What the server is to decide.
const ITS_CHOICE: u32 = u32::MAX;

/// An open source; dropping it closes it.
pub(super) struct PulseStream {
    closing: Arc<AtomicBool>,
    reader: Option<JoinHandle<()>>,
}

/// Where the server has put a stream.
#[derive(Clone, Debug)]
pub(super) struct Attached {
    /// Number of the stream.
    pub(super) stream: u32,
    /// Name of the source.
    pub(super) source: String,
    /// Number of the source: one that went and came back has another.
    pub(super) source_number: u32,
}

/// Opens a source by its name on the server; every buffer goes to the tap.
pub(super) fn open(
    name: &str,
    source: &Source,
    track: Track,
    tap: Tap,
) -> Result<(PulseStream, Attached), CaptureError> {
    let mut line = Line::open(OPEN_TIMEOUT)?;
    let info = line.source(name)?;
    let opened = line.record(params(&info, source, track)?)?;
    let attached =
        Attached { stream: opened.stream_index, source: name.to_owned(), source_number: info.index };
    let failed = |error: io::Error| CaptureError::System(error.to_string());
    let closing = Arc::new(AtomicBool::new(false));
    let (begun, begins) = sync_channel(1);
    let (server, version) = line.into_sound(Arc::clone(&closing)).map_err(failed)?;
    let sound = Sound {
        server,
        version,
        channel: opened.channel,
        source_number: info.index,
        closing: Arc::clone(&closing),
        begun: Some(begun),
        block: vec![[0; SAMPLE_BYTES]; BLOCK_FRAMES * usize::from(source.channels.max(1))],
    };
    let reader = thread::Builder::new().name("sound-in".to_owned()).spawn(move || sound.take_in(tap));
    let stream = PulseStream { closing, reader: Some(reader.map_err(failed)?) };
    match begins.recv_timeout(WAKE_TIMEOUT) {
        Ok(()) | Err(RecvTimeoutError::Timeout) => Ok((stream, attached)),
        Err(RecvTimeoutError::Disconnected) => Err(CaptureError::DeviceGone),
    }
}

impl From<NoAnswer> for CaptureError {
    fn from(why: NoAnswer) -> Self {
        match why {
            NoAnswer::NoSuchThing => Self::DeviceGone,
            NoAnswer::Denied => Self::PermissionDenied,
            NoAnswer::Slow | NoAnswer::Lost => Self::NoAnswer,
        }
    }
}

/// The source's own channels at the rate that was settled; as loud as they come, whatever was set for this program before.
fn params(info: &SourceInfo, source: &Source, track: Track) -> Result<RecordStreamParams, CaptureError> {
    let channels = info.channel_map.num_channels();
    if u16::from(channels) != source.channels {
        // Its profile was changed since it was looked at.
        return Err(CaptureError::DeviceGone);
    }
    let mut props = name_tag();
    let side = match track {
        Track::Mic => c"Recording of this side",
        Track::Far => c"Recording of the far end",
    };
    props.set(Prop::MediaName, side);
    let bytes = BUFFER_FRAMES * u32::from(channels) * SAMPLE_BYTES as u32;
    Ok(RecordStreamParams {
        sample_spec: SampleSpec { format: SampleFormat::S16Le, channels, sample_rate: source.rate },
        channel_map: info.channel_map,
        source_index: Some(info.index),
        buffer_attr: stream::BufferAttr {
            // Room on the server for seconds, should this program be held up.
            max_length: ITS_CHOICE,
            fragment_size: bytes,
            ..Default::default()
        },
        flags: stream::StreamFlags {
            no_move: true,
            adjust_latency: true,
            start_muted: Some(false),
            ..Default::default()
        },
        cvolume: Some(ChannelVolume::norm(channels)),
        props,
        ..Default::default()
    })
}

/// What comes over the line: sound, and now and then a word about it.
struct Sound {
    server: Incoming,
    version: u16,
    channel: u32,
    source_number: u32,
    closing: Arc<AtomicBool>,
    /// Told of the first buffer.
    begun: Option<SyncSender<()>>,
    /// Room for [`BLOCK_FRAMES`].
    block: Vec<[u8; SAMPLE_BYTES]>,
}

impl Sound {
    /// Until it is closed, or the server takes the stream away.
    fn take_in(mut self, mut tap: Tap) {
        let alarm = tap.alarm();
        while let Ok(true) = self.hear(&mut tap, &alarm) {}
        if !self.is_closing() {
            alarm.raise(StreamFault::Lost);
        }
    }

    fn is_closing(&self) -> bool {
        self.closing.load(Ordering::Acquire)
    }

    /// False where there is nothing more to hear.
    fn hear(&mut self, tap: &mut Tap, alarm: &Alarm) -> Result<bool, ProtocolError> {
        let header = read_descriptor(&mut self.server)?;
        if header.channel == u32::MAX {
            return self.hear_word(header.length.into(), alarm);
        }
        let mut left = header.length as usize;
        while left > 0 && !self.is_closing() {
            let bytes = self.block.as_flattened_mut();
            let part = left.min(bytes.len());
            self.server.read_exact(bytes.get_mut(..part).unwrap_or_default())?;
            let samples = self.block.get(..part / SAMPLE_BYTES).unwrap_or_default();
            if header.channel == self.channel {
                tap.take_in_as(samples, |sample| f32::from(i16::from_le_bytes(sample)) / f32::from(i16::MAX));
            }
            left -= part;
        }
        if let Some(begun) = self.begun.take() {
            // Whoever waited may have gone on meanwhile.
            begun.try_send(()).ok();
        }
        Ok(!self.is_closing())
    }

    /// False where the stream is gone, or is attached elsewhere.
    fn hear_word(&mut self, length: u64, alarm: &Alarm) -> Result<bool, ProtocolError> {
        let mut word = (&mut self.server).take(length);
        let goes_on = match Command::read_tag_prefixed(&mut word, self.version) {
            Ok((_, Command::RecordStreamKilled(_))) => false,
            Ok((_, Command::RecordStreamMoved(to))) => to.device_index == self.source_number,
            Ok((_, Command::Overflow(_))) => {
                alarm.glitch();
                true
            }
            // Suspended, its buffers stay away; the rest is of no consequence, or of a later version.
            _ => true,
        };
        io::copy(&mut word, &mut io::sink())?;
        Ok(goes_on)
    }
}

impl Drop for PulseStream {
    fn drop(&mut self) {
        self.closing.store(true, Ordering::Release);
        if let Some(reader) = self.reader.take() {
            reader.join().ok();
        }
    }
}
