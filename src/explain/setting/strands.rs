//! Why: the strands that decide or may decide, in full, and the others in a line each.

use super::tree::Tree;
use crate::assess::Status;
use crate::evaluate::{GateTrace, LineTrace, StrandTrace, Truth, Verdict};
use crate::explain::markup::{Paragraph, Style, Text};
use crate::explain::phrases::{self, answer_to, cited};
use crate::explain::reasons::Reasons;
use crate::explain::telling::{Point, each};
use crate::model::{CategoryId, Citation, HitPolicy, Line, Strand};

/// So many rows of a table that do not hold are written each by itself.
const ROWS: usize = 4;

/// Said where none of a strand's lines with a condition holds.
const NO_MORE: &str = ", as nothing in it calls for another: ";

/// A strand, what it says, and whether it is told in full.
type Told<'a> = (&'a Strand, &'a StrandTrace, bool);

/// Gates and strands. In full are the strands that give the category; of an open answer those that are not settled.
pub(super) fn write(reasons: &Reasons<'_>, text: &mut Text) {
    let mut tree = Tree::new(reasons.teller);
    let strands = strands(reasons);
    let full: Vec<&Told<'_>> = strands.iter().filter(|(.., full)| *full).collect();
    let folded: Vec<&Told<'_>> = strands.iter().filter(|(.., full)| !*full).collect();
    let gates: Vec<&GateTrace> = reasons.known.trace.gates.iter().filter(|gate| matters(reasons, gate)).collect();
    if !full.is_empty() || !gates.is_empty() {
        text.heading("Why");
    }
    if reasons.by_strands()
        && reasons.answer.status == Status::Open
        && strands.iter().any(|(_, said, _)| says_too_much(reasons, said))
    {
        text.push(
            Paragraph::at(0).plain("Read one by one the strands leave more than is possible when they are taken together."),
        );
    }
    for gate in gates {
        write_gate(reasons, &mut tree, gate, text);
    }
    for (at, (strand, said, _)) in full.iter().enumerate() {
        if at > 0 {
            text.blank();
        }
        in_full(reasons, &mut tree, strand, said, text);
    }
    if folded.is_empty() {
        return;
    }
    text.heading(match (reasons.answer.status, full.is_empty() && gates_decide(reasons)) {
        (Status::Decided, true) => "What the strands give",
        (Status::Decided | Status::NotCategorised | Status::NoAnswer, _) if full.is_empty() => "Why: strand by strand",
        _ => "The other strands give no more",
    });
    for (strand, said, _) in folded {
        in_a_line(reasons, strand, said, text);
    }
}

/// The strands, those that can give most first.
fn strands<'a>(reasons: &'a Reasons<'_>) -> Vec<Told<'a>> {
    let answer = reasons.answer;
    let all_decide = answer.because.len() == reasons.categorisation.strands.len() && answer.because.len() > 1;
    let full = |at: usize, said: &StrandTrace| match answer.status {
        _ if !reasons.by_strands() => true,
        Status::Open => said.outcomes().len() > 1 && said.outcomes().last() > Some(&floor(reasons)),
        Status::Decided => !all_decide && answer.because.iter().any(|(strand, _)| *strand == at),
        Status::NotCategorised | Status::NoAnswer => false,
    };
    let mut strands: Vec<Told<'_>> =
        reasons.strands().enumerate().map(|(at, (strand, said))| (strand, said, full(at, said))).collect();
    strands.sort_by_key(|(_, said, _)| std::cmp::Reverse(said.outcomes().last().copied().flatten()));
    strands
}

/// Whether a strand by itself may give a category that the setting cannot get, as another strand then gives more.
fn says_too_much(reasons: &Reasons<'_>, said: &StrandTrace) -> bool {
    let mut outcomes = said.outcomes().into_iter().flatten();
    outcomes.any(|category| Some(category) > floor(reasons) && !reasons.answer.possible.contains(&category))
}

/// What an open answer certainly is; nothing where it may be no category.
fn floor(reasons: &Reasons<'_>) -> Option<CategoryId> {
    let answer = reasons.answer;
    answer.possible.first().copied().filter(|_| answer.status == Status::Open && !answer.may_be_silent)
}

fn gates_decide(reasons: &Reasons<'_>) -> bool {
    reasons.answer.gate.is_some()
}

/// Whether a gate lifted it, or still may.
fn matters(reasons: &Reasons<'_>, gate: &GateTrace) -> bool {
    let told = match reasons.answer.status {
        Status::Decided => gates_decide(reasons),
        Status::Open => true,
        Status::NotCategorised | Status::NoAnswer => false,
    };
    told && gate.lifts != Truth::Fails
}

fn write_gate(reasons: &Reasons<'_>, tree: &mut Tree<'_>, found: &GateTrace, text: &mut Text) {
    let Some(gate) = reasons.categorisation.gates.get(found.gate) else { return };
    let policy = reasons.teller.policy;
    let verb = match (found.lifts, found.why.truth) {
        (Truth::Holds, _) => " lifts it from ",
        (_, Truth::Fails) => " lifts it, if nothing calls for more, from ",
        _ => " may lift it from ",
    };
    let paragraph = Paragraph::at(0).quote(format!("\"{}\"", gate.text)).plain(verb);
    let paragraph = paragraph.category(policy.category_code(found.from)).plain(" to ").category(policy.category_code(found.to));
    text.push(cited(paragraph, &gate.citation));
    tree.part(&found.why, 2, text);
    text.blank();
}

/// A strand with all its lines: those that fail with what tells, those in play with their parts.
fn in_full(reasons: &Reasons<'_>, tree: &mut Tree<'_>, strand: &Strand, said: &StrandTrace, text: &mut Text) {
    text.push(cited(says(reasons, strand, said), &strand.citation));
    let failing_rows = said.lines.iter().filter(|line| line.verdict == Verdict::Fails).count();
    let folded = strand.table.is_some() && failing_rows > ROWS;
    for (line, found) in strand.lines.iter().zip(&said.lines) {
        match found.verdict {
            Verdict::NotReached => {}
            Verdict::Fails if folded => {}
            Verdict::MayDecide if is_idle(reasons, found) => {}
            Verdict::Fails => text.push(failing(reasons, line, found)),
            Verdict::Conflicts => {
                let certain = found.why.as_ref().is_some_and(|why| why.truth == Truth::Holds);
                let but = if certain { ", but it is not the only one that holds" } else { ", and if it holds too none decides" };
                let paragraph = in_play(reasons, tree, strand, (line, found)).plain(but);
                cited_itself(paragraph, &line.citation, &strand.citation, text);
            }
            Verdict::Decides | Verdict::MayDecide => {
                let paragraph = in_play(reasons, tree, strand, (line, found));
                cited_itself(paragraph, &line.citation, &strand.citation, text);
                if let Some(why) = &found.why {
                    tree.below(why, 4, text);
                }
            }
        }
    }
    if folded {
        let points = without_limits(failing_points(reasons, said));
        let words = format!("{} do not hold: ", phrases::count(failing_rows, "other row", "other rows"));
        text.push(Paragraph::at(2).plain(words).each(Style::Name, &points, "and"));
    }
    let idle = |line: &&LineTrace| line.verdict == Verdict::MayDecide && is_idle(reasons, line);
    some_lines(reasons, said.lines.iter().filter(idle), "can give no more than is certain already", text);
    some_lines(
        reasons,
        said.lines.iter().filter(|line| line.verdict == Verdict::NotReached),
        "not reached, as a line above decides",
        text,
    );
}

/// Whether a line of an open answer can give no more than is certain.
fn is_idle(reasons: &Reasons<'_>, line: &LineTrace) -> bool {
    let open = line.why.as_ref().is_some_and(|why| why.truth == Truth::Open);
    reasons.by_strands() && floor(reasons).is_some_and(|floor| line.category < floor || line.category == floor && open)
}

/// `LA view: A or B1, still open`
fn says(reasons: &Reasons<'_>, strand: &Strand, said: &StrandTrace) -> Paragraph {
    let paragraph = Paragraph::at(0).name(reasons.name_of(strand)).plain(": ");
    if said.is_silent() {
        let together = said.lines.iter().any(|line| line.verdict == Verdict::Conflicts);
        let lines = if strand.table.is_some() { "rows" } else { "lines" };
        let which = if together { "more than one" } else { "none" };
        let nothing = if reasons.by_strands() { "nothing" } else { "no category" };
        return paragraph.plain(format!("{nothing}, as {which} of its {lines} holds"));
    }
    let outcomes: Vec<CategoryId> = said.outcomes().into_iter().flatten().collect();
    let paragraph = paragraph.category(phrases::categories(reasons.teller.policy, &outcomes, false));
    let silent = reasons.by_strands() && said.outcomes().contains(&None);
    match (said.category().is_some(), silent) {
        (true, _) => paragraph,
        (false, true) if outcomes.len() > 1 => paragraph.plain(", or nothing: still open"),
        (false, true) => paragraph.plain(" or nothing, still open"),
        (false, false) => paragraph.plain(", still open"),
    }
}

/// `C when governance is red`
fn line_in_words(reasons: &Reasons<'_>, line: &Line) -> Paragraph {
    let paragraph = Paragraph::at(2).category(reasons.teller.policy.category_code(line.category));
    paragraph.plain(if line.condition.is_some() { " when " } else { " " }).quote(line.text())
}

/// `C when governance is red - no: governance is green`
fn failing(reasons: &Reasons<'_>, line: &Line, found: &LineTrace) -> Paragraph {
    let paragraph = line_in_words(reasons, line).plain(" - ");
    let Some(why) = &found.why else {
        return paragraph.value(answer_to(Truth::Fails)).plain(", as another line decides in every case that is left");
    };
    if why.truth != Truth::Fails {
        return paragraph.value(answer_to(Truth::Open)).plain(", but it decides in no case that is left");
    }
    paragraph.value(answer_to(Truth::Fails)).plain(": ").each(Style::Name, &each(&points(reasons, found)), "and")
}

/// `B1 when latest Ofsted is requires improvement - yes (told)`
fn in_play(reasons: &Reasons<'_>, tree: &Tree<'_>, strand: &Strand, (line, found): (&Line, &LineTrace)) -> Paragraph {
    let paragraph = line_in_words(reasons, line);
    let paragraph = found.why.as_ref().map_or(paragraph.clone(), |why| tree.stands(why, paragraph));
    let holds = found.why.as_ref().is_none_or(|why| why.truth == Truth::Holds);
    match found.verdict {
        Verdict::MayDecide if holds && strand.hit == HitPolicy::ExactlyOne => paragraph.plain(", if no other holds"),
        Verdict::MayDecide if holds => paragraph.plain(", if no line above holds"),
        Verdict::Decides if !holds => paragraph.plain(", but it decides in every case that is left"),
        Verdict::Decides | Verdict::MayDecide | Verdict::Fails | Verdict::NotReached | Verdict::Conflicts => paragraph,
    }
}

/// A line, and where it comes from if it says so itself.
fn cited_itself(paragraph: Paragraph, own: &Citation, of_strand: &Citation, text: &mut Text) {
    let from = own.from.as_ref().filter(|_| own.from != of_strand.from);
    text.push(paragraph.from(from.map(|from| &**from)));
    if let Some(reading) = own.reading.as_ref().filter(|_| own.reading != of_strand.reading) {
        text.push(Paragraph::at(4).faint("reading: ").quote(&**reading));
    }
}

/// Lines that need no more words than these together: `not reached: B1 and A`
fn some_lines<'a>(reasons: &Reasons<'_>, lines: impl Iterator<Item = &'a LineTrace>, words: &str, text: &mut Text) {
    let mut codes: Vec<&str> = lines.map(|line| reasons.teller.policy.category_code(line.category)).collect();
    codes.dedup();
    if !codes.is_empty() {
        text.push(Paragraph::at(2).faint(format!("{words}: {}", phrases::list(&codes, "and"))));
    }
}

/// `leadership: AS, as leadership is needs consolidating (from ...)`
fn in_a_line(reasons: &Reasons<'_>, strand: &Strand, said: &StrandTrace, text: &mut Text) {
    let paragraph = Paragraph::at(2).name(reasons.name_of(strand)).plain(": ");
    let in_play = strand.lines.iter().zip(&said.lines).filter(|(_, found)| found.verdict.is_in_play());
    let in_play: Vec<_> = in_play.collect();
    if said.is_silent() {
        text.push(paragraph.plain("nothing, as ").each(Style::Name, &without_limits(failing_points(reasons, said)), "and"));
        return;
    }
    let [(line, found)] = in_play.as_slice() else {
        let outcomes: Vec<CategoryId> = said.outcomes().into_iter().flatten().collect();
        let open = in_play.iter().filter(|(_, found)| found.why.as_ref().is_some_and(|why| why.truth == Truth::Open));
        let open = without_limits(open.flat_map(|(_, found)| points(reasons, found)).collect());
        let paragraph = paragraph.category(phrases::categories(reasons.teller.policy, &outcomes, false));
        text.push(paragraph.plain(", still open: ").each(Style::Name, &open, "and"));
        return;
    };
    let paragraph = paragraph.category(reasons.teller.policy.category_code(line.category));
    let paragraph = match &found.why {
        Some(why) if why.truth == Truth::Open => paragraph.plain(" in every case that is left: ").quote(line.text()),
        Some(why) => paragraph.plain(", as ").each(Style::Name, &each(&reasons.teller.points(why)), "and"),
        None => paragraph.plain(NO_MORE).each(Style::Name, &without_limits(failing_points(reasons, said)), "and"),
    };
    text.push(paragraph.from(line.citation.from.as_deref()));
}

/// What tells that a strand's lines do not hold.
fn failing_points(reasons: &Reasons<'_>, said: &StrandTrace) -> Vec<Point> {
    let fails = |line: &&LineTrace| line.why.as_ref().is_some_and(|why| why.truth == Truth::Fails);
    said.lines.iter().filter(fails).flat_map(|line| points(reasons, line)).collect()
}

fn points(reasons: &Reasons<'_>, line: &LineTrace) -> Vec<Point> {
    line.why.as_ref().map_or_else(Vec::new, |why| reasons.teller.points(why))
}

/// Several lines' points, each said once; what each was measured by is the lines' own business.
fn without_limits(points: Vec<Point>) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    for point in points {
        let words = point.untold.map_or(point.words.clone(), |untold| format!("{} ({untold})", point.words));
        if !said.contains(&words) {
            said.push(words);
        }
    }
    said
}
