//! The accessibility tree of a program: what a screen reader sees of it.

use super::{Done, wait_for};
use atspi::zbus::names::OwnedBusName;
use atspi::zbus::zvariant::{DynamicType, OwnedObjectPath, Type};
use atspi::zbus::{self, block_on};
use atspi::{CacheItem, ObjectRefOwned, State};
use std::fmt;

pub use atspi::Role;

const ACCESSIBLE: &str = "org.a11y.atspi.Accessible";
const REGISTRY: (&str, &str) = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root");
const CACHE: &str = "/org/a11y/atspi/cache";

/// The accessibility tree of one program.
pub struct Tree {
    bus: zbus::Connection,
    program: OwnedBusName,
}

/// Something in the tree, as it was when it was looked at.
#[derive(Clone)]
pub struct Node {
    /// What it is.
    pub role: Role,
    /// Its name.
    pub name: String,
    /// Its description.
    pub description: String,
    states: atspi::StateSet,
    path: OwnedObjectPath,
}

impl Node {
    /// Whether it can be used.
    pub fn is_enabled(&self) -> bool {
        self.states.contains(State::Enabled)
    }

    /// Whether it is ticked.
    pub fn is_checked(&self) -> bool {
        self.states.contains(State::Checked)
    }

    /// Whether the keyboard is on it.
    pub fn is_focused(&self) -> bool {
        self.states.contains(State::Focused)
    }

    /// Whether a person cannot change it.
    pub fn is_read_only(&self) -> bool {
        self.states.contains(State::ReadOnly)
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{}] {:?}", self.role.name(), self.name)?;
        if !self.description.is_empty() {
            write!(f, " ({})", self.description)?;
        }
        if self.is_enabled() { Ok(()) } else { f.write_str(" disabled") }
    }
}

impl Tree {
    /// The tree of the program with this process id, as soon as it shows itself.
    pub fn of(process: u32) -> Done<Self> {
        let bus = accessibility_bus()?;
        let program = wait_for("the program in the accessibility tree", || program_of(&bus, process))?;
        let tree = Self { bus, program };
        // It may be listed a moment before it answers.
        wait_for("its accessibility tree", || Ok(tree.nodes().ok().filter(|nodes| nodes.len() > 1)))?;
        Ok(tree)
    }

    /// Everything in it.
    pub fn nodes(&self) -> Done<Vec<Node>> {
        let items: Vec<CacheItem> = self.ask(CACHE, "org.a11y.atspi.Cache", "GetItems", &())?;
        Ok(items.into_iter().map(node).collect())
    }

    /// Presses it, ticks it or opens it.
    pub fn press(&self, node: &Node) -> Done {
        let done: bool = self.ask(node.path.as_str(), "org.a11y.atspi.Action", "DoAction", &0_i32)?;
        if done { Ok(()) } else { Err(format!("{node} cannot be pressed").into()) }
    }

    /// Puts the keyboard on it.
    pub fn focus(&self, node: &Node) -> Done {
        let done: bool = self.ask(node.path.as_str(), "org.a11y.atspi.Component", "GrabFocus", &())?;
        if done { Ok(()) } else { Err(format!("{node} does not take the keyboard").into()) }
    }

    /// The text in a field.
    pub fn text(&self, node: &Node) -> Done<String> {
        self.ask(node.path.as_str(), "org.a11y.atspi.Text", "GetText", &(0_i32, -1_i32))
    }

    /// Where it is: left, top, width and height in pixels of the window.
    pub fn place(&self, node: &Node) -> Done<(i32, i32, i32, i32)> {
        const IN_WINDOW: u32 = 1;
        self.ask(node.path.as_str(), "org.a11y.atspi.Component", "GetExtents", &IN_WINDOW)
    }

    fn ask<B, R>(&self, path: &str, interface: &str, method: &str, body: &B) -> Done<R>
    where
        B: serde::Serialize + DynamicType,
        R: for<'a> serde::Deserialize<'a> + Type,
    {
        call(&self.bus, self.program.as_str(), path, interface, method, body)
    }
}

fn node(item: CacheItem) -> Node {
    Node {
        role: item.role,
        name: item.short_name,
        description: item.name,
        states: item.states,
        path: item.object.path().to_owned().into(),
    }
}

/// The tree in one text, a node a line, for the words of a failure.
pub fn listed(nodes: &[Node]) -> String {
    let lines: Vec<String> =
        nodes.iter().filter(|node| !node.name.is_empty()).map(|node| format!("  {node}")).collect();
    lines.join("\n")
}

fn accessibility_bus() -> Done<zbus::Connection> {
    let session = block_on(zbus::Connection::session())?;
    let address: String = call(&session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", &())?;
    Ok(block_on(zbus::connection::Builder::address(address.as_str())?.build())?)
}

fn program_of(bus: &zbus::Connection, process: u32) -> Done<Option<OwnedBusName>> {
    let (registry, root) = REGISTRY;
    let programs: Vec<ObjectRefOwned> = call(bus, registry, root, ACCESSIBLE, "GetChildren", &())?;
    for program in programs {
        let Some(name) = program.name_as_str() else { continue };
        let (whom, path) = ("org.freedesktop.DBus", "/org/freedesktop/DBus");
        // A program that has just ended is still listed for a moment.
        let owner: Done<u32> = call(bus, whom, path, whom, "GetConnectionUnixProcessID", &name);
        if owner.is_ok_and(|owner| owner == process) {
            return Ok(Some(OwnedBusName::try_from(name.to_owned())?));
        }
    }
    Ok(None)
}

fn call<B, R>(
    bus: &zbus::Connection,
    whom: &str,
    path: &str,
    interface: &str,
    method: &str,
    body: &B,
) -> Done<R>
where
    B: serde::Serialize + DynamicType,
    R: for<'a> serde::Deserialize<'a> + Type,
{
    let reply = block_on(bus.call_method(Some(whom), path, Some(interface), method, body))?;
    Ok(reply.body().deserialize()?)
}
