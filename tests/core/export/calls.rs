//! Calls to make call notes of.

use super::desk::{Desk, RATE};
use jiff::civil::date;
use rapport::domain::call::Call;
use rapport::domain::chain::Hash;
use rapport::domain::checklist::{
    Checklist, CloseStage, ConsentScript, InterviewStage, Item, Line, PrepareStage, Question, RolesStage,
    ScriptStamp, Stages,
};
use rapport::domain::consent::ScriptText;
use rapport::domain::custody::{DeletedFile, Deletion, HoldsElsewhere};
use rapport::domain::decide::{
    ConsentStep, CourseStep, CustodyStep, ItemStep, NoteStep, Opening, QuestionStep, RecordingStep, Step,
};
use rapport::domain::fact::ConsentAnswer;
use rapport::domain::ids::{CallId, ClientId, ItemId, MatterId, PersonId, QuestionId};
use rapport::domain::notes::{Due, NoteKind, Settlement};
use rapport::domain::people::{Client, ClientCard, Matter, Operator, PersonRole};
use rapport::domain::readiness::{Reading, Sensor};
use rapport::domain::recording::{GapReason, StopReason, TakeFormat};
use rapport::domain::stage::Stage;
use rapport::domain::track::Track;

fn line(id: &str, say: &str) -> Line {
    Line { id: ItemId::new(id), say: say.to_owned() }
}

fn item(id: &str, text: &str, sensor: Option<Sensor>) -> Item {
    Item { id: ItemId::new(id), text: text.to_owned(), help: None, sensor }
}

fn question(id: &str, ask: &str) -> Question {
    let (probes, red_flags) = (Vec::new(), Vec::new());
    Question { id: QuestionId::new(id), ask: ask.to_owned(), why: None, probes, red_flags }
}

pub fn checklist() -> Checklist {
    Checklist {
        schema: None,
        id: "injury-intake".to_owned(),
        version: "2.1.0".to_owned(),
        title: "Injury intake".to_owned(),
        language: "en".to_owned(),
        about: "First call after an accident.".to_owned(),
        stages: Stages {
            prepare: PrepareStage {
                items: vec![
                    item("mic", "Microphone is heard", Some(Sensor::Microphone)),
                    item("disk", "Room on the disk", Some(Sensor::Disk)),
                    item("power", "Power", Some(Sensor::Power)),
                    item("chat", "Chat programs closed", Some(Sensor::ChatPrograms)),
                    item("conflicts", "Conflict check is done", None),
                    item("file", "File read, last call’s open ends known", None),
                    item("phone", "Desk phone silenced", None),
                    item("letter", "Engagement letter sent", None),
                ],
            },
            roles: RolesStage {
                paralegal: vec![
                    line("who", "My name is {paralegal}. I am a {title} at {firm}, and I am not a lawyer."),
                    line("limits", "I cannot give advice; {attorney} can."),
                ],
                client: vec![line("tell", "Please tell us as soon as anything changes, {client}.")],
                time: line("time", "Is now still a good time, and for how long?"),
            },
            consent: Some(ConsentScript {
                version: "1.3".to_owned(),
                benefits: vec!["We can listen again to what you said.".to_owned()],
                risks: vec!["The recording becomes part of the file.".to_owned()],
                question: "May I record our call?".to_owned(),
                after_no: "Then I take notes only.".to_owned(),
                after_withdrawal: "I have stopped the recording.".to_owned(),
            }),
            interview: InterviewStage {
                questions: vec![
                    question("what", "What happened, from the beginning?"),
                    question("hurt", "Where were you hurt, and who has treated you?"),
                    question("insurer", "Has an insurer called you?"),
                    question("witness", "Who else saw it?"),
                ],
            },
            close: CloseStage {
                lines: vec![
                    line("read-back", "Let me read back what we agreed."),
                    line("thanks", "Thank you for your time, {client}."),
                ],
            },
        },
    }
}

pub fn opening(client: &str) -> Opening {
    Opening {
        call: CallId::new("20261124-161502-k3f9"),
        client: Client {
            id: ClientId::new("c-17"),
            card: ClientCard { name: client.to_owned(), ..ClientCard::default() },
        },
        matter: None,
        checklist: checklist(),
        operator: Operator {
            name: "Dana Whitfield".to_owned(),
            title: "paralegal".to_owned(),
            firm: "Okafor & Lind LLP".to_owned(),
            attorney: "Ruth Okafor".to_owned(),
        },
        program: "0.1.0".to_owned(),
    }
}

fn prepare(desk: &mut Desk) {
    let sense = |item: &str, reading| ItemStep::Sense { item: ItemId::new(item), reading };
    desk.item(sense("mic", Reading::Microphone { peak: 0.312 }));
    desk.item(sense("disk", Reading::Disk { minutes: 5_791 }));
    desk.item(sense("power", Reading::Power { mains: false, charge_percent: Some(81) }));
    desk.item(sense("chat", Reading::ChatPrograms { running: vec!["Slack".to_owned()] }));
    desk.item(ItemStep::Tick(ItemId::new("conflicts")));
    desk.item(ItemStep::Tick(ItemId::new("file")));
    desk.item(ItemStep::Clear(ItemId::new("file")));
    let reason = "first call, nothing on file yet".to_owned();
    desk.item(ItemStep::Skip { item: ItemId::new("file"), reason });
    desk.item(ItemStep::Defer(ItemId::new("letter")));
}

fn ask_everyone(desk: &mut Desk) {
    desk.go(Stage::Consent);
    desk.consent(ConsentStep::Explain);
    desk.answer("p1", ConsentAnswer::NotSure);
    desk.answer("p1", ConsentAnswer::Yes);
    desk.join("p2", "Tomás Reyes", PersonRole::Relative);
    desk.consent(ConsentStep::Explain);
    desk.answer("p2", ConsentAnswer::Yes);
}

fn interview(desk: &mut Desk) {
    desk.go(Stage::Interview);
    desk.reply(
        "what",
        "She was stopped at the light on Fourth and Main when a delivery van hit her from behind.\n\
         The driver got out & said “I looked down for a second”.",
    );
    let question = Some(QuestionId::new("hurt"));
    let note = NoteStep::Add {
        kind: NoteKind::Plain,
        text: "Neck pain since the second day; saw Dr. Haddad on Nov. 20".to_owned(),
        question,
    };
    let note = desk.after(25, Step::Note(note));
    desk.reply("hurt", "Neck and left shoulder.");
    desk.reply("hurt", "Dr. Haddad; physical therapy begins Monday.");
    let text = "Neck pain since the *first* day; saw Dr. Haddad on Nov. 19".to_owned();
    desk.after(9, Step::Note(NoteStep::Correct { note, text }));
    desk.after(4, Step::Note(NoteStep::Mark));
    let reason = "she asked not to speak of it today".to_owned();
    let step = QuestionStep::Skip { question: QuestionId::new("insurer"), reason };
    desk.after(10, Step::Question(step));
    let own = QuestionId::new("own-1");
    let ask = "Is there a dashcam in your car?".to_owned();
    desk.after(10, Step::Question(QuestionStep::Add { question: own, ask }));
    desk.reply("own-1", "Yes; her brother has the card.");
}

fn other_notes(desk: &mut Desk) {
    let concern = desk.note(NoteKind::Concern, "Afraid of losing her job over the appointments");
    let words = "told her about the doctor’s note her employer accepts".to_owned();
    let how = Settlement::Answered;
    desk.after(15, Step::Note(NoteStep::Settle { note: concern, how, words }));
    desk.note(NoteKind::Concern, "Who pays for the rental car?");
    let assumption = desk.note(NoteKind::Assumption, "The van belongs to the delivery company");
    let (how, words) = (Settlement::HandedOver, String::new());
    desk.after(5, Step::Note(NoteStep::Settle { note: assumption, how, words }));
    desk.note(NoteKind::Assumption, "She has no earlier neck injury");
    desk.note(NoteKind::Promise, "Call back about the rental car");
    let promise = desk.note(NoteKind::Promise, "Send the medical release form");
    let due = Due { owner: "Dana Whitfield".to_owned(), by: date(2026, 11, 25).at(17, 0, 0, 0) };
    desk.after(8, Step::Note(NoteStep::Date { note: promise, due }));
    desk.note(NoteKind::AttorneyQuestion, "May she speak with the other driver’s insurer?");
    desk.note(NoteKind::Issue, "Who was driving, and for whom");
    let wrong = desk.note(NoteKind::Plain, "Plate number 7KLM | 221");
    let reason = "belongs to another call".to_owned();
    desk.after(6, Step::Note(NoteStep::Strike { note: wrong, reason }));
}

/// A call that holds every kind of fact.
pub fn full() -> Call {
    let mut desk = Desk::open(opening("Alma"), "America/Chicago");
    let matter =
        Matter { id: MatterId::new("m-5"), title: "Reyes v. Northline Freight (2026-0412)".to_owned() };
    let card = ClientCard { name: "Alma Reyes".to_owned(), ..ClientCard::default() };
    let client = Box::new(Client { id: ClientId::new("c-17"), card: card.clone() });
    prepare(&mut desk);
    desk.join("p1", "Alma Reyes", PersonRole::Client);
    desk.course(CourseStep::Attach { client, matter });
    desk.say_the_roles();
    desk.course(CourseStep::AgreeTime { minutes: 30 });
    ask_everyone(&mut desk);
    desk.start(1, 0);
    interview(&mut desk);
    pause(&mut desk);
    desk.consent(ConsentStep::Withdraw { person: Some(PersonId::new("p2")) });
    desk.stop(1, 300, StopReason::ConsentEnded);
    desk.file(1, "mic-0001.wav", (0, 240 * u64::from(RATE)));
    desk.file(1, "mic-0002.wav", (240 * u64::from(RATE), 60 * u64::from(RATE)));
    second_take(&mut desk);
    other_notes(&mut desk);
    close(&mut desk, &card);
    desk.call
}

fn pause(desk: &mut Desk) {
    let reason = "account number read out".to_owned();
    desk.after(2, Step::Recording(RecordingStep::Paused { take: 1, reason: reason.clone() }));
    desk.after(45, Step::Recording(RecordingStep::Resumed { take: 1 }));
    let frame = 270 * u64::from(RATE);
    let reason = GapReason::Paused { reason };
    desk.after(
        0,
        Step::Recording(RecordingStep::Gap { take: 1, track: None, frame, lasted_ms: 45_000, reason }),
    );
    let (frame, reason) = (280 * u64::from(RATE), GapReason::Overflow);
    desk.after(
        12,
        Step::Recording(RecordingStep::Gap { take: 1, track: None, frame, lasted_ms: 380, reason }),
    );
}

fn second_take(desk: &mut Desk) {
    desk.consent(ConsentStep::Leave(PersonId::new("p2")));
    let script =
        ScriptStamp { id: "injury-intake.en".to_owned(), version: "1.4".to_owned(), words: String::new() };
    let lines = vec!["We may listen again, {client}.".to_owned(), "May I record our call?".to_owned()];
    let text = ScriptText { language: "en".to_owned(), lines };
    desk.consent(ConsentStep::ChangeScript { script, text });
    desk.consent(ConsentStep::Explain);
    desk.answer("p1", ConsentAnswer::Yes);
    desk.after(1, Step::Recording(RecordingStep::Request));
    let what = "the microphone is in use by another program".to_owned();
    desk.after(1, Step::Recording(RecordingStep::Failed { take: 2, what }));
    desk.start(3, 300_000);
    desk.after(20, Step::Note(NoteStep::Mark));
    let last_sign = desk.now.at;
    desk.set_clock("2026-11-24T17:02:00Z");
    desk.started = None;
    desk.course(CourseStep::NoteInterruption { last_sign });
    desk.stop(3, 21, StopReason::Interrupted);
    desk.file(3, "mic-0003.wav", (0, 21 * u64::from(RATE)));
    desk.set_desk("Ines Park", "America/New_York");
    desk.course(CourseStep::Resume);
    desk.course(CourseStep::NoteClockChange { by_seconds: -90 });
}

fn close(desk: &mut Desk, card: &ClientCard) {
    desk.go(Stage::Close);
    desk.item(ItemStep::Tick(ItemId::new("read-back")));
    let card = ClientCard { preferred_name: "Ms. Reyes".to_owned(), ..card.clone() };
    desk.course(CourseStep::UpdateCard(Box::new(card)));
    let at = date(2026, 12, 1).at(10, 30, 0, 0);
    desk.course(CourseStep::AgreeNextContact { at, how: "telephone, her mobile".to_owned() });
    desk.course(CourseStep::Finish);
    let sha256 = Hash::of(b"an earlier document").to_string();
    desk.course(CourseStep::NoteExport { format: "md".to_owned(), sha256, file: None });
    desk.set_clock("2026-11-25T15:30:00Z");
    desk.course(CourseStep::AddAddendum { text: "Release form sent by e-mail at 9:12.".to_owned() });
}

/// A client who says no.
/// Both sides were recorded; a device changed, the computer slept, and afterwards it was decided what becomes of it.
pub fn decided() -> Call {
    let mut desk = Desk::open(opening("Ana Bell"), "America/Chicago");
    let format = |name: &str, rate| TakeFormat {
        device_id: format!("pulse:{name}"),
        device_name: name.to_owned(),
        rate,
        bits: 16,
    };
    let far = Some(format("Loudspeaker", 44_100));
    let recording = |step| Step::Recording(step);
    desk.after(1, recording(RecordingStep::Started { take: 1, format: format("Headset", RATE), far }));
    desk.started = Some((1, desk.now.at, 0));
    let to = Some(format("Webcam", RATE));
    let from = "Headset".to_owned();
    desk.after(
        10,
        recording(RecordingStep::DeviceChanged { take: 1, track: Track::Mic, frame: 9, from, to }),
    );
    let gap = |track, frame, reason| {
        recording(RecordingStep::Gap { take: 1, track, frame, lasted_ms: 2_000, reason })
    };
    desk.after(1, gap(Some(Track::Far), 441_000, GapReason::NoSound));
    desk.after(8, recording(RecordingStep::Paused { take: 1, reason: String::new() }));
    desk.after(9, gap(None, 480_000, GapReason::Paused { reason: String::new() }));
    desk.after(0, recording(RecordingStep::Resumed { take: 1 }));
    let reason = "card or account number".to_owned();
    desk.after(30, recording(RecordingStep::ExplainPause { reason }));
    desk.after(600, Step::Course(CourseStep::NoteSleep { seconds: 540 }));
    desk.file(1, "mic-0001.wav", (0, 960_000));
    desk.stop(1, 20, StopReason::ByHand);
    desk.course(CourseStep::Finish);
    let why = || "the client asked for it in writing".to_owned();
    let who = || "Jo Marsh".to_owned();
    let takes = || vec![1];
    let elsewhere = HoldsElsewhere::Read(vec![]);
    for step in [
        CustodyStep::PlaceHold { reason: "suit expected".to_owned(), ordered_by: who() },
        CustodyStep::LiftHold { reason: "settled".to_owned(), ordered_by: who() },
        CustodyStep::Restrict { takes: takes(), reason: "asked to".to_owned() },
        CustodyStep::Release { takes: takes(), attorney: who(), reason: String::new() },
        CustodyStep::Delete { takes: takes(), decided_by: who(), reason: why(), elsewhere },
        CustodyStep::NoteDeletion { takes: takes(), deletion: deletion() },
    ] {
        desk.after(60, Step::Custody(step));
    }
    desk.call
}

/// The hash of the file that went.
pub fn deleted_hash() -> String {
    deletion().gone.remove(0).sha256
}

fn deletion() -> Deletion {
    let file = "mic-0001.wav".to_owned();
    let sha256 = Hash::of(file.as_bytes()).to_string();
    Deletion { gone: vec![DeletedFile { file, sha256 }], ..Deletion::default() }
}

pub fn refused() -> Call {
    let mut desk = Desk::open(opening("Bo Lind"), "America/Chicago");
    desk.join("p1", "Bo Lind", PersonRole::Client);
    desk.join("p2", "Maja", PersonRole::Interpreter);
    desk.say_the_roles();
    desk.go(Stage::Consent);
    desk.consent(ConsentStep::Explain);
    desk.answer("p1", ConsentAnswer::No);
    desk.answer("p2", ConsentAnswer::NotSure);
    desk.go(Stage::Interview);
    desk.note(NoteKind::Plain, "Would rather write than talk");
    desk.course(CourseStep::Finish);
    desk.call
}

/// A caller who has no file yet, in the middle of the call.
pub fn quick_capture() -> Call {
    let mut desk = Desk::open(opening("Caller about a lease"), "Europe/Berlin");
    desk.course(CourseStep::Skip { stage: Stage::Roles, reason: "caller was in a hurry".to_owned() });
    desk.course(CourseStep::Skip { stage: Stage::Consent, reason: "only a name and number".to_owned() });
    desk.go(Stage::Interview);
    desk.note(NoteKind::Promise, "Call back today");
    desk.call
}

/// A call of which only the opening is known.
pub fn empty() -> Call {
    Desk::open(opening("Alma Reyes"), "America/Chicago").call
}

/// A finished call in which one text stands wherever a person can type.
pub fn typed(text: &str) -> Call {
    let mut opening = opening(text);
    opening.matter = Some(Matter { id: MatterId::new("m"), title: text.to_owned() });
    opening.operator = Operator {
        name: text.to_owned(),
        title: text.to_owned(),
        firm: text.to_owned(),
        attorney: text.to_owned(),
    };
    let mut desk = Desk::open(opening, "America/Chicago");
    desk.join("p1", text, PersonRole::Client);
    let skip = |stage| CourseStep::Skip { stage, reason: text.to_owned() };
    desk.course(skip(Stage::Roles));
    desk.course(skip(Stage::Consent));
    desk.item(ItemStep::Skip { item: ItemId::new("phone"), reason: text.to_owned() });
    desk.go(Stage::Interview);
    desk.reply("what", text);
    let question = QuestionId::new("own");
    desk.after(1, Step::Question(QuestionStep::Add { question, ask: text.to_owned() }));
    desk.reply("own", text);
    for kind in NoteKind::ALL {
        desk.note(kind, text);
    }
    let note = desk.note(NoteKind::Promise, text);
    let due = Due { owner: text.to_owned(), by: date(2026, 11, 25).at(17, 0, 0, 0) };
    desk.after(1, Step::Note(NoteStep::Date { note, due }));
    let struck = desk.note(NoteKind::Plain, text);
    desk.after(1, Step::Note(NoteStep::Strike { note: struck, reason: text.to_owned() }));
    let concern = desk.note(NoteKind::Concern, text);
    let (how, words) = (Settlement::Answered, text.to_owned());
    desk.after(1, Step::Note(NoteStep::Settle { note: concern, how, words }));
    let at = date(2026, 12, 1).at(10, 30, 0, 0);
    desk.course(CourseStep::AgreeNextContact { at, how: text.to_owned() });
    desk.course(CourseStep::Finish);
    desk.course(CourseStep::AddAddendum { text: text.to_owned() });
    desk.call
}
