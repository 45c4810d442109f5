//! The blocks (版块) a report is made of. Whoever writes them out decides how they look, never what they say.

/// One block.
#[derive(Debug)]
pub enum Block {
    /// A paragraph.
    Text {
        /// What it is.
        tone: Tone,
        /// What it says.
        text: String,
    },
    /// A heading.
    Heading(String),
    /// The gates, each with its state.
    Gates(Vec<GateRow>),
    /// Sentences under a heading; without one where it is empty.
    Sentences {
        /// The heading.
        title: String,
        /// The sentences.
        lines: Vec<String>,
        /// Whether their order is said.
        numbered: bool,
    },
    /// Answers the family can still give.
    ToAnswer {
        /// The heading.
        title: String,
        /// What to answer.
        lines: Vec<ToAnswer>,
    },
    /// Ways to other pages.
    Links(Vec<Link>),
    /// The stages of a place's work, one after the other.
    Loop(Vec<StageRow>),
    /// What is done, and by whom.
    Acts(Vec<ActRow>),
    /// A table.
    Table(Table),
    /// A category with its conditions.
    Category(CategoryBlock),
    /// A picture of sums.
    Chart(Chart),
    /// A picture of gates.
    Matrix(Matrix),
    /// Steps of a derivation, one below the other.
    Steps(Vec<Step>),
    /// Blocks folded away until they are wanted.
    Fold {
        /// What is folded away.
        title: String,
        /// The blocks.
        body: Vec<Block>,
    },
    /// A line to be filled in by hand.
    Blank(String),
    /// Places to sign, each with a date.
    Signatures {
        /// Who signs.
        labels: Vec<String>,
        /// The blank date.
        date: String,
    },
    /// Days drawn to scale.
    Timeline(Timeline),
    /// Something to take along as a file.
    Download {
        /// What it is.
        label: String,
        /// The file's name.
        name: String,
        /// What kind of file it is: `text/calendar`.
        media: String,
        /// What stands in it.
        text: String,
    },
    /// What some of them may look to, from whom and how.
    Chain(Chain),
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Plain.
    Plain,
    /// An aside.
    Help,
    /// That this is a self-check and no decision.
    SelfCheck,
    /// A mark across a paper: a draft.
    StatusIcon,
}

/// One gate.
#[derive(Debug)]
pub struct GateRow {
    /// 人口, 收入, …
    pub name: String,
    /// Who it waits for.
    pub mark: StatusIcon,
    /// The same as a word.
    pub state: String,
    /// What is known.
    pub text: String,
}

/// A state as a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusIcon {
    /// It holds, or is clear.
    Yes,
    /// It fails.
    No,
    /// It is open, for the family.
    Open,
    /// It is open, for the office.
    Office,
}

/// An answer the family can still give.
#[derive(Debug)]
pub struct ToAnswer {
    /// The question.
    pub text: String,
    /// Its place in the household file: `incomes.wages.items[0].each`.
    pub at: String,
}

/// A way to another page.
#[derive(Debug, PartialEq, Eq)]
pub struct Link {
    /// What it leads to.
    pub text: String,
    /// Its address after `#/`: `info/documents/daye`.
    pub to: String,
}

/// A stage of a place's work.
#[derive(Debug)]
pub struct StageRow {
    /// 发现, 公示, …
    pub name: String,
    /// Who acts.
    pub who: Vec<Link>,
    /// By when or how often.
    pub when: Vec<String>,
    /// That the document says nothing of it; empty where it does.
    pub unsaid: String,
}

/// Something done, told.
#[derive(Debug, PartialEq, Eq)]
pub struct ActRow {
    /// What kind of thing it is, where rows of several kinds stand together; else empty.
    pub label: String,
    /// Who does it.
    pub who: Vec<Link>,
    /// What is done.
    pub text: String,
    /// By when or how often; may be empty.
    pub when: String,
    /// What it means for a family, and what is not clear.
    pub notes: Vec<String>,
    /// The document and clause.
    pub source: String,
}

/// A table.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    /// How its columns share the width.
    pub look: ColumnLayout,
    /// What its figures are in; may be empty.
    pub unit: String,
    /// The head of each column.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
    /// The rows of sums.
    pub sums: Vec<Row>,
}

/// Every class against every gate, a sign in each field.
#[derive(Debug)]
pub struct Matrix {
    /// What it shows.
    pub title: String,
    /// The head of each column, the categories' first.
    pub head: Vec<String>,
    /// A category, and its sign at each gate; `None`: it has no condition there.
    pub rows: Vec<(String, Vec<Option<StatusIcon>>)>,
    /// What each sign stands for.
    pub legend: Vec<(StatusIcon, String)>,
    /// What an empty field stands for.
    pub none: String,
}

impl Matrix {
    /// The word for a sign.
    pub(crate) fn word(&self, mark: Option<StatusIcon>) -> &str {
        let known = self.legend.iter().find(|(of, _)| Some(*of) == mark);
        known.map_or(self.none.as_str(), |(_, word)| word)
    }
}

/// How the columns of a table share its width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnLayout {
    /// Figures to the right; read row by row on a phone.
    Ledger,
    /// Boxes, the first of them wide, for writing in by hand.
    Boxes,
    /// A question and its answer.
    Answers,
    /// What, who, how long, when; all of them words.
    Steps,
}

/// A row of a table.
#[derive(Debug, PartialEq, Eq)]
pub struct Row {
    /// What the row is about.
    pub name: String,
    /// What is said below it in small.
    pub notes: Vec<String>,
    /// The cells after the first; fewer than the head where the name spans some.
    pub cells: Vec<String>,
}

/// Days drawn to scale, from the day of acceptance on. The same is told in words by the table after it.
#[derive(Debug)]
pub struct Timeline {
    /// What it shows.
    pub caption: String,
    /// What the marked days are.
    pub key: String,
    /// How many days it covers; the first is the day of acceptance.
    pub days: usize,
    /// The days off.
    pub rest: Vec<Stretch>,
    /// The bars, from top to bottom.
    pub bars: Vec<Bar>,
}

/// One bar.
#[derive(Debug)]
pub struct Bar {
    /// What takes so long.
    pub name: String,
    /// By which day, in words.
    pub day: String,
    /// Which days.
    pub stretch: Stretch,
    /// Whether it is a limit for the whole and not a part of it.
    pub limits: bool,
}

/// Days in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The first, counted from 0.
    pub from: usize,
    /// The first that is no longer part of it.
    pub to: usize,
}

/// A category.
#[derive(Debug)]
pub struct CategoryBlock {
    /// The law's own name.
    pub name: String,
    /// Its word.
    pub word: String,
    /// Its conditions.
    pub conditions: Vec<ConditionRow>,
}

/// A condition of a category.
#[derive(Debug)]
pub struct ConditionRow {
    /// How it stands.
    pub mark: StatusIcon,
    /// The same as a word.
    pub spoken: String,
    /// What it says.
    pub name: String,
    /// The document and clause.
    pub source: String,
}

/// A chain of assistance (一户（人）一条救助链).
#[derive(Debug)]
pub struct Chain {
    /// Whose: the household's, or some people's.
    pub who: String,
    /// What it is called to who cannot see it.
    pub label: String,
    /// Its links.
    pub links: Vec<ChainLink>,
}

/// A link of a chain: an office, what it does, how one comes by it.
#[derive(Debug)]
pub struct ChainLink {
    /// How far it is.
    pub mark: StatusIcon,
    /// The same in words: `批了低保以后`.
    pub state: String,
    /// The office.
    pub office: String,
    /// What it is about.
    pub kind: String,
    /// What it does.
    pub what: String,
    /// The document's figures.
    pub figures: Vec<String>,
    /// How one comes by it.
    pub how: String,
    /// What else is asked or open.
    pub notes: Vec<String>,
    /// The document and clause.
    pub source: String,
}

/// A picture: a table whose rows carry a strip each, all on one scale.
#[derive(Debug)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// What its figures are in.
    pub unit: String,
    /// The heads of name and figure.
    pub head: [String; 2],
    /// The rows.
    pub strips: Vec<Strip>,
    /// What is to be known when looking at it; may be empty.
    pub note: String,
}

/// A row of a picture.
#[derive(Debug)]
pub struct Strip {
    /// What it is.
    pub name: String,
    /// Its figure, or why there is none.
    pub told: String,
    /// What is drawn of it; none where nothing is known.
    pub spans: Vec<Span>,
}

/// A piece of a strip, from and to in thousandths of it; a mark where both are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Where it begins.
    pub from: u16,
    /// Where it ends.
    pub to: u16,
    /// How it is drawn.
    pub ink: Ink,
}

/// How a piece of a strip is drawn; no two alike in black and white.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// The family's own figure: full.
    You,
    /// A line: a stroke from top to bottom.
    Line,
    /// What is taken off: an outline.
    Off,
    /// What is open: a broken outline.
    Open,
}

/// A step of a derivation.
#[derive(Debug)]
pub struct Step {
    /// How far in it stands.
    pub depth: u8,
    /// How it came out.
    pub mark: StatusIcon,
    /// What it says.
    pub text: String,
    /// What was found, and where it stands.
    pub notes: Vec<String>,
}

/// One paper (材料).
#[derive(Debug)]
pub struct Paper {
    /// Its title.
    pub title: String,
    /// Whether it is many short tables, printed in two columns.
    pub columns: bool,
    /// What stands on it.
    pub body: Vec<Block>,
}

impl Block {
    /// A plain paragraph.
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self::Text { tone: Tone::Plain, text: text.into() }
    }

    /// An aside.
    pub(crate) fn help(text: impl Into<String>) -> Self {
        Self::Text { tone: Tone::Help, text: text.into() }
    }

    /// Sentences in any order.
    pub(crate) fn sentences(title: &str, lines: Vec<String>) -> Self {
        Self::Sentences { title: title.to_owned(), lines, numbered: false }
    }

    /// Sentences in an order.
    pub(crate) fn numbered(title: &str, lines: Vec<String>) -> Self {
        Self::Sentences { title: title.to_owned(), lines, numbered: true }
    }

    /// Whether it says nothing: it is left out.
    fn is_empty(&self) -> bool {
        match self {
            Self::Text { text, .. } => text.is_empty(),
            Self::Sentences { lines, .. } => lines.is_empty(),
            Self::ToAnswer { lines, .. } => lines.is_empty(),
            Self::Links(links) => links.is_empty(),
            Self::Fold { body, .. } => body.is_empty(),
            Self::Table(table) => table.rows.is_empty() && table.sums.is_empty(),
            Self::Acts(rows) => rows.is_empty(),
            Self::Steps(steps) => steps.is_empty(),
            _ => false,
        }
    }
}

/// Blocks without those that say nothing.
pub(crate) fn said(blocks: Vec<Block>) -> Vec<Block> {
    blocks.into_iter().filter(|block| !block.is_empty()).collect()
}
