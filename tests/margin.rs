//! Margins: on the line and one step beside it a test turns exactly as said, and the verdict as the derivation says.
#![expect(clippy::unwrap_used, reason = "a net that cannot be set up has failed")]

use doudi_engine::assess::{derive, screen};
use doudi_engine::derive::{Compared, Derivation, Derived, Leaf, Replayed, replay};
use doudi_engine::margin::{Distance, Margin, Owning, margins, missing, owning, shifted};
use doudi_engine::rules::{Book, IncomeTest, PersonTest, PropertyTest, Side, SingleTest};
use doudi_engine::truth::Truth;
use doudi_engine::verdict::Conclusion;
use doudi_facts::day::Day;
use doudi_facts::household::{Disability, Household, Income, IncomeKind, Per};
use doudi_facts::known::Known;
use doudi_facts::money::{Bounds, Yuan};
use doudi_tests::checks::wide;
use doudi_tests::generate::dice::Dice;
use doudi_tests::generate::rich;
use doudi_words::Words;

fn derived(book: &Book, household: &Household, on: Day) -> Option<Derivation> {
    let found = screen(book, household, on).ok()?;
    Some(derive(book, household, on, &found).unwrap())
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn yuan(text: &str) -> Yuan {
    text.parse().unwrap()
}

/// The cluster of a category and where it stands there.
fn verdict<'d>(derivation: &'d Derivation, book: &Book, id: &str) -> &'d Derived {
    let category = book.categories.iter().position(|category| category.id == id).unwrap();
    derivation.verdicts.iter().find(|of| of.category == category).unwrap()
}

/// The distances of a category's own conditions, in their order.
fn sums(derivation: &Derivation, book: &Book, id: &str) -> Vec<Distance> {
    let derived = verdict(derivation, book, id);
    let mut places = Vec::new();
    derived.conditions.iter().for_each(|(_, node)| node.leaves(&mut |leaf| places.push(leaf)));
    let money = |margin| if let Margin::Money(apart) = margin { Some(apart) } else { None };
    places.into_iter().flat_map(|leaf| margins(&derived.leaves[leaf])).filter_map(money).collect()
}

/// By hand: 8,532 × 2 = 17,064; 17,064 − 12,300 = 4,764 a year for both, 2,382 a head, 198.50 a month and head, 397 a
/// month for both; twice the line is 34,128, which is 21,828 away.
#[test]
fn family_a_is_so_far_below_the_lines() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let household = doudi_tests::household("examples/a-clear-below.json", &[]).unwrap();
    let (place, town) = rulebook.find("daye/huandiqiao").unwrap();
    let derivation = derived(place.book(town), &household, day("2025-11-20")).unwrap();
    let dibao = sums(&derivation, place.book(town), "dibao")[0];
    let exactly = |text: &str| Bounds::exactly(yuan(text));
    assert_eq!(dibao.apart, exactly("-4764"));
    assert_eq!(dibao.bar, exactly("17064"));
    assert_eq!(dibao.per_head(), Some(exactly("-2382")));
    assert_eq!(dibao.over(24), exactly("-198.5"));
    assert_eq!(dibao.over(12), exactly("-397"));
    assert_eq!(dibao.turns, Some(yuan("4764")));
    let within = *sums(&derivation, place.book(town), "edge").last().unwrap();
    assert_eq!((within.apart, within.turns), (exactly("-21828"), Some(yuan("21828.01"))));
}

#[test]
fn a_wage_changed_by_the_margin_turns_the_test_and_a_fen_less_does_not() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let books = wide::books(&rulebook);
    let (mut turned, mut words) = (0, 0);
    for seed in 0..50 {
        let mut dice = Dice::new(seed);
        let (place, book) = &books[dice.below(books.len())];
        let on = dice.of([day("2025-07-01"), day("2025-11-20"), day("2026-03-01")]);
        let mut household = rich::household(&mut dice, on, 3).unwrap();
        let applicant = household.people.items[0].id.clone();
        household.incomes.wages.items.push(wage(applicant, yuan("40000")));
        let Some(before) = derived(book, &household, on) else { continue };
        for (of, leaf) in
            leaves(&before).filter(|(_, leaf)| matches!(leaf.test, Some(SingleTest::Income(IncomeTest::PerHead(_)))))
        {
            let [Margin::Money(Distance { turns: Some(turns), .. })] = margins(leaf)[..] else { continue };
            let step = if turns > Yuan::ZERO { Yuan::FEN } else { Yuan::ZERO.minus(Yuan::FEN).unwrap() };
            let short = turns.minus(step).unwrap();
            let (Some(then), Some(not_yet)) =
                (earning(book, &household, on, turns), earning(book, &household, on, short))
            else {
                continue;
            };
            // Where a rule takes a part of the wage, the income moves by less: there is nothing to compare with.
            if sum(leaf).plus(Bounds::exactly(turns)).unwrap() != sum(same(&then, &before, of, leaf)) {
                continue;
            }
            assert_eq!(same(&then, &before, of, leaf).truth(), !leaf.truth(), "seed {seed} at {place}: {leaf:?}");
            assert_eq!(same(&not_yet, &before, of, leaf).truth(), leaf.truth(), "seed {seed} at {place}: {leaf:?}");
            turned += 1;
            if !moved_alike(&before, &then, turns) {
                continue;
            }
            for (told, real) in shifted(&before, turns).iter().zip(replay(&then)) {
                // The applicant's own income moved too, which is not what is told.
                if !looks_at_own(&before, told.category) {
                    assert_eq!(told.word, real.word, "seed {seed} at {place}, {:?}", book.categories[told.category].id);
                    words += 1;
                }
            }
        }
    }
    assert!(turned > 15 && words > 100, "{turned} tests turned, {words} words compared");
}

#[test]
fn a_birth_on_the_day_makes_the_age_and_a_day_later_does_not() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let books = wide::books(&rulebook);
    let mut seen = 0;
    for seed in 0..12 {
        let mut dice = Dice::new(seed);
        let (place, book) = &books[dice.below(books.len())];
        let on = dice.of([day("2025-11-20"), day("2026-02-28")]);
        let household = rich::household(&mut dice, on, 2).unwrap();
        let Some(before) = derived(book, &household, on) else { continue };
        for (of, leaf) in leaves(&before) {
            let [Margin::Birthday { born: Some(born), days: (Some(days), _), .. }] = margins(leaf)[..] else {
                continue;
            };
            let (Some(who), Some(SingleTest::Person(PersonTest::Age(since)))) = (leaf.who, &leaf.test) else {
                continue;
            };
            let is_below = match since.is {
                Side::Below => true,
                Side::AtLeast => false,
                _ => continue,
            };
            let holds = |younger: bool| Truth::of(younger == is_below);
            assert_eq!(leaf.truth(), holds(days > 0), "seed {seed} at {place}: {leaf:?}");
            for (birth, younger) in [(born, false), (born.plus_days(1).unwrap(), true)] {
                let mut other = household.clone();
                other.people.items[who].birth = Known::Is(birth);
                let Some(then) = derived(book, &other, on) else { continue };
                assert_eq!(same(&then, &before, of, leaf).truth(), holds(younger), "seed {seed} at {place}");
                seen += 1;
            }
        }
    }
    assert!(seen > 40, "{seen}");
}

#[test]
fn the_nearest_grade_turns_the_test() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let books = wide::books(&rulebook);
    let mut seen = 0;
    for seed in 0..24 {
        let mut dice = Dice::new(seed);
        let (place, book) = &books[dice.below(books.len())];
        let household = rich::household(&mut dice, day("2025-11-20"), 2).unwrap();
        let Some(before) = derived(book, &household, day("2025-11-20")) else { continue };
        for (of, leaf) in leaves(&before) {
            let (&[Margin::Grade { is, turns }], Some(who)) = (&margins(leaf)[..], leaf.who) else { continue };
            let mut other = household.clone();
            let Known::Is(Disability::Card { grade, .. }) = &mut other.people.items[who].disability else { continue };
            assert_eq!(*grade, is);
            *grade = turns;
            let Some(then) = derived(book, &other, day("2025-11-20")) else { continue };
            assert_eq!(same(&then, &before, of, leaf).truth(), !leaf.truth(), "seed {seed} at {place}");
            seen += 1;
        }
    }
    assert!(seen > 8, "{seen}");
}

/// By hand: of two at twice 7,200 each savings may be 28,800. 30,000 are 1,200 more, 600 for each; 28,000 are 800 less, and
/// 800.01 more would be too many. Two homes are one more than there may be.
#[test]
fn savings_and_homes_are_so_far_from_what_a_limit_publishes() {
    let rulebook = doudi_tests::sixth().unwrap();
    let (place, town) = rulebook.find("sixth/any").unwrap();
    let margins_of = |with: &[(&str, serde_json::Value)]| {
        let with: Vec<_> = with.iter().map(|(at, value)| ((*at).to_owned(), value.clone())).collect();
        let household = doudi_tests::household("tests/sixth/family.json", &with).unwrap();
        let derivation = derived(place.book(town), &household, household.on.unwrap()).unwrap();
        let leaves = &verdict(&derivation, place.book(town), "dibao").leaves;
        let limit = leaves
            .iter()
            .find(|leaf| matches!(leaf.test, Some(SingleTest::Property(PropertyTest::Within(_)))))
            .unwrap();
        (margins(limit), Words::ZH.finding(limit))
    };
    let savings = |sum: &str| {
        let (margins, told) = margins_of(&[("/assets/savings", serde_json::json!({"is": sum}))]);
        let [Margin::Savings(apart), Margin::Homes(_), Margin::Others { many: 0, open: 0 }] = margins[..] else {
            panic!("{margins:?}")
        };
        (apart, told)
    };
    let exactly = |text: &str| Bounds::exactly(yuan(text));
    let (above, told) = savings("30000");
    assert_eq!(told, "全家存款最多 28,800 元，高 1,200 元；每人高 600 元；住房 1 套，最多 1 套");
    assert_eq!((above.apart, above.bar, above.per_head()), (exactly("1200"), exactly("28800"), Some(exactly("600"))));
    assert_eq!(above.turns, Some(yuan("-1200")));
    let (below, _) = savings("28000");
    assert_eq!((below.apart, below.turns), (exactly("-800"), Some(yuan("800.01"))));
    let (homes, _) = margins_of(&[("/assets/homes", serde_json::json!({"is": 2}))]);
    let Some(Margin::Homes(homes)) = homes.get(1) else { panic!("{homes:?}") };
    assert_eq!((homes.owned, homes.most, homes.turns()), ((Some(2), Some(2)), 1, Some(1)));
}

#[test]
fn savings_and_homes_changed_by_the_margin_turn_what_is_said() {
    let rulebook = doudi_tests::sixth().unwrap();
    let (place, town) = rulebook.find("sixth/any").unwrap();
    let book = place.book(town);
    let (mut savings, mut homes) = (0, 0);
    for seed in 0..40 {
        let mut dice = Dice::new(seed);
        let on = day("2025-11-20");
        let mut household = rich::household(&mut dice, on, 3).unwrap();
        household.assets.savings = Known::Is(dice.of([yuan("0"), yuan("14400"), yuan("28800"), yuan("90000.01")]));
        household.assets.homes = Known::Is(dice.of([0, 1, 2, 3]));
        let Some(before) = derived(book, &household, on) else { continue };
        for (of, leaf) in leaves(&before) {
            for (nth, margin) in margins(leaf).into_iter().enumerate() {
                let mut other = household.clone();
                match margin {
                    Margin::Savings(Distance { turns: Some(turns), .. }) => {
                        let saved = household.assets.savings.exact().unwrap().plus(turns).unwrap();
                        other.assets.savings = Known::Is(saved);
                        let then = derived(book, &other, on).unwrap();
                        let Margin::Savings(Distance { turns: Some(back), .. }) =
                            margins(same(&then, &before, of, leaf))[nth]
                        else {
                            panic!("seed {seed}: nothing turns it back")
                        };
                        // On the other side now, and beside the line or on it: a step back turns it again.
                        assert_eq!(back > Yuan::ZERO, turns < Yuan::ZERO, "seed {seed}");
                        assert!(back == yuan("0.01") || back == yuan("-0.01"), "seed {seed}: {back:?}");
                        assert_eq!(words(owning(&before, Owning::Savings(saved))), words(replay(&then)), "seed {seed}");
                        savings += 1;
                    }
                    Margin::Homes(of_homes) => {
                        let many = of_homes.turns().unwrap();
                        other.assets.homes = Known::Is(many);
                        let then = derived(book, &other, on).unwrap();
                        let Margin::Homes(now) = margins(same(&then, &before, of, leaf))[nth] else { panic!() };
                        assert_eq!(now.turns().unwrap().abs_diff(many), 1, "seed {seed}");
                        assert_eq!(words(owning(&before, Owning::Homes(many))), words(replay(&then)), "seed {seed}");
                        homes += 1;
                    }
                    _ => {}
                }
            }
        }
    }
    assert!(savings > 20 && homes > 20, "{savings} savings, {homes} homes");
}

fn words(replayed: Vec<Replayed>) -> Vec<Conclusion> {
    replayed.into_iter().map(|verdict| verdict.word).collect()
}

/// By hand: family C of 大冶 is above twice the line, so of 低保边缘 one test alone is in the way; of 低保 the line.
#[test]
fn what_stands_in_the_way_is_a_least_set() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let household = doudi_tests::household("examples/c-clear-above.json", &[]).unwrap();
    let (place, town) = rulebook.find("daye/huandiqiao").unwrap();
    let book = place.book(town);
    let derivation = derived(book, &household, day("2025-11-20")).unwrap();
    for (id, times) in [("dibao", "1"), ("edge", "2")] {
        let derived = verdict(&derivation, book, id);
        let missing = missing(derived);
        let tests: Vec<Vec<&SingleTest>> = missing
            .sets
            .iter()
            .map(|set| set.iter().filter_map(|leaf| derived.leaves[*leaf].test.as_ref()).collect())
            .collect();
        let [first, ..] = tests.as_slice() else { panic!("nothing is in the way of {id}") };
        let [SingleTest::Income(IncomeTest::PerHead(against))] = first.as_slice() else { panic!("{id}: {first:?}") };
        assert_eq!(against.times.to_string(), times, "{id}");
    }
}

fn wage(who: String, each: Yuan) -> Income {
    let costs = Known::Is(Yuan::ZERO);
    let (base_part, basis, times) = (Known::NotAsked, Known::NotAsked, Known::NotAsked);
    Income {
        who,
        kind: IncomeKind::RegularWage,
        each: Known::Is(each),
        per: Per::Window,
        times,
        costs,
        base_part,
        basis,
    }
}

/// What is derived when the applicant's last wage is so much more.
fn earning(book: &Book, household: &Household, on: Day, more: Yuan) -> Option<Derivation> {
    let mut other = household.clone();
    let last = other.incomes.wages.items.last_mut()?;
    let each = last.each.exact()?.plus(more).ok().filter(|each| *each >= Yuan::ZERO)?;
    last.each = Known::Is(each);
    derived(book, &other, on)
}

fn leaves(derivation: &Derivation) -> impl Iterator<Item = (usize, &Leaf)> {
    derivation
        .verdicts
        .iter()
        .enumerate()
        .flat_map(|(at, derived)| derived.leaves.iter().map(move |leaf| (at, leaf.as_ref())))
}

/// The same leaf in another derivation of the same book and people.
fn same<'d>(then: &'d Derivation, before: &Derivation, of: usize, leaf: &Leaf) -> &'d Leaf {
    let at = before.verdicts[of].leaves.iter().position(|other| std::ptr::eq(other.as_ref(), leaf)).unwrap();
    &then.verdicts[of].leaves[at]
}

/// Whether a category, or one it leans on, looks at what a person has alone.
fn looks_at_own(derivation: &Derivation, category: usize) -> bool {
    let mut derived = derivation.verdicts.iter().filter(|of| of.category == category);
    derived.any(|derived| {
        derived.leaves.iter().any(|leaf| matches!(leaf.test, Some(SingleTest::Income(IncomeTest::Own(_)))))
    })
}

fn sum(leaf: &Leaf) -> Bounds {
    let Some(Compared::Income(income)) = leaf.whole() else { panic!("an income compares a sum") };
    income.sum
}

/// Whether every income of the household moved by so much.
fn moved_alike(before: &Derivation, then: &Derivation, by: Yuan) -> bool {
    let incomes =
        leaves(before).filter(|(_, leaf)| matches!(leaf.test, Some(SingleTest::Income(IncomeTest::PerHead(_)))));
    let mut each = incomes.map(|(at, leaf)| (sum(leaf), sum(same(then, before, at, leaf))));
    each.all(|(was, is)| was.plus(Bounds::exactly(by)) == Ok(is))
}
