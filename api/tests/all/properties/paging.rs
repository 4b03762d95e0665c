//! The arithmetic of pages, also where the numbers end.

use meta_api::{PageNumber, PageSize, Paging};
use proptest::prelude::*;

fn at(page: u64, page_size: u64) -> Paging {
    Paging {
        page: PageNumber::new(page).unwrap(),
        page_size: PageSize::new(page_size).unwrap(),
    }
}

/// A size, often one of the bounds.
fn size() -> impl Strategy<Value = u64> {
    prop_oneof![Just(1), Just(1_000), 1..=1_000_u64]
}

/// A page, often one of the bounds.
fn page() -> impl Strategy<Value = u64> {
    prop_oneof![
        Just(1),
        Just(PageNumber::MAX),
        1..=PageNumber::MAX,
        1..10_000_u64
    ]
}

proptest! {
    #[test]
    fn numbers_are_taken_exactly_within_their_bounds(number in any::<u64>(), small in 0..2_000_u64) {
        for number in [number, small] {
            let page = PageNumber::new(number).map(PageNumber::get);
            prop_assert_eq!(page, Some(number).filter(|it| (1..1 << 53).contains(it)));
            let size = PageSize::new(number).map(PageSize::get);
            prop_assert_eq!(size, Some(number).filter(|it| (1..=1_000).contains(it)));
        }
    }

    #[test]
    fn the_pages_of_a_list_hold_each_object_once(total in 0..5_000_u64, size in size()) {
        let pages = at(1, size).page_count(total);
        let mut next = 1;
        for page in 1..=pages {
            let paging = at(page, size);
            let count = size.min(total - paging.offset().min(total));
            if let Some(positions) = paging.positions(count) {
                prop_assert_eq!(*positions.start(), next);
                next = positions.end() + 1;
            }
        }
        prop_assert_eq!(next, total + 1);
        prop_assert!(at(pages + 1, size).offset() >= total);
    }

    #[test]
    fn a_list_has_as_many_pages_as_its_objects_need(total in any::<u64>(), size in size()) {
        let pages = u128::from(at(1, size).page_count(total));
        let (total, size) = (u128::from(total), u128::from(size));
        prop_assert!(pages * size >= total);
        prop_assert!(pages == 1 || (pages - 1) * size < total);
    }

    #[test]
    fn an_offset_is_what_comes_before_the_page(page in page(), size in size()) {
        let expected = u128::from(page - 1) * u128::from(size);
        prop_assert_eq!(u128::from(at(page, size).offset()), expected);
    }

    #[test]
    fn positions_follow_the_offset_and_end_with_the_numbers(
        page in page(),
        size in size(),
        count in prop_oneof![0..=1_000_u64, any::<u64>(), Just(u64::MAX)],
    ) {
        let paging = at(page, size);
        let positions = paging.positions(count);
        if count == 0 {
            prop_assert_eq!(positions, None);
        } else {
            let end = u128::from(paging.offset()) + u128::from(count);
            let end = u64::try_from(end).unwrap_or(u64::MAX);
            prop_assert_eq!(positions, Some(paging.offset() + 1..=end));
        }
    }

    #[test]
    fn another_size_keeps_the_first_object_in_sight(page in page(), from in size(), to in size()) {
        let before = at(page, from);
        let after = before.with_size(PageSize::new(to).unwrap());
        prop_assert_eq!(after.page_size.get(), to);
        prop_assert!(PageNumber::new(after.page.get()).is_some());
        if after.page.get() < PageNumber::MAX {
            let visible = after.offset()..after.offset() + to;
            prop_assert!(visible.contains(&before.offset()));
        } else {
            prop_assert!(before.offset() >= after.offset());
        }
        prop_assert_eq!(Paging::from_query(&after.to_query()), Ok(after));
    }
}

#[test]
fn an_empty_list_has_one_page() {
    assert_eq!(at(1, 10).page_count(0), 1);
    assert_eq!(at(1, 10).positions(0), None);
}

#[test]
fn a_full_last_page_is_the_last() {
    assert_eq!(at(1, 10).page_count(20), 2);
    assert_eq!(at(1, 10).page_count(21), 3);
}
