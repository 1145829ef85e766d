package budget

import "yusuan/model"

func (ctx context) form(t model.Table, g *grid) []model.Fact { return nil }
