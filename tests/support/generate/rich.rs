//! Rich households (情况齐全的家庭): everything told, and told of everything the rules of any place look at, dense where
//! they divide: around birthdays, around the months that are past, and with incomes and spending on a line.

use doudi_engine::check::check;
use doudi_engine::rules::{Against, Book, IncomeTest, PersonTest, SavingsLimit, Share, SingleTest, Test};
use doudi_facts::day::Day;
use doudi_facts::household::{
    Away, CurrentBenefit, Happened, Household, IncomeKind, Lives, Past, PastKind, Received, Relation, Supporter,
    SupporterState, Trouble,
};
use doudi_facts::known::{Known, List};

use crate::generate::answers::Value;
use crate::generate::dense::{self, LARGEST, empty, yuan};
use crate::generate::dice::Dice;
use crate::generate::fill::complete;
use crate::oracles::naive::{Choices, FEN, Reader, hundredths};

/// A household that has told everything.
///
/// # Errors
/// When a figure is no amount.
pub fn household(dice: &mut Dice, on: Day, most: usize) -> Result<Household, String> {
    let mut rich = dense::plain(dice, on, most)?;
    let ids: Vec<String> = rich.people.items.iter().map(|person| person.id.clone()).collect();
    for at in 0..rich.people.items.len() {
        let before = rich.people.items[at].birth.clone();
        if dice.often(60) {
            rich.people.items[at].birth = Known::Is(birth(dice, on)?);
            // Parents stay older than their children.
            if !check(&rich, on).is_empty() {
                rich.people.items[at].birth = before;
            }
        }
        let person = &mut rich.people.items[at];
        // Most families have nobody in prison or a cloister.
        if at > 0 && dice.often(60) {
            person.away = Known::Is(Away::No);
            if person.lives == Known::Is(Lives::Away) {
                person.lives = Known::Is(Lives::Home);
            }
        }
        let few = dice.of([0, 0, 1, 2]);
        person.supporters = List::all((0..few).map(|_| supporter(dice)).collect());
        if dice.often(50) {
            let care = &mut person.self_care;
            // Mostly one side of a grade or the other.
            for alone in
                [&mut care.eat, &mut care.dress, &mut care.bed, &mut care.toilet, &mut care.walk, &mut care.wash]
            {
                *alone = Known::Is(dice.often(50));
            }
        }
    }
    let few = |dice: &mut Dice| dice.of([0, 0, 1, 2]);
    let (receives, troubles, past) = (few(dice), few(dice), few(dice));
    rich.receives = List::all((0..receives).map(|_| received(dice, &ids)).collect());
    rich.troubles = List::all((0..troubles).map(|_| happened(dice)).collect());
    rich.past = List::all((0..past).map(|_| self::past(dice, on)).collect::<Result<_, String>>()?);
    // What is still open is told by chance.
    complete(dice, &rich, on)?.map(|(whole, _)| whole).ok_or_else(|| format!("{:?}", check(&rich, on)))
}

/// On a birthday that matters, or a day beside it.
fn birth(dice: &mut Dice, on: Day) -> Result<Day, String> {
    let years = dice.of([16, 18, 60, 70]);
    let day =
        Day::new(on.year() - years, on.month(), on.day().min(28)).and_then(|day| day.plus_days(dice.of([-1, 0, 1])));
    let day = day.filter(|day| *day <= on);
    day.ok_or_else(|| "no such birthday".to_owned())
}

/// Somebody with a duty to support.
pub(crate) fn supporter(dice: &mut Dice) -> Supporter {
    let state = SupporterState::ALL[dice.below(SupporterState::ALL.len())];
    Supporter { relation: Relation::Child, state: Known::Is(state) }
}

/// Help that is received, by somebody or by all.
pub(crate) fn received(dice: &mut Dice, ids: &[String]) -> Received {
    let what = CurrentBenefit::ALL[dice.below(CurrentBenefit::ALL.len())];
    let who = ids.get(dice.below(ids.len() + 1)).cloned();
    Received { what, who }
}

/// Something that has happened.
pub(crate) fn happened(dice: &mut Dice) -> Happened {
    Happened { what: Trouble::ALL[dice.below(Trouble::ALL.len())] }
}

/// A request refused or help left, around one or two years ago.
pub(crate) fn past(dice: &mut Dice, on: Day) -> Result<Past, String> {
    let what = dice.of([PastKind::Refused, PastKind::Left]);
    let then = Day::new(on.year() - dice.of([1, 2]), on.month(), on.day().min(28));
    let near = then.and_then(|day| day.plus_days(dice.of([-1, 0, 1, 2, 3, -40])));
    let when = if dice.often(80) { near } else { Some(Day::any(dice)) };
    let when = when.filter(|day| *day <= on).or(Some(on));
    Ok(Past { what, when: when.map_or(Known::NotAsked, Known::Is) })
}

/// A place where a book divides.
enum Divide<'b> {
    PerHead(&'b Against),
    Own(&'b Against),
    Share(&'b Share),
    Savings(SavingsLimit),
}

/// Brings an income or the spending to a line of the book or a 分 beside it, where an entry can.
///
/// # Errors
/// When something is not told.
pub fn steer(
    dice: &mut Dice,
    book: &Book,
    household: &mut Household,
    on: Day,
    choices: &Choices,
) -> Result<(), String> {
    let mut divides = Vec::new();
    let tests = book.categories.iter().flat_map(|category| category.needs.iter().map(|need| &need.test));
    for test in tests {
        collect(test, &mut divides);
    }
    divides.extend(book.limits.iter().filter_map(|limit| limit.savings).map(Divide::Savings));
    if divides.is_empty() {
        return Ok(());
    }
    let divide = &divides[dice.below(divides.len())];
    let beside = dice.of([-1, 0, 0, 1, -100, 100]) * FEN;
    let reader = Reader::new(book, household, on, choices)?;
    let counting = (0..household.people.items.len())
        .filter(|who| reader.holds(Some(*who), &Test::Single(SingleTest::Person(PersonTest::Counts))).unwrap_or(false));
    let counting: Vec<usize> = counting.collect();
    let Some(first) = counting.get(dice.below(counting.len())).copied() else { return Ok(()) };
    match divide {
        Divide::PerHead(against) | Divide::Own(against) => {
            let (who, people) = match divide {
                Divide::Own(_) => (Some(dice.below(household.people.items.len())), 1),
                _ => (None, reader.people()),
            };
            let yearly = reader.line(against.line, against.area)? * hundredths(against.times) * people / 100;
            let bar = yearly * i128::from(book.window.months) / 12;
            let aim = (bar + beside) / FEN * FEN;
            let mut counted = reader.figure(against.account, who)?;
            let earner = household.people.items[who.unwrap_or(first)].id.clone();
            for head in doudi_facts::household::Head::ALL {
                while counted > aim && household.incomes.of_mut(head).items.pop().is_some() {
                    counted = Reader::new(book, household, on, choices)?.figure(against.account, who)?;
                }
            }
            let missing = (aim - counted) / FEN;
            if (1..=LARGEST).contains(&missing) {
                let mut entry = empty(earner, dice.of([IncomeKind::RegularWage, IncomeKind::Rent, IncomeKind::Crops]));
                entry.each = Known::Is(yuan(missing)?);
                entry.costs = Known::Is(yuan(0)?);
                household.incomes.of_mut(entry.kind.head()).items.push(entry);
            }
        }
        Divide::Savings(limit) => {
            let bar = reader.line(limit.line, None)? * hundredths(limit.times) * reader.people() / 100;
            household.assets.savings = Known::Is(yuan(((bar + beside) / FEN).max(0))?);
        }
        Divide::Share(share) => {
            let (spent, bar) = reader.spent(share)?;
            let missing = (bar - spent + beside * 100) / 100 / FEN;
            let who = household.people.items[first].id.clone();
            if (0..=LARGEST).contains(&missing)
                && let Some(kind) = share.kinds.first()
            {
                let amount = Known::Is(yuan(missing)?);
                household.expenses.items.push(doudi_facts::household::Expense { who, kind: *kind, amount });
            }
        }
    }
    Ok(())
}

fn collect<'b>(test: &'b Test, divides: &mut Vec<Divide<'b>>) {
    match test {
        Test::All(tests) | Test::Any(tests) => tests.iter().for_each(|test| collect(test, divides)),
        Test::Not(test) | Test::SomeMember(test) | Test::EveryMember(test) => collect(test, divides),
        Test::Single(SingleTest::Income(IncomeTest::PerHead(against))) => divides.push(Divide::PerHead(against)),
        Test::Single(SingleTest::Income(IncomeTest::Own(against))) => divides.push(Divide::Own(against)),
        Test::Single(SingleTest::Income(IncomeTest::Spending(share))) => divides.push(Divide::Share(share)),
        _ => {}
    }
}
