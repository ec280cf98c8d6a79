//! A whole call through the real window, with two voices at the microphone; see `scripts/demo`. Leaves the call note, the
//! recording and a picture of every stage in the folder it is given.
//!
//! Every name and every word of it is made up.

#![allow(clippy::print_stdout, reason = "it tells the person at the terminal what it does")]

#[path = "../tests/desk/mod.rs"]
mod desk;

use desk::{Done, Folders, Program, Role, Voice, play, say, wait_for};
use std::path::{Path, PathBuf};
use std::process::Child;

const CLIENT: &str = "Rosalind Okafor";
const MATTER: &str = "Okafor, bicycle and delivery van, 24-0317";
const STATUS: &str = "Recording status";

fn main() -> Done {
    let out = std::env::args_os().nth(1).map_or_else(|| PathBuf::from("demo-out"), PathBuf::from);
    if !desk::is_here() {
        return Err("this presses keys on the display: run it with scripts/demo".into());
    }
    std::fs::create_dir_all(&out)?;
    let folders = Folders::make()?;
    set_names(&folders)?;
    let program = Program::start(&beside_this_one()?, &folders)?;
    let call = Call { program, folders, out };
    call.earlier()?;
    call.today()?;
    call.prepare()?;
    call.roles()?;
    call.consent()?;
    call.interview()?;
    call.close()?;
    call.finished()?;
    call.hand_over()
}

/// The program that was built with this demo.
fn beside_this_one() -> Done<PathBuf> {
    let here = std::env::current_exe()?;
    let built = here.parent().and_then(Path::parent).ok_or("the demo lies in a folder of its own")?;
    Ok(built.join("rapport"))
}

fn set_names(folders: &Folders) -> Done {
    std::fs::create_dir_all(folders.config())?;
    let settings = serde_json::json!({
        "operator": {
            "name": "Dana Reyes", "title": "paralegal", "firm": "Hale & Brandt", "attorney": "Morgan Hale"
        },
        "theme": "light",
    });
    serde_json::to_writer(std::fs::File::create(folders.config().join("settings.json"))?, &settings)?;
    Ok(())
}

struct Call {
    program: Program,
    folders: Folders,
    out: PathBuf,
}

impl Call {
    /// Calls of the days before, so that there is something to come back to.
    fn earlier(&self) -> Done {
        println!("Earlier calls …");
        let program = &self.program;
        program.type_into("Client", "Tom Wright")?;
        program.click("Quick capture")?;
        self.note("Issue", "Landlord changed the locks; wants to know whether we take such cases")?;
        program.click("Close")?;
        self.finish()?;
        program.click("Today")?;
        program.type_into("Client", CLIENT)?;
        program.type_into("Matter", MATTER)?;
        program.click("Start call")?;
        self.edit_card()?;
        self.note("Promise", "Ask the city for the police report")?;
        self.note("Issue", "Who pays the bicycle and the bills until the insurers have settled")?;
        program.click("Close")?;
        program.type_into("By when", "tomorrow 10:30")?;
        program.click("Set")?;
        program.wait_gone(Role::Button, "Set")?;
        self.finish()
    }

    fn edit_card(&self) -> Done {
        let program = &self.program;
        program.click("Edit card")?;
        for (field, text) in [
            ("Likes to be called", "Ms. Okafor"),
            ("Telephone", "555-0142"),
            ("When and how it is safe to call", "Weekdays after 2 pm; leave no message with the neighbour"),
            ("Pace", "Unhurried, one thing at a time"),
            ("What helps", "Say first how long it will take"),
        ] {
            program.type_into(field, text)?;
        }
        program.click("Save card")?;
        program.wait_to_read("555-0142")
    }

    fn today(&self) -> Done {
        println!("Today …");
        let program = &self.program;
        program.click("Today")?;
        program.wait_to_read("Tom Wright")?;
        program.type_into("Client", CLIENT)?;
        program.type_into("Matter", MATTER)?;
        program.pick("Checklist", "Personal injury intake")?;
        self.shot("1-today")?;
        program.click("Start call")
    }

    fn prepare(&self) -> Done {
        println!("Prepare …");
        let program = &self.program;
        program.wait(Role::CheckBox, "Microphone heard")?;
        self.hear(Voice::PARALEGAL, "One, two, three. The line is good.")?.wait()?;
        program.wait_that("the microphone's item, ticked by itself", |node| {
            node.name == "Microphone heard" && node.is_checked()
        })?;
        program.click("Defer: Date of the injury and limitation date noted")?;
        for item in [
            "Conflict check done",
            "File, last notes and papers at hand",
            "Client card read: safe to call, name, pace, time zone",
            "Phone silenced, door closed",
        ] {
            program.tick(item)?;
        }
        self.shot("2-prepare")?;
        program.click("Next: Roles")
    }

    fn roles(&self) -> Done {
        println!("Roles …");
        let program = &self.program;
        program.wait_told(Role::Button, "Roles", "current")?;
        let greeting = "Hello Ms. Okafor, this is Dana Reyes, paralegal at Hale and Brandt.";
        let mut greeting = self.hear(Voice::PARALEGAL, greeting)?;
        let lines: Vec<String> = program
            .nodes()?
            .into_iter()
            .filter(|node| node.role == Role::CheckBox)
            .map(|node| node.name)
            .collect();
        let (said, left) = lines.split_at(lines.len().min(4));
        said.iter().try_for_each(|line| program.tick(line))?;
        self.shot("3-roles")?;
        left.iter().try_for_each(|line| program.tick(line))?;
        program.type_into("Minutes the client has", "45")?;
        program.click("Note the time")?;
        greeting.wait()?;
        program.click("Next: Consent")
    }

    fn consent(&self) -> Done {
        println!("Consent …");
        let program = &self.program;
        program.wait(Role::CheckBox, "I read this aloud and asked the question")?;
        self.place("Where is Ms. Okafor right now?", "Pennsylvania")?;
        self.place("Where are you right now?", "New York")?;
        self.hear(Voice::PARALEGAL, "May I record our talk today?")?.wait()?;
        program.tick("I read this aloud and asked the question")?;
        self.hear(Voice::CLIENT, "Yes, that is fine with me.")?.wait()?;
        program.tick("Ms. Okafor agrees to being recorded")?;
        program.wait_told(Role::Label, STATUS, "Ready to record")?;
        self.shot("4-consent")?;
        program.click("Start recording")?;
        program.wait_told(Role::Label, STATUS, "Recording,")?;
        self.hear(Voice::PARALEGAL, "The recorder is on. Do I have your permission to record, Ms. Okafor?")?
            .wait()?;
        self.hear(Voice::CLIENT, "Yes, you do.")?.wait()?;
        program.click("Ms. Okafor said yes on the recording")?;
        program.click("Next: Interview")
    }

    /// Notes where somebody is.
    fn place(&self, whose: &str, place: &str) -> Done {
        self.program.type_into(whose, place)?;
        self.program.press("Enter")
    }

    fn interview(&self) -> Done {
        println!("Interview, recording …");
        let program = &self.program;
        self.answered(
            "I was riding home along Elm Street. The light was green. A delivery van turned right across me, \
             and I went over the hood.",
            "Riding home on Elm Street, green light; van turned right across her, over the hood",
        )?;
        self.answered(
            "On the third of September, a Thursday, a little before six.",
            "Thu September 3, shortly before 6 pm",
        )?;
        self.note("Concern", "Afraid the landlord will not wait for the rent while she cannot work")?;
        self.note("Assumption", "The van belongs to the parcel company, not to the driver")?;
        program.click("Add marker")?;
        let mut speaking = self.hear(
            Voice::CLIENT,
            "They took me to Saint Anne's, and my wrist was broken in two places. I still have the helmet, it is cracked.",
        )?;
        program.type_into("Answer", "Corner of Elm and Third, by the bakery")?;
        self.shot("5-interview-recording")?;
        self.dark("5-interview-recording-dark")?;
        program.focus("Answer")?;
        program.press("Ctrl+Enter")?;
        speaking.wait()?;
        self.note("Promise", "Send the consent forms for the hospital's records")?;
        self.note("Promise", "Client keeps the helmet and photographs it")?;
        self.note("For the attorney", "Does the health plan have to be paid back from a settlement?")?;
        self.aside()
    }

    /// Something that does not belong into the recording.
    fn aside(&self) -> Done {
        let program = &self.program;
        program.click("Pause recording")?;
        program.wait_told(Role::Label, STATUS, "Paused")?;
        self.hear(Voice::CLIENT, "One moment, there is someone at the door.")?.wait()?;
        program.click("Resume recording")?;
        program.wait_told(Role::Label, STATUS, "Recording,")?;
        self.hear(Voice::PARALEGAL, "Thank you. I have noted all of it, and Morgan Hale will see it today.")?
            .wait()?;
        program.click("Stop recording")?;
        program.wait_told(Role::Label, STATUS, "Not recording")?;
        program.click("Close")
    }

    fn close(&self) -> Done {
        println!("Close …");
        let program = &self.program;
        program.wait_to_read("Concern, not answered")?;
        self.shot("6-close")?;
        self.settle(
            "What was said",
            "We write to the landlord this week; she sends us the lease",
            "Answered",
        )?;
        self.settle(
            "What was said",
            "She read the company's name on the van, and the driver wore its jacket",
            "Asked the client",
        )?;
        self.date("tomorrow 5pm", None)?;
        self.date("fri 2pm", Some(CLIENT))?;
        program.click("Done now")?;
        program.wait_gone(Role::Button, "Done now")?;
        program.wait_to_read("Nothing is left open")?;
        program.tick_all()?;
        program.type_into("When", "fri 2pm")?;
        program.type_into("How", "Telephone")?;
        program.click("Note it")?;
        self.finish()
    }

    /// Lays the first open end of its kind to rest.
    fn settle(&self, field: &str, words: &str, button: &str) -> Done {
        let program = &self.program;
        program.type_into(field, words)?;
        program.click(button)?;
        program.wait_gone(Role::Button, button)
    }

    /// Gives the first promise without a date its date, and its owner where that is someone else.
    fn date(&self, by: &str, owner: Option<&str>) -> Done {
        let program = &self.program;
        let open = self.open_promises()?;
        if let Some(owner) = owner {
            program.focus("Who does it")?;
            program.press("Ctrl+A")?;
            program.type_text(owner)?;
            program.wait_typed("Who does it", owner)?;
        }
        program.type_into("By when", by)?;
        program.click("Set")?;
        wait_for("one promise fewer without a date", || Ok((self.open_promises()? < open).then_some(())))
    }

    fn open_promises(&self) -> Done<usize> {
        Ok(self.program.nodes()?.iter().filter(|node| node.name == "Promise without a date").count())
    }

    fn finished(&self) -> Done {
        println!("The call note …");
        let program = &self.program;
        program.wait_to_read("call-note.docx")?;
        self.shot("7-finished")?;
        self.dark("7-finished-dark")?;
        program.click("Today")?;
        program.wait_to_read("Recent calls")?;
        self.dark("1-today-dark")
    }

    fn note(&self, kind: &str, text: &str) -> Done {
        let program = &self.program;
        program.choose(kind)?;
        program.type_into("Note", text)?;
        program.click("Add note")?;
        program.wait(Role::Button, text)?;
        Ok(())
    }

    /// The client speaks while the answer is written.
    fn answered(&self, spoken: &str, written: &str) -> Done {
        let program = &self.program;
        let mut speaking = self.hear(Voice::CLIENT, spoken)?;
        let before =
            program.wait_that("the number of the question", |node| node.name.starts_with("Question "))?;
        program.type_into("Answer", written)?;
        program.press("Ctrl+Enter")?;
        program.wait_that("the next question", |node| {
            node.name.starts_with("Question ") && node.name != before.name
        })?;
        speaking.wait()?;
        Ok(())
    }

    fn finish(&self) -> Done {
        self.program.click("Finish call")?;
        self.program.wait(Role::Button, "Export call note")?;
        Ok(())
    }

    /// Speaks into the microphone; wait for the answer to hear its end.
    fn hear(&self, voice: Voice, words: &str) -> Done<Child> {
        let file = self.folders.other().join("voice.wav");
        say(voice, words, &file)?;
        play(&file)
    }

    fn shot(&self, name: &str) -> Done {
        self.program.picture()?.save(&self.out.join(format!("{name}.png")))
    }

    /// A picture of what is on screen, in the dark theme.
    fn dark(&self, name: &str) -> Done {
        self.theme("Dark")?;
        self.shot(name)?;
        self.theme("Light")
    }

    fn theme(&self, theme: &str) -> Done {
        let program = &self.program;
        let from_today = program.find(Role::Button, "Start call")?.is_some();
        program.click("Settings")?;
        program.choose(theme)?;
        program.click("Save settings")?;
        let back = ["Back to the call note", "Back to the call"];
        let mut shown =
            back.into_iter().filter(|name| matches!(program.find(Role::Button, name), Ok(Some(_))));
        let back = shown.next().filter(|_| !from_today).unwrap_or("Today");
        program.click(back)?;
        program.wait_gone(Role::Button, "Save settings")
    }

    /// Copies what the call left into the folder for the person, and says what is there.
    fn hand_over(self) -> Done {
        let Self { program, folders, out } = self;
        program.close()?;
        let calls = std::fs::read_dir(folders.data().join("calls"))?;
        let folder =
            calls.filter_map(Result::ok).map(|entry| entry.path()).find(|call| call.join("audio").exists());
        let call = folder.ok_or("the call has no folder")?;
        let notes = ["call-note.md", "call-note.docx", "call-note.json"];
        let certificates = ["consent-certificate.md", "consent-certificate.docx"];
        for name in notes.into_iter().chain(certificates) {
            std::fs::copy(call.join(name), out.join(name))?;
        }
        std::fs::copy(call.join("audio/mic-0001.wav"), out.join("recording.wav"))?;
        let mut left: Vec<(String, u64)> = std::fs::read_dir(&out)?
            .filter_map(Result::ok)
            .filter_map(|entry| {
                Some((entry.file_name().to_string_lossy().into_owned(), entry.metadata().ok()?.len()))
            })
            .collect();
        left.sort();
        println!("\nThe call left this in {}:", out.display());
        for (name, bytes) in left {
            println!("  {name:<32} {:>6} KB", bytes.div_ceil(1024));
        }
        Ok(())
    }
}
