//! Texts as they are meant, without their quotes and escapes, and no longer than somebody reads.

/// A text, or its beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// What is shown of it.
    pub text: String,
    /// Whether something was left out at its end.
    pub is_cut: bool,
}

/// What JSON's text means, up to so many characters. What has no quotes stays as it is.
pub fn decode(json: &[u8], limit: usize) -> Cut {
    let inner = json
        .strip_prefix(b"\"")
        .map(|rest| rest.strip_suffix(b"\"").unwrap_or(rest));
    // No character takes more than two escapes of six bytes.
    let window = limit.saturating_add(1).saturating_mul(12);
    let source = inner.unwrap_or(json);
    let window = &source[..source.len().min(window)];
    let source = String::from_utf8_lossy(window);
    let mut text = String::new();
    let mut chars = source.chars();
    for _ in 0..limit {
        match chars.next() {
            Some('\\') if inner.is_some() => text.push(escaped(&mut chars)),
            Some(next) => text.push(next),
            None => {
                return Cut {
                    text,
                    is_cut: false,
                };
            }
        }
    }
    let is_cut = chars.next().is_some();
    Cut { text, is_cut }
}

/// The part of a text around the first place where another text stands in it, so that this is
/// among the first `limit` characters, and where it stands there in bytes. Case counts for
/// nothing, outside of ASCII it does.
pub fn excerpt(text: &str, query: &str, limit: usize) -> Option<(String, std::ops::Range<usize>)> {
    let query_bytes = query.as_bytes();
    let fits = |part: &[u8]| part.eq_ignore_ascii_case(query_bytes);
    let found = text
        .as_bytes()
        .windows(query.len().max(1))
        .position(fits)
        .filter(|at| text.is_char_boundary(*at) && text.is_char_boundary(at + query.len()))?;
    let before = text[..found].chars().count();
    let skipped = if before + query.chars().count() > limit {
        before.saturating_sub(limit / 4)
    } else {
        0
    };
    let mut part: String = text.chars().skip(skipped).take(limit).collect();
    let skipped_bytes = text
        .chars()
        .take(skipped)
        .map(char::len_utf8)
        .sum::<usize>();
    let mut start = found - skipped_bytes;
    if skipped > 0 {
        part.insert(0, '…');
        start += '…'.len_utf8();
    }
    let end = (start + query.len()).min(part.len());
    Some((part, start..end))
}

/// The character behind a backslash.
fn escaped(chars: &mut std::str::Chars<'_>) -> char {
    match chars.next() {
        Some('b') => '\u{8}',
        Some('f') => '\u{c}',
        Some('n') => '\n',
        Some('r') => '\r',
        Some('t') => '\t',
        Some('u') => unicode(chars),
        Some(other) => other,
        None => char::REPLACEMENT_CHARACTER,
    }
}

/// The character of four digits, or of two times four.
fn unicode(chars: &mut std::str::Chars<'_>) -> char {
    let first = four_digits(chars);
    if !(0xD800..0xDC00).contains(&first) {
        return char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER);
    }
    let mut ahead = chars.clone();
    if ahead.next() == Some('\\') && ahead.next() == Some('u') {
        let second = four_digits(&mut ahead);
        if (0xDC00..0xE000).contains(&second) {
            *chars = ahead;
            let code = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
            return char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
        }
    }
    char::REPLACEMENT_CHARACTER
}

fn four_digits(chars: &mut std::str::Chars<'_>) -> u32 {
    chars
        .by_ref()
        .take(4)
        .fold(0, |code, digit| code * 16 + digit.to_digit(16).unwrap_or(0))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_text_means_what_serde_json_makes_of_it(text in any::<String>()) {
            let json = serde_json::to_vec(&text).unwrap();
            prop_assert_eq!(decode(&json, usize::MAX).text, text);
        }

        #[test]
        fn a_cut_text_is_its_beginning(text in ".{0,20}", limit in 0_usize..25) {
            let json = serde_json::to_vec(&text).unwrap();
            let cut = decode(&json, limit);
            let beginning: String = text.chars().take(limit).collect();
            prop_assert_eq!(cut.text, beginning);
            prop_assert_eq!(cut.is_cut, text.chars().count() > limit);
        }

        #[test]
        fn an_excerpt_holds_what_was_looked_for(
            before in ".{0,60}", query in "[a-zé]{1,5}", after in ".{0,60}", limit in 20_usize..60
        ) {
            let text = [before, query.clone(), after].concat();
            let (part, range) = excerpt(&text, &query, limit).unwrap();
            prop_assert!(part[range].eq_ignore_ascii_case(&query));
            prop_assert!(part.chars().count() <= limit + 1);
        }
    }

    #[test]
    fn escapes_of_every_kind_are_undone() {
        let cut = decode(br#""a\/\b\f\n\r\t\"\\\u00e9\uD83D\ude00\ud800x""#, 100);
        assert_eq!(cut.text, "a/\u{8}\u{c}\n\r\t\"\\é😀\u{FFFD}x");
        assert_eq!(decode(b"-1.5e3", 100).text, "-1.5e3");
        assert_eq!(decode(br#""\u00e9\u00e9\u00e9""#, 2).text, "éé");
    }

    #[test]
    fn an_excerpt_far_down_says_that_it_is_one() {
        let text = ["x".repeat(1_000), "Needle".to_owned()].concat();
        let (part, range) = excerpt(&text, "needle", 40).unwrap();
        assert!(part.starts_with('…'));
        assert_eq!(&part[range], "Needle");
        assert_eq!(excerpt(&text, "nothing", 40), None);
    }
}
