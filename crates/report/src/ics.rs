//! iCalendar files (RFC 5545): all-day events, folded lines, nothing of the family in them.

use doudi_facts::day::Day;

/// Something that takes a whole day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Event {
    /// The same for the same thing, whenever the file is made.
    pub(crate) id: String,
    /// The day.
    pub(crate) day: Day,
    /// What it is.
    pub(crate) summary: String,
    /// More about it.
    pub(crate) description: String,
}

/// Octets of a line, without its end, after which it must be folded.
const LONGEST: usize = 75;

/// A calendar of events, made on a day.
pub(crate) fn calendar(events: &[Event], written: Day) -> String {
    let mut file = File::default();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//doudi//doudi//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    {
        file.line(line);
    }
    for event in events {
        file.line("BEGIN:VEVENT");
        file.line(&format!("UID:{}@doudi", event.id));
        file.line(&format!("DTSTAMP:{}T000000Z", compact(written)));
        file.line(&format!("DTSTART;VALUE=DATE:{}", compact(event.day)));
        // The end is the first day that is no longer part of it.
        if let Some(end) = event.day.plus_days(1) {
            file.line(&format!("DTEND;VALUE=DATE:{}", compact(end)));
        }
        file.line(&format!("SUMMARY:{}", escaped(&event.summary)));
        file.line(&format!("DESCRIPTION:{}", escaped(&event.description)));
        file.line("TRANSP:TRANSPARENT");
        file.line("END:VEVENT");
    }
    file.line("END:VCALENDAR");
    file.0
}

#[derive(Default)]
struct File(String);

impl File {
    /// Writes a line, folded between characters where it is too long, and ended as the standard wants it.
    fn line(&mut self, line: &str) {
        let mut octets = 0;
        for letter in line.chars() {
            if octets + letter.len_utf8() > LONGEST {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(letter);
            octets += letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// `20251218`
fn compact(day: Day) -> String {
    day.to_string().replace('-', "")
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '\n' => out.push_str("\\n"),
            '\r' => {}
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(summary: &str) -> Event {
        let day = Day::new(2025, 12, 31);
        Event {
            id: "here-ordinary-2025-11-20".to_owned(),
            day: day.unwrap(),
            summary: summary.to_owned(),
            description: "第五条".to_owned(),
        }
    }

    #[test]
    fn an_event_takes_its_day_and_ends_on_the_next() {
        let file = calendar(&[event("办完; 告诉您, 好")], Day::new(2025, 11, 20).unwrap());
        let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//doudi//doudi//ZH\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n\
             BEGIN:VEVENT\r\nUID:here-ordinary-2025-11-20@doudi\r\nDTSTAMP:20251120T000000Z\r\n\
             DTSTART;VALUE=DATE:20251231\r\nDTEND;VALUE=DATE:20260101\r\nSUMMARY:办完\\; 告诉您\\, 好\r\n\
             DESCRIPTION:第五条\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        assert_eq!(file, expected);
    }

    #[test]
    fn a_long_line_is_folded_between_characters() {
        let long = "最晚今天办完告诉您结果".repeat(8);
        let file = calendar(&[event(&long)], Day::new(2025, 11, 20).unwrap());
        assert!(file.split("\r\n").all(|line| line.len() <= 75), "{file}");
        assert!(!file.replace("\r\n", "").contains('\n'), "{file}");
        assert!(file.replace("\r\n ", "").contains(&format!("SUMMARY:{long}\r\n")), "{file}");
    }

    #[test]
    fn a_line_of_just_75_octets_is_not_folded() {
        let mut file = File::default();
        file.line(&"a".repeat(75));
        file.line(&"a".repeat(76));
        assert_eq!(file.0, format!("{}\r\n{}\r\n a\r\n", "a".repeat(75), "a".repeat(75)));
    }
}
