package main

import (
	"errors"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"yusuan/cmd/yusuan/internal/say"
)

// variablePrefix is what the names of the flags' environment variables begin with.
const variablePrefix = "YUSUAN_"

// variables are the environment variables that set a command's flag; the first that is set counts.
func variables(command, flag string) []string {
	name := strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
	return []string{variablePrefix + strings.ToUpper(command) + "_" + name, variablePrefix + name}
}

// setBy annotates a flag with the variable that set it.
const setBy = "yusuan_set_by"

// setFromEnvironment sets the flags that the command line does not from the environment. Commands that users do not call
// have what their caller tells them, and the root's flags are questions.
func setFromEnvironment(cmd *cobra.Command, variable func(string) string) error {
	if cmd.Hidden || !cmd.HasParent() {
		return nil
	}
	var errs []error
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if f.Changed || f.Name == "help" {
			return
		}
		for _, name := range variables(cmd.Name(), f.Name) {
			value := variable(name)
			if value == "" {
				continue
			}
			err := errors.Join(cmd.Flags().Set(f.Name, value), cmd.Flags().SetAnnotation(f.Name, setBy, []string{name}))
			if err != nil {
				errs = append(errs, say.Errorf("%s: %v", "%s：%v", name, err))
			}
			return
		}
	})
	return errors.Join(errs...)
}

// onCommandLine tells whether a flag was set there, and not by the environment for any run.
func onCommandLine(cmd *cobra.Command, flag string) bool {
	f := cmd.Flags().Lookup(flag)
	return f.Changed && f.Annotations[setBy] == nil
}

// flagName finds the flags that an error is about.
var flagName = regexp.MustCompile(`--[a-z][a-z-]*`)

// naming adds to an error the variables that set the flags that it names: who reads it may have typed none of them.
func naming(cmd *cobra.Command, err error) error {
	for _, name := range flagName.FindAllString(err.Error(), -1) {
		f := cmd.Flags().Lookup(name[len("--"):])
		if f == nil || f.Annotations[setBy] == nil || strings.Contains(err.Error(), f.Annotations[setBy][0]) {
			continue
		}
		err = say.Errorf("%v (%s is set by %s)", "%v（%s 由 %s 设定）", err, name, f.Annotations[setBy][0])
	}
	return err
}
