package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// pdfcpuSource reads objects through pdfcpu, which has read and decrypted all of them when it is open.
type pdfcpuSource struct{ ctx *model.Context }

// keepOffDisk stops pdfcpu from making a configuration directory in the user's home, as its package api
// would. That package also brings form filling, whose tables cost every start of a program tens of milliseconds.
var keepOffDisk = sync.OnceFunc(func() { model.ConfigPath = "disable" })

func pdfcpuConfiguration(data []byte, password string, limits Limits) *model.Configuration {
	keepOffDisk()
	conf := model.NewDefaultConfiguration()
	conf.ValidationMode = model.ValidationRelaxed
	conf.Offline = true
	conf.UserPW, conf.OwnerPW = password, password
	conf.Limits.MaxObjectCount = limits.Objects
	conf.Limits.MaxXRefEntries = limits.Objects
	conf.Limits.MaxObjectStreamCount = limits.Objects
	// pdfcpu decodes all object streams when it opens a file.
	conf.Limits.MaxDecodeBytes = maxObjectStreams / int64(1+bytes.Count(data, []byte("/ObjStm")))
	conf.Limits.MaxStreamBytes = limits.FileSize
	conf.Limits.MaxRecursionDepth = maxNesting
	return conf
}

// readPDFCPU tries the password as the user's and the owner's.
func readPDFCPU(ctx context.Context, data []byte, password string, limits Limits) (*pdfcpuSource, error) {
	var read *model.Context
	err := guard("file with pdfcpu", func() (err error) {
		read, err = pdfcpu.ReadWithContext(ctx, newMeteredReader(ctx, data), pdfcpuConfiguration(data, password, limits))
		return err
	})
	switch {
	case errors.Is(err, pdfcpu.ErrWrongPassword):
		return nil, ErrPassword
	case err != nil:
		return nil, &MalformedError{What: "file", Err: err}
	}
	return &pdfcpuSource{ctx: read}, nil
}

func (s *pdfcpuSource) trailer() Dict {
	t := Dict{}
	for key, ref := range map[Name]*types.IndirectRef{"Root": s.ctx.Root, "Info": s.ctx.Info, "Encrypt": s.ctx.Encrypt} {
		if ref != nil {
			t[key] = fromPDFCPU(*ref)
		}
	}
	return t
}

func (s *pdfcpuSource) numbers() []int { return slices.Sorted(maps.Keys(s.ctx.Table)) }

func (s *pdfcpuSource) object(number int) (Object, error) {
	entry, ok := s.ctx.Table[number]
	if !ok || entry.Free {
		return nil, nil
	}
	generation := 0
	if entry.Generation != nil {
		generation = *entry.Generation
	}
	o, err := s.ctx.Dereference(*types.NewIndirectRef(number, generation))
	if err != nil {
		return nil, fmt.Errorf("object %d: %w", number, err)
	}
	return fromPDFCPU(o), nil
}

func (s *pdfcpuSource) raw(*Stream) ([]byte, error) { return nil, errors.New("stream without data") }

// fromPDFCPU converts pdfcpu's value types to ours.
func fromPDFCPU(o types.Object) Object {
	switch o := o.(type) {
	case types.Boolean:
		return bool(o)
	case types.Integer:
		return int64(o)
	case types.Float:
		return float64(o)
	case types.Name:
		return Name(o)
	case types.StringLiteral:
		return unescape(string(o))
	case types.HexLiteral:
		return unhex(string(o))
	case types.IndirectRef:
		return Ref{Number: int(o.ObjectNumber), Generation: int(o.GenerationNumber)}
	case types.Array:
		a := make(Array, len(o))
		for i, v := range o {
			a[i] = fromPDFCPU(v)
		}
		return a
	case types.Dict:
		return dictFromPDFCPU(o)
	case types.StreamDict:
		return &Stream{Dict: dictFromPDFCPU(o.Dict), source: o.Raw}
	case types.ObjectStreamDict:
		return &Stream{Dict: dictFromPDFCPU(o.Dict), source: o.Raw}
	case types.XRefStreamDict:
		return &Stream{Dict: dictFromPDFCPU(o.Dict), source: o.Raw}
	}
	return nil
}

func dictFromPDFCPU(d types.Dict) Dict {
	dict := make(Dict, len(d))
	for key, v := range d {
		dict[Name(key)] = fromPDFCPU(v)
	}
	return dict
}
