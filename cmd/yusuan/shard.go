package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"yusuan/cmd/yusuan/internal/say"
	"yusuan/extract/batch"
	"yusuan/files"
	"yusuan/files/shards"
)

// shardFlags say which part of the PDFs is read.
type shardFlags struct {
	shard   string
	digests string
}

func (f *shardFlags) define(cmd *cobra.Command, l say.Language) {
	flags := cmd.Flags()
	flags.StringVar(&f.shard, "shard", "", l.Of("read one of n parts of the PDFs, as 0/8 to 7/8 (needs --output)", "只读取 n 份中的一份，写作 0/8 至 7/8（须有 --output）"))
	flags.StringVar(&f.digests, "digests", "", l.Of("with --shard: file that lists digests of PDFs, as sha256sum writes it; those of other parts are not opened", "与 --shard 同用：列有 PDF 摘要的文件，如 sha256sum 所写；属于其他份的不打开"))
	completeWith(cmd, "shard", cobra.NoFileCompletions)
}

// part is the shard that is asked for, the zero one where none is.
func (f *shardFlags) part(cmd *cobra.Command, out string) (shards.Shard, error) {
	switch {
	case f.shard == "" && f.digests != "" && onCommandLine(cmd, "digests"):
		return shards.Shard{}, say.Errorf("--digests tells the parts of PDFs: say --shard, too", "--digests 说明 PDF 属于哪一份：请同时给出 --shard")
	case f.shard == "":
		return shards.Shard{}, nil
	case out == "":
		return shards.Shard{}, say.Errorf("--shard needs a folder to write to: say --output FOLDER", "--shard 需要写入的文件夹：请给出 --output 文件夹")
	}
	part, err := shards.Parse(f.shard)
	if err != nil {
		return part, say.Errorf("--shard: %v", "--shard：%v", err)
	}
	return part, nil
}

// listed checks the inputs of a shard and returns what --digests tells of them, by their absolute paths; nil for nothing.
func (f *shardFlags) listed(part shards.Shard, inputs []batch.Input) (func(path string) (string, bool), error) {
	if part.Count == 0 {
		return nil, nil
	}
	if slices.ContainsFunc(inputs, func(in batch.Input) bool { return in.Path == batch.Stdin }) {
		return nil, say.Errorf("standard input is read once and cannot be among the PDFs of --shard", "标准输入只能读一次，不能与 --shard 同用")
	}
	if f.digests == "" {
		return nil, nil
	}
	list, err := readDigests(f.digests)
	if err != nil {
		return nil, say.Errorf("--digests %s: %v", "--digests %s：%v", f.digests, err)
	}
	known := func(in batch.Input) bool {
		path, err := filepath.Abs(in.Path)
		_, ok := list[path]
		return err == nil && ok
	}
	if !slices.ContainsFunc(inputs, known) {
		return nil, say.Errorf("--digests %s: it lists none of the PDFs; paths are seen from the working folder", "--digests %s：所列的都不是要读取的 PDF；其中的路径从当前文件夹算起", f.digests)
	}
	return func(path string) (string, bool) {
		sum, ok := list[path]
		return hex.EncodeToString(sum[:]), ok
	}, nil
}

// digestList holds digests of files by their absolute paths.
type digestList map[string][sha256.Size]byte

func readDigests(path string) (digestList, error) {
	file, err := files.Open(path)
	if err != nil {
		return nil, files.Cause(err)
	}
	defer file.Close()
	data, err := io.ReadAll(file)
	if err != nil {
		return nil, files.Cause(err)
	}
	list := make(digestList)
	n := 0
	for line := range bytes.Lines(bytes.TrimPrefix(data, byteOrderMark)) {
		n++
		text := strings.TrimSuffix(strings.TrimSuffix(string(line), "\n"), "\r")
		if text == "" {
			continue
		}
		if err := list.add(text); err != nil {
			return nil, say.Errorf("line %d: %v", "第 %d 行：%v", n, err)
		}
	}
	return list, nil
}

// escapes are those of sha256sum, in names on lines that begin with a backslash.
var escapes = strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\r`, "\r")

// add takes in a line: a digest, a space, a space or an asterisk, a path.
func (d digestList) add(line string) error {
	rest, escaped := strings.CutPrefix(line, `\`)
	digest, name, ok := strings.Cut(rest, " ")
	var sum [sha256.Size]byte
	n, err := hex.Decode(sum[:], []byte(digest[:min(len(digest), hex.EncodedLen(len(sum)))]))
	if !ok || err != nil || n != len(sum) || len(digest) > hex.EncodedLen(n) || len(name) < 2 || name[0] != ' ' && name[0] != '*' {
		return say.Errorf("no digest and path as sha256sum writes them: %.100q", "不是 sha256sum 所写的摘要和路径：%.100q", line)
	}
	name = name[1:]
	if escaped {
		name = escapes.Replace(name)
	}
	path, err := filepath.Abs(name)
	if err != nil {
		return err
	}
	if other, ok := d[path]; ok && other != sum {
		return say.Errorf("%q has two digests", "%q 有两个摘要", name)
	}
	d[path] = sum
	return nil
}
