//! What the program knows at one moment.

use super::effect::Watch;
use super::event::Lists;
use super::playback::Playback;
use super::trouble::Trouble;
use super::view::places;
use crate::checklists::{Library, consent_scripts};
use crate::domain::call::Call;
use crate::domain::chain::Hash;
use crate::domain::checklist::ScriptStamp;
use crate::domain::consent::EarlierAnswer;
use crate::domain::consent_script::RecordingScript;
use crate::domain::custody::HoldsElsewhere;
use crate::domain::ids::{CallId, ClientId, MatterId, Seq};
use crate::domain::open_ends::CarriedOver;
use crate::domain::readiness::{Reading, Sensor};
use crate::domain::refusal::Refusal;
use crate::domain::track::Track;
pub use crate::law::Source as LawSource;
use crate::law::{Jurisdiction, Law, Loaded, Medium};
use crate::recording::{CaptureError, DiskPace, SoundDevices};
use crate::store::KnownClient;
use crate::store::settings::Settings;
use std::collections::{BTreeMap, BTreeSet};
use std::iter;
use std::path::PathBuf;

/// What is on screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// The first screen.
    #[default]
    Today,
    /// The open call.
    Call,
    /// The settings.
    Settings,
}

/// Where the data folder stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum StoreState {
    /// It is being opened.
    #[default]
    Opening,
    /// It is open.
    Open,
    /// It could not be opened.
    Closed(Trouble),
}

/// What the program knows.
#[derive(Debug, Default)]
pub struct State {
    /// What is on screen.
    pub page: Page,
    /// The settings in force.
    pub settings: Settings,
    /// The data folder.
    pub store: StoreState,
    /// Lists of the first screen.
    pub lists: Lists,
    /// The clients of [`Self::lists`], in their order, as a field offers them: made once, and not for each frame.
    pub offered: Vec<Suggestion>,
    /// Checklists that can walk a call, and files that were left out.
    pub library: Library,
    /// Consent scripts there are, and files that were left out.
    pub consent_scripts: consent_scripts::Library,
    /// Which words each of them holds, in their order: a hash of every word, made once, and not for each frame.
    pub script_stamps: Vec<ScriptStamp>,
    /// The law on recording in force.
    pub law: Law,
    /// Whether it is the firm's own.
    pub law_source: LawSource,
    /// Its places, in their order, as a field offers them: made once, and not for each frame.
    pub places: Vec<Suggestion>,
    /// The open call.
    pub call: Option<OpenCall>,
    /// The call that was asked for and is being read.
    pub awaited: Option<Awaited>,
    /// How many readings of calls were asked for so far.
    pub readings_of_calls: u32,
    /// The recorder.
    pub recorder: RecorderView,
    /// What was asked to be opened for listening.
    pub playback_of: Option<super::playback::Opening>,
    /// The recording that is open for listening.
    pub playback: Option<Playback>,
    /// Why it cannot be heard, in the words of the sound system.
    pub playback_trouble: Option<String>,
    /// What the sensors read last.
    pub readings: BTreeMap<Sensor, Reading>,
    /// Whether the sensors are being read.
    pub watching: Watch,
    /// Why the last thing asked for was refused.
    pub refused: Option<Refusal>,
    /// What went wrong and is not put right, oldest first.
    pub troubles: Vec<Trouble>,
    /// Whether entries wait to be stored because storing fails.
    pub saving_fails: Option<Trouble>,
    /// Interrupted recordings made safe at this start: client and seconds.
    pub salvaged: Vec<(String, u64)>,
    /// Where documents were written last, newest last.
    pub written: Vec<PathBuf>,
    /// The sound export that is under way.
    pub sound_export: Option<SoundExporting>,
    /// Text that waits to be put on the clipboard.
    pub to_copy: Option<String>,
    /// Whether the call note is on the clipboard.
    pub copied: bool,
    /// Folder offered for exports.
    pub documents: PathBuf,
    /// The data folder, for people to find.
    pub data_folder: PathBuf,
}

/// A call that is being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Awaited {
    /// Which.
    pub call: CallId,
    /// Number of the reading that counts. One before it may lack entries that the store was told to add since.
    pub reading: u32,
}

/// Something a field may be completed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What the field then reads.
    pub text: String,
    /// What tells it apart, such as a matter number.
    pub detail: String,
    /// A short form by which it is found as well, such as `US-TX`; empty where there is none.
    pub code: String,
}

impl Suggestion {
    /// A client, told apart by the newest matter and the telephone number.
    #[must_use]
    pub fn of(known: &KnownClient) -> Self {
        let matter = known.matters.first().map(|matter| matter.title.as_str());
        let phone = Some(known.client.card.phone.trim()).filter(|phone| !phone.is_empty());
        let detail = matter.into_iter().chain(phone).collect::<Vec<_>>().join(" · ");
        Self { text: known.client.card.name.clone(), detail, code: String::new() }
    }

    /// A place, told apart by its code; and each other name it goes by, with the place it is.
    fn of_place(place: &Jurisdiction) -> impl Iterator<Item = Self> {
        let by_name = Self { text: place.name.clone(), detail: place.code.clone(), code: place.code.clone() };
        let also = place.also.iter().map(|also| Self {
            text: also.clone(),
            detail: place.name.clone(),
            code: String::new(),
        });
        iter::once(by_name).chain(also)
    }
}

impl State {
    /// Takes in lists that were read anew.
    pub fn show_lists(&mut self, lists: Lists) {
        self.offered = lists.clients.iter().map(Suggestion::of).collect();
        self.lists = lists;
    }

    /// Takes in consent scripts.
    pub fn show_scripts(&mut self, scripts: consent_scripts::Library) {
        self.script_stamps = scripts.scripts.iter().map(RecordingScript::stamp).collect();
        self.consent_scripts = scripts;
    }

    /// Takes in the law on recording.
    pub fn show_law(&mut self, loaded: Loaded) {
        self.places = loaded.law.places().flat_map(|(_, place)| Suggestion::of_place(place)).collect();
        self.law = loaded.law;
        self.law_source = loaded.source;
    }

    /// Remembers a trouble once.
    pub fn tell(&mut self, trouble: Trouble) {
        if !self.troubles.contains(&trouble) {
            self.troubles.push(trouble);
        }
    }
}

/// A sound export that is under way.
#[derive(Clone, Debug, PartialEq)]
pub struct SoundExporting {
    /// Of this call.
    pub call: CallId,
    /// The part that is done, 0 to 1.
    pub done: f32,
    /// Numbers of the takes that are not to be heard, as they stood when it began.
    pub locked: BTreeSet<u32>,
}

/// What was put on the clipboard of a rule on recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleCopied {
    /// Nothing.
    Nothing,
    /// Its citations and sources.
    Sources,
}

/// The call on the desk.
#[derive(Debug)]
pub struct OpenCall {
    /// The call.
    pub call: Call,
    /// The newest entry on disk.
    pub saved: Seq,
    /// The head of the chain on disk.
    pub head: Option<Hash>,
    /// What the last call with this client left.
    pub carried: Option<CarriedOver>,
    /// Number of the question on screen, from 0.
    pub question: usize,
    /// Finish as soon as the running take has ended.
    pub finish_when_stopped: bool,
    /// Put the call away as soon as every entry is on disk.
    pub leave_when_saved: bool,
    /// By what people talk: as it was said last.
    pub medium: Medium,
    /// What was put on the clipboard of the rule as it stands.
    pub rule_copied: RuleCopied,
    /// The newest yes its client gave in an earlier call, once it was looked for. It opens nothing.
    pub earlier_answer: Option<Box<EarlierAnswer>>,
    /// The client whose earlier yes was asked for.
    pub earlier_asked: Option<ClientId>,
    /// Holds on its matter that stand on the timelines of other calls.
    pub holds: HoldsElsewhere,
    /// The matter whose holds were asked for.
    pub holds_asked: Option<MatterId>,
}

impl OpenCall {
    /// A call with nothing on disk yet.
    #[must_use]
    pub fn new(call: Call) -> Self {
        let medium = places::medium(&call);
        Self {
            call,
            saved: Seq(0),
            head: None,
            carried: None,
            question: 0,
            finish_when_stopped: false,
            leave_when_saved: false,
            medium,
            rule_copied: RuleCopied::Nothing,
            earlier_answer: None,
            earlier_asked: None,
            holds: HoldsElsewhere::NotRead,
            holds_asked: None,
        }
    }

    /// Whether the call may still be added to as a call.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.call.finished.is_none()
    }

    /// Whether entries are not on disk yet.
    #[must_use]
    pub fn has_unsaved(&self) -> bool {
        self.saved.next() < self.call.next_seq()
    }
}

/// What is known of the recorder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RecorderView {
    /// What there is to record from; `None` until it was listed.
    pub devices: Option<Result<SoundDevices, CaptureError>>,
    /// Whether the microphone was asked to be opened for its level, and which.
    pub listening_to: Option<Option<String>>,
    /// Name of the microphone that is open for its level.
    pub heard_through: Option<String>,
    /// Name of the microphone through which somebody was heard before dialling.
    pub heard_by: Option<String>,
    /// Why the microphone could not be opened for its level.
    pub listen_trouble: Option<CaptureError>,
    /// The sound check before dialling; `None` where none was made, or it was stopped.
    pub check: Option<SoundCheck>,
    /// Newest level of this side, 0 to 1 of full scale.
    pub level: f32,
    /// Newest level of the far end; `None` while it is not open.
    pub far_level: Option<f32>,
    /// How far the running take has come.
    pub progress: Option<Progress>,
    /// Sides of which no buffers arrive, though a take runs.
    pub starved: Vec<Track>,
    /// Where in the running take each side was last heard.
    pub heard: Heard,
    /// How many changes of device of the call a person has seen.
    pub changes_seen: usize,
    /// How many changes of the output the computer plays on a person has seen.
    pub outputs_seen: usize,
    /// Whole minutes of recording the disk has room for; `None` while no take runs.
    pub minutes_left: Option<u64>,
    /// How the disk takes the running take.
    pub disk_pace: DiskPace,
    /// Sides a person asked to go on from another device, until that is answered.
    pub asked_to_go_on: Vec<Track>,
    /// Whether the devices were asked for.
    pub devices_asked: bool,
}

/// Where a sound check stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SoundCheck {
    /// This side is heard.
    Hearing {
        /// Milliseconds to go.
        left_ms: u64,
    },
    /// It is played back.
    Playing {
        /// Milliseconds to go.
        left_ms: u64,
        /// Loudest sample heard now, 0 to 1 of full scale.
        level: f32,
    },
    /// It was played back to its end.
    Played,
    /// Nothing was heard of this side, so nothing was played.
    NothingHeard,
    /// There is nothing to play it on.
    NoOutput,
}

impl SoundCheck {
    /// Whether there is something to stop.
    #[must_use]
    pub fn is_under_way(self) -> bool {
        matches!(self, Self::Hearing { .. } | Self::Playing { .. })
    }
}

/// Where in a take something was last heard, in frames captured of this side. Frames are time: a pause, a clock that is set
/// and a window that was busy change nothing about how long it has been quiet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// This side.
    pub mic: u64,
    /// The far end.
    pub far: u64,
    /// Where somebody last said that the call goes on.
    pub said_so: u64,
}

impl Heard {
    /// Where a side was last heard.
    #[must_use]
    pub fn of(&self, track: Track) -> u64 {
        match track {
            Track::Mic => self.mic,
            Track::Far => self.far,
        }
    }
}

/// How far a take has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Frames captured.
    pub captured: u64,
    /// Frames flushed and synced.
    pub on_disk: u64,
    /// Frames a second.
    pub rate: u32,
}
