//! A line to a `PulseAudio` server, or to `PipeWire`'s stand-in for one. Knows nothing of recording.

use pulseaudio::protocol::{
    AuthParams, AuthReply, Command, CommandReply, CreateRecordStreamReply, GetSourceInfo, MAX_VERSION, Prop,
    Props, ProtocolError, PulseError, RecordStreamParams, ServerInfo, SetClientNameReply, SourceInfo,
    SourceInfoList, SourceOutputInfo, read_reply_message, write_command_message,
};
use std::ffi::CString;
use std::io::{self, BufReader, Read};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How often a line over which nothing comes looks whether it is to be closed.
const CLOSING_LOOK: Duration = Duration::from_millis(50);

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoAnswer {
    /// The server does not know of such a thing.
    NoSuchThing,
    /// The server forbids it.
    Denied,
    /// The server is there, but takes its time.
    Slow,
    /// Nobody is at the other end, or what was said is not understood.
    Lost,
}

impl From<ProtocolError> for NoAnswer {
    fn from(error: ProtocolError) -> Self {
        match error {
            ProtocolError::ServerError(PulseError::NoEntity) => Self::NoSuchThing,
            ProtocolError::ServerError(PulseError::AccessDenied | PulseError::AuthKey) => Self::Denied,
            ProtocolError::Timeout | ProtocolError::ServerError(PulseError::Timeout) => Self::Slow,
            ProtocolError::Io(error) => error.into(),
            _ => Self::Lost,
        }
    }
}

impl From<io::Error> for NoAnswer {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut | io::ErrorKind::Interrupted => Self::Slow,
            _ => Self::Lost,
        }
    }
}

/// What devices a server has at one moment.
#[derive(PartialEq, Eq)]
pub(super) struct DevicesThere {
    /// The source and the output it would choose.
    defaults: [Option<CString>; 2],
    /// Number, name, and the name people know, of each source.
    sources: Vec<(u32, CString, Option<CString>)>,
}

/// The line. After an answer that did not come in time it is out of step, and no longer of use.
pub(super) struct Line {
    server: BufReader<UnixStream>,
    version: u16,
    said: u32,
}

impl Line {
    /// Opens a line to the server cpal speaks with; each answer may take as long as `patience`.
    pub(super) fn open(patience: Duration) -> Result<Self, NoAnswer> {
        let socket = pulseaudio::socket_path_from_env().ok_or(NoAnswer::Lost)?;
        let server = UnixStream::connect(socket)?;
        server.set_read_timeout(Some(patience))?;
        server.set_write_timeout(Some(patience))?;
        let mut line = Self { server: BufReader::new(server), version: MAX_VERSION, said: 0 };
        let cookie = pulseaudio::cookie_path_from_env().and_then(|path| std::fs::read(path).ok());
        let greeting = AuthParams {
            version: MAX_VERSION,
            supports_shm: false,
            supports_memfd: false,
            cookie: cookie.unwrap_or_default(),
        };
        let answer: AuthReply = line.ask(&Command::Auth(greeting))?;
        line.version = MAX_VERSION.min(answer.version);
        let _: SetClientNameReply = line.ask(&Command::SetClientName(name_tag()))?;
        Ok(line)
    }

    /// What devices there are, by number and name, and which of them the server would choose. Each output is among them by the
    /// source that hears it.
    pub(super) fn devices_there(&mut self) -> Result<DevicesThere, NoAnswer> {
        let server: ServerInfo = self.ask(&Command::GetServerInfo)?;
        let sources: SourceInfoList = self.ask(&Command::GetSourceInfoList)?;
        let sources = sources.into_iter().map(|one| (one.index, one.name, one.description)).collect();
        Ok(DevicesThere { defaults: [server.default_source_name, server.default_sink_name], sources })
    }

    /// The source of this name.
    pub(super) fn source(&mut self, name: &str) -> Result<SourceInfo, NoAnswer> {
        let name = CString::new(name).map_err(|_| NoAnswer::NoSuchThing)?;
        self.ask(&Command::GetSourceInfo(GetSourceInfo { index: None, name: Some(name) }))
    }

    /// The stream of this number, out of a source.
    pub(super) fn stream(&mut self, number: u32) -> Result<SourceOutputInfo, NoAnswer> {
        self.ask(&Command::GetSourceOutputInfo(number))
    }

    /// Opens a stream. From then on its sound comes over this line: see [`Self::into_sound`].
    pub(super) fn record(&mut self, params: RecordStreamParams) -> Result<CreateRecordStreamReply, NoAnswer> {
        self.ask(&Command::CreateRecordStream(params))
    }

    /// What comes over this line from now on, until `closing` is set, and the version it is spoken in.
    pub(super) fn into_sound(self, closing: Arc<AtomicBool>) -> io::Result<(Incoming, u16)> {
        let Self { server, version, .. } = self;
        let begun = io::Cursor::new(server.buffer().to_vec());
        let socket = server.into_inner();
        socket.set_read_timeout(Some(CLOSING_LOOK))?;
        Ok((BufReader::new(begun.chain(UntilClosing { socket, closing })), version))
    }

    fn ask<R: CommandReply>(&mut self, question: &Command) -> Result<R, NoAnswer> {
        self.said = self.said.wrapping_add(1);
        write_command_message(self.server.get_mut(), self.said, question, self.version)?;
        let (number, answer) = read_reply_message(&mut self.server, self.version)?;
        if number == self.said { Ok(answer) } else { Err(NoAnswer::Lost) }
    }
}

/// What comes over a line, what had come before included.
pub(super) type Incoming = BufReader<io::Chain<io::Cursor<Vec<u8>>, UntilClosing>>;

/// Waits for the server for as long as it takes, and ends when it is told to.
pub(super) struct UntilClosing {
    socket: UnixStream,
    closing: Arc<AtomicBool>,
}

impl Read for UntilClosing {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.socket.read(into).map_err(NoAnswer::from) {
                Ok(read) => return Ok(read),
                Err(NoAnswer::Slow) => {}
                Err(_) => return Ok(0),
            }
            if self.closing.load(Ordering::Acquire) {
                return Ok(0);
            }
        }
    }
}

/// What the system's mixer shows of whoever asks. The id is another for each process: servers keep volume and mute of a
/// program by its id, and a recording that somebody muted last week must not be silent today.
pub(super) fn name_tag() -> Props {
    let process = std::process::id();
    let mut props = Props::new();
    props.set(Prop::ApplicationName, c"Rapport");
    for (prop, value) in [
        (Prop::ApplicationProcessId, process.to_string()),
        (Prop::ApplicationId, format!("rapport-{process}")),
    ] {
        // A number holds no zero byte.
        props.set(prop, CString::new(value).unwrap_or_default());
    }
    props
}
