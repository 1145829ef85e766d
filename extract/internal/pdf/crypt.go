package pdf

import (
	"bytes"
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// cryptMethod is how a crypt filter encrypts (Table 25, /CFM).
type cryptMethod uint8

const (
	identity cryptMethod = iota
	rc4Method
	aes128
	aes256
)

// A decrypter decrypts strings and streams with the file's key (7.6.2). A nil one changes nothing.
type decrypter struct {
	key              []byte
	locked           error // why there is no key
	strings, streams cryptMethod
	named            map[Name]cryptMethod // of the crypt filters that a stream may name
	metadata         bool                 // metadata streams are encrypted as well
	dictNumber       int                  // the encryption dictionary's own object, whose strings are not
}

// unlock finds the key if the file is encrypted. pdfcpu's security handler checks the passwords. A file of which
// only attachments are encrypted, or streams that name a crypt filter, is open without one.
func (f *fileSource) unlock(password string) error {
	entry := f.trail["Encrypt"]
	dict, _ := f.resolve(entry).(Dict)
	if dict == nil {
		if entry != nil {
			return fmt.Errorf("%w: dictionary is missing", ErrEncryption)
		}
		return nil
	}
	resolved := f.deep(dict, 0).(Dict)
	id, _ := f.deep(f.resolve(f.trail["ID"]), 0).(Array)
	c := &decrypter{metadata: resolved["EncryptMetadata"] != false}
	if ref, ok := entry.(Ref); ok {
		c.dictNumber = ref.Number
	}
	c.readMethods(resolved)
	c.key, c.locked = fileKey(f.ctx, resolved, id, password)
	if c.locked != nil && (c.strings != identity || c.streams != identity) {
		return c.locked
	}
	f.crypt = c
	return nil
}

// deep resolves the references inside a value.
func (f *fileSource) deep(o Object, depth int) Object {
	if depth > maxChain {
		return nil
	}
	switch v := f.resolve(o).(type) {
	case Dict:
		copied := make(Dict, len(v))
		for key, e := range v {
			copied[key] = f.deep(e, depth+1)
		}
		return copied
	case Array:
		copied := make(Array, len(v))
		for i, e := range v {
			copied[i] = f.deep(e, depth+1)
		}
		return copied
	default:
		return v
	}
}

// readMethods reads how strings and streams are encrypted: of V 4 and 5 crypt filters say it (7.6.6).
func (c *decrypter) readMethods(dict Dict) {
	v, _ := dict["V"].(int64)
	if v != 4 && v != 5 {
		c.strings, c.streams = rc4Method, rc4Method
		return
	}
	c.named = make(map[Name]cryptMethod)
	filters, _ := dict["CF"].(Dict)
	for name, o := range filters {
		filter, _ := o.(Dict)
		switch method, _ := filter["CFM"].(Name); {
		case method == "V2":
			c.named[name] = rc4Method
		case method == "AESV2" && v == 4:
			c.named[name] = aes128
		case method == "AESV2" || method == "AESV3": // V 5 has one method, whatever it is called
			c.named[name] = aes256
		}
	}
	forStrings, _ := dict["StrF"].(Name)
	forStreams, _ := dict["StmF"].(Name)
	c.strings, c.streams = c.named[forStrings], c.named[forStreams]
}

// shortestKey is what V 4 takes, in bytes: a shorter key goes on with zeros. ISO 32000 does not say so; it is what
// Acrobat writes and reads.
const shortestKey = 16

// fileKey asks pdfcpu's security handler for the file encryption key (7.6.4): it reads a file that
// consists of the encryption dictionary and the file identifier alone.
func fileKey(ctx context.Context, dict Dict, id Array, password string) ([]byte, error) {
	var err error
	for _, dict := range keyDicts(dict) {
		carrier := encryptedCarrier(dict, id)
		for _, password := range slices.Compact([]string{password, latin1(password), ""}) {
			var s *pdfcpuSource
			if s, err = readPDFCPU(ctx, carrier, password, Limits{}.withDefaults()); err == nil {
				key := s.ctx.EncKey
				if dict["V"] == int64(4) && len(key) < shortestKey {
					key = append(slices.Clip(key), make([]byte, shortestKey-len(key))...)
				}
				return key, nil
			}
			if !errors.Is(err, ErrPassword) {
				return nil, fmt.Errorf("%w: %w", ErrEncryption, err)
			}
		}
	}
	return nil, err
}

// keyDicts are the encryption dictionaries by which a key may be made. Of V 4 the crypt filters do not matter for it,
// and the key's length, in bits, is what the dictionary tells, or 128, which V 4 means where none is told or a wrong one,
// or 40, the entry's default; the password tells which.
func keyDicts(dict Dict) []Dict {
	if dict["V"] != int64(4) {
		return []Dict{dict}
	}
	var all []Dict
	for _, length := range []Object{dict["Length"], int64(128), int64(40)} {
		if n, ok := length.(int64); !ok || n < 40 || n > 128 || n%8 != 0 {
			continue
		}
		d := maps.Clone(dict)
		d["Length"], d["CF"] = length, Dict{}
		for _, key := range []Name{"StmF", "StrF", "EFF"} {
			delete(d, key)
		}
		all = append(all, d)
	}
	return all
}

// latin1 is a password as the handlers before revision 6 expect it (7.6.4.3.2); itself if it has other characters.
func latin1(password string) string {
	var b []byte
	for _, r := range password {
		if r > 0xFF {
			return password
		}
		b = append(b, byte(r))
	}
	return string(b)
}

// encryptedCarrier writes an otherwise empty PDF file with an encryption dictionary.
func encryptedCarrier(dict Dict, id Array) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	var offsets []int
	for i, body := range []Object{Dict{"Type": Name("Catalog"), "Pages": Ref{Number: 2}},
		Dict{"Type": Name("Pages"), "Kids": Array{}, "Count": int64(0)}, dict} {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n", i+1)
		writeObject(&b, body)
		b.WriteString("\nendobj\n")
	}
	table := b.Len()
	b.WriteString("xref\n0 4\n0000000000 65535 f \n")
	for _, offset := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	b.WriteString("trailer\n")
	trailer := Dict{"Size": int64(4), "Root": Ref{Number: 1}, "Encrypt": Ref{Number: 3}}
	if len(id) > 0 {
		trailer["ID"] = id
	}
	writeObject(&b, trailer)
	fmt.Fprintf(&b, "\nstartxref\n%d\n%%%%EOF\n", table)
	return b.Bytes()
}

// writeObject writes a value as PDF, strings as hexadecimal ones.
func writeObject(b *bytes.Buffer, o Object) {
	switch v := o.(type) {
	case Name:
		b.WriteByte('/')
		for _, c := range []byte(v) {
			if charClass[c] == regularChar && c > ' ' && c < 0x7F && c != '#' {
				b.WriteByte(c)
			} else {
				fmt.Fprintf(b, "#%02X", c)
			}
		}
	case String:
		fmt.Fprintf(b, "<%X>", string(v))
	case Ref:
		fmt.Fprintf(b, "%d %d R", v.Number, v.Generation)
	case Array:
		b.WriteByte('[')
		for _, e := range v {
			writeObject(b, e)
			b.WriteByte(' ')
		}
		b.WriteByte(']')
	case Dict:
		b.WriteString("<<")
		for key, e := range v {
			writeObject(b, key)
			b.WriteByte(' ')
			writeObject(b, e)
		}
		b.WriteString(">>")
	case nil, *Stream:
		b.WriteString("null")
	case float64:
		b.WriteString(strconv.FormatFloat(v, 'f', -1, 64))
	default:
		fmt.Fprint(b, v)
	}
}

// object decrypts the strings of an indirect object in place and returns it.
func (c *decrypter) object(o Object, number, generation int) Object {
	if c == nil || c.strings == identity || number == c.dictNumber {
		return o
	}
	switch v := o.(type) {
	case String:
		plain, err := c.decrypt(c.strings, []byte(v), number, generation)
		if err != nil {
			return v
		}
		return String(plain)
	case Array:
		for i, e := range v {
			v[i] = c.object(e, number, generation)
		}
	case Dict:
		for key, e := range v {
			v[key] = c.object(e, number, generation)
		}
	case *Stream:
		c.object(v.Dict, number, generation)
	}
	return o
}

// stream decrypts a stream's data, by the crypt filter that it names where it does (7.6.6).
func (c *decrypter) stream(dict Dict, data []byte, number, generation int) ([]byte, error) {
	if c == nil || dict["Type"] == Name("XRef") || dict["Type"] == Name("Metadata") && !c.metadata {
		return data, nil
	}
	filter, parms := dict["Filter"], dict["DecodeParms"]
	if a, ok := filter.(Array); ok && len(a) > 0 {
		filter = a[0]
	}
	if a, ok := parms.(Array); ok && len(a) > 0 {
		parms = a[0]
	}
	method := c.streams
	if filter == Name("Crypt") {
		dict, _ := parms.(Dict)
		name, _ := dict["Name"].(Name)
		method = c.named[name]
	}
	return c.decrypt(method, data, number, generation)
}

func (c *decrypter) decrypt(method cryptMethod, data []byte, number, generation int) ([]byte, error) {
	if method != identity && c.locked != nil {
		return nil, c.locked
	}
	key := c.key
	if method == rc4Method || method == aes128 { // Algorithm 1
		salted := append(bytes.Clone(key), byte(number), byte(number>>8), byte(number>>16), byte(generation), byte(generation>>8))
		if method == aes128 {
			salted = append(salted, "sAlT"...)
		}
		sum := md5.Sum(salted)
		key = sum[:min(len(key)+5, len(sum))]
	}
	switch method {
	case rc4Method:
		stream, err := rc4.NewCipher(key)
		if err != nil {
			return nil, fmt.Errorf("decrypt object %d: %w", number, err)
		}
		plain := make([]byte, len(data))
		stream.XORKeyStream(plain, data)
		return plain, nil
	case aes128, aes256:
		return decryptCBC(key, data)
	}
	return data, nil
}

// decryptCBC decrypts AES in CBC mode: the first block is the initialisation vector, the last byte tells the padding.
func decryptCBC(key, data []byte) ([]byte, error) {
	if len(data) < 2*aes.BlockSize {
		return nil, nil
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("decrypt: %w", err)
	}
	data = data[:len(data)-len(data)%aes.BlockSize] // of a cut tail the whole blocks
	plain := make([]byte, len(data)-aes.BlockSize)
	cipher.NewCBCDecrypter(block, data[:aes.BlockSize]).CryptBlocks(plain, data[aes.BlockSize:])
	if n := int(plain[len(plain)-1]); n >= 1 && n <= aes.BlockSize {
		plain = plain[:len(plain)-n]
	}
	return plain, nil
}
