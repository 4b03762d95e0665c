//! Confirming that an application is meant, by typing what it is called.

/// Whether what is typed confirms that this application is meant: its name as it looks on the
/// screen, or its id. Names may hold what nobody sees or types: doubled spaces, marks of
/// direction, spaces without width.
pub fn confirms(typed: &str, name: &str, id: &str) -> bool {
    let typed = as_seen(typed);
    !typed.is_empty() && (typed == as_seen(name) || typed == id)
}

fn as_seen(text: &str) -> String {
    let unseen = |c: &char| {
        matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    let seen: String = text.chars().filter(|c| !unseen(c)).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::confirms;

    #[test]
    fn a_name_is_confirmed_as_it_looks() {
        let id = "wSPk9y5D7p5o87k0ACGKxR";
        assert!(confirms(" Two spaces ", "Two  spaces", id));
        assert!(confirms(
            "Two spaces",
            "Two\u{a0}spa\u{200b}ces\u{202e}",
            id
        ));
        assert!(confirms(id, "Two  spaces", id));
        assert!(!confirms("two spaces", "Two  spaces", id));
        assert!(!confirms("", "", id));
        assert!(!confirms(" ", "\u{200b}", id));
    }
}
