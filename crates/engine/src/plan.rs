//! The plan (先问什么): which questions can still change something, in which order to put them, and why the others need
//! not be put. Decision 0015 says how the order is traded.

mod open;
mod order;
mod referenced;
mod tried;

use doudi_facts::day::Day;
use doudi_facts::household::Household;
use doudi_facts::known::Closure;
use doudi_facts::question::{AnswerMut, QuestionId, TieField};
use open::Open;
use referenced::ReferencedQuestions;
use tried::{State, told};

use crate::assess::{Refused, asks_still, assess, screen};
use crate::rules::Book;
use crate::truth::Truth;
use crate::verdict::{Assessment, Fineness};
pub use open::{Impact, Question};
pub use order::QuestionSubject;

/// What to ask a family next, and what not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// Questions not put yet whose answers can still change something, in the order to put them.
    pub next: Vec<Question>,
    /// Questions that were put and are still open, and can still change something: 不清楚, ranges.
    pub unsure: Vec<Question>,
    /// Open questions that need not be put, each with the reason, in the order of the form.
    pub skipped: Vec<(QuestionId, SkipReason)>,
}

/// Why a question need not be put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SkipReason {
    /// What it would be about does not exist here: the costs of a gift.
    Nothing,
    /// It is about somebody who does not count.
    NotCounted,
    /// No rule of this place looks at it.
    NoRule,
    /// It matters only to a family that has something in a list it was not asked about yet.
    OnlyIf(QuestionId),
    /// Whatever is answered, everything comes out the same: it is decided by what was told.
    Decided,
}

/// Plans the questions of a household that was assessed so: of one that was only screened, those that can change a
/// verdict, a sum that is paid or who counts; of any other, those too that can change help, what to bring or a step.
/// Looking ahead visits no more than so many worlds beyond that: a bound in work and not in time, so that every machine
/// plans alike.
///
/// # Errors
/// As [`screen`].
pub fn plan(book: &Book, household: &Household, on: Day, found: &Assessment, worlds: u32) -> Result<Plan, Refused> {
    let open = Open::of(found);
    // What matters only to those who have something in a rare list is asked after that list. Where so much is open that
    // worlds are told apart coarsely, that is not looked at.
    let presumed = match presumed(household).filter(|_| found.fineness == Fineness::FINEST) {
        Some((presumed, lists)) => Some((alike(found)(book, &presumed, on)?, lists)),
        None => None,
    };
    let first = presumed.as_ref().map(|(found, lists)| (Open::of(found), lists));
    let (mut plan, looks) = (Plan::default(), ReferencedQuestions::of(book));
    household.each_answer(|fact, answer| {
        let question = open.question(fact);
        match (question, State::of(answer)) {
            (_, State::Exact) => {}
            (Some(question), State::NotAsked) => match &first {
                Some((first, lists)) if !lists.contains(&fact) => match first.question(fact) {
                    Some(question) => plan.next.push(question),
                    None => {
                        let list = lists.first().copied().unwrap_or(QuestionId::ReceivesComplete);
                        plan.skipped.push((fact, SkipReason::OnlyIf(list)));
                    }
                },
                _ => plan.next.push(question),
            },
            (Some(question), State::Open) => plan.unsure.push(question),
            (None, _) => plan.skipped.push((fact, why(&looks, household, found, fact))),
        }
    });
    // What can change only what follows is asked after all that can change a verdict.
    let mut beside: Vec<Question> = plan.next.extract_if(.., |question| question.stake.is_beside()).collect();
    order::look_ahead(book, household, on, found, &mut plan.next, worlds);
    for questions in [&mut plan.next, &mut plan.unsure, &mut beside] {
        order::sort(household, questions);
    }
    plan.next.extend(beside);
    Ok(plan)
}

/// Answers that were told and are not used now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnusedAnswers {
    /// Each with the reason.
    pub unused: Vec<(QuestionId, SkipReason)>,
    /// Whether too much is open to look at each answer: some may not be used either.
    pub stopped: bool,
}

/// How many worlds are visited to learn which answers are not used.
const MOST_WORLDS_ASIDE: u32 = 200_000;

/// Answers that were told and are not used now: whatever they were, everything would come out the same. Either nothing
/// here could look at them, or an earlier answer of the same person decides without them (who is named a supporter of
/// somebody who is neither old nor ill); of those, these parts are looked at. They stay in the file and are told as put
/// aside.
///
/// # Errors
/// As [`screen`].
pub fn unused_answers(
    book: &Book,
    household: &Household,
    on: Day,
    found: &Assessment,
    parts: &[DependentAnswers],
) -> Result<UnusedAnswers, Refused> {
    let told = told(household);
    let (mut aside, looks) = (UnusedAnswers::default(), ReferencedQuestions::of(book));
    let each = (0..household.people.items.len()).flat_map(|who| parts.iter().map(move |part| (who, *part)));
    let mut decided: Vec<(usize, DependentAnswers)> = each
        .filter(|(who, part)| {
            let mut of = told.iter().filter(|fact| part.has(*who, **fact)).peekable();
            of.peek().is_some() && of.all(|fact| structural(&looks, household, found, *fact).is_none())
        })
        .collect();
    let used = match used(book, household, on, found, &decided)? {
        Some(used) => used,
        None => {
            aside.stopped = true;
            decided.clone()
        }
    };
    decided.retain(|one| !used.contains(one));
    for fact in told {
        let is_decided = decided.iter().any(|(who, part)| part.has(*who, fact));
        let why = structural(&looks, household, found, fact).or(is_decided.then_some(SkipReason::Decided));
        aside.unused.extend(why.map(|why| (fact, why)));
    }
    Ok(aside)
}

/// Those parts that somebody would ask for, were they not told; `None`: too much is open to look at each.
fn used(
    book: &Book,
    household: &Household,
    on: Day,
    found: &Assessment,
    parts: &[(usize, DependentAnswers)],
) -> Result<Option<Vec<(usize, DependentAnswers)>>, Refused> {
    if parts.is_empty() {
        return Ok(Some(Vec::new()));
    }
    if found.fineness < Fineness::FINEST {
        return Ok(None);
    }
    // What nobody would ask for if none of them was told, nobody needs. Each of the others may be decided by the rest.
    let bare = alike(found)(book, &without(household, parts), on)?;
    let asked = Open::of(&bare).facts();
    let used = parts.iter().copied().filter(|(who, part)| asked.iter().any(|fact| part.has(*who, *fact)));
    let used: Vec<(usize, DependentAnswers)> = used.collect();
    match used.len() {
        0 | 1 => return Ok(Some(used)),
        many if many > (MOST_WORLDS_ASIDE / bare.worlds.max(1)) as usize => return Ok(None),
        _ => {}
    }
    let is_used = |(who, part): (usize, DependentAnswers)| {
        let without = without(household, &[(who, part)]);
        asks_still(book, &without, on, &bare, |fact| part.has(who, *fact))
    };
    let each = used.into_iter().map(|one| Ok::<_, Refused>(is_used(one)?.then_some(one)));
    each.filter_map(Result::transpose).collect::<Result<_, _>>().map(Some)
}

/// Answers about one person that are asked only after others of theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DependentAnswers {
    /// Whether they live with the family.
    Together,
    /// How they are tied to it where they live apart.
    Distance,
    /// What they can do alone.
    SelfCare,
    /// Who owes them support.
    Supporters,
    /// Their mother and father.
    Parents,
}

impl DependentAnswers {
    /// Every part.
    pub const ALL: [Self; 5] = [Self::Together, Self::Distance, Self::SelfCare, Self::Supporters, Self::Parents];
    /// Those that few are asked about: looking at them costs most families nothing.
    pub const RARE: [Self; 3] = [Self::SelfCare, Self::Supporters, Self::Parents];

    fn has(self, who: usize, fact: QuestionId) -> bool {
        use doudi_facts::question::PersonField::{
            Away, Birth, Dependent, Disability, Father, Labour, Lives, Married, Mother, Relation, SevereIllness,
            SharesPurse, Study, Work,
        };
        let (of, part) = match fact {
            QuestionId::Person(of, Lives) | QuestionId::TiesComplete(of, TieField::LivesWith) => (of, Self::Together),
            QuestionId::Person(of, SharesPurse | Study | Dependent) => (of, Self::Distance),
            QuestionId::Person(of, Mother | Father) => (of, Self::Parents),
            QuestionId::SelfCare(of, _) => (of, Self::SelfCare),
            QuestionId::SupportersComplete(of) | QuestionId::Supporter(of, _) => (of, Self::Supporters),
            QuestionId::Person(_, Relation | Birth | Married | Away | Disability | SevereIllness | Work | Labour)
            | QuestionId::TiesComplete(_, TieField::Spouse | TieField::Parents | TieField::Kin)
            | QuestionId::Area
            | QuestionId::PeopleComplete
            | QuestionId::IncomesComplete(_)
            | QuestionId::Income(..)
            | QuestionId::PaidOutComplete
            | QuestionId::PaidOut(_)
            | QuestionId::ExpensesComplete
            | QuestionId::Expense(_)
            | QuestionId::Asset(_)
            | QuestionId::Background(_)
            | QuestionId::ReceivesComplete
            | QuestionId::TroublesComplete
            | QuestionId::PastComplete
            | QuestionId::Past(_) => return false,
        };
        // Whoever is not asked whether they live with the family is not asked how they are tied to it.
        of == who && (part == self || (self == Self::Together && part == Self::Distance))
    }
}

/// A household as if some parts had never been told.
fn without(household: &Household, parts: &[(usize, DependentAnswers)]) -> Household {
    let mut without = household.clone();
    let is_part = |fact| parts.iter().any(|(who, part)| part.has(*who, fact));
    for fact in household.questions().into_iter().filter(|fact| is_part(*fact)) {
        without.answer_mut(fact).into_iter().for_each(AnswerMut::clear);
    }
    for (who, _) in parts.iter().filter(|(_, part)| *part == DependentAnswers::Supporters) {
        without.people.items.get_mut(*who).into_iter().for_each(|person| person.supporters.items.clear());
    }
    without
}

/// A way of assessing.
type Look = fn(&Book, &Household, Day) -> Result<Assessment, Refused>;

/// How an assessment was made: with what follows from it, or without.
fn alike(found: &Assessment) -> Look {
    if found.steps.is_empty() { screen } else { assess }
}

/// The household if the rare lists that were not touched yet hold nothing, and which these are.
fn presumed(household: &Household) -> Option<(Household, Vec<QuestionId>)> {
    let mut presumed = household.clone();
    let mut lists = Vec::new();
    let Household { receives, troubles, past, .. } = &mut presumed;
    let mut take = |is_untouched: bool, closure: &mut Closure, fact| {
        if is_untouched {
            *closure = Closure::Yes;
            lists.push(fact);
        }
    };
    take(receives.is_untouched(), &mut receives.complete, QuestionId::ReceivesComplete);
    take(troubles.is_untouched(), &mut troubles.complete, QuestionId::TroublesComplete);
    take(past.is_untouched(), &mut past.complete, QuestionId::PastComplete);
    (!lists.is_empty()).then_some((presumed, lists))
}

/// Why an open question that nothing hangs on need not be put.
fn why(looks: &ReferencedQuestions, household: &Household, found: &Assessment, fact: QuestionId) -> SkipReason {
    structural(looks, household, found, fact).unwrap_or(SkipReason::Decided)
}

/// The reason that does not hang on what else was told.
fn structural(
    looks: &ReferencedQuestions,
    household: &Household,
    found: &Assessment,
    fact: QuestionId,
) -> Option<SkipReason> {
    if !fact.suits(household) {
        return Some(SkipReason::Nothing);
    }
    if !looks.at(fact) {
        return Some(SkipReason::NoRule);
    }
    let whose = match fact {
        QuestionId::Income(head, at, _) => household.incomes.of(head).items.get(at).map(|income| &income.who),
        QuestionId::PaidOut(at) => household.paid_out.items.get(at).map(|paid| &paid.who),
        QuestionId::Expense(at) => household.expenses.items.get(at).map(|spent| &spent.who),
        QuestionId::Area
        | QuestionId::PeopleComplete
        | QuestionId::Person(..)
        | QuestionId::TiesComplete(..)
        | QuestionId::SelfCare(..)
        | QuestionId::SupportersComplete(_)
        | QuestionId::Supporter(..)
        | QuestionId::IncomesComplete(_)
        | QuestionId::PaidOutComplete
        | QuestionId::ExpensesComplete
        | QuestionId::Asset(_)
        | QuestionId::Background(_)
        | QuestionId::ReceivesComplete
        | QuestionId::TroublesComplete
        | QuestionId::PastComplete
        | QuestionId::Past(_) => None,
    };
    let who = whose.and_then(|id| household.person(id));
    let is_out = who.and_then(|who| found.members.get(who)).is_some_and(|counts| *counts == Truth::Fails);
    // Some rules look at a person alone, whether or not they count.
    (is_out && !looks.at_persons_alone).then_some(SkipReason::NotCounted)
}
