"""PDFs made for tests: tables and text with reportlab, pages drawn by hand, files written byte by byte."""

from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

pdfmetrics.registerFont(UnicodeCIDFont("HeiseiKakuGo-W5"))
SMALL = ParagraphStyle("small", fontName="HeiseiKakuGo-W5", fontSize=7, leading=9, wordWrap="CJK")
LARGE = ParagraphStyle("large", parent=SMALL, fontSize=14, leading=18)
LARGER = ParagraphStyle("larger", parent=SMALL, fontSize=20, leading=24)
GRID = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
SENTENCE = "既存のオンライン申請に加え個人認証を必要とする申請のメニューを拡充します。"
DAMAGED = "The file is damaged or was cut off; copy it again from where it came from."


def table(rows, widths, style=(), **options):
    cells = [[Paragraph(escape(cell).replace("\n", "<br/>"), SMALL) for cell in row] for row in rows]
    return Table(cells, colWidths=widths, style=[*GRID, *style], **options)


def build(path, story, pagesize=A4, **options):
    SimpleDocTemplate(str(path), pagesize=pagesize, **options).build(story)
    return path


def span(column, top, bottom, right=None):
    return ("SPAN", (column, top), (column if right is None else right, bottom))


def plan_rows(count):
    """Two header rows and so many rows of five cells; the second column names every third row."""
    rows = [["No.", "施策", "概要", "目標値", "", "評価"], ["", "", "", "R5", "R6", ""]]
    for number in range(1, count + 1):
        name = f"施策その{number}" if number % 3 == 1 else ""
        summary = SENTENCE * (number % 4 + 1) + "\n・一つ目の項目\n・open data portal 86.2%"
        rows.append([f"1-{number}", name, summary, f"{number * 100:,}件", f"{number}件", "◎"])
    return rows


WIDTHS = [40, 60, 250, 50, 40, 40]


def filled_down(rows):
    """The rows with merged cells as the page shows them: over both header rows, and names over three rows."""
    header = [
        ["No.", "施策", "概要", "目標値", "目標値", "評価"],
        ["No.", "施策", "概要", "R5", "R6", "評価"],
    ]
    names = [row[1] for row in rows[2:]]
    shown = [names[index - index % 3] for index in range(len(names))]
    return header + [[row[0], name, *row[2:]] for row, name in zip(rows[2:], shown, strict=True)]


def draw_frame(canvas, document):
    canvas.setFont("HeiseiKakuGo-W5", 7)
    canvas.drawString(60, 815, "大分市情報化計画 評価書")
    canvas.drawCentredString(300, 25, f"- {document.page} -")
    canvas.drawString(400, 25, f"評価書 {document.page}")


def drawn(path, draw, **options):
    canvas = Canvas(str(path), pagesize=A4, **options)
    canvas.setFont("HeiseiKakuGo-W5", 10)
    draw(canvas)
    canvas.save()
    return path


def raw_pdf(path, content, font=b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", stream=b""):
    """A PDF written by hand, with one page, one font and the content stream as given."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), stream, content),
        font,
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(X)/Ordering(Y)/Supplement 0>>"
        b"/FontDescriptor<</Type/FontDescriptor/FontName/X/FontBBox[0 0 1 1]/Ascent 1/Descent 0/Flags 4>>>>",
    ]
    body = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    body += b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        len(body),
    )
    path.write_bytes(body)
    return path
