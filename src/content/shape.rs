//! Holds a file against the schema and names everything that differs; must not know what the fields are for.
//!
//! It follows the schema only as far as the generator's words go; whatever it lets through is still read into the types
//! afterwards.

use super::faults::Finding;
use super::located::{Kind, Member, Node};
use serde_json::Value;

/// Every difference between a file and the schema.
pub(super) fn check(schema: &Value, root: &Node) -> Vec<Finding> {
    let mut walk = Walk { definitions: schema.get("$defs"), findings: Vec::new() };
    walk.node(schema, root, "the file");
    walk.findings
}

struct Walk<'s> {
    definitions: Option<&'s Value>,
    findings: Vec<Finding>,
}

impl<'s> Walk<'s> {
    /// `place` says where the node stands, for people: `stages.prepare.items #2`.
    fn node(&mut self, schema: &'s Value, node: &Node, place: &str) {
        let schema = self.resolve(schema, node);
        if let Some(choices) = schema.get("oneOf").and_then(Value::as_array) {
            self.choice(choices, node, place);
            return;
        }
        let expected = types_of(schema);
        if !expected.is_empty() && !expected.contains(&type_of(node)) {
            let wanted = expected.first().map_or("", |name| in_words(name));
            let found = in_words(type_of(node));
            self.find(node.line, format!("{place} is {found}; expected {wanted}"));
            return;
        }
        match &node.kind {
            Kind::Group(members) => self.group(schema, node.line, members, place),
            Kind::List(nodes) => self.list(schema, node.line, nodes, place),
            _ => {}
        }
    }

    fn group(&mut self, schema: &'s Value, line: usize, members: &[Member], place: &str) {
        let Some(fields) = schema.get("properties").and_then(Value::as_object) else { return };
        for (at, member) in members.iter().enumerate() {
            let name = &member.name;
            if members.iter().take(at).any(|earlier| earlier.name == *name) {
                self.find(member.line, format!("“{name}” stands twice in {place}; expected once"));
            }
            if let Some(field) = fields.get(name) {
                self.node(field, &member.value, &inside(place, name));
            } else {
                let known: Vec<&str> = fields.keys().map(String::as_str).collect();
                let known = known.join(", ");
                self.find(member.line, format!("{place} has an unknown field “{name}”; expected: {known}"));
            }
        }
        for name in schema.get("required").and_then(Value::as_array).into_iter().flatten() {
            let Some(name) = name.as_str() else { continue };
            if !members.iter().any(|member| member.name == name) {
                let about = fields.get(name).map_or("", about);
                self.find(line, format!("{place} lacks the field “{name}”; expected: {about}"));
            }
        }
    }

    fn list(&mut self, schema: &'s Value, line: usize, nodes: &[Node], place: &str) {
        let limit = |name| schema.get(name).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
        if let Some(least) = limit("minItems").filter(|least| nodes.len() < *least) {
            self.find(line, format!("{place} has {} entries; expected at least {least}", nodes.len()));
        }
        if let Some(most) = limit("maxItems")
            && let Some(surplus) = nodes.get(most)
        {
            let count = nodes.len();
            self.find(surplus.line, format!("{place} has {count} entries; expected at most {most}"));
        }
        if let Some(entry) = schema.get("items") {
            for (number, node) in (1..).zip(nodes) {
                self.node(entry, node, &format!("{place} #{number}"));
            }
        }
    }

    /// One of a few fixed words.
    fn choice(&mut self, choices: &[Value], node: &Node, place: &str) {
        let words: Vec<&str> = choices.iter().filter_map(|choice| choice.get("const")?.as_str()).collect();
        if node.text().is_none_or(|text| !words.contains(&text)) {
            let found = node.text().map_or(in_words(type_of(node)).to_owned(), |text| format!("“{text}”"));
            self.find(node.line, format!("{place} is {found}; expected one of: {}", words.join(", ")));
        }
    }

    /// What a reference stands for, or the part of a choice that fits: null, or what may stand in its place.
    fn resolve(&self, schema: &'s Value, node: &Node) -> &'s Value {
        if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
            let name = name.trim_start_matches("#/$defs/");
            return self.definitions.and_then(|all| all.get(name)).unwrap_or(schema);
        }
        let is_null = |schema: &Value| types_of(schema) == ["null"];
        let choices = schema.get("anyOf").and_then(Value::as_array);
        choices
            .and_then(|choices| choices.iter().find(|choice| is_null(choice) == (type_of(node) == "null")))
            .map_or(schema, |choice| self.resolve(choice, node))
    }

    fn find(&mut self, line: usize, what: String) {
        self.findings.push(Finding::new(line, what));
    }
}

fn inside(place: &str, name: &str) -> String {
    if place == "the file" { name.to_owned() } else { format!("{place}.{name}") }
}

/// The first sentence on a field.
fn about(field: &Value) -> &str {
    let text = field.get("description").and_then(Value::as_str).unwrap_or("see the schema");
    text.lines().next().unwrap_or(text)
}

fn types_of(schema: &Value) -> Vec<&str> {
    match schema.get("type") {
        Some(Value::String(name)) => vec![name],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn type_of(node: &Node) -> &'static str {
    match node.kind {
        Kind::Group(_) => "object",
        Kind::List(_) => "array",
        Kind::Text(_) => "string",
        Kind::Number => "number",
        Kind::Truth => "boolean",
        Kind::Null => "null",
    }
}

fn in_words(type_name: &str) -> &'static str {
    match type_name {
        "object" => "a group { … }",
        "array" => "a list [ … ]",
        "string" => "a text in quotes",
        "boolean" => "true or false",
        "null" => "null",
        _ => "a number",
    }
}
