package ocr

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"strings"
	"testing"
)

// The embedded model is the one that the script made.
func TestModelDigest(t *testing.T) {
	want, err := os.ReadFile("model/sha256")
	if err != nil {
		t.Fatal(err)
	}
	if sum := sha256.Sum256(model); hex.EncodeToString(sum[:]) != strings.TrimSpace(string(want)) {
		t.Errorf("the model's digest is %x, not %s", sum, want)
	}
}
