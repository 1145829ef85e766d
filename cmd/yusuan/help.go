package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/clipperhouse/displaywidth"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"yusuan/cmd/yusuan/internal/say"
)

// defineHelp has all commands tell what they do in the language, in the order in which cobra tells it.
func defineHelp(root *cobra.Command, l say.Language) {
	help := helpCommand(l)
	root.SetHelpCommand(help)
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) {
		_, _ = io.WriteString(cmd.OutOrStdout(), helpText(cmd, l)) // who does not read help needs none
	})
	for _, cmd := range append(root.Commands(), root, help) {
		cmd.Flags().BoolP("help", "h", false, l.Format("help for %s", "%s 的用法", cmd.Name()))
	}
}

func helpCommand(l say.Language) *cobra.Command {
	return &cobra.Command{
		Use:     l.Of("help [COMMAND]", "help [命令]"),
		Short:   l.Of("Tell what a command does", "说明一个命令的用法"),
		Long:    l.Of("Tell what a command does and which flags it has, as its --help does.", "说明一个命令的作用和选项，与该命令的 --help 相同。"),
		Example: "  yusuan help extract",
		ValidArgsFunction: func(cmd *cobra.Command, args []string, begun string) (names []string, _ cobra.ShellCompDirective) {
			for _, c := range cmd.Root().Commands() {
				if len(args) == 0 && !c.Hidden && strings.HasPrefix(c.Name(), begun) {
					names = append(names, cobra.CompletionWithDesc(c.Name(), c.Short))
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			asked, _, err := cmd.Root().Find(args)
			if err != nil {
				return err
			}
			return asked.Help()
		},
	}
}

// helpText is what a command does, how it is called, examples, and its flags.
func helpText(cmd *cobra.Command, l say.Language) string {
	var b strings.Builder
	section := func(en, zh, text string) {
		if text = strings.TrimRight(text, " \n"); text != "" {
			fmt.Fprintf(&b, "\n%s\n%s\n", l.Of(en, zh), text)
		}
	}
	b.WriteString(strings.TrimSpace(cmd.Long) + "\n")
	section("Usage:", "用法：", useLines(cmd, l))
	section("Examples:", "示例：", cmd.Example)
	section("Available Commands:", "命令：", commandLines(cmd))
	section("Flags:", "选项：", flagLines(cmd.LocalFlags(), l))
	section("Global Flags:", "通用选项：", flagLines(cmd.InheritedFlags(), l))
	if cmd.HasAvailableSubCommands() {
		b.WriteString(l.Format("\nUse \"%s [command] --help\" for more information about a command.\n", "\n各命令的用法见 %s 命令 --help。\n", cmd.CommandPath()))
	}
	return b.String()
}

func useLines(cmd *cobra.Command, l say.Language) string {
	flags := l.Of("[flags]", "[选项]")
	lines := fmt.Sprintf("  %s %s\n", strings.TrimSuffix(cmd.UseLine(), " [flags]"), flags)
	if cmd.HasAvailableSubCommands() {
		lines += fmt.Sprintf("  %s %s\n", cmd.CommandPath(), l.Of("[command]", "[命令]"))
	}
	return lines
}

func commandLines(cmd *cobra.Command) string {
	var rows [][2]string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() || c.Name() == "help" {
			rows = append(rows, [2]string{"  " + c.Name(), c.Short})
		}
	}
	return columns(rows, " ")
}

// flagLines are flags as pflag lists them, with the kinds of values and the defaults in the language.
func flagLines(flags *pflag.FlagSet, l say.Language) string {
	var rows [][2]string
	flags.VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			rows = append(rows, [2]string{flagWord(f, l), f.Usage + defaultWord(f, l)})
		}
	})
	return columns(rows, "   ")
}

// kinds are the Chinese words for what flags take.
var kindsOfValues = map[string]string{
	"string": "文本", "strings": "列表", "stringArray": "文本", "int": "数", "duration": "时长", "SIZE": "大小", "": "",
}

// flagWord is a flag with what it takes.
func flagWord(f *pflag.Flag, l say.Language) string {
	word := "      --" + f.Name
	if f.Shorthand != "" {
		word = "  -" + f.Shorthand + ", --" + f.Name
	}
	kind, _ := pflag.UnquoteUsage(f)
	return strings.TrimRight(word+" "+l.Of(kind, kindsOfValues[kind]), " ")
}

// defaultWord tells a flag's default where it is a value.
func defaultWord(f *pflag.Flag, l say.Language) string {
	value := f.DefValue
	if slices.Contains([]string{"", "false", "0", "[]"}, value) {
		return ""
	}
	if f.Value.Type() == "string" && l == say.English {
		value = strconv.Quote(value)
	}
	return l.Format(" (default %s)", "（默认 %s）", value)
}

// columns writes rows of two columns, the second of which stand under one another: a Chinese character takes the room of two letters.
func columns(rows [][2]string, between string) string {
	widest := 0
	for _, row := range rows {
		widest = max(widest, displaywidth.String(row[0]))
	}
	var b strings.Builder
	for _, row := range rows {
		fmt.Fprintln(&b, row[0]+strings.Repeat(" ", widest-displaywidth.String(row[0]))+between+row[1])
	}
	return b.String()
}
