"""Reads a CSV file and a workbook with other people's readers, and prints both as JSON.

    read_report.py FILE.csv FILE.xlsx SHEET
"""

import csv
import json
import sys

import openpyxl


def main():
    with open(sys.argv[1], encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    book = openpyxl.load_workbook(sys.argv[2])
    sheets = {}
    for sheet in book.worksheets:
        sheets[sheet.title] = [
            [cell if isinstance(cell, (int, float, str)) or cell is None else str(cell)
             for cell in row]
            for row in sheet.iter_rows(values_only=True)
        ]
    json.dump({"csv": rows, "sheets": sheets}, sys.stdout)


main()
