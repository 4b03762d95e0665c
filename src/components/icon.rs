//! Icons: the sprite in index.html holds them, and a screen reader never hears them.

use crate::dom::{El, svg};

/// The icon with this name in the sprite.
pub fn icon(name: &'static str) -> El {
    let image = svg("use").attr("href", &["#i-", name].concat());
    svg("svg")
        .attr("class", "i")
        .attr("aria-hidden", "true")
        .with(image)
}

/// The console's own mark.
pub fn mark() -> El {
    let square = svg("rect")
        .attr("width", "20")
        .attr("height", "20")
        .attr("rx", "5.5")
        .attr("fill", "currentColor");
    let letter = svg("path")
        .attr("d", "M5.25 14V6.25L10 11l4.75-4.75V14")
        .attr("fill", "none")
        .attr("stroke", "#fff")
        .attr("stroke-width", "1.8")
        .attr("stroke-linecap", "round")
        .attr("stroke-linejoin", "round");
    svg("svg")
        .attr("class", "mark")
        .attr("viewBox", "0 0 20 20")
        .attr("aria-hidden", "true")
        .with(square)
        .with(letter)
}
