//! The pictures of the window, drawn for it on a 24-point grid; each has a name, none has a colour of its own.

use super::theme::Type;
use eframe::egui::{Color32, Context, Image, Rect, Response, Sense, Ui, Vec2};

/// A picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Icon {
    /// Start recording.
    Record,
    /// Pause.
    Pause,
    /// Resume.
    Resume,
    /// Stop.
    Stop,
    /// Marker.
    Marker,
    /// Concern.
    Concern,
    /// Assumption.
    Assumption,
    /// Request or promise.
    Promise,
    /// Question for the attorney.
    AttorneyQuestion,
    /// Issue.
    Issue,
    /// Note.
    Note,
    /// Done.
    Check,
    /// Sensed by the program.
    Sensed,
    /// Time.
    Clock,
    /// Person.
    Person,
    /// Add person.
    PersonAdd,
    /// Call.
    Phone,
    /// Matter.
    Folder,
    /// Search.
    Search,
    /// Settings.
    Settings,
    /// Back.
    Back,
    /// Next.
    Forward,
    /// Caution.
    Warning,
    /// Information.
    Info,
    /// Microphone.
    Microphone,
    /// Microphone off.
    MicrophoneOff,
    /// Copy.
    Copy,
    /// Save.
    Save,
    /// Today.
    Today,
    /// Add.
    Plus,
    /// Close.
    Close,
    /// Locked.
    Lock,
    /// Chat.
    Chat,
    /// Open the list.
    Unfold,
}

impl Icon {
    /// Every picture.
    pub const ALL: [Self; 34] = [
        Self::Record,
        Self::Pause,
        Self::Resume,
        Self::Stop,
        Self::Marker,
        Self::Concern,
        Self::Assumption,
        Self::Promise,
        Self::AttorneyQuestion,
        Self::Issue,
        Self::Note,
        Self::Check,
        Self::Sensed,
        Self::Clock,
        Self::Person,
        Self::PersonAdd,
        Self::Phone,
        Self::Folder,
        Self::Search,
        Self::Settings,
        Self::Back,
        Self::Forward,
        Self::Warning,
        Self::Info,
        Self::Microphone,
        Self::MicrophoneOff,
        Self::Copy,
        Self::Save,
        Self::Today,
        Self::Plus,
        Self::Close,
        Self::Lock,
        Self::Chat,
        Self::Unfold,
    ];

    /// What the picture stands for, in lower-case words; its alternative text where it stands alone.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.entry().0
    }

    /// Draws the picture into `rect` in one colour. Decoration: a screen reader does not meet it.
    pub fn paint(self, ui: &Ui, rect: Rect, color: Color32) {
        let (_, uri, svg) = self.entry();
        let size = Vec2::splat(rect.size().min_elem());
        Image::from_bytes(uri, svg).tint(color).paint_at(ui, Rect::from_center_size(rect.center(), size));
    }

    /// Shows the picture beside text of a kind. Decoration: the text beside it must say the same.
    pub fn beside(self, ui: &mut Ui, text: Type, color: Color32) -> Response {
        let edge = text.icon_points(ui);
        let (rect, response) = ui.allocate_exact_size(Vec2::splat(edge), Sense::hover());
        self.paint(ui, rect, color);
        response
    }

    /// Shows the picture standing alone, under its name for a screen reader.
    pub fn alone(self, ui: &mut Ui, text: Type, color: Color32) -> Response {
        let (_, uri, svg) = self.entry();
        let size = Vec2::splat(text.icon_points(ui));
        ui.add(Image::from_bytes(uri, svg).tint(color).fit_to_exact_size(size).alt_text(self.name()))
    }

    fn entry(self) -> (&'static str, &'static str, &'static [u8]) {
        match self {
            Self::Record => {
                ("start recording", "bytes://record.svg", include_bytes!("../../assets/icons/record.svg"))
            }
            Self::Pause => ("pause", "bytes://pause.svg", include_bytes!("../../assets/icons/pause.svg")),
            Self::Resume => ("resume", "bytes://resume.svg", include_bytes!("../../assets/icons/resume.svg")),
            Self::Stop => ("stop", "bytes://stop.svg", include_bytes!("../../assets/icons/stop.svg")),
            Self::Marker => ("marker", "bytes://marker.svg", include_bytes!("../../assets/icons/marker.svg")),
            Self::Concern => {
                ("concern", "bytes://concern.svg", include_bytes!("../../assets/icons/concern.svg"))
            }
            Self::Assumption => {
                ("assumption", "bytes://assumption.svg", include_bytes!("../../assets/icons/assumption.svg"))
            }
            Self::Promise => (
                "request or promise",
                "bytes://promise.svg",
                include_bytes!("../../assets/icons/promise.svg"),
            ),
            Self::AttorneyQuestion => (
                "question for the attorney",
                "bytes://attorney-question.svg",
                include_bytes!("../../assets/icons/attorney-question.svg"),
            ),
            Self::Issue => ("issue", "bytes://issue.svg", include_bytes!("../../assets/icons/issue.svg")),
            Self::Note => ("note", "bytes://note.svg", include_bytes!("../../assets/icons/note.svg")),
            Self::Check => ("done", "bytes://check.svg", include_bytes!("../../assets/icons/check.svg")),
            Self::Sensed => (
                "sensed by the program",
                "bytes://sensed.svg",
                include_bytes!("../../assets/icons/sensed.svg"),
            ),
            Self::Clock => ("time", "bytes://clock.svg", include_bytes!("../../assets/icons/clock.svg")),
            Self::Person => ("person", "bytes://person.svg", include_bytes!("../../assets/icons/person.svg")),
            Self::PersonAdd => {
                ("add person", "bytes://person-add.svg", include_bytes!("../../assets/icons/person-add.svg"))
            }
            Self::Phone => ("call", "bytes://phone.svg", include_bytes!("../../assets/icons/phone.svg")),
            Self::Folder => ("matter", "bytes://folder.svg", include_bytes!("../../assets/icons/folder.svg")),
            Self::Search => ("search", "bytes://search.svg", include_bytes!("../../assets/icons/search.svg")),
            Self::Settings => {
                ("settings", "bytes://settings.svg", include_bytes!("../../assets/icons/settings.svg"))
            }
            Self::Back => ("back", "bytes://back.svg", include_bytes!("../../assets/icons/back.svg")),
            Self::Forward => {
                ("next", "bytes://forward.svg", include_bytes!("../../assets/icons/forward.svg"))
            }
            Self::Warning => {
                ("caution", "bytes://warning.svg", include_bytes!("../../assets/icons/warning.svg"))
            }
            Self::Info => ("information", "bytes://info.svg", include_bytes!("../../assets/icons/info.svg")),
            Self::Microphone => {
                ("microphone", "bytes://microphone.svg", include_bytes!("../../assets/icons/microphone.svg"))
            }
            Self::MicrophoneOff => (
                "microphone off",
                "bytes://microphone-off.svg",
                include_bytes!("../../assets/icons/microphone-off.svg"),
            ),
            Self::Copy => ("copy", "bytes://copy.svg", include_bytes!("../../assets/icons/copy.svg")),
            Self::Save => ("save", "bytes://save.svg", include_bytes!("../../assets/icons/save.svg")),
            Self::Today => ("today", "bytes://today.svg", include_bytes!("../../assets/icons/today.svg")),
            Self::Plus => ("add", "bytes://plus.svg", include_bytes!("../../assets/icons/plus.svg")),
            Self::Close => ("close", "bytes://close.svg", include_bytes!("../../assets/icons/close.svg")),
            Self::Lock => ("locked", "bytes://lock.svg", include_bytes!("../../assets/icons/lock.svg")),
            Self::Chat => ("chat", "bytes://chat.svg", include_bytes!("../../assets/icons/chat.svg")),
            Self::Unfold => {
                ("open the list", "bytes://unfold.svg", include_bytes!("../../assets/icons/unfold.svg"))
            }
        }
    }
}

/// Teaches `ctx` to draw the pictures.
pub fn install(ctx: &Context) {
    egui_extras::install_image_loaders(ctx);
}
