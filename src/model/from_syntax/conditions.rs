//! Conditions: names looked up, groups and counts made plain, the text kept as written.

use super::Lowering;
use super::names::{Declared, Meaning, Wanted, english};
use super::subject::Subject;
use crate::diagnostic::{Diagnostic, codes::policy as codes, nearest};
use crate::model::condition::{Amount, Condition, ConditionKind, Operand, Quota, TestKind};
use crate::model::ids::{KindId, ListId, ParameterId, VocabularyId};
use crate::model::name::machine_name;
use crate::model::policy::{Domain, ParameterValue};
use crate::model::value::{Unit, Vocabulary};
use crate::source::Span;
use crate::syntax::tree::{self, Join, Phrase, Plain, Quantifier, Term};
use rust_decimal::Decimal;
use std::sync::Arc;

impl Lowering<'_> {
    /// Looks up a condition for a kind of setting. `None` where some of it is wrong, which is reported.
    pub(super) fn condition(&mut self, condition: &tree::Condition, kind: KindId) -> Option<Condition> {
        if !self.room_to_copy(condition.terms.len(), kind, condition.span) {
            return None;
        }
        let mut terms = Vec::new();
        let mut whole = true;
        self.beside = None;
        let mut rest = condition.terms.as_slice();
        while let [term, more @ ..] = rest {
            let skip = self.split_name(term, more, kind);
            if skip > 0 {
                whole = false;
                rest = more.get(skip..).unwrap_or_default();
                continue;
            }
            match self.term(term, kind) {
                Some(term) => terms.push(term),
                None => whole = false,
            }
            rest = more;
        }
        if !whole {
            return None;
        }
        if terms.len() == 1 {
            return terms.pop();
        }
        let (word, kind) = match condition.join {
            Join::And => (" and ", ConditionKind::All as fn(Vec<Condition>) -> ConditionKind),
            Join::Or => (" or ", ConditionKind::Any as fn(Vec<Condition>) -> ConditionKind),
        };
        let text = terms.iter().map(|term| &*term.text).collect::<Vec<_>>().join(word).into();
        Some(Condition { kind: kind(terms), text, span: condition.span })
    }

    fn term(&mut self, term: &Term, kind: KindId) -> Option<Condition> {
        match term {
            Term::Plain(plain) => self.plain(plain, kind),
            Term::Group { quantifier, members, span } => self.group(quantifier, members, *span, kind),
            Term::Named { quantifier, list, span } => self.named(quantifier, list, *span, kind),
        }
    }

    fn plain(&mut self, plain: &Plain, kind: KindId) -> Option<Condition> {
        if let Some(sum) = self.sum(plain, kind) {
            let (kind, text) = (sum?, self.text_of(plain.span));
            let bare = Condition { kind, text: Arc::clone(&text), span: plain.span };
            let denied = |bare| Condition { kind: ConditionKind::Not(Box::new(bare)), text, span: plain.span };
            return Some(if plain.negated { denied(bare) } else { bare });
        }
        let wanted = Wanted::Condition { negated: plain.negated, tested: plain.test.is_some() };
        let declared = self.look_up(&plain.name, Some(kind), wanted)?;
        if let (Meaning::Fact(id), Some(_)) = (declared.meaning, &plain.test) {
            self.beside = Some(id);
        }
        let text = self.text_of(plain.span);
        let bare = Condition {
            kind: self.plain_kind(plain, &declared, plain.test.as_ref(), kind)?,
            text: Arc::clone(&text),
            span: plain.span,
        };
        Some(if plain.negated { Condition { kind: ConditionKind::Not(Box::new(bare)), text, span: plain.span } } else { bare })
    }

    pub(super) fn plain_kind(
        &mut self,
        plain: &Plain,
        declared: &Declared,
        test: Option<&tree::Test>,
        kind: KindId,
    ) -> Option<ConditionKind> {
        match (declared.meaning, test) {
            (Meaning::Fact(_) | Meaning::Table(_) | Meaning::Score(_), Some(test)) => {
                let subject = self.subject(declared.meaning)?;
                self.tested(&subject, test, kind, plain.span)
            }
            (Meaning::Fact(_) | Meaning::Table(_) | Meaning::Score(_), None) => {
                let subject = self.subject(declared.meaning)?;
                if !subject.is_yes_no() {
                    let message = format!("`{}` has no yes or no, so it cannot stand alone here.", plain.name.text);
                    let help = format!("Say what it is: `{} is …`. {}", declared.phrase, self.values_help(&subject));
                    self.report(
                        Diagnostic::new(codes::NEEDS_TEST, plain.span, message).also(declared.span, "declared here").help(help),
                    );
                    return None;
                }
                Some(subject.test(TestKind::OneOf(vec![0])))
            }
            (Meaning::Define(id), None) => Some(ConditionKind::Defined(id)),
            (Meaning::Define(id), Some(tree::Test::OneOf(values))) => match values.as_slice() {
                [one] if spells(one, "yes") => Some(ConditionKind::Defined(id)),
                [one] if spells(one, "no") => {
                    let bare = Condition {
                        kind: ConditionKind::Defined(id),
                        text: declared.phrase.as_str().into(),
                        span: plain.name.span,
                    };
                    Some(ConditionKind::Not(Box::new(bare)))
                }
                _ => self.not_testable(plain, declared),
            },
            (Meaning::Define(_) | Meaning::List(_) | Meaning::Parameter(_), _) => self.not_testable(plain, declared),
        }
    }

    fn not_testable<T>(&mut self, plain: &Plain, declared: &Declared) -> Option<T> {
        let (name, sort) = (&declared.phrase, declared.meaning.words());
        let message = match plain.test {
            Some(_) => format!("`{name}` is a {sort}, not a fact: it cannot be compared with anything."),
            None => format!("`{name}` is a {sort} and cannot stand alone as a condition."),
        };
        let help = match declared.meaning {
            Meaning::List(_) if plain.negated && plain.test.is_none() => format!("Write `none of the {name}`."),
            Meaning::List(_) => format!("Count its members: `any of the {name}`, `at least 2 of the {name}`."),
            Meaning::Parameter(_) => format!("Name the fact first: `… is at least {name}`."),
            Meaning::Define(_) | Meaning::Fact(_) | Meaning::Table(_) | Meaning::Score(_) => {
                format!("It stands alone: `{name}`, or `not {name}`.")
            }
        };
        self.report(
            Diagnostic::new(codes::NEEDS_TEST, plain.span, message).also(declared.span, format!("the {sort}")).help(help),
        );
        None
    }

    fn group(&mut self, quantifier: &Quantifier, members: &[tree::Condition], span: Span, kind: KindId) -> Option<Condition> {
        let resolved: Vec<Option<Condition>> = members.iter().map(|member| self.condition(member, kind)).collect();
        let of = resolved.into_iter().collect::<Option<Vec<_>>>();
        let amount = self.quota(quantifier, members.len(), span, kind);
        let of = of?;
        let text = self.group_text(quantifier, &of, span);
        Some(Condition { kind: counted(amount?, of, None), text, span })
    }

    fn named(&mut self, quantifier: &Quantifier, list: &Phrase, span: Span, kind: KindId) -> Option<Condition> {
        let id = self.list_called(list, kind)?;
        let of = self.policy.lists.get(id.at())?.members.clone();
        let amount = self.quota(quantifier, of.len(), span, kind)?;
        Some(Condition { kind: counted(amount, of, Some(id)), text: self.text_of(span), span })
    }

    /// The list that a phrase names; anything else is reported. `None` too where the list itself could not be read whole.
    pub(super) fn list_called(&mut self, list: &Phrase, kind: KindId) -> Option<ListId> {
        let declared = self.look_up(list, Some(kind), Wanted::List)?;
        let Meaning::List(id) = declared.meaning else {
            let message =
                format!("`{}` is a {}, not a list, so nothing can be counted in it.", list.text, declared.meaning.words());
            let help = format!("Declare a list: `list {}, for a …: …`, or write the members as bullets.", list.text);
            self.report(Diagnostic::new(codes::WRONG_TYPE, list.span, message).also(declared.span, "declared here").help(help));
            return None;
        };
        (!self.spoilt.contains(&id)).then_some(id)
    }

    /// How many of `members` must hold. A written-out or never changing number that can never decide anything is refused.
    fn quota(&mut self, quantifier: &Quantifier, members: usize, span: Span, kind: KindId) -> Option<Quota> {
        let all = Decimal::from(members);
        let fixed = |number: Decimal| Amount { base: Operand::Number(number), offset: 0 };
        let (quota, least, most): (fn(Amount) -> Quota, Decimal, Decimal) = match quantifier {
            Quantifier::Any => return Some(Quota::AtLeast(fixed(Decimal::ONE))),
            Quantifier::All => return Some(Quota::AtLeast(fixed(all))),
            Quantifier::None => return Some(Quota::AtMost(fixed(Decimal::ZERO))),
            Quantifier::AtLeast(_) => (Quota::AtLeast, Decimal::ONE, all),
            Quantifier::MoreThan(_) => (Quota::AtLeast, Decimal::ZERO, all - Decimal::ONE),
            Quantifier::AtMost(_) => (Quota::AtMost, Decimal::ZERO, all - Decimal::ONE),
            Quantifier::FewerThan(_) => (Quota::AtMost, Decimal::ONE, all),
            Quantifier::Exactly(_) => (Quota::Exactly, Decimal::ZERO, all),
        };
        let (amount, offset) = match quantifier {
            Quantifier::MoreThan(amount) => (amount, 1),
            Quantifier::FewerThan(amount) => (amount, -1),
            Quantifier::AtLeast(amount) | Quantifier::AtMost(amount) | Quantifier::Exactly(amount) => (amount, 0),
            Quantifier::Any | Quantifier::All | Quantifier::None => return None,
        };
        let (base, numbers) = match amount {
            tree::Amount::Number(number, _) => (Operand::Number(*number), vec![*number]),
            tree::Amount::Parameter(phrase) => self.count_parameter(phrase, kind)?,
        };
        if let Some(number) = numbers.iter().find(|number| !number.fract().is_zero() || **number < least || **number > most) {
            let message = if number.fract().is_zero() {
                format!("There are {members} to count, so this always holds or never does.")
            } else {
                format!("There are {members} to count, and {} of them cannot be: it is no whole number.", number.normalize())
            };
            let help = format!("Here a whole number from {least} to {most} makes a difference.");
            self.report(Diagnostic::new(codes::COUNT_REACH, span, message).help(help));
            return None;
        }
        Some(quota(Amount { base, offset }))
    }

    fn count_parameter(&mut self, phrase: &Phrase, kind: KindId) -> Option<(Operand, Vec<Decimal>)> {
        let declared = self.look_up(phrase, Some(kind), Wanted::Number)?;
        let parameter = match declared.meaning {
            Meaning::Parameter(id) => self.policy.parameters.get(id.at()).map(|parameter| (id, parameter)),
            Meaning::Fact(_) | Meaning::Define(_) | Meaning::List(_) | Meaning::Table(_) | Meaning::Score(_) => None,
        };
        let Some((id, parameter)) = parameter.filter(|(_, parameter)| parameter.unit == Some(Unit::Bare)) else {
            let message = format!("`{}` is no plain number, so it cannot say how many.", phrase.text);
            let number = parameter.and_then(|(_, one)| match (&one.unit, one.steps.as_slice()) {
                (Some(Unit::Named(_)), [(_, ParameterValue::Number(number))]) => Some(number.normalize()),
                _ => None,
            });
            let help = match number {
                Some(number) => format!("Leave its unit out where it is declared: `parameter {}: {number}`.", declared.phrase),
                None => "Write a number such as `3`, or declare one as a parameter: `parameter …: 3`.".to_owned(),
            };
            self.report(
                Diagnostic::new(codes::WRONG_PARAMETER, phrase.span, message).also(declared.span, "declared here").help(help),
            );
            return None;
        };
        let numbers = parameter.steps.iter().filter_map(|(_, value)| match value {
            ParameterValue::Number(number) => Some(*number),
            ParameterValue::Date(_) => None,
        });
        Some((Operand::Parameter(id), numbers.collect()))
    }

    /// `terms and conditions is …`, where `terms and conditions` is one declared name: says so, and gives how many of the
    /// following terms belong to it (0 where nothing is split).
    fn split_name(&mut self, term: &Term, more: &[Term], kind: KindId) -> usize {
        let Term::Plain(first) = term else { return 0 };
        if self.names.find(&first.name.text, Some(kind)).is_some() && first.test.is_none() {
            return 0;
        }
        for (at, next) in more.iter().enumerate().take(4) {
            let Term::Plain(next) = next else { return 0 };
            let span = first.name.span.to(next.name.span);
            let joined = self.text_of(span);
            let Some(declared) = self.names.find(&joined, Some(kind)).cloned() else { continue };
            let mended = hyphenated(&declared.phrase);
            let message = format!("`{joined}` is one name, but read here it falls apart at one of its own words.");
            let help = format!("In rules write `{mended}`, or put the name in double quotes.");
            self.report(Diagnostic::new(codes::SPLIT_NAME, span, message).also(declared.span, "declared here").help(help));
            return at + 1;
        }
        0
    }

    /// The text of a span as one line, comments left out.
    pub(super) fn text_of(&self, span: Span) -> Arc<str> {
        crate::syntax::one_line(self.sources.slice(span)).into()
    }

    /// A group as one line: as written, or its bullets joined by commas, so that lists of lines joined by `; ` can be split.
    fn group_text(&self, quantifier: &Quantifier, of: &[Condition], span: Span) -> Arc<str> {
        if !self.sources.slice(span).contains('\n') {
            return self.text_of(span);
        }
        let amount = |words: &str, amount: &tree::Amount| match amount {
            tree::Amount::Number(number, _) => format!("{words} {} of", number.normalize()),
            tree::Amount::Parameter(phrase) => format!("{words} {} of", phrase.text),
        };
        let heading = match quantifier {
            Quantifier::Any => "any of".to_owned(),
            Quantifier::All => "all of".to_owned(),
            Quantifier::None => "none of".to_owned(),
            Quantifier::AtLeast(number) => amount("at least", number),
            Quantifier::AtMost(number) => amount("at most", number),
            Quantifier::Exactly(number) => amount("exactly", number),
            Quantifier::MoreThan(number) => amount("more than", number),
            Quantifier::FewerThan(number) => amount("fewer than", number),
        };
        let members: Vec<&str> = of.iter().map(|member| &*member.text).collect();
        format!("{heading}: {}", members.join(", ")).into()
    }

    /// A yes/no fact or a define by its bare name, as an expectation or a list member names it.
    pub(super) fn bare(&mut self, phrase: &Phrase, kind: KindId) -> Option<Condition> {
        self.plain(&Plain { negated: false, name: phrase.clone(), addends: Vec::new(), test: None, span: phrase.span }, kind)
    }

    /// The parameter that a phrase names; anything else is reported. Whether its unit suits is for the caller to check.
    pub(super) fn parameter_called(&mut self, phrase: &Phrase, kind: KindId) -> Option<(ParameterId, Declared)> {
        let declared = self.look_up(phrase, Some(kind), Wanted::Number)?;
        if let Meaning::Parameter(id) = declared.meaning {
            return Some((id, declared));
        }
        let message =
            format!("`{}` is a {}; here a number, a date or a parameter is needed.", phrase.text, declared.meaning.words());
        self.report(Diagnostic::new(codes::WRONG_PARAMETER, phrase.span, message).also(declared.span, "declared here").help(
            match declared.meaning {
                Meaning::Fact(_) => {
                    "Facts are compared with each other by words such as `is over`, `is at most` or `is the same as`; anything else with a \
                     number, a date or a parameter."
                }
                Meaning::Table(_) | Meaning::Score(_) => {
                    "What follows from facts is compared with a number or a value, not the other way round. Write the number out, or declare a \
                     parameter."
                }
                Meaning::Define(_) | Meaning::List(_) | Meaning::Parameter(_) => "Write the number out, or declare a parameter.",
            },
        ));
        None
    }

    /// The value of a fact's vocabulary that a phrase names; an unknown one is reported.
    pub(super) fn option_called(&mut self, fact: &Subject, phrase: &Phrase) -> Option<u16> {
        let Domain::Vocabulary(vocabulary) = fact.domain else { return None };
        if let Some(at) = self.policy.vocabulary(vocabulary).and_then(|one| option_at(one, &phrase.text)) {
            return Some(at);
        }
        let values = self.policy.vocabulary(vocabulary).map(|one| one.values.as_slice()).unwrap_or_default();
        let (name, declared) = (String::from(&*fact.name.phrase), fact.span);
        if self.names.is_broken(&phrase.text) {
            return None;
        }
        let says_so = values.iter().any(|value| matches!(&*value.name.machine, "known" | "not_known" | "unknown"));
        if !says_so && english::asks_what_is_known(&phrase.text.to_lowercase()) {
            self.refuse_what_is_known(fact, phrase.span);
            return None;
        }
        let message = format!("`{}` is no value of `{name}`.", phrase.text);
        let help = self.no_value_help(fact, &name, vocabulary, &phrase.text);
        self.report(Diagnostic::new(codes::UNKNOWN_VALUE, phrase.span, message).also(declared, "declared here").help(help));
        None
    }

    /// What to write in place of words that are no value of a fact.
    fn no_value_help(&self, fact: &Subject, name: &str, vocabulary: VocabularyId, words: &str) -> String {
        let vocabulary = self.policy.vocabulary(vocabulary);
        let values = vocabulary.map(|one| one.values.as_slice()).unwrap_or_default();
        let is_value = |words: &str| values.iter().any(|one| *one.name.machine == machine_name(words));
        if let Some((_, place)) = words.split_once(" from ").filter(|(value, _)| is_value(value)) {
            return format!(
                "Where the source says so stands in quotation marks: write `from \"{place}\"` at the end of the line."
            );
        }
        let parts: Vec<&str> = words.split('/').map(str::trim).collect();
        if parts.len() > 1 && parts.iter().all(|part| is_value(part)) {
            return format!("Write `{name} is {}`.", parts.join(" or "));
        }
        if let Some(english) = self.reach_in_english(fact, words).or_else(|| self.for_whom(words)) {
            return english;
        }
        let reach = vocabulary.filter(|one| one.ordered).map_or(&[][..], |_| &["better", "worse"]);
        let candidates = values.iter().map(|value| &*value.name.phrase).chain(reach.iter().copied());
        let what_it_can_be = self.values_help(fact);
        match (nearest(words, candidates), self.names.find(words, None)) {
            (Some(near), _) if reach.contains(&near) => {
                format!("Did you mean `{near}`, as in `… or {near}`? {what_it_can_be}")
            }
            (Some(near), _) => format!("Did you mean `{near}`? {what_it_can_be}"),
            (None, Some(Declared { meaning: meaning @ Meaning::Fact(_), phrase, .. })) if self.needs_test(*meaning) => {
                format!("`{phrase}` is a fact. To compare the two, write `{name} is the same as {phrase}`. {what_it_can_be}")
            }
            (None, Some(Declared { meaning, phrase: other, .. })) => format!(
                "`{other}` is a {}. If it is a condition of its own, write it before `{name}`: `{other} or {name} is …`. {what_it_can_be}",
                meaning.words()
            ),
            (None, None) => what_it_can_be,
        }
    }
}

fn counted(quota: Quota, of: Vec<Condition>, list: Option<ListId>) -> ConditionKind {
    ConditionKind::Count { quota, of, list }
}

/// The value of a vocabulary that some words name. Categories, which keep their case, may differ in that alone.
pub(super) fn option_at(vocabulary: &Vocabulary, words: &str) -> Option<u16> {
    let machine = machine_name(words);
    let exact = vocabulary.values.iter().position(|value| *value.name.phrase == *words);
    let at = exact.or_else(|| vocabulary.values.iter().position(|value| *value.name.machine == *machine))?;
    u16::try_from(at).ok()
}

pub(super) fn spells(value: &tree::ValueTest, word: &str) -> bool {
    value.reach.is_none() && matches!(&value.value, tree::Literal::Phrase(phrase) if phrase.text.eq_ignore_ascii_case(word))
}

/// A name with its words tied together, as it can always be written: `terms-and-conditions`.
pub(super) fn hyphenated(phrase: &str) -> String {
    phrase.split_whitespace().collect::<Vec<_>>().join("-")
}
