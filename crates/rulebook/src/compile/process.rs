//! How a place works (办事流程): its departments and what they do, each with its clause.

use super::Flaws;
use super::ids::{Ids, listed};
use super::layers::Item;
use crate::{Act, Department, Matter, Process};

/// The departments of the nation under the names the place gives them, and what the place says they do. Only those that
/// do something are kept.
pub(super) fn process(nation: &[&Item<'_>], own: &[&Item<'_>], ids: &Ids<'_, '_>, flaws: &mut Flaws) -> Process {
    for item in nation.iter().filter(|item| item.table() == "process") {
        flaws.add(&item.reader().spot, "how a place works is the place's own; put [[process]] into its folder");
    }
    let known = departments(nation, own, flaws);
    let written: Vec<&Item<'_>> = own.iter().filter(|item| item.table() == "process").copied().collect();
    let mut acts: Vec<Act> = written.iter().filter_map(|item| act(item, &known, ids, flaws)).collect();
    for (at, item) in written.iter().enumerate() {
        if written.iter().take(at).any(|first| first.id == item.id) {
            flaws.add(&item.reader().spot, format!("process \"{}\" is written twice; keep one", item.id));
        }
    }
    if acts.len() == written.len() {
        unsaid(&written, &acts, flaws);
    }
    let used: Vec<usize> = (0..known.len()).filter(|at| acts.iter().any(|act| act.by.contains(at))).collect();
    for by in acts.iter_mut().flat_map(|act| &mut act.by) {
        *by = used.binary_search(by).unwrap_or_default();
    }
    let departments = known.into_iter().enumerate().filter(|(at, _)| used.contains(at)).map(|(_, of)| of).collect();
    Process { departments, acts }
}

/// The nation's departments in its order, as the place calls them, then the place's own.
fn departments(nation: &[&Item<'_>], own: &[&Item<'_>], flaws: &mut Flaws) -> Vec<Department> {
    let mut known: Vec<Department> = Vec::new();
    for layer in [nation, own] {
        for item in layer.iter().filter(|item| item.table() == "office") {
            let reader = item.reader();
            let name = reader.both("name", flaws);
            reader.done(flaws);
            let Some(name) = name else { continue };
            match known.iter_mut().find(|department| department.id == item.id) {
                Some(department) => department.name = name,
                None => known.push(Department { id: item.id.to_owned(), name }),
            }
        }
    }
    known
}

fn act(item: &Item<'_>, known: &[Department], ids: &Ids<'_, '_>, flaws: &mut Flaws) -> Option<Act> {
    let reader = item.reader();
    let about: Option<Matter> = reader.need_word("about", "say which part of the work it is", flaws);
    let stage: Option<Matter> = reader.word("stage", flaws);
    if stage.is_some_and(|stage| about != Some(Matter::Gap) || !stage.is_stage()) {
        let what = format!("{}: `stage` is for a gap, and names a stage of the loop", reader.called);
        flaws.add(&reader.spot_at("stage"), what);
    }
    let mut by = Vec::new();
    for (spot, id) in reader.texts("by", flaws) {
        match known.iter().position(|department| department.id == id) {
            Some(at) => by.push(at),
            None => {
                let there = listed(known.iter().map(|department| &*department.id));
                flaws.add(&spot, format!("{}: no office is called \"{id}\"; there {there}", reader.called));
            }
        }
    }
    let told_by_some = about.is_some_and(|about| about.is_stage() || matches!(about, Matter::Data | Matter::Duty));
    if told_by_some && !reader.has("by") && !reader.has("unclear") {
        let what = format!("{} has no `by`; name who does it, or say in `unclear` that nobody is named", reader.called);
        flaws.add(&reader.spot, what);
    }
    let text = reader.both("text", flaws);
    let mut maybe = |key| reader.has(key).then(|| reader.both(key, flaws)).flatten();
    let (when, means, unclear) = (maybe("when"), maybe("means"), maybe("unclear"));
    let cite = ids.cite(&reader, false, flaws);
    reader.done(flaws);
    let (about, text, cite) = (about?, text?, cite?);
    let pilot_only = item.pilot();
    Some(Act { id: item.id.to_owned(), about, stage, by, pilot_only, text, when, means, unclear, cite })
}

/// A stage of the loop of which nothing is said must be named by a gap: the picture has no empty place without a word.
fn unsaid(written: &[&Item<'_>], acts: &[Act], flaws: &mut Flaws) {
    let Some(first) = written.first() else { return };
    for stage in Matter::STAGES {
        let said = acts.iter().any(|act| act.about == stage || act.stage == Some(stage));
        if !said {
            let what = format!("nothing is said of the stage {stage:?}; write it, or a gap with that `stage`");
            flaws.add(&first.reader().spot, what.to_lowercase());
        }
    }
}
