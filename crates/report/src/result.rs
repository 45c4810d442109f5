//! The result: what to do, what is clear, what decides, what to bring; the rest folded away.

use std::cmp::Reverse;

use doudi_engine::ask::{Ask, Holder};
use doudi_engine::derive::Derivation;
use doudi_engine::plan::Plan;
use doudi_engine::rules::{Category, Gate, IncomeTest, Note, SingleTest, ToldAs};
use doudi_engine::truth::Truth;
use doudi_engine::verdict::{Assessment, Conclusion, Verdict};
use doudi_facts::money::Yuan;
use doudi_facts::order::sort_by_key;
use doudi_rulebook::About;
use doudi_words::tell::{Asked, GateState};

use crate::ReportInput;
use crate::block::{
    Block, CategoryBlock, ColumnLayout, ConditionRow, GateRow, Link, Row, StatusIcon, Table, ToAnswer, Tone, said,
};
use crate::plan::in_order;

/// Everyone but the family: what to ask at the window.
const WINDOW: [Holder; 3] = [Holder::Office, Holder::Verification, Holder::Nobody];

impl ReportInput<'_> {
    /// What a person reads first.
    pub(crate) fn first(&self, plan: &Plan, derivation: Option<&Derivation>) -> Vec<Block> {
        let words = self.words;
        let (office, rest) = self.three_questions();
        let questions =
            if office.len() == 3 { words.result_heading_questions() } else { words.result_heading_question_some() };
        let mut blocks = vec![
            Block::Text { tone: Tone::SelfCheck, text: words.app_self_check().to_owned() },
            Block::sentences(words.urgent_heading(), self.urgent()),
            Block::sentences("", words.grants(self.found, self.book(), self.household)),
        ];
        blocks.extend(self.beside_law());
        blocks.extend(self.held());
        blocks.extend([
            Block::Heading(words.result_heading_clear().to_owned()),
            self.gates(derivation),
            Block::ToAnswer { title: words.result_heading_family().to_owned(), lines: self.still_to_answer(plan) },
            self.next_question(plan),
            Block::Fold { title: words.plan_aside().to_owned(), body: self.overtaken() },
            Block::Links(vec![Link { text: words.plan_see().to_owned(), to: "info/questions".to_owned() }]),
            Block::numbered(questions, office),
            Block::Fold {
                title: words.result_more_questions().to_owned(),
                body: said(vec![Block::sentences("", rest)]),
            },
            Block::sentences(words.result_heading_where(), self.advice(About::Where)),
            Block::Fold {
                title: words.result_heading_who().to_owned(),
                body: said(vec![Block::sentences("", self.advice(About::Who))]),
            },
            Block::sentences(words.result_heading_online(), self.advice(About::Online)),
            Block::sentences(words.result_heading_bring(), self.bring()),
            Block::sentences(words.result_heading_when(), self.hears()),
        ]);
        blocks.extend(self.help_in_short());
        said(blocks)
    }

    /// What stands behind it.
    pub(crate) fn more(&self, derivation: Option<&Derivation>) -> Vec<Block> {
        let words = self.words;
        let fold = |title: &str, body: Vec<Block>| Block::Fold { title: title.to_owned(), body: said(body) };
        let standing = words.standing(self.found, self.book(), self.on);
        let widened = if self.found.widened { words.result_widened() } else { "" };
        let mut blocks = vec![
            self.chains(),
            fold(words.schedule_heading(), self.step_by_step()),
            fold(words.result_ledger(), self.waterfall(0).into_iter().chain(self.ledgers()).collect()),
            fold(words.result_members(), vec![self.members()]),
            fold(words.result_categories(), self.categories(derivation)),
            fold(words.result_basis(), vec![Block::sentences("", standing), self.link_to_documents()]),
            fold(words.result_heading_rights(), vec![Block::sentences("", self.advice(About::Rights))]),
            self.more_pages(),
            Block::help(widened),
            self.link_to_process(),
        ];
        let book = self.book();
        blocks.extend([words.drafts(book), words.undated(book)].concat().into_iter().map(Block::help));
        said(blocks)
    }

    /// Where the result can be looked at in other ways.
    fn more_pages(&self) -> Block {
        let to = |text: &str, to: &str| Link { text: text.to_owned(), to: to.to_owned() };
        let words = self.words;
        Block::Links(vec![to(words.compare_link(), "info/compare"), to(words.margin_link(), "info/margins")])
    }

    fn link_to_documents(&self) -> Block {
        let to = format!("info/documents/{}", self.place.listing.id);
        Block::Links(vec![Link { text: self.words.documents_link().to_owned(), to }])
    }

    fn link_to_process(&self) -> Block {
        let (words, listing) = (self.words, &self.place.listing);
        let to = format!("info/process/{}", listing.id);
        Block::Links(vec![Link { text: words.process_link(&words.of(&listing.name)), to }])
    }

    /// Whom to ask at once, where something has happened that cannot wait.
    fn urgent(&self) -> Vec<String> {
        if !self.words.is_urgent(self.household) {
            return Vec::new();
        }
        let advice = self.place.listing.advice(self.town, About::Emergency);
        let told = advice.map(|advice| {
            let call = advice.phone.as_ref().map(|phone| format!("（{}）", self.words.urgent_call(phone)));
            format!("{}{}", self.words.of(&advice.text), call.unwrap_or_default())
        });
        told.collect()
    }

    fn advice(&self, about: About) -> Vec<String> {
        let advice = self.place.listing.advice(self.town, about);
        advice.map(|advice| self.words.of(&advice.text).to_owned()).collect()
    }

    /// What to ask at the window: three questions, and what else is left to it. How a sum is counted comes first, the
    /// largest sums before the others, since that moves most; what nobody has published comes last.
    pub(crate) fn three_questions(&self) -> (Vec<String>, Vec<String>) {
        let mut asked = self.asked(&WINDOW);
        sort_by_key(&mut asked, |asked| {
            let (rank, at_stake) = match asked.ask {
                Ask::Treatment(treatment) => (0, self.at_stake(treatment)),
                Ask::Losses(_) | Ask::Reading(_) => (1, Yuan::ZERO),
                Ask::Limit(_) => (2, Yuan::ZERO),
                Ask::Judgement(_) | Ask::Verify(_) => (3, Yuan::ZERO),
                _ => (4, Yuan::ZERO),
            };
            (rank, Reverse(at_stake))
        });
        let mut texts: Vec<String> = asked.into_iter().map(|asked| asked.text).collect();
        let rest = texts.split_off(texts.len().min(3));
        (texts, rest)
    }

    /// The most a treatment may take, over every account.
    fn at_stake(&self, treatment: usize) -> Yuan {
        let taken = self.found.ledgers.0.iter().flat_map(|(_, entry)| &entry.taken);
        let most = taken.filter(|taken| taken.treatment == treatment).filter_map(|taken| taken.sum.high);
        most.max().unwrap_or_default()
    }

    /// What the family can still answer for what leads, in the order of the plan.
    fn still_to_answer(&self, plan: &Plan) -> Vec<ToAnswer> {
        let order = in_order(plan);
        let answer = |asked: Asked| match asked.ask {
            Ask::Answer(fact) => Some(ToAnswer { text: asked.text, at: fact.to_string() }),
            _ => None,
        };
        let mut lines: Vec<ToAnswer> = self.asked(&[Holder::Family]).into_iter().filter_map(answer).collect();
        sort_by_key(&mut lines, |line| order.iter().position(|at| *at == line.at).unwrap_or(usize::MAX));
        lines
    }

    fn asked(&self, holders: &[Holder]) -> Vec<Asked> {
        let words = self.words;
        words.asks(self.found, words.open(self.found, self.book()), holders, self.book(), (self.household, self.on))
    }

    fn gates(&self, derivation: Option<&Derivation>) -> Block {
        let words = self.words;
        let share = derivation.and_then(|derivation| self.share(derivation)).unwrap_or_default();
        let rows = words.gates(self.found, self.book(), self.on).into_iter().map(|line| GateRow {
            name: words.gate(line.gate).to_owned(),
            mark: match line.state {
                GateState::Clear => StatusIcon::Yes,
                GateState::Family => StatusIcon::Open,
                GateState::Office => StatusIcon::Office,
            },
            state: words.state(line.state).to_owned(),
            text: if line.gate == Gate::Spending {
                format!("{}{}{share}", line.text, words.pick("", " "))
            } else {
                line.text
            },
        });
        Block::Gates(rows.collect())
    }

    /// Each person, and whether they count.
    fn members(&self) -> Block {
        let words = self.words;
        let rows = self.found.members.iter().enumerate().map(|(who, counts)| Row {
            name: words.person_line(self.household, who),
            notes: words
                .care_of(self.household, who)
                .map(|care| format!("{}：{care}", words.test_care()))
                .into_iter()
                .collect(),
            cells: vec![self.counts(*counts).to_owned()],
        });
        Block::Table(Table {
            look: ColumnLayout::Answers,
            unit: String::new(),
            head: vec![words.answers_people().to_owned(), words.print_counts().to_owned()],
            rows: rows.collect(),
            sums: Vec::new(),
        })
    }

    pub(crate) fn counts(&self, counts: Truth) -> &'static str {
        self.counts_in(self.found, counts)
    }

    pub(crate) fn counts_in(&self, found: &Assessment, counts: Truth) -> &'static str {
        let words = self.words;
        match counts {
            Truth::Holds => words.print_counts_yes(),
            Truth::Fails => words.print_counts_no(),
            Truth::Open(asks) if found.asks.any_held_by(asks, Holder::Family) => words.gate_family(),
            Truth::Open(_) => words.print_counts_open(),
        }
    }

    /// The ledger of every account, under its name; accounts that count alike share one, and need no name where all do.
    pub(crate) fn ledgers(&self) -> Vec<Block> {
        let words = self.words;
        let mut ledgers: Vec<(Vec<&str>, Table)> = Vec::new();
        for (at, account) in self.book().accounts.iter().enumerate().filter(|(at, _)| self.counts_by(*at)) {
            let Some(ledger) = self.ledger(at) else { continue };
            let name = words.of(&account.name);
            match ledgers.iter_mut().find(|(_, other)| *other == ledger) {
                Some((names, _)) => names.push(name),
                None => ledgers.push((vec![name], ledger)),
            }
        }
        let alike = ledgers.len() < 2;
        let told = ledgers.into_iter().flat_map(|(names, ledger)| {
            let heading = (!alike).then(|| Block::Heading(names.join(words.pick("、", ", "))));
            heading.into_iter().chain([Block::Table(ledger)])
        });
        told.collect()
    }

    /// Whether some category that may fit counts the household's income by an account; the first account always.
    fn counts_by(&self, account: usize) -> bool {
        let may_fit = self.found.verdicts.iter().filter(|verdict| verdict.fits.may_hold());
        let needs = may_fit.filter_map(|verdict| self.book().categories.get(verdict.category)).flat_map(|of| &of.needs);
        let mut counts = account == 0;
        needs.for_each(|need| {
            need.test.each_single(&mut |test| {
                let SingleTest::Income(test) = test else { return };
                counts |= match test {
                    IncomeTest::PerHead(against) => against.account == account,
                    IncomeTest::Spending(share) => share.account == account,
                    // What one person has alone is told beside the person.
                    IncomeTest::Own(_) => false,
                };
            });
        });
        counts
    }

    /// Every sum told, what the rules took, what is counted.
    fn ledger(&self, account: usize) -> Option<Table> {
        let words = self.words;
        let figure = self.found.figures.get(account)?;
        let rows = words.ledger(self.found, self.book(), account, self.household);
        let rows =
            rows.into_iter().map(|row| Row { name: row.entry, notes: row.taken, cells: vec![row.gross, row.counted] });
        let per_head = match figure.people {
            (few, Some(many)) if few == many => words.ledger_per_head(&few),
            _ => words.ledger_per_head_open().to_owned(),
        };
        let sum = |name: String, sum| Row { name, notes: Vec::new(), cells: vec![sum] };
        let head = [words.ledger_entry(), words.ledger_gross(), words.ledger_counted()];
        Some(Table {
            look: ColumnLayout::Ledger,
            unit: words.print_unit().to_owned(),
            head: head.map(str::to_owned).into(),
            rows: rows.collect(),
            sums: vec![
                sum(words.ledger_total().to_owned(), words.bounds(figure.total)),
                sum(per_head, words.per_head(figure, false, self.book())),
            ],
        })
    }

    /// Each category with its word in a line.
    pub(crate) fn verdicts(&self) -> Vec<String> {
        let line = |verdict: &Verdict| {
            let category = self.book().categories.get(verdict.category)?;
            let name = self.words.category(verdict, self.book(), self.household);
            Some(format!("{name}：{}", self.word(category, verdict)))
        };
        self.told().into_iter().filter(|verdict| self.is_class(verdict)).filter_map(line).collect()
    }

    pub(crate) fn is_class(&self, verdict: &Verdict) -> bool {
        self.book().is_told_as(verdict.category, ToldAs::Class)
    }

    /// The verdicts worth telling: of a tag, a route or a person only what may hold.
    pub(crate) fn told(&self) -> Vec<&Verdict> {
        let worth = |verdict: &&Verdict| verdict.fits.may_hold() || (verdict.who.is_none() && self.is_class(verdict));
        self.found.verdicts.iter().filter(worth).collect()
    }

    /// A word for a category; a route is no category one fits.
    pub(crate) fn word(&self, category: &Category, verdict: &Verdict) -> &'static str {
        if category.told == ToldAs::Route { self.words.word_route() } else { self.words.word(verdict.word) }
    }

    /// Each category by what it comes to; what does not fit is folded away once more.
    fn categories(&self, derivation: Option<&Derivation>) -> Vec<Block> {
        let words = self.words;
        let group = |verdict: &Verdict| match verdict.word {
            _ if self.book().is_told_as(verdict.category, ToldAs::Route) => 2,
            Conclusion::Fits | Conclusion::MetToVerify => 0,
            Conclusion::OfficeDecides | Conclusion::MayFit => 1,
            Conclusion::DoesNotFit => 3,
        };
        let titles = [words.result_apply(), words.result_unsettled(), words.word_route(), words.result_unlikely()];
        let told = self.told();
        let ladder = derivation.and_then(|derivation| self.ladder_of(derivation, &told));
        let mut blocks: Vec<Block> = self.matrix().into_iter().chain(ladder).collect();
        let first = blocks.len();
        for (nth, title) in titles.into_iter().enumerate() {
            let of = told.iter().copied().filter(|verdict| group(verdict) == nth).collect();
            let body = self.categories_of(of, derivation);
            if nth == 3 && blocks.len() > first {
                blocks.extend((!body.is_empty()).then(|| Block::Fold { title: title.to_owned(), body }));
            } else if !body.is_empty() {
                blocks.push(Block::Heading(title.to_owned()));
                blocks.extend(body);
            }
        }
        blocks
    }

    /// What a category comes to if the figures it hangs on that nobody has confirmed are right; nothing where that is the
    /// same.
    fn assumed(&self, verdict: &Verdict) -> Option<String> {
        let words = self.words;
        let word = verdict.assumed.filter(|assumed| *assumed != verdict.word)?;
        let line = |ask: Ask| match ask {
            Ask::Unconfirmed(at) => self.book().lines.get(at).zip(self.found.lines.get(at)),
            _ => None,
        };
        let lines = self.found.asks.of(verdict.fits.asks()).into_iter().filter_map(line);
        let lines = lines.map(|(line, used)| {
            let amount = line.amounts.get(used.amount?)?;
            Some(words.word_assumed_line(&words.rate(amount.value), &words.of(&line.name)))
        });
        let lines = lines.collect::<Option<Vec<String>>>()?.join(words.pick("、", " and "));
        (!lines.is_empty()).then(|| words.word_assumed(&lines, &words.word(word)))
    }

    /// What is told beside a category, whatever it comes to: choices, terms, what the text leaves open.
    pub(crate) fn notes(&self, category: &Category) -> Vec<Block> {
        let told = |note: &Note| {
            Block::help(format!("{}（{}）", self.words.of(&note.text), self.words.cite(&note.cite, self.book())))
        };
        category.notes.iter().map(told).collect()
    }

    /// Categories with their words, their conditions and their clauses.
    fn categories_of(&self, verdicts: Vec<&Verdict>, derivation: Option<&Derivation>) -> Vec<Block> {
        let words = self.words;
        let book = self.book();
        let (mut blocks, mut noted) = (Vec::new(), Vec::new());
        let beside = self.told();
        for verdict in verdicts {
            let Some(category) = book.categories.get(verdict.category) else { continue };
            let conditions = category.needs.iter().zip(&verdict.conditions).map(|(need, truth)| {
                let (mark, spoken) = match truth {
                    Truth::Holds => (StatusIcon::Yes, words.condition_holds()),
                    Truth::Fails => (StatusIcon::No, words.condition_fails()),
                    Truth::Open(_) => (StatusIcon::Open, words.condition_open()),
                };
                ConditionRow {
                    mark,
                    spoken: spoken.to_owned(),
                    name: words.of(&need.name).to_owned(),
                    source: words.cite(&need.cite, book),
                }
            });
            blocks.push(Block::Category(CategoryBlock {
                name: match verdict.who {
                    None => words.of(&category.name).to_owned(),
                    Some(who) => words.lead_whose(&words.of(&category.name), &words.person(self.household, who)),
                },
                word: self.word(category, verdict).to_owned(),
                conditions: conditions.collect(),
            }));
            blocks.extend(derivation.and_then(|derivation| self.why(derivation, verdict, &beside)));
            // Of a category of persons once for all of them.
            if !noted.contains(&verdict.category) {
                noted.push(verdict.category);
                blocks.extend(self.notes(category));
            }
            blocks.extend(self.assumed(verdict).map(Block::help));
        }
        blocks
    }
}
