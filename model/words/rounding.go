package words

import (
	"math"

	"github.com/shopspring/decimal"
)

// Outcome is what comes of comparing a printed sum with its printed addends.
type Outcome uint8

const (
	Untold  Outcome = iota // a side of it is not printed, or too long to reckon with
	Zeros                  // both sides are nothing
	Equal                  // to the last digit
	Rounded                // apart within what rounding explains
	Unequal
)

// Holds tells whether a comparison found the sum right, of more than nothing.
func (o Outcome) Holds() bool { return o == Equal || o == Rounded }

// Precision is how exactly an amount is printed.
type Precision struct {
	Half decimal.Decimal // half a unit of its last decimal
	Zero bool            // whether it is nothing
}

// Tolerance is how far rounding can put a printed sum and its addends apart, given all
// of them: half a unit of the last decimal of each. A bare 0 among figures with
// decimals is nothing, not something below a half: it counts with the finest decimals.
func Tolerance(printed ...Precision) decimal.Decimal {
	total := decimal.Zero
	if len(printed) == 0 {
		return total
	}
	finest := printed[0].Half
	for _, p := range printed[1:] {
		finest = decimal.Min(finest, p.Half)
	}
	for _, p := range printed {
		if p.Zero {
			total = total.Add(finest)
		} else {
			total = total.Add(p.Half)
		}
	}
	return total
}

// millionths is the number of decimals to which a Tally reckons: six decimals of 万元
// are one 分, and no amount is printed finer.
const millionths = 6

// Tally adds up numbers of one unit as Tolerance and exact decimals would, but fast.
type Tally struct {
	sum     int64 // in millionths
	halves  int64 // of the addends that are not zero, in tenths of millionths
	zeros   int64 // addends that are
	finest  int8  // most decimals
	inexact bool  // an addend is finer than millionths, or too large
}

// Add adds an amount.
func (t *Tally) Add(n Number) {
	m, ok := n.inMillionths()
	t.inexact = t.inexact || !ok
	t.sum += m
	t.finest = max(t.finest, n.Decimals)
	if m == 0 {
		t.zeros++
	} else {
		t.halves += half(n.Decimals)
	}
}

// Join adds the addends of another tally.
func (t *Tally) Join(o Tally) {
	t.sum, t.halves, t.zeros = t.sum+o.sum, t.halves+o.halves, t.zeros+o.zeros
	t.finest, t.inexact = max(t.finest, o.finest), t.inexact || o.inexact
}

// FarWithout tells whether the addends without one of them are farther from that one than any rounding puts them.
func (t *Tally) FarWithout(one Number) bool {
	m, ok := one.inMillionths()
	return ok && !t.inexact && max(t.sum-2*m, 2*m-t.sum) > (t.halves+(t.zeros+1)*half(0))/10
}

// Exceeds tells whether the addends are more than a total.
func (t *Tally) Exceeds(total Number) bool {
	m, _ := total.inMillionths()
	return t.sum > m
}

// Against compares a printed total with the addends. Where none is printed, they are compared with nothing.
func (t *Tally) Against(total Number) Outcome {
	m, ok := total.inMillionths()
	if !ok || t.inexact {
		return Untold
	}
	finest := max(t.finest, total.Decimals)
	halves, zeros := t.halves, t.zeros
	if m == 0 {
		zeros++
	} else {
		halves += half(total.Decimals)
	}
	apart := max(m-t.sum, t.sum-m)
	switch {
	case apart == 0 && m == 0:
		return Zeros
	case apart == 0:
		return Equal
	case apart <= (halves+zeros*half(finest))/10:
		return Rounded
	}
	return Unequal
}

// half is half a unit of a number's last decimal, in tenths of millionths.
func half(decimals int8) int64 { return 5 * powers[millionths-decimals] }

// powers are those of ten.
var powers = [millionths + 1]int64{1, 10, 100, 1e3, 1e4, 1e5, 1e6}

// mostMillionths bounds what is reckoned in millionths, so that sums of many stay within an int64.
const mostMillionths = math.MaxInt64 / 64

// inMillionths is the value in millionths of the printed unit; false where it is finer or too large.
func (n Number) inMillionths() (int64, bool) {
	if n.Decimals > millionths {
		return 0, false
	}
	power := powers[millionths-n.Decimals]
	if most := mostMillionths / power; n.Coefficient > most || n.Coefficient < -most {
		return 0, false
	}
	return n.Coefficient * power, true
}
