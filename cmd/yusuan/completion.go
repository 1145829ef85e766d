package main

import (
	"strings"

	"github.com/spf13/cobra"

	"yusuan/cmd/yusuan/internal/say"
)

func completionCommand(l say.Language) *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:       "completion bash|zsh|fish|powershell",
		Short:     l.Of("Print a completion script for a shell", "输出 shell 的补全脚本"),
		Long:      l.Of("Print a script to standard output that completes commands, flags and file names in a shell.", "把脚本写到标准输出，用来在 shell 中补全命令、选项和文件名。"),
		Example:   "  source <(yusuan completion bash)",
		Args:      cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		ValidArgs: shells,
		RunE: func(cmd *cobra.Command, args []string) error {
			root, out := cmd.Root(), cmd.OutOrStdout()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(out, true)
			case "zsh":
				return root.GenZshCompletion(out)
			case "fish":
				return root.GenFishCompletion(out, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(out)
			}
			return say.Errorf("no completion for %q", "没有 %q 的补全脚本", args[0])
		},
	}
}

// completeFunc is what completes the values of a flag.
type completeFunc = func(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective)

// completeWith has a shell complete the values of a flag.
func completeWith(cmd *cobra.Command, flag string, complete completeFunc) {
	if err := cmd.RegisterFlagCompletionFunc(flag, complete); err != nil {
		panic(err) // only for a flag that is not there
	}
}

// completeFolders completes folders.
func completeFolders(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveFilterDirs
}

// completeOne completes one of some values.
func completeOne(values ...string) completeFunc {
	return cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)
}

// completeList completes several of some values, with commas between.
func completeList(values ...string) completeFunc {
	return func(_ *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
		before, last := "", begun
		if i := strings.LastIndexByte(begun, ','); i >= 0 {
			before, last = begun[:i+1], begun[i+1:]
		}
		var all []string
		for _, v := range values {
			if strings.HasPrefix(v, last) {
				all = append(all, before+v)
			}
		}
		return all, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
}
