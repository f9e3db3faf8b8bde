//! A page for a terminal: words and grids, one below the other.

use crate::explain::{Text, WIDEST, ansi, plain};
use crate::source::visible;
use comfy_table::{CellAlignment, ContentArrangement, Table, TableComponent, presets};

/// How a page looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// With the colours of a terminal.
    pub colour: bool,
    /// With a line below the headings of a grid.
    pub lines: bool,
}

/// Words and grids.
#[derive(Clone, Debug, Default)]
pub struct Page {
    parts: Vec<Part>,
}

#[derive(Clone, Debug)]
enum Part {
    Words(Text),
    Grid(Grid),
}

/// A table of figures or short texts.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    headings: Vec<String>,
    rows: Vec<Vec<String>>,
    /// From this column on cells are figures, which stand on the right; up to the one behind the last.
    figures: std::ops::Range<usize>,
}

impl Grid {
    pub(super) fn new<S: Into<String>>(headings: impl IntoIterator<Item = S>) -> Self {
        Self { headings: headings.into_iter().map(Into::into).collect(), rows: Vec::new(), figures: 0..0 }
    }

    /// Whose columns of such numbers are figures.
    pub(super) fn with_figures(mut self, columns: std::ops::Range<usize>) -> Self {
        self.figures = columns;
        self
    }

    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().map(|cell| visible::line(&cell)).collect());
    }

    /// Columns in which nothing stands are left out.
    fn drawn(&self, look: Look) -> String {
        let filled = |at: &usize| self.rows.iter().any(|row| row.get(*at).is_some_and(|cell| !cell.is_empty()));
        let columns: Vec<usize> = (0..self.headings.len()).filter(filled).collect();
        let of = |row: &[String]| columns.iter().map(|at| row.get(*at).cloned().unwrap_or_default()).collect::<Vec<_>>();
        let mut table = Table::new();
        table.load_preset(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(WIDEST).unwrap_or(u16::MAX));
        if look.lines {
            table.set_style(TableComponent::HeaderLines, '-').set_style(TableComponent::MiddleHeaderIntersections, '-');
        }
        table.set_header(of(&self.headings));
        table.add_rows(self.rows.iter().map(|row| of(row)));
        let last = columns.len().saturating_sub(1);
        // Where no line is drawn nothing stands between columns but this.
        let gap = if look.lines { 1 } else { 2 };
        for ((at, column), own) in table.column_iter_mut().enumerate().zip(&columns) {
            column.set_padding((0, if at == last { 0 } else { gap }));
            if self.figures.contains(own) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        table.lines().map(|line| format!("{}\n", line.trim_end())).collect()
    }
}

impl Page {
    pub(super) fn words(&mut self, text: Text) {
        self.parts.push(Part::Words(text));
    }

    pub(super) fn grid(&mut self, grid: Grid) {
        self.parts.push(Part::Grid(grid));
    }

    /// The page as text, no line wider than [`WIDEST`].
    #[must_use]
    pub fn written(&self, look: Look) -> String {
        let part = |part: &Part| match part {
            Part::Words(text) if look.colour => ansi(text, WIDEST),
            Part::Words(text) => plain(text, WIDEST),
            Part::Grid(grid) => grid.drawn(look),
        };
        let parts: Vec<String> = self.parts.iter().map(part).filter(|part| !part.is_empty()).collect();
        parts.iter().map(|part| part.trim_matches('\n')).collect::<Vec<_>>().join("\n\n") + "\n"
    }
}
