//! Help and what to bring: who helps with what, told in short and as chains; and the things this household brings.

use doudi_engine::help::{Helped, Offer};
use doudi_engine::rules::{Bring, Gate, Help};
use doudi_engine::truth::Truth;
use doudi_facts::order::sort_by;

use crate::ReportInput;
use crate::block::{Block, Chain, ChainLink, ColumnLayout, Row, StatusIcon, Table, said};

/// A measure found for somebody.
struct Offered<'a> {
    helped: &'a Helped,
    help: &'a Help,
    offer: Offer,
    state: String,
}

impl ReportInput<'_> {
    /// By person what follows from what the result leads with, and what can be asked for now.
    pub(crate) fn help_in_short(&self) -> Vec<Block> {
        let words = self.words;
        let leads = |one: &Offered<'_>| match one.offer {
            Offer::Now => true,
            Offer::Once => words.help_leads(one.helped, self.found, self.book()),
            Offer::Depends => false,
        };
        let offered = self.offered();
        let separator = words.pick("；", "; ");
        let mut told: Vec<(Vec<Option<usize>>, &str, String)> = Vec::new();
        for near in offered.iter().filter(|one| leads(one)).collect::<Vec<_>>().chunk_by(|a, b| is_beside(a, b)) {
            let Some(first) = near.first() else { continue };
            let what: Vec<String> = near.iter().map(|one| self.short(one.help)).collect();
            let (who, what) = (first.helped.who, what.join(separator));
            match told.iter_mut().find(|(_, state, told)| *state == first.state && *told == what) {
                Some((them, ..)) => them.push(who),
                None => told.push((vec![who], &first.state, what)),
            }
        }
        let mut lines: Vec<String> =
            told.iter().map(|(who, state, what)| words.help_line(state, what, &self.whose(who))).collect();
        let rest = offered.iter().filter(|one| !leads(one)).count();
        if rest > 0 {
            lines.push(words.help_more(&rest));
        }
        if lines.is_empty() {
            lines.push(words.help_none().to_owned());
        }
        vec![Block::sentences(words.help_heading(), lines), Block::help(words.help_note())]
    }

    /// The whole chain of the household and of everybody in it.
    pub(crate) fn chains(&self) -> Block {
        let words = self.words;
        let offered = self.offered();
        let chains = together(&offered).into_iter().map(|(who, of)| {
            let who = self.whose(&who);
            let label = words.help_picture(&who);
            Block::Chain(Chain { who, label, links: of.into_iter().map(|one| self.link(one)).collect() })
        });
        Block::Fold { title: words.help_chain().to_owned(), body: said(chains.collect()) }
    }

    /// The chain to keep on paper: a row for each measure that is near.
    pub(crate) fn chain_sheet(&self) -> Vec<Block> {
        let words = self.words;
        let near = |one: &Offered<'_>| one.offer != Offer::Depends;
        let offered: Vec<Offered<'_>> = self.offered().into_iter().filter(near).collect();
        let head = [words.help_what(), words.help_whom(), words.help_when(), words.help_how()];
        let mut sheet = Vec::new();
        for (who, of) in together(&offered) {
            let row = |one: &Offered<'_>| {
                let link = self.link(one);
                Row { name: link.what, notes: link.figures, cells: vec![link.office, link.state, link.how] }
            };
            sheet.push(Block::Heading(self.whose(&who)));
            sheet.push(Block::Table(Table {
                look: ColumnLayout::Steps,
                unit: String::new(),
                head: head.map(str::to_owned).into(),
                rows: of.into_iter().map(row).collect(),
                sums: Vec::new(),
            }));
        }
        sheet.push(Block::help(words.help_note()));
        sheet
    }

    /// What this household brings, and what each thing is for. What hangs on answers not given is named in one line.
    pub(crate) fn bring(&self) -> Vec<String> {
        let words = self.words;
        let (mut lines, mut perhaps) = (Vec::new(), Vec::new());
        for (at, bring) in self.book().bring.iter().enumerate() {
            let of = |truth: Truth| self.found.bring.iter().filter(move |one| one.bring == at && one.truth == truth);
            let who: Vec<usize> = of(Truth::Holds).filter_map(|one| one.who).collect();
            let name = words.of(&bring.name);
            if of(Truth::Holds).next().is_some() {
                let named = if who.is_empty() { name.to_owned() } else { words.bring_whose(&name, &self.people(&who)) };
                lines.push(self.why_bring(bring, &named));
            } else if self.found.bring.iter().any(|one| one.bring == at && one.truth.may_hold()) {
                perhaps.push(name);
            }
        }
        if !perhaps.is_empty() {
            lines.push(words.bring_perhaps(&perhaps.join(words.pick("；", "; "))));
        }
        lines.push(words.bring_window().to_owned());
        lines
    }

    /// A thing to bring with the open gates it can settle, of which categories, or else the gates it shows to be so.
    fn why_bring(&self, bring: &Bring, what: &str) -> String {
        let words = self.words;
        let settled = self.settled(bring);
        let separator = words.pick("、", ", ");
        let gates: Vec<&str> = bring.gates.iter().map(|gate| words.gate(*gate)).collect();
        match (settled.is_empty(), gates.is_empty()) {
            (false, _) => words.bring_settles(&settled.join(words.pick("，", "; ")), &what),
            (true, false) => words.bring_shows(&gates.join(separator), &what),
            (true, true) => words.bring_plain(&what),
        }
    }

    /// The gates with an open condition a thing can settle, each with the categories that may fit.
    fn settled(&self, bring: &Bring) -> Vec<String> {
        let book = self.book();
        let is_settled = |truth: &Truth| {
            let asks = self.found.asks.of(truth.asks());
            asks.into_iter().any(|ask| bring.settles.iter().any(|settled| settled.is(ask)))
        };
        let mut settled: Vec<(Gate, Vec<&str>)> = Vec::new();
        for verdict in self.found.verdicts.iter().filter(|verdict| verdict.fits.may_hold()) {
            let Some(category) = book.categories.get(verdict.category) else { continue };
            let open = category.needs.iter().zip(&verdict.conditions).filter(|(_, truth)| is_settled(truth));
            for (need, _) in open {
                let name = self.words.of(&category.short);
                match settled.iter_mut().find(|(gate, _)| *gate == need.gate) {
                    Some((_, names)) if names.contains(&name) => {}
                    Some((_, names)) => names.push(name),
                    None => settled.push((need.gate, vec![name])),
                }
            }
        }
        let words = self.words;
        let told = settled
            .iter()
            .map(|(gate, names)| words.bring_gate(&names.join(words.pick("、", ", ")), &words.gate(*gate)));
        told.collect()
    }

    /// Everything that may be theirs, the nearest first. What only those get who receive something already, of whom the
    /// family has not said anything, is left out.
    fn offered(&self) -> Vec<Offered<'_>> {
        let book = self.book();
        let offered = self.found.help.iter().filter_map(|helped| {
            let (help, offer) = (book.help.get(helped.help)?, helped.offer()?);
            let comes = help.classes.is_empty() || !self.found.through(helped, book).is_empty();
            let state = self.words.help_state(helped, offer, self.found, book);
            (offer == Offer::Now || comes).then_some(Offered { helped, help, offer, state })
        });
        let mut offered: Vec<Offered<'_>> = offered.collect();
        sort_by(&mut offered, |a, b| (a.helped.who, a.offer, &a.state).cmp(&(b.helped.who, b.offer, &b.state)));
        offered
    }

    /// `住院自付救助（不低于70%）`: no more of its name than stands before a colon, and its one figure.
    fn short(&self, help: &Help) -> String {
        let words = self.words;
        let name = words.of(&help.name);
        let name = name.split_once(words.pick("：", ": ")).map_or(name, |(name, _)| name);
        match help.figures.as_slice() {
            [only] => format!("{name}（{}）", words.help_amount(only)),
            _ => name.to_owned(),
        }
    }

    fn link(&self, one: &Offered<'_>) -> ChainLink {
        let words = self.words;
        let book = self.book();
        let help = one.help;
        let mut figures: Vec<String> = help.figures.iter().map(|figure| words.help_figure(figure)).collect();
        let paid = self.found.verdicts.iter().find(|verdict| {
            Some(verdict.category) == help.pays && verdict.who == one.helped.who && verdict.fits.may_hold()
        });
        figures.extend(paid.and_then(|verdict| words.grant(verdict, book, self.household)));
        let hangs = words.help_hangs(one.helped, self.found, book, (self.household, self.on));
        let hangs = if hangs.is_empty() { None } else { Some(words.help_hangs_on(&self.asked_together(&hangs))) };
        let terms = help.terms.iter().map(|term| words.of(&term.text).to_owned());
        ChainLink {
            mark: match one.offer {
                Offer::Now => StatusIcon::Yes,
                Offer::Once => StatusIcon::Office,
                Offer::Depends => StatusIcon::Open,
            },
            state: one.state.clone(),
            office: book.offices.get(help.office).map_or("", |office| words.of(&office.name)).to_owned(),
            kind: words.help_kind(help.kind).to_owned(),
            what: words.of(&help.name).to_owned(),
            figures,
            how: words.help_way(help),
            notes: hangs.into_iter().chain(terms).collect(),
            source: words.cite(&help.cite, book),
        }
    }

    fn whose(&self, who: &[Option<usize>]) -> String {
        let people: Vec<usize> = who.iter().copied().flatten().collect();
        if people.is_empty() { self.words.help_household().to_owned() } else { self.people(&people) }
    }

    fn people(&self, who: &[usize]) -> String {
        let names: Vec<String> = who.iter().map(|who| self.words.person(self.household, *who)).collect();
        names.join(self.words.pick("、", ", "))
    }
}

/// Whether two measures are as far from the same people.
fn is_beside(a: &Offered<'_>, b: &Offered<'_>) -> bool {
    a.helped.who == b.helped.who && a.state == b.state
}

/// The same measures for several people are told once for all of them.
fn together<'o>(offered: &'o [Offered<'o>]) -> Vec<(Vec<Option<usize>>, Vec<&'o Offered<'o>>)> {
    let mut whose: Vec<(Vec<Option<usize>>, Vec<&Offered<'_>>)> = Vec::new();
    for one in offered {
        match whose.last_mut() {
            Some((who, of)) if who.last() == Some(&one.helped.who) => of.push(one),
            _ => whose.push((vec![one.helped.who], vec![one])),
        }
    }
    let is_same = |a: &[&Offered<'_>], b: &[&Offered<'_>]| {
        let all = |of: &[&Offered<'_>]| {
            of.iter().map(|o| (o.helped.help, o.helped.truth, o.helped.rest, o.state.clone())).collect::<Vec<_>>()
        };
        all(a) == all(b)
    };
    let mut told: Vec<(Vec<Option<usize>>, Vec<&Offered<'_>>)> = Vec::new();
    for (who, of) in whose {
        match told.iter_mut().find(|(them, theirs)| !them.contains(&None) && is_same(theirs, &of)) {
            Some((them, _)) => them.extend(who),
            None => told.push((who, of)),
        }
    }
    told
}
