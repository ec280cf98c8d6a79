//! Who is on the line, what each said, and the one way to a [`RecordingPermit`].

mod case;
mod earlier;
mod fact;
mod gap;
mod listing;
mod permit;
mod person;
mod record;
mod said;

pub use case::{Approval, CaseOf, NotedCase, SettledStep, SpecialCase};
pub use earlier::{EarlierAnswer, Since, earlier_answer};
pub use fact::{ConsentFact, HowMet, PlaceKnown, Ruling, RulingDuty};
pub use gap::{ConsentGap, Guardian};
pub use permit::RecordingPermit;
pub use person::{Lapse, OnTheLine, PersonConsent, PersonPlace, Reconfirmed, name_of_the_card};
pub use record::ConsentRecord;
pub use said::{ConsentAnswer, HowGiven, Manner, ScriptText};
