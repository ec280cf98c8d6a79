//! How to use the program, and each verb.

use std::ffi::OsStr;

/// What help can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Topic {
    Program,
    Calls,
    Show,
    Export,
    Verify,
    Devices,
    Doctor,
    Checklist,
    Law,
}

impl Topic {
    const VERBS: [Self; 8] = [
        Self::Calls,
        Self::Show,
        Self::Export,
        Self::Verify,
        Self::Devices,
        Self::Doctor,
        Self::Checklist,
        Self::Law,
    ];

    /// The verb of this name.
    pub(in crate::cli) fn named(name: &OsStr) -> Option<Self> {
        Self::VERBS.into_iter().find(|verb| name == verb.name())
    }

    /// The name, as it is typed.
    pub(in crate::cli) fn name(self) -> &'static str {
        match self {
            Self::Program => "rapport",
            Self::Calls => "calls",
            Self::Show => "show",
            Self::Export => "export",
            Self::Verify => "verify",
            Self::Devices => "devices",
            Self::Doctor => "doctor",
            Self::Checklist => "checklist",
            Self::Law => "law",
        }
    }

    /// What is asked for help on it.
    pub(in crate::cli) fn help_command(self) -> String {
        match self {
            Self::Program => "rapport --help".to_owned(),
            verb => format!("rapport help {}", verb.name()),
        }
    }
}

/// The help on a topic.
pub(in crate::cli) fn help(topic: Topic) -> &'static str {
    match topic {
        Topic::Program => PROGRAM,
        Topic::Calls => CALLS,
        Topic::Show => SHOW,
        Topic::Export => EXPORT,
        Topic::Verify => VERIFY,
        Topic::Devices => DEVICES,
        Topic::Doctor => DOCTOR,
        Topic::Checklist => CHECKLIST,
        Topic::Law => LAW,
    }
}

const PROGRAM: &str = "\
Rapport walks a paralegal through a client call and hands the office a call note.

Usage: rapport [--data DIR]                 opens the window
       rapport VERB … [--data DIR] [--json]

  calls                     lists calls, newest first
  show CALL                 the timeline of a call, an entry a line
  export CALL --format md|json|docx|certificate-md|certificate-docx|wav|flac --to PATH [--force]
                            writes the call note, the consent certificate or the recording
  verify CALL_OR_FOLDER     checks that nothing was changed, lost or added: a call, or all of a data folder
  devices                   microphones and far-end sources, with their ids
  doctor                    what this machine can do, and what to do about what is missing
  checklist check FILE…     names each fault in checklist files
  law PLACE… [--in-person]  which recording rule applies for people in these places, and where it comes from
  help [VERB]               this page, or the page of a verb

Not in this version: coach, due, search.

Options, before or after the verb:
  --data DIR     the data folder; without it RAPPORT_DATA, the settings, or the usual place
  --json         prints JSON
  -h, --help     this page, or the page of the verb
  -V, --version  which version this is

CALL is the id of a call, or as much of its beginning as no other call has.

Verbs read while a window is open, need neither display nor sound, and change no call. There is no verb that records:
recording needs a person who ticks consent in the window.

Exit status: 0 done or yes; 1 a negative answer; 2 bad use or bad input, told in one line on standard error.
";

const CALLS: &str = "\
Usage: rapport calls [--json]

Lists calls, newest first: id, opened (on the clock of this machine), stage or “finished”, recorded time, client, matter.

JSON: [{\"id\", \"client\", \"matter\", \"opened\", \"closed\", \"stage\", \"recorded_seconds\", \"interrupted\"}]
Times in JSON are in UTC.
";

const SHOW: &str = "\
Usage: rapport show CALL [--json]

The timeline of a call, an entry a line: number, when (on the clock of this machine), the place in the recording, kind, and
what it says.

JSON: {\"id\", \"entries\", \"audio\", \"gaps\"}
  entries  each as it is stored (\"seq\", \"at\", \"kind\" and more), with its \"hash\" and \"previous\", the hash before
  audio    finished audio files: \"path\" below the data folder, \"track\", \"frames\", \"rate\", \"sha256\" and more
  gaps     what is not in the recording: \"track\", \"from_seconds\", \"to_seconds\", \"reason\" and more
           from_seconds  recorded time before the gap, earlier takes included
           to_seconds    that plus how long the gap lasted; null for a pause whose end is not known
           reason        \"paused\" (the sound goes on at once in the file) or \"overflow\" (the machine could not keep up;
                         silence of the same length stands in the file)
";

const EXPORT: &str = "\
Usage: rapport export CALL --format md|json|docx --to PATH [--force] [--json]
       rapport export CALL --format certificate-md|certificate-docx|certificate-json --to PATH [--force] [--json]
       rapport export CALL --format wav|flac [--gaps silence|cut] --to PATH [--force] [--json]

Writes the call note, the consent certificate or the recording to PATH: a file that is not there yet, or a folder, which
gets a file of the usual name. A file that is there is kept, unless --force says that it may be replaced. The folder must be
there, and Rapport's own files are never written over.

A recording of a finished call that was written is noted on the call's timeline, and so in call notes written later, with how
gaps were treated; not while a window has the data folder open. Call notes written here are not noted.

The consent certificate is one page: who was asked, where they were, the rule and its source, the exact words, each answer
with its time and its place on the recording, the hashes of the audio files and the head of the entry chain.

A recording is one file of 16 bits, its takes one after another: stereo, left this side and right the far end, lined up by
their clocks; mono where one track is all there is.
  --gaps silence  a gap becomes silence as long as it was (without --gaps, too)
  --gaps cut      a pause is cut out, and so is a longer stretch in which neither side had a device
Locked takes are left out and named. Where audio files are missing silence stands for them, they are named, and the status
is 1.

JSON: {\"call\", \"path\", \"format\", \"sha256\"}, and for a recording \"channels\", \"rate\", \"seconds\", \"gaps\", \"locked\",
\"missing\", \"noted\": whether the timeline tells of it

Not in this version: pdf, ics, csv, bundle.
";

const VERIFY: &str = "\
Usage: rapport verify CALL_OR_FOLDER [--json]

Checks a call: that each entry carries the hash of the one before, and that everything in the call's folder is as its entry
tells. Names each thing that is missing, changed or added: entries, audio files, the call note, the timeline in plain form,
SHA256SUMS, the recorder's own files, and files that do not belong there.

What is a folder here, or has a slash in it, is checked as a call's folder by itself, wherever it was copied to, without the
database. A data folder is checked whole: every call, and folders that belong to no call. All else is a call in the data
folder. Someone who may write everything can write everything anew: hold the head of the chain against the one printed in a
call note that was kept outside.

Exit status: 0 intact; 1 not intact; 2 it could not be checked.

JSON: {\"intact\", \"faults\": [{\"what\", \"where\"}], \"remarks\": [{\"what\", \"where\"}], \"not_yet_told\", \"checked\"}
  remarks       no faults, and worth knowing: a call note changed by hand that was kept, audio deleted on purpose
  not_yet_told  audio files of a take that still runs, or that the window has not finished yet after a crash; no fault
  In a data folder each fault and remark of a call names it: \"call\".
";

const DEVICES: &str = "\
Usage: rapport devices [--json]

Lists the microphones of this machine, and the outputs whose sound can be recorded as the far end of a call, with their
ids. Opens none of them. The default is what the system would take.

JSON: {\"microphones\": [{\"id\", \"name\", \"default\"}], \"microphones_reason\", \"far_end\": [{\"id\", \"name\", \"default\"}],
      \"far_end_reason\"}
  microphones_reason, far_end_reason  null, or why there is none and what to do
";

const DOCTOR: &str = "\
Usage: rapport doctor [--json]

Looks at what a call needs: microphones, the window, fonts, folders, disk, database, settings, checklists, consent
scripts, the law on recording. Says what to do about each thing that is missing, and changes nothing.

Exit status: 0 a call can be walked; 1 something must be mended first.

JSON: {\"version\", \"ready\", \"checks\": [{\"name\", \"state\": \"ok\"|\"note\"|\"mend\", \"says\", \"advice\"}]}
";

const CHECKLIST: &str = "\
Usage: rapport checklist check FILE… [--json]

Reads checklists and names each fault with file, line and what was expected.

Exit status: 0 no fault; 1 faults; 2 a file cannot be read at all.

JSON: [{\"file\", \"line\", \"what\"}], one a fault; \"line\" is null for a file that cannot be read
";

const LAW: &str = "\
Usage: rapport law PLACE… [--in-person] [--json]

Which rule on recording applies for people in these places, and where that comes from. The strictest wins. A place that
nobody knows (“unknown”), and one whose rule depends on the case or is not settled, counts as all-party: everyone must agree.
Name where each person is right now; an area code proves nothing.

PLACE is a code: US-CA and the like for states, US-DC, US-PR, US-GU, US-VI; US for federal law alone; CA (Canada), GB, EU,
MX, AU; or a name, such as “New York”. Two bare letters that are none of these codes are a state's: TX is US-TX. CA is
Canada; California is US-CA. For any other country say unknown.

  --in-person  for people in one room; without it, for telephone and electronic calls

A firm's own recording-law.json in the config folder stands in place of the shipped one. If it has a fault, the shipped one
answers, the fault is told by line, and the exit status is 2.

Exit status: 0 done; 2 there is no such place, or the firm's file has a fault.

JSON: {\"rule\": \"one_party\"|\"all_party\", \"set_by\", \"places\", \"duties\", \"checked\"} and more
  set_by   code of the place that set the rule
  places   each with \"code\", \"name\", \"rule\", \"citation\", \"sources\", \"confidence\" and more; \"stated_rule\" is what its
           sources say: one_party, all_party, mixed or unclear
  duties   what is to be said or ticked, a text each; \"duty_details\" has their ids and places
  checked  the day the law file was last checked; a supervising attorney must confirm it
";
