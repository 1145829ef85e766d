package check

import (
	"fmt"

	"yusuan/model"
	"yusuan/model/budget"
	"yusuan/model/words"
)

// open reports the lists whose addends do not reach their printed total, each once: what a data set sums is not what
// the table prints. Where a broken identity has told of the total, that is why.
func (c *checker) open(s *sheet) {
	for i := range s.lists {
		l := &s.lists[i]
		for _, one := range l.Closures() {
			if total := l.figures[one.Row][one.Columns[0]]; one.Outcome == words.Unequal && total.contradicted == 0 {
				c.listOpen(total, one)
				break
			}
		}
	}
}

func (c *checker) listOpen(total *figure, of budget.Closure) {
	printed, addends := money{other: &of.Printed}, money{other: &of.Addends}
	finding := c.report(model.ListOpen,
		fmt.Sprintf("%s的总额为 %s，可加各项之和为 %s", c.called(total), total.inUnit(printed), total.inUnit(addends)),
		fmt.Sprintf("%s has a total of %s, its addends sum to %s", c.called(total), total.inUnit(printed), total.inUnit(addends)),
		subjects(total))
	finding.Expected, finding.Actual = total.in(addends), total.in(printed)
}
