//! How a place works (办事流程), as pages: the loop with who acts and by when, what each department does, and what the
//! document does not say.

use doudi_engine::rules::{Book, Help, Status};
use doudi_rulebook::{Act, Matter, Place, Town};

use crate::block::{ActRow, Block, Link, StageRow, said};
use crate::page::{Page, PageContext};

impl PageContext<'_> {
    /// The whole of a place: the loop, its departments, the rest, and the gaps.
    pub(crate) fn process(&self, place: &Place) -> Option<Page> {
        let words = self.words;
        let process = &place.process;
        let name = words.of(&place.listing.name);
        let (stages, details): (Vec<StageRow>, Vec<Block>) =
            process.stages().into_iter().map(|stage| self.stage(place, stage)).unzip();
        if stages.is_empty() {
            return None;
        }
        let departments = (0..process.departments.len()).map(|at| self.link_to(place, at));
        let mut body = vec![
            self.acts(place, process.about(Matter::Loop), ""),
            Block::Loop(stages),
            Block::Heading(words.process_departments().to_owned()),
            Block::Links(departments.collect()),
            Block::Heading(words.process_details().to_owned()),
        ];
        body.extend(details);
        body.extend(Matter::BESIDE.map(|matter| Block::Fold {
            title: words.matter(matter).to_owned(),
            body: said(vec![self.acts(place, process.about(matter), "")]),
        }));
        body.push(Block::Heading(words.matter(Matter::Gap).to_owned()));
        body.push(self.acts(place, process.about(Matter::Gap), ""));
        Some(Page {
            heading: words.process_heading(&name),
            lede: self.standing(place),
            body: said(body),
            search: Some(words.process_search().to_owned()),
        })
    }

    /// What one department does, and where it has a part.
    pub(crate) fn department(&self, place: &Place, id: &str) -> Option<Page> {
        let words = self.words;
        let process = &place.process;
        let at = process.departments.iter().position(|department| department.id == id)?;
        let department = words.of(&process.departments.get(at)?.name);
        let name = words.of(&place.listing.name);
        let order = [Matter::Duty].into_iter().chain([Matter::Loop]).chain(Matter::STAGES).chain(Matter::BESIDE);
        let mut body = Vec::new();
        for (nth, matter) in order.enumerate().filter(|(nth, matter)| *nth == 0 || *matter != Matter::Duty) {
            let of: Vec<&Act> = process.of(at).filter(|act| act.about == matter).collect();
            if !of.is_empty() {
                let title = if nth == 0 { words.process_does() } else { words.matter(matter) };
                body.push(Block::Heading(title.to_owned()));
                body.push(self.acts(place, of.into_iter(), id));
            }
        }
        let given: Vec<ActRow> = given(place, id).map(|help| self.help(&place.pilot, help)).collect();
        if !given.is_empty() {
            body.push(Block::Heading(words.process_gives().to_owned()));
            body.push(Block::Acts(given));
        }
        body.push(Block::Links(vec![self.link_to_all(place)]));
        Some(Page {
            heading: words.process_heading_of(&department, &name),
            lede: self.standing(place),
            body,
            search: Some(words.process_search().to_owned()),
        })
    }

    /// A measure of a book, with its figures and terms.
    pub(crate) fn help(&self, book: &Book, help: &Help) -> ActRow {
        let words = self.words;
        let figures: Vec<String> = help.figures.iter().map(|figure| words.help_figure(figure)).collect();
        ActRow {
            label: String::new(),
            who: Vec::new(),
            text: words.of(&help.name).to_owned(),
            when: figures.join(words.pick("；", "; ")),
            notes: help.terms.iter().map(|term| words.of(&term.text).to_owned()).collect(),
            source: words.cite(&help.cite, book),
        }
    }

    /// Where the pages of a place begin.
    pub(crate) fn link_to_all(&self, place: &Place) -> Link {
        let words = self.words;
        Link {
            text: words.process_link(&words.of(&place.listing.name)),
            to: format!("info/process/{}", place.listing.id),
        }
    }

    /// A department's own page.
    pub(crate) fn link_to(&self, place: &Place, department: usize) -> Link {
        let found = place.process.departments.get(department);
        let (id, name) = found.map_or(("", ""), |found| (&*found.id, self.words.of(&found.name)));
        Link { text: name.to_owned(), to: format!("info/process/{}/{id}", place.listing.id) }
    }

    /// Whose rules these are: the pilot towns' alone, a draft's, the family's own town not among them.
    fn standing(&self, place: &Place) -> String {
        let words = self.words;
        let acts = &place.process.acts;
        let mut lines = Vec::new();
        if let Some(document) = acts.first().and_then(|act| place.pilot.documents.get(act.cite.doc)) {
            let status = match document.status {
                Status::InForce => String::new(),
                other => words.process_status(&words.status(other)),
            };
            lines.push(words.process_by(&status, &words.of(&document.title)));
        }
        if acts.iter().any(|act| act.pilot_only) {
            lines.push(self.pilot_only(place));
        }
        lines.join(words.pick("", " "))
    }

    /// The town of a place that the family named.
    pub(crate) fn town<'p>(&self, place: &'p Place) -> Option<&'p Town> {
        let path = self.household.place.as_deref()?;
        let (id, town) = path.split_once('/')?;
        place.listing.towns.iter().find(|own| id == place.listing.id && own.id == town)
    }

    /// That something is so in the pilot towns only, and that the family's own town is none of them.
    pub(crate) fn pilot_only(&self, place: &Place) -> String {
        let words = self.words;
        let pilots = place.listing.towns.iter().filter(|town| town.pilot).map(|town| words.of(&town.name));
        let mut lines = vec![words.process_pilot(&pilots.collect::<Vec<_>>().join(words.pick("、", ", ")))];
        let own = self.town(place).filter(|town| !town.pilot);
        lines.extend(own.map(|town| words.process_not_pilot(&words.of(&town.name))));
        lines.join(words.pick("", " "))
    }

    /// Whether a document is the one the page names above all.
    fn is_of(place: &Place, document: usize) -> bool {
        place.process.acts.first().is_some_and(|act| act.cite.doc == document)
    }

    /// A stage in short, and everything said of it, folded away.
    fn stage(&self, place: &Place, stage: Matter) -> (StageRow, Block) {
        let words = self.words;
        let acts: Vec<&Act> = place.process.about(stage).collect();
        let mut who: Vec<usize> = Vec::new();
        for at in acts.iter().flat_map(|act| &act.by) {
            if !who.contains(at) {
                who.push(*at);
            }
        }
        let when = acts.iter().filter_map(|act| act.when.as_ref());
        let name = words.matter(stage);
        let row = StageRow {
            name: name.to_owned(),
            who: who.into_iter().map(|at| self.link_to(place, at)).collect(),
            when: when.map(|when| words.of(when).to_owned()).collect(),
            unsaid: if acts.is_empty() { words.process_unsaid().to_owned() } else { String::new() },
        };
        let gaps = place.process.about(Matter::Gap).filter(|gap| gap.stage == Some(stage));
        let body = vec![self.acts(place, acts.into_iter().chain(gaps), "")];
        (row, Block::Fold { title: name.to_owned(), body })
    }

    /// What is done, each with who, when and where it stands; the department whose page it is on is not named again.
    fn acts<'p>(&self, place: &Place, acts: impl Iterator<Item = &'p Act>, on_page_of: &str) -> Block {
        Block::Acts(acts.map(|act| self.act(place, act, Some(on_page_of))).collect())
    }

    /// One thing done; on the page of a department, which it does not name again. A page of the place names its document
    /// above all, elsewhere each thing names it.
    pub(crate) fn act(&self, place: &Place, act: &Act, on_page_of: Option<&str>) -> ActRow {
        let words = self.words;
        let own = |at: &usize| place.process.departments.get(*at).is_some_and(|of| Some(&*of.id) == on_page_of);
        let lone = act.by.iter().all(own);
        let told = |text: &Option<doudi_engine::rules::Text>| text.as_ref().map(|text| words.of(text).to_owned());
        ActRow {
            label: String::new(),
            who: act.by.iter().filter(|_| !lone).map(|at| self.link_to(place, *at)).collect(),
            text: words.of(&act.text).to_owned(),
            when: told(&act.when).unwrap_or_default(),
            notes: [
                told(&act.means).map(|means| words.process_means(&means)),
                told(&act.unclear).map(|unclear| words.process_unclear(&unclear)),
            ]
            .into_iter()
            .flatten()
            .collect(),
            source: match on_page_of {
                Some(_) if Self::is_of(place, act.cite.doc) => act.cite.at.clone(),
                _ => words.cite(&act.cite, &place.pilot),
            },
        }
    }
}

/// The measures a department gives, in the pilot towns where there are any.
fn given<'p>(place: &'p Place, id: &str) -> impl Iterator<Item = &'p Help> {
    let office = place.pilot.offices.iter().position(|office| office.id == id);
    place.pilot.help.iter().filter(move |help| Some(help.office) == office)
}
