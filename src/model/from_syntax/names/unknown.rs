//! What to say of words that name nothing: a slip, a value, or ordinary English.

use super::english::number_of;
use super::{Declared, Meaning};
use crate::diagnostic::words::listed;
use crate::diagnostic::{Diagnostic, codes::policy as codes, did_you_mean, nearest};
use crate::model::from_syntax::Lowering;
use crate::model::ids::KindId;
use crate::model::name::machine_name;
use crate::model::policy::{Domain, Fact};
use crate::model::value::YES_NO;
use crate::syntax::NUMBER_WORDS;
use crate::syntax::tree::Phrase;

/// What a name was looked up for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::model::from_syntax) enum Wanted {
    /// A condition, perhaps behind `not`, perhaps before `is`.
    Condition {
        /// Whether `not` stands before it.
        negated: bool,
        /// Whether a test stands behind it.
        tested: bool,
    },
    /// A fact, to tell it or to have it asked.
    Fact,
    /// A list, to count its members.
    List,
    /// A number or a date.
    Number,
    /// A table that gives categories.
    Table,
    /// A score or table that comes to a number.
    Points,
}

/// So many unknown names are compared with all that are declared; where there are more, a whole file is amiss.
const MOST_COMPARED: usize = 200;
/// More words than this are no fact with words behind it.
const MOST_WORDS: usize = 12;
/// English that says "not": what follows may be a declared name.
const WITHOUT: [&str; 6] = ["no ", "without ", "has no ", "have no ", "lacks ", "lack of "];
/// English that says nothing: what follows may be a declared name.
const WITH: [&str; 9] = ["has a ", "has an ", "has ", "have ", "with ", "a ", "an ", "its ", "their "];
/// Words that say how many.
const HOW_MANY: [(&str, &str); 10] = [
    ("any", "any of"),
    ("some", "any of"),
    ("either", "any of"),
    // Of `either of the …` the first word is read as the language's own.
    ("of", "any of"),
    ("all", "all of"),
    ("both", "all of"),
    ("every", "all of"),
    ("each", "all of"),
    ("none", "none of"),
    ("neither", "none of"),
];
/// What a comparison begins with.
const COMPARING: [&str; 9] = ["under", "over", "below", "above", "at least", "at most", "more than", "less than", "between"];
/// Words of sums.
const SUMS: [&str; 5] = ["per", "minus", "plus", "divided", "times"];
/// Words for numbers that nobody says.
const VAGUE: [&str; 6] = ["many", "most", "several", "half", "a few", "a number"];

impl Lowering<'_> {
    pub(super) fn unknown(&self, phrase: &Phrase, kind: Option<KindId>, wanted: Wanted) -> Diagnostic {
        // Parameters are for every kind of setting.
        let about = if wanted == Wanted::Number { String::new() } else { self.about(kind) };
        let message = format!("No {}{about} is called `{}`.", sorts(wanted), phrase.text);
        if self.unknown_names > MOST_COMPARED {
            return Diagnostic::new(codes::UNKNOWN_NAME, phrase.span, message).help("Check the spelling, or declare it.");
        }
        if let Some(now) = self.called_now(&phrase.text, kind) {
            let help = format!("`{}` is called `{now}` now: write that.", phrase.text);
            return Diagnostic::new(codes::UNKNOWN_NAME, phrase.span, message).help(help);
        }
        if let Some(lost) = self.is_a_value(phrase, kind, wanted) {
            return lost;
        }
        if let Some(help) = self.goes_on(&phrase.text, kind).or_else(|| self.lost_its_fact(&phrase.text, wanted)) {
            return Diagnostic::new(codes::UNKNOWN_NAME, phrase.span, message).help(help);
        }
        if let Some(help) = self.for_whom(&phrase.text) {
            return Diagnostic::new(codes::UNKNOWN_NAME, phrase.span, message).help(help);
        }
        let english = self.in_english(&phrase.text, kind, wanted);
        if english.is_none()
            && let Some(forgotten) = self.is_forgotten(phrase, kind, wanted)
        {
            return forgotten;
        }
        let help = match english {
            Some(help) => help,
            None if is_english(&phrase.text) => {
                // `half ocupied` beside `half occupied`: a declared name may begin like English.
                let first = |words: &str| words.split_once(' ').map(|(first, _)| first.to_lowercase());
                let alike = self.names.seen_from(kind).filter(|name| first(name).is_some() && first(name) == first(&phrase.text));
                did_you_mean(&phrase.text, alike, || self.what_there_is(kind, wanted))
            }
            None => did_you_mean(&phrase.text, self.names.seen_from(kind), || self.what_there_is(kind, wanted)),
        };
        Diagnostic::new(codes::UNKNOWN_NAME, phrase.span, message).help(help)
    }

    /// `good attendance except deficit`, `worries reading the strategy says several`: more behind a declared name.
    fn goes_on(&self, words: &str, kind: Option<KindId>) -> Option<String> {
        let behind = |word: &str| words.split_once(word).filter(|(name, _)| self.names.find(name, kind).is_some());
        if let Some((_, rest)) = behind(" except ") {
            let exception = self.names.find(rest, kind).map_or("NAME", |one| one.phrase.as_str());
            return Some(format!("An exception is written into the condition: `… and not {exception}`."));
        }
        let (word, (_, rest)) = ["reading", "from"].into_iter().find_map(|word| Some((word, behind(&format!(" {word} "))?)))?;
        Some(format!("What stands behind `{word}` needs quotation marks: `{word} \"{rest} …\"`."))
    }

    /// `over 2` behind `complaints is under 1 or`, `2` behind `complaints is none or`: a test without what it tests.
    fn lost_its_fact(&self, words: &str, wanted: Wanted) -> Option<String> {
        let Wanted::Condition { tested: false, .. } = wanted else { return None };
        let compared = COMPARING.iter().find_map(|start| words.strip_prefix(*start)?.strip_prefix(' '));
        let is_number = |char: char| char.is_ascii_digit() || matches!(char, '£' | '%' | '.' | ',' | '-');
        let starts = compared.unwrap_or(words).starts_with(|char: char| char.is_ascii_digit() || char == '£');
        let name = self.beside.and_then(|fact| self.policy.fact(fact)).map_or("NAME", |fact| &*fact.name.phrase);
        let lost = starts && (compared.is_some() || words.chars().all(is_number));
        lost.then(|| format!("Say again of what it is said: `{name} is {words}`."))
    }

    fn about(&self, kind: Option<KindId>) -> String {
        kind.map_or_else(String::new, |kind| format!(" about {}", self.here(kind)))
    }

    /// `not outstanding` behind `Ofsted grade is not good and`: a value that has lost its fact.
    fn is_a_value(&self, phrase: &Phrase, kind: Option<KindId>, wanted: Wanted) -> Option<Diagnostic> {
        let Wanted::Condition { negated, tested: false } = wanted else { return None };
        let machine = machine_name(&phrase.text);
        let value_of = |fact: &Fact| match fact.domain {
            Domain::Vocabulary(id) if id != YES_NO => {
                let value = self.policy.vocabulary(id)?.values.iter().find(|value| *value.name.machine == machine)?;
                Some((fact.name.phrase.clone(), value.name.phrase.clone()))
            }
            Domain::Vocabulary(_) | Domain::Number(_) | Domain::Date => None,
        };
        let beside = self.beside.and_then(|fact| value_of(self.policy.fact(fact)?));
        let (fact, value) = beside.or_else(|| self.policy.facts_of(kind?).find_map(|(_, fact)| value_of(fact)))?;
        let denied = self.policy.facts_of(kind?).find(|(_, one)| one.name.phrase == fact).map(|(_, one)| one);
        let help = if let Some((_, denied)) = denied.filter(|_| negated).and_then(|one| self.denied_twin(&one.domain, &value)) {
            format!("Write `{fact} is {denied}` if that value is meant, or name all the values behind one `{fact} is …`.")
        } else if negated {
            format!("Write `{fact} is not {value}`, or put all such values behind one `{fact} is neither … nor {value}`.")
        } else {
            format!("Write `{fact} is {value}`.")
        };
        let message = format!("`{}` is a value of `{fact}` and cannot stand alone as a condition.", phrase.text);
        Some(Diagnostic::new(codes::NEEDS_TEST, phrase.span, message).help(help))
    }

    /// `latest Ofsted good`, `latest Ofsted has good`, `latest Ofsted wasn't good`: a declared name with more words behind it.
    fn is_forgotten(&self, phrase: &Phrase, kind: Option<KindId>, wanted: Wanted) -> Option<Diagnostic> {
        let (negated, tested) = match wanted {
            Wanted::Condition { negated, tested } => (negated, tested),
            Wanted::Fact => (false, true),
            Wanted::List | Wanted::Number | Wanted::Table | Wanted::Points => return None,
        };
        let words: Vec<&str> = phrase.text.split_whitespace().take(MOST_WORDS + 1).collect();
        let (declared, rest) = (1..words.len()).rev().find_map(|at| {
            let (name, rest) = words.split_at_checked(at)?;
            let declared = self.names.find(&name.join(" "), kind)?;
            (declared.meaning.is_tested() || matches!(declared.meaning, Meaning::Define(_))).then_some((declared, rest))
        })?;
        // Another name that is nearer than the one it begins with is more likely what was meant.
        let near = nearest(&phrase.text, self.names.seen_from(kind));
        let nearer = near.is_some_and(|near| near != declared.phrase) && !self.certain_behind(declared, rest);
        if nearer || words.len() > MOST_WORDS {
            return None;
        }
        let sort = declared.meaning.words();
        let name = &declared.phrase;
        let message = format!("`{}` is not the name of anything, but it begins with the {sort} `{name}`.", phrase.text);
        let number = self.subject(declared.meaning).is_some_and(|one| matches!(one.domain, Domain::Number(_)));
        let help = if number && SUMS.iter().any(|word| rest.first() == Some(word)) {
            "Rules cannot work out sums. Declare the result as a fact of its own, and give it for each setting.".to_owned()
        } else if tested {
            format!("Did you mean `{name}`?")
        } else {
            let not = if negated { "not " } else { "" };
            self.after_a_name(declared, rest, not)
        };
        Some(Diagnostic::new(codes::MISSING_IS, phrase.span, message).also(declared.span, "declared here").help(help))
    }

    /// Whether a value of the fact, word for word, or `better` or `worse` stands behind it.
    fn certain_behind(&self, declared: &Declared, rest: &[&str]) -> bool {
        let Some(Domain::Vocabulary(vocabulary)) = self.subject(declared.meaning).map(|one| one.domain) else { return false };
        let Some(vocabulary) = self.policy.vocabulary(vocabulary) else { return false };
        let machine = machine_name(&rest.join(" "));
        (vocabulary.ordered && matches!(rest, ["better" | "worse"]))
            || vocabulary.values.iter().any(|value| *value.name.machine == machine)
    }

    /// What to write in place of the words behind a declared name.
    fn after_a_name(&self, declared: &Declared, rest: &[&str], not: &str) -> String {
        let name = &declared.phrase;
        match rest {
            ["yet" | "while" | "plus" | "also", more @ ..] => {
                return format!("Write `and`: `{not}{name} and {}`.", more.join(" "));
            }
            ["as", "well", "as", more @ ..] | ["together" | "along", "with", more @ ..] | ["in", "addition", "to", more @ ..]
                if !more.is_empty() =>
            {
                return format!("Write `and`: `{not}{name} and {}`.", more.join(" "));
            }
            ["and-or", more @ ..] => return format!("Write `or`: `{not}{name} or {}`.", more.join(" ")),
            _ => {}
        }
        let Some(fact) = self.subject(declared.meaning) else { return stands_alone(name, not, rest) };
        let (verb, value) = match rest {
            ["hasn't" | "hasn\u{2019}t" | "wasn't" | "wasn\u{2019}t", value @ ..] => ("is not", value),
            ["has" | "equals" | "was" | "being" | "be", value @ ..] | ["must" | "should", "be", value @ ..] => ("is", value),
            value => ("is", value),
        };
        let value = value.join(" ");
        match (&fact.domain, self.value_like(&fact.domain, &value)) {
            (_, Some(value)) => format!("Did you mean `{name} {verb} {value}`?"),
            (Domain::Vocabulary(YES_NO), None) => stands_alone(name, not, rest),
            (Domain::Vocabulary(_) | Domain::Number(_) | Domain::Date, None) => {
                format!(
                    "Behind a {} stands `is` and what it is: `{name} is …`. {}",
                    declared.meaning.words(),
                    self.values_help(&fact)
                )
            }
        }
    }

    /// The words if they can be a value of a fact, with a slip in a value mended.
    fn value_like(&self, domain: &Domain, words: &str) -> Option<String> {
        match domain {
            Domain::Vocabulary(id) => {
                let values =
                    || self.policy.vocabulary(*id).into_iter().flat_map(|one| &one.values).map(|value| &*value.name.phrase);
                nearest(words, values()).map(str::to_owned)
            }
            Domain::Number(_) | Domain::Date => words.contains(|letter: char| letter.is_ascii_digit()).then(|| words.to_owned()),
        }
    }

    /// Words that a person would say, in the words that rules are written in.
    fn in_english(&self, words: &str, kind: Option<KindId>, wanted: Wanted) -> Option<String> {
        let lower = words.to_lowercase();
        if wanted == Wanted::Number {
            return number_in_words(&lower);
        }
        if lower == "there" {
            return Some("Leave `there is` or `there are` out: the name stands alone, or behind `not`.".to_owned());
        }
        let rest = |start: &&str| lower.strip_prefix(*start).and_then(|rest| words.get(words.len() - rest.len()..));
        let named = |rest: &str| {
            let found = self.names.find(rest, kind).map(|one| one.phrase.as_str());
            found.or_else(|| nearest(rest, self.names.seen_from(kind))).and_then(|name| self.names.find(name, kind))
        };
        if let Some(found) = WITHOUT.iter().find_map(|start| named(rest(start)?)) {
            let name = &found.phrase;
            return Some(match found.meaning {
                Meaning::List(_) => format!("Write `none of the {name}`."),
                meaning if self.needs_test(meaning) => format!("Write `{name} is none`, or what else it is: `{name} is …`."),
                Meaning::Fact(_) | Meaning::Table(_) | Meaning::Score(_) => format!("Write `not {name}`."),
                Meaning::Define(_) | Meaning::Parameter(_) => format!("Write `not {name}`."),
            });
        }
        if let Some(found) = WITH.iter().find_map(|start| named(rest(start)?)) {
            let name = &found.phrase;
            return Some(match found.meaning {
                Meaning::List(_) => format!("Write `any of the {name}`."),
                meaning if self.needs_test(meaning) => format!("Write `{name} is …`."),
                Meaning::Fact(_) | Meaning::Table(_) | Meaning::Score(_) => format!("Write `{name}`."),
                Meaning::Define(_) | Meaning::Parameter(_) => format!("Write `{name}`."),
            });
        }
        self.how_many(&lower, kind)
    }

    /// `two of the risk factors`, `many of the risk factors`, `either complaints high`.
    fn how_many(&self, lower: &str, kind: Option<KindId>) -> Option<String> {
        let of = |rest: &str| {
            let rest = rest.strip_prefix("of ").unwrap_or(rest);
            let rest = rest.strip_prefix("the ").or_else(|| rest.strip_prefix("these ")).unwrap_or(rest);
            let found = self.names.find(rest, kind).map(|one| one.phrase.as_str());
            let name = found.or_else(|| nearest(rest, self.names.seen_from(kind)))?;
            self.names.find(name, kind).filter(|one| matches!(one.meaning, Meaning::List(_))).map(|one| one.phrase.clone())
        };
        let after = |word: &str| lower.strip_prefix(word)?.strip_prefix(' ');
        let number = |rest: &'_ str| {
            let (first, rest) = rest.split_once(' ')?;
            Some((number_of(first)?, of(rest)?))
        };
        let counted = lower.strip_prefix("any ").or_else(|| lower.strip_prefix("at least ")).unwrap_or(lower);
        if let Some((number, list)) = number(counted) {
            return Some(format!("Write `at least {number} of the {list}`, or `exactly {number} of the {list}`."));
        }
        if let Some((words, list)) = HOW_MANY.iter().find_map(|(word, words)| Some((words, of(after(word)?)?))) {
            return Some(format!("Write `{words} the {list}`."));
        }
        if let Some(list) = VAGUE.iter().find_map(|word| of(after(word)?)) {
            return Some(format!("Say how many: `at least NUMBER of the {list}`, with a number in figures for NUMBER."));
        }
        let (word, joins) = [("either", "or"), ("both", "and")].into_iter().find(|(word, _)| after(word).is_some())?;
        Some(format!("Leave `{word}` out, and join the two by `{joins}` alone; or write `any of` with a bullet for each."))
    }

    /// Whether what a name stands for takes values other than yes and no, so that it cannot stand alone.
    pub(in crate::model::from_syntax) fn needs_test(&self, meaning: Meaning) -> bool {
        self.subject(meaning).is_some_and(|one| !one.is_yes_no())
    }

    /// The names that could stand here.
    fn what_there_is(&self, kind: Option<KindId>, wanted: Wanted) -> String {
        let fits = |declared: &&Declared| match wanted {
            Wanted::Condition { .. } => declared.meaning.is_tested() || matches!(declared.meaning, Meaning::Define(_)),
            Wanted::Fact => matches!(declared.meaning, Meaning::Fact(_)),
            Wanted::List => matches!(declared.meaning, Meaning::List(_)),
            Wanted::Number => matches!(declared.meaning, Meaning::Parameter(_)),
            Wanted::Table => matches!(declared.meaning, Meaning::Table(_)),
            Wanted::Points => matches!(declared.meaning, Meaning::Table(_) | Meaning::Score(_)),
        };
        let everywhere = |one: &&Declared| self.line_among.iter().all(|kind| self.names.find(&one.phrase, Some(*kind)).is_some());
        let names: Vec<&str> =
            self.names.declared_for(kind).filter(fits).filter(everywhere).map(|declared| declared.phrase.as_str()).collect();
        let what = match wanted {
            Wanted::Condition { .. } if self.policy.derived.is_empty() => {
                format!("the facts and definitions{}", self.about(kind))
            }
            Wanted::Condition { .. } => format!("the facts, definitions, tables and scores{}", self.about(kind)),
            Wanted::Fact => format!("the facts{}", self.about(kind)),
            Wanted::List => format!("the lists{}", self.about(kind)),
            Wanted::Number => "the parameters".to_owned(),
            Wanted::Table => format!("the tables{}", self.about(kind)),
            Wanted::Points => format!("the tables and scores{}", self.about(kind)),
        };
        match (names.is_empty(), wanted) {
            (false, _) => format!("Check the spelling; {what} are {}.", listed(&names, "and")),
            (true, Wanted::List) => "Declare the list, or write its members as bullets below the line.".to_owned(),
            (true, Wanted::Number) => "Write the number or the date out.".to_owned(),
            (true, Wanted::Points) => "Write `NUMBER when CONDITION`, or `NUMBER for each of the LIST`.".to_owned(),
            (true, Wanted::Table) => {
                "Write `by its most intensive strand`, `by the first match` or `by exactly one`, or declare the table.".to_owned()
            }
            (true, Wanted::Condition { .. } | Wanted::Fact) => "Check the spelling; nothing is declared for it yet.".to_owned(),
        }
    }
}

const fn sorts(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Condition { .. } => "fact or definition",
        Wanted::Fact => "fact",
        Wanted::List => "list",
        Wanted::Number => "parameter",
        Wanted::Table => "table",
        Wanted::Points => "score or table",
    }
}

fn stands_alone(name: &str, not: &str, rest: &[&str]) -> String {
    format!("`{name}` is yes or no and stands alone. Write `{not}{name}` without `{}`.", rest.join(" "))
}

/// Whether words begin as English sentences do, so that a name that looks like them is not what was meant.
fn is_english(words: &str) -> bool {
    let lower = format!("{} ", words.to_lowercase());
    let many = HOW_MANY.iter().map(|(word, _)| *word).chain(VAGUE).chain(NUMBER_WORDS);
    WITHOUT.iter().chain(&WITH).any(|start| lower.starts_with(start))
        || many.into_iter().any(|word| lower.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')))
}

fn number_in_words(lower: &str) -> Option<String> {
    match lower {
        "today" | "now" => {
            Some("Dates are counted back from the assessment date: write for example `is within 12 months`.".to_owned())
        }
        "half" => Some("Write the number in figures: `50%` or `0.5`.".to_owned()),
        _ => {
            let (first, rest) = lower.split_once(' ')?;
            let number = NUMBER_WORDS.iter().position(|number| *number == first)? + 1;
            Some(format!("Write the number in figures: `{number} {rest}`."))
        }
    }
}
