//! Blocks as HTML, for the page and for paper: text escaped, no style attributes, no script.
//!
//! The module with the rules writes it, so what is found costs the first view of the page nothing, and how it is
//! written can be tested without a browser.

mod chain;
mod chart;
mod process;
mod steps;
mod timeline;

use crate::block::{
    Block, CategoryBlock, ColumnLayout, ConditionRow, GateRow, Paper, Row, StatusIcon, Table, ToAnswer, Tone,
};

/// Blocks one after the other.
pub fn blocks(all: &[Block]) -> String {
    let mut html = Html::default();
    html.blocks(all);
    html.0
}

/// Papers, each on a sheet of its own.
pub fn papers(all: &[Paper]) -> String {
    let mut html = Html::default();
    for paper in all {
        let class = if paper.columns { "paper paper--columns" } else { "paper" };
        html.within("article", class, |html| {
            html.element("h2", "", &paper.title);
            html.blocks(&paper.body);
        });
    }
    html.0
}

/// HTML as it grows. Every text goes through [`Html::text`].
#[derive(Default)]
pub(crate) struct Html(String);

impl Html {
    /// A text, escaped: it can stand between tags and within double quotes.
    pub(crate) fn text(&mut self, text: &str) {
        for letter in text.chars() {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                _ => self.0.push(letter),
            }
        }
    }

    /// Opens a tag with its attributes; those without a value are left out.
    pub(crate) fn open(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.0.push('<');
        self.0.push_str(tag);
        for (name, value) in attributes.iter().filter(|(_, value)| !value.is_empty()) {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            self.text(value);
            self.0.push('"');
        }
        self.0.push('>');
    }

    /// Closes a tag.
    pub(crate) fn close(&mut self, tag: &str) {
        self.0.push_str("</");
        self.0.push_str(tag);
        self.0.push('>');
    }

    /// Something within a tag; without a class where it is empty.
    pub(crate) fn within(&mut self, tag: &str, class: &str, inner: impl FnOnce(&mut Self)) {
        self.open(tag, &[("class", class)]);
        inner(self);
        self.close(tag);
    }

    /// A text within a tag.
    pub(crate) fn element(&mut self, tag: &str, class: &str, text: &str) {
        self.within(tag, class, |html| html.text(text));
    }

    /// A list, one item at a time.
    pub(crate) fn list<T>(&mut self, tag: &str, class: &str, items: &[T], mut item: impl FnMut(&mut Self, &T)) {
        self.within(tag, class, |html| items.iter().for_each(|one| html.within("li", "", |html| item(html, one))));
    }

    fn blocks(&mut self, all: &[Block]) {
        all.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Text { tone, text } => {
                let class = match tone {
                    Tone::Plain => "",
                    Tone::Help => "help",
                    Tone::SelfCheck => "self-check",
                    Tone::StatusIcon => "mark",
                };
                if !text.is_empty() {
                    self.element("p", class, text);
                }
            }
            Block::Heading(text) => self.element("h2", "", text),
            Block::Gates(rows) => self.within("ul", "gates", |html| rows.iter().for_each(|row| html.gate(row))),
            Block::Sentences { title, lines, numbered } => self.within("section", "", |html| {
                if !title.is_empty() {
                    html.element("h2", "", title);
                }
                html.list(if *numbered { "ol" } else { "ul" }, "sentences", lines, |html, line| html.text(line));
            }),
            Block::ToAnswer { title, lines } => self.within("section", "yours", |html| {
                html.element("h2", "", title);
                html.list("ul", "sentences", lines, Self::answer_line);
            }),
            Block::Links(links) => self.list("ul", "links", links, |html, link| html.link(&link.to, &link.text)),
            Block::Loop(rows) => self.stages(rows),
            Block::Acts(rows) => self.acts(rows),
            Block::Table(table) => self.table(table),
            Block::Timeline(timeline) => self.timeline(timeline),
            Block::Download { label, name, media, text } => self.download(label, name, media, text),
            Block::Chart(chart) => self.chart(chart),
            Block::Matrix(matrix) => self.matrix(matrix),
            Block::Steps(steps) => self.steps(steps),
            Block::Category(category) => self.category(category),
            Block::Fold { title, body } => self.within("details", "fold", |html| {
                html.element("summary", "", title);
                html.within("div", "fold__body", |html| html.blocks(body));
            }),
            Block::Chain(chain) => self.chain(chain),
            Block::Blank(label) => self.blank(label),
            Block::Signatures { labels, date } => self.within("div", "signatures", |html| {
                for label in labels {
                    html.within("div", "sign-here", |html| {
                        html.blank(label);
                        html.element("p", "", date);
                    });
                }
            }),
        }
    }

    /// The shapes are a tick, a ring and a square, so that colour says nothing alone.
    fn gate(&mut self, row: &GateRow) {
        let (class, path) = match row.mark {
            StatusIcon::Yes | StatusIcon::No => ("gate", "M3 10l5 5 9-11"),
            StatusIcon::Open => ("gate gate--family", "M10 3a7 7 0 1 1 0 14a7 7 0 1 1 0-14"),
            StatusIcon::Office => ("gate", "M4 4h12v12h-12z"),
        };
        self.within("li", class, |html| {
            html.within("p", "gate__name", |html| {
                html.shape(path);
                html.element("strong", "", &row.name);
                html.element("span", "gate__state", &row.state);
            });
            html.element("p", "", &row.text);
        });
    }

    /// A drawn shape beside a word.
    fn shape(&mut self, path: &str) {
        let size = [("class", "shape"), ("viewBox", "0 0 20 20"), ("width", "20"), ("height", "20")];
        self.open("svg", &[&size[..], &[("aria-hidden", "true")]].concat());
        self.open("path", &[("d", path)]);
        self.close("path");
        self.close("svg");
    }

    /// What the family can still answer, with the way there.
    fn answer_line(&mut self, line: &ToAnswer) {
        // The page knows where an answer is given; brackets would be escaped in an address.
        let at = line.at.replace('[', ".").replace(']', "");
        self.link(&format!("answer/{at}"), &line.text);
    }

    /// A way to another page of the app.
    pub(crate) fn link(&mut self, to: &str, text: &str) {
        self.open("a", &[("href", &format!("#/{to}"))]);
        self.text(text);
        self.close("a");
    }

    /// A line to be filled in by hand.
    fn blank(&mut self, label: &str) {
        self.within("p", "blank", |html| {
            html.element("span", "", label);
            html.element("span", "blank__line", "");
        });
    }

    /// A table that reads row by row, on a phone and on paper.
    fn table(&mut self, table: &Table) {
        let class = match table.look {
            ColumnLayout::Ledger => "ledger",
            ColumnLayout::Boxes => "boxes",
            ColumnLayout::Answers => "told",
            ColumnLayout::Steps => "steps",
        };
        if !table.unit.is_empty() {
            self.element("p", "help", &table.unit);
        }
        let labelled = table.look == ColumnLayout::Steps;
        self.within("table", class, |html| {
            html.within("thead", "", |html| {
                html.within("tr", "", |html| {
                    for head in &table.head {
                        html.open("th", &[("scope", "col")]);
                        html.text(head);
                        html.close("th");
                    }
                });
            });
            html.within("tbody", "", |html| table.rows.iter().for_each(|row| html.row(row, &table.head, labelled)));
            html.within("tfoot", "", |html| table.sums.iter().for_each(|row| html.row(row, &table.head, false)));
        });
    }

    /// A row; where there is no room for columns its cells stand below each other, each with the head of its column.
    fn row(&mut self, row: &Row, head: &[String], labelled: bool) {
        let first = head.len().saturating_sub(row.cells.len());
        let spanned = first.to_string();
        self.within("tr", "", |html| {
            // A box for writing in by hand heads no row.
            if row.name.is_empty() {
                html.open("td", &[("colspan", &spanned)]);
                html.close("td");
            } else {
                html.open("th", &[("scope", "row"), ("colspan", &spanned)]);
                html.text(&row.name);
                if !row.notes.is_empty() {
                    html.list("ul", "taken", &row.notes, |html, note| html.text(note));
                }
                html.close("th");
            }
            for (cell, label) in row.cells.iter().zip(head.iter().skip(first)) {
                let label = [("data-label", label.as_str())];
                html.open("td", if labelled { &label } else { &[] });
                html.text(cell);
                html.close("td");
            }
        });
    }

    fn category(&mut self, category: &CategoryBlock) {
        self.within("section", "category", |html| {
            html.element("h3", "", &category.name);
            html.element("p", "category__word", &category.word);
            html.list("ul", "", &category.conditions, Self::condition);
        });
    }

    fn condition(&mut self, row: &ConditionRow) {
        let sign = match row.mark {
            StatusIcon::Yes => "✓",
            StatusIcon::No => "✗",
            StatusIcon::Open | StatusIcon::Office => "？",
        };
        self.open("span", &[("class", "sign"), ("aria-hidden", "true")]);
        self.text(sign);
        self.close("span");
        self.element("span", "unseen", &row.spoken);
        self.text(&row.name);
        self.element("span", "source", &row.source);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_never_becomes_a_tag() {
        let said = blocks(&[Block::Heading("a < b & \"c\"".to_owned())]);
        assert_eq!(said, "<h2>a &lt; b &amp; &quot;c&quot;</h2>");
    }

    #[test]
    fn an_answer_is_reached_by_an_address_without_brackets() {
        let line = ToAnswer { text: "多少钱".to_owned(), at: "incomes.wages.items[0].each".to_owned() };
        let said = blocks(&[Block::ToAnswer { title: "要您补".to_owned(), lines: vec![line] }]);
        assert!(said.contains("<a href=\"#/answer/incomes.wages.items.0.each\">多少钱</a>"), "{said}");
    }

    #[test]
    fn a_box_for_the_hand_heads_no_row() {
        let row = Row { name: String::new(), notes: Vec::new(), cells: vec!["父".to_owned()] };
        let head = vec!["姓名".to_owned(), "关系".to_owned()];
        let table = Table { look: ColumnLayout::Boxes, unit: String::new(), head, rows: vec![row], sums: Vec::new() };
        let said = blocks(&[Block::Table(table)]);
        assert!(said.contains("<tr><td colspan=\"1\"></td><td>父</td></tr>"), "{said}");
    }
}
