//! Waiting with a limit for work that may hang.

use std::sync::mpsc::sync_channel;
use std::thread;
use std::time::Duration;

/// Does the work on a thread of its own and waits for it until `limit` is over. Work that comes to its end later has its
/// result dropped there. `None` where it took too long, or could not be begun, or broke down.
pub(super) fn patiently<T: Send + 'static>(
    name: &str,
    limit: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    let (done, result) = sync_channel(1);
    let worker = thread::Builder::new().name(name.to_owned()).spawn(move || {
        // Nobody waits any more: the result is dropped here.
        done.send(work()).ok();
    });
    worker.ok().and_then(|_| result.recv_timeout(limit).ok())
}
