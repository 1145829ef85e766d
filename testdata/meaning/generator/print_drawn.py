"""Documents drawn line by line with ReportLab: rulings and lines of text at exact places."""
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from paper import colour, spaced

FONTS = {"WenQuanYi Zen Hei": ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0), "AR PL UMing CN": ("/usr/share/fonts/truetype/arphic/uming.ttc", 0),
         "AR PL UKai CN": ("/usr/share/fonts/truetype/arphic/ukai.ttc", 0)}
LEADING = 1.3


def wrap(text, font, size, width, first=0.0):
    """Lines of a text that breaks between any two characters; numbers break only where they must."""
    lines, line, room = [], "", width - first
    for ch in text:
        if line and pdfmetrics.stringWidth(line + ch, font, size) > room:
            lines.append(line)
            line, room = "", width
        line += ch
    return [*lines, line] if line or not lines else lines


class Sheet:
    """Pages of a document; y runs down from the top."""

    def __init__(self, doc, out, probe):
        self.doc, self.paper, self.probe = doc, doc.paper, probe
        self.font = self.paper.font
        if self.font not in pdfmetrics.getRegisteredFontNames():
            path, index = FONTS[self.font]
            pdfmetrics.registerFont(TTFont(self.font, path, subfontIndex=index))
        self.canvas = Canvas(str(out), pagesize=self.paper.size, invariant=1, pageCompression=1)
        self.canvas.setTitle(doc.publisher + doc.title)
        self.width = self.paper.size[0] - 2 * self.paper.margin
        self.y, self.page = self.paper.margin, 1

    def text(self, x, y, line, size, rgb=(0, 0, 0), bold=False):
        c = self.canvas
        c.setFillColorRGB(*(v / 255 for v in rgb))
        c.setFont(self.font, size)
        c.setStrokeColorRGB(*(v / 255 for v in rgb))
        c._code.append("2 Tr 0.25 w" if bold else "0 Tr")  # weight by stroking, as printers of fonts without a bold cut do
        c.drawString(x, self.paper.size[1] - y, line)
        c._code.append("0 Tr")
        c.setStrokeColorRGB(0, 0, 0)

    def line(self, where, text, size):
        w = pdfmetrics.stringWidth(text, self.font, size)
        x = {"l": 0, "c": (self.width - w) / 2, "r": self.width - w}[where] + self.paper.margin
        self.text(x, self.y + size, text, size)

    def next(self):
        self.canvas.setFont(self.font, 9)
        self.text(self.paper.size[0] / 2 - 12, self.paper.size[1] - self.paper.margin / 2, f"- {self.page} -", 9)
        self.canvas.showPage()
        self.page += 1
        self.y = self.paper.margin

    def caption(self, table):
        for line in self.doc.caption(table):
            size = self.paper.points * (1.5 if any(w == "c" for w, _ in line) else 1)
            for where, text in line:
                self.line(where, text, size)
            self.y += size * 1.6

    def lines(self, c, xs):
        wide = xs[c.column + c.across] - xs[c.column] - 2 * self.paper.padding
        text, first = spaced(c, self.paper), c.indent if self.paper.indent == "first" else 0
        pad = c.indent if self.paper.indent == "pad" else 0
        return wrap(text, self.font, self.paper.points, wide - pad, first) if text else []

    def rows(self, cells, xs, heights, top_row):
        """Draws cells whose rows begin at the page's y; heights by row."""
        p, size = self.paper, self.paper.points
        start = {top_row: self.y}
        for r in sorted(heights):
            start[r + 1] = start[r] + heights[r]
        for c in cells:
            x0, x1, y0, y1 = xs[c.column], xs[c.column + c.across], start[c.row], start[c.row + c.down]
            if c.what == "head" and p.shade:
                self.canvas.setFillColorRGB(.89, .92, .95)
                self.canvas.rect(x0, p.size[1] - y1, x1 - x0, y1 - y0, stroke=0, fill=1)
            self.canvas.setLineWidth(p.line)
            self.frame(c, x0, x1, y0, y1, y1 >= start[max(start)] - .01)
            lines = self.lines(c, xs)
            y = (y0 + y1) / 2 - len(lines) * size * LEADING / 2 + size
            for i, line in enumerate(lines):
                shift = c.indent if p.indent == "pad" or p.indent == "first" and i == 0 else 0
                w = pdfmetrics.stringWidth(line, self.font, size)
                x = {"left": x0 + p.padding + shift, "right": x1 - p.padding - w, "center": (x0 + x1 - w) / 2}[c.align]
                self.text(x, y + i * size * LEADING, line, size, colour(c.id) if self.probe else (0, 0, 0), c.bold or c.what == "head" and p.head_bold)
        self.y = start[max(start)]

    def frame(self, c, x0, x1, y0, y1, last):
        """The rulings around a cell: in an open body only at its sides, around merged cells and under the last row."""
        high = self.paper.size[1]
        if self.paper.rules == "all" or c.what == "head" or c.down > 1:
            self.canvas.rect(x0, high - y1, x1 - x0, y1 - y0)
            return
        for x in (x0, x1):
            self.canvas.line(x, high - y0, x, high - y1)
        if last:
            self.canvas.line(x0, high - y1, x1, high - y1)

    def table(self, table, g):
        p, total = self.paper, sum(g.widths)
        xs = [p.margin]
        for w in g.widths:
            xs.append(xs[-1] + self.width * w / total)
        heights = {r: p.points * LEADING + 2 * p.padding for r in range(g.rows)}
        for c in sorted(g.cells, key=lambda c: c.down):
            need = len(self.lines(c, xs)) * p.points * LEADING + 2 * p.padding
            have = sum(heights[c.row + i] for i in range(c.down))
            if need > have:
                for i in range(c.down):
                    heights[c.row + i] += (need - have) / c.down
        head = [c for c in g.cells if c.row < g.head]
        hh = {r: heights[r] for r in range(g.head)}
        body = list(range(g.head, g.rows))
        self.caption(table)
        self.rows(head, xs, hh, 0)
        while body:
            room, fit = p.size[1] - p.margin - self.y, 0
            ends = [i + 1 for i in range(len(body)) if i + 1 == len(body) or g.groups[body[i] - g.head] != g.groups[body[i + 1] - g.head]]
            for e in ends:
                if sum(heights[r] for r in body[:e]) > room and fit:
                    break
                fit = e
            rows, body = body[:fit], body[fit:]
            inside = [c for c in g.cells if rows[0] <= c.row <= rows[-1]]
            self.rows(inside, xs, {r: heights[r] for r in rows}, rows[0])
            if body:
                self.next()
                if p.habit == "both":
                    self.caption(table)
                if p.habit != "none":
                    self.rows(head, xs, hh, 0)
        for n in table.notes:
            self.y += p.points * 1.5
            self.text(p.margin, self.y, n, p.points)
        self.y += 14

    def cover(self):
        self.y = 150
        for text, size in ((self.doc.publisher, 22), (self.doc.title, 15)):
            self.line("c", text, size)
            self.y += size * 1.8
        self.y += 20
        for t in self.doc.text:
            for line in wrap("　　" + t, self.font, 11, self.width):
                self.line("l", line, 11)
                self.y += 18


def reportlab(doc, out, folder, probe):
    s = Sheet(doc, out, probe)
    s.cover()
    for t, g in zip(doc.tables, doc.grids):
        if t.breaks:
            s.next()
        s.table(t, g)
    s.next()
    s.canvas.save()
