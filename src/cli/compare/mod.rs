//! The commands that compare: two policies, or two terms.

pub(super) mod diff;
pub(super) mod review;
mod tell;

use super::Ending;
use super::args::Form;
use super::show::Show;
use crate::diagnostic::{Diagnostic, Problems, codes::usage as codes};
use crate::harness::forms::{Look, Page};
use crate::harness::moves::{Group, Moves, Pair, Side};
use crate::model::{Policy, spoken};
use crate::session;
use jiff::civil::Date;

/// How a page looks in this run; in a file it has no colour.
fn written(page: &Page, form: &Form, show: &Show) -> String {
    page.written(Look { colour: show.colour && form.output.is_none(), lines: show.lines })
}

/// A day of one of two sides, and how to say another.
struct Day<'a> {
    on: Date,
    /// `the old policy`
    whose: &'a str,
    /// `--on-old`
    flag: &'a str,
}

/// Says where a policy is not in force on its day.
fn in_force(policy: &Policy, day: &Day<'_>, problems: &mut Problems) {
    let Some((first, last)) = policy.in_force.filter(|(first, last)| day.on < *first || day.on > *last) else { return };
    let message =
        format!("On {}, {} is not in force: it is from {} to {}.", spoken(day.on), day.whose, spoken(first), spoken(last));
    let nearest = if day.on > last { last } else { first };
    let help = format!("Say for which day: `{} {nearest}`, or any other day in that time.", day.flag);
    problems.push(Diagnostic::nowhere(codes::NOT_IN_FORCE, message).help(help));
}

/// Says which settings are bad input, going by what came of them on both sides, and which are too tangled on one; gives whether none
/// was.
fn shown(
    before: &mut Side<'_>,
    after: &mut Side<'_>,
    pairs: &[Pair<'_>],
    moves: &Moves,
    is_bad: impl Fn(&Group, &Group) -> bool,
    show: &Show,
) -> Result<bool, Ending> {
    let (mut old, mut new) = (Problems::default(), Problems::default());
    for (pair, setting) in pairs.iter().zip(&moves.settings) {
        let (from, to) = (setting.from().group(), setting.to().group());
        let told = |group: &Group| *group == Group::TooTangled || *group == Group::CannotBe && is_bad(&from, &to);
        if told(&from) {
            session::answer(&mut before.assessor, pair.before, &mut old);
        }
        if told(&to) {
            session::answer(&mut after.assessor, pair.after, &mut new);
        }
    }
    let impossible = old.iter().chain(new.iter()).any(|one| one.code != codes::TOO_TANGLED);
    let all = !old.has_errors() && !new.has_errors();
    show.problems(old, before.sources);
    show.problems(new, after.sources);
    if impossible { Err(Ending::Bad) } else { Ok(all) }
}
