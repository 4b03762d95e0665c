//! How long answers took: a drawing, the figures, and all of them as a table.

use crate::check::{Spread, milliseconds};
use crate::components::icon;
use crate::dom::{El, h, svg};

/// The room of each request in the drawing, and its height.
const STEP: u32 = 24;
const HEIGHT: u32 = 48;

/// The plot; `None` when nothing came.
pub fn plot(spread: &Spread) -> Option<El> {
    let (least, median, most) = spread.range()?;
    let figure =
        |name: &str, count: u32| [h("dt").with(name), h("dd.num").with(milliseconds(count))];
    let figures = h("dl.kv.sm")
        .with(figure("Minimum", least))
        .with(figure("Median", median))
        .with(figure("Maximum", most));
    let figure = h("figure.stack.gap-1")
        .with(drawing(spread, most))
        .with(figures)
        .with(table(spread));
    Some(figure)
}

fn drawing(spread: &Spread, most: u32) -> El {
    let width = STEP * u32::try_from(spread.0.len()).unwrap_or_default();
    let mark = |(at, time): (u32, &Option<u32>)| {
        let left = at * STEP + STEP / 6;
        match time {
            Some(time) => {
                let height = (time * HEIGHT).div_ceil(most.max(1)).clamp(2, HEIGHT);
                svg("rect")
                    .attr("x", &left.to_string())
                    .attr("y", &(HEIGHT - height).to_string())
                    .attr("width", &(STEP * 2 / 3).to_string())
                    .attr("height", &height.to_string())
                    .attr("rx", "2")
                    .attr("fill", "currentColor")
            }
            // A cross in the place of an answer that did not come.
            None => svg("path")
                .attr("d", &format!("M{left} {}l12 12m0-12l-12 12", HEIGHT - 14))
                .attr("stroke", "currentColor")
                .attr("stroke-width", "2"),
        }
    };
    let marks: Vec<El> = (0..).zip(&spread.0).map(mark).collect();
    svg("svg")
        .attr("class", "subtle")
        .attr("role", "img")
        .attr(
            "aria-label",
            "A bar for the time that each request took; the table has the figures",
        )
        .attr("width", &width.to_string())
        .attr("height", &HEIGHT.to_string())
        .attr("viewBox", &format!("0 0 {width} {HEIGHT}"))
        .with(marks)
}

fn table(spread: &Spread) -> El {
    let head = ["Request", "Time"].map(|name| h("th").attr("scope", "col").with(name));
    let row = |(number, time): (u32, &Option<u32>)| {
        let time = time.map_or_else(|| "no answer".to_owned(), milliseconds);
        h("tr")
            .with(h("th.num").attr("scope", "row").with(number.to_string()))
            .with(h("td.num").with(time))
    };
    let rows: Vec<El> = (1..).zip(&spread.0).map(row).collect();
    let table = h("table.changes.sm")
        .with(h("thead").with(h("tr").with(head)))
        .with(h("tbody").with(rows));
    let summary = h("summary.row.gap-1.sm.muted")
        .with(icon("right"))
        .with("All as a table");
    h("details").with(summary).with(table)
}
