package main

import (
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"yusuan/cmd/yusuan/internal/say"
	"yusuan/extract/batch"
	"yusuan/extract/picture"
)

// defaultMemory is what a worker may take: no disclosure was seen that takes a third of it.
const defaultMemory = 1 << 30

const workerName = "worker"

// workerCommand is what extract, and the package for Python, start to read PDFs in other processes. Users never call it.
func workerCommand() *cobra.Command {
	return &cobra.Command{
		Use:    workerName,
		Short:  "Read PDFs for a run of extract",
		Hidden: true,
		Args:   cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			// A terminal sends its interrupt to all processes of a run. It is for the run
			// to say what of it is finished; a worker ends when its input does.
			signal.Ignore(interrupts...)
			painter, err := ownProcess("painter")
			if err != nil {
				return err
			}
			own := picture.Options{Command: painter, Cache: defaultCache(), Fonts: picture.FontFolders()}
			if code := batch.Serve(cmd.InOrStdin(), cmd.OutOrStdout(), own); code != exitDone {
				return exitError(code)
			}
			return nil
		},
	}
}

// running is the running program on Linux, whatever is at its path by now.
const running = "/proc/self/exe"

// workerProcess returns how a worker is started: by this very program, also when
// a new version takes its place on the disk while it runs, where that can be had.
func workerProcess() (func() *exec.Cmd, error) { return ownProcess(workerName) }

// ownProcess returns how this program is started with a command.
func ownProcess(command string) (func() *exec.Cmd, error) {
	path := running
	if _, err := os.Stat(running); err != nil {
		if path, err = programPath(); err != nil {
			return nil, say.Errorf("find this program: %v", "查找本程序：%v", err)
		}
	}
	return func() *exec.Cmd { return exec.Command(path, command) }, nil
}

// programPath is the program's path as the system tells it, or else as it was called.
func programPath() (string, error) {
	if path, err := os.Executable(); err == nil {
		return path, nil
	}
	path, err := exec.LookPath(os.Args[0])
	if err != nil {
		return "", err
	}
	return filepath.Abs(path)
}

// byteSize is a flag's number of bytes, written as "512MiB".
type byteSize int64

var units = []struct {
	name  string
	bytes int64
}{{"GiB", 1 << 30}, {"MiB", 1 << 20}}

func (b *byteSize) Type() string { return "SIZE" }

func (b *byteSize) String() string {
	for _, u := range units {
		if *b > 0 && int64(*b)%u.bytes == 0 {
			return strconv.FormatInt(int64(*b)/u.bytes, 10) + u.name
		}
	}
	return strconv.FormatInt(int64(*b), 10)
}

// Set implements pflag.Value.
func (b *byteSize) Set(s string) error {
	if s == "0" {
		*b = 0
		return nil
	}
	for _, u := range units {
		number, ok := strings.CutSuffix(s, u.name)
		n, err := strconv.ParseInt(number, 10, 32)
		if !ok || err != nil {
			continue
		}
		if *b = byteSize(n * u.bytes); *b < batch.MinMemory {
			return say.Errorf("less than %d MiB", "少于 %d MiB", batch.MinMemory>>20)
		}
		return nil
	}
	return say.Errorf("no size as 512MiB or 2GiB", "不是 512MiB、2GiB 这样的大小")
}
