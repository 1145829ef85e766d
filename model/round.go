package model

import "math"

// Round gives the document's coordinates and confidences the two decimals with which they are written: what is made of it then is
// what is made of its bytes.
func (d *Document) Round() {
	for i := range d.Corrections {
		d.Corrections[i].Place.round()
	}
	for i := range d.Tables {
		t := &d.Tables[i]
		t.Confidence = hundredths(t.Confidence)
		for j := range t.Cells {
			c := &t.Cells[j]
			c.Indent = hundredths(c.Indent)
			for k := range c.Regions {
				c.Regions[k].Box.round()
			}
		}
	}
	for i := range d.Facts {
		d.Facts[i].Box.round()
	}
	for i := range d.Indicators {
		d.Indicators[i].Box.round()
	}
	for i := range d.Findings {
		for j := range d.Findings[i].Subjects {
			d.Findings[i].Subjects[j].round()
		}
	}
}

func (s *Subject) round() {
	if s.Box != nil {
		s.Box.round()
	}
}

func (x *Box) round() {
	for i, v := range x {
		x[i] = hundredths(v)
	}
}

// hundredths rounds f as appendHundredths writes it.
func hundredths(f float64) float64 {
	n, ok := wholeHundredths(f)
	switch {
	case ok:
		return n/100 + 0 // the nearest one of the decimal, as both are exact; 0 has no sign
	case math.IsNaN(f), math.IsInf(f, 0):
		return 0
	}
	return f
}

// wholeHundredths is how many hundredths f is, rounded. Without ok they are too many to be told exactly, or f is no number.
func wholeHundredths(f float64) (n float64, ok bool) {
	// A decimal of up to 15 digits is the shortest one of its nearest float64, so
	// that the digits of the rounded integer are the ones to write.
	const exact = 1e15
	n = math.Round(f * 100)
	return n, math.Abs(n) < exact
}
