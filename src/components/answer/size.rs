//! How long something is, for people.

/// `486 B`, `3.2 KB`, `10.4 MB`.
pub fn size(bytes: usize) -> String {
    if bytes < 1_000 {
        return [&bytes.to_string(), " B"].concat();
    }
    let (unit, name) = if bytes < 1_000_000 {
        (1_000, " KB")
    } else {
        (1_000_000, " MB")
    };
    let tenths = bytes / (unit / 10);
    [
        &(tenths / 10).to_string(),
        ".",
        &(tenths % 10).to_string(),
        name,
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_has_three_digits_or_so() {
        assert_eq!(size(0), "0 B");
        assert_eq!(size(999), "999 B");
        assert_eq!(size(1_000), "1.0 KB");
        assert_eq!(size(10_449_999), "10.4 MB");
    }
}
