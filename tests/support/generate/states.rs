//! States (说清的程度): every answer and every list of a household in each state it can be in.

use doudi_facts::household::{
    Expense, ExpenseKind, Happened, Head, Household, Income, IncomeKind, Kin, KinTie, PaidOut, PaidOutKind, Past,
    PastKind, Per, Person, Receipt, Received, Relation, Supporter, Trouble,
};
use doudi_facts::known::{Closure, Known, List};
use doudi_facts::question::Fact;

use crate::generate::answers::{Value, Visit, each};

/// One of everything, and nothing asked of it.
///
/// It can be assessed: who applies is told.
pub fn blank() -> Household {
    let mut household = Household::new();
    let applicant = Known::Is(Relation::Applicant);
    household.people.items = vec![
        Person { id: "p1".to_owned(), relation: applicant, ..Person::default() },
        Person { id: "p2".to_owned(), ..Person::default() },
    ];
    for head in Head::ALL {
        let kind = IncomeKind::ALL.into_iter().find(|kind| kind.head() == head);
        household.incomes.of_mut(head).items.extend(kind.map(|kind| Income {
            who: "p1".to_owned(),
            kind,
            each: Known::NotAsked,
            per: Per::Month,
            times: Known::NotAsked,
            costs: Known::NotAsked,
            base_part: Known::NotAsked,
            basis: Known::NotAsked,
        }));
    }
    let who = || "p1".to_owned();
    household.paid_out.items = vec![PaidOut { who: who(), kind: PaidOutKind::Tax, amount: Known::NotAsked }];
    household.expenses.items = vec![Expense { who: who(), kind: ExpenseKind::Other, amount: Known::NotAsked }];
    household.receives.items = vec![Received { what: Receipt::Dibao, who: Some(who()) }];
    household.troubles.items = vec![Happened { what: Trouble::Accident }];
    household.past.items = vec![Past { what: PastKind::Refused, when: Known::NotAsked }];
    let supporter = Supporter { relation: Relation::Child, state: Known::NotAsked };
    household.people.items.iter_mut().for_each(|person| person.supporters.items = vec![supporter.clone()]);
    // Ties that can be told together: the other is the spouse, and lives there too; or further kin.
    if let [one, other] = &mut household.people.items[..] {
        (one.lives_with.items, one.spouse.items) = (vec![other.id.clone()], vec![other.id.clone()]);
        other.lives_with.items = vec![one.id.clone()];
        other.kin.items = vec![Kin { who: one.id.clone(), is: KinTie::Sibling }];
    }
    household
}

/// The states of an answer, by name and as they stand in the file.
fn states<T: Value>() -> Vec<(&'static str, Known<T>)> {
    let samples = T::samples();
    let (Some(first), Some(last)) = (samples.first().cloned(), samples.last().cloned()) else { return Vec::new() };
    let (low, high) = (first.clone().min(last.clone()), first.clone().max(last.clone()));
    vec![
        ("not asked", Known::NotAsked),
        ("don't know", Known::Unknown),
        // The first sample of a sum or a count is zero.
        ("is", Known::Is(first.clone())),
        ("is other", Known::Is(last.clone())),
        ("range", Known::Between { from: Some(low.clone()), to: Some(high.clone()) }),
        ("range from", Known::Between { from: Some(low), to: None }),
        ("range to", Known::Between { from: None, to: Some(high) }),
        ("one of", Known::OneOf(vec![first, last])),
    ]
}

/// A household with one answer or list in one of its states, and the name of that state.
#[derive(Debug)]
pub struct State {
    /// Which answer or list.
    pub at: Fact,
    /// What it is called.
    pub name: &'static str,
    /// The household.
    pub household: Household,
}

/// For every answer and every list of [`blank`], the household in each of its states.
pub fn every() -> Vec<Vec<State>> {
    let one = |at, state| {
        let (mut household, mut turn) = (blank(), Turn { at, state, passed: 0, set: None });
        each(&mut household, &mut turn);
        turn.set.map(|(at, name)| State { at, name, household })
    };
    let of = |at| (0..).map_while(|state| one(at, state)).collect::<Vec<_>>();
    (0..).map(of).take_while(|states| !states.is_empty()).collect()
}

/// Puts one answer or list into one state.
struct Turn {
    at: usize,
    state: usize,
    passed: usize,
    set: Option<(Fact, &'static str)>,
}

impl Visit for Turn {
    fn answer<T: Value>(&mut self, at: Fact, known: &mut Known<T>) {
        if self.passed == self.at
            && let Some((name, state)) = states().into_iter().nth(self.state)
        {
            *known = state;
            self.set = Some((at, name));
        }
        self.passed += 1;
    }

    fn list<T: Clone>(&mut self, at: Fact, list: &mut List<T>) {
        let told = list.items.clone();
        let mut states = vec![
            ("untouched", vec![], Closure::NotAsked),
            ("none", vec![], Closure::Yes),
            ("none so far", vec![], Closure::Unknown),
            ("some", told.clone(), Closure::NotAsked),
            ("perhaps more", told.clone(), Closure::Unknown),
            ("all", told.clone(), Closure::Yes),
        ];
        // With nothing in it, some is none.
        if told.is_empty() {
            states.truncate(3);
        }
        if self.passed == self.at
            && let Some((name, items, complete)) = states.into_iter().nth(self.state)
        {
            *list = List { items, complete };
            self.set = Some((at, name));
        }
        self.passed += 1;
    }
}
