//! Tables. Rows are grids in the stylesheet, which takes the table's roles away, so the roles
//! are written out.

use crate::dom::{El, h};

/// A column: its heading and the class of its cells. The heading of a column of buttons is only
/// heard.
pub struct Column {
    /// The heading.
    pub title: &'static str,
    /// The cell, tag and class.
    pub cell: &'static str,
}

/// A table of rows.
pub fn table(selector: &'static str, columns: &[Column], rows: Vec<El>) -> El {
    h(selector)
        .attr("role", "table")
        .with(head(columns))
        .with(h("tbody").attr("role", "rowgroup").with(rows))
}

/// What stands in for a table while it loads: the same cells, the same heights.
pub fn bones(selector: &'static str, columns: &[Column], rows: usize) -> El {
    let cell = |column: &Column| match column.cell {
        "td.c-main" => h(column.cell)
            .with(h("span.logo.bone"))
            .with(h("span.bone"))
            .with(h("span.bone.bone-sm")),
        "td.c-act" => h(column.cell),
        _ => h(column.cell).with(h("span.bone")),
    };
    let row = |_| h("tr").with(columns.iter().map(cell).collect::<Vec<_>>());
    h(selector)
        .attr("aria-hidden", "true")
        .with(head(columns))
        .with(h("tbody").with((0..rows).map(row).collect::<Vec<_>>()))
}

fn head(columns: &[Column]) -> El {
    let heading = |column: &Column| {
        let cell = h("th").attr("role", "columnheader");
        if column.cell == "td.c-act" {
            cell.with(h("span.sr").with(column.title))
        } else {
            cell.with(column.title)
        }
    };
    let headings: Vec<El> = columns.iter().map(heading).collect();
    h("thead")
        .attr("role", "rowgroup")
        .with(h("tr").attr("role", "row").with(headings))
}
