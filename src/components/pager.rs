//! The pager of a list: its buttons are links, since the URL is the state.

use super::icon;
use crate::intl;
use crate::routes::PAGE_SIZES;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use meta_api::{PageNumber, PageSize, Paging};

/// Shows where in a list one is, and leads elsewhere.
#[component]
pub fn Pager(
    /// Which part of the list the URL asks for.
    #[prop(into)]
    paging: Signal<Paging>,
    /// How many objects the list has, and how many of them are on this page.
    #[prop(into)]
    counts: Signal<(u64, u64)>,
    /// The link to another part, relative to the base URL.
    #[prop(into)]
    href: Callback<Paging, String>,
) -> impl IntoView {
    let navigate = use_navigate();
    let go = Callback::new(move |to: Paging| {
        navigate(&["/", &href.run(to)].concat(), NavigateOptions::default());
    });
    let last = Memo::new(move |_| paging.get().page_count(counts.get().0));
    let status = move || {
        let (total, count) = counts.get();
        match paging.get().positions(count) {
            Some(range) => {
                let (start, end) = (intl::number(*range.start()), intl::number(*range.end()));
                [&start, "–", &end, " of ", &intl::number(total)].concat()
            }
            None => ["None of ", &intl::number(total)].concat(),
        }
    };
    let link = move |rel: &'static str, label: &'static str, image: &'static str, to: u64| {
        let now = paging.get();
        let reachable = to != now.page.get() && (1..=last.get()).contains(&to);
        let target = PageNumber::new(to).filter(|_| reachable);
        let target = target.map(|page| href.run(Paging { page, ..now }));
        let disabled = target.is_none().then_some("true");
        let role = target.is_none().then_some("link");
        view! {
            <a
                class="btn btn-icon btn-quiet"
                href=target
                rel=rel
                role=role
                aria-disabled=disabled
                aria-label=label
                title=label
            >
                {icon(image)}
            </a>
        }
    };
    let page = move || paging.get().page.get();
    view! {
        <div class="foot row wrap">
            <span class="num muted" role="status">
                {status}
            </span>
            {size_choice(paging, go)}
            <nav class="pager end" aria-label="Pages">
                {move || link("first", "First page", "first", 1)}
                {move || link("prev", "Previous page", "left", page() - 1)}
                {page_field(paging, last, go)}
                {move || link("next", "Next page", "right", page() + 1)}
                {move || link("last", "Last page", "last", last.get())}
            </nav>
        </div>
    }
}

fn size_choice(paging: Signal<Paging>, go: Callback<Paging>) -> AnyView {
    let choose = move |text: String| {
        if let Some(size) = text.parse().ok().and_then(PageSize::new) {
            go.run(paging.get_untracked().with_size(size));
        }
    };
    // A size that came by the URL is offered too, or the choice would show another one.
    let sizes = move || {
        let now = paging.get().page_size.get();
        let mut sizes = PAGE_SIZES.to_vec();
        if !sizes.contains(&now) {
            sizes.push(now);
            sizes.sort_unstable();
        }
        sizes
            .into_iter()
            .map(|size| {
                view! {
                    <option value=size.to_string() selected=size == now>
                        {intl::number(size)}
                    </option>
                }
            })
            .collect_view()
    };
    view! {
        <label class="row muted">
            "Rows"
            <select
                class="input"
                name="page_size"
                aria-label="Rows per page"
                on:change:target=move |event| choose(event.target().value())
            >
                {sizes}
            </select>
        </label>
    }
    .into_any()
}

fn page_field(paging: Signal<Paging>, last: Memo<u64>, go: Callback<Paging>) -> AnyView {
    let typed = RwSignal::new(String::new());
    Effect::new(move |_| typed.set(paging.get().page.get().to_string()));
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let now = paging.get_untracked();
        let page = typed.with_untracked(|text| text.trim().parse().ok());
        // Beyond the end, the last page is what is meant.
        match page
            .map(|page: u64| page.clamp(1, last.get_untracked()))
            .and_then(PageNumber::new)
        {
            Some(page) if page != now.page => go.run(Paging { page, ..now }),
            _ => typed.set(now.page.get().to_string()),
        }
    };
    let label = move || ["Go to page, 1 to ", &intl::number(last.get())].concat();
    view! {
        <form class="row gap-1 muted num" on:submit=submit>
            <label class="row gap-1">
                <span class="hide-sm">"Page"</span>
                <input
                    class="input"
                    name="page"
                    inputmode="numeric"
                    autocomplete="off"
                    aria-label=label
                    prop:value=typed
                    on:input:target=move |event| typed.set(event.target().value())
                />
            </label>
            "of "
            {move || intl::number(last.get())}
        </form>
    }
    .into_any()
}
