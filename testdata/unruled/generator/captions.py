"""What stands over a grid: number, title and unit in the forms of governments, and what the truth says of them."""
from dataclasses import dataclass

import words

# Forms of a number: its text for the k-th table, and whether it stands in the title's line, glued to it, or apart.
NUMBERS = {
    "plain": (lambda k: f"表{k}", "apart"),
    "chinese": (lambda k: f"表{words.chinese(k)}", "apart"),
    "colon": (lambda k: f"表{words.chinese(k)}", "apart"),
    "annex": (lambda k: f"附表3-{k}", "apart"),
    "chapter": (lambda k: f"表4-{k}", "apart"),
    "inline": (lambda k: f"表{k}", "inline"),
    "dash": (lambda k: f"5-{k}", "inline"),
    "decimal": (lambda k: f"2.{k}", "inline"),
    "section": (lambda k: f"§{k}", "inline"),
    "glued": (lambda k: f"1.{k + 18}", "glued"),
    "glued-dash": (lambda k: f"3-{k}", "glued"),
    "none": (lambda k: "", "none"),
}
LATIN = {"table": lambda k: f"Table {k}", "chapter": lambda k: f"Table 2.{k}", "none": lambda k: ""}


@dataclass
class Style:
    """How one document writes its captions."""
    number: str
    place: str          # of a number that stands apart: l, r, or corner (in the unit's line)
    align: str          # of the title: c or l
    unit: str           # the words before the unit
    office: str         # who made the table, in the unit's line; "" for none
    broken: bool        # the title over two lines
    first: int          # number of the first table
    code: str = ""      # region's code before a debt form's title
    unit_in_title: bool = False


def style(r, place, numbers=None):
    number = r.choice(numbers or list(NUMBERS))
    if NUMBERS[number][1] == "glued":
        align, broken = "c", False
    else:
        align, broken = r.choice("cccl"), r.random() < .2
    return Style(number, r.choice(["l", "l", "r", "corner"]), align, r.choice(["单位：", "单位：", "单位:", "金额单位：", "单位： "]),
                 r.choice([f"编制单位：{place}市财政局", f"部门：{place}市水务局", f"编制部门：{place}市财政局"]) if r.random() < .15 else "", broken, r.choice([1, 1, 2, 8, 12, 20]))


def caption(table, style, k):
    """Gives the table its number and the lines over it."""
    make, where = NUMBERS[style.number]
    table.number = make(style.first + k)
    title = table.title
    code = style.code if "债务余额" in title else ""
    head = f"{code} {title}" if code else title
    lines, own = [], table.number + ("：" if style.number == "colon" else "")
    corner = where == "apart" and style.place == "corner"
    if where == "apart" and not corner:
        lines.append([(style.place, own)])
    if where == "inline":
        head = f"{table.number} {head}"
    if where == "glued":
        head = table.number + head
    if style.unit_in_title:
        head += f"（{style.unit.strip()}{table.unit}）"
    halves = broken(head) if style.broken and not style.unit_in_title else [head]
    table.titles = set(range(len(lines), len(lines) + len(halves)))
    lines += [[(style.align, half)] for half in halves]
    if not style.unit_in_title:
        last = [("l", own)] if corner else [("l", style.office)] if style.office else []
        lines.append(last + [("r", f"{style.unit}{table.unit}")])
    elif corner:
        lines.append([("l", own)])
    table.caption = lines


def broken(title):
    """A title over two lines, cut before a word that is whole."""
    for word in ("转移支付", "收支", "支出", "收入", "余额", "安排"):
        at = title.find(word, len(title) // 2 - 2)
        if len(title) > 14 and 0 < at < len(title) - 3:
            return [title[:at], title[at:]]
    return [title]


def latin(table, r, kind, k, first):
    table.number = LATIN[kind](first + k)
    colon = r.choice([". ", ": ", "  "])
    text = table.number + (colon if table.number else "") + table.title
    table.caption, table.titles = [[(r.choice("lc"), text)]], {0}
