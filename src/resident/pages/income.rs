//! What came in, head by head, one income at a time.

use doudi_facts::household::{Head, Income, IncomeKind, Per};
use doudi_facts::known::Known;
use doudi_facts::question::{IncomeField, QuestionId};
use leptos::prelude::*;

use crate::resident::context::AppContext;
use crate::resident::frame::{frame, questions};
use crate::resident::questions::question;
use crate::resident::route::Route;
use crate::ui::{Form, button, field, pick, radios};

/// Whose and which kind, before there is anything to fill in.
pub(crate) fn new_income(app: AppContext, head: Head) -> AnyView {
    let words = app.words;
    let kinds: Vec<IncomeKind> = IncomeKind::ALL.into_iter().filter(|kind| kind.head() == head).collect();
    let labels = WhoAndWhat {
        heading: words.income_heading(),
        who: words.income_who(),
        kind: words.income_kind(),
        kinds: kinds.iter().map(|kind| words.kind(*kind).to_owned()).collect(),
        back: Route::Incomes(head),
    };
    who_and_what(
        app,
        labels,
        Box::new(move |who, kind| {
            let Some(kind) = kinds.get(kind).copied() else { return };
            let per = if head == Head::Wages { Per::Month } else { Per::Window };
            let mut at = 0;
            app.answers.update(|household| {
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
            app.navigation.go(Route::Income(head, at));
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
pub(super) fn who_and_what(app: AppContext, labels: WhoAndWhat, make: Box<dyn Fn(String, usize)>) -> AnyView {
    let words = app.words;
    let form = Form::provide(words);
    let (ids, people): (Vec<String>, Vec<String>) = app.answers.with_untracked(|household| {
        let people = household.people.items.iter().enumerate();
        people.map(|(who, person)| (person.id.clone(), words.person(household, who))).unzip()
    });
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
    frame(app, Some(labels.back), labels.heading.to_owned(), String::new(), body)
}

/// One income: how much, how often, what it cost, and what only its kind is asked.
pub(crate) fn income(app: AppContext, head: Head, at: usize) -> AnyView {
    let words = app.words;
    let found = app.answers.with_untracked(|household| {
        let income = household.incomes.of(head).items.get(at)?;
        Some((income.kind, words.person_by_id(household, &income.who)))
    });
    let Some((kind, whose)) = found else {
        return app.navigation.redirect(Route::Incomes(head));
    };
    let heading = format!("{whose} · {}", words.kind(kind));
    questions(app, heading, "", words.income_why(), move || fields(app, head, at))
}

fn fields(app: AppContext, head: Head, at: usize) -> Vec<AnyView> {
    let per = Signal::derive(move || {
        app.answers.with(|household| household.incomes.of(head).items.get(at).map(|income| income.per))
    });
    let mut fields = Vec::new();
    if head != Head::Business {
        fields.push(how_paid(app, head, at, per));
    }
    fields.extend(IncomeField::ALL.map(|field| question(app, QuestionId::Income(head, at, field))));
    fields
}

/// By the month, by the day, or all together.
fn how_paid(app: AppContext, head: Head, at: usize, per: Signal<Option<Per>>) -> AnyView {
    let words = app.words;
    let periods = [Per::Month, Per::Window, Per::Day];
    let mut labels = vec![words.income_per_month().to_owned(), words.income_per_window().to_owned()];
    if head == Head::Wages {
        labels.push(words.income_per_day().to_owned());
    }
    let chosen = Signal::derive(move || periods.iter().position(|one| Some(*one) == per.get()));
    let choose = move |nth: usize| {
        app.answers.update(|household| {
            let income = household.incomes.of_mut(head).items.get_mut(at);
            if let Some((income, per)) = income.zip(periods.get(nth)) {
                income.per = *per;
                income.times = Known::NotAsked;
            }
        });
    };
    let body = radios("per".to_owned(), labels, chosen, choose);
    field("per".to_owned(), words.income_per().to_owned(), "", Signal::stored(None), Signal::stored(false), body)
}
