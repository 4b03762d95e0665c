//! What trunk leaves in index.html and a strict Content-Security-Policy does not allow: finding
//! it and taking it out. Only trunk's own output is read, so this knows tags, not all of HTML.

use std::ops::Range;

/// A `<script>` element whose code stands in the page.
#[derive(Debug, PartialEq, Eq)]
pub struct InlineScript<'a> {
    /// Where the whole element stands.
    pub element: Range<usize>,
    pub code: &'a str,
    pub is_module: bool,
}

/// Inline scripts in page order. Data blocks (`type="application/json"` and the like) are none.
pub fn inline_scripts(html: &str) -> Vec<InlineScript<'_>> {
    tags(html, "script")
        .filter_map(|tag| {
            let attributes = &html[tag.clone()];
            let code_end = tag.end + find_ignoring_case(&html[tag.end..], "</script")?;
            let close = code_end + html[code_end..].find('>')? + 1;
            let kind = attribute(attributes, "type").unwrap_or_default();
            let is_module = kind.eq_ignore_ascii_case("module");
            let runs = is_module || kind.is_empty() || kind.eq_ignore_ascii_case("text/javascript");
            (runs && attribute(attributes, "src").is_none()).then_some(InlineScript {
                element: tag.start..close,
                code: &html[tag.end..code_end],
                is_module,
            })
        })
        .collect()
}

/// The page without its `<meta http-equiv="Content-Security-Policy">`.
pub fn without_policy(html: &str) -> String {
    let policy = tags(html, "meta").find(|tag| {
        attribute(&html[tag.clone()], "http-equiv")
            .is_some_and(|name| name.eq_ignore_ascii_case("content-security-policy"))
    });
    let mut page = html.to_owned();
    if let Some(tag) = policy {
        page.replace_range(tag, "");
    }
    page
}

/// Where the start tags of that name stand, from `<` to past `>`.
fn tags<'a>(html: &'a str, name: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + html[from..].find('<')?;
            from = start + 1;
            let Some(length) = tag_length(&html[start..]) else {
                continue;
            };
            let end = start + length;
            let rest = &html[start + 1..end];
            let named = rest
                .get(..name.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(name));
            if named
                && !rest[name.len()..]
                    .starts_with(|next: char| next.is_alphanumeric() || next == '-')
            {
                from = end;
                return Some(start..end);
            }
        }
    })
}

/// The length of the tag that `html` starts with; a `>` within quotes does not end it.
fn tag_length(html: &str) -> Option<usize> {
    let mut quote = None;
    for (index, character) in html.char_indices() {
        match (quote, character) {
            (None, '>') => return Some(index + 1),
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            _ => {}
        }
    }
    None
}

/// The value of an attribute in a start tag: empty when it has none, `None` without the attribute.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag
        .trim_start_matches('<')
        .trim_end_matches('>')
        .trim_end_matches('/');
    rest = rest.trim_start_matches(|character: char| !character.is_whitespace());
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|character: char| character.is_whitespace() || character == '=');
        let (key, after) = rest.split_at(end.unwrap_or(rest.len()));
        let (value, after) = match after.trim_start().strip_prefix('=').map(str::trim_start) {
            None => ("", after),
            Some(quoted) if quoted.starts_with(['"', '\'']) => {
                let quote = if quoted.starts_with('"') { '"' } else { '\'' };
                quoted[1..].split_once(quote).unwrap_or((&quoted[1..], ""))
            }
            Some(bare) => bare.split_at(bare.find(char::is_whitespace).unwrap_or(bare.len())),
        };
        if key.eq_ignore_ascii_case(name) {
            return Some(value);
        }
        rest = after;
    }
}

fn find_ignoring_case(text: &str, needle: &str) -> Option<usize> {
    text.to_ascii_lowercase().find(needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_written_into_the_page_is_found() {
        let html = "<head><script type=\"module\">\nimport 'x';\n</script></head>";
        let scripts = inline_scripts(html);
        assert_eq!(scripts.len(), 1);
        assert_eq!(scripts[0].code, "\nimport 'x';\n");
        assert!(scripts[0].is_module);
        assert_eq!(&html[scripts[0].element.clone()], &html[6..html.len() - 7]);
    }

    #[test]
    fn minified_attributes_without_quotes_are_understood() {
        let scripts = inline_scripts("<script type=module>a</script><SCRIPT>b</SCRIPT>");
        let found: Vec<_> = scripts
            .iter()
            .map(|script| (script.code, script.is_module))
            .collect();
        assert_eq!(found, [("a", true), ("b", false)]);
    }

    #[test]
    fn files_and_data_are_no_inline_scripts() {
        let html = r#"<script src="boot.js"></script><script defer src=/x.js></script>
            <script type="application/json">{"a": 1}</script><scripture>x</scripture>"#;
        assert_eq!(inline_scripts(html), []);
    }

    #[test]
    fn the_policy_is_taken_out_and_nothing_else() {
        let html = r#"<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="script-src 'self' > x"><title>t</title>"#;
        assert_eq!(
            without_policy(html),
            r#"<meta charset="utf-8"><title>t</title>"#
        );
        assert_eq!(
            without_policy("<meta charset=utf-8>"),
            "<meta charset=utf-8>"
        );
    }
}
