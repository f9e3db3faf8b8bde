//! Where a source states one thing in two ways. Figures are compared; words are declared.

use super::{Activity, Allocation, Binding, When};
use crate::diagnostic::words::counted;
use crate::model::name::machine_name;
use crate::model::policy::Policy;
use crate::source::Span;
use rust_decimal::Decimal;
use std::fmt;
use std::sync::Arc;

/// A figure that can be stated twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// `up to 8 days`
    Days(Binding, Decimal),
    /// `no days given`
    NotGiven,
    /// How often in the year.
    Times(usize),
}

/// What a figure is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matter {
    /// The days of the whole allocation.
    Days,
    /// The days of an activity in the year.
    DaysOf(Arc<str>),
    /// How often in the year an activity is.
    TimesOf(Arc<str>),
}

/// What is stated of a matter in other places, and how it was settled. Where every place agrees it is none any more.
#[derive(Clone, Debug)]
pub struct Dispute {
    /// What it is about.
    pub matter: Matter,
    /// What other places state.
    pub others: Vec<Claim>,
    /// What was decided.
    pub settled: Option<Settlement>,
}

/// What one place states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The figure; `None` for words.
    pub figure: Option<Figure>,
    /// It, as written.
    pub text: Arc<str>,
    /// The place in the source.
    pub from: Option<Arc<str>>,
    /// Where the policy says so.
    pub span: Span,
}

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// The figure; `None` for words.
    pub figure: Option<Figure>,
    /// It, as written.
    pub text: Arc<str>,
    /// Why.
    pub because: Arc<str>,
    /// Where the policy says so.
    pub span: Span,
}

/// One thing that is stated in two ways or more.
#[derive(Clone, Debug)]
pub struct Contradiction {
    /// What it is about: `the days for a school in B1`, or as declared.
    pub about: Arc<str>,
    /// What is stated: first what the allocation itself says, where it is about one.
    pub statements: Vec<Claim>,
    /// What the rows of the allocation add up to, where it is about the days of one and there are rows.
    pub sum: Option<Decimal>,
    /// What was decided.
    pub settled: Option<Settlement>,
    /// Where it is declared: the declaration of words, or the first figure.
    pub span: Span,
}

impl Figure {
    /// Whether two figures are one. How an activity's days bind is said by its allocation, so `of_all` tells whether it counts.
    #[must_use]
    pub fn agrees(self, other: Self, of_all: bool) -> bool {
        match (self, other) {
            (Self::Days(_, one), Self::Days(_, other)) if !of_all => one == other,
            (one, other) => one == other,
        }
    }

    /// Whether two figures are the same number, however it binds.
    #[must_use]
    pub fn same_number(self, other: Self) -> bool {
        self.agrees(other, false)
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let before = match self {
            Self::Days(Binding::Exact, _) | Self::NotGiven | Self::Times(_) => "",
            Self::Days(Binding::UpTo, _) => "up to ",
            Self::Days(Binding::AtLeast, _) => "at least ",
        };
        match self {
            Self::Days(_, days) => {
                let word = if *days == Decimal::ONE { "day" } else { "days" };
                write!(f, "{before}{} {word}", days.normalize())
            }
            Self::NotGiven => f.write_str("no days given"),
            Self::Times(times) => write!(f, "{} a year", counted(*times, "time", "times")),
        }
    }
}

impl Claim {
    /// What is stated, and how often that is where it is said by the terms: `each term (3 times a year)`.
    #[must_use]
    pub fn words(&self) -> String {
        match self.figure {
            Some(figure @ Figure::Times(_)) if self.text.to_lowercase().contains("term") => format!("{} ({figure})", self.text),
            Some(Figure::Times(_) | Figure::Days(..) | Figure::NotGiven) | None => self.text.to_string(),
        }
    }
}

/// How often something is in words, where its rows come to no more than one cadence.
fn cadence_of(rows: &[&Activity]) -> Option<&'static str> {
    let mut visits = rows.iter().flat_map(|row| &row.visits);
    match (visits.next()?.when, visits.next()) {
        (When::Each(cadence), None) => Some(cadence.words()),
        _ => None,
    }
}

impl Allocation {
    /// What the allocation itself says of a matter; `None` where no row has the activity.
    #[must_use]
    pub fn says(&self, matter: &Matter) -> Option<Claim> {
        let claim = |figure: Figure, span| {
            let from = self.citation.from.clone();
            Claim { figure: Some(figure), text: figure.to_string().into(), from, span }
        };
        let name = match matter {
            Matter::Days => {
                let figure = self.stated().map_or(Figure::NotGiven, |(binding, days)| Figure::Days(binding, days));
                return Some(claim(figure, self.days_span));
            }
            Matter::DaysOf(name) | Matter::TimesOf(name) => name,
        };
        let rows: Vec<&Activity> = self.rows_called(name).collect();
        let span = rows.first()?.span;
        if let Matter::TimesOf(_) = matter {
            let own = claim(Figure::Times(rows.iter().map(|row| row.times()).sum()), span);
            let text = cadence_of(&rows).map_or(own.text, Into::into);
            return Some(Claim { text, ..own });
        }
        let days: Option<Decimal> = rows.iter().map(|row| row.days()).sum();
        Some(claim(days.map_or(Figure::NotGiven, |days| Figure::Days(Binding::Exact, days)), span))
    }

    /// The rows of an activity. A name of one sort and an article before it do not tell activities apart.
    pub fn rows_called(&self, name: &str) -> impl Iterator<Item = &Activity> {
        let wanted = machine_name(name);
        let without = wanted.strip_prefix("the_").unwrap_or(&wanted).to_owned();
        self.activities.iter().filter(move |row| {
            let has = machine_name(&row.name);
            has == wanted || has == without
        })
    }

    /// What other places state otherwise than the allocation does.
    #[must_use]
    pub fn stated_otherwise<'a>(&self, dispute: &'a Dispute) -> Vec<&'a Claim> {
        let Some(figure) = self.says(&dispute.matter).and_then(|own| own.figure) else { return Vec::new() };
        let of_all = dispute.matter == Matter::Days;
        dispute.others.iter().filter(|other| other.figure.is_some_and(|stated| !stated.agrees(figure, of_all))).collect()
    }

    /// What of a matter's figures is stated in two ways; `None` where every place agrees.
    #[must_use]
    pub fn contradiction(&self, dispute: &Dispute) -> Option<Contradiction> {
        let others = self.stated_otherwise(dispute);
        let own = self.says(&dispute.matter).filter(|_| !others.is_empty())?;
        let about = match &dispute.matter {
            Matter::Days => format!("the days for {}", self.about),
            Matter::DaysOf(name) => format!("the days of `{name}` for {}", self.about),
            Matter::TimesOf(name) => format!("how often {} gets `{name}`", self.about),
        };
        let of_rows = dispute.matter == Matter::Days && !self.activities.is_empty();
        Some(Contradiction {
            about: about.into(),
            span: own.span,
            statements: std::iter::once(own).chain(others.into_iter().cloned()).collect(),
            sum: of_rows.then(|| self.sum()),
            settled: dispute.settled.clone(),
        })
    }
}

impl Policy {
    /// Everything that the source states in two ways: first what the figures show, then what is declared in words.
    #[must_use]
    pub fn every_contradiction(&self) -> Vec<Contradiction> {
        let of = |one: &Allocation| one.disputes.iter().filter_map(|dispute| one.contradiction(dispute)).collect::<Vec<_>>();
        self.declared_allocations().flat_map(of).chain(self.contradictions.iter().cloned()).collect()
    }
}
