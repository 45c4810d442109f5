//! `doudi process` and `doudi search`: the pages on how a place works, as text.

use doudi_facts::household::Household;
use doudi_report::PageContext;
use doudi_rulebook::Rulebook;
use doudi_words::Words;
use doudi_words::outside::quoted;

use crate::{RULES, Unusable, places, today};

#[derive(Debug, clap::Args)]
pub(crate) struct Process {
    /// The place: `daye`.
    #[arg(help = Words::ZH.cli_place())]
    place: String,
    /// A department of it by its id: `civil`.
    #[arg(help = Words::ZH.cli_department())]
    department: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Search {
    /// The place: `daye`.
    #[arg(help = Words::ZH.cli_place())]
    place: String,
    /// What to look up.
    #[arg(required = true, help = Words::ZH.cli_wanted())]
    wanted: Vec<String>,
}

/// How a place works, or what one department of it does.
pub(crate) fn process(request: &Process, words: Words) -> Result<String, Unusable> {
    let department = request.department.iter().flat_map(|id| ["/", id]);
    let path: String = ["process/", &request.place].into_iter().chain(department).collect();
    page(&request.place, &path, words)
}

/// What is found at a place for some words.
pub(crate) fn search(request: &Search, words: Words) -> Result<String, Unusable> {
    page(&request.place, &format!("search/{}", request.wanted.join(" ")), words)
}

fn page(place: &str, path: &str, words: Words) -> Result<String, Unusable> {
    let rulebook = Rulebook::decode(RULES).map_err(|wrong| Unusable::one(wrong.to_string()))?;
    let id = place.split('/').next().unwrap_or_default();
    if rulebook.find(place).is_none() {
        return Err(Unusable::one(words.cli_place_unknown(&quoted(place), &places(&rulebook))));
    }
    let household = Household { place: Some(place.to_owned()), ..Household::default() };
    let today = today().ok_or_else(|| Unusable::one(words.cli_no_clock()))?;
    let shelf = PageContext { words, rulebook: &rulebook, household: &household, today };
    let path = path.replacen(&format!("process/{place}"), &format!("process/{id}"), 1);
    shelf.page(&path).map(|page| page.plain()).ok_or_else(|| {
        let own = rulebook.places.iter().find(|own| own.listing.id == id);
        let known = own.into_iter().flat_map(|own| &own.process.departments).map(|of| &*of.id);
        Unusable::one(words.cli_department_unknown(&known.collect::<Vec<_>>().join(", ")))
    })
}
