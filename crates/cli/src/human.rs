//! An assessment told in plain text, for people.

use std::fmt::Display;

use doudi_engine::ask::{AskSet, Holder};
use doudi_engine::day::Day;
use doudi_engine::facts::Household;
use doudi_engine::rules::{Book, Category};
use doudi_engine::truth::Truth;
use doudi_engine::verdict::{Assessment, Standing, Verdict};
use doudi_rulebook::{Place, Town};
use doudi_words::Words;

/// What is told of.
pub(crate) struct Subject<'a> {
    pub(crate) words: Words,
    pub(crate) place: &'a Place,
    pub(crate) town: Option<&'a Town>,
    pub(crate) book: &'a Book,
    pub(crate) household: &'a Household,
    pub(crate) on: Day,
    pub(crate) assessment: &'a Assessment,
}

impl Subject<'_> {
    /// The whole assessment, section by section.
    pub(crate) fn tell(&self) -> String {
        let words = self.words;
        let mut page = Page::default();
        let town = self.town.map_or("", |town| words.of(&town.name));
        page.line(0, &format!("{} {town} · {}", words.of(&self.place.name), words.standing_on(&self.on)));
        let lead = words.lead(self.assessment, self.book);
        page.line(0, &format!("{} {}", lead.headline, lead.why));
        page.heading(words.answers_people());
        for (who, counts) in self.assessment.members.iter().enumerate() {
            page.line(1, &format!("{} · {}", words.person_line(self.household, who), self.counts(*counts)));
        }
        page.heading(words.result_categories());
        for (category, verdict) in self.book.categories.iter().zip(&self.assessment.verdicts) {
            self.category(category, verdict, &mut page);
        }
        page.heading(words.result_ledger());
        self.accounts(&mut page);
        self.asks(&mut page);
        page.heading(words.result_basis());
        for line in words.standing(self.assessment, self.book, self.on) {
            page.line(1, &line);
        }
        if self.assessment.widened {
            page.line(1, &words.result_widened());
        }
        page.line(0, &"");
        page.line(0, &words.app_self_check());
        page.text
    }

    fn counts(&self, counts: Truth) -> &'static str {
        match counts {
            Truth::Holds => self.words.print_counts_yes(),
            Truth::Fails => self.words.print_counts_no(),
            Truth::Open(asks) if self.assessment.asks.any_held_by(asks, Holder::Family) => self.words.gate_family(),
            Truth::Open(_) => self.words.print_counts_open(),
        }
    }

    fn category(&self, category: &Category, verdict: &Verdict, page: &mut Page) {
        let words = self.words;
        page.line(1, &words.error_at(&words.of(&category.name), &words.word(verdict.word)));
        if let Some(assumed) = verdict.assumed {
            for (line, used) in self.book.lines.iter().zip(&self.assessment.lines) {
                let amount = used.amount.filter(|_| used.standing == Standing::Weak);
                if let Some(amount) = amount.and_then(|at| line.amounts.get(at)) {
                    let rate = words.rate(amount.value);
                    page.line(2, &words.word_assumed(&rate, &words.of(&line.name), &words.word(assumed)));
                }
            }
        }
        for (need, truth) in category.needs.iter().zip(&verdict.conditions) {
            let mark = match truth {
                Truth::Holds => "✓",
                Truth::Fails => "✗",
                Truth::Open(_) => "？",
            };
            let cite = words.cite(&need.cite, self.book);
            page.line(2, &format!("{mark} {} {}（{cite}）", words.gate(need.gate), words.of(&need.name)));
        }
    }

    fn accounts(&self, page: &mut Page) {
        let words = self.words;
        for (at, account) in self.book.accounts.iter().enumerate() {
            let Some(figure) = self.assessment.figures.get(at) else { continue };
            page.line(1, &words.of(&account.name));
            for row in words.ledger(self.assessment, self.book, at, self.household) {
                let (gross, counted) = (words.ledger_gross(), words.ledger_counted());
                page.line(2, &format!("{}：{gross} {}，{counted} {}", row.entry, row.gross, row.counted));
                for taken in row.taken {
                    page.line(3, &taken);
                }
            }
            page.line(2, &words.error_at(&words.ledger_total(), &words.bounds(figure.total)));
            let per_head = match figure.people {
                (few, Some(most)) if few == most => words.ledger_per_head(&few),
                _ => words.ledger_per_head_open().to_owned(),
            };
            page.line(2, &words.error_at(&per_head, &words.bounds(figure.per_head)));
        }
    }

    /// What is open, by who can settle it.
    fn asks(&self, page: &mut Page) {
        let words = self.words;
        let open = self.assessment.verdicts.iter().map(|verdict| verdict.fits.asks());
        let members = self.assessment.members.iter().map(|member| member.asks());
        let open = open.chain(members).fold(AskSet::EMPTY, AskSet::union);
        let holders = [
            (Holder::Family, words.result_heading_family()),
            (Holder::Office, words.result_heading_question_some()),
            (Holder::Verification, words.cli_verification()),
            (Holder::Nobody, words.cli_nobody()),
        ];
        for (holder, heading) in holders {
            let asks = words.asks(self.assessment, open, &[holder], self.book, self.household);
            if asks.is_empty() {
                continue;
            }
            page.heading(heading);
            for ask in asks {
                page.line(1, &ask.text);
            }
        }
    }
}

/// Lines of text under headings.
#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn heading(&mut self, heading: &str) {
        self.text.push('\n');
        self.line(0, &heading);
    }

    fn line(&mut self, depth: usize, line: &dyn Display) {
        self.text.push_str(&"  ".repeat(depth));
        self.text.push_str(&line.to_string());
        self.text.push('\n');
    }
}
