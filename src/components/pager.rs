//! The pager of a list: its buttons are links, since the URL is the state.

use super::icon;
use crate::actions::as_action;
use crate::dom::{El, effect, h, text_of};
use crate::intl;
use crate::keyboard;
use crate::location::Location;
use crate::routes::{PAGE_SIZES, Route};
use leptos::prelude::*;
use meta_api::{Page, PageNumber, PageSize, Paging};

/// Where one is in a list.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Which part of the list the URL asks for.
    pub paging: Paging,
    /// How many objects the list has.
    pub total: u64,
    /// How many of them are on this page.
    pub count: u64,
}

impl Position {
    /// Where a page of an answer stands.
    pub fn of<T>(paging: Paging, page: &Page<T>) -> Self {
        Self {
            paging,
            total: page.total,
            count: page.objects.len() as u64,
        }
    }

    /// Like [`Position::of`], for a list that has no pages while it is empty.
    pub fn of_some<T>(paging: Paging, page: &Page<T>) -> Option<Self> {
        (page.total > 0).then(|| Self::of(paging, page))
    }
}

/// Shows where in a list one is, and leads elsewhere. Hidden while that is not known. Another
/// page is said, and its first row gets the focus.
pub fn pager(
    position: impl Fn() -> Option<Position> + Send + Sync + 'static,
    route: impl Fn(Paging) -> Route + Copy + 'static,
) -> El {
    let position = Memo::new(move |_| position());
    let shown = StoredValue::new(None);
    effect(Box::new(move || {
        let page = position.get().map(|it| it.paging.page);
        let before = shown.get_value();
        if page.is_some() && before.is_some() && page != before && !is_choosing() {
            keyboard::focus_row_at(0);
        }
        shown.set_value(page.or(before));
    }));
    // It stays in the page: a status that comes with its text is not read out everywhere.
    let said = h("span.num.muted")
        .attr("role", "status")
        .live(move || position.get().map(status).unwrap_or_default());
    h("div.foot.row.wrap")
        .flag("hidden", move || position.get().is_none())
        .with(said)
        .swap(move || {
            let controls = position.get().map(|it| untrack(|| controls(it, route)));
            controls.into_iter().flatten()
        })
}

/// Whether the focus is on a choice that changes the list, which is not done choosing.
fn is_choosing() -> bool {
    let focused = document().active_element();
    focused.is_some_and(|it| it.matches("select, .seg *").unwrap_or(false))
}

fn controls(position: Position, route: impl Fn(Paging) -> Route + Copy + 'static) -> [El; 2] {
    let location = expect_context::<Location>();
    let Position { paging, total, .. } = position;
    let now = paging.page.get();
    let last = paging.page_count(total);
    let link = |rel: &str, label, image, keys, to: u64| {
        let reachable = to != now && (1..=last).contains(&to);
        let target = PageNumber::new(to).filter(|_| reachable);
        let link = h("a.btn.btn-icon.btn-quiet")
            .attr("aria-label", label)
            .attr("title", label)
            .with(icon(image));
        let link = match target {
            Some(page) => link
                .attr("rel", rel)
                .attr("href", &route(Paging { page, ..paging }).href()),
            // It can keep the focus that it has when the end is reached, and is no stop for Tab.
            None => link
                .attr("role", "link")
                .attr("rel", rel)
                .attr("aria-disabled", "true")
                .attr("tabindex", "-1"),
        };
        as_action(link, label, image, keys)
    };
    let go = move |to: Paging| location.go(&route(to));
    let pages = h("nav.pager.end")
        .attr("aria-label", "Pages")
        .with(link("first", "First page", "first", &[], 1))
        .with(link("prev", "Previous page", "left", &["["], now - 1))
        .with(page_field(paging, last, go))
        .with(link("next", "Next page", "right", &["]"], now + 1))
        .with(link("last", "Last page", "last", &[], last));
    [size_choice(paging, go), pages]
}

fn status(
    Position {
        paging,
        total,
        count,
    }: Position,
) -> String {
    let total = intl::number(total);
    match paging.positions(count) {
        Some(range) => {
            let (start, end) = (intl::number(*range.start()), intl::number(*range.end()));
            [&start, "–", &end, " of ", &total].concat()
        }
        None => ["None of ", &total].concat(),
    }
}

fn size_choice(paging: Paging, go: impl Fn(Paging) + 'static) -> El {
    let now = paging.page_size.get();
    // A size that came by the URL is offered too, or the choice would show another one.
    let mut sizes = PAGE_SIZES.to_vec();
    let place = sizes.partition_point(|size| *size < now);
    if sizes.get(place) != Some(&now) {
        sizes.insert(place, now);
    }
    let option = |size: u64| {
        let option = h("option")
            .attr("value", &size.to_string())
            .with(intl::number(size));
        if size == now {
            option.attr("selected", "")
        } else {
            option
        }
    };
    let choice = h("select.input")
        .attr("name", "page_size")
        .attr("aria-label", "Rows per page")
        .with(sizes.into_iter().map(option).collect::<Vec<_>>())
        .on("change", move |event| {
            if let Some(size) = text_of(&event).parse().ok().and_then(PageSize::new) {
                go(paging.with_size(size));
            }
        });
    h("label.row.muted").with("Rows").with(choice)
}

fn page_field(paging: Paging, last: u64, go: impl Fn(Paging) + 'static) -> El {
    let now = paging.page;
    let typed = RwSignal::new(now.get().to_string());
    let input = h("input.input")
        .attr("name", "page")
        .attr("inputmode", "numeric")
        .attr("autocomplete", "off")
        .attr(
            "aria-label",
            &["Go to page, 1 to ", &intl::number(last)].concat(),
        )
        .prop_live("value", move || typed.get().into())
        .on_input(move |text| typed.set(text));
    h("form.row.gap-1.muted.num")
        .on_submit(move || {
            let page = typed.with_untracked(|text| text.trim().parse().ok());
            // Beyond the end, the last page is what is meant.
            match page
                .map(|page: u64| page.clamp(1, last))
                .and_then(PageNumber::new)
            {
                Some(page) if page != now => go(Paging { page, ..paging }),
                _ => typed.set(now.get().to_string()),
            }
        })
        .with(
            h("label.row.gap-1")
                .with(h("span.hide-sm").with("Page"))
                .with(input),
        )
        .with("of ")
        .with(intl::number(last))
}
