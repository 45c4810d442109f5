//! What came in, head by head, one income at a time.

use std::sync::Arc;

use doudi_facts::household::{Basis, Head, Income, IncomeKind, Per};
use doudi_facts::known::Known;
use leptos::prelude::*;

use crate::resident::route::Route;
use crate::store::{Answer, Store};
use crate::ui::{Form, button, choice, count, field, frame, labels, money, pick, questions, radios, when};

/// Whose and which kind, before there is anything to fill in.
pub(crate) fn new_income(store: Store, head: Head) -> AnyView {
    let words = store.words;
    let kinds: Vec<IncomeKind> = IncomeKind::ALL.into_iter().filter(|kind| kind.head() == head).collect();
    let labels = WhoAndWhat {
        heading: words.income_heading(),
        who: words.income_who(),
        kind: words.income_kind(),
        kinds: kinds.iter().map(|kind| words.kind(*kind).to_owned()).collect(),
        back: Route::Incomes(head),
    };
    who_and_what(
        store,
        labels,
        Box::new(move |who, kind| {
            let Some(kind) = kinds.get(kind).copied() else { return };
            let per = if head == Head::Wages { Per::Month } else { Per::Window };
            let mut household = store.snapshot_untracked();
            let items = &mut household.incomes.of_mut(head).items;
            let at = items.len();
            items.push(Income {
                who,
                kind,
                each: Known::NotAsked,
                per,
                times: Known::NotAsked,
                costs: Known::NotAsked,
                base_part: Known::NotAsked,
                basis: Known::NotAsked,
            });
            store.household.set(household);
            store.go(Route::Income(head, at));
        }),
    )
}

/// How the two questions before an entry are asked.
pub(super) struct WhoAndWhat {
    pub(super) heading: &'static str,
    pub(super) who: &'static str,
    pub(super) kind: &'static str,
    pub(super) kinds: Vec<String>,
    pub(super) back: Route,
}

/// Whose and of which kind an entry is; `make` makes it from a person's id and the place of the kind.
pub(super) fn who_and_what(store: Store, labels: WhoAndWhat, make: Box<dyn Fn(String, usize)>) -> AnyView {
    let words = store.words;
    let form = Form::provide(words);
    let household = store.snapshot_untracked();
    let ids: Vec<String> = household.people.items.iter().map(|person| person.id.clone()).collect();
    let people: Vec<String> = (0..ids.len()).map(|who| words.person(&household, who)).collect();
    let only = (ids.len() == 1).then_some(0);
    let (who, kind) = (RwSignal::new(only), RwSignal::new(None::<usize>));
    let go_on = move || {
        let chosen = who.get_untracked().and_then(|at| ids.get(at).cloned()).zip(kind.get_untracked());
        if let (true, Some((who, kind))) = (form.passes(), chosen) {
            make(who, kind);
        }
    };
    let way_on = button("button", Signal::stored(words.app_next().to_owned()), go_on);
    let body = vec![
        form.errors(words.app_fix()),
        pick("who", labels.who, words.error_who(), who, people),
        pick("kind", labels.kind, words.error_kind(), kind, labels.kinds),
        view! { <div class="actions">{way_on}</div> }.into_any(),
    ];
    frame(store, Some(labels.back), labels.heading.to_owned(), String::new(), body)
}

/// One income: how much, how often, what it cost, and what only its kind is asked.
pub(crate) fn income(store: Store, head: Head, at: usize) -> AnyView {
    let words = store.words;
    let found = store.household.with_untracked(|household| {
        let income = household.incomes.of(head).items.get(at)?;
        Some((income.kind, words.person_by_id(household, &income.who)))
    });
    let Some((kind, whose)) = found else {
        return store.redirect(Route::Incomes(head));
    };
    let heading = format!("{whose} · {}", words.kind(kind));
    questions(store, heading, "", words.income_why(), move || fields(store, head, at, kind))
}

fn fields(store: Store, head: Head, at: usize, kind: IncomeKind) -> Vec<AnyView> {
    let words = store.words;
    macro_rules! answer {
        ($path:literal, $field:ident) => {
            Answer {
                store,
                path: format!("incomes.{head}.items[{at}].{}", $path),
                way: Arc::new(move |household| {
                    household.incomes.of_mut(head).items.get_mut(at).map(|income| &mut income.$field)
                }),
            }
        };
    }
    let (amount, costs) = match head {
        Head::Wages => (words.income_amount_wages(), words.income_costs_wages()),
        Head::Business => (words.income_amount_business(), words.income_costs_business()),
        Head::Property => (words.income_amount_property(), words.income_costs_property()),
        Head::Transfers => (words.income_amount_transfers(), words.income_costs_property()),
    };
    let per = Signal::derive(move || {
        store.household.with(|household| household.incomes.of(head).items.get(at).map(|income| income.per))
    });
    let is = move |what: Per| Signal::derive(move || per.get() == Some(what));
    let mut fields = Vec::new();
    if head != Head::Business {
        fields.push(how_paid(store, head, at, per));
    }
    fields.push(money(answer!("each", each), amount, ""));
    fields.push(when(is(Per::Month), move || {
        count(answer!("times", times), words.income_months(), "", words.income_unit_months())
    }));
    fields.push(when(is(Per::Day), move || {
        count(answer!("times", times), words.income_days(), "", words.income_unit_days())
    }));
    if kind.has_costs() {
        fields.push(money(answer!("costs", costs), costs, words.income_costs_help()));
    }
    if kind == IncomeKind::ResidentPension {
        fields.push(money(answer!("base-part", base_part), words.income_base_part(), words.income_base_part_help()));
    }
    if kind == IncomeKind::Support {
        let bases = labels(&Basis::ALL, |on| words.basis(on));
        fields.push(choice(answer!("basis", basis), words.income_basis(), "", &Basis::ALL, bases));
    }
    fields
}

/// By the month, by the day, or all together.
fn how_paid(store: Store, head: Head, at: usize, per: Signal<Option<Per>>) -> AnyView {
    let words = store.words;
    let ways = [Per::Month, Per::Window, Per::Day];
    let mut labels = vec![words.income_per_month().to_owned(), words.income_per_window().to_owned()];
    if head == Head::Wages {
        labels.push(words.income_per_day().to_owned());
    }
    let chosen = Signal::derive(move || ways.iter().position(|way| Some(*way) == per.get()));
    let choose = move |way: usize| {
        store.household.update(|household| {
            let income = household.incomes.of_mut(head).items.get_mut(at);
            if let Some((income, per)) = income.zip(ways.get(way)) {
                income.per = *per;
                income.times = Known::NotAsked;
            }
        });
    };
    let body = radios("per".to_owned(), labels, chosen, choose);
    field("per".to_owned(), words.income_per().to_owned(), "", Signal::stored(None), Signal::stored(false), body)
}
