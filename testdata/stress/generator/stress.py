#!/usr/bin/env python3
"""Makes documents that are hard to read, with their exact truth.

    stress.py OUTDIR [NAME...]      all 149 documents, or some
    fuzz_drawn.py OUTDIR N [FROM]   N documents of chance, from a seed on: drawn by hand, ruled in many ways;
    fuzz_flowing.py, fuzz_looks.py, fuzz_unruled.py     by Writer and browsers; in many styles; without rulings

forms.py holds the forms of the places with made-up figures that add up, render.py the producers (LibreOffice, Chromium,
wkhtmltopdf, WeasyPrint, Typst, ReportLab, fpdf2, cairo and a layout of its own that cuts rows and cells at page breaks),
series1.py to series5.py the documents, each of one or two traits, told in its first line.

Needs LibreOffice, Chromium, wkhtmltopdf, Ghostscript and qpdf on the path, the fonts noto-cjk, wqy-zenhei, wqy-microhei,
arphic-uming and arphic-ukai, and the Python packages weasyprint, reportlab, fpdf2, typst, openpyxl, python-docx, pikepdf,
cairocffi and pymupdf. The tests need none of them: the documents in the folder above are kept.
"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import series1, series2, series3, series4, series5

if __name__ == "__main__":
    series1.main(sys.argv[1], sys.argv[2:])
