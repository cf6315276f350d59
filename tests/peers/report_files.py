"""Reads a report's file with the readers that people use, and prints what they see as JSON.

    report_files.py xlsx FILE    openpyxl: sheets with their cells, and what is set up on them
    report_files.py csv FILE     Python's csv: the rows
    report_files.py csvw FILE    csvw: the rows of a CSV file as its metadata types them
    report_files.py svg FILE     Python's XML: what the picture says, and each attribute's name
"""

import csv
import json
import sys
import xml.etree.ElementTree as xml

import openpyxl


def plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value


def sheet(ws):
    cells = [cell for row in ws.iter_rows() for cell in row]
    return {
        "name": ws.title,
        "rows": [[plain(cell.value) for cell in row] for row in ws.iter_rows()],
        "formulas": [cell.coordinate for cell in cells if cell.data_type == "f"],
        "links": [cell.coordinate for cell in cells if cell.hyperlink],
        "formats": [cell.number_format for cell in ws[2]] if ws.max_row > 1 else [],
        "bold": all(cell.font.bold for cell in ws[1] if cell.value is not None),
        "frozen": ws.freeze_panes,
        "filter": ws.auto_filter.ref,
        "charts": len(ws._charts),
        "shaded": bool(len(ws.conditional_formatting)),
    }


kind, path = sys.argv[1:]
if kind == "xlsx":
    book = openpyxl.load_workbook(path)
    print(json.dumps([sheet(ws) for ws in book.worksheets]))
elif kind == "svg":
    root = xml.parse(path).getroot()
    print(json.dumps({
        "label": root.get("aria-label"),
        "texts": [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")],
        "attributes": sorted({name for element in root.iter() for name in element.attrib}),
    }))
elif kind == "csvw":
    import csvw

    read = csvw.CSVW(f"{path}-metadata.json", validate=True)
    print(json.dumps({
        "valid": read.is_valid,
        "warnings": [str(warning.message) for warning in read.warnings],
        "rows": [{key: plain(value) for key, value in row.items()} for row in read.tables[0]],
        "notes": read.common_props.get("notes") or read.tables[0].notes,
        "title": read.common_props["dc:title"],
    }, default=str))
else:
    with open(path, newline="", encoding="utf-8-sig") as lines:
        print(json.dumps(list(csv.reader(lines, strict=True))))
