//! Every office (窗口的各种核法): all that may be decided of a household, tried one after the other.

use doudi_facts::household::{Household, IncomeKind, Lives};

use crate::oracles::kinfolk::{Grid, Kinfolk};
use crate::oracles::referee::{Choices, Exactly, Setting};
use crate::oracles::referee_members::{Belonging, members};

/// Every office that takes nothing off, as far as it matters to a category of this household.
pub fn offices(household: &Household, ground: &Setting, category: usize) -> Vec<Choices> {
    let has = |kind: IncomeKind| household.incomes.transfers.items.iter().any(|income| income.kind == kind);
    let none = Choices {
        off: 0,
        base_pension_out: false,
        pension_early: false,
        old_age_out: false,
        habit_out: false,
        loss_is_zero: false,
        sale_out: false,
        support_off: 0,
        exactly: Exactly::Neither,
        top_is_edge: false,
        belonging: NONE,
        property_within: [false; 2],
    };
    let mut all = vec![none];
    let mut both = |wanted: bool, other: fn(&mut Choices)| {
        if wanted {
            let others: Vec<Choices> = all.iter().map(|one| with(*one, other)).collect();
            all.extend(others);
        }
    };
    both(has(IncomeKind::ResidentPension), |office| office.base_pension_out = true);
    both(has(IncomeKind::ResidentPension), |office| office.pension_early = true);
    both(has(IncomeKind::OldAgeAllowance), |office| office.old_age_out = true);
    both(has(IncomeKind::Support), |office| office.habit_out = true);
    let may_lose = !household.incomes.business.items.is_empty() || !household.paid_out.items.is_empty();
    both(may_lose, |office| office.loss_is_zero = true);
    let sells = household.incomes.property.items.iter().any(|income| income.kind == IncomeKind::PropertySale);
    both(sells, |office| office.sale_out = true);
    both(has(IncomeKind::Support), |office| office.support_off = i128::MAX / 4);
    both(category == 0, |office| office.exactly = Exactly::Dibao);
    both(category == 1, |office| (office.exactly, office.top_is_edge) = (Exactly::Edge, true));
    both(true, |office| office.property_within[0] = true);
    both(category == 1, |office| office.property_within[1] = true);
    let belongings = belongings(household, ground);
    all.iter().flat_map(|one| belongings.iter().map(|belonging| Choices { belonging: *belonging, ..*one })).collect()
}

/// Of all an office may decide of who belongs together, one for each way that comes of it.
fn belongings(household: &Household, ground: &Setting) -> Vec<Belonging> {
    let Ok(kin) = Kinfolk::of(household) else { return vec![NONE] };
    let n = kin.people;
    let is_in = |grid: &Grid, who: usize| (0..n).any(|other| grid[other][who]);
    let judged = |who: &usize| {
        [&kin.siblings, &kin.parent_in_law, &kin.step_parent, &kin.grandparent]
            .into_iter()
            .any(|grid| is_in(grid, *who))
    };
    let is_child = |who: &usize| is_in(&kin.parent, *who);
    // Every set of them; of many, none, one, all but one, and all.
    let all = |wanted: &dyn Fn(&usize) -> bool| {
        let of: Vec<u64> = (0..n).filter(wanted).map(|who| 1 << who).collect();
        if of.len() <= 3 {
            let bits = |set: &u64| of.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, bit)| bit).sum();
            return (0..1_u64 << of.len()).map(|set| bits(&set)).collect::<Vec<u64>>();
        }
        let whole: u64 = of.iter().sum();
        [0, whole].into_iter().chain(of.iter().copied()).chain(of.iter().map(|bit| whole - bit)).collect()
    };
    let flag = |wanted: bool| if wanted { vec![false, true] } else { vec![false] };
    let children = all(&is_child);
    let purse = if ground.pilot { all(&|who| is_child(who) && kin.married[*who]) } else { vec![0] };
    let in_turn = kin.lives.contains(&Lives::InTurn);
    let parents_of_many = (0..n).any(|parent| kin.parent[parent].iter().filter(|is| **is).count() > 1);
    let branch = if in_turn || parents_of_many { children.clone() } else { vec![0] };
    let mut found: Vec<(Vec<bool>, Belonging)> = Vec::new();
    for away_counts in flag(kin.lives.contains(&Lives::Away)) {
        for any_duty in flag(n > 2) {
            for married_with_parents in flag((0..n).any(|who| kin.married[who] && is_child(&who))) {
                for kin_counts in all(&judged) {
                    for first_parent in &children {
                        for branch in &branch {
                            for purse_counts in &purse {
                                let one = Belonging {
                                    away_counts,
                                    any_duty,
                                    married_with_parents,
                                    first_parent: *first_parent,
                                    branch: *branch,
                                    kin_counts,
                                    purse_counts: *purse_counts,
                                };
                                if let Ok(is) = members(household, ground.pilot, ground.on, &one)
                                    && found.iter().all(|(other, _)| *other != is)
                                {
                                    found.push((is, one));
                                }
                            }
                        }
                    }
                }
            }
        }
    }
    found.into_iter().map(|(_, one)| one).collect()
}

const NONE: Belonging = Belonging {
    away_counts: false,
    any_duty: false,
    married_with_parents: false,
    first_parent: 0,
    branch: 0,
    kin_counts: 0,
    purse_counts: 0,
};

fn with(mut office: Choices, change: fn(&mut Choices)) -> Choices {
    change(&mut office);
    office
}
