package content

// The operators of Annex A that bear on text and lines, packed as the lexer packs them.
const (
	opQ      operator = 'Q'
	opq      operator = 'q'
	opcm     operator = 'c' | 'm'<<8
	opw      operator = 'w'
	opJ      operator = 'J'
	opd      operator = 'd'
	opgs     operator = 'g' | 's'<<8
	opg      operator = 'g'
	opG      operator = 'G'
	oprg     operator = 'r' | 'g'<<8
	opRG     operator = 'R' | 'G'<<8
	opk      operator = 'k'
	opK      operator = 'K'
	opcs     operator = 'c' | 's'<<8
	opCS     operator = 'C' | 'S'<<8
	opsc     operator = 's' | 'c'<<8
	opSC     operator = 'S' | 'C'<<8
	opscn    operator = 's' | 'c'<<8 | 'n'<<16
	opSCN    operator = 'S' | 'C'<<8 | 'N'<<16
	opm      operator = 'm'
	opl      operator = 'l'
	opc      operator = 'c'
	opv      operator = 'v'
	opy      operator = 'y'
	oph      operator = 'h'
	opre     operator = 'r' | 'e'<<8
	opS      operator = 'S'
	ops      operator = 's'
	opf      operator = 'f'
	opF      operator = 'F'
	opfStar  operator = 'f' | '*'<<8
	opB      operator = 'B'
	opBStar  operator = 'B' | '*'<<8
	opb      operator = 'b'
	opbStar  operator = 'b' | '*'<<8
	opn      operator = 'n'
	opW      operator = 'W'
	opWStar  operator = 'W' | '*'<<8
	opBT     operator = 'B' | 'T'<<8
	opET     operator = 'E' | 'T'<<8
	opTc     operator = 'T' | 'c'<<8
	opTw     operator = 'T' | 'w'<<8
	opTz     operator = 'T' | 'z'<<8
	opTL     operator = 'T' | 'L'<<8
	opTf     operator = 'T' | 'f'<<8
	opTr     operator = 'T' | 'r'<<8
	opTs     operator = 'T' | 's'<<8
	opTm     operator = 'T' | 'm'<<8
	opTd     operator = 'T' | 'd'<<8
	opTD     operator = 'T' | 'D'<<8
	opTStar  operator = 'T' | '*'<<8
	opTj     operator = 'T' | 'j'<<8
	opTJ     operator = 'T' | 'J'<<8
	opQuote  operator = '\''
	opDouble operator = '"'
	opDo     operator = 'D' | 'o'<<8
	opBI     operator = 'B' | 'I'<<8
	opID     operator = 'I' | 'D'<<8
	opBMC    operator = 'B' | 'M'<<8 | 'C'<<16
	opBDC    operator = 'B' | 'D'<<8 | 'C'<<16
	opEMC    operator = 'E' | 'M'<<8 | 'C'<<16
)

// execute carries out one operator. Operators without the operands they need are passed over.
func (in *interpreter) execute(op operator, l *lexer) error {
	args := l.args[:l.n]
	switch op {
	case opTj, opTJ, opQuote, opDouble:
		return in.showText(op, args, l)
	case opTf, opTm, opTd, opTD, opTStar, opBT, opET, opTc, opTw, opTz, opTL, opTr, opTs:
		in.textOperator(op, args)
	case opm, opl, opc, opv, opy, oph, opre:
		return in.pathOperator(op, args)
	case opS, ops, opf, opF, opfStar, opB, opBStar, opb, opbStar, opn:
		return in.paintPath(op)
	case opW, opWStar:
		in.clipNext = true
	case opq:
		if len(in.states) >= in.limits.States {
			return exceeded(in.limits.States, "nested graphics states")
		}
		in.states = append(in.states, in.gs)
	case opQ:
		if n := len(in.states); n > in.statesBase { // one too many is ignored
			in.gs = in.states[n-1]
			in.states = in.states[:n-1]
		}
	case opcm:
		if m, ok := matrixOf(args); ok {
			if m = m.mul(in.gs.ctm); m.sane() {
				in.gs.ctm = m
			}
		}
	case opw, opJ, opd, opgs:
		in.graphicsOperator(op, args, l)
	case opg, oprg, opk, opcs, opsc, opscn:
		in.setColor(&in.gs.fill, op, args)
	case opG, opRG, opK, opCS, opSC, opSCN:
		in.setColor(&in.gs.stroke, op, args)
	case opDo:
		if name, ok := lastName(args); ok {
			return in.paintXObject(name)
		}
	case opBI:
		return in.inlineImage(l)
	case opBMC:
		in.beginMark(mark{})
	case opBDC:
		in.beginMarkWithProperties(args)
	case opEMC:
		return in.endMark()
	default:
		in.strange++
	}
	return nil
}

func lastName(args []operand) (string, bool) {
	if n := len(args); n > 0 && args[n-1].kind == nameOperand {
		return args[n-1].text, true
	}
	return "", false
}

// numbers copies the last len(to) operands; of garbage before them nothing is known.
func numbers(args []operand, to []float64) bool {
	if len(args) < len(to) {
		return false
	}
	args = args[len(args)-len(to):]
	for i := range to {
		if args[i].kind != numberOperand {
			return false
		}
		to[i] = args[i].num
	}
	return true
}

func matrixOf(args []operand) (matrix, bool) {
	var v [6]float64
	ok := numbers(args, v[:])
	return matrix{v[0], v[1], v[2], v[3], v[4], v[5]}, ok
}

func (in *interpreter) graphicsOperator(op operator, args []operand, l *lexer) {
	var v [1]float64
	switch op {
	case opw:
		if numbers(args, v[:]) {
			in.gs.lineWidth = max(v[0], -v[0])
		}
	case opJ:
		if numbers(args, v[:]) {
			in.gs.squareCap = v[0] == 2
		}
	case opd:
		in.gs.dashed = false
		for _, o := range args {
			if o.kind == arrayOperand {
				for _, e := range l.elements[o.from:o.to] {
					in.gs.dashed = in.gs.dashed || e.num > 0
				}
			}
		}
	case opgs:
		if name, ok := lastName(args); ok {
			in.setGraphicsParams(in.graphicsResource(name))
		}
	}
}

func (in *interpreter) setGraphicsParams(p *graphicsParams) {
	gs := &in.gs
	p.lineWidth.apply(&gs.lineWidth)
	p.strokeAlpha.apply(&gs.stroke.alpha)
	p.fillAlpha.apply(&gs.fill.alpha)
	p.dashed.apply(&gs.dashed)
	p.blended.apply(&gs.blended)
	p.masked.apply(&gs.masked)
	p.overprint.apply(&gs.overprint)
	if p.lineCap >= 0 {
		gs.squareCap = p.lineCap == 2
	}
	if p.font != nil {
		in.setFont(p.font)
		p.size.apply(&gs.text.size)
	}
}

func (in *interpreter) setColor(p *paint, op operator, args []operand) {
	switch op {
	case opg, opG:
		p.space = deviceGray
	case oprg, opRG:
		p.space = deviceRGB
	case opk, opK:
		p.space = deviceCMYK
	case opcs, opCS:
		if name, ok := lastName(args); ok {
			p.space = in.colorSpaceResource(name)
			p.gray = p.space.initial()
		}
		return
	}
	if len(args) > 0 {
		p.gray = p.space.gray(args)
	}
}

func (in *interpreter) pathOperator(op operator, args []operand) error {
	if in.segments++; in.segments > in.limits.Segments {
		return exceeded(in.limits.Segments, "segments of one path")
	}
	var v [6]float64
	p, m := &in.path, in.gs.ctm
	switch op {
	case opm:
		if numbers(args, v[:2]) {
			p.current = point{v[0], v[1]}
			p.move(m.apply(v[0], v[1]))
		}
	case opl:
		if numbers(args, v[:2]) {
			p.current = point{v[0], v[1]}
			p.line(m.apply(v[0], v[1]), false)
		}
	case opc:
		if numbers(args, v[:6]) {
			p.curve(m.apply(v[0], v[1]), m.apply(v[2], v[3]), m.apply(v[4], v[5]))
			p.current = point{v[4], v[5]}
		}
	case opv:
		if numbers(args, v[:4]) {
			p.curve(m.apply(p.current.x, p.current.y), m.apply(v[0], v[1]), m.apply(v[2], v[3]))
			p.current = point{v[2], v[3]}
		}
	case opy:
		if numbers(args, v[:4]) {
			p.curve(m.apply(v[0], v[1]), m.apply(v[2], v[3]), m.apply(v[2], v[3]))
			p.current = point{v[2], v[3]}
		}
	case oph:
		p.close()
	case opre:
		if numbers(args, v[:4]) {
			x, y, w, h := v[0], v[1], v[2], v[3]
			p.current = point{x, y}
			p.move(m.apply(x, y))
			p.line(m.apply(x+w, y), false)
			p.line(m.apply(x+w, y+h), false)
			p.line(m.apply(x, y+h), false)
			p.close()
		}
	}
	return nil
}

// paintPath carries out a path-painting operator (8.5.3), then the clip that W asked for (8.5.4).
func (in *interpreter) paintPath(op operator) error {
	switch op {
	case ops, opb, opbStar:
		in.path.close()
	}
	switch op {
	case opf, opF, opfStar, opB, opBStar, opb, opbStar:
		in.fillPath(op == opfStar || op == opBStar || op == opbStar)
	}
	switch op {
	case opS, ops, opB, opBStar, opb, opbStar:
		in.strokePath()
	}
	if in.clipNext && len(in.path.subs) > 0 {
		in.gs.clip = intersect(in.gs.clip, in.path.bounds())
		if !in.gs.roughClip {
			_, isBox := in.path.rectangle(in.path.subs[0])
			in.gs.roughClip = !isBox || len(in.path.subs) > 1
		}
	}
	in.clipNext = false
	in.path.reset()
	in.segments = 0
	return in.checkRulings()
}

func (in *interpreter) checkRulings() error {
	if len(in.page.Rulings)+len(in.page.Fills)+len(in.page.Images) > in.limits.Rulings {
		return exceeded(in.limits.Rulings, "lines, areas and images on a page")
	}
	return nil
}
