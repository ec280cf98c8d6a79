//! Every step against every state of a call: allowed, or refused with which reason.

use super::support::{Desk, answer_of, client, format, matter, person, use_script};
use jiff::civil::date;
use rapport::domain::decide::{
    ConsentStep, CourseStep, ItemStep, NoteStep, QuestionStep, RecordingStep, Step, decide,
};
use rapport::domain::fact::ConsentAnswer;
use rapport::domain::ids::{ItemId, PersonId, QuestionId, Seq};
use rapport::domain::notes::{Due, NoteKind, Settlement};
use rapport::domain::people::ClientCard;
use rapport::domain::readiness::Reading;
use rapport::domain::recording::{GapReason, RecordingState, Segment, StopReason};
use rapport::domain::refusal::Refusal;
use rapport::domain::stage::Stage;

/// A quick capture with a person who agreed, the role lines said, and a concern and a promise written down.
struct Walked {
    desk: Desk,
    concern: Seq,
    promise: Seq,
}

fn walked() -> Walked {
    let mut desk = Desk::quick_capture();
    desk.all_agree(&["ada"]);
    for line in ["who", "ask", "time"] {
        desk.add(Step::Item(ItemStep::Tick(ItemId::new(line))));
    }
    let note = |kind| Step::Note(NoteStep::Add { kind, text: "words".to_owned(), question: None });
    let concern = desk.add(note(NoteKind::Concern));
    let promise = desk.add(note(NoteKind::Promise));
    Walked { desk, concern, promise }
}

fn course_steps(desk: &Desk) -> Vec<(&'static str, Step)> {
    let steps = [
        ("go", CourseStep::Go(Stage::Interview)),
        ("skip stage", CourseStep::Skip { stage: Stage::Consent, reason: "asked in writing".to_owned() }),
        ("agree time", CourseStep::AgreeTime { minutes: 20 }),
        (
            "card",
            CourseStep::UpdateCard(Box::new(ClientCard { name: "Ada".to_owned(), ..Default::default() })),
        ),
        ("attach", CourseStep::Attach { client: Box::new(client("Ada")), matter: matter() }),
        (
            "next contact",
            CourseStep::AgreeNextContact {
                at: date(2026, 12, 1).at(9, 0, 0, 0),
                how: "telephone".to_owned(),
            },
        ),
        ("finish", CourseStep::Finish),
        ("addendum", CourseStep::AddAddendum { text: "later".to_owned() }),
        ("interruption", CourseStep::NoteInterruption { last_sign: desk.call.opened }),
        ("resume", CourseStep::Resume),
        ("clock", CourseStep::NoteClockChange { by_seconds: -60 }),
        ("sleep", CourseStep::NoteSleep { seconds: 600 }),
        ("export", CourseStep::NoteExport { format: "md".to_owned(), sha256: "0".repeat(64), file: None }),
    ];
    steps.into_iter().map(|(name, step)| (name, Step::Course(step))).collect()
}

fn written_steps(walked: &Walked) -> Vec<(&'static str, Step)> {
    let (item, what) = (ItemId::new("conflict"), QuestionId::new("what"));
    let words = || "words".to_owned();
    let due = Due { owner: "Pat Doe".to_owned(), by: date(2026, 11, 25).at(17, 0, 0, 0) };
    vec![
        ("tick", Step::Item(ItemStep::Tick(item.clone()))),
        ("clear", Step::Item(ItemStep::Clear(item.clone()))),
        ("defer", Step::Item(ItemStep::Defer(item.clone()))),
        ("skip item", Step::Item(ItemStep::Skip { item, reason: words() })),
        (
            "sense",
            Step::Item(ItemStep::Sense {
                item: ItemId::new("disk"),
                reading: Reading::Disk { minutes: 999 },
            }),
        ),
        ("note", Step::Note(NoteStep::Add { kind: NoteKind::Plain, text: words(), question: None })),
        ("correct", Step::Note(NoteStep::Correct { note: walked.concern, text: words() })),
        ("strike", Step::Note(NoteStep::Strike { note: walked.concern, reason: words() })),
        (
            "settle",
            Step::Note(NoteStep::Settle { note: walked.concern, how: Settlement::Answered, words: words() }),
        ),
        ("date", Step::Note(NoteStep::Date { note: walked.promise, due })),
        ("mark", Step::Note(NoteStep::Mark)),
        ("own question", Step::Question(QuestionStep::Add { question: QuestionId::new("q1"), ask: words() })),
        ("answer", Step::Question(QuestionStep::Answer { question: what.clone(), text: words() })),
        ("skip question", Step::Question(QuestionStep::Skip { question: what, reason: words() })),
    ]
}

fn consent_steps() -> Vec<(&'static str, Step)> {
    let steps = [
        ("join", ConsentStep::Join(person("bob"))),
        ("leave", ConsentStep::Leave(PersonId::new("ada"))),
        ("explain", ConsentStep::Explain),
        ("consent", answer_of("ada", ConsentAnswer::Yes)),
        ("withdraw", ConsentStep::Withdraw { person: None }),
        ("words", use_script("2")),
    ];
    steps.into_iter().map(|(name, step)| (name, Step::Consent(step))).collect()
}

/// What already happened at the recorder: never refused, or the record would miss it.
fn reports() -> Vec<(&'static str, Step)> {
    let segment = Segment {
        take: 1,
        track: rapport::domain::track::Track::Mic,
        file: "mic-0001.wav".to_owned(),
        first_frame: 0,
        frames: 48_000,
        rate: 48_000,
        sha256: "0".repeat(64),
        salvaged: false,
    };
    let gap = GapReason::Paused { reason: String::new() };
    let steps = [
        ("started", RecordingStep::Started { take: 1, format: format(), far: None }),
        ("failed", RecordingStep::Failed { take: 1, what: "no microphone".to_owned() }),
        ("paused", RecordingStep::Paused { take: 1, reason: String::new() }),
        ("resumed", RecordingStep::Resumed { take: 1 }),
        ("gap", RecordingStep::Gap { take: 1, track: None, frame: 9, lasted_ms: 9, reason: gap }),
        ("stopped", RecordingStep::Stopped { take: 1, frames: 9, rate: 48_000, why: StopReason::DiskFull }),
        ("segment", RecordingStep::SegmentFinished(segment)),
    ];
    steps.into_iter().map(|(name, step)| (name, Step::Recording(step))).collect()
}

/// Every step; those not in `refused` must be allowed.
fn check_state(walked: &Walked, refused: &[(&str, Refusal)]) {
    let steps = [course_steps(&walked.desk), written_steps(walked), consent_steps(), reports()].concat();
    let request = [("request", Step::Recording(RecordingStep::Request))];
    for (name, step) in steps.into_iter().chain(request) {
        let outcome = decide(&walked.desk.call, step, &super::support::now(99)).map(|_| ());
        let expected = refused.iter().find(|(refused, _)| *refused == name);
        let expected = expected.map_or(Ok(()), |(_, refusal)| Err(refusal.clone()));
        assert_eq!(outcome, expected, "{name}");
    }
}

#[test]
fn an_open_call_refuses_only_an_addendum() {
    check_state(&walked(), &[("addendum", Refusal::CallNotFinished)]);
}

#[test]
fn a_call_on_a_matter_is_not_attached_to_another() {
    let mut walked = walked();
    walked.desk.course(CourseStep::Attach { client: Box::new(client("Ada")), matter: matter() });
    check_state(&walked, &[("addendum", Refusal::CallNotFinished), ("attach", Refusal::AlreadyAttached)]);
}

#[test]
fn a_call_with_a_take_is_not_finished_and_takes_no_second_one() {
    let refused = [
        ("addendum", Refusal::CallNotFinished),
        ("finish", Refusal::StillRecording),
        ("request", Refusal::StillRecording),
    ];
    let mut walked = walked();
    walked.desk.recording(RecordingStep::Request);
    assert_eq!(walked.desk.call.recording.state(), RecordingState::Starting);
    check_state(&walked, &refused);
    walked.desk.recording(RecordingStep::Started { take: 1, format: format(), far: None });
    assert_eq!(walked.desk.call.recording.state(), RecordingState::Running);
    check_state(&walked, &refused);
    walked.desk.recording(RecordingStep::Paused { take: 1, reason: String::new() });
    assert_eq!(walked.desk.call.recording.state(), RecordingState::Paused);
    check_state(&walked, &refused);
}

#[test]
fn a_finished_call_takes_addenda_attachment_exports_and_late_reports_and_nothing_else() {
    let mut walked = walked();
    walked.desk.course(CourseStep::Finish);
    let closed = [
        "go",
        "skip stage",
        "agree time",
        "card",
        "next contact",
        "finish",
        "interruption",
        "resume",
        "clock",
        "sleep",
        "tick",
        "clear",
        "defer",
        "skip item",
        "sense",
        "note",
        "correct",
        "strike",
        "settle",
        "date",
        "mark",
        "own question",
        "answer",
        "skip question",
        "join",
        "leave",
        "explain",
        "consent",
        "withdraw",
        "words",
        "request",
    ];
    check_state(&walked, &closed.map(|name| (name, Refusal::CallFinished)));
}
