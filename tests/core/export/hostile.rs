//! Texts that would like to be more than words.

use super::markdown::{shape_of, text_of};
use super::{FORMATS, calls, read, words};
use proptest::prelude::*;
use rapport::export::Format;

const HOSTILE: [&str; 35] = [
    "# a heading",
    "text\n# a heading\n## another",
    "text\n  # a heading\n   - one\n  1. two\n  > three\n  ===\n   ---",
    "text\n===",
    "text\n---",
    "text\n:-:",
    "a | b\n--- | ---\n1 | 2",
    "|",
    "\\|",
    "\\\\|",
    "a\\",
    "`code` ``` ``",
    "```\nfence",
    "~~~\nfence",
    "~~struck~~ ~x~",
    "**strong** __strong__ *em* _em_",
    "<script>alert(1)</script>",
    "<br> <!-- --> <?x?> <![CDATA[ ]]>",
    "<https://example.com>",
    "[words](https://example.com) ![x](y) [r]: /url",
    "[r]: /url 'title'",
    "&amp; &#65; &lt;b&gt; AT&T;",
    "- one\n- two\n+ three\n* four\n1. five\n2) six",
    "> quoted\n>> twice",
    "    indented\n\tand by a tab",
    "- - -\n***\n___",
    "]]>",
    "quotes \" and ' & ampersands < >",
    "nul \u{0} bell \u{7} escape \u{1b}[31m del \u{7f} c1 \u{9b}",
    "\u{202E}turned around\nnext \u{2067}isolated \u{202B}deep",
    "\u{FFFE}\u{FFFF}\u{FEFF}",
    "\u{0301}\u{0308} lone marks",
    "👩‍⚖️ 🇺🇸 👍🏽 שלום مرحبا 契約書 สวัสดี",
    "one\r\ntwo\rthree\u{2028}four\u{85}five\u{b}six",
    "trailing blanks   \n\n\nand empty lines #",
];

/// What is left of a typed text in every format: what cannot be shown is replaced, blanks are one, and the marks that
/// turn the writing direction are not looked at.
fn plain(text: &str) -> String {
    let shown: String = text
        .chars()
        .map(|c| match c {
            '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => '\u{FFFD}',
            c => c,
        })
        .filter(|c| !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
        .collect();
    super::squeezed(&shown)
}

/// A text stands in a call as often as in one of harmless words, and makes nothing but words.
fn check_is_only_words(text: &str) {
    let call = calls::typed(text);
    let harmless = calls::typed("harmless");
    let times = words(&harmless, Format::Text).matches("harmless").count();
    assert!(times > 20, "the call repeats its text {times} times");
    let markdown = words(&call, Format::Markdown);
    assert_eq!(
        shape_of(&markdown),
        shape_of(&words(&harmless, Format::Markdown)),
        "{text:?} is more than words"
    );
    for format in [Format::Markdown, Format::Docx, Format::Text] {
        let said = plain(&read(&call, format));
        let counted = said.matches(&plain(text)).count();
        assert!(counted >= times, "{format:?} says {text:?} {counted} times, not {times}");
    }
}

#[test]
fn whatever_is_typed_stays_words() {
    HOSTILE.into_iter().for_each(check_is_only_words);
}

#[test]
fn the_longest_note_is_told_whole_on_one_line() {
    let longest = "lorem | ipsum ".repeat(64 * 1024 / 14);
    let call = calls::typed(longest.trim());
    for format in FORMATS {
        assert!(plain(&read(&call, format)).contains(longest.trim()), "{format:?}");
    }
}

#[test]
fn no_control_character_reaches_a_reader_but_in_json() {
    let call = calls::typed("a\u{0}b\u{1b}[31m\u{9b}c\u{FFFE}");
    for format in [Format::Markdown, Format::Docx, Format::Text] {
        let text = read(&call, format);
        let forbidden = |c: char| (c.is_control() && c != '\n') || c == '\u{FFFE}';
        assert!(!text.contains(forbidden), "{format:?}");
        assert!(text.contains("a\u{FFFD}b\u{FFFD}[31m\u{FFFD}c\u{FFFD}"), "{format:?}");
    }
}

#[test]
fn a_turned_direction_ends_with_its_line() {
    let text = words(&calls::typed("\u{202E}abc\ndef \u{2067}ghi \u{202B}jkl"), Format::Text);
    assert!(text.contains("\u{202E}abc\u{202C}\n"));
    assert!(text.contains("def \u{2067}ghi \u{202B}jkl\u{202C}\u{2069}"));
}

#[test]
fn addresses_do_not_become_links_of_their_own() {
    let markdown = words(&calls::typed("see https://example.com or www.example.com"), Format::Markdown);
    assert!(!markdown.contains("https://") && !markdown.contains("www."));
    assert!(text_of(&markdown).contains("see https://example.com or www.example.com"));
}

#[test]
fn a_bar_in_a_table_is_written_so_that_no_parser_splits_the_cell() {
    // Parsers differ on a backslash before a bar.
    let markdown = words(&calls::typed("a\\|b"), Format::Markdown);
    for row in markdown.lines().filter(|line| line.starts_with("| ")) {
        assert!(!row.contains("\\|"), "{row}");
    }
    assert!(markdown.contains("a\\\\&#124;b"));
}

#[test]
fn what_reads_well_is_left_alone() {
    let text = "Dr. Haddad's 2nd visit (Nov. 20), 50% off & a_b - well-known: yes! 3 + 4 = 7; #5";
    let markdown = words(&calls::typed(text), Format::Markdown);
    assert!(
        markdown
            .contains("Dr. Haddad's 2nd visit (Nov. 20), 50% off & a_b - well-known: yes! 3 + 4 = 7; \\#5")
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_marks_are_typed_they_stay_words(text in "[\\\\`*_\\[\\](){}<>#+\\-.!|~&=:$\"'0-9a-z \n]{0,40}[a-z]") {
        check_is_only_words(text.trim());
    }

    #[test]
    fn whatever_characters_are_typed_they_stay_words(text in "\\PC{0,30}[a-z]") {
        check_is_only_words(text.trim());
    }
}
