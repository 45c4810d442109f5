//! Probe.
use std::collections::BTreeMap;
use doudi_engine::assess::screen;
use doudi_engine::truth::Truth;
use doudi_tests::dice::Dice;
use doudi_tests::{dense, hold, naive, office, referee, rich, soundness, swaps, wide, asked};

fn main() -> Result<(), String> {
    let rulebook = doudi_tests::rulebook()?;
    let mut args = std::env::args().skip(1);
    let what = args.next().unwrap_or_default();
    let n: u64 = args.next().and_then(|t| t.parse().ok()).unwrap_or(1000);
    let seed: u64 = args.next().and_then(|t| t.parse().ok()).unwrap_or(1);
    if what == "swaps" {
        let tally = swaps::hammer(&rulebook, seed, n)?;
        println!("{} swaps {} together {} half {} words {} firm; {} differences {} opposite", tally.swaps, tally.together, tally.half, tally.words, tally.firm, tally.differences, tally.opposite);
        println!("{:#?}", tally.kinds);
        tally.shown.iter().for_each(|s| println!("{s}\n"));
    }
    if what == "open" {
        let tally = soundness::hammer(&rulebook, seed, n)?;
        println!("{} violations {:#?}", tally.violations, tally.kinds);
        tally.shown.iter().for_each(|s| println!("{s}\n"));
    }
    if what == "wide" {
        let tally = wide::hammer(&rulebook, seed, n)?;
        println!("{} violations {:#?}", tally.violations, tally.kinds);
        tally.shown.iter().for_each(|s| println!("{s}\n"));
    }
    if what == "one" {
        let books = wide::books(&rulebook);
        println!("{}", swaps::explain(&books, seed)?);
    }
    if what == "asked" {
        for (name, one) in asked::all()? {
            match one.wrong(&rulebook) { Ok(w) => w.iter().for_each(|w| println!("{name}: {w}")), Err(e) => println!("{name}: ERROR {e}") }
        }
    }
    if what == "naive" {
        let books = wide::books(&rulebook);
        let mut kinds: BTreeMap<String, u64> = BTreeMap::new();
        let mut total = 0;
        for s in seed..seed + n {
            let mut dice = Dice::new(s);
            let (path, book) = &books[dice.below(books.len())];
            let on = "2025-11-20".parse().map_err(|e| format!("{e:?}"))?;
            let most = dice.of([2, 3, 4, 5]);
            let whole = rich::household(&mut dice, on, most)?;
            let found = match screen(book, &whole, on) { Ok(f) => f, Err(e) => { *kinds.entry(format!("{e:?}").chars().take(60).collect()).or_default() += 1; continue } };
            let mut sets: std::collections::BTreeSet<Vec<bool>> = Default::default();
            for _ in 0..30 {
                let choices = naive::choices(&mut dice, book, on)?;
                let out = naive::read(book, &whole, on, &choices)?;
                total += 1;
                let wrong = found.members.iter().zip(&out.members).enumerate().find(|(_, (t, is))| if **is { !t.may_hold() } else { !t.may_fail() });
                if let Some((at, (t, is))) = wrong {
                    let c = kinds.entry("excluded".into()).or_default(); *c += 1;
                    if *c < 6 { println!("seed {s} {path}: p{} {t:?} yet {is}; engine {:?} naive {:?}\n {}\n", at + 1, found.members, out.members, people(&whole)); break; }
                }
                if let Some(w) = hold::excluded_by_reading(book, &found, &out)? { *kinds.entry(w.split([':', '[', '(']).next().unwrap_or("").into()).or_default() += 1; }
                sets.insert(out.members);
            }
            for (at, t) in found.members.iter().enumerate() {
                if matches!(t, Truth::Open(_)) && sets.iter().map(|m| m[at]).collect::<std::collections::BTreeSet<_>>().len() < 2 {
                    let c = kinds.entry("open, one value seen".into()).or_default(); *c += 1;
                    if *c < 6 { println!("LOOSE seed {s} {path}: p{} always {}; sets {sets:?}\n {}\n", at + 1, sets.iter().next().unwrap()[at], people(&whole)); }
                }
            }
        }
        println!("{total} outcomes {kinds:#?}");
    }
    if what == "referee" {
        let mut kinds: BTreeMap<String, u64> = BTreeMap::new();
        for s in seed..seed + n {
            let mut dice = Dice::new(s);
            let case = dense::told_of(&mut dice, 5)?;
            let book = soundness::book(&rulebook, &case)?;
            let found = screen(&book, &case.household, case.ground.on).map_err(|e| format!("{e:?}"))?;
            for choices in office::offices(&case.household, &case.ground, 0) {
                let out = referee::judge(&case.household, &case.ground, &choices)?;
                if let Some(w) = hold::excluded(&found, &out)? {
                    let c = kinds.entry(w.split([':', '[', '(']).next().unwrap_or("").into()).or_default(); *c += 1;
                    if *c < 5 { println!("seed {s} pilot {}: {w}\n {:?} {:?}\n {}\n", case.ground.pilot, found.members, out.members, people(&case.household)); }
                    break;
                }
            }
        }
        println!("{kinds:#?}");
    }
    Ok(())
}

fn people(h: &doudi_engine::facts::Household) -> String {
    let mut t = String::new();
    for p in &h.people.items {
        let k = |k: &dyn std::fmt::Debug| format!("{k:?}").replace("Is(", "").replace(')', "");
        t.push_str(&format!("   {} {} born {} {} with {:?} spouse {:?} parents {:?} kin {:?} purse {} married {} dep {} study {} away {} mo {} fa {}\n", p.id, k(&p.relation), p.birth.exact().map(|d| d.to_string()).unwrap_or_default(), k(&p.lives), p.lives_with.items, p.spouse.items, p.parents.items, p.kin.items.iter().map(|k| format!("{} {:?}", k.who, k.is)).collect::<Vec<_>>(), k(&p.shares_purse), k(&p.married), k(&p.dependent), k(&p.study), k(&p.away), k(&p.mother), k(&p.father)));
    }
    t
}
