"""How a document looks: page, letters, rules and what it does at a page's end."""
from dataclasses import dataclass

# Where rules stand. Bodies: full, open (none between rows), groups (over subtotals and groups only), records (several rows
# between two rules), half (one half of a two-sided table open), merged (between merged groups only, as bonds have them),
# rows (between all rows, none between columns), outside (labels outside the frame), outside-open;
# three (three lines), head (under the head), lines (between all rows, nothing else), columns (between columns only), none.


@dataclass
class Look:
    rules: str = "full"
    sides: bool = True          # outer verticals
    foot: bool = True           # rules at each page's end and beginning, not only at the table's
    spans: bool = True          # rules under spanning heads, where the body has no verticals
    width: float = .5           # of rules, in points
    outer: float = .5
    colour: str = "#000000"
    font: str = "Noto Serif CJK SC"
    size: float = 9
    leading: float = 1.25       # lines of a cell, in em
    pad: float = .3             # over and under a cell's text, in em
    side: float = .4            # left and right of it
    amounts: str = "right"      # alignment of figures
    texts: str = "left"
    valign: str = "middle"      # top, middle, bottom: where a figure stands beside a wrapped label
    indent: str = "space"       # by ideographic spaces, or by padding
    step: float = 1             # of a level, in em
    paper: tuple = (595, 842)
    margin: float = 50
    habit: str = "header"       # at a page break: both (caption and header), header, none
    split: bool = False         # a row may be cut by the page's end
    merge_cut: bool = False     # a merged cell may be cut
    gap: float = .4             # between caption and grid, in em
    title_gap: float = 0        # between title and the unit's line, in em
    title_size: float = 1.5     # of body size
    note_gap: float = .4
    notes_apart: bool = False   # notes alone on the next page
    fill: str = ""              # of the head
    zebra: str = ""
    page_number: str = "— # —"
    running: str = ""           # over each page
    order: str = "over"         # of a sheet cut by columns: over (1L 1R 2L 2R) or down (all L, then all R)
    stretch: bool = True        # as wide as the page's text
    turn_unit: bool = False     # the unit stands over the right part
    bold_head: bool = False
    head_over: bool = False     # column names stand over their columns as the figures do, not centred
    break_all: bool = False     # figures break anywhere
    ligatures: bool = True
    left_ruled: bool = True     # of two halves, the left one has the rules

    def horizontal(self, table, row, column):
        """Whether a rule stands over a row (its boundary's index) in a column."""
        t, n, h = table, table.row_count, table.head
        if self.rules in ("none", "columns"):
            return False
        if self.rules.startswith("outside") and column == 0:
            return False
        if row in (0, n):
            return self.rules != "head"
        if row == h:
            return True
        if row < h:
            return self.spans
        if self.rules in ("full", "rows", "lines", "outside"):
            return True
        if self.rules == "half":
            return (column < t.sides) == self.left_ruled
        if self.rules in ("groups", "records"):
            return row in t.groups
        if self.rules == "merged":
            return column < 2 or row in t.groups
        return False

    def vertical(self, table, row, column):
        """Whether a rule stands before a column (its boundary's index) in a row."""
        n = table.column_count
        if self.rules in ("none", "three", "head", "lines"):
            return False
        if self.rules == "rows":
            return column in (0, n) and self.sides
        if self.rules == "columns":
            return 0 < column < n
        if self.rules.startswith("outside") and column == 0:
            return False
        return self.sides or 0 < column < n


def borders(table, look, cell, columns=None):
    """(top, right, bottom, left) of a cell; columns is the range of a part of the sheet."""
    last = cell.column + cell.columns
    top = any(look.horizontal(table, cell.row, c) for c in range(cell.column, last))
    bottom = any(look.horizontal(table, cell.row + cell.rows, c) for c in range(cell.column, last))
    left = any(look.vertical(table, r, cell.column) for r in range(cell.row, cell.row + cell.rows))
    right = any(look.vertical(table, r, last) for r in range(cell.row, cell.row + cell.rows))
    return top, right, bottom, left


def align_of(cell, table, look):
    """left, center or right."""
    role = table.roles[cell.column] if cell.row < table.head else cell.role
    if cell.columns > 1 or cell.row < table.head and not look.head_over:
        return "center"
    if role in ("amount", "percent"):
        return look.amounts
    if role in ("label", "code"):
        return "left"
    return "center" if cell.rows > 1 else look.texts


# --- widths -----------------------------------------------------------------------

def em(text, bold=False):
    """Width of a text, in em, on the safe side."""
    return sum(1 if ord(c) > 0x2000 else .62 for c in text) * (1.04 if bold else 1)


def indent_of(cell, look):
    return cell.level * look.step if cell.role == "label" else 0


def widths(table, look, label=None, tight=None):
    """Widths of columns in em, so that figures never wrap; labels wrap where a width is given for them.

    tight maps columns to the share of their longest text that fits, for columns that are to wrap."""
    out = []
    for k in range(table.column_count):
        body = [c for c in table.cells if c.column == k and c.columns == 1 and c.row >= table.head]
        need = max((em(c.text, c.bold) + indent_of(c, look) + em(c.mark) * .6 for c in body), default=2)
        head = [c for c in table.cells if c.column == k and c.columns == 1 and c.row < table.head]
        names = max((em(c.text) for c in head), default=0)
        least = max(min(names, 5.2), min(names, names / 2 + 1), max((max((em(w) for w in c.text.split()), default=0) for c in head), default=0) if table.cells[0].text.isascii() else 0)
        if table.roles[k] == "label" and label:
            need = min(need, label)
        if tight and k in tight:
            out.append(need * tight[k] + 2 * look.side)
            continue
        out.append(max(need, least) + 2 * look.side + .4)
    return out
