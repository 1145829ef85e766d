"""Which tables stand together in one document: the forms of a place, a kind of disclosure or a difficulty."""
import accounts as A
import department as D
import government as G
import odd as O
import units as U
from ledger import Book, Look
from model import Money

INDENTS = ([5, 15, 25, 35], [5, 25, 45, 65], [0, 10, 20, 30], [2, 14, 26, 38], [0, 18, 36, 54])


def look(rng, **more):
    base = dict(indents=list(rng.choice(INDENTS)), codes="one", total=rng.choice(["top", "foot"]), spaced=rng.random() < .3)
    return Look(**{**base, **more})


def flatly(rng, **more):
    return look(rng, **{"indents": [0, 0, 0, 0], **more})


def department(rng, look_, money=None, units=4, final=False, year=2026, **more):
    return Book(rng, money or Money(zero=rng.choice(["", "0"]), comma=rng.random() < .8), units, look_, year=year, final=final, **more)


def told(book, tables, title=None):
    """What a document needs: publisher, title, year, owner's label and tables."""
    word = "决算" if book.final else "预算"
    return dict(publisher=book.publisher, title=title or f"{book.year}年{'度' if book.rng.random() < .3 else ''}部门{word}", year=book.year, tables=[t for t in tables if t], book=book)


# --- departments ---------------------------------------------------------------------

def units_indented(rng):
    """Units over items and projects in one column, told by indents alone."""
    b = department(rng, look(rng, codes="one"), Money(zero="0"), 4)
    return told(b, [D.income_expenditure(b, nested=True), D.revenue_by_unit(b, False, False), D.general_public(b, "whole"), U.basic_by_unit(b), U.projects_by_unit(b, goals=True),
                    D.three_public_list(b, True)])


def units_deep(rng):
    """The department over its units over 类 and 款; three rows a year of item over fund."""
    b = department(rng, look(rng, codes="one", total="department"), Money(zero="0"), 2)
    return told(b, [D.income_expenditure(b, nested=True, depths=(3, 5, 7)), U.basic_by_unit(b, True, (3, 5)), U.projects_by_unit(b, True), D.three_public_funds(b)])


def units_years(rng):
    """“三公” of item over fund with the unit's cell over its three years; purchases that are part of the total."""
    b = department(rng, look(rng, codes="one", total="department"), Money(zero="0"), 3)
    return told(b, [D.three_public_funds(b, True), U.procurement_within(b)])


def units_bold(rng):
    """Units in bold over their projects, no indents."""
    b = department(rng, flatly(rng, bold=(0,)), None, 5)
    return told(b, [D.revenue_by_unit(b, True, True), U.projects_by_unit(b, goals=rng.random() < .5, head="单位（项目）名称"), U.basic_by_unit(b), U.focus_projects(b)])


def units_goals(rng):
    """Units and projects alike but for the goal that only projects have."""
    b = department(rng, flatly(rng), Money(zero=rng.choice(["", "0"])), 5)
    return told(b, [U.projects_by_unit(b, goals=True), D.three_public_units(b, "one"), U.focus_projects(b), D.three_public_title(b)])


def units_merged(rng):
    """The unit's cell spans its projects; upper projects span lower ones, with 小计."""
    b = department(rng, flatly(rng, codes="none", indents=[0, 12, 24, 36]), None, 5)
    return told(b, [U.projects_merged(b), U.projects_two_levels(b), D.expenditure(b), D.three_public_units(b, "side")])


def units_coded(rng):
    """单位编码 beside units (or beside their projects too)."""
    b = department(rng, flatly(rng, codes=rng.choice(["split", "filled"])), None, 5)
    return told(b, [D.revenue_by_unit(b, None, True), U.projects_coded(b), D.revenue_by_function(b), D.basic_economic(b)])


def units_plain(rng):
    """Nothing but the sums and the names tells units from projects; three kinds of rows in one column."""
    b = department(rng, flatly(rng), None, 4)
    first = U.projects_by_unit(b, head="单位（项目）名称")
    b.look.indents = [0, 12, 24, 36]
    return told(b, [first, U.items_under_projects(b), D.three_public_list(b)])


def groups(rng):
    """收支总表 with 功能分类 beside 支出用途; merged groups with 小计; purchases in steps of columns."""
    b = department(rng, look(rng, codes="one", indents=[0, 0, 0, 0]), Money(zero=""), 4, year=rng.choice([2018, 2019, 2026]))
    return told(b, [D.income_expenditure(b, ("functional", "use"), nested=True), D.revenue_groups(b), D.expenditure(b), D.basic_economic(b), D.three_public_row(b, True), U.procurement_steps(b)])


def purchases(rng):
    """政府采购支出表 by category and unit, economic items by name."""
    b = department(rng, flatly(rng, codes="one"), Money(zero=""), 5)
    return told(b, [D.revenue_by_unit(b, True, True), D.fiscal_summary(b), D.general_public(b, "uses"), D.three_public_row(b, True), U.procurement_by_unit(b)])


def parallel(rng):
    """Four lists side by side; both economic classes; two years and their change."""
    b = department(rng, look(rng, codes="one", indents=[0, 0, 0, 0]), Money("元", 2, zero=""), 4)
    short = look(rng, codes="short", indents=[0, 6, 12, 18])
    first = [D.income_expenditure(b, ("functional", "department", "government"), nested=False), D.basic_economic(b, ("government", "department")), D.three_public_units(b, "change")]
    b.look = short
    return told(b, [*first, D.general_public(b, "uses"), U.projects_coded(b)])


def classes(rng):
    """Functional item and both economic classes in a cell each; three head levels; projects over indicators."""
    b = department(rng, flatly(rng, codes="joined", total="foot"), Money("万元", 6, zero=""), 3)
    three = D.three_classes(b)
    pair = D.basic_economic(b, ("government", "department"))
    b.look.codes = "one"
    return told(b, [D.income_expenditure(b, nested=False), three, U.net_of(b), pair, U.indicators(b)])


def sources(rng):
    """Nine sources of purchases; last year beside this year; tables for funds."""
    b = department(rng, look(rng, codes="one"), Money(zero=""), 5)
    return told(b, [D.income_expenditure(b, nested=False), D.general_public(b, "before"), D.other_funds(b), D.basic_economic(b), U.procurement_sources(b), D.three_public_units(b, "side")])


def changes(rng):
    """增减 beside two years, 其中 rows that are no parts, 其中 columns that are none."""
    b = department(rng, look(rng, codes="one"), Money(zero="", minus=rng.choice(["-", "(", "▲"])), 4)
    return told(b, [D.general_public(b, "change"), U.of_which_rows(b), D.three_public_list(b), U.net_of(b)])


def columns_of_use(rng):
    """收支总表 with uses across; 类, 款 and 项 in columns of their own."""
    b = department(rng, flatly(rng, codes=rng.choice(["split", "filled"]), total="foot"), Money("元", 0, zero=""), 3)
    return told(b, [D.summary_by_use(b), D.revenue_by_function(b), D.expenditure(b), D.basic_economic(b)], f"{b.year}年度单位预算")


def separators(rng):
    """All amounts with a single comma."""
    b = department(rng, flatly(rng, codes="one", total="foot"), Money("元", 0, comma="last", zero=""), 3)
    return told(b, [D.income_expenditure(b, nested=False), D.expenditure(b), D.basic_economic(b), D.fiscal_summary(b)])


def oddities(rng):
    """Numbers that are no money beside such that are printed with marks, units and signs of their own."""
    b = department(rng, flatly(rng), Money("万元", 2, zero="", minus=rng.choice(["(", "（", "▲", "△"])), 5)
    first = [O.odd_projects(b), O.cost_list(b), D.three_public_units(b, "change")]
    c = department(rng, flatly(rng), Money("元", 2, zero="", minus=rng.choice(["(", "▲"])), 4)
    c.publisher, c.place = b.publisher, b.place
    return told(b, [*first, O.odd_projects(c)])


def titles(rng):
    """Items in titles, labels and heads."""
    b = department(rng, look(rng, codes="none"), None, 6)
    return told(b, [D.three_public_title(b), D.three_public_list(b), D.three_public_units(b, "one"), D.three_public_row(b), D.expenditure(b)])


# --- accounts -----------------------------------------------------------------------------

def accounts(rng):
    """决算: 行次 and 栏次, 收入, 支出, 基本支出 in three runs of columns, “三公” of two stages."""
    b = department(rng, flatly(rng, codes="one"), Money(zero=""), 3, True, 2025)
    b.year = 2025
    return told(b, [A.accounts_summary(b), A.revenue_accounts(b), A.expenditure_accounts(b), A.basic_accounts(b, 2), A.item_accounts(b), A.fund_accounts(b)], "2025年度部门决算")


def accounts_wings(rng):
    b = department(rng, look(rng, codes=rng.choice(["one", "split"]), indents=[0, 6, 12, 18]), Money(zero=rng.choice(["", "0"])), 3, True, 2025)
    return told(b, [A.accounts_summary(b), A.fiscal_accounts(b), A.basic_accounts(b, 1), A.item_accounts(b), D.expenditure(b)], "2025年度部门决算")


# --- governments ---------------------------------------------------------------------------

def city_accounts(rng):
    """Revenue and expenditure of two scopes, three stages and last year; the balance."""
    g = G.Government(rng, False, Money("万元", 0, zero=rng.choice(["", "-"])), look(rng, codes="none", bold=rng.choice([(), (0,)])))
    return told_government(g, [G.revenue_table(g, "whole"), G.revenue_table(g, "own", True), G.spending_table(g, "own"), G.balance(g)])


def city_report(rng):
    """Last year's execution and this year's draft in one document."""
    g = G.Government(rng, True, Money("万元", 0, zero=""), look(rng, codes="none", bold=(0,)), 2026)
    return told_government(g, [G.revenue_table(g, "own"), G.spending_table(g, "own", (3, 5), "one"), G.balance(g), *G.fund_tables(g), G.state_capital(g), G.insurance(g)])


def province_transfers(rng):
    """Transfers by place and by item, a matrix of places and items, groups of places."""
    g = G.Government(rng, False, Money("万元", 0, zero=""), look(rng, codes="none"), province=True)
    return told_government(g, [G.transfers_by_region(g), G.transfers_by_item(g), G.region_matrix(g), G.spending_table(g, "whole", (3,))])


def city_matrix(rng):
    """Places across and places down; funds, insurance across funds."""
    g = G.Government(rng, False, Money(*rng.choice([("万元", 0), ("亿元", 2)]), zero=""), look(rng, codes="none"))
    return told_government(g, [G.region_matrix(g, True), G.region_matrix(g), G.transfers_by_region(g), G.insurance(g, True), *G.fund_tables(g, "whole")])


def debts(rng):
    """Balances, limits, issues, repayments; bonds with terms and rates; places."""
    g = G.Government(rng, False, Money(*rng.choice([("万元", 0), ("亿元", 2)]), zero=""), look(rng, codes="none"))
    return told_government(g, [G.debt_balance(g), G.debt_balance(g, False), G.debt_by_region(g), G.bonds(g), G.state_capital(g)])


def told_government(g, tables):
    kind = f"{g.year - 1}年预算执行情况和{g.year}年预算（草案）" if g.report else f"{g.year}年财政决算"
    return dict(publisher=g.publisher, title=kind, year=g.year, tables=tables, book=g, owner=None)
