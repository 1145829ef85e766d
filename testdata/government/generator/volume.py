"""A place's money of three years, from which all tables of a volume are reckoned."""
import items
import places
import words
from dialect import Dialect
from model import Entry

# As the truth writes scopes, whatever the volume prints for them.
SCOPES = {"whole": "全市", "own": "市本级", "lower": "市县"}
BUDGET, ADJUSTED, DONE = "budget", "adjusted", "done"


class Volume:
    """One government's volume. kind: report (last year's execution, this year's draft), accounts, budget or debt.

    `version` names an amount of an entry: the year and whether it was planned, adjusted or done. `size`
    from 0 to 1 thins items and places out, so that a volume stays small.
    """

    def __init__(self, rng, kind, level, real, look, money, size=1.0, plain=False):
        self.rng, self.kind, self.level, self.look, self.money = rng, kind, level, look, money
        self.year = rng.randint(2021, 2026)
        self.place, self.groups = (places.real if real else places.invented)(rng, level, max(4, round(14 * size)))
        self.real, self.size = real, size
        self.places = [p for ps in self.groups.values() for p in ps]
        self.say = Dialect(rng, self, plain)
        self.publisher = "" if real else self.place.name + rng.choice(["财政厅" if level == "province" else "财政局", "人民政府"])
        self.year_first = rng.random() < .7                          # 2025年全市…, not 全市2025年…
        self.kids_numbered = rng.random() < .2                       # 1.增值税
        self.short_names = rng.random() < .5                         # 教育 for 教育支出
        self.sides = rng.choice(["项目", "预算科目", "项  目"])      # the heads of both sides of a balance
        self.group_word = rng.choice(["合计", "小计", ""])           # 某市合计 over its counties
        self.word_after = rng.choice(["", "", "决算数" if kind == "accounts" else "预算数"])
        self.bare_wings = rng.random() < .4                          # further columns of wide tables without labels
        self.debt_full = rng.random() < .5                           # plans beside what came, 余额限额 for 限额
        self.region_first = rng.random() < .4                        # 45 某自治区2023年…
        self.state_deep = rng.random() < .5                          # what companies' profits are made of
        self.merged_groups = rng.random() < .3                       # a city's cell merged over its counties
        self.fund_told = rng.random() < .6                           # 一般公共预算 in the titles of its transfers
        self.books, self.pieces = {}, {}
        self.revenue = self._revenue()
        self.spending = self._spending()
        self.transfers = self._transfers()
        self.basic = self._basic()

    # money -------------------------------------------------------------------

    def draw(self, low, high):
        """An amount in 分 on the volume's grain; low and high in 元, for a city: a province has ten times as much, a county a fifth."""
        grain, by = self.money.grain, {"province": 10, "city": 1, "county": .2}[self.level]
        return max(1, round(100 * by * low * (high / low) ** self.rng.random() / grain)) * grain

    def versions(self, now, still=.04):
        """The same item in the years around the volume's: planned, adjusted and done; some are nothing in a year."""
        grain, out = self.money.grain, {}
        near = lambda v, by: round(v * (1 + self.rng.uniform(-by, by)) / grain) * grain
        for year in range(self.year - 3, self.year + 1):
            done = near(now, .2) if self.rng.random() > still else 0
            plan = near(done or now, .12)
            out |= {(year, DONE): done, (year, BUDGET): plan, (year, ADJUSTED): near(plan, .05)}
        return out

    def piece(self, name, low=1e7, high=5e8):
        """Money of one name that several tables of the volume print: the same wherever it stands."""
        if name not in self.pieces:
            self.pieces[name] = self.versions(self.draw(low, high), 0)
        return self.pieces[name]

    def spread(self, low, high, own=True, **what):
        """An item of the own level and of each place below."""
        out = [Entry(self.versions(self.draw(low, high)), scope="own", **what)] if own else []
        return out + [Entry(self.versions(self.draw(low / 12, high / 12), .1), region=p, scope="lower", **what) for p in self.places]

    def sample(self, of, least):
        """Some of a list in its order."""
        n = min(len(of), max(least, round(len(of) * self.size)))
        return [of[i] for i in sorted(self.rng.sample(range(len(of)), n))]

    def _revenue(self):
        out = []
        for top, least in (("101", 5), ("103", 4)):
            for code, _ in self.sample([r for r in words.REVENUES if r[0].startswith(top) and len(r[0]) == 5], least):
                out += self.spread(2e6, 4e9, code=code)
                if code in ("10199", "10399") and self.rng.random() < .4:  # refunds: less than nothing
                    for key in out[-1].v:
                        out[-1].v[key] = -self.draw(1e4, 1e6)
        return out

    def _spending(self):
        out = []
        tops = [k for k in words.FUNCTIONS if len(k) == 3 and k not in ("223", "227", "229", "232")]
        for top in self.sample(tops, 4):
            codes = [k for k in words.FUNCTIONS if len(k) == 7 and k.startswith(top) and not k.startswith("21208")]
            for code in self.sample(codes, 2):
                out += self.spread(1e6, 2e9, func=code)
        return out + self.spread(1e7, 1e8, func="2320301")

    def _transfers(self):
        """What the own level gives to the places below: by kind, item and place."""
        out = []
        for kind, (_, names, least) in enumerate(items.TRANSFERS):
            for name in self.sample(names, least):
                for p in self.places:
                    out.append(Entry(self.versions(self.draw(5e4, 2e8), .25), region=p, code=str(kind), item=name))
        return out

    def _basic(self):
        return [Entry(self.versions(self.draw(1e5, 8e8)), gov=code) for code in self.sample([c for c in words.GOVERNMENT_ECONOMIC if len(c) == 5], 8)]

    # words -------------------------------------------------------------------

    def pick(self, *choices):
        return self.rng.choice(choices)

    def chance(self, share):
        return self.rng.random() < share

    def scope(self, scope):
        """Facts of a scope and which entries are of it."""
        return {"scope": SCOPES[scope]}, (lambda e: True) if scope == "whole" else (lambda e: e.scope == scope)
