package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"yusuan/cmd/yusuan/internal/say"
)

// languageFlag names the flag that chooses a language. It is looked for before any other: help that a wrong flag brings is in it, too.
const languageFlag = "lang"

// language is what the program speaks: the language that is chosen, by the flag or the environment, or else the machine's.
func language(args []string, variable func(string) string) say.Language {
	chosen := languageOf(args)
	if chosen == "" {
		chosen = languageFor(args, variable)
	}
	if l := say.Language(chosen); slices.Contains(say.Languages(), l) {
		return l
	}
	return say.OfLocale(variable)
}

// languageOf is the value of the last flag for it among the arguments, "" where none is.
func languageOf(args []string) (chosen string) {
	for i, arg := range args {
		if arg == "--" {
			break
		}
		if value, ok := strings.CutPrefix(arg, "--"+languageFlag+"="); ok {
			chosen = value
		} else if arg == "--"+languageFlag && i+1 < len(args) {
			chosen = args[i+1]
		}
	}
	return chosen
}

// languageFor is the language that the environment chooses for a command, which the first argument names that is no flag: none
// of the flags before it takes a value but the one for the language.
func languageFor(args []string, variable func(string) string) string {
	command := ""
	if i := slices.IndexFunc(args, func(arg string) bool { return !strings.HasPrefix(arg, "-") }); i >= 0 {
		command = args[i]
	}
	for _, name := range variables(command, languageFlag) {
		if value := variable(name); value != "" {
			return value
		}
	}
	return ""
}

// defineLanguage gives the root and all its commands the flag.
func defineLanguage(root *cobra.Command, l say.Language) {
	root.PersistentFlags().String(languageFlag, "", l.Of(
		"language of help, messages and reports: zh, en (default: as LANG tells; of tables and Excel workbooks zh)",
		"帮助、消息和报告的语言：zh、en（默认按 LANG；表格和 Excel 工作簿默认 zh）"))
	completeWith(root, languageFlag, completeOne(string(say.Chinese), string(say.English)))
}

// checkLanguage tells of a language that is none.
func checkLanguage(cmd *cobra.Command) error {
	if chosen := chosenLanguage(cmd); chosen != "" && !slices.Contains(say.Languages(), say.Language(chosen)) {
		return say.Errorf("--lang is %q; it may be zh, en", "--lang 为 %q，只能是 zh、en", chosen)
	}
	return nil
}

// chosenLanguage is the language that the flag or the environment chose, "" where neither did: what is written for others than
// who sits at this machine does not depend on its system.
func chosenLanguage(cmd *cobra.Command) string { return cmd.Flag(languageFlag).Value.String() }
