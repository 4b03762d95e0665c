//! Secrets never print themselves, and what is shown of a key is not enough to use it.

use meta_api::secret::MASK;
use meta_api::{ApiKey, ApiKeyValue, DeveloperKey, Page, Timestamp};
use proptest::prelude::*;

fn page_of(key: &str) -> Page<ApiKey> {
    Page {
        total: 1,
        count: 1,
        page: 1,
        objects: vec![ApiKey {
            key: ApiKeyValue::new(key),
            created: Timestamp::default(),
            modified: Timestamp::default(),
        }],
    }
}

proptest! {
    #[test]
    fn a_secret_prints_as_its_mask_only(secret in "[A-Za-z0-9]{20,40}") {
        let developer_key = DeveloperKey::parse(&secret).unwrap();
        let api_key = ApiKeyValue::new(secret.clone());
        for printed in [
            format!("{developer_key}"),
            format!("{developer_key:?}"),
            format!("{api_key}"),
            format!("{api_key:?}"),
        ] {
            prop_assert_eq!(printed, MASK);
        }
        prop_assert_eq!(developer_key.expose(), &secret);
        prop_assert_eq!(api_key.expose(), &secret);
    }

    #[test]
    fn what_holds_a_secret_does_not_print_it(secret in "[A-Za-z0-9]{20,40}") {
        let developer_key = Some(DeveloperKey::parse(&secret).unwrap());
        let page = page_of(&secret);
        for printed in [
            format!("{developer_key:?}"),
            format!("{developer_key:#?}"),
            format!("{page:?}"),
            format!("{page:#?}"),
        ] {
            prop_assert!(!printed.contains(&secret));
            prop_assert!(printed.contains(MASK));
        }
    }

    #[test]
    fn a_refused_developer_key_is_not_repeated(secret in "[A-Za-z0-9]{10,20}") {
        for text in [format!("{secret} {secret}"), secret.repeat(21), format!("{secret}é")] {
            let sentence = DeveloperKey::parse(&text).unwrap_err();
            prop_assert!(!sentence.contains(&secret));
        }
    }

    #[test]
    fn a_long_key_shows_four_characters_at_each_end(key in ".{9,40}") {
        let value = ApiKeyValue::new(key.clone());
        prop_assert!(key.starts_with(value.beginning()));
        prop_assert!(key.ends_with(value.ending()));
        prop_assert_eq!(value.beginning().chars().count(), 4);
        prop_assert_eq!(value.ending().chars().count(), 4);
    }

    #[test]
    fn a_short_key_shows_nothing(key in ".{0,8}") {
        let value = ApiKeyValue::new(key);
        prop_assert_eq!((value.beginning(), value.ending()), ("", ""));
    }

    #[test]
    fn a_developer_key_is_read_as_it_is_pasted(key in "[A-Za-z0-9]{20,22}") {
        for pasted in [
            key.clone(),
            format!("  {key}\n"),
            format!("DeveloperKey {key}"),
            format!("Authorization: DeveloperKey {key}"),
        ] {
            let parsed = DeveloperKey::parse(&pasted).unwrap();
            prop_assert_eq!(parsed.expose(), &key);
        }
    }

    #[test]
    fn a_developer_key_of_any_text_fits_a_header(text in any::<String>()) {
        if let Ok(key) = DeveloperKey::parse(&text) {
            let header = key.authorization();
            let key = header.strip_prefix("DeveloperKey ").unwrap();
            prop_assert!(!key.is_empty() && key.len() <= DeveloperKey::MAX_LENGTH);
            prop_assert!(key.bytes().all(|byte| byte.is_ascii_graphic()));
            prop_assert!(text.contains(key));
        }
    }
}

#[test]
fn an_empty_developer_key_is_refused() {
    for text in ["", "  ", "DeveloperKey", "Authorization: DeveloperKey "] {
        assert_eq!(
            DeveloperKey::parse(text).unwrap_err(),
            "Enter your developer key.",
            "{text:?}"
        );
    }
}

#[test]
fn a_developer_key_has_up_to_200_characters() {
    assert!(DeveloperKey::parse(&"k".repeat(200)).is_ok());
    assert!(DeveloperKey::parse(&"k".repeat(201)).is_err());
}
