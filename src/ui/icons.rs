//! The pictures of the window, drawn for it on a 24-point grid; each has a name, none has a colour of its own.

use super::theme::Type;
use eframe::egui::{Color32, Context, IconData, Image, Rect, Response, Sense, Ui, Vec2};

/// Name, address for the image loader, and drawing of a picture, by its name and its file.
macro_rules! art {
    ($name:literal, $file:literal) => {
        (
            $name,
            concat!("bytes://", $file, ".svg"),
            include_bytes!(concat!("../../assets/icons/", $file, ".svg")).as_slice(),
        )
    };
}

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
            Self::Record => art!("start recording", "record"),
            Self::Pause => art!("pause", "pause"),
            Self::Resume => art!("resume", "resume"),
            Self::Stop => art!("stop", "stop"),
            Self::Marker => art!("marker", "marker"),
            Self::Concern => art!("concern", "concern"),
            Self::Assumption => art!("assumption", "assumption"),
            Self::Promise => art!("request or promise", "promise"),
            Self::AttorneyQuestion => art!("question for the attorney", "attorney-question"),
            Self::Issue => art!("issue", "issue"),
            Self::Note => art!("note", "note"),
            Self::Check => art!("done", "check"),
            Self::Sensed => art!("sensed by the program", "sensed"),
            Self::Clock => art!("time", "clock"),
            Self::Person => art!("person", "person"),
            Self::PersonAdd => art!("add person", "person-add"),
            Self::Phone => art!("call", "phone"),
            Self::Folder => art!("matter", "folder"),
            Self::Search => art!("search", "search"),
            Self::Settings => art!("settings", "settings"),
            Self::Back => art!("back", "back"),
            Self::Forward => art!("next", "forward"),
            Self::Warning => art!("caution", "warning"),
            Self::Info => art!("information", "info"),
            Self::Microphone => art!("microphone", "microphone"),
            Self::MicrophoneOff => art!("microphone off", "microphone-off"),
            Self::Copy => art!("copy", "copy"),
            Self::Save => art!("save", "save"),
            Self::Today => art!("today", "today"),
            Self::Plus => art!("add", "plus"),
            Self::Close => art!("close", "close"),
            Self::Lock => art!("locked", "lock"),
            Self::Chat => art!("chat", "chat"),
            Self::Unfold => art!("open the list", "unfold"),
        }
    }
}

/// Teaches `ctx` to draw the pictures.
pub fn install(ctx: &Context) {
    egui_extras::install_image_loaders(ctx);
}

/// The program's own picture, for the title bar, the task bar and the list of windows. Where it cannot be read the system
/// shows whatever stands for a program there.
#[must_use]
pub fn of_the_program() -> IconData {
    let png = include_bytes!("../../assets/app-icon-256.png");
    eframe::icon_data::from_png_bytes(png).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_programs_own_picture_can_be_read() {
        let icon = super::of_the_program();
        assert_eq!((icon.width, icon.height, icon.rgba.len()), (256, 256, 256 * 256 * 4));
    }
}
