//! What came in, head by head, one income at a time.

use doudi_engine::facts::{Basis, Head, Income, IncomeKind, Per};
use doudi_engine::known::Known;
use leptos::prelude::*;

use crate::parts::{Closing, EntryList, Line};
use crate::route::Route;
use crate::store::Store;
use crate::ui::{Choice, CountField, Field, Form, Frame, MoneyField};

/// The incomes of one head.
#[component]
pub(crate) fn Incomes(head: Head) -> impl IntoView {
    let store = Store::get();
    let words = store.words;
    let (heading, help, add_label) = match head {
        Head::Wages => (words.income_ask_wages(), words.income_help_wages(), words.income_add_wages()),
        Head::Business => (words.income_ask_business(), words.income_help_business(), words.income_add_business()),
        Head::Property => (words.income_ask_property(), words.income_help_property(), words.income_add_property()),
        Head::Transfers => (words.income_ask_transfers(), words.income_help_transfers(), words.income_add_transfers()),
    };
    let lines = Signal::derive(move || {
        store.household.with(|household| {
            let items = household.incomes.of(head).items.iter().enumerate();
            let line =
                |(at, income)| Line { text: words.income_line(household, income), edit: Route::Income(head, at) };
            items.map(line).collect()
        })
    });
    let add = Callback::new(move |()| store.go(Route::NewIncome(head)));
    let delete = Callback::new(move |at: usize| {
        store.household.update(|household| {
            let items = &mut household.incomes.of_mut(head).items;
            if at < items.len() {
                items.remove(at);
            }
        });
    });
    let closure = match head {
        Head::Wages => closing(words.app_is_that_all(), "incomes.wages.complete", |h| &mut h.incomes.wages.complete),
        Head::Business => {
            closing(words.app_is_that_all(), "incomes.business.complete", |h| &mut h.incomes.business.complete)
        }
        Head::Property => {
            closing(words.app_is_that_all(), "incomes.property.complete", |h| &mut h.incomes.property.complete)
        }
        Head::Transfers => {
            closing(words.app_is_that_all(), "incomes.transfers.complete", |h| &mut h.incomes.transfers.complete)
        }
    };
    view! {
        <Frame heading=heading help=help why=words.income_why()>
            <EntryList lines=lines add=add add_label=add_label delete=delete closure=closure/>
        </Frame>
    }
}

fn closing(
    label: &'static str,
    path: &'static str,
    of: fn(&mut doudi_engine::facts::Household) -> &mut doudi_engine::known::Closure,
) -> Closing {
    Closing { label, path, of }
}

/// Whose and which kind, before there is anything to fill in.
#[component]
pub(crate) fn NewIncome(head: Head) -> impl IntoView {
    let store = Store::get();
    let words = store.words;
    let who = RwSignal::new(None::<String>);
    let kind = RwSignal::new(None::<IncomeKind>);
    store.household.with_untracked(|household| {
        if let [only] = &household.people.items[..] {
            who.set(Some(only.id.clone()));
        }
    });
    let kinds = IncomeKind::ALL.into_iter().filter(|kind| kind.head() == head);
    let kinds = kinds.map(|kind| (kind, words.kind(kind).to_owned())).collect();
    let form = Form::provide();
    let go_on = move |_| {
        if !form.passes() {
            return;
        }
        let Some((who, kind)) = who.get_untracked().zip(kind.get_untracked()) else { return };
        let mut at = 0;
        store.household.update(|household| {
            let per = if kind.head() == Head::Wages { Per::Month } else { Per::Window };
            let items = &mut household.incomes.of_mut(head).items;
            at = items.len();
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
        });
        store.go(Route::Income(head, at));
    };
    view! {
        <main class="page">
            <p class="way-back"><a href=Route::Incomes(head).link()>{words.app_back()}</a></p>
            <h1 tabindex="-1">{words.income_heading()}</h1>
            <crate::ui::FormErrors form=form title=words.app_fix()/>
            <Pick id="who" label=words.income_who() wrong=words.error_who() value=who options=people(store)/>
            <Pick id="kind" label=words.income_kind() wrong=words.error_kind() value=kind options=kinds/>
            <div class="actions"><button type="button" class="button" on:click=go_on>{words.app_next()}</button></div>
        </main>
    }
}

/// Everyone by id, as they are called.
pub(super) fn people(store: Store) -> Vec<(String, String)> {
    store.household.with_untracked(|household| {
        let people = household.people.items.iter().enumerate();
        people.map(|(who, person)| (person.id.clone(), store.words.person(household, who))).collect()
    })
}

/// A choice that must be made before there is an answer to keep.
#[component]
pub(super) fn Pick<T>(
    id: &'static str,
    label: &'static str,
    wrong: &'static str,
    value: RwSignal<Option<T>>,
    options: Vec<(T, String)>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let missing = Signal::derive(move || value.with(Option::is_none).then(|| wrong.to_owned()));
    let error = Form::join(id, label, missing, Signal::stored(false));
    let radios = options.into_iter().map(move |(option, text)| {
        let mine = option.clone();
        view! {
            <label class="choice">
                <input
                    type="radio" name=id prop:checked=move || value.get().as_ref() == Some(&mine)
                    on:change=move |_| value.set(Some(option.clone()))
                />
                <span>{text}</span>
            </label>
        }
    });
    view! {
        <Field id=id.to_owned() label=label.to_owned() error=error><div class="choices">{radios.collect_view()}</div></Field>
    }
}

/// One income: how much, how often, what it cost, and what only its kind is asked.
#[component]
pub(crate) fn OneIncome(head: Head, at: usize) -> impl IntoView {
    let store = Store::get();
    let words = store.words;
    let found = store.household.with_untracked(|household| {
        let income = household.incomes.of(head).items.get(at)?;
        Some((income.kind, words.person_by_id(household, &income.who)))
    });
    let Some((kind, whose)) = found else {
        store.go(Route::Incomes(head));
        return ().into_any();
    };
    macro_rules! answer {
        ($path:literal, $field:ident) => {
            store.answer(format!("incomes.{head}.items[{at}].{}", $path), move |household| {
                household.incomes.of_mut(head).items.get_mut(at).map(|income| &mut income.$field)
            })
        };
    }
    let per = Memo::new(move |_| {
        store.household.with(|household| household.incomes.of(head).items.get(at).map_or(Per::Window, |i| i.per))
    });
    let amount = match head {
        Head::Wages => words.income_amount_wages(),
        Head::Business => words.income_amount_business(),
        Head::Property => words.income_amount_property(),
        Head::Transfers => words.income_amount_transfers(),
    };
    let costs = match head {
        Head::Wages => words.income_costs_wages(),
        Head::Business => words.income_costs_business(),
        Head::Property | Head::Transfers => words.income_costs_property(),
    };
    let may_repeat = matches!(head, Head::Wages | Head::Transfers | Head::Property);
    let bases = [Basis::Judgment, Basis::Agreement, Basis::Habit];
    view! {
        <Frame heading=format!("{whose} · {}", words.kind(kind)) why=words.income_why()>
            {may_repeat.then(|| view! { <PerChoice head=head at=at per=per/> })}
            <MoneyField answer=answer!("each", each) label=amount/>
            <Show when=move || per.get() == Per::Month>
                <CountField answer=answer!("times", times) label=words.income_months() unit=words.income_unit_months()/>
            </Show>
            <Show when=move || per.get() == Per::Day>
                <CountField answer=answer!("times", times) label=words.income_days() unit=words.income_unit_days()/>
            </Show>
            {kind.has_costs().then(|| view! {
                <MoneyField answer=answer!("costs", costs) label=costs help=words.income_costs_help()/>
            })}
            {(kind == IncomeKind::ResidentPension).then(|| view! {
                <MoneyField answer=answer!("base-part", base_part) label=words.income_base_part() help=words.income_base_part_help()/>
            })}
            {(kind == IncomeKind::Support).then(|| view! {
                <Choice
                    answer=answer!("basis", basis) label=words.income_basis()
                    options=bases.map(|basis| (basis, words.basis(basis).to_owned())).into()
                />
            })}
        </Frame>
    }
    .into_any()
}

/// By the month, by the day, or all together.
#[component]
fn PerChoice(head: Head, at: usize, per: Memo<Per>) -> impl IntoView {
    let store = Store::get();
    let words = store.words;
    let radio = move |value: Per, text: &'static str| {
        let choose = move |_| {
            store.household.update(|household| {
                if let Some(income) = household.incomes.of_mut(head).items.get_mut(at) {
                    income.per = value;
                    income.times = Known::NotAsked;
                }
            });
        };
        view! {
            <label class="choice">
                <input type="radio" name="per" prop:checked=move || per.get() == value on:change=choose/>
                <span>{text}</span>
            </label>
        }
    };
    view! {
        <Field id="per".to_owned() label=words.income_per().to_owned() error=Signal::stored(None)>
            <div class="choices">
                {radio(Per::Month, words.income_per_month())}
                {(head == Head::Wages).then(|| radio(Per::Day, words.income_per_day()))}
                {radio(Per::Window, words.income_per_window())}
            </div>
        </Field>
    }
}
