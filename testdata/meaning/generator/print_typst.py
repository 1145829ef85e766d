"""Documents by Typst."""
import json

from paper import hex_colour, spaced


def quote(text):
    return json.dumps(text, ensure_ascii=False)


def cell(c, paper, probe, room):
    style = [f'fill: rgb("{hex_colour(c.id)}")'] if probe else []
    if c.bold or c.what == "head" and paper.head_bold:
        style.append('weight: "bold"')
    text = spaced(c, paper)
    body = f"text({broken(text, room, paper.points)})" if text else "[]"
    if style and text:
        body = f"{{ set text({', '.join(style)}); {body} }}"
    if c.indent and paper.indent == "pad":
        body = f"pad(left: {c.indent}pt, {body})"
    elif c.indent and paper.indent == "first":
        body = f"par(first-line-indent: (amount: {c.indent}pt, all: true), {body})"
    fill = ', fill: rgb("#e4ebf3")' if c.what == "head" and paper.shade else ""
    return f"table.cell(x: {c.column}, y: {c.row}, rowspan: {c.down}, colspan: {c.across}, align: {c.align} + horizon{fill}, {body})"


def broken(text, room, points):
    """A long code or Latin name in lines that its cell has room for: Typst breaks none of them."""
    if any(ord(ch) > 255 for ch in text) or len(text) * points * 0.55 <= room:
        return f"{quote(text)}"
    fit = max(1, int(room / (points * 0.62)))
    return ") + linebreak() + text(".join(quote(text[i:i + fit]) for i in range(0, len(text), fit))


def caption(lines, points):
    out = []
    for line in lines:
        if len(line) == 1:
            where, text = line[0]
            size = f"size: {points * 1.5}pt, " if where == "c" else ""
            out.append(f"#align({ {'l': 'left', 'c': 'center', 'r': 'right'}[where]}, text({size}{quote(text)}))")
        else:
            out.append(f"#grid(columns: (1fr, auto), text({quote(line[0][1])}), text({quote(line[1][1])}))")
    return out


def source(doc, probe):
    p = doc.paper
    parts = [f"#set page(width: {p.size[0]}pt, height: {p.size[1]}pt, margin: {p.margin}pt)", f'#set text(font: ("{p.font}", "Noto Serif CJK SC"), size: {p.points}pt, lang: "zh", top-edge: "ascender", bottom-edge: "descender")',
             f"#set table(stroke: {p.line}pt, inset: {p.padding}pt)", "#set par(leading: 0.45em, spacing: 0.6em, justify: false)", f"#set document(title: {quote(doc.title)}, date: none)",
             "#v(90pt)", f"#align(center, text(size: 22pt, {quote(doc.publisher)}))", f"#align(center, text(size: 15pt, {quote(doc.title)}))", "#v(20pt)",
             *(f"#par(first-line-indent: (amount: 2em, all: true), text(size: 11pt, {quote(t)}))" for t in doc.text)]
    for t, g in zip(doc.tables, doc.grids):
        parts.append("#pagebreak()" if t.breaks else "#v(14pt)")
        parts += caption(doc.caption(t), p.points)
        em = (p.size[0] - 2 * p.margin) / sum(g.widths)
        room = lambda c: em * sum(g.widths[c.column:c.column + c.across]) - 2 * p.padding - c.indent
        head = ", ".join(cell(c, p, probe, room(c)) for c in g.cells if c.what == "head")
        body = ", ".join(cell(c, p, probe, room(c)) for c in g.cells if c.what != "head")
        columns = ", ".join(f"{w}fr" for w in g.widths)
        repeat = "true" if p.habit != "none" else "false"
        parts.append(f"#block(breakable: true)[#table(columns: ({columns}), table.header(repeat: {repeat}, {head}), {body})]")
        parts += [f"#text({quote(n)})" for n in t.notes]
    return "\n".join(parts)


def typst(doc, out, folder, probe):
    import typst as compiler
    path = folder / "page.typ"
    path.write_text(source(doc, probe), encoding="utf-8")
    compiler.compile(str(path), output=str(out))
