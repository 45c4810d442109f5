//! Colour lives in one sheet, so that light, dark and print stay whole.

use anyhow::Result;

use super::{Finding, Tree};

const TOKENS: &str = "style/tokens.css";

const FUNCTIONS: [&str; 12] =
    ["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color", "color-mix", "light-dark"];

const NAMES: &str = "aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown \
    burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod \
    darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen \
    darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue \
    firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew \
    hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan \
    lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray \
    lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue \
    mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred \
    midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid \
    palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple \
    rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue \
    slategray slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke \
    yellow yellowgreen";

/// No colour is written anywhere but among the tokens. System colours (`CanvasText`) are no colours of ours.
pub(super) fn colours_only_in_tokens(tree: &Tree) -> Result<Vec<Finding>> {
    let sheets = tree.under(&["style/"], ".css").filter(|file| file.path != TOKENS);
    Ok(sheets
        .flat_map(|file| {
            values(&file.text)
                .into_iter()
                .flat_map(|(line, value)| colours(&value).map(move |it| (line, it)).collect::<Vec<_>>())
                .map(|(line, colour)| {
                    Finding::at(&file.path, line, format!("colour `{colour}`; name it in {TOKENS} and use the name"))
                })
        })
        .collect())
}

/// The value of every declaration, with the line it begins on. What ends in `{` is a selector, not a value.
fn values(sheet: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let (mut line, mut begun, mut piece) = (1, 1, String::new());
    for letter in without_comments_and_strings(sheet).chars() {
        match letter {
            '{' => piece.clear(),
            ';' | '}' => {
                if let Some((_, value)) = piece.split_once(':') {
                    found.push((begun, value.to_owned()));
                }
                piece.clear();
            }
            _ if piece.is_empty() && letter.is_whitespace() => {}
            _ => {
                if piece.is_empty() {
                    begun = line;
                }
                piece.push(letter);
            }
        }
        line += usize::from(letter == '\n');
    }
    found
}

fn colours(value: &str) -> impl Iterator<Item = String> {
    let is_part = |letter: char| letter.is_alphanumeric() || "-_#".contains(letter);
    let ends: Vec<_> = value.split(|letter| !is_part(letter)).collect();
    let mut at = 0;
    ends.into_iter().filter_map(move |word| {
        let next = value[at + word.len()..].chars().next();
        at += word.len() + next.map_or(0, char::len_utf8);
        is_colour(&word.to_ascii_lowercase(), next).then(|| word.to_owned())
    })
}

fn is_colour(word: &str, next: Option<char>) -> bool {
    let hex = word
        .strip_prefix('#')
        .is_some_and(|it| [3, 4, 6, 8].contains(&it.len()) && it.chars().all(|it| it.is_ascii_hexdigit()));
    hex || (next == Some('(') && FUNCTIONS.contains(&word)) || NAMES.split_whitespace().any(|name| name == word)
}

/// Blanks them out, so that lines stay where they are. Also blanks what stands bare inside `url(…)`.
fn without_comments_and_strings(sheet: &str) -> String {
    let mut rest = sheet;
    let mut out = String::with_capacity(sheet.len());
    while let Some(letter) = rest.chars().next() {
        let end = if rest.starts_with("/*") {
            rest.find("*/").map(|at| at + 2)
        } else if rest.starts_with("url(") {
            rest.find(')')
        } else if letter == '"' || letter == '\'' {
            rest[1..].find(letter).map(|at| at + 2)
        } else {
            out.push(letter);
            rest = &rest[letter.len_utf8()..];
            continue;
        };
        let (gone, left) = rest.split_at(end.unwrap_or(rest.len()));
        out.extend(gone.chars().map(|letter| if letter == '\n' { '\n' } else { ' ' }));
        rest = left;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<String> {
        let tree = Tree::of(&[("style/a.css", text), (TOKENS, "a { color: red }")]);
        colours_only_in_tokens(&tree).unwrap().into_iter().map(|finding| finding.place).collect()
    }

    #[test]
    fn every_way_to_write_a_colour_is_caught_on_its_line() {
        let bad = "a {\n  color: #fff;\n  background: rgb(1 2 3);\n  border: 1px solid Red\n}";
        assert_eq!(places(bad), ["style/a.css:2", "style/a.css:3", "style/a.css:4"]);
    }

    #[test]
    fn names_selectors_comments_and_strings_are_no_colours() {
        let good = "/* red #fff */ #add a:hover { color: var(--red); content: \"red\"; border-color: CanvasText; \
            background: url(a-red.svg#fff); white-space: nowrap }\n@import \"red.css\";";
        assert!(places(good).is_empty());
    }
}
