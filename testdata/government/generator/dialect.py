"""How a volume prints what all volumes say: heads, captions, numbers, labels. Drawn once for each volume."""
from model import Column
from parts import amount
from words import ordinal

# The words of scopes: whole, own, lower.
SCOPE_WORDS = {"province": [("全省", "省级", "市县"), ("全省", "省本级", "市县级")], "region": [("全区", "自治区本级", "市县")],
               "city": [("全市", "市本级", "县区"), ("全市", "市级", "县（市、区）"), ("全市", "市本级", "区县级")],
               "county": [("全县", "县本级", "乡镇"), ("全县", "县级", "乡镇")], "district": [("全区", "区本级", "街镇"), ("全区", "区级", "街镇")]}
GROUPS = ["general", "fund", "state", "insurance", "debt"]


class Dialect:
    def __init__(self, rng, volume, plain):
        self.rng, self.volume = rng, volume
        name = volume.place.name
        kind = volume.level
        kind = "region" if kind == "province" and name.endswith("区") else "district" if kind == "county" and name.endswith("区") else kind
        self.whole, self.own, self.lower = rng.choice(SCOPE_WORDS[kind])
        self.label = rng.choice(["项目", "项目", "项  目", "预算科目", "预算科目", "科目名称", "项目名称"])
        self.place_label = rng.choice(["地区", "地  区", "市县名称" if kind == "province" else "县区名称", "地区名称"])
        self.execution, self.draft, self.accounts = rng.randrange(6), rng.randrange(7), rng.randrange(6)
        self.done_word, self.done_stage = rng.choice([("执行数", "execution"), ("快报数", "execution"), ("完成数", "execution"), ("预计执行数", "forecast")])
        self.adjusted = rng.choice(["调整预算数", "变动预算数", "调整后预算数"])
        self.proxy = rng.random() < .4       # 代编预算 for the whole place
        self.mark = rng.choice(["", "%"])
        self.digits = rng.choice([1, 1, 2])
        self.formula = rng.choice(["", "", "", "numbers", "letters"])
        self.numbered = rng.random() < .5    # 一、 before top rows
        self.codes = rng.choice(["none", "none", "one", "split"])
        self.number = rng.choice(["表16", "表四", "1-2", "§8", "附表3-1", "1.20", "none"]) if not plain else "表16"
        self.caption = rng.choice(["above", "before", "before", "beside"]) if not plain else "above"
        if self.number == "1.20":
            self.caption = "glued"
        elif self.number == "1-2" and self.caption == "beside":  # a bare number names its table before or above the title
            self.caption = "above"
        self.unit = rng.choice(["单位：", "金额单位：", "单位:", "单位： "])
        self.draft_word = rng.choice(["预算表", "草案表", "预算（草案）", "预算情况表", "预算安排表"])
        self.execution_word = rng.choice(["执行情况表", "执行表", "执行情况"])
        self.accounts_word = rng.choice(["决算表", "决算情况表", "决算明细表"])
        self.place_in_title = rng.random() < .5 and volume.real  # the place's name in the titles of its own level
        self.only = rng.choice(["年", "数", "金额"])  # the head of a table's one column: 2026年预算数, 预算数 or 金额
        self.counts = {}

    # titles, numbers, captions -------------------------------------------------

    def scope(self, scope):
        return {"whole": self.whole, "own": self.own, "lower": self.lower}[scope]

    def verb(self, role):
        return {"execution": self.execution_word, "draft": self.draft_word, "accounts": self.accounts_word}[role]

    def numbering(self, group, running):
        """The number of a table: of its group, or running through the volume."""
        self.counts[group] = self.counts.get(group, 0) + 1
        at, n = GROUPS.index(group) + 1, self.counts[group]
        return {"表16": f"表{running}", "表四": f"表{ordinal(running)}", "1-2": f"{at}-{n}", "§8": f"§{running}", "附表3-1": f"附表{at}-{n}", "1.20": f"{at}.{n}", "none": ""}[self.number]

    def lines(self, table):
        """The caption of a table with its number, title and unit, as lines of (where, text)."""
        unit = ("r", self.unit + table.money.unit) if table.money.unit else None
        title = table.before + table.title
        if not table.number:
            lines = [[("c", title)]]
        elif self.caption == "glued":
            lines = [[("c", table.number + title)]]
        elif self.caption == "before":
            lines = [[("c", f"{table.number} {title}")]]
        elif self.caption == "beside":
            return [[("c", title)], [("l", table.number), *([unit] if unit else [])]]
        else:
            lines = [[("l", table.number)], [("c", title)]]
        return lines + ([[unit]] if unit else [])

    # columns of amounts --------------------------------------------------------

    def column(self, head, year, version, stage):
        """An amount of one year; the contract has no word for the years before the last one and after the current."""
        gap = year - self.volume.year
        facts = {"year": year, "stage": stage, "period": "current" if gap == 0 else "previous"}
        return amount(head, version=(year, version), facts=facts, free=("period",) if gap not in (0, -1) else ())

    def rate(self, head, a, b, minus=0):
        """a as a percentage of b, or its growth."""
        def text(value, row):
            whole = value(b)
            return f"{100 * (value(a) - minus * whole) / whole:.{self.digits}f}{self.mark}" if whole else ""
        return Column(head, "plain", 1.5, calc=text)

    def change(self, head, a, b):
        return amount(head, calc=lambda value, row: value(a) - value(b), facts={"period": "change"})

    def stages(self, role, scope="own", few=False):
        """The heads over the amounts of one table: execution of last year, draft of this one, or accounts."""
        y = self.volume.year
        if role == "execution":
            return self._executed(y - 1, few)
        if role == "draft":
            return self._drafted(y, scope, few)
        return self._accounted(y, few)

    def _executed(self, y, few):
        col, w, s = self.column, self.done_word, self.done_stage
        last = col(f"{y - 1}年决算数", y - 1, "done", "final")
        plan, changed = col(f"{y}年年初预算数", y, "budget", "budget"), col(f"{y}年{self.adjusted}", y, "adjusted", "adjusted-budget")
        done = col(f"{y}年{w}", y, "done", s)
        if few:
            return [done]
        if self.execution == 0:
            done.head = "金额"
            plan.head = f"{y}年预算数"
            return [last, plan, (f"{y}年{w}", [done, self.rate("占预算%", done, plan), self.rate("增长%", done, last, 1)])]
        if self.execution == 1:
            plan.head, changed.head = "年初预算数", self.adjusted
            return [(f"{y}年预算数", [plan, changed]), done, self.rate(f"完成{self.adjusted}%", done, changed), last,
                    (f"{done.head}比{last.head}", [self.change("增减额", done, last), self.rate("增减%", done, last, 1)])]
        if self.execution == 2:
            plan.head, changed.head, done.head = "预算数", self.adjusted, w
            return [plan, changed, done, self.rate(f"为{self.adjusted}的%", done, changed), self.rate("较上年增减%", done, last, 1)]
        if self.execution == 3:
            return [changed, done, self.rate(f"{w}为{self.adjusted}的%", done, changed), self.rate(f"{w}为上年{w}的%", done, last)]
        if self.execution == 4:
            plan.head = f"{y}年预算数"
            return [plan, done, self.rate("为预算%", done, plan)]
        plan.head, done.head = "预算数", w
        return [(f"{y}年", [plan, done, self.rate("完成预算%", done, plan)]), ("上年", [last, self.rate("增长%", done, last, 1)])]

    def _drafted(self, y, scope, few):
        col, w, s = self.column, self.done_word, self.done_stage
        done, plan = col(f"{y - 1}年{w}", y - 1, "done", s), col(f"{y}年预算数", y, "budget", "budget")
        if few:
            plan.head = {"年": f"{y}年预算数", "数": "预算数", "金额": "金额"}[self.only]
            return [plan]
        if self.proxy and scope == "whole":
            plan.head = f"{y}年代编预算数"
        if self.draft == 0:
            return [done, plan, self.rate(f"预算数比上年{w}增长%", plan, done, 1)]
        if self.draft == 1:
            head, plan.head = plan.head, "金额"
            return [(head, [plan, self.rate("比上年增长%", plan, done, 1)])]
        if self.draft == 2:
            word = "代编预算数" if self.proxy and scope == "whole" else "预算数"
            return [col(f"{y - 2}年{word}", y - 2, "budget", "budget"), col(f"{y - 1}年{word}", y - 1, "budget", "budget"), plan]
        if self.draft == 3:
            plan.head = plan.head.removeprefix(f"{y}年")
            return [plan]
        if self.draft == 4:
            return [done, plan, (f"{plan.head}比{done.head}", [self.change("增减额", plan, done), self.rate("增减%", plan, done, 1)])]
        if self.draft == 5:
            before = col(f"{y - 1}年预算数", y - 1, "budget", "budget")
            return [before, plan, self.change("增减额", plan, before), self.rate("增减%", plan, before, 1)]
        before, done.head, plan.head = col("预算数", y - 1, "budget", "budget"), w, "预算数" if not self.proxy or scope != "whole" else "代编预算数"
        return [(f"{y - 1}年", [before, done, self.rate("为预算%", done, before)]), (f"{y}年", [plan, self.rate("增减%", plan, done, 1)])]

    def _accounted(self, y, few):
        col = self.column
        plan, changed = col("年初预算数", y, "budget", "budget"), col(self.adjusted, y, "adjusted", "adjusted-budget")
        done, last = col("决算数", y, "done", "final"), col(f"{y - 1}年决算数", y - 1, "done", "final")
        if few:
            done.head = f"{y}年决算数" if self.only == "年" else "决算数"
            return [done]
        if self.accounts == 0:
            plan.head = "预算数"
            return [plan, done, self.rate("决算数为预算数的%", done, plan), self.rate("决算数为上年决算数的%", done, last)]
        if self.accounts == 1:
            last.head = "上年决算数"
            return [plan, changed, done, self.rate(f"决算数为{self.adjusted}的%", done, changed), last, self.rate("比上年增减%", done, last, 1)]
        if self.accounts == 2:
            plan.head, done.head = f"{y}年预算数", "金额"
            return [plan, (f"{y}年决算数", [done, self.rate("占预算%", done, plan), self.rate("比上年增长%", done, last, 1)])]
        if self.accounts == 3:
            return [last, plan, changed, done]
        if self.accounts == 4:
            done.head = f"{y}年决算数"
            return [last, done, self.change("增减额", done, last), self.rate("增减%", done, last, 1)]
        plan.head = "预算数"
        return [(f"{y}年", [plan, changed, done, self.rate("完成预算%", done, changed)]), last]

    def formulas(self, nodes, leaves):
        """A row under the header that numbers the columns and tells how they are reckoned, where the volume has one."""
        if not self.formula:
            return None
        name = (lambda i: str(i)) if self.formula == "numbers" else (lambda i: "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[i - 1])
        out, n = [], 0
        for c in leaves:
            if c.kind not in ("amount", "plain"):
                out.append("栏次" if c.kind == "label" and not out else "")
                continue
            n += 1
            out.append(f"{name(n)}={name(n - 1)}/{name(n - 2)}*100" if c.kind == "plain" and n > 2 else name(n))
        return out
