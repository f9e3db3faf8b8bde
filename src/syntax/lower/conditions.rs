//! Conditions: from nodes to the tree, with their bullets.

use super::lists;
use super::reader::{Reader, phrase, without_article};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::syntax as codes;
use crate::syntax::grammar::{Node, Rule};
use crate::syntax::mistakes;
use crate::syntax::outline::Bullet;
use crate::syntax::tree::{
    Amount, Comparison, Condition, Join, Literal, Operand, Phrase, Plain, Quantifier, Quantity, Reach, Term, Test, ValueTest,
};

impl<'t> Reader<'t, '_> {
    /// A condition and the bullets below it. `None` where some part of it was reported.
    pub(in crate::syntax) fn condition(&mut self, node: &Node<'t>, below: &[Bullet]) -> Option<Condition> {
        let members = lists::members(self, below);
        let written: Vec<Node<'t>> = node.children(Rule::term).collect();
        let joins: Vec<Join> = node
            .children(Rule::join)
            .map(|join| if join.has(Rule::k_and) || join.has(Rule::k_but) { Join::And } else { Join::Or })
            .collect();
        let opens = written.last().and_then(|term| term.child(Rule::open_group));
        lists::check_opened(self, node.span(), opens.as_ref(), below);
        if self.reaches_nothing(&written) || mistakes::in_english(self, &written, &joins) {
            return None;
        }
        if let ([only], true) = (written.as_slice(), below.is_empty())
            && let Some(pair) = only.first().filter(|pair| pair.is(Rule::either_group) || pair.is(Rule::both_group))
        {
            return self.pair(&pair);
        }
        let mut terms = Vec::with_capacity(written.len());
        let mut members = Some(members?);
        for term in &written {
            terms.push(self.term(term, &mut members));
        }
        let join = lists::join(self, &written, &joins)?;
        let terms = terms.into_iter().collect::<Option<Vec<Term>>>()?;
        if opens.is_some() == below.is_empty() {
            return None;
        }
        let span = below.last().map_or(node.span(), |last| node.span().to(self.span(last.segment)));
        Some(Condition { join, terms, span })
    }

    /// `latest Ofsted good or better`: without `is` the last words are read as a condition of their own.
    fn reaches_nothing(&mut self, terms: &[Node<'t>]) -> bool {
        let bare = |term: &Node<'t>| {
            let name = term.child(Rule::plain).filter(|plain| !plain.has(Rule::test)).and_then(|plain| plain.child(Rule::name));
            name.map(|name| phrase(&name))
        };
        let found = terms.windows(2).find_map(|pair| match pair {
            [before, after] => {
                bare(after).filter(|after| ["better", "worse"].contains(&after.text.as_str())).map(|after| (before, after))
            }
            _ => None,
        });
        let Some((before, after)) = found else { return false };
        let message = format!("`or {}` follows no value: `is` is missing before it.", after.text);
        let help = format!("Write `NAME is VALUE or {}`.", after.text);
        self.push(Diagnostic::new(codes::MISSING_IS, before.span().to(after.span), message).help(help));
        true
    }

    /// `either a or b`, `both a and b`, where nothing else stands beside it.
    fn pair(&mut self, node: &Node<'t>) -> Option<Condition> {
        let terms: Vec<_> = node.children(Rule::member).map(|member| self.plain(&member).map(Term::Plain)).collect();
        let join = if node.is(Rule::either_group) { Join::Or } else { Join::And };
        Some(Condition { join, terms: terms.into_iter().collect::<Option<_>>()?, span: node.span() })
    }

    fn term(&mut self, node: &Node<'t>, members: &mut Option<Vec<Condition>>) -> Option<Term> {
        let inner = node.first()?;
        let span = inner.span();
        if inner.is(Rule::plain) {
            return self.plain(&inner).map(Term::Plain);
        }
        let quantifier = if inner.is(Rule::either_group) {
            Quantifier::Any
        } else if inner.is(Rule::both_group) {
            Quantifier::All
        } else {
            self.quantifier(&inner.child(Rule::quantifier)?)?
        };
        if inner.is(Rule::named_group) {
            let list = phrase(&inner.child(Rule::list_name)?);
            return Some(Term::Named { quantifier, list, span });
        }
        let members = if inner.is(Rule::open_group) {
            members.take()?
        } else if inner.is(Rule::inline_group) && lists::joined_unclearly(self, &inner) {
            return None;
        } else {
            let members: Vec<_> = inner.children(Rule::member).map(|member| self.member(&member)).collect();
            members.into_iter().collect::<Option<_>>()?
        };
        let span = members.last().map_or(span, |last: &Condition| span.to(last.span));
        Some(Term::Group { quantifier, members, span })
    }

    /// A member of a list that stands on one line.
    pub(in crate::syntax) fn member(&mut self, node: &Node<'t>) -> Option<Condition> {
        let plain = self.plain(node)?;
        let span = plain.span;
        Some(Condition { join: Join::And, terms: vec![Term::Plain(plain)], span })
    }

    fn quantifier(&mut self, node: &Node<'t>) -> Option<Quantifier> {
        let kind = node.first()?;
        if kind.is(Rule::any_of) {
            return Some(Quantifier::Any);
        } else if kind.is(Rule::all_of) {
            return Some(Quantifier::All);
        } else if kind.is(Rule::none_of) {
            return Some(Quantifier::None);
        }
        let amount = kind.child(Rule::amount).unwrap_or(kind.clone());
        let number = amount.child(Rule::number).or_else(|| amount.child(Rule::number_word));
        let amount = match number.or_else(|| amount.first())? {
            number if number.is(Rule::number) || number.is(Rule::number_word) => {
                Amount::Number(self.decimal(&number)?, number.span())
            }
            name => Amount::Parameter(phrase(&name)),
        };
        Some(if kind.is(Rule::at_most_of) {
            Quantifier::AtMost(amount)
        } else if kind.is(Rule::exactly_of) {
            Quantifier::Exactly(amount)
        } else if kind.is(Rule::more_than_of) {
            Quantifier::MoreThan(amount)
        } else if kind.is(Rule::fewer_than_of) {
            Quantifier::FewerThan(amount)
        } else {
            Quantifier::AtLeast(amount)
        })
    }

    fn plain(&mut self, node: &Node<'t>) -> Option<Plain> {
        let sum = node.child(Rule::sum_of);
        let addends: Vec<Phrase> = sum.iter().flat_map(|sum| sum.children(Rule::addend)).map(|one| phrase(&one)).collect();
        let name = match &sum {
            Some(sum) => {
                let names: Vec<&str> = addends.iter().map(|one| &*one.text).collect();
                let (last, others) = names.split_last()?;
                Phrase { text: format!("the sum of {} and {last}", others.join(", ")), span: sum.span() }
            }
            None => phrase(&node.child(Rule::name)?),
        };
        let negated = node.has(Rule::k_not);
        let span = node.span();
        if let Some(operand) = node.child(Rule::exceeding).and_then(|exceeding| exceeding.child(Rule::operand)) {
            let test = Some(Test::Compare(Comparison::Over, self.operand(&operand)?));
            return Some(Plain { negated, name, addends, test, span });
        }
        let Some(test) = node.child(Rule::test).or_else(|| node.child(Rule::member_test)) else {
            return Some(Plain { negated, name, addends, test: None, span });
        };
        let denied = node.child(Rule::is).is_some_and(|is| is.has(Rule::k_isnt)) != test.has(Rule::k_not);
        let (flip, test) = self.test(&test, denied, &name)?;
        Some(Plain { negated: negated != flip, name, addends, test: Some(test), span })
    }

    /// A test, and whether the whole term is negated by it: `is not under 50%` is the negation of `is under 50%`.
    pub(in crate::syntax) fn test(&mut self, node: &Node<'t>, denied: bool, name: &Phrase) -> Option<(bool, Test)> {
        if let Some(values) = node.child(Rule::values).or_else(|| node.child(Rule::member_values)) {
            let test = self.values(&values, denied, name)?;
            return Some((false, test));
        } else if node.has(Rule::none) {
            return Some((false, Test::None(!denied)));
        }
        let test = if let Some(neither) = node.child(Rule::neither) {
            Test::Neither(self.value_tests(&neither)?)
        } else if let Some(between) = node.child(Rule::between) {
            let ends: Vec<_> = between.children(Rule::operand).map(|operand| self.operand(&operand)).collect();
            let mut ends = ends.into_iter().flatten();
            self.between(ends.next()?, ends.next()?)
        } else if let Some(range) = node.child(Rule::low_to_high) {
            let range = range.child(Rule::dashed).unwrap_or(range);
            let (low, high) = self.ends(&range)?;
            self.between(low, high)
        } else if let Some(within) = node.child(Rule::within) {
            Test::Within(self.operand(&within.child(Rule::operand)?)?)
        } else if let Some(within) = node.child(Rule::within_of) {
            let other = without_article(phrase(&within.child(Rule::value_name)?));
            Test::WithinOf(self.quantity(&within.child(Rule::length)?)?, other)
        } else if let Some(graded) = node.child(Rule::graded) {
            Test::Graded(grade(&graded), without_article(phrase(&graded.child(Rule::value_name)?)))
        } else {
            let form = node.child(Rule::comparison).or_else(|| node.child(Rule::or_more))?;
            Test::Compare(comparison(&form), self.operand(&form.child(Rule::operand)?)?)
        };
        Some((denied, test))
    }

    fn values(&mut self, node: &Node<'t>, denied: bool, name: &Phrase) -> Option<Test> {
        let mut values = self.value_tests(node)?;
        if !denied {
            return Some(Test::OneOf(values));
        }
        if values.len() > 1 {
            let written: Vec<String> = values.iter().map(|value| self.written(value.span)).collect();
            let (name, all) = (&name.text, written.join(" nor "));
            let message = format!("`is not {}` can be read in two ways.", written.join(" or "));
            let mut help = format!("If it may be none of them, write `{name} is neither {all}`.");
            if let [_, last] = written.as_slice() {
                help += &format!(" If `{last}` is a condition of its own, put it into a bullet of its own below `any of`.");
            }
            self.push(Diagnostic::new(codes::NOT_OR, node.span(), message).help(help));
            return None;
        }
        values.pop().map(Test::Not)
    }

    fn value_tests(&mut self, node: &Node<'t>) -> Option<Vec<ValueTest>> {
        let written: Vec<Node<'t>> = node.children(Rule::value).collect();
        if self.refuse_decimal_comma(&written) {
            return None;
        }
        let tests: Vec<_> = written.iter().map(|value| self.value_test(value)).collect();
        tests.into_iter().collect()
    }

    fn value_test(&mut self, node: &Node<'t>) -> Option<ValueTest> {
        let value = self.literal(&node.child(Rule::literal)?)?;
        let reach = node.child(Rule::reach).map(|reach| if reach.has(Rule::better) { Reach::OrBetter } else { Reach::OrWorse });
        Some(ValueTest { value, reach, span: node.span() })
    }

    /// The ends of `90% to 95%` or `90-95%`.
    fn ends(&mut self, node: &Node<'t>) -> Option<(Operand, Operand)> {
        if node.is(Rule::low_to_high) {
            let (low, high) = (self.operand(&node.child(Rule::low_end)?), self.operand(&node.child(Rule::high_end)?));
            return Some((low?, high?));
        }
        let (low, high) = (node.child(Rule::short_low)?, node.child(Rule::number)?);
        let sign = |rule, sign: &str| node.child(rule).map(|found| Phrase { text: sign.to_owned(), span: found.span() });
        let unit = sign(Rule::pounds, "£").or_else(|| sign(Rule::percent, "%"));
        let mut end = |number: &Node<'t>| {
            let number = Quantity { number: self.decimal(number)?, unit: unit.clone(), span: number.span() };
            Some(Operand::Quantity(number))
        };
        Some((end(&low)?, end(&high)?))
    }

    /// `90 to 95%` is 90% to 95%.
    fn between(&self, mut low: Operand, high: Operand) -> Test {
        if let (Operand::Quantity(low), Operand::Quantity(high)) = (&mut low, &high) {
            low.unit = low.unit.take().or_else(|| high.unit.clone());
        }
        Test::Between(low, high)
    }

    fn operand(&mut self, node: &Node<'t>) -> Option<Operand> {
        Some(match self.literal(node)? {
            Literal::Phrase(name) => Operand::Parameter(without_article(name)),
            Literal::Quantity(quantity) => Operand::Quantity(quantity),
            Literal::Date(date, span) => Operand::Date(date, span),
        })
    }
}

/// How a grade compares with another, better being more.
fn grade(node: &Node<'_>) -> Comparison {
    if node.has(Rule::better_than) {
        Comparison::Over
    } else if node.has(Rule::worse_than) {
        Comparison::Under
    } else if node.has(Rule::no_better) {
        Comparison::AtMost
    } else if node.has(Rule::same_as) {
        Comparison::Equal
    } else {
        Comparison::AtLeast
    }
}

fn comparison(node: &Node<'_>) -> Comparison {
    if node.has(Rule::under) {
        Comparison::Under
    } else if node.has(Rule::over) {
        Comparison::Over
    } else if node.has(Rule::at_most) || node.has(Rule::on_or_before) || node.has(Rule::less) {
        Comparison::AtMost
    } else if node.has(Rule::on) {
        Comparison::Equal
    } else {
        Comparison::AtLeast
    }
}
