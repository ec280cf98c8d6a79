//! What `verify` says: what was checked, and each thing that is missing, changed or added.

use super::{count, say};
use crate::app::trouble::Told;
use crate::cli::print::{self, one_line};
use crate::cli::verify::Checked;
use crate::store::verify::{Verified, VerifiedData, VerifyError};
use std::path::Path;

/// What was checked, and each fault.
pub(in crate::cli) fn verified(checked: &Checked, found: &VerifiedData) -> String {
    let mut lines = vec![match checked {
        Checked::Call { id, .. } => format!("Call {id}"),
        Checked::Folder { path } => format!("Folder {path}, by itself"),
        Checked::Data { path, calls } => format!("Data folder {path}, {}", count(*calls, "call", "calls")),
    }];
    lines.extend(found.faults.iter().map(|fault| format!("  {}: {}", fault.place, fault.what)));
    for (call, verified) in &found.calls {
        let of_call = of_call(verified);
        if matches!(checked, Checked::Data { .. }) && !of_call.is_empty() {
            lines.push(format!("Call {call}"));
        }
        lines.extend(of_call);
    }
    let faults = found.faults.len() + found.calls.iter().map(|(_, one)| one.faults.len()).sum::<usize>();
    lines.push(match faults {
        0 => "Intact: nothing was changed, lost or added".to_owned(),
        faults => format!("Not intact: {}", count(faults, "fault", "faults")),
    });
    if let Checked::Call { entries: Some(entries), head: Some(head), .. } = checked {
        lines.push(format!("{}, head {head}", count(*entries, "entry", "entries")));
    }
    print::lines(lines.iter().map(|line| one_line(line)))
}

fn of_call(verified: &Verified) -> Vec<String> {
    let faults = verified.faults.iter().map(|fault| format!("  {}: {}", fault.place, fault.what));
    let untold = verified.not_yet_told.iter();
    let untold =
        untold.map(|file| format!("  {file}: take still runs, or was not finished yet after a crash"));
    let remarks = verified.remarks.iter().map(|remark| format!("  {}: {}", remark.file, remark.what));
    faults.chain(untold).chain(remarks).collect()
}

/// Why a folder was not checked, and what to do.
pub(in crate::cli) fn verify_told(folder: &Path, why: &VerifyError) -> Told {
    match why {
        VerifyError::NoTimeline(_) if !folder.exists() => say(
            format!("There is no such folder: {}", folder.display()),
            "Name a call, the folder of a call, or the data folder",
        ),
        VerifyError::NoTimeline(_) => say(
            format!("There is no timeline file in the folder: {}", folder.display()),
            "Name the folder of a finished call; a call that is not finished is checked by its id",
        ),
        VerifyError::Unreadable { path, source } => say(
            format!("The timeline file cannot be read ({source})"),
            format!("Check that you may read it: {}", path.display()),
        ),
    }
}
