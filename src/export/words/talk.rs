//! Who spoke how much, in words.

use super::{clock, length};
use crate::domain::talk::TalkCount;
use crate::domain::track::Track;
use std::time::Duration;

/// A line each.
pub fn talk(count: &TalkCount) -> Vec<(&'static str, String)> {
    let time = Duration::from_millis;
    let spoke = |track| {
        format!("{} % of what was said, {}", count.percent(track), length(time(count.spoken_ms(track))))
    };
    let longest = count.longest_without_far_end.map_or_else(
        || "none".to_owned(),
        |quiet| format!("{}, from {}", length(time(quiet.lasted_ms)), clock(time(quiet.at_ms))),
    );
    vec![
        ("This side spoke", spoke(Track::Mic)),
        ("The far end spoke", spoke(Track::Far)),
        ("Both at once", length(time(count.both_ms))),
        ("Longest stretch without the client", longest),
        ("Interruptions", interruptions(count)),
    ]
}

fn interruptions(count: &TalkCount) -> String {
    let by = |track| count.interruptions.iter().filter(move |one| one.by == track).count();
    match count.interruptions.len() {
        0 => "none".to_owned(),
        all => format!("{all}: {} by this side, {} by the far end", by(Track::Mic), by(Track::Far)),
    }
}

/// What was counted, and what it cannot tell.
pub fn how_talk_was_counted(count: &TalkCount) -> String {
    format!(
        "Counted by the program from the two tracks of {} of recording: a track is a side of the call, not a person, and the \
         far end stands for the client",
        length(Duration::from_millis(count.heard_ms))
    )
}
