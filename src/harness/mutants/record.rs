//! Results of mutants for programs. `docs/mutants.schema.json` describes them.

use super::operator::Operator;
use super::original::Original;
use super::run::{Counts, Fate, Tried};
#[cfg(feature = "cli")]
use crate::assess::schema_of;
use crate::source::Sources;
use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// The version of the record.
const SCHEMA: u8 = 1;

/// What came of the mutants of one policy.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename = "mutants", deny_unknown_fields))]
pub struct Record<'a> {
    /// The version of this record.
    #[cfg_attr(feature = "cli", schemars(extend("const" = SCHEMA)))]
    schema: u8,
    /// The policy's name.
    policy: &'a str,
    /// The policy's revision.
    revision: &'a str,
    /// The assessment dates on which outcomes were compared; those on which a parameter changes in a mutant come besides.
    #[serde(serialize_with = "days")]
    #[cfg_attr(feature = "cli", schemars(with = "Vec<String>"))]
    days: Vec<Date>,
    /// Scenarios and properties that fail on the policy itself, and so notice no mutant.
    failing: Vec<&'a str>,
    /// All mutants together.
    all: Numbers,
    /// The mutants of each operator that made any.
    operators: Vec<OfOperator>,
    /// Each mutant, in the order of the policy's texts.
    mutants: Vec<OfMutant<'a>>,
}

/// How many mutants became what.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename = "numbers", deny_unknown_fields))]
struct Numbers {
    made: usize,
    /// Refused by the checker, as an error.
    refused: usize,
    /// Every setting has the outcome that it had.
    equivalent: usize,
    /// A scenario that a person wrote notices it. The score is these, of these and the survivors.
    killed: usize,
    /// Some setting has another outcome, and no scenario that a person wrote notices it.
    survived: usize,
    /// No scenario notices it, and whether any outcome changes was not found out.
    not_decided: usize,
    /// There was no time for it.
    not_tried: usize,
}

/// The mutants of an operator.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename = "operator", deny_unknown_fields))]
struct OfOperator {
    operator: &'static str,
    numbers: Numbers,
}

/// A mutant.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename = "mutant", deny_unknown_fields))]
struct OfMutant<'a> {
    id: &'a str,
    operator: &'static str,
    /// The file that the sentence stands in.
    path: &'a str,
    /// Its line, from 1.
    line: usize,
    /// The sentence as it is.
    before: &'a str,
    /// The sentence as it becomes; empty where it goes.
    after: &'a str,
    #[cfg_attr(feature = "cli", schemars(extend("enum" = ["refused", "equivalent", "killed", "survived", "not_decided", "not_tried"])))]
    fate: &'static str,
    /// The code of the error with which the checker refuses it.
    code: Option<&'static str>,
    /// The first scenario that a person wrote and that notices it.
    scenario: Option<&'a str>,
    /// The first drafted scenario that notices it.
    drafted: Option<&'a str>,
    /// The first property that notices it; not looked for where a scenario does.
    property: Option<&'a str>,
    /// The first pinned table that notices it.
    pin: Option<&'a str>,
    /// For a survivor: a scenario that passes now and would notice it.
    witness: Option<&'a str>,
}

impl<'a> Record<'a> {
    /// Of the mutants of a policy that were tried.
    #[must_use]
    pub fn of(original: &'a Original<'_>, tried: &'a [Tried<'_>]) -> Self {
        let of_operator = |operator: Operator| {
            let numbers = Numbers::of(Counts::of(tried, Some(operator)));
            OfOperator { operator: operator.name(), numbers }
        };
        let operators = Operator::ALL.into_iter().map(of_operator).filter(|one| one.numbers.made > 0).collect();
        Self {
            schema: SCHEMA,
            policy: &original.policy.name.machine,
            revision: &original.policy.revision,
            days: original.days(),
            failing: original.failing().collect(),
            all: Numbers::of(Counts::of(tried, None)),
            operators,
            mutants: tried.iter().map(|one| OfMutant::of(original.sources, one)).collect(),
        }
    }
}

impl Numbers {
    const fn of(counts: Counts) -> Self {
        let Counts { made, refused, equivalent, killed, survived, not_decided, not_tried } = counts;
        Self { made, refused, equivalent, killed, survived, not_decided, not_tried }
    }
}

impl<'a> OfMutant<'a> {
    fn of(sources: &'a Sources, tried: &'a Tried<'_>) -> Self {
        let (mutant, noticed) = (tried.mutant, &tried.noticed);
        let (mut code, mut witness) = (None, None);
        let fate = match &tried.fate {
            Fate::Refused(finding) => {
                code = Some(finding.code.id);
                "refused"
            }
            Fate::Equivalent => "equivalent",
            Fate::Killed => "killed",
            Fate::Survived(shown) => {
                witness = shown.as_ref().map(|witness| witness.scenario.as_str());
                "survived"
            }
            Fate::NotDecided => "not_decided",
            Fate::NotTried => "not_tried",
        };
        Self {
            id: &mutant.id,
            operator: mutant.operator.name(),
            path: sources.name(mutant.file),
            line: sources.start(mutant.span).line,
            before: &mutant.before,
            after: &mutant.after,
            fate,
            code,
            scenario: noticed.scenario.as_deref(),
            drafted: noticed.drafted.as_deref(),
            property: noticed.property.as_deref(),
            pin: noticed.pin.as_deref(),
            witness,
        }
    }
}

fn days<S: Serializer>(days: &[Date], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(days.iter().map(Date::to_string))
}

/// The JSON Schema (draft 2020-12) of an array of [`Record`]s, made from the record itself; `docs/mutants.schema.json` is this.
#[cfg(feature = "cli")]
#[must_use]
pub fn schema() -> serde_json::Value {
    schema_of::<Vec<Record<'_>>>(
        "What `ees test --mutants --format json` writes",
        Some("An array of records, one for each policy."),
    )
}
