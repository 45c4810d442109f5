//! Why (为什么), in three depths from one derivation: a sentence, the sums, every step with its source.

use doudi_engine::ask::Holder;
use doudi_engine::assess::derive;
use doudi_engine::derive::{Compared, Derivation, Derived, IncomeCompared, Leaf, Node};
use doudi_engine::margin::{Margin, margins, missing};
use doudi_engine::rules::{Against, Amount, Category, Cite, IncomeTest, Share, SingleTest};
use doudi_engine::truth::Truth;
use doudi_engine::verdict::{Group, LineUsed, Standing, Verdict};
use doudi_facts::money::{Bounds, Multiple, Period, Yuan};

use crate::ReportInput;
use crate::block::{Block, StatusIcon, Step, said};
use crate::picture::used_by;

/// No more sets than these are listed beside the first.
const BESIDE: usize = 4;

impl ReportInput<'_> {
    /// How the result came about.
    pub(crate) fn derivation(&self) -> Option<Derivation> {
        derive(self.book(), self.household, self.on, self.found).ok()
    }

    /// Why a category comes to its word, folded. What is told of the others beside it is not told again.
    pub(crate) fn why(&self, derivation: &Derivation, verdict: &Verdict, beside: &[&Verdict]) -> Option<Block> {
        let name = self.words.category(verdict, self.book(), self.household);
        Some(Block::Fold { title: self.words.why_title(&name), body: self.reasons(derivation, verdict, beside)? })
    }

    /// The three depths of one category (`dibao`, `tekun.p1`), or of every one that is worth telling.
    ///
    /// # Errors
    /// Where there is no such category: which ones there are.
    pub fn whys(&self, of: Option<&str>) -> Result<Vec<Block>, String> {
        let words = self.words;
        let named = |verdict: &&Verdict| {
            of.is_none_or(|of| of == self.id(verdict) || Some(of) == self.id(verdict).split('.').next())
        };
        let told = if of.is_some() { self.found.verdicts.iter().collect() } else { self.told() };
        let told: Vec<&Verdict> = told.into_iter().filter(named).collect();
        if let (Some(of), true) = (of, told.is_empty()) {
            let known: Vec<&str> = self.book().categories.iter().map(|category| category.id.as_str()).collect();
            return Err(words.why_none(&of, &known.join(", ")));
        }
        let Some(derivation) = self.derivation() else { return Ok(Vec::new()) };
        let mut blocks: Vec<Block> = self.ladder_of(&derivation, &told).into_iter().collect();
        for (nth, verdict) in told.iter().enumerate() {
            blocks.extend(self.why(&derivation, verdict, &told));
            let is_first = told.iter().take(nth).all(|other| other.category != verdict.category);
            let category = self.book().categories.get(verdict.category).filter(|_| is_first);
            blocks.extend(category.map_or_else(Vec::new, |category| self.notes(category)));
        }
        Ok(blocks)
    }

    /// The income against every line, where one of these categories looks at it.
    pub(crate) fn ladder_of(&self, derivation: &Derivation, told: &[&Verdict]) -> Option<Block> {
        let is_income = |leaf: &Leaf| matches!(leaf.test, Some(SingleTest::Income(IncomeTest::PerHead(_))));
        let looks = |derived: &Derived| {
            own_leaves(derived).iter().filter_map(|at| derived.leaves.get(*at)).any(|leaf| is_income(leaf))
        };
        let any = told.iter().filter_map(|verdict| found(derivation, verdict)).any(looks);
        self.ladder(derivation).filter(|_| any)
    }

    /// The three depths of a category.
    fn reasons(&self, derivation: &Derivation, verdict: &Verdict, beside: &[&Verdict]) -> Option<Vec<Block>> {
        let category = self.book().categories.get(verdict.category)?;
        let derived = found(derivation, verdict)?;
        let fails = verdict.fits == Truth::Fails;
        // What another category has overtaken is no matter of what would have to be otherwise.
        let overtaken = if fails { self.overtaken_by(derived, verdict) } else { Vec::new() };
        let (sets, more) = if fails && overtaken.is_empty() { self.in_the_way(derived) } else { (Vec::new(), false) };
        let mut body = vec![
            Block::plain(self.sentence(verdict, category, &sets, &overtaken)),
            Block::sentences(self.words.why_sums(), self.sums(derived)),
        ];
        body.extend(self.otherwise(&sets, more));
        let steps = Block::Steps(self.derived_steps(derived, verdict, category, beside));
        body.push(Block::Fold { title: self.words.why_steps().to_owned(), body: vec![steps] });
        Some(said(body))
    }

    /// One plain sentence.
    fn sentence(&self, verdict: &Verdict, category: &Category, sets: &[Vec<String>], overtaken: &[&Verdict]) -> String {
        let words = self.words;
        let name = words.category(verdict, self.book(), self.household);
        let word = self.word(category, verdict);
        match verdict.fits {
            Truth::Holds => words.why_fits(&name, &word),
            Truth::Fails if !overtaken.is_empty() => {
                let names = overtaken.iter().map(|it| words.category(it, self.book(), self.household));
                let names: Vec<String> = names.collect();
                if overtaken.iter().any(|it| it.fits == Truth::Holds) {
                    words.why_overtaken(&name, &names.join(words.pick("、", ", ")), &word)
                } else {
                    words.why_either(&name, &names.join(words.pick("就是", " or ")), &word)
                }
            }
            Truth::Fails => match sets.first() {
                Some(first) => words.why_not(&name, &self.joined(first), &word),
                None => words.why_failing(&name, &self.not_so(verdict, category), &word),
            },
            Truth::Open(asks) => {
                let holders = [Holder::Family, Holder::Office, Holder::Verification, Holder::Nobody];
                let told = holders.iter().flat_map(|holder| {
                    words.asks(self.found, asks, &[*holder], self.book(), (self.household, self.on)).into_iter()
                });
                let told: Vec<String> = told.map(|asked| asked.text).take(3).collect();
                words.why_open(&name, &self.asked_together(&told), &word)
            }
        }
    }

    /// The categories that come before this one and fit: for sure, or one or the other of exclusive ones.
    fn overtaken_by(&self, derived: &Derived, verdict: &Verdict) -> Vec<&Verdict> {
        let mut before: Vec<(usize, Option<usize>)> = Vec::new();
        let failing = derived.conditions.iter().zip(&verdict.conditions).filter(|(_, truth)| truth.may_fail());
        failing.for_each(|((_, node), _)| negated(node, &mut before));
        let of = |(category, who): &(usize, Option<usize>)| {
            self.found.verdicts.iter().find(|it| (it.category, it.who) == (*category, *who))
        };
        let sure: Vec<&Verdict> = before.iter().filter_map(of).filter(|it| it.fits == Truth::Holds).collect();
        let sets_of = || self.found.groups.iter().filter(|group| group.fits == Truth::Holds);
        if !sure.is_empty() {
            return sure;
        }
        let all = |group: &&Group| group.categories.iter().all(|at| before.iter().any(|(category, _)| category == at));
        let group = sets_of().find(all).map_or(&[][..], |group| &group.categories);
        group.iter().flat_map(|at| self.found.of(*at)).filter(|it| it.fits.may_hold()).collect()
    }

    /// The conditions that fail; where none does by itself, those that cannot hold together.
    pub(crate) fn not_so(&self, verdict: &Verdict, category: &Category) -> String {
        let of = |is: fn(Truth) -> bool| {
            let such = category.needs.iter().zip(&verdict.conditions).filter(|(_, truth)| is(**truth));
            such.map(|(need, _)| self.words.of(&need.name)).collect::<Vec<_>>()
        };
        let fails = of(|truth| truth == Truth::Fails);
        let told = if fails.is_empty() { of(|truth| truth != Truth::Holds) } else { fails };
        told.join(self.words.pick("；", "; "))
    }

    /// Questions one after the other, whatever each ends with.
    pub(crate) fn asked_together(&self, asked: &[String]) -> String {
        let (stop, end) = (self.words.pick("；", "; "), self.words.pick("。", "."));
        let mut told = String::new();
        for (nth, text) in asked.iter().enumerate() {
            told.push_str(text);
            let is_last = nth + 1 == asked.len();
            match (text.ends_with(['？', '?']), is_last) {
                (true, true) => {}
                (true, false) => told.push_str(self.words.pick("", " ")),
                (false, true) => told.push_str(end),
                (false, false) => told.push_str(stop),
            }
        }
        told
    }

    fn joined(&self, facts: &[String]) -> String {
        let facts = facts.iter().cloned();
        facts.reduce(|one, other| self.words.why_and(&one, &other)).unwrap_or_default()
    }

    /// Every least set of what would have to be otherwise, each as the facts that stand now; and whether there are more.
    fn in_the_way(&self, derived: &Derived) -> (Vec<Vec<String>>, bool) {
        let fact = |at: &usize| {
            let leaf = derived.leaves.get(*at)?;
            let told = self.words.test(leaf, leaf.truth() == Truth::Holds, self.book());
            let now = self.words.finding_beside(leaf);
            let told = self.of_whom(leaf, derived, told);
            Some(if now.is_empty() { told } else { self.words.why_now(&now, &told) })
        };
        let missing = missing(derived);
        let mut sets: Vec<Vec<String>> = Vec::new();
        for set in &missing.sets {
            let facts: Vec<String> = set.iter().filter_map(fact).collect();
            if !facts.is_empty() && !sets.contains(&facts) {
                sets.push(facts);
            }
        }
        (sets, missing.more)
    }

    /// A fact of somebody else than the category is about, with whose it is.
    fn of_whom(&self, leaf: &Leaf, derived: &Derived, told: String) -> String {
        match leaf.who {
            Some(who) if derived.who != Some(who) => {
                self.words.ask_person(&told, &self.words.person(self.household, who))
            }
            _ => told,
        }
    }

    fn otherwise(&self, sets: &[Vec<String>], more: bool) -> Vec<Block> {
        let words = self.words;
        let Some((first, others)) = sets.split_first() else { return Vec::new() };
        let title = match first.len() {
            1 => words.why_missing().to_owned(),
            many => words.why_missing_all(&many),
        };
        let mut lines = first.clone();
        lines.extend(others.iter().take(BESIDE).map(|set| words.why_missing_or(&self.joined(set))));
        if more || others.len() > BESIDE {
            lines.push(words.why_missing_more().to_owned());
        }
        vec![Block::Sentences { title, lines, numbered: false }]
    }

    /// The arithmetic of a category's own figures, each once.
    fn sums(&self, derived: &Derived) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut tell = |line: String| {
            if !lines.contains(&line) {
                lines.push(line);
            }
        };
        let leaves = || own_leaves(derived).into_iter().filter_map(|at| derived.leaves.get(at));
        let accounts = leaves().filter_map(|leaf| Some((against(leaf)?.account, leaf.who)));
        let accounts: Vec<(usize, Option<usize>)> = accounts.collect();
        for leaf in leaves() {
            let whole = leaf.whole();
            if let Some(Compared::Income(income)) = whole {
                let Some(against) = against(leaf) else { continue };
                // Where one person's or family's income is counted in two ways, each sum says by which.
                let is_named = accounts.iter().any(|(of, who)| *of != against.account && *who == leaf.who);
                let account = self.book().accounts.get(against.account).filter(|_| is_named);
                let account = account.map(|account| self.words.of(&account.name));
                self.income_sums(leaf, &income, against, account).into_iter().for_each(&mut tell);
            } else if let (
                Some(Compared::Spending { spent, income, .. }),
                Some(SingleTest::Income(IncomeTest::Spending(share))),
            ) = (whole, &leaf.test)
            {
                self.spending_sum(leaf, (spent, income), share).into_iter().for_each(&mut tell);
            }
        }
        lines
    }

    fn income_sums(
        &self,
        leaf: &Leaf,
        income: &IncomeCompared,
        against: &Against,
        account: Option<&str>,
    ) -> Vec<String> {
        let words = self.words;
        let (sum, told) = (words.bounds(income.sum), words.yuan(income.sum));
        let people = match income.people {
            (few, Some(many)) => words.range(few.to_string(), many.to_string()),
            (few, None) => words.ledger_at_least(&few),
        };
        let is_known = told != words.ledger_any();
        let counted = match leaf.who.map(|who| words.person(self.household, who)) {
            Some(person) if is_known => words.why_own(&told, &person),
            Some(person) => words.why_own_open(&person),
            None if is_known => words.why_counted(&people, &told),
            None => words.why_counted_open(&people),
        };
        let counted = account.map_or_else(|| counted.clone(), |account| words.why_by(&account, &counted));
        let line = self.book().lines.get(against.line);
        let name = line.map_or("", |line| words.of(&line.name));
        let [Margin::Money(apart)] = margins(leaf)[..] else { return vec![counted] };
        // Where the area is open, each area's figure.
        let used: Vec<LineUsed> = used_by(leaf).into_iter().map(|(used, _)| used).collect();
        let mut lines = vec![counted];
        for one in &used {
            let Some(amount) = one.amount.zip(line).and_then(|(at, line)| line.amounts.get(at)) else {
                lines.push(words.why_no_amount(&name));
                continue;
            };
            let told = self.bar_told(amount, one.standing, &people, income, against, name, used.len() > 1);
            lines.extend(told.map(|told| format!("{told}{}", words.may_have_risen(*one, amount))));
        }
        let bar = words.bounds(apart.bar);
        let is_weak = |used: &LineUsed| used.standing == Standing::Weak;
        let is_below = apart.apart.high.is_some_and(|high| high < Yuan::ZERO);
        if used.iter().any(is_weak) && used.len() == 1 && is_below && apart.bar.low > Some(Yuan::ZERO) {
            lines.push(words.why_floor(&words.yuan(apart.bar)));
        }
        let compares = !leaf.has_no_line()
            && used.iter().any(|used| used.amount.is_some())
            && (is_below || !used.iter().any(is_weak));
        if is_known && compares && bar != words.ledger_any() {
            lines.push(words.why_apart(&words.distance(&apart, leaf.who), &bar, &sum));
        }
        lines
    }

    /// What a figure of a line comes to for the household; of one nobody has confirmed, if it were right.
    #[expect(clippy::too_many_arguments, reason = "each is a part of the one sentence")]
    fn bar_told(
        &self,
        amount: &Amount,
        standing: Standing,
        people: &str,
        income: &IncomeCompared,
        against: &Against,
        name: &str,
        by_area: bool,
    ) -> Option<String> {
        let words = self.words;
        let rate = match amount.value.per {
            Period::Month => format!("{} × 12", words.rate(amount.value)),
            Period::Year => words.rate(amount.value),
        };
        let is_once = against.times == Multiple::ONCE;
        let weak_rate =
            if is_once { rate.clone() } else { format!("{rate} × {}{}", against.times, words.pick(" 倍", "")) };
        let yearly = Bounds::exactly(amount.value.yearly().ok()?);
        // What is known of the line as a whole holds for the one figure there is.
        let yearly = if by_area || standing == Standing::Weak { yearly } else { income.yearly };
        let bar = IncomeCompared { yearly, ..*income }.bar(against.times).map(|bar| words.yuan(bar))?;
        let area = amount.area.filter(|_| by_area);
        let name = area.map_or_else(|| name.to_owned(), |area| words.why_by_area(&words.area(area), &name));
        Some(match (standing, is_once) {
            (Standing::Weak, _) => words.why_bar_weak(&bar, &name, &weak_rate),
            (_, true) => words.why_bar(&bar, &name, &people, &rate),
            (_, false) => words.why_bar_times(&bar, &name, &people, &rate, &against.times),
        })
    }

    /// What has to be spent beside the income, by the first class that may fit and looks at it.
    pub(crate) fn share(&self, derivation: &Derivation) -> Option<String> {
        let may_fit = self.found.verdicts.iter().filter(|verdict| verdict.fits.may_hold() && self.is_class(verdict));
        let leaves = may_fit.filter_map(|verdict| found(derivation, verdict)).flat_map(|derived| &derived.leaves);
        leaves.into_iter().find_map(|leaf| {
            let Some(SingleTest::Income(IncomeTest::Spending(share))) = &leaf.test else { return None };
            let Some(Compared::Spending { spent, income, .. }) = leaf.whole() else { return None };
            Some(self.words.share_told(spent, income, share))
        })
    }

    fn spending_sum(&self, leaf: &Leaf, (spent, income): (Bounds, Bounds), share: &Share) -> Option<String> {
        let words = self.words;
        let [Margin::Money(apart)] = margins(leaf)[..] else { return None };
        if !share.times.is_positive() {
            return Some(words.share_told(spent, income, share));
        }
        if leaf.has_no_line() {
            let line = share.living.and_then(|line| self.book().lines.get(line));
            return line.map(|line| words.why_no_amount(&words.of(&line.name)));
        }
        let (spent, income, bar) = (words.yuan(spent), words.yuan(income), words.yuan(apart.bar));
        Some(words.why_spent(&words.apart(apart.apart), &bar, &income, &spent, &share.times))
    }

    /// Every step, with its source.
    fn derived_steps(
        &self,
        derived: &Derived,
        verdict: &Verdict,
        category: &Category,
        beside: &[&Verdict],
    ) -> Vec<Step> {
        let mut steps = Vec::new();
        let conditions = category.needs.iter().zip(&derived.conditions).zip(&verdict.conditions);
        for ((need, (_, node)), truth) in conditions {
            steps.push(Step {
                depth: 0,
                mark: self.truth_mark(*truth),
                text: self.words.of(&need.name).to_owned(),
                notes: vec![self.source(&need.cite)],
            });
            Steps { subject: self, derived, beside, steps: &mut steps }.below(node, 1);
        }
        steps
    }

    /// A document and clause, and how it was read.
    pub(crate) fn source(&self, cite: &Cite) -> String {
        let words = self.words;
        words.why_source(&words.confidence(cite.confidence), &words.cite(cite, self.book()))
    }

    /// How a truth is drawn.
    pub(crate) fn truth_mark(&self, truth: Truth) -> StatusIcon {
        match truth {
            Truth::Holds => StatusIcon::Yes,
            Truth::Fails => StatusIcon::No,
            Truth::Open(asks) if self.found.asks.any_held_by(asks, Holder::Family) => StatusIcon::Open,
            Truth::Open(_) => StatusIcon::Office,
        }
    }
}

/// Where a verdict stands in a derivation.
pub(crate) fn found<'d>(derivation: &'d Derivation, verdict: &Verdict) -> Option<&'d Derived> {
    derivation.verdicts.iter().find(|of| (of.category, of.who) == (verdict.category, verdict.who))
}

/// The categories that must not fit.
fn negated(node: &Node, categories: &mut Vec<(usize, Option<usize>)>) {
    match node {
        Node::Not(inner) => match &**inner {
            Node::Fits { category, who, .. } => categories.push((*category, *who)),
            Node::Any(nodes) => nodes.iter().for_each(|node| {
                if let Node::Fits { category, who, .. } = node {
                    categories.push((*category, *who));
                }
            }),
            _ => {}
        },
        Node::All(nodes) => nodes.iter().for_each(|node| negated(node, categories)),
        _ => {}
    }
}

/// The line a leaf compares an income with.
fn against(leaf: &Leaf) -> Option<&Against> {
    let Some(SingleTest::Income(test)) = &leaf.test else { return None };
    match test {
        IncomeTest::PerHead(against) | IncomeTest::Own(against) => Some(against),
        IncomeTest::Spending(_) => None,
    }
}

/// The leaves of a category, without what is asked of each member.
pub(crate) fn own_leaves(derived: &Derived) -> Vec<usize> {
    fn own(node: &Node, leaves: &mut Vec<usize>) {
        match node {
            Node::All(nodes) | Node::Any(nodes) | Node::Fits { needs: nodes, .. } => {
                nodes.iter().for_each(|node| own(node, leaves));
            }
            Node::Not(node) => own(node, leaves),
            Node::Somebody(_) => {}
            Node::Leaf(at) => leaves.push(*at),
        }
    }
    let mut leaves = Vec::new();
    derived.conditions.iter().for_each(|(_, node)| own(node, &mut leaves));
    leaves
}

/// Steps as they are laid out.
struct Steps<'s, 'a> {
    subject: &'s ReportInput<'a>,
    derived: &'s Derived,
    /// What is told on the same page.
    beside: &'s [&'s Verdict],
    steps: &'s mut Vec<Step>,
}

impl Steps<'_, '_> {
    fn truth(&self, node: &Node) -> Truth {
        node.truth(&|at| self.derived.leaves.get(at).map(|leaf| leaf.truth()))
    }

    /// What a condition consists of; one that all must hold needs no heading of its own.
    fn below(&mut self, node: &Node, depth: u8) {
        match node {
            Node::All(nodes) => nodes.iter().for_each(|node| self.step(node, depth)),
            _ => self.step(node, depth),
        }
    }

    fn step(&mut self, node: &Node, depth: u8) {
        let words = self.subject.words;
        match node {
            Node::All(nodes) => self.several(node, words.test_all(), nodes, depth),
            Node::Any(nodes) => self.several(node, words.test_any(), nodes, depth),
            Node::Leaf(at) => self.leaf(*at, true, depth),
            Node::Not(inner) => match &**inner {
                Node::Leaf(at) => self.leaf(*at, false, depth),
                Node::Not(inner) => self.step(inner, depth),
                Node::Fits { category, who, needs } => {
                    self.push(node, words.test_fits_not(&self.short(*category)), depth);
                    self.needs((*category, *who), needs, depth + 1);
                }
                Node::Somebody(nodes) => {
                    self.push(node, words.test_somebody_not().to_owned(), depth);
                    self.people(nodes, depth + 1);
                }
                Node::All(nodes) => self.several(node, &words.test_not(&words.test_all()), nodes, depth),
                Node::Any(nodes) => self.several(node, &words.test_not(&words.test_any()), nodes, depth),
            },
            Node::Fits { category, who, needs } => {
                self.push(node, words.test_fits(&self.short(*category)), depth);
                self.needs((*category, *who), needs, depth + 1);
            }
            Node::Somebody(nodes) => {
                self.push(node, words.test_somebody().to_owned(), depth);
                self.people(nodes, depth + 1);
            }
        }
    }

    /// Several conditions; where some of them decide the whole, those alone.
    fn several(&mut self, node: &Node, text: &str, nodes: &[Node], depth: u8) {
        self.push(node, text.to_owned(), depth);
        let heading = self.steps.len() - 1;
        let deciding = match (node, self.truth(node)) {
            (Node::Any(_), Truth::Holds) => Some(Truth::Holds),
            (Node::All(_), Truth::Fails) => Some(Truth::Fails),
            _ => None,
        };
        let (told, rest): (Vec<&Node>, Vec<&Node>) =
            nodes.iter().partition(|node| deciding.is_none_or(|deciding| self.truth(node) == deciding));
        told.into_iter().for_each(|node| self.step(node, depth + 1));
        if let (Some(step), false) = (self.steps.get_mut(heading), rest.is_empty()) {
            step.notes.push(self.subject.words.why_rest(&rest.len()));
        }
    }

    fn push(&mut self, node: &Node, text: String, depth: u8) {
        let mark = self.subject.truth_mark(self.truth(node));
        self.steps.push(Step { depth, mark, text, notes: Vec::new() });
    }

    fn short(&self, category: usize) -> &str {
        self.subject.book().categories.get(category).map_or("", |of| self.subject.words.of(&of.short))
    }

    /// The conditions of a category another one leans on, each with its source.
    fn needs(&mut self, (category, who): (usize, Option<usize>), nodes: &[Node], depth: u8) {
        let words = self.subject.words;
        let told = self.beside.iter().find(|verdict| (verdict.category, verdict.who) == (category, who));
        if let (Some(verdict), Some(step)) = (told, self.steps.last_mut()) {
            let name = words.category(verdict, self.subject.book(), self.subject.household);
            step.notes.push(words.why_see(&name));
            return;
        }
        let Some(of) = self.subject.book().categories.get(category) else { return };
        for (need, node) in of.needs.iter().zip(nodes) {
            self.push(node, self.subject.words.of(&need.name).to_owned(), depth);
            if let Some(step) = self.steps.last_mut() {
                step.notes.push(self.subject.source(&need.cite));
            }
            self.below(node, depth + 1);
        }
    }

    /// Each person, as far as it can be they.
    fn people(&mut self, nodes: &[Node], depth: u8) {
        for node in nodes {
            let Node::All(parts) = node else { continue };
            let who = parts
                .first()
                .and_then(|part| if let Node::Leaf(at) = part { self.derived.leaves.get(*at) } else { None });
            let who = who.and_then(|leaf| leaf.who).unwrap_or(usize::MAX);
            self.push(node, self.subject.words.person(self.subject.household, who), depth);
            if self.truth(node).may_hold() {
                parts.iter().for_each(|part| self.step(part, depth + 1));
            }
        }
    }

    fn leaf(&mut self, at: usize, holds: bool, depth: u8) {
        let Some(leaf) = self.derived.leaves.get(at) else { return };
        let subject = self.subject;
        let truth = if holds { leaf.truth() } else { !leaf.truth() };
        let text = subject.of_whom(leaf, self.derived, subject.words.test(leaf, holds, subject.book()));
        let finding = subject.words.finding(leaf);
        let notes = [finding].into_iter().chain(self.amounts(leaf)).filter(|note| !note.is_empty()).collect();
        self.steps.push(Step { depth, mark: subject.truth_mark(truth), text, notes });
    }

    /// The figures of the line a leaf compares with: their documents, dates and how they were read.
    fn amounts(&self, leaf: &Leaf) -> Vec<String> {
        let used = used_by(leaf);
        used.iter().filter_map(|(one, _)| self.amount(leaf, one.amount, used.len() > 1)).collect()
    }

    fn amount(&self, leaf: &Leaf, at: Option<usize>, by_area: bool) -> Option<String> {
        let (words, book) = (self.subject.words, self.subject.book());
        let line = book.lines.get(against(leaf)?.line)?;
        let name = words.of(&line.name);
        let Some(amount) = at.and_then(|at| line.amounts.get(at)) else {
            return Some(words.why_no_amount(&name));
        };
        let area = amount.area.filter(|_| by_area).map(|area| words.why_by_area(&words.area(area), &name));
        let name = area.as_deref().unwrap_or(name);
        let (doc, read) = (words.cite(&amount.cite, book), words.confidence(amount.cite.confidence));
        Some(words.why_amount(&amount.checked, &read, &doc, &amount.from, &name, &words.rate(amount.value)))
    }
}
