//! Listening back: the recording of a finished call as a picture, with what was written beside it.

use crate::app::playback::{Gaps, Hearing, Manner, PlayState, Playback, PlaybackAction, SPEEDS, Speed, Talk};
use crate::app::state::OpenCall;
use crate::app::view::words::heard_yeses;
use crate::app::{Action, State};
use crate::domain::entry::Position;
use crate::domain::talk::TalkCount;
use crate::domain::track::Track;
use crate::ui::frame::{Seen, keyboard_rests};
use crate::ui::icons::Icon;
use crate::ui::text::listen as words;
use crate::ui::text::words::yes_of;
use crate::ui::theme::{Space, Type};
use crate::ui::widgets::waveform::{Extent, Lane, Pointed, Recording, Silence, lane_columns};
use crate::ui::widgets::{Banner, Button, ListRow, bar, key_value, one_of, part, text as show};
use crate::ui::window::Said;
use eframe::egui::{Id, Key, Ui};
use std::sync::Arc;

/// Width from which sides and gaps are chosen in one line, in ems of body text.
const ONE_LINE_EMS: f32 = 32.0;

/// Paints the recording of a finished call; nothing where there is none.
pub fn ui(ui: &mut Ui, seen: &Seen<'_>, open: &OpenCall, said: &mut Said) {
    let state = seen.state;
    let Some(playback) = &state.playback else {
        show::soft(ui, words::OPENING);
        return;
    };
    // Where the keyboard is in nothing else, the longest key plays and pauses, as in every player.
    if keyboard_rests(ui) && ui.input(|input| input.key_pressed(Key::Space)) {
        act(said, PlaybackAction::PlayOrPause);
    }
    picture(ui, playback, open, said);
    if playback.reel.takes().any(|take| take.locked) {
        show::small(ui, words::LOCKED);
    }
    if playback.peaks_left > 0 {
        show::small(ui, &words::drawing(playback.peaks_left));
    }
    Space::S.add(ui);
    part(ui, "player", |ui| controls(ui, playback, said));
    trouble(ui, state, playback);
    talk(ui, playback, open, said);
    part(ui, "written", |ui| written(ui, playback, open, said));
}

fn act(said: &mut Said, action: PlaybackAction) {
    said.act(Action::Playback(action));
}

fn picture(ui: &mut Ui, playback: &Playback, open: &OpenCall, said: &mut Said) {
    let reel = &playback.reel;
    let tracks = reel.tracks();
    let columns: Vec<Arc<Vec<Extent>>> = tracks.iter().map(|track| lane(ui, playback, *track)).collect();
    let lanes: Vec<Lane<'_>> = tracks
        .iter()
        .zip(&columns)
        .map(|(track, columns)| Lane {
            name: words::track(*track),
            columns,
            heard: is_heard(playback, *track),
        })
        .collect();
    let silences: Vec<Silence> = reel
        .gaps()
        .iter()
        .map(|gap| Silence {
            lane: gap.track.and_then(|track| tracks.iter().position(|one| *one == track)),
            from_ms: gap.at_ms,
            to_ms: gap.at_ms + gap.on_axis_ms,
        })
        .chain(reel.takes().filter(|take| take.locked).map(|take| Silence {
            lane: None,
            from_ms: take.from_ms,
            to_ms: take.to_ms,
        }))
        .collect();
    let marked = open.call.notebook.markers.iter().filter_map(|marker| marker.position);
    let yeses = heard_yeses(&open.call).into_iter().filter_map(|yes| yes.position);
    let markers: Vec<u64> = marked.chain(yeses).filter_map(|position| reel.ms_of(&position)).collect();
    let about = words::about(reel.gaps().len(), markers.len());
    let place = words::place(playback.status.at_ms, reel.length_ms());
    let recording = Recording {
        name: words::RECORDING,
        place: &place,
        about: &about,
        at_ms: playback.status.at_ms,
        length_ms: reel.length_ms(),
        lanes: &lanes,
        silences: &silences,
        markers: &markers,
    };
    match recording.show(ui) {
        Some(Pointed::At(ms)) => act(said, PlaybackAction::Seek(ms)),
        Some(Pointed::Play) => act(said, PlaybackAction::PlayOrPause),
        None => {}
    }
}

/// The columns of a lane, made anew only when the waveform or the width is another.
fn lane(ui: &Ui, playback: &Playback, track: Track) -> Arc<Vec<Extent>> {
    let width = lane_columns(ui);
    let of = (Arc::as_ptr(&playback.waveform) as usize, playback.peaks_left, width);
    let id = Id::unique(("waveform", track.name()));
    if let Some((known, columns)) =
        ui.data(|data| data.get_temp::<((usize, usize, usize), Arc<Vec<Extent>>)>(id))
        && known == of
    {
        return columns;
    }
    let columns = playback.waveform.columns(track, 0, playback.reel.length_ms(), width);
    let columns = Arc::new(columns.into_iter().map(|column| (column.min, column.max)).collect::<Vec<_>>());
    ui.data_mut(|data| data.insert_temp(id, (of, Arc::clone(&columns))));
    columns
}

fn controls(ui: &mut Ui, playback: &Playback, said: &mut Said) {
    bar(ui, |ui| {
        ui.spacing_mut().item_spacing.x = Space::S.points(ui);
        let button = if playback.is_playing() {
            Button::primary(words::PAUSE).icon(Icon::Pause)
        } else {
            Button::primary(words::PLAY).icon(Icon::Resume)
        };
        if button.key(Some(words::SPACE)).show(ui).clicked() {
            act(said, PlaybackAction::PlayOrPause);
        }
        show::body(ui, &words::place(playback.status.at_ms, playback.reel.length_ms()));
    });
    Space::S.add(ui);
    bar(ui, |ui| speed(ui, playback, said));
    Space::Xs.add(ui);
    let both = playback.reel.tracks().len() > 1;
    if both && ui.available_width() < Type::Body.font(ui).size * ONE_LINE_EMS {
        bar(ui, |ui| sides(ui, playback, said));
        Space::Xs.add(ui);
        bar(ui, |ui| gaps(ui, playback, said));
        return;
    }
    bar(ui, |ui| {
        ui.spacing_mut().item_spacing.x = Space::L.points(ui);
        if both {
            sides(ui, playback, said);
        }
        gaps(ui, playback, said);
    });
}

fn speed(ui: &mut Ui, playback: &Playback, said: &mut Said) {
    let all = SPEEDS.map(Speed::new).map(|speed| (speed, words::speed(speed.times())));
    if let Some(speed) = one_of(ui, words::SPEED, &all, playback.manner.speed) {
        act(said, PlaybackAction::Play(Manner { speed, ..playback.manner }));
    }
}

fn sides(ui: &mut Ui, playback: &Playback, said: &mut Said) {
    let only = |track| (Hearing::Only(track), words::track(track));
    let all = [(Hearing::Both, words::BOTH), only(Track::Mic), only(Track::Far)];
    if let Some(hearing) = one_of(ui, words::HEAR, &all, playback.manner.hearing) {
        act(said, PlaybackAction::Play(Manner { hearing, ..playback.manner }));
    }
}

fn gaps(ui: &mut Ui, playback: &Playback, said: &mut Said) {
    let all = [(Gaps::Cut, words::SKIP_GAPS), (Gaps::Silence, words::HEAR_GAPS)];
    if let Some(gaps) = one_of(ui, words::GAPS, &all, playback.manner.gaps) {
        act(said, PlaybackAction::Play(Manner { gaps, ..playback.manner }));
    }
}

fn is_heard(playback: &Playback, track: Track) -> bool {
    match playback.manner.hearing {
        Hearing::Both => true,
        Hearing::Only(one) => one == track,
    }
}

fn trouble(ui: &mut Ui, state: &State, playback: &Playback) {
    let told = match playback.status.state {
        PlayState::NoOutput => words::NO_OUTPUT,
        PlayState::Unreadable => words::UNREADABLE,
        PlayState::Paused | PlayState::Playing | PlayState::Ended => {
            if let Some(system) = &state.playback_trouble {
                Banner::caution(&words::cannot_be_opened(system)).show(ui);
            }
            return;
        }
    };
    Space::S.add(ui);
    Banner::caution(told.0).advice(told.1).show(ui);
}

/// Who spoke how much, for whoever asks for it.
fn talk(ui: &mut Ui, playback: &Playback, open: &OpenCall, said: &mut Said) {
    if playback.reel.tracks().len() < 2 {
        return;
    }
    Space::S.add(ui);
    match &playback.talk {
        // What was counted for the call note need not be counted again.
        Talk::NotCounted if open.call.talk.is_some() => {
            if let Some(count) = &open.call.talk {
                spoken(ui, count);
            }
        }
        Talk::NotCounted => {
            if Button::quiet(words::COUNT_TALK).small().show(ui).clicked() {
                act(said, PlaybackAction::CountTalk);
            }
        }
        Talk::Counting => drop(show::small(ui, words::COUNTING)),
        Talk::Failed => drop(show::small(ui, words::NOT_COUNTED)),
        Talk::Counted(share) => {
            spoken(ui, &share.count());
        }
    }
}

fn spoken(ui: &mut Ui, count: &TalkCount) {
    let told = words::talk(count);
    let facts: Vec<(&str, &str)> = told.iter().map(|(name, value)| (*name, value.as_str())).collect();
    key_value(ui, &facts);
}

/// What was written while it was recorded, in order; the last before the moment that is heard is marked.
fn written(ui: &mut Ui, playback: &Playback, open: &OpenCall, said: &mut Said) {
    let notebook = &open.call.notebook;
    let notes = notebook.notes.iter().filter_map(|note| Some((note.position?, note.text.as_str())));
    let answers = notebook.answers.iter().filter_map(|answer| Some((answer.position?, answer.text.as_str())));
    let markers = notebook.markers.iter().filter_map(|marker| Some((marker.position?, words::MARKER)));
    let yeses: Vec<(Position, String)> = heard_yeses(&open.call)
        .into_iter()
        .filter_map(|yes| Some((yes.position?, yes_of(yes.name))))
        .collect();
    let yeses = yeses.iter().map(|(position, words)| (*position, words.as_str()));
    let mut all: Vec<(u64, Position, &str)> = notes
        .chain(answers)
        .chain(markers)
        .chain(yeses)
        .filter_map(|(position, text)| Some((playback.reel.ms_of(&position)?, position, text)))
        .collect();
    all.sort_by_key(|(ms, _, _)| *ms);
    if all.is_empty() {
        return;
    }
    Space::S.add(ui);
    show::small(ui, words::WRITTEN_HELP);
    let heard = all.iter().rposition(|(ms, _, _)| *ms <= playback.status.at_ms);
    for (number, (ms, position, text)) in all.iter().enumerate() {
        let detail = words::written_at(*ms);
        let (icon, remark) =
            if heard == Some(number) { (Icon::Resume, words::HERE) } else { (Icon::Note, "") };
        let row = ui.push_id(("written", number), |ui| {
            ListRow::new(text).detail(&detail).remark(remark).icon(icon).show(ui)
        });
        if row.inner.clicked() {
            act(said, PlaybackAction::HearBefore(*position));
        }
    }
}
