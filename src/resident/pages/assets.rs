//! What the household owns: the questions a property limit may look at.

use doudi_facts::question::{AssetField, QuestionId};
use leptos::prelude::*;

use crate::resident::context::AppContext;
use crate::resident::frame::questions;
use crate::resident::questions::question;

/// The page of property.
pub(crate) fn assets(app: AppContext) -> AnyView {
    let words = app.words;
    questions(app, words.assets_heading().to_owned(), words.assets_help(), words.assets_why(), move || {
        AssetField::ALL.map(|field| question(app, QuestionId::Asset(field))).into()
    })
}
