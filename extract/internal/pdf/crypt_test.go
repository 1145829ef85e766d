package pdf

import (
	"bytes"
	"errors"
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
