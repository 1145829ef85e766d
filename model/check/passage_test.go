package check

import (
	"iter"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"yusuan/model/words"
)

// sentences are what running text says of amounts, in parts that a made text mixes.
var sentences = []string{
	"收入预算|404.15|万元|,|比|上年|执行数|增加|15.38|万元|,|增长|3.9|%|。",
	"支出|1,234|元|,|占|本年|支出|总预算|的|80|%|。",
	"教育支出|(类)|普通教育|(款)|小学教育|(项)|2026年|预算|数|为|100|万元|;",
	"年初预算|为|100|十万元|,|支出|决算|为|90|百元|,|完成|年初预算|的|90|%|,|决算|数|大于|预算|数|。",
	"2026年|预算|5.5|亿元|,|与|2025年|预算|6|.|7|亿元|相比|,|减少|、",
}

func madeText(random *rand.Rand) string {
	var b strings.Builder
	for range 1 + random.IntN(4) {
		parts := strings.Split(sentences[random.IntN(len(sentences))], "|")
		for i := range parts {
			switch random.IntN(30) {
			case 0:
				others := strings.Split(sentences[random.IntN(len(sentences))], "|")
				b.WriteString(others[random.IntN(len(others))])
			case 1:
			default:
				b.WriteString(parts[i])
			}
		}
	}
	return b.String()
}

// Where an amount or a sentence can stand is looked for at the places that tell it alone, and finds what looking everywhere finds.
func TestPassageFindsWhatPatternsDo(t *testing.T) {
	patterns := map[string]func() *regexp.Regexp{"amount": words.Pattern(`^` + beforeAmount + amountWithUnit), "change": changeInText, "share": shareInText,
		"item": itemInText, "accounts": finalInText, "direction": changeDirection}
	anywhere := make(map[string]*regexp.Regexp)
	for name, pattern := range patterns {
		anywhere[name] = regexp.MustCompile(strings.TrimPrefix(pattern().String(), "^"))
	}
	found := make(map[string]int)
	random := rand.New(rand.NewPCG(1, 1))
	for range 2_000 {
		p := &passage{text: madeText(random)}
		p.amounts = amountsIn(p.text)
		places := map[string]iter.Seq[int]{"amount": p.amountsBefore(""), "change": p.amountsBefore("比", "较"), "share": p.amountsBefore("占"),
			"item": p.places("(类)", 2), "accounts": p.places("年初预算", 1), "direction": p.places("年", len("2026"))}
		for name, pattern := range patterns {
			got, want := slices.Collect(p.find(pattern, places[name])), anywhere[name].FindAllStringSubmatchIndex(p.text, -1)
			if !slices.EqualFunc(got, want, slices.Equal) {
				t.Fatalf("%s in %s:\n got %v\nwant %v", name, p.text, got, want)
			}
			found[name] += len(got)
		}
	}
	for name := range patterns {
		if found[name] < 100 {
			t.Errorf("%s: found %d times in all texts", name, found[name])
		}
	}
}
