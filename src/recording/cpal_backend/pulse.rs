//! A line of its own to a `PulseAudio` server, for questions cpal does not put. Knows nothing of recording.

use pulseaudio::protocol::{
    AuthParams, AuthReply, Command, CommandReply, GetSourceInfo, MAX_VERSION, Prop, Props, ProtocolError,
    PulseError, SetClientNameReply, SourceInfo, SourceOutputInfo, SourceOutputInfoList, read_reply_message,
    write_command_message,
};
use std::ffi::CString;
use std::io::{self, BufReader};
use std::os::unix::net::UnixStream;
use std::time::Duration;

/// How long an answer may take.
const ANSWER_TIMEOUT: Duration = Duration::from_millis(500);

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoAnswer {
    /// The server does not know of such a thing.
    NoSuchThing,
    /// The server is there, but takes its time.
    Slow,
    /// Nobody is at the other end, or what was said is not understood.
    Lost,
}

impl From<ProtocolError> for NoAnswer {
    fn from(error: ProtocolError) -> Self {
        match error {
            ProtocolError::ServerError(PulseError::NoEntity) => Self::NoSuchThing,
            ProtocolError::Io(error) => error.into(),
            ProtocolError::Timeout | ProtocolError::ServerError(PulseError::Timeout) => Self::Slow,
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

/// The line. After an answer that did not come in time it is out of step: a new one is opened then.
pub(super) struct Line {
    server: BufReader<UnixStream>,
    version: u16,
    asked: u32,
}

impl Line {
    /// Opens a line to the server cpal speaks with.
    pub(super) fn open() -> Result<Self, NoAnswer> {
        let socket = pulseaudio::socket_path_from_env().ok_or(NoAnswer::Lost)?;
        let server = UnixStream::connect(socket)?;
        server.set_read_timeout(Some(ANSWER_TIMEOUT))?;
        server.set_write_timeout(Some(ANSWER_TIMEOUT))?;
        let mut line = Self { server: BufReader::new(server), version: MAX_VERSION, asked: 0 };
        let cookie = pulseaudio::cookie_path_from_env().and_then(|path| std::fs::read(path).ok());
        let greeting = AuthParams {
            version: MAX_VERSION,
            supports_shm: false,
            supports_memfd: false,
            cookie: cookie.unwrap_or_default(),
        };
        let answer: AuthReply = line.ask(&Command::Auth(greeting))?;
        line.version = MAX_VERSION.min(answer.version);
        let mut props = Props::new();
        props.set(Prop::ApplicationName, c"Rapport");
        let _: SetClientNameReply = line.ask(&Command::SetClientName(props))?;
        Ok(line)
    }

    /// The number of the source of this name.
    pub(super) fn source(&mut self, name: &str) -> Result<u32, NoAnswer> {
        let name = CString::new(name).map_err(|_| NoAnswer::NoSuchThing)?;
        let question = Command::GetSourceInfo(GetSourceInfo { index: None, name: Some(name) });
        self.ask::<SourceInfo>(&question).map(|source| source.index)
    }

    /// The stream of this number, out of a source.
    pub(super) fn stream(&mut self, number: u32) -> Result<SourceOutputInfo, NoAnswer> {
        self.ask(&Command::GetSourceOutputInfo(number))
    }

    /// Every stream out of a source, anybody's.
    pub(super) fn streams(&mut self) -> Result<SourceOutputInfoList, NoAnswer> {
        self.ask(&Command::GetSourceOutputInfoList)
    }

    fn ask<R: CommandReply>(&mut self, question: &Command) -> Result<R, NoAnswer> {
        self.asked = self.asked.wrapping_add(1);
        write_command_message(self.server.get_mut(), self.asked, question, self.version)?;
        let (number, answer) = read_reply_message(&mut self.server, self.version)?;
        if number == self.asked { Ok(answer) } else { Err(NoAnswer::Lost) }
    }
}
