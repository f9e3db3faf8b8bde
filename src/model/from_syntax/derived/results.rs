//! What a table gives: categories, values of a scale or choice, numbers, or words of its own.

use crate::diagnostic::words::listed;
use crate::diagnostic::{Diagnostic, codes::policy as codes, did_you_mean};
use crate::model::from_syntax::Lowering;
use crate::model::from_syntax::comparisons::{literal_span, same_unit, unit_of};
use crate::model::from_syntax::conditions::option_at;
use crate::model::from_syntax::facts::unit_words;
use crate::model::ids::VocabularyId;
use crate::model::name::{Name, machine_name};
use crate::model::policy::Domain;
use crate::model::value::{NumberDomain, Unit, Value, Vocabulary, VocabularyValue, YES_NO};
use crate::source::Span;
use crate::syntax::tree::{Gives, HitPolicy, Literal, Phrase, Quantity};
use rust_decimal::Decimal;

/// A table of which the results are asked for.
pub(super) struct Asked<'t> {
    pub(super) name: &'t Phrase,
    pub(super) gives: &'t Gives,
    pub(super) hit: HitPolicy,
    /// What its rows give, in order.
    pub(super) given: Vec<&'t Literal>,
}

/// What its results are.
#[derive(Debug)]
pub(super) struct Results {
    pub(super) domain: Domain,
    pub(super) categories: bool,
    /// In order; `None` where one is wrong and was reported.
    pub(super) values: Vec<Option<Value>>,
}

/// Shorter words are too easily like one another.
const SHORTEST: usize = 4;

impl Lowering<'_> {
    /// What the results are and what values they take; `None` where that cannot be told.
    pub(super) fn results(&mut self, asked: &Asked<'_>) -> Option<Results> {
        let results = self.results_of_sort(asked)?;
        let (sort, help) = match &results.domain {
            Domain::Vocabulary(id) if self.policy.vocabulary(*id).is_none_or(|one| one.ordered) => return Some(results),
            Domain::Vocabulary(_) => ("These values have no order", self.how_to_order(asked)),
            Domain::Number(_) | Domain::Date => (
                "Numbers are more or less, and neither better nor worse",
                "Write `by the sum` to add them up, or `by the first match` and put the row that goes first above the others."
                    .to_owned(),
            ),
        };
        if asked.hit == HitPolicy::MostIntensive {
            let message = format!("{sort}, so none of them is the most intensive.");
            self.report(Diagnostic::new(codes::RESULTS_NOT_ORDERED, asked.name.span, message).help(help));
            return None;
        }
        Some(results)
    }

    fn results_of_sort(&mut self, asked: &Asked<'_>) -> Option<Results> {
        if asked.hit == HitPolicy::Sum {
            return self.added(asked);
        }
        if let Some(named) = &asked.gives.values {
            return self.of_named(asked, named);
        }
        let numbers: Vec<&Quantity> = asked.given.iter().filter_map(|literal| quantity(literal)).collect();
        let codes = || self.policy.categories.iter().map(|category| &*category.code);
        let texts: Vec<String> = asked.given.iter().map(|literal| self.text_of(literal_span(literal)).to_string()).collect();
        let exact = texts.iter().filter(|text| codes().any(|code| code == unquoted(text))).count();
        let alike = texts.iter().all(|text| codes().any(|code| code.eq_ignore_ascii_case(unquoted(text))));
        if exact == texts.len() || alike || exact > 0 && numbers.is_empty() {
            return self.of_categories(asked);
        }
        if numbers.len() == asked.given.len() {
            self.refuse_order(asked, "numbers");
            return Some(self.of_numbers(asked.name, &numbers));
        }
        if let (Some(word), false) = (asked.given.iter().find(|literal| quantity(literal).is_none()), numbers.is_empty()) {
            let span = literal_span(word);
            let message = format!("`{}` is no number, and other results of `{}` are.", self.text_of(span), asked.name.text);
            let help = "Let all rows give numbers, or all give words.";
            self.report(Diagnostic::new(codes::MIXED_RESULTS, span, message).help(help));
            return None;
        }
        self.of_words(asked)
    }

    /// Numbers that are added up.
    fn added(&mut self, asked: &Asked<'_>) -> Option<Results> {
        let words: Vec<Span> =
            asked.given.iter().filter(|literal| quantity(literal).is_none()).map(|literal| literal_span(literal)).collect();
        if let Some((first, more)) = words.split_first() {
            let others = match more.len() {
                0 => String::new(),
                1 => ", nor can one more result below it".to_owned(),
                count => format!(", nor can {count} more results below it"),
            };
            let message = format!("`{}` is a word and cannot be added up{others}.", self.text_of(*first));
            let help = "Let every row give a number, or write `by the first match`, `by exactly one` or `by the most intensive`.";
            self.report(Diagnostic::new(codes::SUM_OF_WORDS, *first, message).help(help));
            return None;
        }
        if let Some(named) = &asked.gives.values {
            let message = format!("A sum is a number, and no value of `{}`.", named.text);
            let help = format!("Take `giving {}` out, or let another table turn the sum into its values.", named.text);
            self.report(Diagnostic::new(codes::SUM_OF_WORDS, named.span, message).help(help));
        }
        self.refuse_order(asked, "numbers");
        let numbers: Vec<&Quantity> = asked.given.iter().filter_map(|literal| quantity(literal)).collect();
        for number in &numbers {
            self.exact(number.number, number.span);
        }
        let mut results = self.of_numbers(asked.name, &numbers);
        if let Domain::Number(domain) = &mut results.domain {
            (domain.least, domain.most) = (None, None);
        }
        Some(results)
    }

    /// Numbers in one unit: that of the first which has one.
    fn of_numbers(&mut self, name: &Phrase, numbers: &[&Quantity]) -> Results {
        let unit = numbers.iter().map(|one| unit_of(one)).find(|unit| *unit != Unit::Bare).unwrap_or(Unit::Bare);
        let mut domain = NumberDomain { unit, whole: false, least: None, most: None };
        let values: Vec<Option<Value>> =
            numbers.iter().map(|one| self.in_one_unit(&name.text, &domain.unit, one).map(Value::Number)).collect();
        let each = || numbers.iter().map(|one| one.number);
        domain.whole = each().all(|number| number.fract().is_zero());
        (domain.least, domain.most) = (each().min(), each().max());
        Results { domain: Domain::Number(domain), categories: false, values }
    }

    /// A number that a row or line gives, in the unit of the others; a plural unit may be left out.
    pub(super) fn in_one_unit(&mut self, name: &str, unit: &Unit, quantity: &Quantity) -> Option<Decimal> {
        let own = unit_of(quantity);
        if same_unit(&own, unit) || own == Unit::Bare && matches!(unit, Unit::Named(_)) {
            return Some(quantity.number);
        }
        let message = format!("This is in {}, and other numbers of `{name}` are in {}.", unit_words(&own), unit_words(unit));
        let help = format!("Give all in one unit, here `{}`.", unit.with(quantity.number));
        self.report(Diagnostic::new(codes::WRONG_UNIT, quantity.span, message).help(help));
        None
    }

    /// `giving RAG rating`, `giving categories`
    fn of_named(&mut self, asked: &Asked<'_>, named: &Phrase) -> Option<Results> {
        if matches!(machine_name(&named.text).as_str(), "category" | "categories" | "a_category") {
            return self.of_categories(asked);
        }
        self.refuse_order(asked, "values of a scale or choice");
        let id = self.vocabulary_called(named)?;
        let values = asked.given.iter().map(|literal| self.value_in(id, named, literal)).collect();
        Some(Results { domain: Domain::Vocabulary(id), categories: false, values })
    }

    fn value_in(&mut self, id: VocabularyId, named: &Phrase, literal: &Literal) -> Option<Value> {
        let span = literal_span(literal);
        let text = self.text_of(span);
        let vocabulary = self.policy.vocabulary(id)?;
        if let Some(at) = option_at(vocabulary, unquoted(&text)) {
            return Some(Value::Option(at));
        }
        let names: Vec<&str> = vocabulary.values.iter().map(|value| &*value.name.phrase).collect();
        let all = format!("It can be {}.", listed(&names, "or"));
        let help = match did_you_mean(&text, names.iter().copied(), String::new) {
            near if near.is_empty() => all,
            near => format!("{near} {all}"),
        };
        let message = format!("`{text}` is no value of `{}`.", named.text);
        self.report(Diagnostic::new(codes::UNKNOWN_VALUE, span, message).help(help));
        None
    }

    fn of_categories(&mut self, asked: &Asked<'_>) -> Option<Results> {
        self.refuse_order(asked, "categories");
        let id = self.category_vocabulary()?;
        let values = asked.given.iter().map(|literal| {
            let span = literal_span(literal);
            let phrase = Phrase { text: unquoted(&self.text_of(span)).to_owned(), span };
            self.category_called(&phrase).map(|category| Value::Option(category.0))
        });
        Some(Results { values: values.collect(), domain: Domain::Vocabulary(id), categories: true })
    }

    /// The categories as values, the least intensive first: it is the best.
    fn category_vocabulary(&mut self) -> Option<VocabularyId> {
        if self.of_categories.is_none() {
            let categories = self.policy.categories.iter().zip(0..);
            let values = categories.map(|(category, rank)| VocabularyValue { name: Name::new(&category.code), rank }).collect();
            self.of_categories = VocabularyId::from_index(self.policy.vocabularies.len());
            self.policy.vocabularies.push(Vocabulary { name: None, ordered: true, values });
        }
        self.of_categories
    }

    /// Words of the table's own: yes and no, or a choice in the order in which they first appear.
    fn of_words(&mut self, asked: &Asked<'_>) -> Option<Results> {
        let mut words: Vec<Phrase> = Vec::new();
        for literal in &asked.given {
            let Literal::Phrase(phrase) = literal else {
                let span = literal_span(literal);
                let message = format!("`{}` is a date, and a table gives categories, values or numbers.", self.text_of(span));
                let help = "Let the rows give words, and compare the date in a column of its own.";
                self.report(Diagnostic::new(codes::MIXED_RESULTS, span, message).help(help));
                return None;
            };
            if !words.iter().any(|word| machine_name(&word.text) == machine_name(&phrase.text)) {
                words.push(phrase.clone());
            }
        }
        let yes_no = words.iter().all(|word| ["yes", "no"].iter().any(|one| word.text.eq_ignore_ascii_case(one)));
        let id = if yes_no {
            self.refuse_order(asked, "yes or no");
            YES_NO
        } else {
            self.warn_of_slips(&words);
            let levels = words.into_iter().map(|word| vec![word]).collect();
            self.add_vocabulary(None, levels, asked.gives.order, asked.name.span)?
        };
        let vocabulary = self.policy.vocabulary(id)?;
        let value = |literal: &&Literal| match literal {
            Literal::Phrase(phrase) => option_at(vocabulary, &phrase.text).map(Value::Option),
            Literal::Quantity(_) | Literal::Date(..) => None,
        };
        Some(Results { values: asked.given.iter().map(value).collect(), domain: Domain::Vocabulary(id), categories: false })
    }

    /// A slip of the hand would make a new word.
    fn warn_of_slips(&mut self, words: &[Phrase]) {
        let near = |one: &Phrase, other: &Phrase| {
            let long = one.text.chars().count().min(other.text.chars().count()) >= SHORTEST;
            long && strsim::osa_distance(&one.text.to_lowercase(), &other.text.to_lowercase()) == 1
        };
        for (at, word) in words.iter().enumerate() {
            let Some(first) = words.iter().take(at).find(|first| near(first, word)) else { continue };
            let message = format!("`{}` and `{}` are two results, and differ in one letter.", first.text, word.text);
            let help = "If they are one, mend the slip; if they are two, name them in a `scale` or `choice` and write `giving` and its name.";
            self.report(Diagnostic::new(codes::NEARLY_ALIKE, word.span, message).also(first.span, "the other").help(help));
        }
    }

    /// `best first`, of what has its order already.
    fn refuse_order(&mut self, asked: &Asked<'_>, what: &str) {
        if asked.gives.order.is_some() {
            let message = format!("`best first` is for words of a table's own, and `{}` gives {what}.", asked.name.text);
            self.report(Diagnostic::new(codes::WRONG_OPTION, asked.name.span, message).help("Take it out of the heading."));
        }
    }

    /// What to write for values without an order: the scale that has them all, if there is one.
    fn how_to_order(&self, asked: &Asked<'_>) -> String {
        let texts: Vec<String> = asked.given.iter().map(|literal| self.text_of(literal_span(literal)).to_string()).collect();
        let has_all = |one: &&Vocabulary| one.ordered && texts.iter().all(|text| option_at(one, unquoted(text)).is_some());
        let scale = self.policy.vocabularies.iter().filter(has_all).find_map(|one| one.name.as_ref());
        match scale {
            Some(name) => format!("Write `giving {}` in the heading: that scale has an order and all of them.", name.phrase),
            None => "Name a scale in the heading, `giving SCALE`; or write `best first` there if the words first appear in that order.".to_owned(),
        }
    }
}

/// A number; a result like `1` may also be a category of that name.
const fn quantity<'t>(literal: &&'t Literal) -> Option<&'t Quantity> {
    match literal {
        Literal::Quantity(quantity) => Some(quantity),
        Literal::Phrase(_) | Literal::Date(..) => None,
    }
}

fn unquoted(text: &str) -> &str {
    text.trim_matches(['"', '\u{201C}', '\u{201D}'])
}
