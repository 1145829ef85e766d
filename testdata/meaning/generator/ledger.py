"""An invented department and its money: the entries from which all of its tables are reckoned."""
import random
from dataclasses import dataclass, field

import words
from model import Entry, Money

GOVERNMENT_FUND = "government-fund"


@dataclass(eq=False)
class Unit:
    name: str
    code: str
    agency: bool


@dataclass
class Look:
    """What varies in the print of one document and means nothing, or tells levels."""
    indents: list = field(default_factory=lambda: [0, 0, 0, 0])  # points by level
    bold: tuple = ()            # levels in bold
    codes: str = "one"          # one, split, filled, joined, short, none
    total: str = "top"          # where 合计 stands: top, foot
    spaced: bool = False        # 合 计


class Book:
    """A department's year: publisher, units, entries, and how its document looks."""

    def __init__(self, rng, money=None, units=5, look=None, theme=None, year=2026, final=False):
        self.rng, self.year, self.final = rng, year, final
        self.money = money or Money()
        self.look = look or Look()
        theme = words.THEMES[theme if theme is not None else rng.randrange(len(words.THEMES))]
        self.place = rng.choice(words.CITIES)
        self.publisher = self.place + theme["body"]
        code = rng.randrange(110, 480)
        names = rng.sample(theme["units"], min(units - 1, len(theme["units"]))) if units > 1 else []
        self.units = [Unit(self.publisher + ("（本级）" if units > 1 else ""), f"{code}001", True)]
        self.units += [Unit(n.lstrip("＊").format(p=self.place), f"{code}{i + 2:03d}", not n.startswith("＊")) for i, n in enumerate(names)]
        self.code = str(code)
        self.theme = theme
        self.entries, self.items = [], []
        self._projects = rng.sample(theme["projects"], len(theme["projects"]))
        self.goals = {}
        self.rng_style = rng.randrange(4)
        for u in self.units:
            self._staff(u)
            self._work(u)
        self._items()

    # amounts ---------------------------------------------------------------

    def draw(self, low, high):
        """An amount in 分 on the document's grain; low and high in 元, spread evenly over their orders."""
        grain = self.money.grain
        fen = 100 * low * (high / low) ** self.rng.random()
        return max(1, round(fen / grain)) * grain

    def versions(self, now):
        """The same item last year, in the budget and after its adjustment."""
        grain, out = self.money.grain, {"now": now}
        for name, spread in (("prev", .25), ("budget", .2), ("adjusted", .08)):
            out[name] = max(0, round(now * (1 + self.rng.uniform(-spread, spread)) / grain)) * grain
        return out

    def add(self, unit, func, econ, use, low, high, **more):
        line = next(l for l in words.ECONOMIC if l[0] == econ)
        gov = line[2] if unit.agency else line[3]
        self.entries.append(Entry(self.versions(self.draw(low, high)), unit, func, econ, gov, use, **more))

    def _staff(self, u):
        rng, run = self.rng, self.theme["staff"][0 if u.agency else 1]
        for econ in ("30101", "30102", "30103") if u.agency else ("30101", "30107", "30112"):
            self.add(u, run, econ, "personnel", 4e5, 9e6)
        self.add(u, "2080505", "30108", "personnel", 2e5, 2e6)
        if rng.random() < .8:
            self.add(u, "2080506", "30109", "personnel", 1e5, 1e6)
        self.add(u, "2101101" if u.agency else "2101102", "30110", "personnel", 1e5, 1e6)
        self.add(u, "2210201", "30113", "personnel", 2e5, 2e6)
        if rng.random() < .6:
            self.add(u, "2080501" if u.agency else "2080502", "30302", "personnel", 1e5, 2e6)
        if rng.random() < .3:
            self.add(u, "2210203", "30102", "personnel", 1e5, 8e5)
        if rng.random() < .3:
            self.add(u, run, "30305", "personnel", 1e4, 2e5)
        office = ["30201", "30202", "30205", "30206", "30207", "30209", "30211", "30213", "30215", "30216", "30217", "30226", "30228", "30229", "30231", "30239", "30299"]
        for econ in sorted(rng.sample(office, rng.randint(4, 8))):
            self.add(u, "2050803" if econ == "30216" else run, econ, "operating", 8e3, 6e5)
        if rng.random() < .3:
            self.add(u, run, "31002", "operating", 5e3, 2e5)

    def _work(self, u):
        rng = self.rng
        for _ in range(rng.randint(1, 4)):
            if not self._projects:
                return
            name, func = self._projects.pop(), rng.choice(self.theme["work"])
            fund = rng.choices(["general-public", GOVERNMENT_FUND, "special-account", "undertaking", "other"], [8, 1, 1, 1, 1])[0]
            if u is self.units[-1] and not any(e.fund == GOVERNMENT_FUND for e in self.entries):
                fund = GOVERNMENT_FUND  # every department has some, so that no form is without money
            if fund == GOVERNMENT_FUND:
                func = rng.choice(["2120803", "2120804", "2296002"])
            self.goals[name] = rng.choice(words.GOALS)
            for econ in sorted(rng.sample(["30201", "30213", "30226", "30227", "30299", "31003", "31005", "31007"], rng.choice([1, 1, 2]))):
                self.add(u, func, econ, "project", 5e4, 2e7, fund=fund, project=name, carry=rng.random() < .15)
            if fund == "general-public" and rng.random() < .3:
                self.add(u, func, "30227", "project", 5e4, 3e6, fund="other", project=name)

    def _items(self):
        """“三公” money, meetings and training: drawn apart, as it is only part of the budget."""
        for u in self.units:
            for item, share, high in (("overseas", .3, 6e5), ("vehicle-purchase", .3, 8e5), ("vehicle-operation", .8, 6e5), ("reception", .9, 1e5),
                                      ("meetings", .8, 3e5), ("training", .8, 4e5)):
                if self.rng.random() < share or (u is self.units[0] and item != "vehicle-purchase"):
                    self.items.append(Entry(self.versions(self.draw(4e3, high)), u, item=item, use="operating"))
            if self.rng.random() < .2:
                self.items.append(Entry(self.versions(self.draw(4e3, 1e5)), u, item="vehicle-operation", fund=GOVERNMENT_FUND))

    # words -------------------------------------------------------------------

    def pick(self, *choices):
        return self.rng.choice(choices)

    def total_word(self, *choices):
        w = self.rng.choice(choices or ("合计", "合计", "总计"))
        return w[0] + "  " + w[1] if self.look.spaced and len(w) == 2 else w


def derived(seed, name):
    return random.Random(f"{seed}/{name}")
