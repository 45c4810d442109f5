//! Layers (层级): the nation's rules, a place's over them, and the pilot towns' over those.

use doudi_engine::rules::{Book, Confidence, Help, Text, Unsettled, Window};
use doudi_facts::wire::Wire;
use sha2::{Digest, Sha256};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::body::Bodies;
use super::ids::Ids;
use super::process;
use super::reader::Reader;
use super::schedule::Replaced;
use super::{Flaws, Source};
use crate::{Advice, Listing, Place, Process, Rulebook, Town};

/// Every table a file of rules may have.
const TABLES: [&str; 25] = [
    "document",
    "place",
    "town",
    "advice",
    "window",
    "member",
    "not-member",
    "unsettled",
    "area",
    "line",
    "amount",
    "account",
    "treatment",
    "limit",
    "reading",
    "judgement",
    "category",
    "exclusive",
    "process",
    "calendar",
    "route",
    "step",
    "office",
    "help",
    "bring",
];

/// One item of rules, before its body is read.
pub(crate) struct Item<'s> {
    layer: &'s str,
    table: &'static str,
    pub(crate) id: &'s str,
    pilot: bool,
    source: &'s Source,
    offset: usize,
    body: &'s DeTable<'s>,
}

impl<'s> Item<'s> {
    pub(crate) fn table(&self) -> &'static str {
        self.table
    }

    /// Whether it is for the pilot towns only.
    pub(crate) fn pilot(&self) -> bool {
        self.pilot
    }

    /// A reader of the item, its id and scope already taken.
    pub(crate) fn reader(&self) -> Reader<'s> {
        let called = if self.id.is_empty() { self.table.to_owned() } else { format!("{} \"{}\"", self.table, self.id) };
        let reader = Reader::new(self.source, self.offset, called, self.body);
        reader.value("id");
        reader.value("scope");
        reader
    }
}

pub(crate) fn rulebook(sources: &[Source], flaws: &mut Flaws) -> Rulebook {
    let mut parsed = Vec::new();
    for source in sources {
        match DeTable::parse(&source.text) {
            Ok(table) => parsed.push((source, table)),
            Err(error) => {
                let offset = error.span().map_or(0, |span| span.start);
                flaws.add(&super::reader::Spot::of(source, offset), format!("not TOML: {}", error.message()));
            }
        }
    }
    let mut items = Vec::new();
    for (source, table) in &parsed {
        gather(source, table, &mut items, flaws);
    }
    let mut layers: Vec<&str> = items.iter().map(|item| item.layer).collect();
    layers.sort_unstable();
    layers.dedup();
    // The nation alone is compiled too, so that what every place overrides is still checked.
    book(&items, &["national"], false, flaws);
    let places = layers.into_iter().filter(|layer| !matches!(*layer, "_sources" | "national"));
    Rulebook { places: places.filter_map(|layer| place(&items, layer, flaws)).collect() }
}

fn gather<'s>(source: &'s Source, table: &'s Spanned<DeTable<'s>>, items: &mut Vec<Item<'s>>, flaws: &mut Flaws) {
    let layer = source.name.split('/').nth(1).unwrap_or("national");
    for (key, value) in table.get_ref() {
        let spot = super::reader::Spot::of(source, key.span().start);
        let Some(known) = TABLES.iter().find(|t| **t == key.get_ref().as_ref()) else {
            flaws.add(&spot, format!("no table is called `{}`; the tables are {}", key.get_ref(), TABLES.join(", ")));
            continue;
        };
        let single = matches!(*known, "place" | "window" | "unsettled");
        let bodies: Vec<&Spanned<DeValue<'_>>> = match value.get_ref() {
            DeValue::Array(list) if !single => list.iter().collect(),
            DeValue::Table(_) if single => vec![value],
            _ => {
                let form = if single { format!("[{known}]") } else { format!("[[{known}]]") };
                flaws.add(&spot, format!("`{known}` is written {form}"));
                continue;
            }
        };
        for body in bodies {
            let Some(inner) = body.get_ref().as_table() else {
                let spot = super::reader::Spot::of(source, body.span().start);
                flaws.add(&spot, format!("`{known}` is written [[{known}]]"));
                continue;
            };
            let reader = Reader::new(source, body.span().start, *known, inner);
            let needs_id = !matches!(*known, "window" | "unsettled" | "exclusive" | "advice");
            let id =
                if needs_id { reader.need_text("id", "give it a short id", flaws) } else { reader.text("id", flaws) };
            let pilot = match reader.text("scope", flaws) {
                None => false,
                Some("pilot") => true,
                Some(other) => {
                    flaws.add(
                        &reader.spot,
                        format!("{known}: scope `{other}` is not known; leave it out or write \"pilot\""),
                    );
                    false
                }
            };
            let offset = body.span().start;
            items.push(Item { layer, table: known, id: id.unwrap_or(""), pilot, source, offset, body: inner });
        }
    }
}

fn place(items: &[Item<'_>], layer: &str, flaws: &mut Flaws) -> Option<Place> {
    let own: Vec<&Item<'_>> = items.iter().filter(|item| item.layer == layer).collect();
    let head = own.iter().find(|item| item.table == "place");
    let Some(head) = head else {
        if let Some(first) = own.first() {
            flaws.add(&first.reader().spot, format!("rules/{layer} has no [place]; give its id and name"));
        }
        return None;
    };
    let reader = head.reader();
    let (name, within) = (reader.both("name", flaws), reader.both("within", flaws));
    reader.done(flaws);
    if head.id != layer {
        flaws.add(&reader.spot, format!("place \"{}\" lies in rules/{layer}; the two must be the same", head.id));
    }
    for (at, item) in own.iter().enumerate().filter(|(_, item)| matches!(item.table, "place" | "town")) {
        if let Some(first) = own.iter().take(at).find(|first| (first.table, first.id) == (item.table, item.id)) {
            twice(item, first, flaws);
        }
    }
    if own.iter().filter(|item| item.table == "place").any(|item| item.id != head.id) {
        flaws.add(&reader.spot, format!("rules/{layer} has more than one [place]; keep one"));
    }
    let towns = own.iter().filter(|item| item.table == "town").filter_map(|item| town(item, flaws)).collect();
    let ids = Ids::new(items, &[], flaws);
    let nation: Vec<&Item<'_>> = items.iter().filter(|item| item.layer == "national").collect();
    let process = process::process(&nation, &own, &ids, flaws);
    let advice = nation.iter().copied().chain(own.iter().copied()).filter(|item| item.table == "advice");
    let advice = advice.filter_map(|item| one_advice(item, &ids, flaws)).collect();
    let listing = Listing { id: head.id.to_owned(), name: name?, within: within?, towns, advice };
    let pilot = book(items, &[layer, "national"], true, flaws)?;
    let general = book(items, &[layer, "national"], false, flaws)?;
    let (pilot_digest, general_digest) = (digest(&listing, &process, &pilot), digest(&listing, &process, &general));
    Some(Place { listing, process, pilot, general, pilot_digest, general_digest })
}

/// What tells one compiled state of a place's rules from another: the first 64 bits of SHA-256, in hexadecimal.
fn digest(listing: &Listing, process: &Process, book: &Book) -> String {
    let mut encoded = Vec::new();
    listing.put(&mut encoded);
    process.put(&mut encoded);
    book.put(&mut encoded);
    Sha256::digest(&encoded).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn town(item: &Item<'_>, flaws: &mut Flaws) -> Option<Town> {
    let reader = item.reader();
    let name = reader.both("name", flaws);
    let pilot = reader.yes("pilot", flaws);
    reader.done(flaws);
    Some(Town { id: item.id.to_owned(), name: name?, pilot })
}

fn one_advice(item: &Item<'_>, ids: &Ids<'_, '_>, flaws: &mut Flaws) -> Option<Advice> {
    let reader = item.reader();
    let about = reader.need_word("about", "say emergency, who, where, online or rights", flaws);
    let text = reader.both("text", flaws);
    let phone = reader.text("phone", flaws).map(str::to_owned);
    let cite = ids.cite(&reader, false, flaws);
    reader.done(flaws);
    let cite = cite?;
    let title = ids.document_title(cite.doc, flaws)?;
    // Where a number is common knowledge, no document stands behind it and none is named.
    let named = |title: &str| match cite.confidence {
        Confidence::Reading => String::new(),
        _ => format!("{title} {}", cite.at),
    };
    let source = Text { zh: named(&title.zh), en: named(&title.en) };
    Some(Advice { about: about?, pilot_only: item.pilot, text: text?, phone, source })
}

/// The book of one place: its layers, first wins.
fn book(items: &[Item<'_>], layers: &[&str], pilot: bool, flaws: &mut Flaws) -> Option<Book> {
    let mut ranked: Vec<(usize, &Item<'_>)> = Vec::new();
    for item in items {
        if matches!(item.table, "document" | "place" | "town" | "advice" | "process") {
            continue;
        }
        let rank =
            if item.layer == "_sources" { Some(layers.len()) } else { layers.iter().position(|l| *l == item.layer) };
        let Some(rank) = rank else { continue };
        if item.pilot && !pilot {
            continue;
        }
        ranked.push((rank * 2 + usize::from(!item.pilot), item));
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    let mut chosen = choose(&ranked, flaws);
    let replaced = Replaced::out_of(&mut chosen, flaws);
    let ids = Ids::new(items, &chosen, flaws);
    let bodies = Bodies { ids: &ids };
    let of = |table: &str| chosen.iter().filter(|item| item.table == table).copied().collect::<Vec<_>>();
    bodies.strays(&of("amount"), &of("treatment"), flaws);
    let windows: Vec<Window> = of("window").into_iter().filter_map(|item| bodies.window(item, flaws)).collect();
    if layers.len() > 1
        && of("window").is_empty()
        && let Some((_, first)) = ranked.first()
    {
        let what = "no [window] applies here; give its `months` in rules/national";
        flaws.add(&first.reader().spot, what);
    }
    let unsettled: Vec<Unsettled> =
        of("unsettled").into_iter().filter_map(|item| bodies.unsettled(item, flaws)).collect();
    if of("unsettled").is_empty()
        && let Some((_, first)) = ranked.first()
    {
        let what =
            "no [unsettled] applies here; say in rules/national who decides what the list of members leaves open";
        flaws.add(&first.reader().spot, what);
    }
    let mut book = Book {
        documents: ids.documents(flaws),
        window: windows.into_iter().next()?,
        members: of("member").into_iter().filter_map(|item| bodies.member(item, flaws)).collect(),
        not_members: of("not-member").into_iter().filter_map(|item| bodies.not_member(item, flaws)).collect(),
        unsettled: unsettled.into_iter().next()?,
        areas: of("area").into_iter().filter_map(|item| bodies.area(item, flaws)).collect(),
        lines: of("line").into_iter().filter_map(|item| bodies.line(item, &of("amount"), flaws)).collect(),
        accounts: of("account").into_iter().filter_map(|item| bodies.account(item, &of("treatment"), flaws)).collect(),
        treatments: of("treatment").into_iter().filter_map(|item| bodies.treatment(item, flaws)).collect(),
        limits: of("limit").into_iter().filter_map(|item| bodies.limit(item, flaws)).collect(),
        readings: of("reading").into_iter().filter_map(|item| bodies.reading(item, flaws)).collect(),
        judgements: of("judgement").into_iter().filter_map(|item| bodies.judgement(item, flaws)).collect(),
        categories: of("category").into_iter().filter_map(|item| bodies.category(item, flaws)).collect(),
        exclusive: of("exclusive").into_iter().map(|item| bodies.exclusive(item, flaws)).collect(),
        calendars: of("calendar").into_iter().filter_map(|item| bodies.calendar(item, flaws)).collect(),
        routes: of("route").into_iter().filter_map(|item| bodies.route(item, flaws)).collect(),
        steps: bodies.steps(&of("step"), &replaced, flaws),
        offices: of("office").into_iter().filter_map(|item| bodies.office(item, flaws)).collect(),
        help: of("help").into_iter().filter_map(|item| bodies.help(item, flaws)).collect(),
        bring: of("bring").into_iter().filter_map(|item| bodies.bring(item, flaws)).collect(),
        compared: Vec::new(),
        numbered: 0,
    };
    book.compared = book.comparisons();
    book.number_tests();
    book.list_treatments();
    tell_alike(&mut book.help);
    Some(book)
}

/// Tells of each measure which one before it is for the same, and hangs on the same.
fn tell_alike(help: &mut [Help]) {
    for at in 0..help.len() {
        let (before, rest) = help.split_at_mut(at);
        if let Some(of) = rest.first_mut() {
            of.same = before.iter().position(|earlier| earlier.hangs_on_the_same(of));
            of.first_of_classes = before.iter().position(|earlier| earlier.classes == of.classes).unwrap_or(at);
        }
    }
}

fn twice(item: &Item<'_>, first: &Item<'_>, flaws: &mut Flaws) {
    let (reader, at) = (item.reader(), first.reader().spot);
    flaws.add(&reader.spot, format!("{} is already written at {}:{}; keep one", reader.called, at.file, at.line));
}

/// What applies: whole lists from the first layer that has any, everything else by id; amounts all.
fn choose<'i, 's>(ranked: &[(usize, &'i Item<'s>)], flaws: &mut Flaws) -> Vec<&'i Item<'s>> {
    let mut chosen: Vec<(usize, &Item<'_>)> = Vec::new();
    for (rank, item) in ranked {
        let whole = matches!(item.table, "member" | "not-member" | "unsettled" | "window" | "exclusive");
        let earlier = chosen
            .iter()
            .find(|(_, known)| known.table == item.table && (whole || (item.table != "amount" && known.id == item.id)));
        match earlier {
            Some((first, _)) if whole && first == rank && !matches!(item.table, "window" | "unsettled") => {
                let same = chosen.iter().find(|(_, known)| known.table == item.table && known.id == item.id);
                if let Some((_, same)) = same.filter(|_| !item.id.is_empty()) {
                    twice(item, same, flaws);
                }
            }
            Some((first, known)) => {
                if first == rank {
                    twice(item, known, flaws);
                }
                continue;
            }
            None => {}
        }
        chosen.push((*rank, item));
    }
    // The nation's order comes first, so that what others refer to stands before them whoever wrote it.
    chosen.sort_by_key(|(rank, item)| {
        let same = ranked.iter().enumerate().filter(|(_, (_, other))| other.table == item.table && other.id == item.id);
        let lowest = same.map(|(at, (rank, _))| (std::cmp::Reverse(*rank), at)).min();
        lowest.unwrap_or((std::cmp::Reverse(*rank), usize::MAX))
    });
    chosen.into_iter().map(|(_, item)| item).collect()
}
