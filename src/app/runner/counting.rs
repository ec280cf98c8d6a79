//! Counts who spoke how much in a call that was finished, for its call note, on a thread of its own.

use super::Outbox;
use super::filing::{Folded, Timeline};
use super::going::Going;
use crate::app::event::{Event, JobEvent};
use crate::listening::{TalkShare, read_reel};
use crate::store::Layout;
use std::thread::{self, JoinHandle};

/// Begins to count; `None` where no thread can be had. A call that cannot be counted has no such part in its call note, and
/// whoever wants to know why counts on its page.
pub(super) fn begin(
    data: &Layout,
    timeline: Timeline,
    going: &Going,
    outbox: &Outbox,
) -> Option<JoinHandle<()>> {
    let (data, going, outbox) = (data.clone(), going.clone(), outbox.clone());
    let count = move || {
        if let Some(talk) = counted(&data, &timeline, &going) {
            let talk = talk.count();
            outbox.put(Event::Job(JobEvent::TalkCounted { call: timeline.call, talk }));
        }
    };
    thread::Builder::new().name("talk-share".to_owned()).spawn(count).ok()
}

fn counted(data: &Layout, timeline: &Timeline, going: &Going) -> Option<TalkShare> {
    let call = Folded::of(timeline).ok()?.call;
    let folder = data.audio(call.id());
    let reel = read_reel(&call, &folder).ok()?;
    TalkShare::of(&reel, &folder, &mut |_| going.on()).ok()
}
