//! Help and what to bring (帮扶、材料) read: offices, measures with their figures, things to show.

use doudi_engine::rules::{
    Bring, Help, HelpFigure, HelpKind, HelpWay, Note, Office, Quantity, Settled, Side, Test, Unit,
};

use super::Flaws;
use super::body::Bodies;
use super::layers::Item;
use super::reader::{Reader, Spot};
use super::test::About;

impl Bodies<'_, '_, '_> {
    pub(crate) fn office(&self, item: &Item<'_>, flaws: &mut Flaws) -> Option<Office> {
        let reader = item.reader();
        let name = reader.both("name", flaws);
        reader.done(flaws);
        Some(Office { id: item.id.to_owned(), name: name? })
    }

    pub(crate) fn help(&self, item: &Item<'_>, flaws: &mut Flaws) -> Option<Help> {
        let reader = item.reader();
        let name = reader.both("name", flaws);
        let office = self.ids.refer(&reader, "office", "office", flaws);
        let kind = reader.need_word::<HelpKind>("kind", "say what it is about: medical, housing, work, …", flaws);
        let unit: Unit = reader.word("unit", flaws).unwrap_or_default();
        let classes = self.classes(&reader, flaws);
        let test = self.beside(&reader, unit, flaws);
        let mut figures = Vec::new();
        for inner in reader.tables("figures", "figure", flaws) {
            figures.extend(figure(&inner, flaws));
            inner.done(flaws);
        }
        let pays = if reader.has("pays") { self.ids.refer(&reader, "pays", "category", flaws) } else { None };
        let mut terms = Vec::new();
        for inner in reader.tables("terms", "term", flaws) {
            let (text, cite) = (inner.both("text", flaws), self.ids.cite(&inner, false, flaws));
            inner.done(flaws);
            terms.extend(text.zip(cite).map(|(text, cite)| Note { text, cite }));
        }
        let by = reader.need_word::<HelpWay>("by", "say automatic, apply or offered", flaws);
        let place = if reader.has("where") { reader.both("where", flaws) } else { None };
        let cite = self.ids.cite(&reader, false, flaws);
        reader.done(flaws);
        Some(Help {
            id: item.id.to_owned(),
            name: name?,
            office: office?,
            kind: kind?,
            unit,
            classes,
            test,
            numbers: Vec::new(),
            same: None,
            first_of_classes: 0,
            figures,
            pays,
            terms,
            by: by?,
            place,
            cite: cite?,
        })
    }

    pub(crate) fn bring(&self, item: &Item<'_>, flaws: &mut Flaws) -> Option<Bring> {
        let reader = item.reader();
        let name = reader.both("name", flaws);
        let unit: Unit = reader.word("unit", flaws).unwrap_or_default();
        let test = self.beside(&reader, unit, flaws);
        let gates = reader.words("gates", flaws);
        let settles = reader.texts("settles", flaws);
        let settles =
            settles.into_iter().filter_map(|(spot, what)| self.settled(&reader, &spot, what, flaws)).collect();
        let cite = self.ids.cite(&reader, false, flaws);
        reader.done(flaws);
        Some(Bring {
            id: item.id.to_owned(),
            name: name?,
            unit,
            test,
            numbers: Vec::new(),
            gates,
            settles,
            cite: cite?,
        })
    }

    /// `treatment:work-costs`, `judgement:illness-list`, `limits`
    fn settled(&self, reader: &Reader<'_>, spot: &Spot, what: &str, flaws: &mut Flaws) -> Option<Settled> {
        let mut find = |table, id| self.ids.find(table, id, spot, &reader.called, flaws);
        match what.split_once(':') {
            None if what == "limits" => Some(Settled::Limits),
            Some(("treatment", id)) => find("treatment", id).map(Settled::Treatment),
            Some(("judgement", id)) => find("judgement", id).map(Settled::Judgement),
            _ => {
                let known = "write treatment:…, judgement:… or limits";
                flaws.add(spot, format!("{}: `settles` does not know `{what}`; {known}", reader.called));
                None
            }
        }
    }

    /// The categories a measure is for.
    fn classes(&self, reader: &Reader<'_>, flaws: &mut Flaws) -> Vec<usize> {
        let mut classes = Vec::new();
        for (spot, id) in reader.texts("for", flaws) {
            classes.extend(self.ids.find("category", id, &spot, &reader.called, flaws));
        }
        classes
    }

    /// What must hold besides; it may look at every category.
    fn beside(&self, reader: &Reader<'_>, unit: Unit, flaws: &mut Flaws) -> Option<Test> {
        let about = match unit {
            Unit::Household => About::Household { category: usize::MAX },
            Unit::Person => About::Anyone { category: usize::MAX },
        };
        reader.table("test", flaws).and_then(|inner| self.test(&inner, about, flaws))
    }
}

/// A figure: exactly one of the quantities, and on which side of it.
fn figure(reader: &Reader<'_>, flaws: &mut Flaws) -> Option<HelpFigure> {
    let of = if reader.has("of") { reader.both("of", flaws) } else { None };
    let is = reader.word::<Side>("is", flaws).unwrap_or(Side::Equal);
    let sum = reader.text("sum", flaws);
    let told = [
        reader.number("percent", flaws).map(Quantity::Percent),
        sum.and_then(|text| text.strip_suffix(" 元")?.parse().ok()).map(Quantity::Sum),
        reader.number("months", flaws).map(Quantity::Months),
        reader.number("hours", flaws).map(Quantity::Hours),
        reader.number("times-a-year", flaws).map(Quantity::TimesAYear),
        reader.yes("same-day", flaws).then_some(Quantity::SameDay),
    ];
    let mut told = told.into_iter().flatten();
    let (value, None) = (told.next(), told.next()) else {
        flaws.add(&reader.spot, format!("{} gives more than one quantity; write a figure for each", reader.called));
        return None;
    };
    if value.is_none() {
        let what = "has no quantity; give percent, sum (\"300000 元\"), months, hours, times-a-year or same-day";
        flaws.add(&reader.spot, format!("{} {what}", reader.called));
    }
    Some(HelpFigure { of, is, value: value? })
}
