//! Pictures as HTML: a table with a strip in each row. The strips are for the eye alone; the rows say everything.

use super::Html;
use crate::block::{Chart, Ink, Matrix, Span, StatusIcon, Strip};

/// The height of a strip; it is stretched to the width there is.
const HEIGHT: u16 = 60;

impl Html {
    pub(super) fn chart(&mut self, chart: &Chart) {
        self.within("table", "chart", |html| {
            html.within("caption", "", |html| {
                html.text(&chart.title);
                html.element("span", "chart__unit", &chart.unit);
            });
            html.within("thead", "", |html| {
                html.within("tr", "", |html| chart.head.iter().for_each(|head| html.strip_head(head)));
            });
            html.within("tbody", "", |html| chart.strips.iter().for_each(|bar| html.strip_row(bar)));
        });
        if !chart.note.is_empty() {
            self.element("p", "help", &chart.note);
        }
    }

    /// Signs for the eye, words for the ear; below it what each sign stands for.
    pub(super) fn matrix(&mut self, matrix: &Matrix) {
        self.within("table", "matrix", |html| {
            html.element("caption", "", &matrix.title);
            html.within("thead", "", |html| {
                html.within("tr", "", |html| matrix.head.iter().for_each(|head| html.strip_head(head)));
            });
            html.within("tbody", "", |html| {
                for (name, marks) in &matrix.rows {
                    html.within("tr", "", |html| {
                        html.open("th", &[("scope", "row")]);
                        html.text(name);
                        html.close("th");
                        for mark in marks {
                            html.within("td", "", |html| {
                                mark.iter().for_each(|mark| html.sign(*mark));
                                html.element("span", "unseen", matrix.word(*mark));
                            });
                        }
                    });
                }
            });
        });
        self.list("ul", "matrix__legend", &matrix.legend, |html, (mark, word)| {
            html.sign(*mark);
            html.text(word);
        });
    }

    /// A tick, a cross, a ring or a square: no two look alike without colour.
    fn sign(&mut self, mark: StatusIcon) {
        self.shape(match mark {
            StatusIcon::Yes => "M3 10l5 5 9-11",
            StatusIcon::No => "M4 4l12 12M16 4l-12 12",
            StatusIcon::Open => "M10 3a7 7 0 1 1 0 14a7 7 0 1 1 0-14",
            StatusIcon::Office => "M4 4h12v12h-12z",
        });
    }

    fn strip_head(&mut self, head: &str) {
        self.open("th", &[("scope", "col")]);
        self.text(head);
        self.close("th");
    }

    fn strip_row(&mut self, bar: &Strip) {
        self.within("tr", "", |html| {
            html.open("th", &[("scope", "row")]);
            html.text(&bar.name);
            html.close("th");
            html.within("td", "", |html| {
                html.element("span", "chart__figure", &bar.told);
                html.strip_drawn(&bar.spans);
            });
        });
    }

    /// The strip, stretched sideways: strokes keep their width.
    fn strip_drawn(&mut self, spans: &[Span]) {
        let view = format!("0 0 1000 {HEIGHT}");
        self.open(
            "svg",
            &[("class", "strip"), ("viewBox", &view), ("preserveAspectRatio", "none"), ("aria-hidden", "true")],
        );
        self.strip_stroke("strip__ground", 0, HEIGHT, 1000, HEIGHT);
        spans.iter().for_each(|span| self.strip_span(*span));
        self.close("svg");
    }

    fn strip_span(&mut self, span: Span) {
        let class = match span.ink {
            Ink::You => "strip__you",
            Ink::Line => "strip__line",
            Ink::Off => "strip__off",
            Ink::Open => "strip__open",
        };
        if span.from == span.to {
            return self.strip_stroke(class, span.from, 0, span.to, HEIGHT);
        }
        let (top, height) = if span.ink == Ink::You { (15, 30) } else { (12, 36) };
        let (x, width) = (span.from.to_string(), span.to.saturating_sub(span.from).to_string());
        let (y, height) = (top.to_string(), height.to_string());
        self.open(
            "rect",
            &[
                ("class", class),
                ("x", &x),
                ("y", &y),
                ("width", &width),
                ("height", &height),
                ("vector-effect", "non-scaling-stroke"),
            ],
        );
        self.close("rect");
    }

    fn strip_stroke(&mut self, class: &str, x1: u16, y1: u16, x2: u16, y2: u16) {
        let [x1, y1, x2, y2] = [x1, y1, x2, y2].map(|at| at.to_string());
        self.open(
            "line",
            &[
                ("class", class),
                ("x1", &x1),
                ("y1", &y1),
                ("x2", &x2),
                ("y2", &y2),
                ("vector-effect", "non-scaling-stroke"),
            ],
        );
        self.close("line");
    }
}

#[cfg(test)]
mod tests {
    use crate::block::{Block, Chart, Ink, Matrix, Span, StatusIcon, Strip};
    use crate::html;

    #[test]
    fn every_sign_has_its_word_and_no_two_are_drawn_alike() {
        let marks = [StatusIcon::Yes, StatusIcon::No, StatusIcon::Open, StatusIcon::Office];
        let matrix = Matrix {
            title: "关".to_owned(),
            head: ["类别", "人口", "收入", "财产", "支出", "风险"].map(str::to_owned).into(),
            rows: vec![("低保".to_owned(), marks.map(Some).into_iter().chain([None]).collect())],
            legend: marks
                .iter()
                .zip(["成立", "不成立", "要您补", "由窗口定"])
                .map(|(m, w)| (*m, w.to_owned()))
                .collect(),
            none: "没有这一关".to_owned(),
        };
        let html = html::blocks(&[Block::Matrix(matrix)]);
        for word in ["成立", "不成立", "要您补", "由窗口定", "没有这一关"] {
            assert!(html.contains(&format!("<span class=\"unseen\">{word}</span>")), "{word} in {html}");
        }
        let drawn: std::collections::BTreeSet<&str> = html.split("<path d=\"").skip(1).map(|one| &one[..20]).collect();
        assert_eq!((drawn.len(), html.matches("<svg").count()), (4, 8), "{html}");
        assert_eq!(html.matches("<td>").count(), 5, "{html}");
    }

    #[test]
    fn a_picture_is_a_table_whose_strips_are_for_the_eye_alone() {
        let span = |from, to, ink| Span { from, to, ink };
        let bar = |name: &str, told: &str, spans| Strip { name: name.to_owned(), told: told.to_owned(), spans };
        let chart = Chart {
            title: "a<b".to_owned(),
            unit: "元".to_owned(),
            head: ["线".to_owned(), "数".to_owned()],
            strips: vec![
                bar("低保标准", "8,532", vec![span(454, 454, Ink::Line)]),
                bar("您家", "6,150", vec![span(0, 327, Ink::You)]),
                bar("可支配收入", "没有公布", Vec::new()),
            ],
            note: String::new(),
        };
        let html = html::blocks(&[Block::Chart(chart)]);
        assert!(html.contains("<caption>a&lt;b<span class=\"chart__unit\">元</span></caption>"), "{html}");
        assert_eq!(html.matches("<th scope=\"row\">").count(), 3);
        assert_eq!(html.matches("aria-hidden=\"true\"").count(), html.matches("<svg").count());
        assert!(html.contains("<line class=\"strip__line\" x1=\"454\" y1=\"0\" x2=\"454\""), "{html}");
        assert!(html.contains("<rect class=\"strip__you\" x=\"0\" y=\"15\" width=\"327\""), "{html}");
        assert!(!html.contains("style="), "{html}");
        // Nothing is drawn of what nobody published: its strip has the ground alone.
        let last = html.rsplit("<tr>").next().unwrap_or_default();
        assert_eq!((last.matches("<line").count(), last.matches("<rect").count()), (1, 0), "{last}");
    }
}
