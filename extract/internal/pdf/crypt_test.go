package pdf

import (
	"bytes"
	"crypto/md5"
	"crypto/rc4"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
)

// TestEncryptedFiles encrypts a file by each method and reads it with the passwords that should and should not open it.
func TestEncryptedFiles(t *testing.T) {
	keepOffDisk()
	const title = "a title that is encrypted"
	plain := buildWith("/Info 5 0 R/ID[<0123456789ABCDEF><0123456789ABCDEF>]",
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 100]>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<<>>>>", stream("", "0 0 m 1 1 l S"), "<</Title("+title+")>>")
	for name, conf := range map[string]func(user, owner string) *model.Configuration{
		"RC4-40":  func(u, o string) *model.Configuration { return model.NewRC4Configuration(u, o, 40) },
		"RC4-128": func(u, o string) *model.Configuration { return model.NewRC4Configuration(u, o, 128) },
		"AES-128": func(u, o string) *model.Configuration { return model.NewAESConfiguration(u, o, 128) },
		"AES-256": func(u, o string) *model.Configuration { return model.NewAESConfiguration(u, o, 256) },
	} {
		for _, user := range []string{"", "reader"} {
			t.Run(name+" "+user, func(t *testing.T) {
				var b bytes.Buffer
				if err := api.Encrypt(bytes.NewReader(plain), &b, conf(user, "owner")); err != nil {
					t.Fatal(err)
				}
				for _, password := range []string{user, "owner", "", "wrong"} {
					opens := password == user || password == "owner" || user == ""
					d, err := Open(t.Context(), b.Bytes(), Options{Password: password})
					switch {
					case !opens && !errors.Is(err, ErrPassword):
						t.Errorf("password %q: %v", password, err)
					case opens && err != nil:
						t.Errorf("password %q: %v", password, err)
					case opens:
						checkDecrypted(t, d)
					}
				}
			})
		}
	}
}

func checkDecrypted(t *testing.T, d *Document) {
	t.Helper()
	pages, err := d.Pages()
	if err != nil {
		t.Fatal(err)
	}
	got, err := d.Contents(pages[0])
	if err != nil || string(bytes.TrimSpace(got)) != "0 0 m 1 1 l S" {
		t.Errorf("contents %q, %v", got, err)
	}
	if info := d.Info(); !info.Encrypted || info.Repaired || info.Title != "a title that is encrypted" {
		t.Errorf("info %+v, problems %v", info, d.Problems())
	}
}

func TestUnknownEncryption(t *testing.T) {
	data := buildWith("/Encrypt<</Filter/NoSuchHandler/V 9>>", "<</Pages 2 0 R>>", "<</Kids[3 0 R]>>", "<</Type/Page>>")
	if _, err := Open(t.Context(), data, Options{}); !errors.Is(err, ErrEncryption) {
		t.Errorf("got %v", err)
	}
}

// rc4File is a file of one page, encrypted by V 4 with RC4: entries tell the dictionary what the key's length is, which
// is length bytes, and which crypt filters encrypt what. The user's password is user, and dict is of the contents' stream.
func rc4File(user, entries string, length int, dict, content string, more ...string) []byte {
	padding := "\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A"
	encrypted := func(key []byte, data string) string {
		c, _ := rc4.NewCipher(key) // whose length is between 1 and 256
		out := make([]byte, len(data))
		c.XORKeyStream(out, []byte(data))
		return string(out)
	}
	id, owner := "0123456789ABCDEF", strings.Repeat("o", 32)
	hash := md5.Sum([]byte((user + padding)[:32] + owner + "\xFC\xFF\xFF\xFF" + id)) // algorithm 2
	for range 50 {
		hash = md5.Sum(hash[:length])
	}
	key := hash[:length]
	sum := md5.Sum([]byte(padding + id)) // algorithm 5
	check := string(sum[:])
	for i := range 20 {
		step := bytes.Clone(key)
		for j := range step {
			step[j] ^= byte(i)
		}
		check = encrypted(step, check)
	}
	full := append(bytes.Clone(key), make([]byte, 16-length)...)
	sum = md5.Sum(append(full, 4, 0, 0, 0, 0)) // algorithm 1, for object 4
	return buildWith(fmt.Sprintf("/ID[<%X><%X>]/Encrypt<</Filter/Standard/V 4/R 4/P -4/O<%X>/U<%X>%s>>", id, id, owner, check+strings.Repeat("\x00", 16), entries),
		append([]string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 100]>>",
			"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>", stream(dict, encrypted(sum[:], content))}, more...)...)
}

func TestKeyLengthOfVersion4(t *testing.T) {
	const filters = "/StmF/StdCF/StrF/StdCF/CF<</StdCF<</CFM/V2/AuthEvent/DocOpen%s>>>>"
	for name, c := range map[string]struct {
		entries string
		length  int
	}{
		"short, filled with zeros": {"/Length 40" + fmt.Sprintf(filters, "/Length 5"), 5},
		"of 48 bits":               {"/Length 48" + fmt.Sprintf(filters, "/Length 6"), 6},
		"short, told by a filter":  {fmt.Sprintf(filters, "/Length 5"), 5},
		"not told":                 {fmt.Sprintf(filters, "/Length 16"), 16},
		"not told by the filter":   {"/Length 128" + fmt.Sprintf(filters, ""), 16},
		"told wrongly":             {"/Length 40" + fmt.Sprintf(filters, "/Length 16"), 16},
		"told in bytes":            {"/Length 16" + fmt.Sprintf(filters, "/Length 16"), 16},
	} {
		if got := contents(t, rc4File("", c.entries, c.length, "", "0 0 m 1 1 l S")); len(got) != 1 || got[0] != "0 0 m 1 1 l S" {
			t.Errorf("%s: contents %q", name, got)
		}
	}
}

// Where only attachments are encrypted, no password is needed but for a stream that names their crypt filter.
func TestOnlyAttachmentsEncrypted(t *testing.T) {
	const filter = "/Length 128/EFF/StdCF/CF<</StdCF<</CFM/V2/AuthEvent/EFOpen/Length 16>>>>"
	for _, identity := range []string{"", "/StmF/Identity/StrF/Identity"} {
		data := rc4File("reader", filter+identity, 16, "/Filter/Crypt/DecodeParms<</Name/StdCF>>", "secret", stream("", "0 0 m"))
		data = bytes.Replace(data, []byte("/Contents 4 0 R"), []byte("/Contents 5 0 R"), 1)
		if got := contents(t, data); len(got) != 1 || got[0] != "0 0 m" {
			t.Errorf("%q: contents %q", identity, got)
		}
		d := open(t, data, Options{})
		if _, err := d.Data(d.Stream(Ref{Number: 4})); !errors.Is(err, ErrPassword) {
			t.Errorf("%q: attachment without password: %v", identity, err)
		}
		d = open(t, data, Options{Password: "reader"})
		if got, err := d.Data(d.Stream(Ref{Number: 4})); err != nil || string(got) != "secret" {
			t.Errorf("%q: attachment with password: %q, %v", identity, got, err)
		}
	}
}
