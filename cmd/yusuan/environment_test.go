package main

import (
	"slices"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"yusuan/cmd/yusuan/internal/say"
)

// switches are variables that tests and tools for development ask for: no flag may take one.
var switches = []string{"YUSUAN_FULL", "YUSUAN_TABLES", "YUSUAN_TEST_WORKER"}

// Each variable sets flags of one name: that of a command is no other flag's for all commands, and no switch.
func TestVariablesAreApart(t *testing.T) {
	means := make(map[string]string)
	for _, c := range rootCommand(say.English).Commands() {
		c.Flags().VisitAll(func(f *pflag.Flag) {
			names := variables(c.Name(), f.Name)
			for i, flag := range []string{c.Name() + " --" + f.Name, "--" + f.Name} {
				if other, ok := means[names[i]]; ok && other != flag {
					t.Errorf("%s is %s and %s", names[i], other, flag)
				}
				means[names[i]] = flag
				if slices.Contains(switches, names[i]) {
					t.Errorf("%s is %s, and a switch of tests", names[i], flag)
				}
			}
		})
	}
	if len(means) < 30 {
		t.Errorf("%d variables", len(means))
	}
}

// Any command's flags are set from the environment, whatever they are, and tell which variable did it; what the command line sets stays.
func TestEveryFlagHasItsVariables(t *testing.T) {
	for _, c := range rootCommand(say.English).Commands() {
		if c.Hidden {
			continue
		}
		c.Flags().VisitAll(func(f *pflag.Flag) {
			if f.Name == "help" {
				return
			}
			for _, name := range variables(c.Name(), f.Name) {
				cmd := sameCommand(t, c.Name())
				value := map[string]string{"bool": "true", "int": "3", "duration": "3s", "SIZE": "128MiB"}[f.Value.Type()]
				if value == "" {
					value = "x"
				}
				if err := setFromEnvironment(cmd, func(asked string) string {
					if asked == name {
						return value
					}
					return ""
				}); err != nil {
					t.Errorf("%s: %v", name, err)
				}
				set := cmd.Flags().Lookup(f.Name)
				if !set.Changed || set.Annotations[setBy][0] != name || onCommandLine(cmd, f.Name) {
					t.Errorf("%s sets %s --%s: %t, by %q", name, c.Name(), f.Name, set.Changed, set.Annotations[setBy])
				}
			}
		})
	}
	cmd := sameCommand(t, "check")
	if err := cmd.ParseFlags([]string{"--lang", "zh"}); err != nil {
		t.Fatal(err)
	}
	if err := setFromEnvironment(cmd, func(string) string { return "3" }); err == nil {
		t.Error("3 is a duration")
	}
	if f := cmd.Flags().Lookup("lang"); f.Value.String() != "zh" || !onCommandLine(cmd, "lang") {
		t.Errorf("--lang zh is %s", f.Value)
	}
}

func sameCommand(t *testing.T, name string) *cobra.Command {
	t.Helper()
	cmd, _, err := rootCommand(say.English).Find([]string{name})
	if err != nil {
		t.Fatal(err)
	}
	return cmd
}

// Commands that take PATH... have the same ways to name paths and to be quiet.
func TestCommandsWithPaths(t *testing.T) {
	found := 0
	for _, c := range rootCommand(say.English).Commands() {
		if c.Flags().Lookup("files-from") == nil {
			continue
		}
		found++
		for _, flag := range []string{"null", "meta", "region", "quiet", "json", "workers", "timeout", "password"} {
			if c.Flags().Lookup(flag) == nil {
				t.Errorf("%s has no --%s", c.Name(), flag)
			}
		}
	}
	if found < 3 {
		t.Errorf("%d commands", found)
	}
}

func TestSimilar(t *testing.T) {
	words := []string{"row-sum-mismatch", "column-sum-mismatch", "list-open", "no-tables"}
	for word, want := range map[string][]string{
		"sum-mismatch": {"row-sum-mismatch", "column-sum-mismatch"},
		"list-opne":    {"list-open"},
		"notables":     {"no-tables"},
		"x":            nil,
		"":             nil,
		"open":         {"list-open"},
	} {
		if got := similar(word, words); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", word, got, want)
		}
	}
}
