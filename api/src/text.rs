//! Free text that a person types: an application's name and its description.

/// The most characters (Unicode scalar values) a name may have after trimming.
pub const NAME_MAX: usize = 200;

/// The most characters (Unicode scalar values) a description may have.
pub const DESCRIPTION_MAX: usize = 4_000;

/// Trims a name and checks it: 1 to [`NAME_MAX`] characters on one line.
///
/// # Errors
/// A sentence for the person who typed it.
pub fn parse_name(text: &str) -> Result<String, String> {
    let name = text.trim();
    if name.is_empty() {
        return Err("Enter a name.".to_owned());
    }
    if name.chars().any(char::is_control) {
        return Err("Keep the name on one line, without tabs or control characters.".to_owned());
    }
    at_most(NAME_MAX, name)?;
    Ok(name.to_owned())
}

/// Checks a description: up to [`DESCRIPTION_MAX`] characters, kept as typed.
///
/// # Errors
/// A sentence for the person who typed it.
pub fn parse_description(text: &str) -> Result<String, String> {
    at_most(DESCRIPTION_MAX, text)?;
    // PostgreSQL cannot store U+0000 in text.
    if text.contains('\0') {
        return Err("Remove the NUL character (U+0000).".to_owned());
    }
    Ok(text.to_owned())
}

pub(crate) fn at_most(max: usize, text: &str) -> Result<(), String> {
    let count = text.chars().count();
    if count > max {
        return Err(format!("Use at most {max} characters; this has {count}."));
    }
    Ok(())
}
