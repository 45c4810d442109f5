//! Every office (窗口的各种核法): all that may be decided of a household, tried one after the other.

use doudi_engine::facts::{Household, IncomeKind, Relation};
use doudi_engine::known::Known;

use crate::referee::{Choices, Exactly};

/// Every office that takes nothing off, as far as it matters to a category of this household.
pub fn offices(household: &Household, category: usize) -> Vec<Choices> {
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
        kin_counts: 0,
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
    for (i, person) in household.people.items.iter().enumerate() {
        let kin = [Relation::Sibling, Relation::ChildInLaw, Relation::ParentInLaw, Relation::Child];
        if matches!(&person.relation, Known::Is(relation) if kin.contains(relation)) {
            let others: Vec<Choices> =
                all.iter().map(|one| Choices { kin_counts: one.kin_counts | 1 << i, ..*one }).collect();
            all.extend(others);
        }
    }
    all
}

fn with(mut office: Choices, change: fn(&mut Choices)) -> Choices {
    change(&mut office);
    office
}
