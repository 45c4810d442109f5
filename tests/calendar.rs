//! The calendar: of every standard of every place, on the first day of every quarter from 2024 to 2027 and in each area,
//! exactly one figure applies, or it is not published; and the engine uses that one.

use doudi_engine::assess::screen;
use doudi_engine::rules::Amount;
use doudi_engine::verdict::Standing;
use doudi_facts::day::Day;
use doudi_facts::household::{Area, Background, Household, Person, Relation};
use doudi_facts::known::{Known, List};
use doudi_tests::checks::wide::books;

#[test]
fn each_quarter_one_amount_applies_or_none_is_published() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let (mut one, mut none) = (0, 0);
    for (path, book) in books(&rulebook) {
        for (year, month) in (2024..=2027).flat_map(|year| [1, 4, 7, 10].map(|month| (year, month))) {
            let on = Day::new(year, month, 1).unwrap();
            for area in Area::ALL {
                let found = screen(book, &family(area), on).unwrap();
                for (line, used) in book.lines.iter().zip(&found.lines) {
                    let told = format!("{path}: {} on {on}, {area:?}", line.id);
                    // Begun, and not taken over by a later one.
                    let begun = |amount: &&Amount| amount.from <= on && amount.area.is_none_or(|of| of == area);
                    let begun: Vec<&Amount> = line.amounts.iter().filter(begun).collect();
                    let last = begun.iter().map(|amount| amount.from).max();
                    let applies: Vec<&&Amount> = begun.iter().filter(|amount| Some(amount.from) == last).collect();
                    assert!(applies.len() <= 1, "{told}: {applies:?}");
                    let Some(applies) = applies.first() else {
                        none += 1;
                        assert_eq!((used.amount, used.standing), (None, Standing::Unpublished), "{told}");
                        continue;
                    };
                    one += 1;
                    assert_eq!(used.amount.and_then(|at| line.amounts.get(at)), Some(**applies), "{told}");
                    let is_firm = applies.cite.confidence.is_firm();
                    let is_over = on > applies.checked || applies.until.is_some_and(|until| on > until);
                    let standing = match (is_firm, is_over) {
                        (false, _) => Standing::Weak,
                        (true, true) => Standing::Stale,
                        (true, false) => Standing::InForce,
                    };
                    assert_eq!(used.standing, standing, "{told}");
                }
            }
        }
    }
    println!("{one} times one amount, {none} times none is published");
    assert!(one > 200 && none > 200, "{one} {none}");
}

/// A family of one, of whom no rule moves to another area.
fn family(area: Area) -> Household {
    let no = || Known::Is(false);
    let applicant = Person { id: "p1".to_owned(), relation: Known::Is(Relation::Applicant), ..Person::default() };
    Household {
        area: Known::Is(area),
        people: List::all(vec![applicant]),
        background: Background {
            former_poor: no(),
            relocated: no(),
            settled_in_town: no(),
            land: no(),
            rose_by_work: no(),
        },
        ..Household::new()
    }
}
