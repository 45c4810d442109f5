//! Plain widgets (控件) that know nothing of welfare: they take signals, texts and callbacks.
//!
//! Each shape is one function that is compiled once and returns an erased view: a view typed by its contents is
//! compiled again for every page, and the page must stay small enough for a weak network.

mod amount;
mod choice;
mod count;
mod day;
mod form;
mod frame;
mod kit;
mod typed;

pub(crate) use amount::amount;
pub(crate) use choice::{Refused, Texts, boxes, labels, options, pick, radios};
pub(crate) use count::count;
pub(crate) use day::{day, day_parts};
pub(crate) use form::{Form, field};
pub(crate) use frame::page;
pub(crate) use kit::{button, fold, link, list, live, masthead, note, sentences, text, when};
pub(crate) use typed::{Binding, TypedField};
