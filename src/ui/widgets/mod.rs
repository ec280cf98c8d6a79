//! The controls every page is built from, each with an accessible name and usable by keyboard; they know words to show
//! and nothing of calls, stores or recorders.
//!
//! - reading: `text`, `key_value`, `empty_state`, `timer`, `banner`, `card`
//! - choosing and doing: `button`, `list_row`, `chips`, `combo`, `reason`
//! - writing: `field`, `completion`, `area`
//! - the call: `check_row`, `say_row`, `stage_rail`, `recording_lamp`, `level_meter`, `waveform`
//! - placing: `layout`

pub mod area;
pub mod banner;
pub mod button;
pub mod card;
pub mod check_row;
pub mod chips;
pub mod combo;
pub mod completion;
pub mod empty_state;
pub mod field;
pub mod key_value;
pub mod layout;
pub mod level_meter;
pub mod list_row;
mod paint;
pub mod reason;
pub mod recording_lamp;
pub mod say_row;
pub mod stage_rail;
pub mod text;
mod tick;
pub mod timer;
pub mod waveform;
mod words;

pub use area::Area;
pub use banner::Banner;
pub use button::{Button, icon_button};
pub use card::{card, plain_card};
pub use check_row::{CheckAct, CheckRow, Sensed, Tick};
pub use chips::{Chip, chips, one_of, segmented};
pub use combo::combo;
pub use completion::Suggestion;
pub use empty_state::empty_state;
pub use field::{Field, Written};
pub use key_value::key_value;
pub use layout::{bar, column, page, part, row, split, split_from};
pub use level_meter::{Hearing, level_meter, named_level_meter, wordless_level_meter};
pub use list_row::ListRow;
pub use reason::{Reason, reason_line};
pub use recording_lamp::{Lamp, recording_lamp};
pub use say_row::{Said, SayAct, SayRow};
pub use stage_rail::{RailShape, StageState, StageStep, stage_rail};
pub use timer::{clock_face, timer};
pub use waveform::{Extent, Lane, Pointed, Recording, Silence, lane_columns};
