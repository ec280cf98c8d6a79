//! Fills the blanks in words to say.

use super::people::{ClientCard, Operator, Person, UNKNOWN_CALLER};

/// The blanks a script may hold.
pub const BLANKS: [&str; 5] = ["client", "paralegal", "title", "firm", "attorney"];

/// The title of whoever gave none in the settings, where it stands as the example.
const USUAL_TITLE: &str = "paralegal";

/// The blank for the one who is spoken to, in words that are said to each person by name.
pub const PERSON: &str = "person";

/// What fills the blanks of one call.
#[derive(Clone, Copy, Debug)]
pub struct Filling<'a> {
    /// Whose name `{client}` becomes.
    pub client: &'a ClientCard,
    /// Whose names `{paralegal}`, `{title}`, `{firm}` and `{attorney}` become.
    pub operator: &'a Operator,
}

impl Filling<'_> {
    /// The words with every known blank filled. A blank nobody filled in yet stays visible as `[firm]`, so that it is
    /// noticed and not read aloud as nothing; only the name of a client whom nobody knows yet is left out where it addresses
    /// them.
    #[must_use]
    pub fn fill(&self, words: &str) -> String {
        self.fill_in(words, None)
    }

    /// As [`Self::fill`], with `{person}` filled by the name of the one who is spoken to. A caller whose name nobody knows
    /// yet is addressed without one where that reads well, and stays visible as `[person]` elsewhere.
    #[must_use]
    pub fn fill_for(&self, words: &str, person: &Person) -> String {
        let name = if person.name == UNKNOWN_CALLER { "" } else { &person.name };
        self.fill_in(words, Some(name))
    }

    fn fill_in(&self, words: &str, person: Option<&str>) -> String {
        let mut filled = String::with_capacity(words.len());
        let mut rest = words;
        while let Some((before, blank, after)) = next_blank(rest) {
            filled.push_str(before);
            let value = if blank == PERSON { person } else { self.value(blank) };
            let is_unnamed = blank == PERSON || blank == "client" && self.client.is_unknown();
            match value.map(str::trim) {
                Some("") if is_unnamed && is_address(before, after) => {
                    filled.truncate(filled.trim_end_matches([' ', ',']).len());
                }
                Some("") => filled.extend(["[", blank, "]"]),
                Some(value) => filled.push_str(value),
                None => filled.extend(["{", blank, "}"]),
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }

    fn value(&self, blank: &str) -> Option<&str> {
        match blank {
            "client" => Some(self.client.spoken_name()),
            "paralegal" => Some(&self.operator.name),
            "title" if self.operator.title.trim().is_empty() => Some(USUAL_TITLE),
            "title" => Some(&self.operator.title),
            "firm" => Some(&self.operator.firm),
            "attorney" => Some(&self.operator.attorney),
            _ => None,
        }
    }
}

/// Whether a name between these words only addresses its bearer, so that the words stand without it as well.
fn is_address(before: &str, after: &str) -> bool {
    let comma = before.ends_with(", ");
    let greeting = before.ends_with("Hello ") || before.ends_with("Thank you ");
    (comma || greeting) && after.starts_with([',', '.', '?', '!'])
}

/// The first blank: what stands before it, its name, and what stands after.
fn next_blank(words: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = words.split_once('{')?;
    let (blank, after) = rest.split_once('}')?;
    Some((before, blank, after))
}

/// The names between braces in `words`, in order of appearance; for checking a file before it is used.
#[must_use]
pub fn blanks_in(words: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = words;
    while let Some((_, blank, after)) = next_blank(rest) {
        names.push(blank);
        rest = after;
    }
    names
}
