//! What may have been meant by an expectation that names nothing, or names it in other words.

use super::super::Lowering;
use crate::diagnostic::words::listed;
use crate::model::ids::KindId;
use crate::model::name::machine_name;
use crate::model::policy::{Line, Strand};
use crate::syntax::NUMBER_WORDS;

/// Words before a category that say nothing.
const BEFORE: [&str; 10] = ["category ", "either ", "that ", "only ", "just ", "band ", "grade ", "level ", "a ", "the "];
/// Words that begin a number of days.
const COUNTING: [&str; 11] = ["up", "at", "less", "more", "fewer", "under", "over", "about", "exactly", "no more", "a"];
/// Other words for what can be expected.
const OTHER_WORDS: [(&str, &str); 22] = [
    ("no questions", "nothing to ask"),
    ("no question", "nothing to ask"),
    ("nothing asked", "nothing to ask"),
    ("ask nothing", "nothing to ask"),
    ("no assumptions", "nothing assumed"),
    ("no assumption", "nothing assumed"),
    ("assumes nothing", "nothing assumed"),
    ("nothing is assumed", "nothing assumed"),
    ("no also", "nothing also"),
    ("nothing else", "nothing also"),
    ("nothing besides", "nothing also"),
    ("nothing", "no category`, `no days`, `nothing to ask`, `nothing assumed` or `nothing also"),
    ("none", "no category`, `no answer` or `no days"),
    ("uncategorised", "no category"),
    ("not categorised", "no category"),
    ("undecided", "no answer` where there is none, or the categories that are possible: `A or B"),
    ("unknown", "no answer` where there is none, or the categories that are possible: `A or B"),
    ("impossible", "cannot be"),
    ("not possible", "cannot be"),
    ("invalid", "cannot be"),
    ("error", "cannot be"),
    ("zero days", "no days"),
];

impl Lowering<'_> {
    /// How to write what stands where a category is expected and is none.
    pub(super) fn meant_by(&self, text: &str, kind: KindId) -> Option<String> {
        let lower = text.to_lowercase();
        let other = OTHER_WORDS.iter().find(|(words, _)| *words == lower).map(|(_, right)| format!("Write `{right}`."));
        other
            .or_else(|| self.category_meant(text))
            .or_else(|| days_meant(&lower))
            .or_else(|| self.expectation_meant(text, kind))
            .or_else(|| self.reason_meant(text, kind))
            .or_else(|| self.fact_meant(text, kind))
    }

    fn is_category(&self, code: &str) -> bool {
        self.policy.categories.iter().any(|category| *category.code == *code)
    }

    /// `category A`, `A with 2 days`, `not A`, `little support`
    fn category_meant(&self, text: &str) -> Option<String> {
        let bare = |before: &str| text.strip_prefix(before).filter(|code| self.is_category(code));
        if let Some((code, before)) = BEFORE.into_iter().find_map(|before| Some((bare(before)?, before))) {
            return Some(format!("Write `{code}` without `{}`.", before.trim_end()));
        }
        if text.starts_with("not ") {
            return Some("Write the categories that are possible, as in `expect A or B`.".to_owned());
        }
        let called = |about: &str| machine_name(about) == machine_name(text);
        let meaning = self.policy.categories.iter().find(|category| category.about.as_deref().is_some_and(called));
        if let Some(category) = meaning {
            return Some(format!("Write its code: `{}`.", category.code));
        }
        let (code, rest) = text.split_once(' ').filter(|(code, _)| self.is_category(code))?;
        Some(match rest.strip_prefix("expects ") {
            Some(name) => format!("Write `expect {code}, {name} is met` or `expect {code}, {name} is not met`."),
            None => format!("Put a comma behind `{code}`, and what else is expected behind it: `expect {code}, …`."),
        })
    }

    /// `recovery plan`, `recovery plan not met`
    fn expectation_meant(&self, text: &str, kind: KindId) -> Option<String> {
        let all = &self.policy.categorisation(kind)?.expectations;
        let lower = text.to_lowercase();
        let bare = ["not met", "met", "unmet", "not known", "not expected", "expected"];
        let name = bare.iter().find_map(|state| lower.strip_suffix(state)).unwrap_or(&lower).trim_end();
        let found = all.iter().find(|one| *one.name.machine == machine_name(name))?;
        let name = &found.name.phrase;
        Some(format!("Write `{name} is met`, `{name} is not met`, `{name} is not known` or `{name} is not expected`."))
    }

    /// `leadership`, `leadership is weak`
    fn reason_meant(&self, text: &str, kind: KindId) -> Option<String> {
        let strands = &self.policy.categorisation(kind)?.strands;
        let strand = strands.iter().find(|strand| *strand.name.machine == machine_name(text));
        strand.map(|strand| format!("Write `because {}`.", strand.name.phrase)).or_else(|| self.line_meant(text, kind))
    }

    /// `because leadership "leadership is weak"`, for the words of a line.
    pub(super) fn line_meant(&self, text: &str, kind: KindId) -> Option<String> {
        let strands = &self.policy.categorisation(kind)?.strands;
        let all: Vec<String> = strands.iter().filter_map(|strand| with_line(strand, line_called(strand, text)?)).collect();
        if all.is_empty() { None } else { Some(format!("Write {}.", all.join(" or "))) }
    }

    /// `asking leadership`, `assumes deficit`, `attendance`
    fn fact_meant(&self, text: &str, kind: KindId) -> Option<String> {
        let fact = |words: &str| {
            self.policy.facts_of(kind).find(|(_, fact)| *fact.name.machine == machine_name(words)).map(|(_, fact)| fact)
        };
        if let Some(fact) = fact(text) {
            let name = &fact.name.phrase;
            return Some(format!(
                "`{name}` is a fact. What is known of it stands on a line of its own, `{name}: VALUE`; that it is asked is `ask {name}`."
            ));
        }
        let (first, rest) = text.split_once(' ')?;
        let name = &fact(rest)?.name.phrase;
        let asks = ["asking", "asked", "question", "questions", "query", "request"].contains(&first);
        let assumes = ["assumes", "assume", "assuming", "assumption"].contains(&first);
        if asks {
            Some(format!("Write `ask {name}`."))
        } else if assumes {
            Some(format!("Write `assumed {name}`."))
        } else {
            None
        }
    }

    /// What to write for a strand that there is not: `of leadership`, `strand leadership`, `leadership is weak`, `gate A`.
    pub(super) fn strand_meant(&self, text: &str, kind: KindId) -> Option<String> {
        let one = self.policy.categorisation(kind)?;
        let mut bare =
            ["of ", "of the ", "strand ", "of strand ", "of the strand "].iter().filter_map(|before| text.strip_prefix(before));
        let named =
            bare.next_back().and_then(|bare| one.strands.iter().find(|strand| *strand.name.machine == machine_name(bare)));
        if let Some(strand) = named {
            return Some(format!("Write `because {}`.", strand.name.phrase));
        }
        // `because` joins strands by `and`, so a name with that word in it comes in pieces.
        let piece = machine_name(text);
        let joined = one.strands.iter().find(|strand| strand.name.machine.split("_and_").any(|part| *part == *piece));
        if let Some(strand) = joined.filter(|_| !piece.is_empty()) {
            return Some(format!("A name with `and` in it stands in quotation marks: `because \"{}\"`.", strand.name.phrase));
        }
        let gate = ["gate ", "the gate ", "not "].iter().find_map(|before| text.strip_prefix(before));
        if let Some(code) = gate.filter(|code| self.is_category(code)) {
            return Some(format!("Write `because never {code}`."));
        }
        self.line_meant(text, kind)
    }

    /// The strands that an expectation can name, in words.
    pub(super) fn strands_named(&self, strands: &[Strand]) -> String {
        let names: Vec<&str> = strands.iter().map(|strand| &*strand.name.phrase).collect();
        match strands {
            [only] if only.is_nameless() => {
                let texts: Vec<&str> = only.lines.iter().map(Line::text).collect();
                format!("It has no strands. Name the line: `because \"…\"`, where its lines are {}.", listed(&texts, "and"))
            }
            _ => format!("Its strands are {}.", listed(&names, "and")),
        }
    }
}

/// `7`, `up to 8`, `two days`, `8 hours`
fn days_meant(text: &str) -> Option<String> {
    let is_number = |word: &str| word.starts_with(|first: char| first.is_ascii_digit());
    let figure = text.split(' ').any(|word| is_number(word) || NUMBER_WORDS.contains(&word));
    let days = text.split(' ').any(|word| word == "day" || word == "days");
    if text.chars().all(|char| char.is_ascii_digit() || char == '.') && is_number(text) {
        return Some(format!("If days are meant, write `{text} days`."));
    }
    let begins = is_number(text) || COUNTING.iter().any(|word| text.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')));
    let form = "Days are written with figures and their unit: `8 days`, `up to 8 days` or `at least 8 days`.";
    (figure && (begins || days)).then(|| form.to_owned())
}

/// The line of a strand with this text.
pub(super) fn line_called(strand: &Strand, text: &str) -> Option<usize> {
    let wanted = machine_name(text);
    strand.lines.iter().position(|one| machine_name(one.text()) == wanted)
}

fn with_line(strand: &Strand, line: usize) -> Option<String> {
    let text = strand.lines.get(line)?.text();
    Some(if strand.is_nameless() {
        format!("`because \"{text}\"`")
    } else {
        format!("`because {} \"{text}\"`", strand.name.phrase)
    })
}
