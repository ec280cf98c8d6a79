//! Reads the command line: what is asked, where, and in which manner; carries nothing out.

use super::Problem;
use super::words::Topic;
use crate::export::Writing;
use crate::law::Medium;
use crate::listening::{AudioFormat, Gaps};
use lexopt::Arg;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

/// Verbs that are named in the help and answer that they are not there.
const LATER_VERBS: [&str; 3] = ["coach", "due", "search"];

/// Formats of `export` that answer that they are not there.
const LATER_FORMATS: [&str; 4] = ["pdf", "ics", "csv", "bundle"];

/// What was asked.
pub(super) struct Asked {
    /// The data folder, where `--data` named one.
    pub(super) data: Option<PathBuf>,
    /// For people or for programs.
    pub(super) manner: Manner,
    /// What to do.
    pub(super) verb: Verb,
}

/// For whom the answer is.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Manner {
    /// People.
    #[default]
    Plain,
    /// Programs.
    Json,
}

/// What to do.
pub(super) enum Verb {
    /// Open the window.
    Window,
    /// Say how to use the program, or one verb.
    Help(Topic),
    /// Say which version this is.
    Version,
    /// List the calls.
    Calls,
    /// Show a call's timeline.
    Show { call: String },
    /// Write the call note.
    Export(ExportOrder),
    /// Check a call or a call's folder.
    Verify { what: OsString },
    /// List the microphones.
    Devices,
    /// Say what this machine can do.
    Doctor,
    /// Check checklist files.
    CheckChecklists { files: Vec<PathBuf> },
    /// Say which recording rule applies.
    Law { places: Vec<String>, medium: Medium },
    /// Say that this version does not have it.
    NotYet { what: String },
}

/// What to write, and where.
pub(super) struct ExportOrder {
    /// Id of the call, or the beginning of one.
    pub(super) call: String,
    /// What is written.
    pub(super) what: Exported,
    /// A file that is not there yet, or a folder.
    pub(super) to: PathBuf,
    /// What to do with a file that is there.
    pub(super) existing: Existing,
}

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exported {
    /// The call note, or the consent certificate.
    Paper(Writing),
    /// The recording, with gaps so.
    Sound(AudioFormat, Gaps),
}

impl Exported {
    /// The file extension.
    pub(super) fn extension(self) -> &'static str {
        match self {
            Self::Paper(writing) => writing.extension(),
            Self::Sound(format, _) => format.name(),
        }
    }
}

/// What to do with a file that is there.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Existing {
    /// Leave it and say so.
    #[default]
    Keep,
    /// Put another in its place.
    Replace,
}

/// What is wrong with a command line.
#[derive(Debug)]
pub(super) enum BadUse {
    /// There is no such verb.
    NoSuchVerb(String),
    /// There is no such option.
    NoSuchOption(String),
    /// An option came without its value.
    ValueMissing(String),
    /// An option came with a value and takes none.
    ValueNotWanted(String),
    /// The verb takes no such option or argument.
    NotWanted { verb: Topic, what: String },
    /// The verb wants something more.
    Missing { verb: Topic, what: &'static str },
    /// There is no such format.
    NoSuchFormat(String),
    /// Gaps cannot be treated so.
    NoSuchGaps(String),
    /// `--json` came without a verb.
    JsonWithoutVerb,
}

/// The command line taken apart: options in any order, and what is no option.
#[derive(Default)]
struct Parts {
    data: Option<OsString>,
    format: Option<OsString>,
    gaps: Option<OsString>,
    to: Option<OsString>,
    existing: Existing,
    medium: Medium,
    manner: Manner,
    help: bool,
    version: bool,
    words: Vec<OsString>,
}

/// Reads the command line, without the program's name.
pub(super) fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Asked, Problem> {
    let mut parts = take_apart(args)?;
    let data = match parts.data.take() {
        Some(folder) if folder.is_empty() => return Err(BadUse::ValueMissing("--data".to_owned()).into()),
        data => data.map(PathBuf::from),
    };
    Ok(Asked { data, manner: parts.manner, verb: verb(parts)? })
}

fn take_apart(args: impl IntoIterator<Item = OsString>) -> Result<Parts, BadUse> {
    let mut parts = Parts::default();
    let mut parser = lexopt::Parser::from_args(args);
    while let Some(arg) = parser.next().map_err(bad_option)? {
        match arg {
            Arg::Long("data") => parts.data = Some(parser.value().map_err(bad_option)?),
            Arg::Long("format") => parts.format = Some(parser.value().map_err(bad_option)?),
            Arg::Long("gaps") => parts.gaps = Some(parser.value().map_err(bad_option)?),
            Arg::Long("to") => parts.to = Some(parser.value().map_err(bad_option)?),
            Arg::Long("force") => parts.existing = Existing::Replace,
            Arg::Long("in-person") => parts.medium = Medium::InPerson,
            Arg::Long("json") => parts.manner = Manner::Json,
            Arg::Long("help") | Arg::Short('h') => parts.help = true,
            Arg::Long("version") | Arg::Short('V') => parts.version = true,
            Arg::Long(other) => return Err(BadUse::NoSuchOption(format!("--{other}"))),
            Arg::Short(other) => return Err(BadUse::NoSuchOption(format!("-{other}"))),
            Arg::Value(word) => {
                let is_later = parts.words.is_empty() && LATER_VERBS.iter().any(|verb| word == *verb);
                parts.words.push(word);
                if is_later {
                    // Its options are not known here.
                    return Ok(parts);
                }
            }
        }
    }
    Ok(parts)
}

fn bad_option(error: lexopt::Error) -> BadUse {
    match error {
        lexopt::Error::MissingValue { option } => BadUse::ValueMissing(option.unwrap_or_default()),
        lexopt::Error::UnexpectedValue { option, .. } => BadUse::ValueNotWanted(option),
        other => BadUse::NoSuchOption(other.to_string()),
    }
}

fn verb(mut parts: Parts) -> Result<Verb, Problem> {
    if parts.version {
        return Ok(Verb::Version);
    }
    if parts.words.is_empty() {
        return no_verb(&parts).map_err(Problem::from);
    }
    let name = parts.words.remove(0);
    if name == "help" {
        return help(parts.words.first().map(OsString::as_os_str));
    }
    if LATER_VERBS.iter().any(|later| name == *later) {
        return Ok(Verb::NotYet { what: lossy(&name) });
    }
    let topic = Topic::named(&name).ok_or_else(|| BadUse::NoSuchVerb(lossy(&name)))?;
    if parts.help {
        return Ok(Verb::Help(topic));
    }
    refuse_options_of_others(&parts, topic)?;
    carried_out(topic, &parts)
}

fn no_verb(parts: &Parts) -> Result<Verb, BadUse> {
    if parts.help {
        return Ok(Verb::Help(Topic::Program));
    }
    if parts.manner == Manner::Json {
        return Err(BadUse::JsonWithoutVerb);
    }
    refuse_options_of_others(parts, Topic::Program)?;
    Ok(Verb::Window)
}

fn help(verb: Option<&OsStr>) -> Result<Verb, Problem> {
    let Some(name) = verb else {
        return Ok(Verb::Help(Topic::Program));
    };
    if LATER_VERBS.iter().any(|later| name == *later) {
        return Ok(Verb::NotYet { what: lossy(name) });
    }
    let topic = Topic::named(name).ok_or_else(|| BadUse::NoSuchVerb(lossy(name)))?;
    Ok(Verb::Help(topic))
}

/// Each of these options is for one verb only.
fn refuse_options_of_others(parts: &Parts, verb: Topic) -> Result<(), BadUse> {
    let given = [
        ("--format", Topic::Export, parts.format.is_some()),
        ("--gaps", Topic::Export, parts.gaps.is_some()),
        ("--to", Topic::Export, parts.to.is_some()),
        ("--force", Topic::Export, parts.existing == Existing::Replace),
        ("--in-person", Topic::Law, parts.medium == Medium::InPerson),
    ];
    match given.into_iter().find(|(_, whose, is_given)| *is_given && *whose != verb) {
        Some((what, ..)) => Err(BadUse::NotWanted { verb, what: what.to_owned() }),
        None => Ok(()),
    }
}

fn carried_out(topic: Topic, parts: &Parts) -> Result<Verb, Problem> {
    let words = parts.words.as_slice();
    let verb = match topic {
        Topic::Program => Verb::Help(topic),
        Topic::Calls => none(topic, words).map(|()| Verb::Calls)?,
        Topic::Devices => none(topic, words).map(|()| Verb::Devices)?,
        Topic::Doctor => none(topic, words).map(|()| Verb::Doctor)?,
        Topic::Show => Verb::Show { call: lossy(one(topic, "a call", words)?) },
        Topic::Verify => Verb::Verify { what: one(topic, "a call or a folder", words)?.to_owned() },
        Topic::Checklist => checklist(words)?,
        Topic::Law => law(words, parts.medium)?,
        Topic::Export => return export(parts),
    };
    Ok(verb)
}

fn checklist(words: &[OsString]) -> Result<Verb, BadUse> {
    let missing = |what| BadUse::Missing { verb: Topic::Checklist, what };
    let (word, files) = words.split_first().ok_or_else(|| missing("“check” and the files"))?;
    if word != "check" {
        return Err(BadUse::NotWanted { verb: Topic::Checklist, what: lossy(word) });
    }
    if files.is_empty() {
        return Err(missing("the files to check"));
    }
    Ok(Verb::CheckChecklists { files: files.iter().map(PathBuf::from).collect() })
}

fn law(words: &[OsString], medium: Medium) -> Result<Verb, BadUse> {
    if words.is_empty() {
        return Err(BadUse::Missing { verb: Topic::Law, what: "the places where people are" });
    }
    Ok(Verb::Law { places: words.iter().map(|word| lossy(word)).collect(), medium })
}

/// The format is looked at first: one that is not there stays so whatever else is said.
fn export(parts: &Parts) -> Result<Verb, Problem> {
    let missing = |what| BadUse::Missing { verb: Topic::Export, what };
    let name = lossy(parts.format.as_ref().ok_or_else(|| missing("--format"))?);
    if LATER_FORMATS.contains(&name.as_str()) {
        return Ok(Verb::NotYet { what: format!("--format {name}") });
    }
    let what = exported(name, parts.gaps.as_deref())?;
    let to = parts.to.as_ref().filter(|to| !to.is_empty()).ok_or_else(|| missing("--to"))?;
    let call = lossy(one(Topic::Export, "a call", &parts.words)?);
    Ok(Verb::Export(ExportOrder { call, what, to: to.into(), existing: parts.existing }))
}

fn exported(format: String, gaps: Option<&OsStr>) -> Result<Exported, BadUse> {
    if let Some(paper) = Writing::exported().find(|one| one.name() == format) {
        let what = || format!("--gaps with --format {format}");
        return match gaps {
            Some(_) => Err(BadUse::NotWanted { verb: Topic::Export, what: what() }),
            None => Ok(Exported::Paper(paper)),
        };
    }
    let sound = AudioFormat::ALL.into_iter().find(|one| one.name() == format);
    let sound = sound.ok_or(BadUse::NoSuchFormat(format))?;
    let Some(gaps) = gaps else { return Ok(Exported::Sound(sound, Gaps::default())) };
    let known = [Gaps::Silence, Gaps::Cut].into_iter().find(|one| gaps == one.name());
    known.map(|gaps| Exported::Sound(sound, gaps)).ok_or_else(|| BadUse::NoSuchGaps(lossy(gaps)))
}

fn none(verb: Topic, words: &[OsString]) -> Result<(), BadUse> {
    match words.first() {
        Some(word) => Err(BadUse::NotWanted { verb, what: lossy(word) }),
        None => Ok(()),
    }
}

fn one<'a>(verb: Topic, what: &'static str, words: &'a [OsString]) -> Result<&'a OsStr, BadUse> {
    match words {
        [word] if !word.is_empty() => Ok(word),
        [] | [_] => Err(BadUse::Missing { verb, what }),
        [_, more, ..] => Err(BadUse::NotWanted { verb, what: lossy(more) }),
    }
}

fn lossy(word: &OsStr) -> String {
    word.to_string_lossy().into_owned()
}
