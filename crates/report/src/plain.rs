//! A report as plain text, for a terminal.

use crate::Report;
use crate::block::{ActRow, Block, Link, Row, StatusIcon, Table, Timeline};
use crate::page::Page as Read;

impl Report {
    /// Everything but the papers, section by section.
    pub fn plain(&self) -> String {
        let mut page = Page::default();
        page.line(0, &self.place);
        page.line(0, &format!("{} {}", self.headline, self.why));
        for block in self.first.iter().chain(&self.more) {
            page.block(0, block);
        }
        page.text
    }
}

/// How many signs a bar takes at most.
const WIDEST: usize = 40;

impl Read {
    /// All of it.
    pub fn plain(&self) -> String {
        let mut page = Page::default();
        page.line(0, &self.heading);
        page.line(0, &self.lede);
        for block in &self.body {
            match block {
                // On the page a way to somewhere; here its name, and what to ask for.
                Block::Links(links) => links.iter().for_each(|link| {
                    let id = link.to.rsplit('/').next().unwrap_or_default();
                    page.line(1, &format!("{}（{id}）", link.text));
                }),
                block => page.block(0, block),
            }
        }
        page.text
    }
}

/// Blocks one after the other.
pub fn blocks(all: &[Block]) -> String {
    let mut page = Page::default();
    all.iter().for_each(|block| page.block(0, block));
    page.text.trim_start_matches('\n').to_owned()
}

/// Lines of text, two spaces in at every depth.
#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn line(&mut self, depth: usize, line: &str) {
        self.text.push_str(&"  ".repeat(depth));
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn heading(&mut self, depth: usize, heading: &str) {
        if !heading.is_empty() {
            self.text.push('\n');
            self.line(depth, heading);
        }
    }

    fn block(&mut self, depth: usize, block: &Block) {
        match block {
            Block::Text { text, .. } => self.line(depth, text),
            Block::Heading(text) => self.heading(depth, text),
            Block::Gates(rows) => {
                for row in rows {
                    self.line(depth + 1, &format!("{} {}（{}）：{}", sign(row.mark), row.name, row.state, row.text));
                }
            }
            Block::Sentences { title, lines, .. } => {
                self.heading(depth, title);
                lines.iter().for_each(|line| self.line(depth + 1, line));
            }
            Block::ToAnswer { title, lines } => {
                self.heading(depth, title);
                lines.iter().for_each(|line| self.line(depth + 1, &format!("{}（{}）", line.text, line.at)));
            }
            // Where they lead is nothing a terminal can open.
            Block::Links(_) => {}
            Block::Loop(rows) => {
                for (nth, row) in rows.iter().enumerate() {
                    self.line(depth + 1, &format!("{}. {}  {}", nth + 1, row.name, together(&row.who)));
                    row.when.iter().for_each(|when| self.line(depth + 3, when));
                    if !row.unsaid.is_empty() {
                        self.line(depth + 3, &row.unsaid);
                    }
                }
            }
            Block::Acts(rows) => rows.iter().for_each(|row| self.act(depth + 1, row)),
            Block::Table(table) => self.table(depth + 1, table),
            Block::Matrix(matrix) => {
                self.line(depth + 1, &matrix.title);
                for (name, marks) in &matrix.rows {
                    let gates = matrix.head.iter().skip(1).zip(marks).filter(|(_, mark)| mark.is_some());
                    let told: Vec<String> =
                        gates.map(|(gate, mark)| format!("{gate} {}", matrix.word(*mark))).collect();
                    self.line(depth + 2, &format!("{name}：{}", told.join("，")));
                }
            }
            Block::Chart(chart) => {
                self.line(depth + 1, &format!("{}（{}）", chart.title, chart.unit));
                chart.strips.iter().for_each(|bar| self.line(depth + 2, &format!("{}：{}", bar.name, bar.told)));
                if !chart.note.is_empty() {
                    self.line(depth + 2, &chart.note);
                }
            }
            Block::Steps(steps) => {
                for step in steps {
                    let depth = depth + 1 + usize::from(step.depth);
                    self.line(depth, &format!("{} {}", sign(step.mark), step.text));
                    step.notes.iter().for_each(|note| self.line(depth + 1, note));
                }
            }
            Block::Category(category) => {
                self.line(depth + 1, &format!("{}：{}", category.name, category.word));
                for row in &category.conditions {
                    self.line(depth + 2, &format!("{} {}（{}）", sign(row.mark), row.name, row.source));
                }
            }
            Block::Fold { title, body } => {
                self.heading(depth, title);
                body.iter().for_each(|block| self.block(depth + 1, block));
            }
            Block::Chain(chain) => {
                self.heading(depth, &chain.who);
                for link in &chain.links {
                    let what = [link.what.as_str()].into_iter().chain(link.figures.iter().map(String::as_str));
                    let what = what.collect::<Vec<_>>().join("；");
                    self.line(depth + 1, &format!("{} {} → {what} → {}", sign(link.mark), link.office, link.how));
                    self.line(depth + 2, &format!("{}（{}）", link.state, link.source));
                    link.notes.iter().for_each(|note| self.line(depth + 2, note));
                }
            }
            Block::Blank(label) => self.line(depth, &format!("{label}________")),
            Block::Signatures { labels, date } => {
                labels.iter().for_each(|label| self.line(depth, &format!("{label}________ {date}")));
            }
            Block::Timeline(timeline) => self.timeline(depth, timeline),
            // A terminal has no way to take a file along.
            Block::Download { .. } => {}
        }
    }

    /// A bar of signs for each step, a sign for a day or for some.
    fn timeline(&mut self, depth: usize, timeline: &Timeline) {
        self.heading(depth, &timeline.caption);
        let scale = timeline.days.div_ceil(WIDEST).max(1);
        for bar in &timeline.bars {
            let sign = if bar.limits { "-" } else { "#" };
            let (from, to) = (bar.stretch.from / scale, bar.stretch.to.div_ceil(scale));
            let rest = timeline.days.div_ceil(scale).saturating_sub(to);
            let drawn = format!("{}{}{}", ".".repeat(from), sign.repeat(to.saturating_sub(from)), ".".repeat(rest));
            self.line(depth + 1, &format!("|{drawn}| {}：{}", bar.name, bar.day));
        }
    }

    fn act(&mut self, depth: usize, row: &ActRow) {
        let label = if row.label.is_empty() { String::new() } else { format!("[{}] ", row.label) };
        let source = if row.source.is_empty() { String::new() } else { format!("（{}）", row.source) };
        self.line(depth, &format!("{label}{}{source}", row.text));
        for line in [&row.when, &together(&row.who)].into_iter().chain(&row.notes).filter(|line| !line.is_empty()) {
            self.line(depth + 1, line);
        }
    }

    fn table(&mut self, depth: usize, table: &Table) {
        if !table.unit.is_empty() {
            self.line(depth, &table.unit);
        }
        let columns = table.head.iter().skip(1);
        for Row { name, notes, cells } in &table.rows {
            let named: Vec<String> = match cells.as_slice() {
                [only] => vec![only.clone()],
                _ => {
                    let told = columns.clone().zip(cells).filter(|(_, cell)| !cell.is_empty());
                    told.map(|(head, cell)| format!("{head} {cell}")).collect()
                }
            };
            self.line(depth, &format!("{name}：{}", named.join("，")));
            notes.iter().for_each(|note| self.line(depth + 1, note));
        }
        for Row { name, cells, .. } in &table.sums {
            self.line(depth, &format!("{name}：{}", cells.join("，")));
        }
    }
}

fn together(links: &[Link]) -> String {
    links.iter().map(|link| &*link.text).collect::<Vec<_>>().join(" · ")
}

fn sign(mark: StatusIcon) -> &'static str {
    match mark {
        StatusIcon::Yes => "✓",
        StatusIcon::No => "✗",
        StatusIcon::Open | StatusIcon::Office => "？",
    }
}
