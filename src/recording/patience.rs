//! Waiting with a limit for work that may hang.

use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;
use std::time::Duration;

/// Does the work on a thread of its own. Work that comes to its end when nobody listens any more has its result dropped
/// there. `None` where it could not be begun.
pub(super) fn begin_work<T: Send + 'static>(
    name: &str,
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<Receiver<T>> {
    let (done, result) = sync_channel(1);
    let worker = thread::Builder::new().name(name.to_owned()).spawn(move || {
        done.send(work()).ok();
    });
    worker.ok().map(|_| result)
}

/// Does the work on a thread of its own and waits for it until `limit` is over. `None` where it took too long, or could not
/// be begun, or broke down.
pub(super) fn patiently<T: Send + 'static>(
    name: &str,
    limit: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    begin_work(name, work)?.recv_timeout(limit).ok()
}
