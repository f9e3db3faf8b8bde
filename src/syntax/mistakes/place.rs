//! Where a line stands.

use crate::syntax::outline::keyword::Keyword;

/// The place of a line, which decides by what rule it is read and what can be wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::syntax) enum Place {
    Heading(Keyword),
    /// What is removed, behind the word of its declaration.
    Removal(Keyword),
    PolicyLine,
    Level,
    Category,
    Fact,
    Rule,
    Bullet,
    Strand,
    CategoryLine,
    Gate,
    Expectation,
    Row,
    TableRow,
    Cell,
    /// A cell in the column `allow`.
    AllowedCell,
    Result,
    ScoreLine,
    WhenCell,
    Item,
    Citations,
    /// `also stated as …`, `settled as …` below an allocation.
    Claim,
    /// The same below a contradiction.
    Statement,
    ImportSection,
    ImportLine,
    ImportNotice,
    ImportRefusal,
    ImportAlias,
    ImportSeries,
    ImportRow,
    /// `FACT: VALUE` below a scenario, and the same in a cell.
    ToldLine,
    ToldCell,
    /// `expect …`, and the same in a cell.
    ExpectLine,
    ExpectCell,
    DateCell,
    PropertyLine,
    /// `the adviser: 5` below `asking costs`.
    AskingCost,
}

impl Place {
    /// Whether a condition may stand in it.
    pub(in crate::syntax) fn has_condition(self) -> bool {
        match self {
            Self::Rule | Self::Bullet | Self::CategoryLine | Self::Gate | Self::Expectation | Self::ScoreLine => true,
            Self::PropertyLine => true,
            Self::Heading(keyword) => matches!(keyword, Keyword::Constraint | Keyword::Define | Keyword::List | Keyword::Also),
            Self::Removal(keyword) => {
                matches!(keyword, Keyword::Constraint | Keyword::Also | Keyword::Gate | Keyword::Expectation)
            }
            Self::PolicyLine | Self::Level | Self::Category | Self::Fact | Self::Strand | Self::AskingCost => false,
            Self::Row | Self::WhenCell | Self::Item | Self::Citations | Self::Claim | Self::Statement => false,
            Self::TableRow | Self::Cell | Self::AllowedCell | Self::Result => false,
            Self::ImportSection | Self::ImportLine | Self::ImportNotice | Self::ImportRefusal => false,
            Self::ImportAlias | Self::ImportSeries | Self::ImportRow => false,
            Self::ToldLine | Self::ToldCell | Self::ExpectLine | Self::ExpectCell | Self::DateCell => false,
        }
    }

    /// Whether it has a name, a colon and then what the name stands for.
    pub(super) fn has_colon(self) -> bool {
        match self {
            Self::Fact | Self::PolicyLine | Self::ToldLine | Self::AskingCost => true,
            Self::Heading(keyword) => {
                matches!(
                    keyword,
                    Keyword::Group
                        | Keyword::Choice
                        | Keyword::Parameter
                        | Keyword::HalfTerms
                        | Keyword::Terms
                        | Keyword::OtherTimes
                        | Keyword::Allocation
                        | Keyword::Fact
                )
            }
            Self::Level | Self::Category | Self::Rule | Self::Bullet | Self::Strand | Self::CategoryLine | Self::Gate => false,
            Self::Removal(_) => false,
            Self::Expectation | Self::Row | Self::WhenCell | Self::Item | Self::Citations => false,
            Self::Claim | Self::Statement => false,
            Self::TableRow | Self::Cell | Self::AllowedCell | Self::Result | Self::ScoreLine => false,
            Self::ImportSection | Self::ImportLine | Self::ImportNotice | Self::ImportRefusal => false,
            Self::ImportAlias | Self::ImportSeries | Self::ImportRow => false,
            Self::ToldCell | Self::ExpectLine | Self::ExpectCell | Self::DateCell | Self::PropertyLine => false,
        }
    }
}
