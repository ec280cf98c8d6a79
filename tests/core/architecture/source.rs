//! Reads source files the way the rules need it: code without comments, and words apart from code.

use std::path::Path;

/// A source file.
pub struct Source {
    /// From the top of the repository, with `/`.
    pub path: String,
    /// As it stands.
    pub text: String,
    /// Without comments and without a test module at its end.
    pub code: String,
    /// The code with nothing between quotes.
    pub bare: String,
}

impl Source {
    pub fn read(path: &str) -> Self {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{path}: {error}"));
        Self::new(path, &text)
    }

    pub fn new(path: &str, text: &str) -> Self {
        let mut code = String::new();
        for piece in pieces(text) {
            match piece {
                Piece::Code(code_text) => code.push_str(code_text),
                Piece::Words { raw, .. } => code.push_str(raw),
                Piece::Comment => code.push(' '),
            }
        }
        if let Some(tests) = code.find("#[cfg(test)]") {
            code.truncate(tests);
        }
        let bare = code_without_words(&code);
        Self { path: path.to_owned(), text: text.to_owned(), code, bare }
    }

    /// Whether this is a file of `src/ROOM.rs` or `src/ROOM/`.
    pub fn is_in_room(&self, room: &str) -> bool {
        self.path == format!("src/{room}.rs") || self.path.starts_with(&format!("src/{room}/"))
    }

    /// Whether the code names a room of the library by its path, alone or in a group.
    pub fn names_room(&self, room: &str) -> bool {
        let code = &self.bare;
        ["crate::", "rapport::"].iter().any(|root| {
            places_of(code, root).any(|at| {
                let path = &code[at + root.len()..];
                first_names(path).iter().any(|name| name == room)
            })
        })
    }

    /// Whether the code holds `name` as whole words.
    pub fn mentions(&self, name: &str) -> bool {
        let code = &self.bare;
        let in_a_word = |c: char| c.is_alphanumeric() || c == '_';
        places_of(code, name)
            .any(|at| !code[at + name.len()..].starts_with(in_a_word) && !code[..at].ends_with(in_a_word))
    }
}

fn places_of<'a>(code: &'a str, what: &'a str) -> impl Iterator<Item = usize> + 'a {
    code.match_indices(what).map(|(at, _)| at)
}

/// The first name of each path: `a` of `a::b`, `a` and `c` of `{a::b, c}`.
fn first_names(path: &str) -> Vec<String> {
    let name = |path: &str| path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = path.strip_prefix('{') else {
        return vec![name(path)];
    };
    let (mut names, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                names.push(name(group[start..at].trim()));
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    names
}

/// Everything that stands in quotes, a line each.
pub fn words_in(code: &str) -> String {
    pieces(code)
        .filter_map(
            |piece| if let Piece::Words { raw, .. } = piece { Some(unquoted(raw) + "\n") } else { None },
        )
        .collect()
}

fn code_without_words(code: &str) -> String {
    pieces(code)
        .map(|piece| match piece {
            Piece::Code(text) => text.to_owned(),
            Piece::Words { .. } => "\"\"".to_owned(),
            Piece::Comment => " ".to_owned(),
        })
        .collect()
}

fn unquoted(raw: &str) -> String {
    let inner = raw.trim_start_matches('r').trim_matches('#');
    inner.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(inner).replace("\\\"", "\"")
}

enum Piece<'a> {
    Code(&'a str),
    Words { raw: &'a str },
    Comment,
}

/// Code, strings and comments in order. A character in quotes counts as code, shown as a blank.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (piece, length) = next_piece(rest)?;
        rest = &rest[length..];
        Some(piece)
    })
}

fn next_piece(rest: &str) -> Option<(Piece<'_>, usize)> {
    let first = rest.chars().next()?;
    if rest.starts_with("//") {
        return Some((Piece::Comment, rest.find('\n').unwrap_or(rest.len())));
    }
    if rest.starts_with("/*") {
        return Some((Piece::Comment, block_comment(rest)));
    }
    if first == '"' {
        let length = string(rest);
        return Some((Piece::Words { raw: &rest[..length] }, length));
    }
    if let Some(length) = raw_string(rest) {
        return Some((Piece::Words { raw: &rest[..length] }, length));
    }
    if let Some(length) = character(rest) {
        return Some((Piece::Code("' '"), length));
    }
    // A whole name at once, so that an `r` at its end does not look like the start of a raw string.
    let name = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    let length = name.max(first.len_utf8());
    Some((Piece::Code(&rest[..length]), length))
}

fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

fn string(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn raw_string(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('r')?;
    let marks = after.len() - after.trim_start_matches('#').len();
    let inner = after[marks..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(marks));
    Some(1 + marks + 1 + inner.find(&end).map_or(inner.len(), |at| at + end.len()))
}

/// A character literal; a lifetime is none.
fn character(rest: &str) -> Option<usize> {
    let mut chars = rest.char_indices().skip(1);
    if !rest.starts_with('\'') {
        return None;
    }
    match chars.next()?.1 {
        '\\' => rest[3..].find('\'').map(|at| at + 4),
        _ => chars.next().filter(|(_, c)| *c == '\'').map(|(at, _)| at + 1),
    }
}

/// Every Rust file under a folder of the repository.
pub fn sources_under(folder: &str) -> Vec<Source> {
    files_under(folder)
        .iter()
        .filter(|path| Path::new(path).extension().is_some_and(|kind| kind == "rs"))
        .map(|path| Source::read(path))
        .collect()
}

/// Every file under a folder of the repository, sorted; what is built or made is left out.
pub fn files_under(folder: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            if [".git", "target", "demo-out"].contains(&name.as_str()) {
                continue;
            }
            if path.is_dir() { folders.push(path) } else { found.push(name) }
        }
    }
    found.sort();
    found
}
