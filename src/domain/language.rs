//! Languages people speak on a call: their tags, and what the office calls them. Knows no script.

/// A language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language {
    /// BCP 47 tag.
    pub tag: &'static str,
    /// Its name in English.
    pub name: &'static str,
    /// What else it is called on a client card, in small letters.
    also: &'static [&'static str],
}

const fn language(tag: &'static str, name: &'static str, also: &'static [&'static str]) -> Language {
    Language { tag, name, also }
}

/// The tag of English.
pub const ENGLISH: &str = "en";

/// The tag of a language that is not among those known by name.
pub const ANOTHER: &str = "und";

/// Languages that can be chosen by name: those most spoken at home in the United States (Census Bureau, American Community
/// Survey, table B16001), English and Spanish first.
pub const LANGUAGES: [Language; 20] = [
    language(ENGLISH, "English", &[]),
    language("es", "Spanish", &["español", "espanol", "castellano"]),
    language("am", "Amharic", &[]),
    language("ar", "Arabic", &[]),
    language("ase", "American Sign Language", &["asl"]),
    language("bn", "Bengali", &["bangla"]),
    language("fa", "Persian", &["farsi", "dari"]),
    language("fr", "French", &["français"]),
    language("de", "German", &["deutsch"]),
    language("ht", "Haitian Creole", &["kreyòl", "kreyol"]),
    language("hi", "Hindi", &[]),
    language("ja", "Japanese", &[]),
    language("ko", "Korean", &[]),
    language("pl", "Polish", &["polski"]),
    language("pt", "Portuguese", &["português"]),
    language("ru", "Russian", &[]),
    language("tl", "Tagalog", &["filipino"]),
    language("uk", "Ukrainian", &[]),
    language("vi", "Vietnamese", &["tiếng việt"]),
    language("zh", "Chinese", &["mandarin", "cantonese"]),
];

/// The tag of the language that is named first in what a client card says (“Spanish, some English”); a tag by itself is
/// taken as it is. `None` where none is known by name.
#[must_use]
pub fn named_in(words: &str) -> Option<String> {
    let words = words.trim().to_lowercase();
    let mut found: Option<(usize, &str)> = None;
    for language in &LANGUAGES {
        let name = language.name.to_lowercase();
        for called in language.also.iter().copied().chain([name.as_str()]) {
            if let Some(at) = place_of(called, &words)
                && found.is_none_or(|(first, _)| at < first)
            {
                found = Some((at, language.tag));
            }
        }
    }
    let tag = found.map(|(_, tag)| tag.to_owned());
    tag.or_else(|| LANGUAGES.iter().any(|one| one.tag == main_part(&words)).then_some(words))
}

/// The English name of a language; the tag itself where it has none here.
#[must_use]
pub fn name_of(tag: &str) -> &str {
    let main = main_part(tag).to_lowercase();
    LANGUAGES.iter().find(|language| language.tag == main).map_or(tag, |language| language.name)
}

/// Whether two tags are of one language, wherever it is spoken.
#[must_use]
pub fn is_same(tag: &str, other: &str) -> bool {
    main_part(tag).eq_ignore_ascii_case(main_part(other))
}

fn main_part(tag: &str) -> &str {
    tag.split('-').next().unwrap_or_default()
}

/// Where a name stands as a whole word.
fn place_of(name: &str, words: &str) -> Option<usize> {
    words
        .match_indices(name)
        .find(|(at, _)| {
            let before = words.get(..*at).and_then(|text| text.chars().next_back());
            let after = words.get(at + name.len()..).and_then(|text| text.chars().next());
            [before, after].iter().flatten().all(|c| !c.is_alphabetic())
        })
        .map(|(at, _)| at)
}
