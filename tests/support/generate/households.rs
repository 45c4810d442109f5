//! Households (家庭) made up by chance: every field in each of the five states of an answer.
//!
//! Two kinds. [`told`] is anything a household file can say, sensible or not; [`plausible`] is what `check` admits, so
//! that it can be assessed on [`ON`].

use doudi_engine::check::check;
use doudi_facts::day::Day;
use doudi_facts::household::{
    Area, Assets, Away, Basis, Disability, DisabilityKind, Expense, ExpenseKind, FILE_VERSION, Head, Household, Income,
    IncomeKind, Incomes, Kin, KinTie, Lives, PaidOut, PaidOutKind, Per, Person, Relation, Study,
};
use doudi_facts::known::{Closure, Known, List};
use doudi_facts::money::Yuan;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// The day on which [`plausible`] households apply: year, month, day.
pub const ON: (i32, u8, u8) = (2025, 11, 20);

/// Anything a household file can say.
pub fn told() -> impl Strategy<Value = Household> {
    let place = option::of(select(vec!["daye/huandiqiao", "daye", "somewhere", ""])).prop_map(|p| p.map(str::to_owned));
    let head = (place, option::of(any_day()), known(area()));
    let lists = (
        list(any_person(), 4),
        [Head::Wages, Head::Business, Head::Property, Head::Transfers].map(|_| list(any_income(), 3)),
        list(paid_out(any_id(), any_sum()), 3),
        list(expense(any_id(), any_sum()), 3),
        assets(any_sum(), any::<u16>().boxed()),
    );
    (head, lists).prop_map(|((place, on, area), (people, incomes, paid_out, expenses, assets))| Household {
        doudi: FILE_VERSION,
        place,
        on,
        area,
        people,
        incomes: by_head(incomes),
        paid_out,
        expenses,
        assets,
        ..Household::default()
    })
}

/// What `check` admits on [`ON`]: one applicant, no day to come, every amount of somebody there.
pub fn plausible() -> impl Strategy<Value = Household> {
    (0_usize..4).prop_flat_map(|others| {
        let ids: Vec<String> = (0..=others).map(|i| format!("p{}", i + 1)).collect();
        let who = select(ids.clone());
        let people = ids.iter().enumerate().map(|(i, id)| plausible_person(id.clone(), i == 0)).collect::<Vec<_>>();
        let incomes = Head::ALL.map(|head| list(plausible_income(who.clone().boxed(), head), 3));
        let lists = (
            (people, closure()).prop_map(|(items, complete)| List { items, complete }),
            incomes,
            list(paid_out(who.clone().boxed(), plausible_sum()), 2),
            list(expense(who.boxed(), plausible_sum()), 2),
            assets(plausible_sum(), (0_u16..4).boxed()),
        );
        (known(area()), lists)
            .prop_map(|(area, (people, incomes, paid_out, expenses, assets))| Household {
                doudi: FILE_VERSION,
                place: Some("daye/huandiqiao".to_owned()),
                on: Day::new(ON.0, ON.1, ON.2),
                area,
                people,
                incomes: by_head(incomes),
                paid_out,
                expenses,
                assets,
                ..Household::default()
            })
            .prop_map(mend)
    })
}

/// One answer in each of its five states; a range is never inverted, a choice never empty.
pub fn known<T: Clone + Ord + std::fmt::Debug + 'static>(value: BoxedStrategy<T>) -> BoxedStrategy<Known<T>> {
    prop_oneof![
        1 => Just(Known::NotAsked),
        1 => Just(Known::Unknown),
        4 => value.clone().prop_map(Known::Is),
        1 => range(value.clone()),
        1 => vec(value, 1..4).prop_map(Known::OneOf),
    ]
    .boxed()
}

/// As [`known`], without ranges: for what has no order, such as kin.
fn chosen<T: Clone + std::fmt::Debug + 'static>(value: BoxedStrategy<T>) -> BoxedStrategy<Known<T>> {
    prop_oneof![
        1 => Just(Known::NotAsked),
        1 => Just(Known::Unknown),
        4 => value.clone().prop_map(Known::Is),
        1 => vec(value, 1..4).prop_map(Known::OneOf),
    ]
    .boxed()
}

fn range<T: Clone + Ord + std::fmt::Debug + 'static>(value: BoxedStrategy<T>) -> BoxedStrategy<Known<T>> {
    (value.clone(), value, 0..3)
        .prop_map(|(a, b, ends)| {
            let (low, high) = if a <= b { (a, b) } else { (b, a) };
            Known::Between { from: (ends != 1).then_some(low), to: (ends != 2).then_some(high) }
        })
        .boxed()
}

/// A list in each of the states it can be in.
fn list<T: std::fmt::Debug>(item: impl Strategy<Value = T>, most: usize) -> impl Strategy<Value = List<T>> {
    (vec(item, 0..=most), closure()).prop_map(|(items, complete)| List { items, complete })
}

fn closure() -> impl Strategy<Value = Closure> {
    prop_oneof![1 => Just(Closure::NotAsked), 1 => Just(Closure::Unknown), 4 => Just(Closure::Yes)]
}

fn by_head([wages, business, property, transfers]: [List<Income>; 4]) -> Incomes {
    Incomes { wages, business, property, transfers }
}

fn any_sum() -> BoxedStrategy<Yuan> {
    fen(-1_000_000_000_000..1_000_000_000_000)
}

/// Up to 60,000 元, often round, sometimes to the 分.
fn plausible_sum() -> BoxedStrategy<Yuan> {
    prop_oneof![2 => (0_i64..600).prop_map(|hundreds| Yuan::whole(hundreds * 100)), 1 => fen(0..6_000_000)].boxed()
}

fn fen(range: std::ops::Range<i64>) -> BoxedStrategy<Yuan> {
    range.prop_filter_map("every count of fen is an amount", |fen| text(fen).parse().ok()).boxed()
}

fn text(fen: i64) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", fen.unsigned_abs() / 100, fen.unsigned_abs() % 100)
}

fn any_day() -> BoxedStrategy<Day> {
    day(1800..10_000)
}

fn day(years: std::ops::Range<i32>) -> BoxedStrategy<Day> {
    (years, 1_u8..13, 1_u8..29).prop_filter_map("every such day exists", |(y, m, d)| Day::new(y, m, d)).boxed()
}

fn any_id() -> BoxedStrategy<String> {
    select(vec!["p1", "p2", "p3", "", "老大", "a\"b\\c"]).prop_map(str::to_owned).boxed()
}

fn area() -> BoxedStrategy<Area> {
    select(vec![Area::Urban, Area::Rural]).boxed()
}

fn any_person() -> impl Strategy<Value = Person> {
    person(any_id(), chosen(relation(true)), known(any_day()), 0..=u8::MAX, any_id())
}

fn plausible_person(id: String, applies: bool) -> BoxedStrategy<Person> {
    let relation = if applies { Just(Known::Is(Relation::Applicant)).boxed() } else { chosen(relation(false)) };
    let others = select(vec!["p1", "p2", "p3", "p4"]).prop_map(str::to_owned).boxed();
    person(Just(id).boxed(), relation, known(day(1930..2025)), 1..=4, others).boxed()
}

/// Takes back what cannot be: a tie to nobody, a second spouse, a parent younger than the child.
fn mend(mut household: Household) -> Household {
    let Some(on) = household.on else { return household };
    for at in (0..household.people.items.len()).rev() {
        let person = household.people.items[at].clone();
        let kept = Person { kin: List::none(), ..person.clone() };
        let mut untied = kept.clone();
        (untied.lives_with, untied.spouse, untied.parents) = (List::none(), List::none(), List::none());
        let unborn = Person { birth: Known::Unknown, ..untied.clone() };
        let relation = if at == 0 { Known::Is(Relation::Applicant) } else { Known::Unknown };
        let strange = Person { relation, ..unborn.clone() };
        for one in [person, kept, untied, unborn, strange] {
            household.people.items[at] = one;
            if check(&household, on).iter().all(|problem| !problem.at.starts_with("people")) {
                return household;
            }
        }
    }
    household
}

fn person(
    id: BoxedStrategy<String>,
    relation: BoxedStrategy<Known<Relation>>,
    birth: BoxedStrategy<Known<Day>>,
    grades: std::ops::RangeInclusive<u8>,
    other: BoxedStrategy<String>,
) -> impl Strategy<Value = Person> {
    let yes_no = || known(any::<bool>().boxed());
    let life = (chosen(lives()), yes_no(), yes_no(), yes_no(), yes_no());
    let rest = (chosen(study()), chosen(away()), chosen(disability(grades)));
    let kin = (other.clone(), select(KinTie::ALL.to_vec())).prop_map(|(who, is)| Kin { who, is });
    let ties = (list(other.clone(), 2), list(other.clone(), 1), list(other, 2), list(kin, 1));
    (id, relation, birth, life, rest, ties).prop_map(|(id, relation, birth, life, (study, away, disability), ties)| {
        let (lives_with, spouse, parents, kin) = ties;
        let (lives, shares_purse, married, dependent, severe_illness) = life;
        Person {
            id,
            relation,
            birth,
            lives,
            lives_with,
            spouse,
            parents,
            kin,
            shares_purse,
            married,
            dependent,
            study,
            away,
            disability,
            severe_illness,
            ..Person::default()
        }
    })
}

fn relation(applicant: bool) -> BoxedStrategy<Relation> {
    let mut kin = vec![
        Relation::Spouse,
        Relation::Child,
        Relation::Parent,
        Relation::Grandchild,
        Relation::Grandparent,
        Relation::Sibling,
        Relation::ChildInLaw,
        Relation::ParentInLaw,
        Relation::StepChild,
        Relation::StepParent,
        Relation::OtherKin,
        Relation::NotKin,
    ];
    if applicant {
        kin.push(Relation::Applicant);
    }
    select(kin).boxed()
}

fn lives() -> BoxedStrategy<Lives> {
    select(Lives::ALL.to_vec()).boxed()
}

fn study() -> BoxedStrategy<Study> {
    select(vec![Study::None, Study::FullTime, Study::Postgraduate, Study::PartTime]).boxed()
}

fn away() -> BoxedStrategy<Away> {
    prop_oneof![4 => Just(Away::No), 1 => select(vec![Away::Prison, Away::Rehab, Away::Missing, Away::Clergy])].boxed()
}

fn disability(grades: std::ops::RangeInclusive<u8>) -> BoxedStrategy<Disability> {
    let kind = select(vec![
        DisabilityKind::Sight,
        DisabilityKind::Hearing,
        DisabilityKind::Speech,
        DisabilityKind::Limbs,
        DisabilityKind::Intellect,
        DisabilityKind::Mind,
        DisabilityKind::Several,
    ]);
    let card = (kind, grades).prop_map(|(kind, grade)| Disability::Card { kind, grade });
    prop_oneof![1 => Just(Disability::None), 1 => card].boxed()
}

fn any_income() -> impl Strategy<Value = Income> {
    let fields = (any_id(), select(IncomeKind::ALL.to_vec()), per());
    let sums = (known(any_sum()), known(any::<u16>().boxed()), known(any_sum()), known(any_sum()));
    (fields, sums, chosen(basis())).prop_map(|((who, kind, per), (each, times, costs, base_part), basis)| Income {
        who,
        kind,
        each,
        per,
        times,
        costs,
        base_part,
        basis,
    })
}

/// An income of the head it stands under, with no more times than there are and no part beyond the whole.
fn plausible_income(who: BoxedStrategy<String>, head: Head) -> impl Strategy<Value = Income> {
    let kinds: Vec<IncomeKind> = IncomeKind::ALL.into_iter().filter(|kind| kind.head() == head).collect();
    (who, select(kinds), per()).prop_flat_map(|(who, kind, per)| {
        let times = match per {
            Per::Window => Just(Known::NotAsked).boxed(),
            _ => known((0..=per.most_times()).boxed()),
        };
        let costs = if kind.has_costs() { known(plausible_sum()) } else { Just(Known::NotAsked).boxed() };
        let base = match kind {
            IncomeKind::ResidentPension => known((0_i64..2000).prop_map(Yuan::whole).boxed()),
            _ => Just(Known::NotAsked).boxed(),
        };
        let basis = if kind == IncomeKind::Support { chosen(basis()) } else { Just(Known::NotAsked).boxed() };
        (known(plausible_sum()), times, costs, base, basis).prop_map(move |(each, times, costs, base_part, basis)| {
            let beyond = per == Per::Window && matches!((&base_part, &each), (Known::Is(p), Known::Is(e)) if p > e);
            let base_part = if beyond { each.clone() } else { base_part };
            Income { who: who.clone(), kind, each, per, times, costs, base_part, basis }
        })
    })
}

fn per() -> BoxedStrategy<Per> {
    select(vec![Per::Window, Per::Month, Per::Day]).boxed()
}

fn basis() -> BoxedStrategy<Basis> {
    select(vec![Basis::Judgment, Basis::Agreement, Basis::Habit]).boxed()
}

fn paid_out(who: BoxedStrategy<String>, sum: BoxedStrategy<Yuan>) -> impl Strategy<Value = PaidOut> {
    let kinds = vec![PaidOutKind::SocialInsurance, PaidOutKind::Tax, PaidOutKind::Support, PaidOutKind::Other];
    (who, select(kinds), known(sum)).prop_map(|(who, kind, amount)| PaidOut { who, kind, amount })
}

fn expense(who: BoxedStrategy<String>, sum: BoxedStrategy<Yuan>) -> impl Strategy<Value = Expense> {
    let kinds = vec![ExpenseKind::Medical, ExpenseKind::Education, ExpenseKind::Rehabilitation, ExpenseKind::Other];
    (who, select(kinds), known(sum)).prop_map(|(who, kind, amount)| Expense { who, kind, amount })
}

fn assets(sum: BoxedStrategy<Yuan>, homes: BoxedStrategy<u16>) -> impl Strategy<Value = Assets> {
    let yes_no = || known(any::<bool>().boxed());
    let flags = (yes_no(), yes_no(), yes_no(), yes_no(), yes_no());
    (known(sum), known(homes), flags).prop_map(|(savings, homes, flags)| {
        let (vehicle, business, insurance, given_away, big_spending) = flags;
        Assets { savings, homes, vehicle, business, insurance, given_away, big_spending }
    })
}
