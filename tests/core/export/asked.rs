//! A call in which everything about consent happens that can happen.

use super::calls::opening;
use super::desk::Desk;
use rapport::domain::call::Call;
use rapport::domain::checklist::ScriptStamp;
use rapport::domain::consent::{
    CaseOf, HowGiven, HowMet, Manner, PlaceKnown, Ruling, RulingDuty, ScriptText, SpecialCase,
};
use rapport::domain::decide::{CaseStep, ConsentStep, CourseStep, Opening};
use rapport::domain::fact::ConsentAnswer;
use rapport::domain::ids::{MatterId, PersonId};
use rapport::domain::people::{Matter, Operator, PersonRole};
use rapport::domain::recording::StopReason;

pub fn script() -> ScriptStamp {
    ScriptStamp {
        id: "recording.es".to_owned(),
        version: "1.0.0".to_owned(),
        words: "0123456789abcdef".to_owned(),
    }
}

/// The words with their blanks.
pub const LINES: [&str; 3] = [
    "Grabar la llamada nos ayuda a anotar bien lo que usted dice.",
    "{firm} guarda la grabación; {attorney} puede escucharla.",
    "¿Me permite grabar esta llamada?",
];

pub fn ruling() -> Ruling {
    let duty = |id: &str, words: &str| RulingDuty {
        id: id.to_owned(),
        words: words.to_owned(),
        ..RulingDuty::default()
    };
    Ruling {
        rule: "all_party".to_owned(),
        set_by: "California".to_owned(),
        sentence: "California sets the rule: everyone on the call must agree.".to_owned(),
        places: vec!["US-CA".to_owned(), "US-MI".to_owned()],
        medium: "telephone".to_owned(),
        citation: "Cal. Penal Code §§ 631, 632".to_owned(),
        sources: vec!["rcfp.org guide, California".to_owned(), "leginfo, section 632".to_owned()],
        doubts: vec!["The entry for Michigan is of medium confidence: sources conflict.".to_owned()],
        duties: vec![
            duty("recording_now", "This call is being recorded now."),
            duty("use_in_court", "It may be used in your matter, including in court."),
        ],
        checked: "2026-11-24".to_owned(),
        version: "1".to_owned(),
        ..Ruling::default()
    }
}

/// What the law room says of a place, written down as the window does.
fn shipped_ruling(place: &str) -> Ruling {
    let law = rapport::law::load(None).law;
    let ruling = law.rule_for(&[law.place(place).unwrap()], rapport::law::Medium::Telephone);
    let setter = ruling.setter();
    let duty = |duty: &rapport::law::DutyHere| RulingDuty {
        id: duty.id.clone(),
        words: duty.words.clone(),
        ..RulingDuty::default()
    };
    Ruling {
        rule: "all_party".to_owned(),
        set_by: setter.map_or_else(|| "a place that nobody knows".to_owned(), |one| one.name.clone()),
        sentence: ruling.sentence(),
        places: ruling.places.iter().map(|place| place.code.clone()).collect(),
        medium: "telephone".to_owned(),
        citation: setter.map(|one| one.citation.clone()).unwrap_or_default(),
        sources: setter.map(|one| one.sources.clone()).unwrap_or_default(),
        doubts: ruling.doubts(),
        duties: ruling.duties.iter().map(duty).collect(),
        checked: ruling.checked.clone(),
        version: ruling.version.clone(),
        ..Ruling::default()
    }
}

impl Desk {
    fn place(&mut self, id: &str, place: (&str, &str), known: PlaceKnown) {
        let (place, name) = (place.0.to_owned(), place.1.to_owned());
        self.consent(ConsentStep::GivePlace { person: PersonId::new(id), place, name, known });
    }

    fn case(&mut self, step: CaseStep) {
        self.consent(ConsentStep::Case(step));
    }

    fn again(&mut self, id: &str, asked: &str) {
        let (person, asked) = (PersonId::new(id), asked.to_owned());
        self.consent(ConsentStep::Reconfirm { person, asked });
    }
}

fn of(case: SpecialCase, person: Option<&str>) -> CaseOf {
    CaseOf { case, person: person.map(PersonId::new) }
}

/// A client and an interpreter, in Spanish, with a doubt that the attorney settled; one yes came through a relay.
pub fn recorded() -> Desk {
    let matter = Some(Matter { id: MatterId::new("m-5"), title: "Reyes v. Northline".to_owned() });
    let mut desk = Desk::open(Opening { matter, ..opening("Alma Reyes") }, "America/Chicago");
    desk.join("p1", "Alma Reyes", PersonRole::Client);
    desk.join("p2", "Inés Roca", PersonRole::Interpreter);
    desk.place("p1", ("US-IL", ""), PlaceKnown::Guessed);
    desk.place("p1", ("US-CA", "California"), PlaceKnown::Told);
    desk.place("p2", ("unknown", ""), PlaceKnown::Told);
    desk.consent(ConsentStep::ApplyRuling(Box::new(ruling())));
    cases(&mut desk);
    let text = ScriptText { language: "es".to_owned(), lines: LINES.map(str::to_owned).to_vec() };
    desk.consent(ConsentStep::ChangeScript { script: script(), text });
    desk.consent(ConsentStep::Explain);
    desk.answer("p1", ConsentAnswer::NotSure);
    let manner = Manner { given: HowGiven::ThroughRelay, language: String::new() };
    let (person, answer) = (PersonId::new("p1"), ConsentAnswer::Yes);
    desk.consent(ConsentStep::Answer { person, answer, manner });
    desk.answer("p2", ConsentAnswer::Yes);
    desk.start(1, 0);
    let (duty, words) = ("recording_now".to_owned(), "This call is being recorded now.".to_owned());
    desk.consent(ConsentStep::SettleDuty { duty, words });
    desk.again("p1", "Alma, ¿me permite grabar?");
    desk.again("p2", "Inés, ¿está de acuerdo?");
    desk
}

fn cases(desk: &mut Desk) {
    let doubt = || of(SpecialCase::InDoubt, Some("p1"));
    desk.case(CaseStep::Note { of: doubt(), note: "tired after surgery".to_owned() });
    let (step, words) =
        ("1".to_owned(), "Ask her to say in her own words what the recording is for".to_owned());
    desk.case(CaseStep::Settle { of: doubt(), step, words, done_by: "Dana Whitfield".to_owned() });
    let (attorney, approved_at) = ("Ruth Okafor".to_owned(), "by telephone, today 10:10".to_owned());
    desk.case(CaseStep::Approve { of: doubt(), attorney, approved_at });
    desk.case(CaseStep::TakeBackApproval { of: doubt(), reason: "she wanted to hear more".to_owned() });
    let (attorney, approved_at) = ("Ruth Okafor".to_owned(), "by telephone, today 10:14".to_owned());
    desk.case(CaseStep::Approve { of: doubt(), attorney, approved_at });
    let relay = || of(SpecialCase::Relay, None);
    desk.case(CaseStep::Note { of: relay(), note: String::new() });
    let (reason, attorney) = ("it is an ordinary line".to_owned(), String::new());
    desk.case(CaseStep::TakeBack { of: relay(), reason, attorney });
}

/// A client and a relative who say yes to the shipped words, once before and once on the recording of two files.
pub fn common(language: &str) -> Call {
    common_with(language, "US-CA", &[("Tomás Reyes", PersonRole::Relative)])
}

/// The same with others beside the client, all of them in one place.
pub fn common_with(language: &str, place: &str, others: &[(&str, PersonRole)]) -> Call {
    let matter = Some(Matter { id: MatterId::new("m-5"), title: "Reyes v. Northline".to_owned() });
    let mut desk = Desk::open(Opening { matter, ..opening("Alma Reyes") }, "America/Chicago");
    let script = crate::consent_scripts::script_in(language);
    desk.consent(ConsentStep::ChangeScript { script: script.stamp(), text: script.text() });
    let line: Vec<(String, &str, PersonRole)> = [("Alma Reyes", PersonRole::Client)]
        .into_iter()
        .chain(others.iter().copied())
        .enumerate()
        .map(|(index, (name, role))| (format!("p{index}"), name, role))
        .collect();
    for (id, name, role) in &line {
        desk.join(id, name, *role);
        if place != "unknown" {
            desk.place(id, (place, "California"), PlaceKnown::Told);
        }
    }
    desk.consent(ConsentStep::ApplyRuling(Box::new(shipped_ruling(place))));
    desk.consent(ConsentStep::Explain);
    for (id, _, _) in &line {
        desk.answer(id, ConsentAnswer::Yes);
    }
    desk.start(1, 0);
    for (id, name, _) in &line {
        desk.again(
            id,
            &format!("{name}, do I have your permission to record our talk? Please say yes or no out loud."),
        );
    }
    desk.stop(1, 600, StopReason::ByHand);
    desk.file(1, "mic-0001.wav", (0, 300 * 48_000));
    desk.file(1, "mic-0002.wav", (300 * 48_000, 300 * 48_000));
    desk.call
}

/// The call with the doubt, ended and finished; afterwards it turns out that somebody was not asked.
pub fn found_invalid() -> Call {
    let mut desk = recorded();
    desk.stop(1, 120, StopReason::ByHand);
    desk.file(1, "mic-0001.wav", (0, 120 * 48_000));
    desk.consent(ConsentStep::Leave(PersonId::new("p2")));
    desk.course(CourseStep::Finish);
    desk.set_clock("2026-11-25T15:00:00Z");
    let why = "her brother was in the room and was not asked".to_owned();
    desk.consent(ConsentStep::NoValidConsent { takes: vec![1], why });
    desk.call
}

/// A call in which one text stands wherever consent lets a person type.
pub fn typed(text: &str) -> Call {
    let words = || text.to_owned();
    let operator = Operator { name: words(), title: words(), firm: words(), attorney: words() };
    let matter = Some(Matter { id: MatterId::new("m"), title: words() });
    let mut desk = Desk::open(Opening { operator, matter, ..opening(text) }, "America/Chicago");
    desk.join("p1", text, PersonRole::Client);
    let name = (text, text);
    desk.place("p1", name, PlaceKnown::Told);
    let duties = vec![RulingDuty {
        id: words(),
        words: words(),
        places: vec![words()],
        why: words(),
        how: HowMet::Ticked,
    }];
    desk.consent(ConsentStep::ApplyRuling(Box::new(Ruling {
        rule: words(),
        set_by: words(),
        sentence: words(),
        places: vec![words()],
        medium: words(),
        citation: words(),
        sources: vec![words()],
        doubts: vec![words()],
        duties,
        checked: words(),
        version: words(),
        desk: words(),
    })));
    desk.consent(ConsentStep::SettleDuty { duty: words(), words: words() });
    let doubt = || of(SpecialCase::JailLine, None);
    desk.case(CaseStep::Note { of: doubt(), note: words() });
    let (step, done_by) = (words(), words());
    desk.case(CaseStep::Settle { of: doubt(), step, words: words(), done_by });
    let approved_at = format!("9:40 {}", words());
    desk.case(CaseStep::Approve { of: doubt(), attorney: words(), approved_at });
    desk.case(CaseStep::TakeBackApproval { of: doubt(), reason: words() });
    desk.case(CaseStep::TakeBack { of: doubt(), reason: words(), attorney: words() });
    let text = ScriptText { language: words(), lines: vec![words(), words()] };
    desk.consent(ConsentStep::ChangeScript { script: script(), text });
    desk.consent(ConsentStep::Explain);
    let manner = Manner { given: HowGiven::SignedForm, language: words() };
    let (person, answer) = (PersonId::new("p1"), ConsentAnswer::Yes);
    desk.consent(ConsentStep::Answer { person, answer, manner });
    desk.start(1, 0);
    desk.stop(1, 10, StopReason::ByHand);
    desk.consent(ConsentStep::NoValidConsent { takes: vec![1], why: words() });
    desk.call
}
