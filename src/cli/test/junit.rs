//! Results as JUnit XML, which services that run tests show.

use super::results::{Results, Tested};
use crate::diagnostic::{Diagnostic, codes::usage as codes};
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

/// One suite for each policy, one case for each test.
pub(super) fn written(all: &[Results]) -> Result<String, Diagnostic> {
    let mut report = Report::new("ees test");
    report.add_test_suites(all.iter().map(suite));
    report.to_string().map_err(|error| {
        let message = format!("The results cannot be written as JUnit XML: {error}.");
        Diagnostic::nowhere(codes::FILE_UNWRITABLE, message).help("Look for control characters in the names of scenarios.")
    })
}

fn suite(results: &Results) -> TestSuite {
    let mut suite = TestSuite::new(results.place.as_str());
    if results.broken {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
        status.set_message("The policy or its tests have errors; `ees test` says which.");
        suite.add_test_case(TestCase::new("the policy can be read", status));
    }
    suite.add_test_cases(results.all().map(case));
    suite
}

fn case(tested: &Tested) -> TestCase {
    let status = if tested.passed {
        TestCaseStatus::success()
    } else {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status.set_message(tested.failures.first().map_or("", String::as_str));
        status.set_description(format!("{}:{}\n{}", tested.path, tested.line, tested.failures.join("\n")));
        status
    };
    let mut case = TestCase::new(tested.name.as_str(), status);
    case.set_classname(tested.path.as_str());
    case
}
