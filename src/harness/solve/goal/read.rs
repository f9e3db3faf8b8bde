//! Goals in plain words.
//!
//! A goal is one of a few forms, each known by a word that only it has: days by `days`, settings that are counted by a bound before a
//! number and `in`, one setting by its id.

use super::{Bound, Goal, Wanted};
use crate::diagnostic::nearest;
use crate::diagnostic::words::{joined, listed};
use crate::harness::solve::placed::Part;
use crate::model::{CategoryId, KindId, PeriodId, Policy, TimeSort, machine_kind, machine_name};
use crate::syntax::NUMBER_WORDS;
use rust_decimal::Decimal;

/// A goal that is not understood: what is wrong, how to mend it, and whether it is a name that there is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// What is wrong, a whole sentence.
    pub message: String,
    /// How to mend it.
    pub help: String,
    /// Whether all is understood but a name.
    pub unknown_name: bool,
}

/// The forms of goals, for who writes one.
const FORMS: &str = "Write `at most 5 settings in C`, `exactly 2 schools in A or B`, `AUTUMN within 60 days`, `the year within 300 days`, `ID in \
                     B` or `ID at most B`, with the policy's own words.";

/// A bound, but for its number.
type Bounding = fn(Decimal) -> Bound;

/// The words that begin a bound, longest first, and what they say.
const BOUNDS: [(&str, Bounding); 12] = [
    ("no more than", Bound::AtMost),
    ("no fewer than", Bound::AtLeast),
    ("no less than", Bound::AtLeast),
    ("not more than", Bound::AtMost),
    ("at the most", Bound::AtMost),
    ("at most", Bound::AtMost),
    ("at least", Bound::AtLeast),
    ("up to", Bound::AtMost),
    ("within", Bound::AtMost),
    ("exactly", Bound::Exactly),
    ("only", Bound::Exactly),
    ("just", Bound::Exactly),
];

/// Reads a goal about settings with these ids.
///
/// # Errors
/// What is not understood, and how to say it.
pub fn read(policy: &Policy, ids: &[&str], text: &str) -> Result<Goal, Misread> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let reader = Reader { policy, ids };
    let wanted = match reader.setting(&text) {
        Some(setting) => setting?,
        None => {
            let words: Vec<&str> = text.split(' ').collect();
            let is_days = |word: &&str| matches!(word.to_lowercase().trim_end_matches(['.', ',']), "day" | "days");
            if words.iter().any(is_days) { reader.days(&text)? } else { reader.count(&text)? }
        }
    };
    Ok(Goal { text, wanted })
}

struct Reader<'a> {
    policy: &'a Policy,
    ids: &'a [&'a str],
}

impl Reader<'_> {
    /// `S3 in B1`, `S3 is at most B1`; `None` where the first words are no setting's id.
    fn setting(&self, text: &str) -> Option<Result<Wanted, Misread>> {
        let rest_of = |id: &&str| text.strip_prefix(id).and_then(|rest| rest.strip_prefix(' '));
        let known = self.ids.iter().enumerate().filter_map(|(at, id)| Some((at, id.len(), rest_of(id)?)));
        if let Some((at, _, rest)) = known.max_by_key(|(_, length, _)| *length) {
            return self
                .of_setting(rest)
                .map(|categories| Ok(Wanted::Setting { at, categories: categories? }))
                .or_else(|| Some(Err(unclear(text))));
        }
        // An id that there is not: one word, then what it is to be.
        let (id, rest) = text.split_once(' ')?;
        let begins = |word: &str| rest.to_lowercase().starts_with(word);
        let is_bound = BOUNDS.iter().any(|(words, _)| text.to_lowercase().starts_with(words)) || number(id).is_some();
        let about_one = ["in ", "is ", "at most ", "at least "].iter().any(|word| begins(word));
        let looks_so = about_one
            && !is_bound
            && self.category(id).is_err()
            && self.period(id).is_none()
            && !text.to_lowercase().contains(" day");
        if !looks_so || matches!(id.to_lowercase().as_str(), "settings" | "no" | "none" | "nothing") {
            return None;
        }
        let help = match nearest(id, self.ids.iter().copied()) {
            Some(near) => format!("Did you mean `{near}`?"),
            None => "The column `id` of the table names the settings.".to_owned(),
        };
        Some(Err(unknown(format!("No setting of the table has the id `{id}`."), help)))
    }

    /// What a setting is to be; `None` where it is not said.
    fn of_setting(&self, rest: &str) -> Option<Result<Vec<CategoryId>, Misread>> {
        let lower = rest.to_lowercase();
        let behind = |words: &str| lower.strip_prefix(words).map(|left| rest.get(rest.len() - left.len()..).unwrap_or(""));
        let is = behind("is ").or_else(|| behind("to be "));
        let (said, rest) = (is.is_some(), is.unwrap_or(rest));
        let lower = rest.to_lowercase();
        let behind = |words: &str| lower.strip_prefix(words).map(|left| rest.get(rest.len() - left.len()..).unwrap_or(""));
        let all = || (0..self.policy.categories.len()).filter_map(CategoryId::from_index);
        if let Some(code) = behind("at most ") {
            return Some(self.category(code).map(|most| all().filter(|one| *one <= most).collect()));
        }
        if let Some(code) = behind("at least ") {
            return Some(self.category(code).map(|least| all().filter(|one| *one >= least).collect()));
        }
        let codes = behind("in ").or(if said || self.categories(rest).is_ok() { Some(rest) } else { None })?;
        Some(self.categories(codes))
    }

    /// `at most 5 schools in B2 or C`, `no settings in C`
    fn count(&self, text: &str) -> Result<Wanted, Misread> {
        let (about, codes) = split_last(text, " in ").ok_or_else(|| unclear(text))?;
        let about = about.trim_start_matches("the ");
        let (bound, rest) = match bound(about) {
            Some((bound, rest)) => {
                let (first, kind) = rest.split_once(' ').unwrap_or((rest, ""));
                (bound(number(first).filter(is_whole).ok_or_else(|| unclear(text))?), kind)
            }
            None => {
                let (first, kind) = about.split_once(' ').unwrap_or((about, ""));
                match first.to_lowercase().as_str() {
                    "no" | "none" => (Bound::Exactly(Decimal::ZERO), kind),
                    _ => (Bound::Exactly(number(first).filter(is_whole).ok_or_else(|| unclear(text))?), kind),
                }
            }
        };
        Ok(Wanted::Count { bound, kinds: self.kinds(rest)?, categories: self.categories(codes)? })
    }

    /// `Autumn 1 within 60 adviser days`, `at most 300 days`, `at most 20 days in Autumn 1`, `the year at most 300 days`
    fn days(&self, text: &str) -> Result<Wanted, Misread> {
        let words: Vec<&str> = text.split(' ').collect();
        let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
        let found = (0..words.len()).find_map(|at| {
            let (name, bound) = BOUNDS.iter().find(|(name, _)| {
                let parts: Vec<&str> = name.split(' ').collect();
                lower.get(at..at + parts.len()).is_some_and(|own| own.iter().zip(&parts).all(|(own, part)| own == part))
            })?;
            let behind = at + name.split(' ').count();
            Some((at, behind, *bound, number(words.get(behind)?)?))
        });
        let (at, behind, bound, number) = found.ok_or_else(|| unclear(text))?;
        let bound = bound(number);
        if matches!(bound, Bound::Exactly(_)) {
            let message = format!("How many days there are just at one figure is not looked for: `{text}`.");
            let help = "Give the days as a bound: `within 60 days`, or `at least 60 days`.".to_owned();
            return Err(Misread { message, help, unknown_name: false });
        }
        let before = words.get(..at).unwrap_or_default();
        let after = words.get(behind + 1..).unwrap_or_default();
        let is_said = |word: &&&str| {
            !matches!(
                word.to_lowercase().as_str(),
                "day" | "days" | "adviser" | "advisers'" | "adviser's" | "total" | "in" | "of" | "all" | "for" | "is" | "are"
            )
        };
        let named: Vec<&str> = before.iter().chain(after).filter(is_said).copied().collect();
        Ok(Wanted::Days { bound, part: self.part(&named.join(" "))? })
    }

    fn part(&self, name: &str) -> Result<Part, Misread> {
        let bare = machine_name(name);
        let bare = bare.strip_prefix("the_").unwrap_or(&bare);
        if matches!(bare, "" | "year" | "whole_year" | "a_year" | "per_year") {
            return Ok(Part::Year);
        }
        if let Some((at, sort)) = self.period(bare) {
            match sort {
                TimeSort::HalfTerm => return Ok(Part::HalfTerm(at)),
                TimeSort::Term => return Ok(Part::Term(at)),
                TimeSort::Other => {}
            }
        }
        let parts = self.policy.periods.iter().filter(|period| period.sort != TimeSort::Other);
        let mut names: Vec<&str> = parts.map(|period| &*period.name.phrase).collect();
        names.push("the year");
        let message = format!("The policy has no half term or term called `{name}`.");
        let help = nearest(name, names.iter().copied())
            .map_or_else(|| format!("Days are looked at in {}.", listed(&names, "or")), |near| format!("Did you mean `{near}`?"));
        Err(unknown(message, help))
    }

    fn period(&self, name: &str) -> Option<(PeriodId, TimeSort)> {
        let wanted = machine_name(name);
        let at = self.policy.periods.iter().position(|period| *period.name.machine == wanted)?;
        Some((PeriodId::from_index(at)?, self.policy.periods.get(at)?.sort))
    }

    /// `settings`, `schools`, `schools or nurseries`; none for all.
    fn kinds(&self, words: &str) -> Result<Vec<KindId>, Misread> {
        let mut kinds = Vec::new();
        for name in words.split(" or ").flat_map(|part| part.split(" and ")).flat_map(|part| part.split(", ")) {
            let machine = machine_kind(name.trim());
            if matches!(machine.as_str(), "" | "setting") {
                return Ok(Vec::new());
            }
            let group = self.policy.groups.iter().find(|group| machine_kind(&group.name.phrase) == machine);
            let own = || self.policy.kind_ids().find(|kind| machine_kind(self.policy.kind_name(*kind)) == machine);
            match group.map(|group| group.kinds.clone()).or_else(|| own().map(|kind| vec![kind])) {
                Some(found) => kinds.extend(found),
                None => return Err(self.no_kind(name.trim())),
            }
        }
        Ok(kinds)
    }

    fn no_kind(&self, name: &str) -> Misread {
        let names: Vec<&str> = self.policy.kind_ids().map(|kind| self.policy.kind_name(kind)).collect();
        let message = format!("The policy knows no kind of setting called `{name}`.");
        let help = match nearest(name, names.iter().copied()) {
            Some(near) => format!("Did you mean `{near}`?"),
            None => format!("Write `settings` for all of them, or one of {}.", joined(&names, "and")),
        };
        unknown(message, help)
    }

    /// `B1 or C`
    fn categories(&self, text: &str) -> Result<Vec<CategoryId>, Misread> {
        let parts = text.split(" or ").flat_map(|part| part.split(" and ")).flat_map(|part| part.split(','));
        parts.map(str::trim).filter(|part| !part.is_empty()).map(|code| self.category(code)).collect()
    }

    fn category(&self, code: &str) -> Result<CategoryId, Misread> {
        let code = code.trim().trim_end_matches('.');
        let is = |one: &crate::model::Category| *one.code == *code;
        let found = self.policy.categories.iter().position(is).and_then(CategoryId::from_index);
        found.ok_or_else(|| {
            let codes: Vec<&str> = self.policy.categories.iter().map(|one| &*one.code).collect();
            let near = nearest(code, codes.iter().copied()).map_or_else(String::new, |near| format!("Did you mean `{near}`? "));
            let help = format!("{near}The categories are {}.", listed(&codes, "and"));
            unknown(format!("The policy has no category `{code}`."), help)
        })
    }
}

/// A bound at the beginning, and what stands behind it.
fn bound(text: &str) -> Option<(Bounding, &str)> {
    let lower = text.to_lowercase();
    BOUNDS.iter().find_map(|(words, bound)| {
        let left = lower.strip_prefix(words)?.strip_prefix(' ')?;
        Some((*bound, text.get(text.len() - left.len()..)?))
    })
}

/// The last place of some words in a text, whatever their capitals.
fn split_last<'t>(text: &'t str, words: &str) -> Option<(&'t str, &'t str)> {
    let at = text.to_ascii_lowercase().rfind(words)?;
    Some((text.get(..at)?, text.get(at + words.len()..)?))
}

fn number(word: &str) -> Option<Decimal> {
    let lower = word.to_lowercase();
    let spelt = NUMBER_WORDS.iter().position(|name| *name == lower).map(|at| Decimal::from(at + 1));
    let figures = word.starts_with(|first: char| first.is_ascii_digit());
    spelt.or_else(|| word.replace(',', "").parse().ok().filter(|_| figures))
}

fn is_whole(number: &Decimal) -> bool {
    number.is_integer()
}

fn unclear(text: &str) -> Misread {
    let help = match text.to_lowercase().split(' ').find(|word| matches!(*word, "fewer" | "less" | "more" | "under" | "over")) {
        Some(word) => format!("A bound is `at most`, `at least` or `exactly`, not `{word}`. {FORMS}"),
        None => FORMS.to_owned(),
    };
    Misread { message: format!("The goal `{text}` is not understood."), help, unknown_name: false }
}

const fn unknown(message: String, help: String) -> Misread {
    Misread { message, help, unknown_name: true }
}
