//! What two policies have to say against one table.

use super::diff::Read;
use crate::cli::show::Show;
use crate::diagnostic::{Code, Diagnostic, Problems};

/// Says what is wrong for both once, and of what is wrong for one of them for which.
pub(super) fn tell(sides: [&Read; 2], found: [Problems; 2], show: &Show) {
    let [old, new] = found.map(Problems::sorted);
    let ([of_old, of_new], places) = (sides, [places(&old), places(&new)]);
    let [in_old, in_new] = &places;
    let mut of_both = Problems::default();
    of_both.extend(old.into_iter().map(|one| if in_new.contains(&place(&one)) { one } else { named(one, "old") }));
    show.problems(of_both, &of_old.loaded.sources);
    let mut of_new_alone = Problems::default();
    of_new_alone.extend(new.into_iter().filter(|one| !in_old.contains(&place(one))).map(|one| named(one, "new")));
    show.problems(of_new_alone, &of_new.loaded.sources);
}

/// What a finding is and where in the table, whichever side's texts the table is among.
type Found = (Code, Option<(u32, u32)>);

fn place(finding: &Diagnostic) -> Found {
    (finding.code, finding.labels.first().map(|label| (label.span.start, label.span.end)))
}

fn places(findings: &[Diagnostic]) -> Vec<Found> {
    findings.iter().map(place).collect()
}

fn named(finding: Diagnostic, side: &str) -> Diagnostic {
    Diagnostic { message: format!("For the {side} policy: {}", finding.message), ..finding }
}
