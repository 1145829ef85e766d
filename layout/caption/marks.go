package caption

import (
	"regexp"
)

var (
	AmountText  = regexp.MustCompile(`^[-－−+]?[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?%?$`)
	CodeText    = regexp.MustCompile(`^\[?[0-9]{3,}\]?$`)
	CodeName    = regexp.MustCompile(`^\[?[0-9A-Z][0-9A-Z]{2,}\]?[-—–_]?\p{Han}`)
	OrdinalText = regexp.MustCompile(`^(?:[0-9]{1,3}|\*{1,2}|[一二三四五六七八九十]{1,2}|[甲乙丙丁]|[A-Z]|[(（]?[0-9]{1,2}(?:=[0-9+\-－]+)?[)）]?|[0-9]{1,2}=.*)$`)
	BodyLabel   = regexp.MustCompile(`^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])`)
	Bracketed   = regexp.MustCompile(`[（(][^（()）]*[）)]`)
	TotalLabel  = regexp.MustCompile(`^(?:合计|总计|收入总计|支出总计|本年收入合计|本年支出合计)$`)
	FormLabel   = regexp.MustCompile(`^(?:(?:项目|专项|专项资金|部门|单位|转移支付|政策|资金|预算部门|预算单位|填报单位|部门[（(]单位[）)]|单位[（(]部门[）)]|项目[（(]政策[）)]|政策[（(]项目[）)])(?:资金)?(?:名称|编码|单位)|(?:[省市区县]级|中央|地方|项目)?(?:主管|实施|预算|责任|填报|使用)(?:部门|单位)(?:及代码|名称)?)[:：]?$`)
)
