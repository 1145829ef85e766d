package content

import (
	"slices"
	"testing"

	"yusuan/extract/internal/font"
)

// TestFieldsWithoutAppearance: viewers write the value into the field's rectangle, and so do we. Helvetica's digits are 0.556 em wide.
func TestFieldsWithoutAppearance(t *testing.T) {
	const (
		form  = "/AcroForm << /Fields [ 30 0 R ] /NeedAppearances true /DA (/Helv 10 Tf 0 g) >>"
		field = "/Subtype /Widget /Rect [20 30 120 50] "
	)
	for _, test := range []struct{ name, catalog, annotation, want string }{
		{"text", form, field + "/FT /Tx /V (12)", "1@22,63.5/10 2@27.56,63.5/10"},
		{"not asked for", "", field + "/FT /Tx /DA (/Helv 10 Tf) /V (1)", "1@22,63.5/10"},
		{"flush right", form, field + "/FT /Tx /Q 2 /V (1)", "1@112.44,63.5/10"},
		{"centred", form, field + "/FT /Tx /Q 1 /V (1)", "1@67.22,63.5/10"},
		{"size of its own", form, field + "/FT /Tx /DA (0.5 g /Helv 8 Tf) /V (1)", "1@22,62.8/8"},
		{"size left to the viewer", form, field + "/FT /Tx /DA (/Helv 0 Tf) /V (1)", "1@22,64.2/12"},
		{"made to fit", form, "/Subtype /Widget /Rect [20 30 28 50] /FT /Tx /DA (/Helv 0 Tf) /V (1)", "1@22,62.45/7"},
		{"UTF-16", form, field + "/FT /Tx /V <FEFF9884>", "预@22,63.5/10"},
		{"of the field above", form, field + "/Parent 30 0 R", "7@112.44,63.5/10"},
		{"several lines", form, field + "/FT /Tx /Ff 4096 /V (1\r2)", "1@22,61/10 2@22,72.5/10"},
		{"wrapped", form, "/Subtype /Widget /Rect [20 30 42 60] /FT /Tx /Ff 4096 /V (12 34)", "1@22,51/10 2@27.56,51/10 3@22,62.5/10 4@27.56,62.5/10"},
		{"wrapped inside a word", form, "/Subtype /Widget /Rect [20 30 32 60] /FT /Tx /Ff 4096 /V (12)", "1@22,51/10 2@22,62.5/10"},
		{"comb", form, field + "/FT /Tx /Ff 16777216 /MaxLen 4 /V (12)", "1@29.72,63.5/10 2@54.72,63.5/10"},
		{"choice", form, field + "/FT /Ch /Opt [[(x) (1)] [(y) (2)]] /V (y)", "2@22,63.5/10"},
		{"several choices", form, field + "/FT /Ch /V [(1) (2)]", "1@22,61/10 2@22,72.5/10"},
		{"turned", form, "/Subtype /Widget /Rect [20 30 40 90] /MK << /R 90 >> /FT /Tx /V (1)", "1@33.5,68/10t3"},
		{"upside down", form, field + "/MK << /R 180 >> /FT /Tx /V (1)", "1@118,56.5/10t2"},
		{"password", form, field + "/FT /Tx /Ff 8192 /V (1)", ""},
		{"button", form, field + "/FT /Btn /V /On", ""},
		{"blank", form, field + "/FT /Tx /V ( )", ""},
		{"hidden", form, field + "/F 2 /FT /Tx /V (1)", ""},
		{"appearance with text", form, field + "/FT /Tx /V (1) /AP << /N 20 0 R >>", "a@25,65/10"},
		{"appearance without text", form, field + "/FT /Tx /V (1) /AP << /N 21 0 R >>", "1@22,63.5/10"},
		{"appearance without text is right", "", field + "/FT /Tx /V (1) /AP << /N 21 0 R >>", ""},
		{"free text", "", "/Subtype /FreeText /Rect [20 30 120 50] /DA (/Helv 10 Tf) /Contents (1)", "1@22,61/10"},
		{"contents of another kind", "", "/Subtype /Text /Rect [20 30 120 50] /DA (/Helv 10 Tf) /Contents (1)", ""},
		{"field within itself", form, field + "/Parent 31 0 R", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := file{
				catalog: test.catalog,
				page:    "/Annots [ << /Type /Annot " + test.annotation + " >> ]",
				objects: map[int]string{
					20: stream("/Subtype /Form /BBox [0 0 100 20] /Resources << /Font << /F 5 0 R >> >>", "BT /F 10 Tf 5 5 Td (a) Tj ET"),
					21: stream("/Subtype /Form /BBox [0 0 100 20]", "1 g 0 0 100 20 re f"),
					30: "<< /FT /Tx /V (7) /Q 2 >>",
					31: "<< /Parent 31 0 R >>",
				},
			}
			if got := chars(f.mustRead(t)); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestWrapped(t *testing.T) {
	doc, _ := file{}.document(t)
	f := font.NewLoader(doc).Plain()
	for _, test := range []struct {
		text string
		most float64
		want []string
	}{
		{"", 5, []string{""}},
		{"完成全年任务", 4, []string{"完成全年", "任务"}},
		{"Total of revenue", 5, []string{"Total of", "revenue"}},
		{"收入 revenue", 4.5, []string{"收入", "revenue"}},
		{"1234567890", 3, []string{"12345", "67890"}},
		{"1", 0, []string{"1"}},
	} {
		if got := wrapped(test.text, f, test.most); !slices.Equal(got, test.want) {
			t.Errorf("%q in %g em: %q, want %q", test.text, test.most, got, test.want)
		}
	}
}
