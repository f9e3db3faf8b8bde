//! `ees assess`

use super::args::{Assess, Format};
use super::read::{Read, read, rows};
use super::show::Show;
use super::write::Pending;
use super::{Ending, write};
use crate::assess::{self, Answer, Assessor, Writer};
use crate::diagnostic::{Problems, Severity, codes::usage as codes};
use crate::explain::{self, Overview, WIDEST};
use crate::model::Policy;
use crate::session::{self, Loaded, Table};
use crate::settings::{self, Reading, Row};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Reads the policy and the table, and writes the answers: all of them, or none and what is wrong. Only settings that are too
/// tangled for an exact answer are left out, and said.
pub(super) fn run(args: &Assess, show: &Show) -> Ending {
    let Ok(Read { mut loaded, table, on, mut problems }) = read(&args.policy, args.settings.as_deref(), show) else {
        return Ending::Bad;
    };
    write::keep(args.settings.as_deref().as_slice(), args.output.as_deref(), "the answers", &mut problems);
    let Some(policy) = loaded.policy.take() else { return Ending::Bad };
    let Some(assessor) = session::assessor(&policy, on, &mut problems) else { return show.bad(problems, &loaded.sources) };
    let run = Run { args, show, policy: &policy, loaded: &loaded, table, on };
    match args.format {
        Format::Table => run.for_people(assessor, problems),
        Format::Csv => run.for_programs(assess::Format::Csv, assessor, problems),
        Format::Json => run.for_programs(assess::Format::Json, assessor, problems),
        Format::Jsonl => run.for_programs(assess::Format::JsonLines, assessor, problems),
    }
}

/// What was asked for and what has been read.
struct Run<'a> {
    args: &'a Assess,
    show: &'a Show,
    policy: &'a Policy,
    loaded: &'a Loaded,
    table: Table,
    on: Date,
}

impl Run<'_> {
    /// All answers in one table, with what they come to below it.
    fn for_people(&self, mut assessor: Assessor<'_>, mut problems: Problems) -> Ending {
        let settings::Read { rows, notes } =
            rows(self.loaded, self.policy, &self.args.policy, self.table, self.on, &mut problems);
        let answers = session::answers(&mut assessor, &rows, &mut problems);
        if answers.is_empty() && problems.has_errors() || stops(&problems) {
            return self.show.bad(problems, &self.loaded.sources);
        }
        let all = !problems.has_errors();
        self.show.problems(problems, &self.loaded.sources);
        let shown = paired(&answers, &rows);
        let mut overview = Overview::new(self.policy, self.on, &shown);
        let summary = overview.summary().and(&session::sayings(&notes));
        let summary = self.show.words_for(&summary, self.args.output.as_deref());
        let content = format!("{}\n{summary}\n", overview.table(WIDEST));
        let ending = self.show.written(write::whole(self.args.output.as_deref(), content.as_bytes()));
        if all { ending } else { Ending::Bad }
    }

    /// One answer after the other, none of them kept: a table of any size takes no more room than its text.
    fn for_programs(&self, format: assess::Format, mut assessor: Assessor<'_>, mut problems: Problems) -> Ending {
        let output = self.args.output.as_deref();
        let mut pending = match Pending::open(output) {
            Ok(pending) => pending,
            Err(error) => {
                problems.push(write::unwritable(output, &error));
                return self.show.bad(problems, &self.loaded.sources);
            }
        };
        let reading = Reading { on: self.on, strict: self.args.policy.strict };
        let import = self.table.import(self.policy);
        let mut answered = BTreeSet::new();
        let written = Writer::new(format, self.policy, self.on, &mut pending).and_then(|mut writer| {
            let mut written = Ok(());
            let mut each = |row: Row, problems: &mut Problems| {
                if let (Some(answer), Ok(())) = (session::answer(&mut assessor, &row, problems), &written) {
                    answered.insert(answer.kind);
                    written = writer.write(&answer);
                }
            };
            let (sources, file) = (&self.loaded.sources, self.table.file);
            let notes = settings::read_each(sources, file, self.policy, import, &reading, &mut problems, &mut each);
            session::warn(&notes, &mut problems);
            written.and_then(|()| writer.finish())
        });
        session::one_by_one(&assessor, &answered, &mut problems);
        if answered.is_empty() && problems.has_errors() || stops(&problems) {
            return self.show.bad(problems, &self.loaded.sources);
        }
        let all = !problems.has_errors();
        self.show.problems(problems, &self.loaded.sources);
        let ending = self.show.written(match written {
            Ok(()) => pending.finish(),
            Err(error) => Err(write::unwritable(output, &error)),
        });
        if all { ending } else { Ending::Bad }
    }
}

/// Whether something is wrong for which nothing is answered at all.
pub(super) fn stops(problems: &Problems) -> bool {
    problems.iter().any(|one| one.code.severity == Severity::Error && one.code != codes::TOO_TANGLED)
}

/// Each answer with its row; rows may have none.
pub(super) fn paired<'a>(answers: &'a [Answer<'a>], rows: &'a [Row]) -> Vec<explain::Row<'a>> {
    let mut rows = rows.iter();
    let pair = |answer: &'a Answer<'a>| {
        let row = rows.find(|row| row.id == answer.id)?;
        Some(explain::Row { answer, facts: &row.facts })
    };
    answers.iter().filter_map(pair).collect()
}
