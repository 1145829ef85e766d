package words

import (
	"reflect"
	"testing"
)

func TestReadFormula(t *testing.T) {
	for s, want := range map[string]Formula{
		"A=B+C":      {Of: "A", Sums: []string{"B", "C"}},
		"3=4+5+6":    {Of: "3", Sums: []string{"4", "5", "6"}},
		"3=2/1*100":  {Of: "3", Share: "2", Base: "1"},
		"C=B÷A×100%": {Of: "C", Share: "B", Base: "A"},
	} {
		if got, ok := ReadFormula(s); !ok || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, %v", s, got, ok)
		}
	}
	for _, s := range []string{"A", "A=B", "A=B-C", "收入=支出", "=1+2", "3=2/1+4"} {
		if got, ok := ReadFormula(s); ok {
			t.Errorf("%s is read as %+v", s, got)
		}
	}
}
