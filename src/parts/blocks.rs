//! Blocks, drawn: what the module found, on the page and on paper.

use doudi_report::{Block, CategoryBlock, ConditionRow, GateRow, Look, Mark, Paper, Row, Table, ToAnswer, Tone};
use leptos::prelude::*;

use crate::route::Route;
use crate::ui::{fold, link, list, sentences, svg_shape, text};

/// Blocks one after the other.
pub(crate) fn blocks(all: Vec<Block>) -> AnyView {
    all.into_iter().map(block).collect::<Vec<_>>().into_any()
}

/// Papers, each on a sheet of its own.
pub(crate) fn papers(all: Vec<Paper>) -> AnyView {
    let paper = |Paper { title, columns, body }| {
        let class = if columns { "paper paper--columns" } else { "paper" };
        view! { <article class=class><h2>{title}</h2>{blocks(body)}</article> }
    };
    all.into_iter().map(paper).collect::<Vec<_>>().into_any()
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Text { tone, text: said } => text(
            match tone {
                Tone::Plain => "",
                Tone::Help => "help",
                Tone::SelfCheck => "self-check",
                Tone::Mark => "mark",
            },
            said,
        ),
        Block::Heading(said) => view! { <h2>{said}</h2> }.into_any(),
        Block::Gates(rows) => {
            let rows: Vec<AnyView> = rows.into_iter().map(gate).collect();
            view! { <ul class="gates">{rows}</ul> }.into_any()
        }
        Block::Sentences { title, lines, numbered } => sentences(title, lines, numbered),
        Block::ToAnswer { title, lines } => to_answer(title, lines),
        Block::Table(of) => table(of),
        Block::Category(of) => category(of),
        Block::Fold { title, body } => fold(title, blocks(body)),
        Block::Blank(label) => blank(label),
        Block::Signatures { labels, date } => {
            let row = |label| view! { <div class="sign-here">{blank(label)}{text("", date.clone())}</div> };
            let rows: Vec<_> = labels.into_iter().map(row).collect();
            view! { <div class="signatures">{rows}</div> }.into_any()
        }
    }
}

/// The shapes are a tick, a ring and a square, so that colour says nothing alone.
fn gate(row: GateRow) -> AnyView {
    let (class, path) = match row.mark {
        Mark::Yes | Mark::No => ("gate", "M3 10l5 5 9-11"),
        Mark::Open => ("gate gate--family", "M10 3a7 7 0 1 1 0 14a7 7 0 1 1 0-14"),
        Mark::Office => ("gate", "M4 4h12v12h-12z"),
    };
    view! {
        <li class=class>
            <p class="gate__name">
                {svg_shape(path)}<strong>{row.name}</strong><span class="gate__state">{row.state}</span>
            </p>
            <p>{row.text}</p>
        </li>
    }
    .into_any()
}

/// What the family can still answer, each with the way there.
fn to_answer(title: String, lines: Vec<ToAnswer>) -> AnyView {
    let way = |line: ToAnswer| link("", Route::of_answer(&line.at).link(), line.text, String::new());
    let lines = list("sentences", lines.into_iter().map(way).collect());
    view! { <section class="yours"><h2>{title}</h2>{lines}</section> }.into_any()
}

/// A line to be filled in by hand.
fn blank(label: String) -> AnyView {
    view! { <p class="blank"><span>{label}</span><span class="blank__line"></span></p> }.into_any()
}

/// A table that reads row by row, on a phone and on paper.
fn table(Table { look, unit, head, rows, sums }: Table) -> AnyView {
    let class = match look {
        Look::Ledger => "ledger",
        Look::Boxes => "boxes",
        Look::Answers => "told",
    };
    let columns = head.len();
    let rows: Vec<AnyView> = rows.into_iter().map(|of| row(of, columns)).collect();
    let sums: Vec<AnyView> = sums.into_iter().map(|of| row(of, columns)).collect();
    let head: Vec<_> = head.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect();
    view! {
        {text("help", unit)}
        <table class=class><thead><tr>{head}</tr></thead><tbody>{rows}</tbody><tfoot>{sums}</tfoot></table>
    }
    .into_any()
}

fn row(Row { name, notes, cells }: Row, columns: usize) -> AnyView {
    let spanned = columns.saturating_sub(cells.len()).to_string();
    let notes: Vec<_> = notes.into_iter().map(|note| view! { <li>{note}</li> }).collect();
    let notes = (!notes.is_empty()).then(|| view! { <ul class="taken">{notes}</ul> });
    let cells: Vec<_> = cells.into_iter().map(|cell| view! { <td>{cell}</td> }).collect();
    // A box for writing in by hand heads no row.
    let first = if name.is_empty() {
        view! { <td colspan=spanned></td> }.into_any()
    } else {
        view! { <th scope="row" colspan=spanned>{name}{notes}</th> }.into_any()
    };
    view! { <tr>{first}{cells}</tr> }.into_any()
}

fn category(CategoryBlock { name, word, conditions }: CategoryBlock) -> AnyView {
    let condition = |ConditionRow { mark, spoken, name, source }| {
        let sign = match mark {
            Mark::Yes => "✓",
            Mark::No => "✗",
            Mark::Open | Mark::Office => "？",
        };
        view! {
            <span class="sign" aria-hidden="true">{sign}</span><span class="unseen">{spoken}</span>
            {name}<span class="source">{source}</span>
        }
        .into_any()
    };
    let conditions = list("", conditions.into_iter().map(condition).collect());
    let word = text("category__word", word);
    view! { <section class="category"><h3>{name}</h3>{word}{conditions}</section> }.into_any()
}
