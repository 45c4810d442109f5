//! A timeline as HTML: a line of its own for each bar, so that names and days are text that grows and wraps.
//!
//! Drawn in shapes and shades of the text's own colour: it reads on paper in black and white, and says nothing that the
//! words beside it do not.

use super::Html;
use crate::block::{Bar, Stretch, Timeline};

/// Units of the drawing in a day.
const DAY: usize = 10;

impl Html {
    pub(super) fn timeline(&mut self, timeline: &Timeline) {
        self.within("figure", "timeline", |html| {
            html.element("figcaption", "timeline__caption", &timeline.caption);
            html.list("ul", "timeline__bars", &timeline.bars, |html, bar| html.bar(bar, timeline));
            if !timeline.rest.is_empty() {
                html.within("p", "timeline__key", |html| {
                    html.element("span", "timeline__swatch", "");
                    html.text(&timeline.key);
                });
            }
        });
    }

    fn bar(&mut self, bar: &Bar, timeline: &Timeline) {
        self.element("span", "", &bar.name);
        self.element("strong", "", &bar.day);
        let view = format!("0 0 {} {DAY}", timeline.days * DAY);
        let shape = [("class", "timeline__line"), ("viewBox", &view), ("preserveAspectRatio", "none")];
        self.open("svg", &[&shape[..], &[("aria-hidden", "true")]].concat());
        timeline.rest.iter().for_each(|rest| self.stretch("timeline__rest", *rest));
        self.stretch(if bar.limits { "timeline__limit" } else { "timeline__part" }, bar.stretch);
        self.close("svg");
    }

    fn stretch(&mut self, class: &str, stretch: Stretch) {
        let (x, width) =
            ((stretch.from * DAY).to_string(), (stretch.to.saturating_sub(stretch.from) * DAY).to_string());
        // Days off are marked over the whole height, bars leave a little above and below.
        let (y, height) = if class == "timeline__rest" { ("0", "10") } else { ("2", "6") };
        let place = [("class", class), ("x", &x), ("y", y), ("width", &width), ("height", height)];
        self.open("rect", &place);
        self.close("rect");
    }

    /// A file to take along, within the page itself.
    pub(super) fn download(&mut self, label: &str, name: &str, media: &str, text: &str) {
        let mut address = format!("data:{media};charset=utf-8,");
        for octet in text.bytes() {
            match octet {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => address.push(char::from(octet)),
                _ => address.push_str(&format!("%{octet:02X}")),
            }
        }
        self.within("p", "download", |html| {
            html.open("a", &[("class", "button"), ("download", name), ("href", &address)]);
            html.text(label);
            html.close("a");
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::block::{Bar, Block, Stretch, Timeline};
    use crate::html::blocks;

    #[test]
    fn a_bar_lies_where_its_days_are() {
        let bar = |name: &str, from, to, limits| Bar {
            name: name.to_owned(),
            day: "11月27日前".to_owned(),
            stretch: Stretch { from, to },
            limits,
        };
        let timeline = Timeline {
            caption: "时间表".to_owned(),
            key: "休息".to_owned(),
            days: 8,
            rest: vec![Stretch { from: 2, to: 4 }],
            bars: vec![bar("调查", 1, 8, false), bar("办完", 1, 5, true)],
        };
        let said = blocks(&[Block::Timeline(timeline)]);
        let rest = r#"<rect class="timeline__rest" x="20" y="0" width="20" height="10"></rect>"#;
        let part = r#"<rect class="timeline__part" x="10" y="2" width="70" height="6"></rect>"#;
        let limit = r#"<rect class="timeline__limit" x="10" y="2" width="40" height="6"></rect>"#;
        for (name, drawn) in [("调查", part), ("办完", limit)] {
            let line = format!(
                r#"<li><span>{name}</span><strong>11月27日前</strong><svg class="timeline__line" viewBox="0 0 80 10" preserveAspectRatio="none" aria-hidden="true">{rest}{drawn}</svg></li>"#
            );
            assert!(said.contains(&line), "{said}");
        }
    }

    #[test]
    fn a_download_carries_its_text_and_nothing_that_could_end_it() {
        let text = "日\r\n\"<&%".to_owned();
        let [label, name, media] = ["存", "a.ics", "text/calendar"].map(str::to_owned);
        let said = blocks(&[Block::Download { label, name, media, text }]);
        let href = "data:text/calendar;charset=utf-8,%E6%97%A5%0D%0A%22%3C%26%25";
        assert_eq!(said, format!(r#"<p class="download"><a class="button" download="a.ics" href="{href}">存</a></p>"#));
    }
}
