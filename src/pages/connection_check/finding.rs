//! What a step has found: verdict, evidence, and what to do.

use super::plot::plot;
use crate::check::{Finding, Fix, Part, Step, Verdict};
use crate::components::{copy_and_tell, icon, icon_button, tab_id, tab_list};
use crate::dom::{El, h};
use leptos::prelude::*;

/// A step, with what it has found once that is there. `tool` is for which server the lines are shown.
pub fn item(
    step: Step,
    found: RwSignal<Option<Finding>>,
    tool: RwSignal<usize>,
    said: RwSignal<String>,
) -> El {
    let heading = h("h3.row")
        .with(step.title())
        .with(" ")
        .swap(move || [pill(found.with(|it| it.as_ref().map(|it| it.verdict)))]);
    h("li.stack.gap-1").with(heading).swap(move || {
        let finding = found.get();
        finding.map_or_else(Vec::new, |it| content(step, it, tool, said))
    })
}

fn pill(verdict: Option<Verdict>) -> El {
    let Some(verdict) = verdict else {
        return h("span.pill.end.subtle").with("Waiting");
    };
    let (selector, image) = match verdict {
        Verdict::Passed => ("span.pill.end.tint-ok", "good"),
        Verdict::Warning => ("span.pill.end.tint-warn", "alert"),
        Verdict::Failed => ("span.pill.end.tint-bad", "stop"),
        Verdict::Unknown => ("span.pill.end", "info"),
        Verdict::Skipped => ("span.pill.end.subtle", "right"),
    };
    h(selector).with(icon(image)).with(verdict.word())
}

fn content(step: Step, finding: Finding, tool: RwSignal<usize>, said: RwSignal<String>) -> Vec<El> {
    let mut content = vec![h("p.sm.muted").with(&*finding.evidence)];
    content.extend(finding.spread.as_ref().and_then(plot));
    content.extend((!finding.parts.is_empty()).then(|| parts(&finding)));
    if let Some(it) = finding.fix {
        let advice = h("p.sm")
            .with(h("b").with("What to do: "))
            .with(&*it.advice);
        content.push(advice);
        content.push(lines(step, it, tool, said));
    }
    content
}

/// The single things, folded as long as nothing is wrong with any.
fn parts(finding: &Finding) -> El {
    let line = |part: &Part| {
        let word = match part.verdict {
            Verdict::Passed => "span.ok",
            Verdict::Warning => "span.warn",
            Verdict::Failed => "span.bad",
            Verdict::Unknown | Verdict::Skipped => "span.muted",
        };
        h("li")
            .with(h("b").with(&*part.what))
            .with(" ")
            .with(h(word).with(part.verdict.word()).with("."))
            .with(" ")
            .with(&*part.evidence)
    };
    let list = h("ul.bullets.sm").with(finding.parts.iter().map(line).collect::<Vec<_>>());
    let summary = h("summary.row.gap-1.sm.muted")
        .with(icon("right"))
        .with("What was looked at");
    let details = h("details").with(summary).with(list);
    if finding.verdict == Verdict::Passed {
        details
    } else {
        details.attr("open", "")
    }
}

/// Lines to be copied, with a tab for each server.
fn lines(step: Step, fix: Fix, tool: RwSignal<usize>, said: RwSignal<String>) -> El {
    let id = ["check-", &(step as usize).to_string()].concat();
    let labels: Vec<&'static str> = fix.lines.iter().map(|it| it.0).collect();
    let most = labels.len().saturating_sub(1);
    // What was chosen for one step holds for the next.
    let chosen = move || tool.get().min(most);
    let shown = StoredValue::new(fix.lines);
    let text = move |at: usize| shown.with_value(|it| it.get(at).map(|it| it.1.clone()));
    let copy = icon_button(
        "button.btn.btn-icon.btn-quiet.btn-sm.end",
        "copy",
        "Copy these lines",
    )
    .on_click(move || {
        let text = text(untrack(chosen)).unwrap_or_default();
        copy_and_tell("Lines", text, move |_, told| {
            let _ = said.try_set([told, "."].concat());
        });
    });
    let pre = h("pre.soft").attr("id", &id).attr("tabindex", "0");
    let pre = pre.swap(move || text(chosen()).map(|it| h("code").with(it)));
    let (head, pre) = if let [label] = labels[..] {
        let pre = pre.attr("role", "group").attr("aria-label", label);
        (h("span.muted").with(label), pre)
    } else {
        let name = [step.title(), ": lines for"].concat();
        let head = tab_list(&name, &id, labels, tool, |_| ());
        let pre = pre
            .attr("role", "tabpanel")
            .attr_live("aria-labelledby", move || Some(tab_id(&id, chosen())));
        (head, pre)
    };
    h("figure.code")
        .with(h("figcaption.row.sm").with(head).with(copy))
        .with(pre)
}
