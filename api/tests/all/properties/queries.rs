//! Queries: what is printed is read again, and exactly the allowed values are.

use meta_api::{ApplicationsQuery, PageNumber, PageSize, Paging};
use proptest::prelude::*;

fn paging() -> impl Strategy<Value = Paging> {
    (1..=PageNumber::MAX, 1..=u64::from(PageSize::MAX)).prop_map(|(page, page_size)| Paging {
        page: PageNumber::new(page).unwrap(),
        page_size: PageSize::new(page_size).unwrap(),
    })
}

/// Numbers around both bounds, numbers of any length, and texts that only look like numbers.
fn almost_number() -> impl Strategy<Value = String> {
    prop_oneof![
        (0_u64..1_003).prop_map(|number| number.to_string()),
        (PageNumber::MAX - 2..=PageNumber::MAX + 2).prop_map(|number| number.to_string()),
        any::<u64>().prop_map(|number| number.to_string()),
        "0{0,30}[0-9]{0,30}",
        "[-+ ]?[1-9]{1,3}[-+ ]?",
        "[-+ 0-9.eE_x٣]{0,6}",
    ]
}

/// The number that a text stands for, when it is digits only and between 1 and `max`.
fn allowed(text: &str, max: u64) -> Option<u64> {
    let digits = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let number = text.trim_start_matches('0').parse().ok();
    number.filter(|number| digits && (1..=max).contains(number))
}

fn encode(name: &str, value: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair(name, value).finish()
}

proptest! {
    #[test]
    fn a_printed_query_is_read_as_the_same_value(
        paging in paging(),
        active in any::<Option<bool>>(),
    ) {
        prop_assert_eq!(Paging::from_query(&paging.to_query()), Ok(paging));
        let query = ApplicationsQuery { active, paging };
        prop_assert_eq!(ApplicationsQuery::from_query(&query.to_query()), Ok(query));
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        let paging = Paging::from_query(&text);
        let query = ApplicationsQuery::from_query(&text);
        if let Ok(query) = query {
            prop_assert_eq!(paging, Ok(query.paging));
            prop_assert_eq!(ApplicationsQuery::from_query(&query.to_query()), Ok(query));
        }
    }

    #[test]
    fn a_page_is_a_whole_number_from_1(text in almost_number()) {
        let expected = allowed(&text, PageNumber::MAX);
        match Paging::from_query(&encode("page", &text)) {
            Ok(paging) => prop_assert_eq!(Some(paging.page.get()), expected),
            Err(fields) => {
                prop_assert_eq!(expected, None);
                prop_assert!(fields.contains("page"));
            }
        }
    }

    #[test]
    fn a_page_size_is_a_whole_number_from_1_to_1000(text in almost_number()) {
        let expected = allowed(&text, 1_000);
        match Paging::from_query(&encode("page_size", &text)) {
            Ok(paging) => prop_assert_eq!(Some(paging.page_size.get()), expected),
            Err(fields) => {
                prop_assert_eq!(expected, None);
                prop_assert!(fields.contains("page_size"));
            }
        }
    }

    #[test]
    fn a_filter_is_true_or_false(text in "True|true|False|false|TRUE|[a-zA-Z01]{0,5}|.{0,3}") {
        let expected = match text.as_str() {
            "True" | "true" => Some(true),
            "False" | "false" => Some(false),
            _ => None,
        };
        match ApplicationsQuery::from_query(&encode("active", &text)) {
            Ok(query) => {
                prop_assert!(expected.is_some());
                prop_assert_eq!(query.active, expected);
            }
            Err(fields) => {
                prop_assert_eq!(expected, None);
                prop_assert!(fields.contains("active"));
            }
        }
    }

    #[test]
    fn other_keys_change_nothing(key in "[a-z_]{1,12}", value in any::<String>()) {
        prop_assume!(!["active", "page", "page_size"].contains(&key.as_str()));
        let query = encode(&key, &value);
        prop_assert_eq!(ApplicationsQuery::from_query(&query), Ok(ApplicationsQuery::default()));
    }
}

#[test]
fn without_parameters_the_first_page_of_10_is_asked_for() {
    let query = ApplicationsQuery::from_query("").unwrap();
    assert_eq!(query.active, None);
    assert_eq!(
        (query.paging.page.get(), query.paging.page_size.get()),
        (1, 10)
    );
}

#[test]
fn of_a_repeated_key_the_last_one_counts() {
    let paging = Paging::from_query("page=x&page=2&page_size=20&page=3").unwrap();
    assert_eq!((paging.page.get(), paging.page_size.get()), (3, 20));
    assert!(Paging::from_query("page=3&page=x").is_err());
}

#[test]
fn all_refused_parameters_are_named_at_once() {
    let refused = ApplicationsQuery::from_query("page=0&page_size=1001&active=maybe").unwrap_err();
    let names: Vec<_> = refused.iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["page", "page_size", "active"]);
}
