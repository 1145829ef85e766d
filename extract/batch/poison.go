//go:build poison

package batch

import (
	"bytes"
	"os"
	"time"
)

// poison does to this process what a defect of the program might: what the first line of a file asks for. No program that is
// released has it; those are built of it whose engines are tested.
func poison(data []byte) {
	line, _, _ := bytes.Cut(data[:min(len(data), 64)], []byte("\n"))
	switch string(line) {
	case "%poison panic":
		go panic("poison")
		select {}
	case "%poison loop":
		for {
			time.Sleep(0)
		}
	case "%poison memory":
		var all [][]byte
		for {
			all = append(all, bytes.Repeat([]byte{1}, 1<<20))
		}
	case "%poison exit":
		os.Exit(0)
	case "%poison kill":
		self, _ := os.FindProcess(os.Getpid())
		_ = self.Kill()
		select {}
	}
}
