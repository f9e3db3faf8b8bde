//! Scales and choices.

use super::{Lowering, Sort};
use crate::diagnostic::{Diagnostic, codes::policy as codes, did_you_mean};
use crate::model::ids::VocabularyId;
use crate::model::name::{Name, machine_name};
use crate::model::value::{Vocabulary, VocabularyValue};
use crate::source::Span;
use crate::syntax::tree::{Declaration, DeclarationKind, Order, Phrase};
use std::collections::HashMap;

/// The most values of one scale or choice.
const MOST_VALUES: usize = 200;

impl Lowering<'_> {
    /// Takes a scale or choice in; other declarations are passed over.
    pub(super) fn vocabulary(&mut self, declaration: &Declaration) {
        let (name, levels, order) = match &declaration.kind {
            DeclarationKind::Scale(scale) => (&scale.name, scale.levels.clone(), Some(scale.order.unwrap_or(Order::BestFirst))),
            DeclarationKind::Choice(choice) => {
                (&choice.name, choice.values.iter().map(|value| vec![value.clone()]).collect(), None)
            }
            DeclarationKind::Policy(_)
            | DeclarationKind::Setting(_)
            | DeclarationKind::Group(_)
            | DeclarationKind::Facts(_)
            | DeclarationKind::Constraint(_)
            | DeclarationKind::Parameter(_)
            | DeclarationKind::Times(_)
            | DeclarationKind::Categories(_)
            | DeclarationKind::Define(_)
            | DeclarationKind::List(_)
            | DeclarationKind::Table(_)
            | DeclarationKind::Matrix(_)
            | DeclarationKind::Score(_)
            | DeclarationKind::Categorise(_)
            | DeclarationKind::Allocation(_)
            | DeclarationKind::Also(_)
            | DeclarationKind::Examples(_)
            | DeclarationKind::Clauses(_)
            | DeclarationKind::Contradiction(_)
            | DeclarationKind::Import(_)
            | DeclarationKind::Asking(_)
            | DeclarationKind::Scenario(_)
            | DeclarationKind::Property(_)
            | DeclarationKind::Pin(_)
            | DeclarationKind::Part(_)
            | DeclarationKind::Unreadable => return,
        };
        if !self.claim(Sort::Vocabulary, name) {
            return;
        }
        if let ([level], Some(_), false) = (levels.as_slice(), order, declaration.broken)
            && level.len() > 1
        {
            let message = format!("All the values of `{}` stand on one line, so none is better than another.", name.text);
            let help = "Values on one line rank the same. Write each on a line of its own, or make it a `choice`.";
            self.report(Diagnostic::new(codes::ONE_RANK, name.span, message).help(help));
        }
        self.add_vocabulary(Some(Name::new(&name.text)), levels, order, name.span);
    }

    /// Adds a vocabulary with its values by level.
    pub(super) fn add_vocabulary(
        &mut self,
        name: Option<Name>,
        mut levels: Vec<Vec<Phrase>>,
        order: Option<Order>,
        span: Span,
    ) -> Option<VocabularyId> {
        if !self.room_for(self.policy.vocabularies.len(), "scales and choices", span) {
            return None;
        }
        if order == Some(Order::WorstFirst) {
            levels.reverse();
        }
        let mut seen: HashMap<String, Span> = HashMap::new();
        let mut values = Vec::new();
        let ranked = levels.iter().enumerate().flat_map(|(rank, level)| level.iter().map(move |phrase| (rank, phrase)));
        for (rank, phrase) in ranked {
            let rank = u16::try_from(rank).ok().filter(|_| values.len() < MOST_VALUES);
            if let Some(first) = seen.insert(machine_name(&phrase.text), phrase.span) {
                self.report(super::duplicate("value", phrase, first));
            } else if let Some(rank) = rank {
                values.push(VocabularyValue { name: Name::new(&phrase.text), rank });
            } else {
                let message = format!("There are more than {MOST_VALUES} values here; a scale or choice holds no more.");
                let help = "Make it a number, or group the values.";
                self.report(Diagnostic::new(codes::TOO_MANY, phrase.span, message).help(help));
                break;
            }
        }
        let id = VocabularyId::from_index(self.policy.vocabularies.len())?;
        self.policy.vocabularies.push(Vocabulary { name, ordered: order.is_some(), values });
        Some(id)
    }

    /// The vocabulary that a phrase names; an unknown one is reported.
    pub(super) fn vocabulary_called(&mut self, phrase: &Phrase) -> Option<VocabularyId> {
        let machine = machine_name(&phrase.text);
        let named = || self.policy.vocabularies.iter().enumerate().filter_map(|(at, one)| Some((at, one.name.as_ref()?)));
        if let Some((at, _)) = named().find(|(_, name)| *name.machine == *machine) {
            return VocabularyId::from_index(at);
        }
        if !self.names.is_broken(&phrase.text) {
            let builtin = ["yes or no", "date", "per cent", "pounds", "number"];
            let declared: Vec<_> = named().map(|(_, name)| name.phrase.clone()).collect();
            let help = of_this_language(&phrase.text.to_lowercase()).map_or_else(
                || did_you_mean(&phrase.text, declared.iter().map(|name| &**name).chain(builtin), || SORTS.to_owned()),
                str::to_owned,
            );
            let message = format!("No scale or choice is called `{}`.", phrase.text);
            self.report(Diagnostic::new(codes::UNKNOWN_VOCABULARY, phrase.span, message).help(help));
        }
        None
    }
}

/// What a fact can be.
const SORTS: &str = "A fact is `yes or no`, a `date`, `per cent`, `pounds`, a `number`, a `number of …`, values such as \
                     `low, some or high`, or the name of a scale or choice.";

/// The language's word for what other programs and people call otherwise.
fn of_this_language(word: &str) -> Option<&'static str> {
    match word {
        "money" | "amount" | "gbp" | "currency" | "cost" => Some("For money write `pounds`."),
        "rate" => Some("Write `per cent`."),
        "boolean" | "yes" | "yes no" | "yes/no" => Some("Write `yes or no`."),
        "day" | "year" | "time" => Some("Write `date`."),
        _ => None,
    }
}
