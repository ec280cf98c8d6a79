//! The model: it looks back over what was done in a call, in order, and says who agrees now. It shares no code with the
//! record, which folds forward.

use rapport::domain::consent::SpecialCase;
use rapport::domain::consent::SpecialCase::{
    Child, InDoubt, Interpreter, JailLine, LineDropped, OtherSide, Relay, ThirdPerson,
};
use rapport::domain::fact::ConsentAnswer;
use rapport::domain::people::PersonRole;

/// A person by their name; a case of the call is about nobody.
pub type Who = &'static str;
pub type Whom = Option<Who>;

pub const PEOPLE: [Who; 3] = ["ada", "bob", "eve"];
pub const CASES: [SpecialCase; 7] = [Child, Interpreter, ThirdPerson, InDoubt, JailLine, Relay, OtherSide];

/// Who said that a case does not apply after all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Says {
    Paralegal,
    Attorney,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Did {
    Join(Who, PersonRole),
    Leave(Who),
    Place(Who),
    Ruling,
    Explain,
    Answer(Who, ConsentAnswer),
    AnswerOnForm(Who),
    Untick(Who),
    Reconfirm(Who),
    Withdraw,
    UseWords(&'static str),
    Interrupt,
    Case(SpecialCase, Whom),
    /// Somebody of whom a case was noted before they were on the list turns out to be this person.
    Name(SpecialCase, Who),
    TakeBack(SpecialCase, Whom, Says),
    Settle(SpecialCase, Whom),
    Unsettle(SpecialCase, Whom),
    Duty,
    DutyBack,
    Approve(SpecialCase, Whom),
    Unapprove(SpecialCase, Whom),
    NotValid,
    Finish,
    Write,
    Save,
    Start,
    Pause,
    Resume,
    Stop,
}

impl Did {
    /// Whether it says nothing of consent: no permit waits until it is on disk.
    pub fn is_no_business_of_consent(self) -> bool {
        matches!(self, Self::Write | Self::Save | Self::Start | Self::Pause | Self::Resume | Self::Stop)
    }
}

/// Everything that was done in one call, in order.
#[derive(Default)]
pub struct Story(pub Vec<Did>);

impl std::fmt::Debug for Story {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Story {
    /// As it was just before a step.
    fn before(&self, index: usize) -> Self {
        Self(self.0[..index].to_vec())
    }

    fn last(&self, which: impl Fn(Did) -> bool) -> Option<usize> {
        self.0.iter().rposition(|did| which(*did))
    }

    fn any_between(&self, from: Option<usize>, to: usize, which: impl Fn(usize, Did) -> bool) -> bool {
        (from.map_or(0, |at| at + 1)..to).any(|at| which(at, self.0[at]))
    }

    fn joined(&self, who: Who) -> Option<(usize, PersonRole)> {
        let at = self.last(|did| matches!(did, Did::Join(id, _) if id == who))?;
        if let Did::Join(_, role) = self.0[at] { Some((at, role)) } else { None }
    }

    fn is_here(&self, who: Who) -> bool {
        self.joined(who).is_some_and(|(at, _)| Some(at) > self.last(|did| did == Did::Leave(who)))
    }

    fn here(&self) -> impl Iterator<Item = Who> {
        PEOPLE.into_iter().filter(|who| self.is_here(who))
    }

    fn has_here(&self, role: PersonRole) -> bool {
        self.here().any(|who| self.joined(who).is_some_and(|(_, is)| is == role))
    }

    /// The words in force just before a step.
    fn words_at(&self, index: usize) -> &'static str {
        let changed = |did: &Did| if let Did::UseWords(version) = did { Some(*version) } else { None };
        self.0[..index].iter().rev().find_map(changed).unwrap_or("1")
    }

    fn words(&self) -> &'static str {
        self.words_at(self.0.len())
    }

    /// The last moment from which on everyone had to be asked again.
    fn undone(&self) -> Option<usize> {
        self.last(|did| {
            matches!(did, Did::Withdraw | Did::Interrupt | Did::NotValid | Did::Case(LineDropped, _))
        })
    }

    /// Their last answer since they joined, or when its tick was taken back.
    fn answer(&self, who: Who) -> Option<(usize, bool)> {
        let answers =
            |did| matches!(did, Did::Answer(id, _) | Did::AnswerOnForm(id) | Did::Untick(id) if id == who);
        let at = self.last(answers)?;
        let is_yes =
            self.0[at] == Did::Answer(who, ConsentAnswer::Yes) || self.0[at] == Did::AnswerOnForm(who);
        self.joined(who).filter(|(joined, _)| at > *joined).map(|_| (at, is_yes))
    }

    /// Whether they said yes to the words now in force, after hearing them, and nothing has undone that.
    pub fn agrees(&self, who: Who) -> bool {
        let since = self.joined(who).map(|(at, _)| at).max(self.undone());
        let read = |at, did| did == Did::Explain && self.words_at(at) == self.words();
        self.answer(who).is_some_and(|(at, is_yes)| {
            is_yes
                && Some(at) > since
                && self.words_at(at) == self.words()
                && self.any_between(since, at, read)
        })
    }

    /// Whether the newest reading everyone heard was of the words in force.
    fn all_heard(&self) -> bool {
        let read = self.last(|did| did == Did::Explain);
        let joined = self.here().filter_map(|who| self.joined(who)).map(|(at, _)| at).max();
        read > joined.max(self.undone()) && read.is_some_and(|at| self.words_at(at) == self.words())
    }

    /// Since when a case stands.
    fn stands_since(&self, case: SpecialCase, whom: Whom) -> Option<usize> {
        let by_role = |did| matches!(did, Did::Join(who, PersonRole::OtherSide) if whom == Some(who));
        let by_name = |did| whom.is_some_and(|who| did == Did::Name(case, who));
        let noted = |did| did == Did::Case(case, whom) || by_name(did) || (case == OtherSide && by_role(did));
        let is_the_attorneys = [Child, InDoubt, JailLine, OtherSide].contains(&case);
        let gone = (0..self.0.len()).rev().find(|at| match self.0[*at] {
            Did::TakeBack(of, about, says) => {
                of == case && about == whom && (says == Says::Attorney || !is_the_attorneys)
            }
            Did::Name(of, who) => of == case && whom.is_none() && self.before(*at).may_be_unlisted(case, who),
            _ => false,
        });
        let from = gone.map_or(0, |at| at + 1);
        self.0[from..].iter().position(|did| noted(*did)).map(|at| from + at)
    }

    /// Whether a person on the line can be the one who was noted and is not on the list: they were not noted before that.
    fn may_be_unlisted(&self, case: SpecialCase, who: Who) -> bool {
        let unlisted = self.stands_since(case, None);
        let own = self.stands_since(case, Some(who));
        self.is_here(who) && unlisted.is_some() && own.is_none_or(|own| Some(own) > unlisted)
    }

    /// The attorney's word is for the case and the person, by whichever way they got their name.
    fn is_approved(&self, case: SpecialCase, whom: Whom, since: usize) -> bool {
        let approves = |at: &usize| match self.0[*at] {
            Did::Approve(of, about) => of == case && about == whom && *at > since,
            Did::Name(of, who) if of == case && whom == Some(who) => {
                let before = self.before(*at);
                before.stands_since(case, None).is_some_and(|since| before.is_approved(case, None, since))
            }
            _ => false,
        };
        let approved = (0..self.0.len()).rev().find(approves);
        approved.is_some() && approved > self.last(|did| did == Did::Unapprove(case, whom))
    }

    /// Whether somebody was noted of whom nobody on the line was said to be the one: they have not said yes.
    pub fn someone_is_unlisted(&self) -> bool {
        [Child, ThirdPerson, InDoubt, OtherSide].iter().any(|case| self.stands_since(*case, None).is_some())
    }

    /// One parent or guardian said yes to the words in force, on the line or before they left it, and none said no.
    fn a_guardian_agrees(&self) -> bool {
        let is_guardian =
            |who: &Who| self.joined(who).is_some_and(|(_, role)| role == PersonRole::ParentOrGuardian);
        let guardians = || PEOPLE.into_iter().filter(is_guardian);
        let refused =
            |who| self.answer(who).is_some_and(|(at, is_yes)| !is_yes && self.0[at] != Did::Untick(who));
        guardians().any(|who| self.agrees(who)) && !guardians().any(refused)
    }

    fn blocks(&self, case: SpecialCase, whom: Whom) -> bool {
        if whom.is_some_and(|who| !self.is_here(who)) {
            return false;
        }
        let Some(since) = self.stands_since(case, whom) else { return false };
        let not_approved = !self.is_approved(case, whom, since);
        match case {
            Child => not_approved || !self.a_guardian_agrees(),
            InDoubt | JailLine | OtherSide => not_approved,
            Interpreter => !self.has_here(PersonRole::Interpreter),
            Relay => !self.has_here(PersonRole::RelayOperator),
            ThirdPerson | LineDropped => false,
        }
    }

    /// Whether anything keeps the recorder shut whatever people say.
    fn is_blocked(&self) -> bool {
        let whom = || PEOPLE.into_iter().map(Some).chain([None]);
        CASES.into_iter().any(|case| whom().any(|whom| self.blocks(case, whom)))
    }

    /// Whether everyone who is there agrees, and nothing else stands in the way.
    pub fn may_record(&self) -> bool {
        let finished = self.last(|did| did == Did::Finish).is_some();
        let agree = self.here().next().is_some() && self.here().all(|who| self.agrees(who));
        !finished && agree && self.all_heard() && !self.is_blocked() && !self.someone_is_unlisted()
    }

    /// Someone on the line who has not said yes to the present words: no frame may pass while there is one.
    pub fn unasked(&self) -> Option<Who> {
        self.here().find(|who| !self.agrees(who))
    }
}
