//! Words that a person typed, made fit to stand among others: one line at a time, and unable to reach beyond it.

/// Stands where a character cannot be shown.
const REPLACEMENT: char = '\u{FFFD}';

/// The lines of a text, split at every line break Unicode knows.
///
/// Control characters, and those that XML 1.0 cannot hold, become U+FFFD. Changes of writing direction are closed at the
/// end of their line, so that they turn around nothing that follows.
pub fn lines(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n");
    text.split(is_line_break)
        .map(|line| close_directions(line.trim_end().chars().map(shown).collect()))
        .collect()
}

/// A text on one line: line breaks become spaces.
pub fn one_line(text: &str) -> String {
    lines(text).join(" ").trim().to_owned()
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn shown(c: char) -> char {
    match c {
        '\t' => ' ',
        c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => REPLACEMENT,
        c => c,
    }
}

/// Unicode's bidirectional controls (UAX #9): what opens, and what closes it.
fn close_directions(mut line: String) -> String {
    const POP_EMBEDDING: char = '\u{202C}';
    const POP_ISOLATE: char = '\u{2069}';
    let mut open = Vec::new();
    for c in line.chars() {
        match c {
            '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' => open.push(POP_EMBEDDING),
            '\u{2066}'..='\u{2068}' => open.push(POP_ISOLATE),
            POP_EMBEDDING if open.last() == Some(&POP_EMBEDDING) => {
                open.pop();
            }
            POP_ISOLATE => {
                if let Some(at) = open.iter().rposition(|closer| *closer == POP_ISOLATE) {
                    open.truncate(at);
                }
            }
            _ => {}
        }
    }
    line.extend(open.into_iter().rev());
    line
}
