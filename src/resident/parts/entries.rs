//! A list of entries, as sentences, with 改 and 删, and 以上就是全部.

use doudi_facts::known::Closure;
use doudi_facts::question::{Answer, AnswerMut, QuestionId};
use doudi_words::Words;
use leptos::prelude::*;

use crate::answers::{Answers, id_of};
use crate::resident::route::Route;
use crate::ui::{button, field, link, live, radios, text};

/// One entry: its sentence, and where it is changed.
#[derive(Clone, PartialEq)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) edit: Route,
}

/// What a list of entries is made of.
pub(crate) struct Entries {
    pub(crate) lines: Signal<Vec<Line>>,
    pub(crate) add_label: Signal<String>,
    pub(crate) add: Callback<()>,
    pub(crate) delete: Callback<usize>,
    /// What deleting one takes along.
    pub(crate) warning: &'static str,
    /// How many at the start cannot be deleted.
    pub(crate) fixed: usize,
}

/// The entries and the button that adds one.
pub(crate) fn entries(words: Words, of: Entries) -> AnyView {
    let Entries { lines, add_label, add, delete, warning, fixed } = of;
    let asked = RwSignal::new(None::<usize>);
    let rows = live(move || {
        let rows = lines.get().into_iter().enumerate();
        let rows: Vec<AnyView> =
            rows.map(|(at, line)| row(words, at, line, at >= fixed, warning, asked, delete)).collect();
        view! { <ul class="entry-lines">{rows}</ul> }.into_any()
    });
    let add = button("button button--quiet", add_label, move || add.run(()));
    view! { {rows}<p>{add}</p> }.into_any()
}

fn row(
    words: Words,
    at: usize,
    line: Line,
    can_go: bool,
    warning: &'static str,
    asked: RwSignal<Option<usize>>,
    delete: Callback<usize>,
) -> AnyView {
    let edit = link("", line.edit.link(), words.app_edit().to_owned(), line.text.clone());
    let ask =
        can_go.then(|| button("link", Signal::stored(words.app_delete().to_owned()), move || asked.set(Some(at))));
    let sure = live(move || {
        if asked.get() != Some(at) {
            return ().into_any();
        }
        let quiet = |label: &'static str, press: Box<dyn Fn()>| {
            button("button button--quiet", Signal::stored(label.to_owned()), press)
        };
        let yes = quiet(
            words.app_delete(),
            Box::new(move || {
                asked.set(None);
                delete.run(at);
            }),
        );
        let no = quiet(words.app_keep(), Box::new(move || asked.set(None)));
        view! { <div class="sure" role="alert">{text("", warning)}{yes}{no}</div> }.into_any()
    });
    view! { <li class="entry-line"><span>{line.text}</span><span class="entry-line__tools">{edit}{ask}</span>{sure}</li> }.into_any()
}

/// Whether a list is complete: how that is asked where it has entries, and where it has none.
pub(crate) fn closing(
    words: Words,
    answers: Answers,
    label: [&'static str; 2],
    question: QuestionId,
    is_empty: Signal<bool>,
) -> AnyView {
    let now = Signal::derive(move || {
        answers.with(|household| match household.answer(question) {
            Some(Answer::List(closure)) => *closure,
            _ => Closure::NotAsked,
        })
    });
    let wrong = Signal::derive(move || now.get().is_not_asked().then(|| words.error_choose().to_owned()));
    let chosen = Signal::derive(move || [Closure::Yes, Closure::Unknown].iter().position(|one| *one == now.get()));
    let choose = move |at: usize| {
        let given = if at == 0 { Closure::Yes } else { Closure::Unknown };
        answers.update(|household| {
            if let Some(AnswerMut::List(closure)) = household.answer_mut(question) {
                *closure = given;
            }
        });
    };
    let id = id_of(&question.to_string());
    let [is_that_all, is_there_any] = label;
    let is_empty = Memo::new(move |_| is_empty.get());
    live(move || {
        let (label, labels) = if is_empty.get() {
            (is_there_any, [words.app_have_not(), words.app_unknown()])
        } else {
            (is_that_all, [words.app_that_is_all(), words.app_more_unknown()])
        };
        let body = radios(id.clone(), labels.map(str::to_owned).into(), chosen, choose);
        field(id.clone(), label.to_owned(), "", wrong, Signal::stored(false), body)
    })
}
