//! Ids, versions, language tags and blanks as every file of ours writes them; must not know in which file they stand.

use crate::content::Node;
use crate::domain::script::blanks_in;

/// Most characters of a name.
const LONGEST_NAME: usize = 64;

/// What is wrong with the form of an id.
pub(super) fn fault_of_id(id: &str) -> Option<String> {
    let plain =
        |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    (id.len() > LONGEST_NAME || !id.split('-').all(plain)).then(|| {
        format!(
            "the id “{id}” has the wrong form; expected small letters and digits joined by hyphens, \
             such as conflict-check, at most {LONGEST_NAME} characters"
        )
    })
}

/// What is wrong with the form of a version.
pub(super) fn fault_of_version(version: &str) -> Option<String> {
    let starts_well = version.starts_with(|c: char| c.is_ascii_digit());
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'.' || b == b'-';
    (!starts_well || version.len() > LONGEST_NAME || !version.bytes().all(plain))
        .then(|| format!("the version “{version}” has the wrong form; expected one such as 1.0.0"))
}

/// What is wrong with the form of a language tag.
pub(super) fn fault_of_language(tag: &str) -> Option<String> {
    (!is_language_tag(tag))
        .then(|| format!("the language “{tag}” is no language tag; expected one such as en or es-MX"))
}

/// Every fault of the blanks in words to say, of which only the `known` are filled.
pub(super) fn faults_of_blanks(words: &str, known: &[&str]) -> Vec<String> {
    let blanks = blanks_in(words);
    let listed = || known.iter().map(|blank| format!("{{{blank}}}")).collect::<Vec<_>>().join(", ");
    let unknown = blanks.iter().filter(|blank| !known.contains(blank));
    let mut faults: Vec<String> =
        unknown.map(|blank| format!("unknown blank “{{{blank}}}”; expected one of: {}", listed())).collect();
    if words.matches('{').count() != blanks.len() || words.matches('}').count() != blanks.len() {
        faults.push(format!("a brace has no partner; expected whole blanks such as {}", listed()));
    }
    faults
}

/// The words of a field and the line they stand on; `None` where there is no such field, or it holds no text.
pub(super) fn text_of<'a>(node: &'a Node, field: &str) -> Option<(usize, &'a str)> {
    let node = node.field(field)?;
    Some((node.line, node.text()?))
}

/// Whether this is formed as BCP 47 asks: a language of two or three letters, then parts of one to eight letters or digits.
fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}
