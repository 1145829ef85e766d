"""Lays tables out on pages by a hand of its own, for the producers that only draw: ReportLab, cairo and fpdf2.

It does what the others cannot: cuts rows at a page's end, and sheets by columns over pages.
"""
import re

from looks import align_of, borders, indent_of

# What is not broken: a Latin word or number, a CJK character; closing marks stay with what they follow.
WORD = re.compile(r"(?:[A-Za-z0-9.,%'()/&$-]+|.)[，。；：、）》”％%]*\s*")
FONTS = "/usr/share/fonts/truetype/"
FILES = {"WenQuanYi Micro Hei": "wqy/wqy-microhei.ttc", "WenQuanYi Zen Hei": "wqy/wqy-zenhei.ttc", "AR PL UMing CN": "arphic/uming.ttc", "AR PL UKai CN": "arphic/ukai.ttc",
         "Liberation Sans": "liberation/LiberationSans-Regular.ttf", "Liberation Serif": "liberation/LiberationSerif-Regular.ttf"}


def rgb(colour):
    return tuple(int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5))


class ReportLab:
    fonts, latin = ("WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "AR PL UMing CN", "AR PL UKai CN"), ("Liberation Sans", "Liberation Serif", "Helvetica", "Times-Roman")
    known = set()

    def __init__(self, out, font):
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont
        from reportlab.pdfgen import canvas
        if font in FILES and font not in self.known:
            pdfmetrics.registerFont(TTFont(font, FONTS + FILES[font]))
            self.known.add(font)
        self.measure, self.font, self.height = pdfmetrics.stringWidth, font, 0
        self.canvas = canvas.Canvas(str(out), pagesize=(10, 10), invariant=1)

    def page(self, width, height):
        if self.height:
            self.canvas.showPage()
        self.canvas.setPageSize((width, height))
        self.height = height

    def width(self, text, size):
        return self.measure(text, self.font, size)

    def text(self, x, y, text, size, bold=False):
        self.canvas.saveState()
        run = self.canvas.beginText(x, self.height - y)
        run.setFont(self.font, size)
        if bold:                                        # fill and stroke: the fonts have no bold
            run.setTextRenderMode(2)
            self.canvas.setLineWidth(size / 36)
            self.canvas.setStrokeColorRGB(0, 0, 0)
        self.canvas.setFillColorRGB(0, 0, 0)
        run.textOut(text)
        self.canvas.drawText(run)
        self.canvas.restoreState()

    def line(self, x0, y0, x1, y1, width, colour):
        self.canvas.setStrokeColorRGB(*rgb(colour))
        self.canvas.setLineWidth(width)
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def fill(self, x0, y0, x1, y1, colour):
        self.canvas.setFillColorRGB(*rgb(colour))
        self.canvas.rect(x0, self.height - y1, x1 - x0, y1 - y0, stroke=0, fill=1)

    def shape(self, points, colour):
        path = self.canvas.beginPath()
        for k, (x, y) in enumerate(points):
            (path.lineTo if k else path.moveTo)(x, self.height - y)
        path.close()
        self.canvas.setFillColorRGB(*rgb(colour))
        self.canvas.drawPath(path, stroke=0, fill=1)

    def close(self):
        self.canvas.save()


class Cairo:
    fonts, latin = ("Noto Serif CJK SC", "Noto Sans CJK SC", "WenQuanYi Zen Hei", "AR PL UKai CN"), ("Liberation Sans", "Liberation Serif", "DejaVu Sans")

    def __init__(self, out, font):
        import cairocffi
        self.cairo, self.font, self.height = cairocffi, font, 0
        self.surface = cairocffi.PDFSurface(str(out), 10, 10)
        self.context = cairocffi.Context(self.surface)

    def page(self, width, height):
        if self.height:
            self.context.show_page()
        self.surface.set_size(width, height)
        self.height = height

    def face(self, size, bold):
        self.context.select_font_face(self.font, self.cairo.FONT_SLANT_NORMAL, self.cairo.FONT_WEIGHT_BOLD if bold else self.cairo.FONT_WEIGHT_NORMAL)
        self.context.set_font_size(size)

    def width(self, text, size):
        self.face(size, False)
        return self.context.text_extents(text)[4]

    def text(self, x, y, text, size, bold=False):
        self.face(size, bold)
        self.context.set_source_rgb(0, 0, 0)
        self.context.move_to(x, y)
        self.context.show_text(text)

    def line(self, x0, y0, x1, y1, width, colour):
        self.context.set_source_rgb(*rgb(colour))
        self.context.set_line_width(width)
        self.context.move_to(x0, y0)
        self.context.line_to(x1, y1)
        self.context.stroke()

    def fill(self, x0, y0, x1, y1, colour):
        self.context.set_source_rgb(*rgb(colour))
        self.context.rectangle(x0, y0, x1 - x0, y1 - y0)
        self.context.fill()

    def shape(self, points, colour):
        self.context.set_source_rgb(*rgb(colour))
        self.context.new_path()
        for point in points:
            self.context.line_to(*point)
        self.context.close_path()
        self.context.fill()

    def close(self):
        self.surface.finish()


class FPDF:
    fonts, latin = ("AR PL UMing CN", "WenQuanYi Zen Hei"), ("Liberation Sans", "Liberation Serif")

    def __init__(self, out, font):
        import fpdf
        self.pdf, self.out, self.height = fpdf.FPDF(unit="pt"), str(out), 0
        self.pdf.set_auto_page_break(False)
        self.pdf.add_font("body", fname=FONTS + FILES[font])

    def page(self, width, height):
        self.pdf.add_page(format=(width, height))
        self.height = height

    def width(self, text, size):
        self.pdf.set_font("body", size=size)
        return self.pdf.get_string_width(text)

    def text(self, x, y, text, size, bold=False):
        self.pdf.set_font("body", size=size)
        self.pdf.set_text_color(0)
        self.pdf.text(x, y, text)
        if bold:                                        # as word processors do where a font has no bold
            self.pdf.text(x + size / 40, y, text)

    def line(self, x0, y0, x1, y1, width, colour):
        self.pdf.set_draw_color(*(int(255 * c) for c in rgb(colour)))
        self.pdf.set_line_width(width)
        self.pdf.line(x0, y0, x1, y1)

    def fill(self, x0, y0, x1, y1, colour):
        self.pdf.set_fill_color(*(int(255 * c) for c in rgb(colour)))
        self.pdf.rect(x0, y0, x1 - x0, y1 - y0, style="F")

    def shape(self, points, colour):
        self.pdf.set_fill_color(*(int(255 * c) for c in rgb(colour)))
        self.pdf.polygon(points, style="F")

    def close(self):
        self.pdf.output(self.out)


BACKENDS = {"reportlab": ReportLab, "cairo": Cairo, "fpdf": FPDF}


class Press:
    """Prints prose and tables on the pages of one document."""
    def __init__(self, out, backend, look):
        self.out, self.look, self.number, self.y = BACKENDS[backend](out, look.font), look, 0, None
        self.aside = 0                                  # what a figure takes of the room on the right

    @property
    def room(self):
        return self.look.paper[0] - 2 * self.look.margin - self.aside

    @property
    def floor(self):
        return self.look.paper[1] - self.look.margin

    def page(self):
        look, self.number = self.look, self.number + 1
        self.out.page(*look.paper)
        self.y = look.margin
        if look.page_number:
            text = look.page_number.replace("#", str(self.number))
            self.out.text((look.paper[0] - self.out.width(text, 9)) / 2, look.paper[1] - look.margin / 2, text, 9)
        if look.running:
            self.out.text(look.margin, look.margin / 2, look.running, 8)

    def wrap(self, text, room, size):
        """Lines of a text in a room: CJK breaks anywhere but before closing marks, Latin words and numbers only where they do not fit whole."""
        lines, line = [], ""
        for word in WORD.findall(text):
            if line and self.out.width(line + word.rstrip(), size) > room + .01:
                lines.append(line.rstrip())
                line, word = "", word.lstrip()
            for c in word if self.out.width(word, size) > room else [word]:
                if line and len(c) < len(word) and self.out.width(line + c, size) > room + .01:
                    lines.append(line)
                    line = ""
                line += c
        return lines + [line.rstrip()] if line.strip() else lines

    def prose(self, text, size=11, align="l", bold=False, space=6, indent=True):
        if self.y is None:
            self.page()
        for line in self.wrap(("　　" if indent else "") + text, self.room, size):
            if self.y + 1.7 * size > self.floor:
                self.page()
            self.line_of(line, align, size, self.look.margin, self.room, bold)
            self.y += 1.7 * size
        self.y += space

    def line_of(self, text, align, size, x, room, bold=False):
        shift = {"l": 0, "c": (room - self.out.width(text, size)) / 2, "r": room - self.out.width(text, size)}[align]
        self.out.text(x + shift, self.y + size, text, size, bold)

    def caption_height(self, table, room):
        """Height of the lines over a grid, with the gap under them."""
        look, height = self.look, (self.look.gap + self.look.title_gap) * self.look.size
        for n, line in enumerate(table.caption):
            size = look.size * (look.title_size if n in table.titles else 1)
            height += 1.45 * size * max(len(self.wrap(text, room, size)) for _, text in line)
        return height

    def caption(self, table, x, room, part=0, parts=1):
        """Prints the lines over a grid; the unit may stand over the parts to the right alone."""
        look = self.look
        for n, line in enumerate(table.caption):
            last = n == len(table.caption) - 1 and any(place == "r" for place, _ in line)
            size = look.size * look.title_size if n in table.titles else look.size
            if last:
                self.y += look.title_gap * look.size
            for place, text in line:
                unit = last and place == "r"
                if parts > 1 and look.turn_unit and ((part == 0 and unit) or (part > 0 and not unit)):
                    continue
                if parts > 1 and not look.turn_unit and part > 0 and look.habit != "both":
                    continue
                lines = self.wrap(text, room, size)
                for k, piece in enumerate(lines):
                    self.line_of(piece, place, size, x, room, size > look.size)
                    self.y += 1.45 * size if k + 1 < len(lines) else 0
            self.y += 1.45 * size
        self.y += look.gap * look.size

    def table(self, table, column_widths):
        Sheet(self, table, column_widths).print()

    def figure(self, figure, x):
        """Prints a figure's marks under what is printed so far; the place for the next block stays."""
        if self.y is None or self.y + figure.height > self.floor:
            self.page()
        y = self.y
        for kind, *m in figure.marks:
            if kind == "text":
                self.out.text(x + m[0], y + m[1], *m[2:])
            elif kind == "shape":
                self.out.shape([(x + a, y + b) for a, b in m[0]], m[1])
            else:
                getattr(self.out, kind)(x + m[0], y + m[1], x + m[2], y + m[3], *m[4:])

    def beside(self, table, column_widths, figure, aside):
        """Prints a table and, on its right, a figure."""
        self.aside = aside
        sheet = Sheet(self, table, column_widths)
        if self.y is None or self.y + max(figure.height, sheet.caption_height + sum(sheet.heights)) > self.floor:
            self.page()
        page, foot = self.number, self.y + figure.height
        self.figure(figure, self.look.margin + self.room + aside - figure.width)
        sheet.print()
        self.aside = 0
        if self.number == page:
            self.y = max(self.y, foot + self.look.size)

    def notes(self, table, x, room):
        look = self.look
        if table.notes and look.notes_apart:
            self.page()
        elif self.y + (2 * len(table.notes) + look.note_gap + 1) * 1.5 * look.size > self.floor and table.notes:
            self.page()
        self.y += look.note_gap * look.size
        for note in table.notes:
            for line in self.wrap(note, room, look.size):
                self.line_of(line, "l", look.size, x, room)
                self.y += 1.4 * look.size


class Sheet:
    """One table: its columns in parts, its rows in pages."""
    def __init__(self, press, table, column_widths):
        self.press, self.table, self.look = press, table, press.look
        self.size = self.look.size
        self.parts = table.parts or [list(range(table.column_count))]
        wanted = [w * self.size for w in column_widths]
        self.width = dict(enumerate(wanted))
        if len(self.parts) == 1:
            total = sum(wanted)
            if self.look.stretch or total > press.room:
                self.width = {k: w * press.room / total for k, w in enumerate(wanted)}
        narrowest = min(sum(self.width[k] for k in part) for part in self.parts)
        self.caption_height = press.caption_height(table, narrowest)
        self.lines = {id(c): self.cell_lines(c) for c in table.cells}
        self.heights = self.row_heights()

    def cell_lines(self, cell):
        room = sum(self.width[k] for k in range(cell.column, cell.column + cell.columns)) - 2 * self.look.side * self.size
        indent = indent_of(cell, self.look)
        if indent and self.look.indent == "space":
            lines = self.press.wrap("　" * round(indent) + cell.text, room, self.size)
            return [(line.lstrip("　"), indent * self.size if k == 0 else 0) for k, line in enumerate(lines)]
        lines = []
        for paragraph in cell.text.split("\n"):
            lines += self.press.wrap(paragraph, room - indent * self.size, self.size)
        return [(line, indent * self.size) for line in lines]

    def row_heights(self):
        look, t = self.look, self.table
        unit = look.leading * self.size
        heights = [unit + 2 * look.pad * self.size] * t.row_count
        for c in sorted(t.cells, key=lambda c: c.rows):
            need = len(self.lines[id(c)]) * unit + 2 * look.pad * self.size
            short = need - sum(heights[c.row:c.row + c.rows])
            for r in range(c.row, c.row + c.rows):
                heights[r] += max(0, short) / c.rows
        return heights

    def print(self):
        press, t = self.press, self.table
        if press.y is None:
            press.page()
        if press.y + self.caption_height + sum(self.heights[:t.head + 2]) > press.floor:
            press.page()
        bands = self.bands(press.y + self.caption_height, press.floor)
        turns = [(b, p) for b in range(len(bands)) for p in range(len(self.parts))]
        if self.look.order == "down":
            turns.sort(key=lambda turn: (turn[1], turn[0]))
        for n, (band, part) in enumerate(turns):
            if n:
                press.page()
            columns = self.parts[part]
            width = sum(self.width[k] for k in columns)
            x = press.look.margin + (press.room - width) / 2 if len(self.parts) == 1 else press.look.margin
            first = band == 0 and (part == 0 or self.look.turn_unit)
            if first or self.look.habit == "both":
                press.caption(t, x, width, part, len(self.parts))
            if len(self.parts) > 1 and (band == 0 or self.look.habit == "both"):    # rows stand at one height on all parts
                press.y = press.look.margin + self.caption_height
            rows = bands[band]
            if band and self.look.habit != "none":
                rows = [(r, 0, self.heights[r]) for r in range(t.head)] + rows
            self.block(rows, columns, x)
        press.notes(t, x, width)
        press.y += 2 * self.size

    def bands(self, y, floor):
        """Rows by pages: lists of (row, height above this part, height of this part)."""
        look, t = self.look, self.table
        top = look.margin + (0 if look.habit == "none" else sum(self.heights[:t.head]))
        if look.habit == "both":
            top += self.caption_height
        out, rows, r, above = [], [], 0, 0
        while r < t.row_count:
            height = self.heights[r] - above
            if r <= t.head or y + (height if above else self.kept_together(r)) <= floor:
                rows.append((r, above, height))
                y, r, above = y + height, r + 1, 0
                continue
            r, above = self.cut(r, floor - y, [row for row, _, _ in rows])
            rows = [band for band in rows if band[0] < r]
            if above:
                rows.append((r, 0, above))
            out.append(rows)
            rows, y = [], top
        return out + [rows]

    def kept_together(self, row):
        """Height of a row with those that a merged cell ties to it, of a row inside none where such cells may be cut."""
        last = row + 1
        for c in self.table.cells:
            if c.rows > 1 and c.row <= row < c.row + c.rows and not self.look.merge_cut:
                last = max(last, c.row + c.rows) if c.row == row else row + 1
                if c.row < row:
                    return 0
        return sum(self.heights[row:last])

    def cut(self, row, room, page):
        """Where a page ends before a row that does not fit: the next page's first row, and the height of it that stays here.

        Where rows may be cut, one of the last rows of more than one line is, if the row itself can't be."""
        unit, pad = self.look.leading * self.size, self.look.pad * self.size
        lines = lambda r: max(len(self.lines[id(c)]) for c in self.table.cells if c.row == r and c.rows == 1)
        fit = int((room - pad) // unit)
        if not self.look.split:
            return row, 0
        if 0 < fit < lines(row):
            return row, pad + fit * unit
        for back in page[:self.table.head + 1:-1][:6]:
            if lines(back) > 1:
                return back, pad + unit
        return row, 0

    def block(self, rows, columns, x):
        """Rows of one page in the columns of one part."""
        press, y = self.press, self.press.y
        xs = {}
        for k in columns:
            xs[k] = x
            x += self.width[k]
        tops, pieces = {}, {}
        for n, (row, above, height) in enumerate(rows):
            tops[n] = y
            pieces.setdefault(row, []).append((n, above, height))
            y += height
        tops[len(rows)] = y
        for cell in self.table.cells:
            if cell.column not in xs:
                continue
            at = [n for n, (row, _, _) in enumerate(rows) if cell.row <= row < cell.row + cell.rows]
            if not at:
                continue
            right = max(k for k in columns if k < cell.column + cell.columns)
            self.cell(cell, xs[cell.column], xs[right] + self.width[right], tops[at[0]], tops[at[-1] + 1], rows[at[0]], rows[at[-1]], columns, (at[0] == 0, at[-1] == len(rows) - 1))
        press.y = y

    def cell(self, cell, x0, x1, y0, y1, first, last, columns, ends):
        look, t, out = self.look, self.table, self.press.out
        above = sum(self.heights[cell.row:first[0]]) + first[1]
        whole = sum(self.heights[cell.row:cell.row + cell.rows])
        begins, closes = above < .01, abs(above + (y1 - y0) - whole) < .01
        if look.fill and cell.row < t.head:
            out.fill(x0, y0, x1, y1, look.fill)
        elif look.zebra and cell.row >= t.head and (cell.row - t.head) % 2:
            out.fill(x0, y0, x1, y1, look.zebra)
        self.write(cell, x0, x1, y0, y1, above, whole, begins and closes)
        top, right, bottom, left = borders(t, look, cell)
        top, bottom = top and begins, bottom and closes
        if look.rules not in ("none", "columns", "head") and not (look.rules.startswith("outside") and cell.column == 0):
            top, bottom = top or ends[0] and look.foot, bottom or ends[1] and look.foot
        edge = lambda outer: look.outer if outer else look.width
        if top:
            out.line(x0, y0, x1, y0, edge(ends[0]), look.colour)
        if bottom:
            out.line(x0, y1, x1, y1, edge(ends[1]), look.colour)
        if left:
            out.line(x0, y0, x0, y1, edge(cell.column == columns[0]), look.colour)
        if right:
            out.line(x1, y0, x1, y1, edge(cell.column + cell.columns > columns[-1]), look.colour)

    def write(self, cell, x0, x1, y0, y1, above, whole, complete):
        look, out, lines = self.look, self.press.out, self.lines[id(cell)]
        unit, pad, side = look.leading * self.size, look.pad * self.size, look.side * self.size
        free = whole - 2 * pad - len(lines) * unit
        valign = look.valign if cell.row >= self.table.head else "middle"
        if cell.rows > 1 and cell.row >= self.table.head:
            valign = "middle"
        if not complete and cell.rows == 1:
            valign = "top"
        start = pad + {"top": 0, "middle": free / 2, "bottom": free}[valign]
        if not complete and cell.rows > 1:              # a merged cell that is cut has its text in its first part
            if above:
                return
            start = max(pad, (y1 - y0 - len(lines) * unit) / 2)
        head = cell.row < self.table.head
        for k, (line, indent) in enumerate(lines):
            middle = start + (k + .5) * unit
            if not above <= middle < above + (y1 - y0):
                continue
            width = out.width(line, self.size)
            align = align_of(cell, self.table, look)
            x = {"left": x0 + side + indent, "center": (x0 + x1 - width) / 2, "right": x1 - side - width}[align]
            y = y0 + start + k * unit - above + (unit - self.size) / 2 + .86 * self.size
            out.text(x, y, line, self.size, cell.bold or head and look.bold_head)
            if cell.mark and k == len(lines) - 1:
                out.text(x + width + .05 * self.size, y - .4 * self.size, cell.mark, .6 * self.size)


def print_document(out, backend, look, blocks):
    """blocks: ("prose", text), ("cover", lines), ("page",), ("table", table, widths), ("figure", figure),
    ("beside", table, widths, figure, the width that the table leaves free)."""
    press = Press(out, backend, look)
    for block in blocks:
        if block[0] == "prose":
            press.prose(block[1])
        elif block[0] == "cover":
            press.page()
            press.y = look.paper[1] * .3
            for text, size in block[1]:
                press.prose(text, size, "c", True, 20, False)
            press.y = None
        elif block[0] == "page":
            press.y = None
        elif block[0] == "figure":
            press.figure(block[1], look.margin)
            press.y += block[1].height + 2 * look.size
        elif block[0] == "beside":
            press.beside(*block[1:])
        else:
            press.table(block[1], block[2])
    press.out.close()

