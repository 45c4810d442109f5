//! Steps of a derivation as HTML: lists within lists.

use super::Html;
use crate::block::{StatusIcon, Step};

impl Html {
    /// Each step, with those that stand further in below it.
    pub(super) fn steps(&mut self, steps: &[Step]) {
        self.within("ul", "steps", |html| {
            let mut rest = steps;
            while let Some((step, after)) = rest.split_first() {
                let below = after.iter().take_while(|other| other.depth > step.depth).count();
                let (inner, later) = after.split_at(below);
                html.within("li", "", |html| {
                    html.step(step);
                    if !inner.is_empty() {
                        html.steps(inner);
                    }
                });
                rest = later;
            }
        });
    }

    fn step(&mut self, step: &Step) {
        let sign = match step.mark {
            StatusIcon::Yes => "✓",
            StatusIcon::No => "✗",
            StatusIcon::Open | StatusIcon::Office => "？",
        };
        self.within("p", "step", |html| {
            html.element("span", "step__mark", sign);
            html.text(&step.text);
        });
        step.notes.iter().for_each(|note| self.element("p", "step__note", note));
    }
}
