"""Places of volumes: invented ones, and real ones by the list of divisions, whose figures are invented all the same."""
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import words

DIVISIONS = Path(__file__).resolve().parents[3] / "model" / "regions" / "divisions.tsv"


@dataclass(frozen=True, eq=False)
class Place:
    name: str
    code: str = ""      # of GB/T 2260; none where the place is invented
    own: bool = False   # the own level of a city among its counties: 某市本级

    def term(self):
        return {"code": self.code, "name": self.name}


@cache
def divisions():
    """Code to name of the divisions in force."""
    out = {}
    for line in DIVISIONS.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if not line.startswith("#") and len(cells) > 1 and cells[0].isdigit() and not (len(cells) > 3 and cells[3]):
            out[cells[0]] = cells[1]
    return out


def below(code, width):
    """The places right below one, as its code tells: those whose codes go on for two digits more."""
    stem = code[:width]
    return [Place(n, c) for c, n in sorted(divisions().items()) if c.startswith(stem) and c != code and c.endswith("0" * (4 - width))
            and (width > 2 or not c.endswith("0000"))]


def real(rng, level, most):
    """A place of a level and its groups of places: for a province cities over counties, for a city its counties."""
    every = divisions()
    provinces = [c for c in every if c.endswith("0000") and len(below(c, 2)) >= 4]
    if level == "province":
        code = rng.choice(provinces)
        cities = [c for c in below(code, 2) if len(below(c.code, 4)) >= 2]
        groups = {}
        for city in rng.sample(cities, min(len(cities), max(2, most // 4))):
            counties = below(city.code, 4)
            groups[city] = [Place(city.name + "本级", own=True), *rng.sample(counties, min(len(counties), rng.randint(2, 4)))]
        return Place(every[code], code), groups
    cities = [c for p in provinces for c in below(p, 2) if c.name.endswith("市") and len(below(c.code, 4)) >= 4]
    city = rng.choice(cities)
    if level == "city":
        counties = below(city.code, 4)
        return city, {None: rng.sample(counties, min(len(counties), most))}
    county = rng.choice([c for c in below(city.code, 4) if c.name.endswith(("县", "区"))])
    return Place(county.name, county.code), {None: []}


def invented(rng, level, most):
    if level == "province":
        names = rng.sample(list(words.PREFECTURES), min(len(words.PREFECTURES), max(2, most // 4)))
        return Place(rng.choice(words.PROVINCES)), {Place(n): [Place(p, own=p.endswith("本级")) for p in words.PREFECTURES[n]] for n in names}
    counties = [Place(n) for n in words.COUNTIES]
    if level == "city":
        return Place(rng.choice(words.CITIES)), {None: rng.sample(counties, min(len(counties), most))}
    return rng.choice(counties), {None: []}
