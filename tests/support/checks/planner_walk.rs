//! A walk (照着计划走): a family that answers only what the plan asks, and how many questions that is.

use std::collections::BTreeSet;

use doudi_engine::assess::screen;
use doudi_engine::plan::{QuestionSubject, plan};
use doudi_engine::rules::Book;
use doudi_facts::day::Day;
use doudi_facts::household::{Expense, Household, Income, PaidOut, Past, Person, Relation, Supporter};
use doudi_facts::known::{Closure, Known, List};
use doudi_facts::question::{QuestionId, Stage};

use crate::generate::answers::{Value, Visit, each};
use crate::generate::fill::{is_idle, tell};

/// What was asked on the way.
#[derive(Debug, Default)]
pub struct Walk {
    /// Every question put, in order.
    pub asked: Vec<QuestionId>,
    /// How many subjects these are: the pages one passes.
    pub subjects: usize,
    /// How many questions the whole form has for this family.
    pub form: usize,
    /// Where a subject was left for a later one before it was finished.
    pub astray: Vec<(QuestionId, QuestionId)>,
}

/// Asks a family by the plan until nothing it could answer can change anything.
///
/// # Errors
/// When the household is refused on the way.
pub fn walk(book: &Book, whole: &Household, on: Day, worlds: u32) -> Result<Walk, String> {
    let mut now = Household { place: whole.place.clone(), on: whole.on, ..Household::new() };
    let mut walk = Walk { form: questions(whole), ..Walk::default() };
    loop {
        let found = screen(book, &now, on).map_err(|e| format!("{e:?}"))?;
        let plan = plan(book, &now, on, &found, worlds).map_err(|e| format!("{e:?}"))?;
        let Some(next) = plan.next.iter().find(|question| !walk.asked.contains(&question.fact)) else { break };
        if let Some(last) = walk.asked.last().copied() {
            // An answer may lead back to somebody; it never leads on while something is left here.
            let is_left = plan.next.iter().any(|question| of(question.fact) == of(last));
            if is_left && of(next.fact) > of(last) {
                walk.astray.push((last, next.fact));
            }
        }
        answer(next.fact, whole, &mut now);
        walk.asked.push(next.fact);
    }
    let subjects: BTreeSet<_> = walk.asked.iter().map(|fact| QuestionSubject::of(*fact)).collect();
    walk.subjects = subjects.len();
    Ok(walk)
}

/// The stage and subject of a question.
fn of(fact: QuestionId) -> (Stage, QuestionSubject) {
    (fact.row().stage, QuestionSubject::of(fact))
}

/// How many questions the form has: every answer and every list there is.
fn questions(whole: &Household) -> usize {
    struct Count<'h>(&'h Household, usize);
    impl Visit for Count<'_> {
        fn answer<T: Value>(&mut self, at: QuestionId, _: &mut Known<T>) {
            self.1 += usize::from(!is_idle(self.0, at));
        }
        fn list(&mut self, _: QuestionId, _: &mut Closure) {
            self.1 += 1;
        }
    }
    let mut count = Count(whole, 0);
    each(&mut whole.clone(), &mut count);
    count.1
}

/// Answers one question as the family would: a list brings its entries, of which nothing else is told yet.
fn answer(fact: QuestionId, whole: &Household, now: &mut Household) {
    fn list<T: Clone>(whole: &List<T>, now: &mut List<T>, bare: impl Fn(&T) -> T) {
        now.items.extend(whole.items.iter().skip(now.items.len()).map(bare));
        now.complete = if whole.complete.is_not_asked() { Closure::Unknown } else { whole.complete };
    }
    match fact {
        QuestionId::PeopleComplete => list(&whole.people, &mut now.people, |person| {
            let is_applicant = person.relation.exact() == Some(&Relation::Applicant);
            let relation = if is_applicant { person.relation.clone() } else { Known::NotAsked };
            Person { id: person.id.clone(), relation, ..Person::default() }
        }),
        QuestionId::IncomesComplete(head) => list(whole.incomes.of(head), now.incomes.of_mut(head), |income| Income {
            who: income.who.clone(),
            kind: income.kind,
            each: Known::NotAsked,
            per: income.per,
            times: Known::NotAsked,
            costs: Known::NotAsked,
            base_part: Known::NotAsked,
            basis: Known::NotAsked,
        }),
        QuestionId::PaidOutComplete => {
            list(&whole.paid_out, &mut now.paid_out, |paid| PaidOut { amount: Known::NotAsked, ..paid.clone() });
        }
        QuestionId::ExpensesComplete => {
            list(&whole.expenses, &mut now.expenses, |spent| Expense { amount: Known::NotAsked, ..spent.clone() });
        }
        QuestionId::ReceivesComplete => list(&whole.receives, &mut now.receives, Clone::clone),
        QuestionId::TroublesComplete => list(&whole.troubles, &mut now.troubles, Clone::clone),
        QuestionId::PastComplete => {
            list(&whole.past, &mut now.past, |past| Past { what: past.what, when: Known::NotAsked })
        }
        QuestionId::SupportersComplete(who) => {
            if let (Some(whole), Some(now)) = (whole.people.items.get(who), now.people.items.get_mut(who)) {
                list(&whole.supporters, &mut now.supporters, |one| Supporter {
                    relation: one.relation,
                    state: Known::NotAsked,
                });
            }
        }
        _ => {
            tell(fact, whole, whole, now);
            each(now, &mut Unknown(fact));
        }
    }
}

/// What the family was never asked it does not know.
struct Unknown(QuestionId);

impl Visit for Unknown {
    fn answer<T: Value>(&mut self, at: QuestionId, known: &mut Known<T>) {
        if at == self.0 && known.is_not_asked() {
            *known = Known::Unknown;
        }
    }

    fn list(&mut self, _: QuestionId, _: &mut Closure) {}
}
