//! Rules without a flaw, to which each test adds one.

/// A small place whose rules are good. Every bad sample stands in a file of its own beside them.
pub(super) const GOOD: [(&str, &str); 3] = [
    (
        "rules/_sources/documents.toml",
        r#"
[[document]]
id = "law"
title = { zh = "办法", en = "Measures" }
level = "national"
status = "in-force"
read = "full"
"#,
    ),
    (
        "rules/national/all.toml",
        r#"
[window]
months = 12
cite = { doc = "law", at = "1" }

[[member]]
id = "applicant"
name = { zh = "本人", en = "the applicant" }
applicant = true
cite = { doc = "law", at = "2" }

[[line]]
id = "dibao"
name = { zh = "低保标准", en = "dibao standard" }

[[account]]
id = "dibao"
name = { zh = "低保口径", en = "dibao account" }
losses = "office"
cite = { doc = "law", at = "3" }

[[limit]]
id = "dibao"
name = { zh = "财产限额", en = "property limit" }
catches = ["savings"]
cite = { doc = "law", at = "4" }

[[reading]]
id = "exactly"
question = { zh = "正好等于算不算？", en = "Does exactly count?" }
options = [{ id = "yes", name = { zh = "算", en = "yes" } }, { id = "no", name = { zh = "不算", en = "no" } }]
cite = { doc = "law", at = "5" }

[[category]]
id = "dibao"
name = { zh = "低保", en = "dibao" }
all = [{ id = "income", gate = "income", name = { zh = "低于", en = "below" }, test = { income-per-head = "below", account = "dibao", line = "dibao" }, cite = { doc = "law", at = "6" } }]

[unsettled]
away-shares-home = { reading = "exactly", is = "yes" }
through-spouse = { reading = "exactly", is = "yes" }
married-with-parents = { reading = "exactly", is = "yes" }
first-parent = { reading = "exactly", is = "yes" }
branch = { reading = "exactly", is = "yes" }
conditional-duty = { reading = "exactly", is = "yes" }
"#,
    ),
    (
        "rules/here/place.toml",
        r#"
[place]
id = "here"
name = { zh = "这里", en = "Here" }
within = { zh = "省", en = "Province" }

[[amount]]
id = "dibao"
area = "rural"
value = "8532 元/年"
from = 2025-07-01
checked = 2026-06-30
cite = { doc = "law", at = "7", confidence = "page" }
"#,
    ),
];
