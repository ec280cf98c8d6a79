//! A JSON text taken apart with the line of every value; must not know what it is about.
//!
//! Parsers to hand say where the first fault is and stop, or give all values and forget the lines. A person who wrote a
//! file wants every fault, each with its line.

/// A value and where it stands.
#[derive(Debug)]
pub struct Node {
    /// The line it begins on, from 1.
    pub line: usize,
    /// What it is.
    pub kind: Kind,
}

/// What a value is.
#[derive(Debug)]
pub enum Kind {
    /// `{ … }`
    Group(Vec<Member>),
    /// `[ … ]`
    List(Vec<Node>),
    /// `" … "`
    Text(String),
    /// A number.
    Number,
    /// `true` or `false`
    Truth,
    /// `null`
    Null,
}

/// A field of a group.
#[derive(Debug)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// The line its name stands on, from 1.
    pub line: usize,
    /// Its value.
    pub value: Node,
}

impl Node {
    /// The value of a field; `None` where this is no group or has no such field.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Node> {
        match &self.kind {
            Kind::Group(members) => {
                members.iter().find(|member| member.name == name).map(|member| &member.value)
            }
            _ => None,
        }
    }

    /// The words, where this is a text.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Takes apart a text that [`serde_json`] has found to be JSON. `None` where it was not after all.
#[must_use]
pub fn locate(text: &str) -> Option<Node> {
    Reader { rest: text, line: 1 }.value()
}

/// Depth is bounded by the parser that was there first: it refuses more than 128 levels.
struct Reader<'a> {
    rest: &'a str,
    line: usize,
}

impl<'a> Reader<'a> {
    fn value(&mut self) -> Option<Node> {
        self.skip_space();
        let line = self.line;
        let kind = match self.rest.as_bytes().first()? {
            b'{' => self.group()?,
            b'[' => self.list()?,
            b'"' => Kind::Text(self.text()?),
            b't' | b'f' => self.word(Kind::Truth),
            b'n' => self.word(Kind::Null),
            _ => self.word(Kind::Number),
        };
        Some(Node { line, kind })
    }

    fn group(&mut self) -> Option<Kind> {
        let mut members = Vec::new();
        self.eat('{')?;
        while self.eat('}').is_none() {
            if !members.is_empty() {
                self.eat(',')?;
            }
            self.skip_space();
            let line = self.line;
            let name = self.text()?;
            self.eat(':')?;
            members.push(Member { name, line, value: self.value()? });
        }
        Some(Kind::Group(members))
    }

    fn list(&mut self) -> Option<Kind> {
        let mut nodes = Vec::new();
        self.eat('[')?;
        while self.eat(']').is_none() {
            if !nodes.is_empty() {
                self.eat(',')?;
            }
            nodes.push(self.value()?);
        }
        Some(Kind::List(nodes))
    }

    /// A text, its escapes undone. A raw line break cannot stand in one.
    fn text(&mut self) -> Option<String> {
        let mut escaped = false;
        let end = self.rest.bytes().skip(1).position(|byte| {
            let closes = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            closes
        })?;
        let (quoted, rest) = self.rest.split_at_checked(end + 2)?;
        self.rest = rest;
        serde_json::from_str(quoted).ok()
    }

    fn word(&mut self, kind: Kind) -> Kind {
        self.rest = self.rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "+-.".contains(c));
        kind
    }

    fn eat(&mut self, mark: char) -> Option<()> {
        self.skip_space();
        self.rest = self.rest.strip_prefix(mark)?;
        Some(())
    }

    fn skip_space(&mut self) {
        let after: &'a str = self.rest.trim_start_matches([' ', '\t', '\r', '\n']);
        let (space, _) = self.rest.split_at(self.rest.len() - after.len());
        self.line += space.matches('\n').count();
        self.rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_value_knows_its_line() {
        let text = "{\n  \"a\": [\n    1,\n    \"two \\\"quoted\\\" \\\\\"\n  ],\n  \"b\": {\"c\": null}\n}";
        let root = locate(text).unwrap();
        let Some(Node { kind: Kind::List(list), line: 2 }) = root.field("a") else { panic!("{root:?}") };
        assert_eq!((list[0].line, list[1].line), (3, 4));
        assert_eq!(list[1].text(), Some("two \"quoted\" \\"));
        assert_eq!(root.field("b").and_then(|b| b.field("c")).map(|c| c.line), Some(6));
    }

    proptest! {
        #[test]
        fn texts_of_any_kind_come_out_as_they_went_in(name: String, words: String, number: f64, truth: bool) {
            let value = serde_json::json!([number, { &name: [words, null, truth, {}, []] }, -1e300, words]);
            for text in [value.to_string(), format!("\r\n{value:#}\t")] {
                let root = locate(&text).unwrap();
                let Kind::List(list) = &root.kind else { panic!("{root:?}") };
                prop_assert!(matches!(list.first().map(|node| &node.kind), Some(Kind::Number)));
                let Some(Kind::List(inner)) = list.get(1).and_then(|node| node.field(&name)).map(|node| &node.kind)
                else {
                    panic!("{root:?}")
                };
                prop_assert_eq!(inner.first().and_then(Node::text), Some(words.as_str()));
                prop_assert_eq!(inner.len(), 5);
                prop_assert_eq!(list.get(3).and_then(Node::text), Some(words.as_str()));
            }
        }
    }
}
