//! Every combination of answers, words, saving and finishing, for one and for two people.

use crate::timeline::support::Desk;
use rapport::domain::consent::ConsentGap;
use rapport::domain::decide::CourseStep;
use rapport::domain::fact::ConsentAnswer;

/// Where one person stands.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Said {
    Nothing,
    Yes,
    No,
    NotSure,
    YesAndWithdrew,
    YesToEarlierWords,
}

const EVERY: [Said; 6] =
    [Said::Nothing, Said::Yes, Said::No, Said::NotSure, Said::YesAndWithdrew, Said::YesToEarlierWords];

#[derive(Clone, Copy, Debug)]
struct Case<'a> {
    people: &'a [(&'static str, Said)],
    read: bool,
    saved: bool,
    finished: bool,
}

/// Walks a call into the state of the case, by steps a person could take.
fn walk(case: Case) -> Desk {
    let mut desk = Desk::open();
    case.people.iter().for_each(|(id, _)| desk.join(id));
    let say_yes = |desk: &mut Desk, which: Said| {
        let those = case.people.iter().filter(|(_, said)| *said == which);
        those.map(|(id, _)| desk.answer(id, ConsentAnswer::Yes)).count()
    };
    desk.explain();
    if say_yes(&mut desk, Said::YesAndWithdrew) > 0 {
        desk.withdraw();
    }
    desk.explain();
    say_yes(&mut desk, Said::YesToEarlierWords);
    desk.change_script("2");
    desk.explain();
    for (id, said) in case.people {
        match said {
            Said::Yes => desk.answer(id, ConsentAnswer::Yes),
            Said::No => desk.answer(id, ConsentAnswer::No),
            Said::NotSure => desk.answer(id, ConsentAnswer::NotSure),
            Said::Nothing | Said::YesAndWithdrew | Said::YesToEarlierWords => {}
        }
    }
    if !case.read {
        // Other words were in force for a while and read; those in force again were not read since.
        desk.change_script("3");
        desk.explain();
        desk.change_script("2");
    }
    if case.finished {
        desk.course(CourseStep::Finish);
    }
    if case.saved {
        desk.save();
    }
    desk
}

fn expected(case: Case) -> Vec<ConsentGap> {
    if case.finished {
        return vec![ConsentGap::CallFinished];
    }
    let mut gaps = Vec::new();
    if !case.read {
        gaps.push(ConsentGap::NotExplained);
    }
    for (id, said) in case.people {
        let name = (*id).to_owned();
        gaps.extend(match said {
            Said::Yes => None,
            Said::Nothing => Some(ConsentGap::NotAsked { name }),
            Said::No => Some(ConsentGap::SaidNo { name }),
            Said::NotSure => Some(ConsentGap::NotSure { name }),
            Said::YesAndWithdrew => Some(ConsentGap::Withdrawn { name }),
            Said::YesToEarlierWords => Some(ConsentGap::EarlierWords { name }),
        });
    }
    if gaps.is_empty() && !case.saved {
        gaps.push(ConsentGap::NotSavedYet);
    }
    gaps
}

/// Checks the case; true where there is a permit.
fn check_case(case: Case) -> bool {
    let desk = walk(case);
    let record = desk.call.consent();
    let expected = expected(case);
    assert_eq!(record.gaps(), expected, "{case:?}");
    match record.permit() {
        Ok(permit) => assert!(expected.is_empty() && permit.is_current(), "{case:?}"),
        Err(gaps) => assert_eq!(gaps, expected, "{case:?}"),
    }
    expected.is_empty()
}

/// How many cases with these people have a permit.
fn permits(people: &[(&'static str, Said)]) -> usize {
    let both = [true, false];
    let cases = both.iter().flat_map(|read| both.iter().map(move |saved| (*read, *saved)));
    let cases = cases.flat_map(|(read, saved)| both.map(|finished| Case { people, read, saved, finished }));
    cases.filter(|case| check_case(*case)).count()
}

#[test]
fn one_person_alone_opens_the_gate_by_a_yes_to_the_words_in_force_and_by_nothing_else() {
    for said in EVERY {
        assert_eq!(permits(&[("ada", said)]), usize::from(said == Said::Yes), "{said:?}");
    }
}

#[test]
fn two_people_open_the_gate_only_together() {
    for first in EVERY {
        for second in EVERY {
            let both = first == Said::Yes && second == Said::Yes;
            assert_eq!(
                permits(&[("ada", first), ("bob", second)]),
                usize::from(both),
                "{first:?} {second:?}"
            );
        }
    }
}
