//! What is explored once and looked up in other worlds makes an answer quicker, and no other.

use doudi_engine::assess::{screen, screen_afresh};
use doudi_engine::truth::Truth;
use doudi_engine::verdict::Assessment;
use doudi_facts::day::Day;
use doudi_tests::checks::wide;
use doudi_tests::generate::dice::Dice;
use doudi_tests::generate::hide::hide_some;
use doudi_tests::generate::rich;

#[test]
fn what_is_looked_up_changes_nothing() {
    let rulebook = doudi_tests::rulebook().unwrap();
    let books = wide::books(&rulebook);
    let on = Day::new(2025, 11, 20).unwrap();
    let mut split = 0;
    for (seed, (path, book)) in (1..=200).zip(books.iter().cycle()) {
        let mut dice = Dice::new(seed);
        let mut household = rich::household(&mut dice, on, 4).unwrap();
        hide_some(&mut dice, &mut household, usize::try_from(seed % 9).unwrap());
        let found = screen(book, &household, on).unwrap();
        assert_eq!(told(&found), told(&screen_afresh(book, &household, on).unwrap()), "{path}, seed {seed}");
        split += usize::from(found.worlds > 200);
    }
    // Most of them were looked at in many worlds, or nothing was put to the test.
    assert!(split > 50, "{split}");
}

/// Everything that was found, with the asks by themselves: in which order they were met is nobody's.
fn told(found: &Assessment) -> Vec<String> {
    let truth = |truth: &Truth| match truth {
        Truth::Open(asks) => format!("{:?}", found.asks.of(*asks)),
        settled => format!("{settled:?}"),
    };
    let truths = |of: &[Truth]| of.iter().map(truth).collect::<Vec<_>>();
    let members = vec![format!("{:?} {:?} {:?}", truths(&found.members), found.figures, found.lines)];
    let verdicts = found.verdicts.iter().map(|of| {
        let grants = of.grants.iter().map(|of| (of.grant, truth(&of.paid), of.yearly, found.asks.of(of.asks)));
        let grants: Vec<_> = grants.collect();
        let conditions = truths(&of.conditions);
        format!(
            "{} {:?} {} {:?} {conditions:?} {grants:?} {:?}",
            of.category,
            of.who,
            truth(&of.fits),
            of.assumed,
            of.own
        )
    });
    let groups = found.groups.iter().map(|of| {
        let gates: Vec<_> = of.gates.iter().map(|(gate, at)| (*gate, truth(at))).collect();
        format!("{:?} {} {gates:?} {:?}", of.categories, truth(&of.fits), of.vectors)
    });
    members.into_iter().chain(verdicts).chain(groups).collect()
}
