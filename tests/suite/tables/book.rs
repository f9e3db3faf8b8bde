//! Writes workbooks as spreadsheets do, as far as a reader of settings can tell.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;

/// A cell.
#[derive(Clone, Copy)]
pub(crate) enum Cell<'c> {
    /// In the table of texts that all sheets share.
    Text(&'c str),
    /// In the cell itself.
    Inline(&'c str),
    Number(&'c str),
    /// The number of a day, shown as a day.
    Day(&'c str),
    /// The same in a format of the author's own.
    OwnDay(&'c str),
    PerCent(&'c str),
    /// A number with a per cent sign in the text beside it.
    Sign(&'c str),
    Is(bool),
    Fault(&'c str),
    /// What a formula came to.
    Formula(&'c str),
    Nothing,
}

pub(crate) type Sheet<'c> = (&'c str, Vec<Vec<Cell<'c>>>);

/// The table of texts, each once.
#[derive(Default)]
struct Texts {
    list: Vec<String>,
    places: HashMap<String, usize>,
}

impl Texts {
    fn place(&mut self, text: &str) -> usize {
        let next = self.list.len();
        let place = *self.places.entry(text.to_owned()).or_insert(next);
        if place == next {
            self.list.push(escaped(text));
        }
        place
    }
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The bytes of a workbook. Rows without cells are left out, as spreadsheets leave them.
pub(crate) fn workbook(sheets: &[Sheet<'_>]) -> Vec<u8> {
    packed(&parts(sheets))
}

/// Any table of texts as the first sheet.
pub(crate) fn of_csv(csv: &str) -> Vec<u8> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(csv.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    workbook(&[("Sheet1", rows.iter().map(|row| row.iter().map(Cell::Text).collect()).collect())])
}

/// The parts of a workbook: their names and texts.
pub(crate) fn parts(sheets: &[Sheet<'_>]) -> Vec<(String, String)> {
    let mut texts = Texts::default();
    let (mut list, mut types, mut links) = (String::new(), String::new(), String::new());
    let mut parts = Vec::new();
    for (number, (name, rows)) in (1..).zip(sheets) {
        write!(list, r#"<sheet name="{}" sheetId="{number}" r:id="rId{number}"/>"#, escaped(name)).unwrap();
        write!(types, r#"<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#).unwrap();
        write!(links, r#"<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>"#)
            .unwrap();
        let rows: String = (1..).zip(rows).map(|(number, row)| self::row(number, row, &mut texts)).collect();
        parts.push((
            format!("xl/worksheets/sheet{number}.xml"),
            format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>"#),
        ));
    }
    let shared: String = texts.list.iter().map(|text| format!(r#"<si><t xml:space="preserve">{text}</t></si>"#)).collect();
    let own = [
        (
            "[Content_Types].xml",
            format!(
                r#"<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>{types}</Types>"#
            ),
        ),
        (
            "_rels/.rels",
            format!(
                r#"<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        ("xl/workbook.xml", format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{list}</sheets></workbook>"#)),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                r#"<Relationships xmlns="{PACKAGE}/relationships">{links}<Relationship Id="rId98" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId99" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/sharedStrings.xml",
            format!(r#"<sst xmlns="{MAIN}" count="{0}" uniqueCount="{0}">{shared}</sst>"#, texts.list.len()),
        ),
        (
            "xl/styles.xml",
            format!(
                r#"<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd\-mmm\-yyyy"/><numFmt numFmtId="165" formatCode="0&quot; %&quot;"/></numFmts><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="9" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>"#
            ),
        ),
    ];
    parts.extend(own.map(|(name, text)| (name.to_owned(), text)));
    parts
}

/// Parts packed into one file.
pub(crate) fn packed(parts: &[(String, String)]) -> Vec<u8> {
    let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        file.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        file.write_all(br#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#).unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }
    file.finish().unwrap().into_inner()
}

fn row(number: usize, cells: &[Cell<'_>], texts: &mut Texts) -> String {
    if cells.iter().all(|cell| matches!(cell, Cell::Nothing)) {
        return String::new();
    }
    let cells: String = (0..).zip(cells).map(|(at, one)| cell(*one, &format!("{}{number}", column(at)), texts)).collect();
    format!(r#"<row r="{number}">{cells}</row>"#)
}

/// `A` to `ZZ`
fn column(at: u8) -> String {
    let letter = |at: u8| char::from(b'A' + at);
    if at < 26 { letter(at).to_string() } else { [letter(at / 26 - 1), letter(at % 26)].iter().collect() }
}

fn cell(cell: Cell<'_>, at: &str, texts: &mut Texts) -> String {
    let plain = |style: u8, number: &str| format!(r#"<c r="{at}" s="{style}"><v>{number}</v></c>"#);
    match cell {
        Cell::Text(text) => {
            format!(r#"<c r="{at}" t="s"><v>{}</v></c>"#, texts.place(text))
        }
        Cell::Inline(text) => format!(r#"<c r="{at}" t="inlineStr"><is><t>{}</t></is></c>"#, escaped(text)),
        Cell::Number(number) => plain(0, number),
        Cell::Day(number) => plain(1, number),
        Cell::OwnDay(number) => plain(3, number),
        Cell::PerCent(number) => plain(2, number),
        Cell::Sign(number) => plain(4, number),
        Cell::Is(is) => format!(r#"<c r="{at}" t="b"><v>{}</v></c>"#, u8::from(is)),
        Cell::Fault(fault) => format!(r#"<c r="{at}" t="e"><v>{fault}</v></c>"#),
        Cell::Formula(text) => format!(r#"<c r="{at}" t="str"><f>A1&amp;""</f><v>{}</v></c>"#, escaped(text)),
        Cell::Nothing => String::new(),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
