"""Which tables stand together in one volume: a kind of disclosure of a place of some level."""
import debt as D
import funds as F
import general as G
from ledger import Look
from model import Money
from volume import Volume

INDENTS = ([0, 10, 20, 30], [2, 14, 26, 38], [5, 23, 41, 59], [0, 18, 36, 54])
UNITS = {"province": [("万元", 0), ("万元", 0), ("亿元", 2), ("百万元", 0)], "city": [("万元", 0), ("万元", 0), ("万元", 2), ("亿元", 2), ("百万元", 2)], "county": [("万元", 0), ("万元", 2), ("元", 2)]}


def volume(rng, kind, level, real, size=1.0, bold=True, plain=False, unit=None):
    look = Look(indents=list(rng.choice(INDENTS)), bold=rng.choice([(), (0,), (0, 1)]) if bold else (), total=rng.choice(["top", "foot"]))
    name, decimals = unit or rng.choice(UNITS[level])
    money = Money(name, decimals, comma=rng.random() < .6, zero=rng.choice(["", "", "-", "0", "–"]))
    return Volume(rng, kind, level, real, look, money, size, plain)


def some(v, *makers):
    """Tables of makers, each with the chance that the volume's size leaves it."""
    return [m() for share, m in makers if share >= 1 or v.chance(share * (.4 + .6 * v.size))]


def general(v, role):
    """一般公共预算 of one role."""
    lower = v.level != "county"
    tables = some(
        v, (1, lambda: G.revenue(v, role, "whole", v.chance(.3))), (.7, lambda: G.revenue(v, role, "own", v.chance(.4))), (1, lambda: G.expenditure(v, role, "whole")),
        (.5, lambda: G.expenditure(v, role, "own")), (.6, lambda: G.expenditure(v, role, "own", v.pick((3, 5, 7), (3, 5, 7), (3, 5)), True)), (.8, lambda: G.balance(v, role, v.pick("own", "whole"))),
        (.6, lambda: G.basic(v, role)), (.6, lambda: G.three_public(v, role)), (.3, lambda: G.key_projects(v, role)))
    if lower and role != "execution" or lower and v.chance(.3):
        tables += some(v, (.7, lambda: G.transfers_by_item(v, role)), (.7, lambda: G.transfers_by_region(v, role)))
        if v.chance(.5):
            tables += G.matrix(v, role, v.chance(.4))[1]
    return tables


def others(v, role):
    """Funds, state capital and insurance of one role."""
    out, scope = [], v.pick("whole", "own")
    for group in ("fund", "state"):
        out += some(v, (.9, lambda: F.revenue(v, group, role, scope)), (.9, lambda: F.expenditure(v, group, role, scope, v.pick((3, 5, 7), (5, 7), (3, 5)) if group == "fund" else v.pick((5, 7), (3, 5, 7)))),
                    (.6, lambda: F.balance(v, group, role, scope)), (.5 if v.places else 0, lambda: F.transfers_table(v, group, role)))
    if v.chance(.5):
        return out + [F.insurance_across(v, role)]
    return out + some(v, (.8, lambda: F.insurance(v, 0, role)), (.8, lambda: F.insurance(v, 1, role)), (.7, lambda: F.insurance_left(v, role)))


def debts(v, least=.6):
    tables = [lambda: D.balance(v, "一般"), lambda: D.balance(v, "专项"), lambda: D.balance(v, "一般", "own"), lambda: D.issue_and_repayment(v, 0), lambda: D.issue_and_repayment(v, 1),
              lambda: D.allocation(v), lambda: D.bond_use(v), lambda: D.bond_terms(v), lambda: D.plan(v)]
    if v.places:
        tables.insert(0, lambda: D.by_region(v))
    return [t() for t in tables if v.chance(least)]


def accounts(v):
    return [*general(v, "accounts"), *others(v, "accounts"), *debts(v, .4)]


def report(v):
    """Last year's execution, then this year's draft, fund by fund or year by year."""
    if v.chance(.5):
        return [*general(v, "execution"), *others(v, "execution"), *general(v, "draft"), *others(v, "draft"), *debts(v, .3), *([G.indicators(v)] if v.chance(.3) else [])]
    return [*general(v, "execution"), *general(v, "draft"), *others(v, "execution"), *others(v, "draft"), *debts(v, .3)]


def budget(v):
    return [*general(v, "draft"), *others(v, "draft"), *debts(v, .5)]


TITLES = {"accounts": ("{y}年财政决算", "{y}年政府决算公开", "{y}年财政决算报表"), "report": ("{b}年预算执行情况和{y}年预算（草案）", "关于{b}年预算执行情况和{y}年预算草案的报告附表"),
          "budget": ("{y}年政府预算公开", "{y}年财政预算公开表"), "debt": ("{y}年政府债务情况公开", "{y}年地方政府债务信息公开")}
DISCLOSURES = {"accounts": "final-accounts", "report": "report", "budget": "budget", "debt": "debt"}
WHOLE = {"accounts": accounts, "report": report, "budget": budget, "debt": lambda v: debts(v, .8)}


def complete(rng, producer, bold, level, kind, size):
    """A whole volume of a kind and level; the place is real in half of them."""
    v = volume(rng, kind, level, rng.random() < .5, size, bold)
    return v, WHOLE[kind](v)


# --- small ones that are kept: what they show stands in their names -----------------------------

def city_report(rng, producer, bold):
    v = volume(rng, "report", "city", False, .3, bold, unit=("万元", 0))
    return v, [G.revenue(v, "execution", "own"), G.expenditure(v, "execution", "whole"), G.revenue(v, "draft", "whole", True), G.expenditure(v, "draft", "own", (3, 5, 7), True), G.balance(v, "draft"),
               F.revenue(v, "fund", "execution"), F.expenditure(v, "fund", "draft"), G.indicators(v)]


def province_accounts(rng, producer, bold):
    v = volume(rng, "accounts", "province", True, .35, bold, unit=("万元", 0))
    return v, [G.revenue(v, "accounts", "whole"), G.expenditure(v, "accounts", "own", (3, 5), True), G.basic(v, "accounts"), G.transfers_by_item(v, "accounts"), G.transfers_by_region(v, "accounts"),
               G.balance(v, "accounts"), D.by_region(v)]


def province_matrix(rng, producer, bold):
    v = volume(rng, "accounts", "province", True, .6, bold, unit=("万元", 0))
    return v, [*G.matrix(v, "accounts", False, 5)[1], *G.matrix(v, "accounts", True)[1], F.transfers_table(v, "fund", "accounts"), F.transfers_table(v, "state", "accounts")]


def county_budget(rng, producer, bold):
    v = volume(rng, "budget", "county", True, .3, bold)
    return v, [G.revenue(v, "draft", "whole"), G.expenditure(v, "draft", "whole"), G.expenditure(v, "draft", "own", (3, 5, 7), True), G.basic(v, "draft"), G.three_public(v, "draft"), G.key_projects(v, "draft"),
               G.balance(v, "draft", "whole"), F.revenue(v, "state", "draft"), F.balance(v, "state", "draft")]


def city_funds(rng, producer, bold):
    v = volume(rng, "accounts", "city", False, .35, bold)
    return v, [F.revenue(v, "fund", "accounts", "whole"), F.expenditure(v, "fund", "accounts", "whole"), F.balance(v, "fund", "accounts"), F.revenue(v, "state", "accounts"), F.expenditure(v, "state", "accounts", "own", (5, 7)),
               F.insurance(v, 0, "accounts"), F.insurance(v, 1, "accounts"), F.insurance_left(v, "accounts")]


def city_insurance(rng, producer, bold):
    v = volume(rng, "report", "city", True, .5, bold)
    return v, [F.insurance_across(v, "execution"), F.insurance_across(v, "draft"), F.revenue(v, "state", "draft"), F.expenditure(v, "state", "execution", "own", (5, 7)), F.balance(v, "fund", "execution")]


def province_debt(rng, producer, bold):
    v = volume(rng, "debt", "province", True, .5, bold, unit=("亿元", 2))
    return v, [D.balance(v, "一般"), D.balance(v, "专项"), D.by_region(v), D.issue_and_repayment(v), D.allocation(v), D.bond_terms(v)]


def city_debt(rng, producer, bold):
    v = volume(rng, "debt", "city", False, .6, bold)
    return v, [D.balance(v, "专项", "own"), D.issue_and_repayment(v, 1), D.allocation(v), D.bond_use(v), D.plan(v), D.bond_terms(v)]


NOTES = ["注：本表金额因四舍五入，合计数与分项之和可能存在尾差。", "注：1.本表为快报口径，最终以决算数为准。", "说明：空格表示无此项收支。", "备注：本表按现行财政体制编列。"]


def contents(v, tables):
    """Lines of a contents page: titles, leaders and pages."""
    whole = [t for t in tables if t.of is None]
    if len(whole) > 14 or v.rng.random() < .6:
        return []
    return ["目录", *(f"{t.number} {t.before}{t.title}".strip() + "…" * 12 + str(i) for i, t in enumerate(whole, 2))]


def finish(v, tables):
    """Numbers and captions of a volume's tables. Returns the document's title."""
    running, manner = 0, v.rng.choice(["same", "continued", "word"])
    for t in tables:
        if t.of is not None:
            continue
        running += 1
        t.number = v.say.numbering(t.group, running)
        t.caption = v.say.lines(t)
        t.notes = [v.rng.choice(NOTES)] if v.rng.random() < .15 and not any(p.of is t for p in tables) else []
    for t in tables:
        if t.of is not None:
            t.number = t.of.number
            unit = t.of.caption[-1] if len(t.of.caption) > 1 and t.of.caption[-1][-1][0] == "r" else []
            t.caption = {"same": t.of.caption, "continued": [[("c", t.title + "（续表）")], *([unit] if unit else [])], "word": [[("l", "续表")], *([unit] if unit else [])]}[manner]
    word = v.rng.choice(TITLES[v.kind]).format(y=v.year, b=v.year - 1)
    return v.place.name + word if not v.publisher or v.rng.random() < .5 else word
