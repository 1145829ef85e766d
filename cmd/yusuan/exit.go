package main

import (
	"fmt"
	"slices"
	"strings"

	"yusuan/cmd/yusuan/internal/say"
)

// The codes that the program ends with. What they mean is in exits. 2 stays Go's own for a panic.
const (
	exitDone        = 0
	exitFatal       = 1
	exitSomeFailed  = 3
	exitFindings    = 4
	exitInterrupted = 130
	exitUnread      = 141 // as shells tell of a program that the signal for it ends
)

// exits are all exit codes with what they mean: what help, the READMEs and the code tell of them is held to this list.
var exits = []struct {
	code   int
	en, zh string
	rare   bool // of some commands only, which name it in their help
}{
	{exitDone, "everything was done", "全部完成", false},
	{exitFatal, "wrong usage, or an error that concerns the whole run", "用法有误，或整次运行无法进行", false},
	{exitSomeFailed, "some files failed; the manifest and the last lines say which and why", "部分文件失败，清单和最后几行说明是哪些、为什么", false},
	{exitFindings, "there are findings of the severity that --fail-on names, or above", "有 --fail-on 所指级别或更高级别的问题", true},
	{exitInterrupted, "interrupted", "被中断", false},
	{exitUnread, "nobody reads what it writes", "输出无人读取", false},
}

// exitHelp tells in help how a command ends, with which of the rare codes.
func exitHelp(l say.Language, rare ...int) string {
	var b strings.Builder
	b.WriteString(l.Of("Exit codes:", "退出码："))
	for _, e := range exits {
		if !e.rare || slices.Contains(rare, e.code) {
			fmt.Fprintf(&b, "\n  %-4d %s", e.code, l.Of(e.en, e.zh))
		}
	}
	return b.String()
}

// exitError ends the program with a code; what is to be said has been said.
type exitError int

func (e exitError) Error() string { return fmt.Sprintf("exit code %d", int(e)) }
