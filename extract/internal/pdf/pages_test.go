package pdf

import (
	"maps"
	"reflect"
	"testing"
)

func pages(t *testing.T, data []byte) ([]Page, *Document) {
	t.Helper()
	d := open(t, data, Options{})
	list, err := d.Pages()
	if err != nil {
		t.Fatal(err)
	}
	return list, d
}

func TestPagesInherit(t *testing.T) {
	list, _ := pages(t, build("<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Count 3/Kids[3 0 R 4 0 R]/MediaBox[10 300 210 0]/Rotate 450/Resources<</Font 7 0 R>>>>",
		"<</Type/Page/CropBox[0 0 110 100]>>",
		"<</Kids[5 0 R null 6 0 R]/Rotate -90/CropBox[4000 4000 5000 5000]>>",
		"<</Rotate 0/UserUnit 2/Resources<</XObject 8 0 R>>>>",
		"<</MediaBox[0 0 5]/Rotate 33>>"))
	want := []Page{
		{Number: 1, MediaBox: [4]float64{10, 0, 210, 300}, CropBox: [4]float64{10, 0, 110, 100}, Rotate: 90, UserUnit: 1, Resources: Dict{"Font": Ref{Number: 7}}},
		{Number: 2, MediaBox: [4]float64{10, 0, 210, 300}, CropBox: [4]float64{10, 0, 210, 300}, Rotate: 0, UserUnit: 2, Resources: Dict{"XObject": Ref{Number: 8}}},
		{Number: 3, MediaBox: usLetter, CropBox: usLetter, Rotate: 0, UserUnit: 1, Resources: Dict{"Font": Ref{Number: 7}}},
	}
	for i := range list {
		list[i].Dict = nil
	}
	if !reflect.DeepEqual(list, want) {
		t.Errorf("got  %+v\nwant %+v", list, want)
	}
}

func TestPagesOfBrokenTrees(t *testing.T) {
	const leaf = "<</Type/Page/Parent 2 0 R>>"
	for name, c := range map[string]struct {
		tree     string
		repaired bool
	}{
		"sound":       {"<</Type/Pages/Kids[3 0 R 4 0 R]/MediaBox[0 0 9 9]>>", false},
		"wrong count": {"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 9999999999/MediaBox[0 0 9 9]>>", false},
		"no type":     {"<</Kids[3 0 R 4 0 R]/MediaBox[0 0 9 9]>>", false},
		"cycle":       {"<</Kids[3 0 R 2 0 R 4 0 R]/MediaBox[0 0 9 9]>>", false},
		"missing kid": {"<</Kids[3 0 R 8 0 R]/MediaBox[0 0 9 9]>>", true},
		"kids lost":   {"<</Type/Pages/Count 2/MediaBox[0 0 9 9]>>", true},
		"not a tree":  {"<</MediaBox[0 0 9 9]/Kids 77>>", true},
	} {
		t.Run(name, func(t *testing.T) {
			list, d := pages(t, build("<</Pages 2 0 R>>", c.tree, leaf, leaf))
			if len(list) != 2 || list[1].MediaBox != [4]float64{0, 0, 9, 9} || list[1].Number != 2 {
				t.Errorf("pages %+v", list)
			}
			if got := d.Info().Repaired; got != c.repaired {
				t.Errorf("repaired %v, problems %v", got, d.Problems())
			}
		})
	}
}

func TestContentsJoinsParts(t *testing.T) {
	got := contents(t, build("<</Pages 2 0 R>>", "<</Kids[3 0 R]>>", "<</Type/Page/Contents[4 0 R 9 0 R 5 0 R 6 0 R]>>",
		stream("", "q"), stream("/Filter/NoSuch", "x"), stream("", "Q")))
	if !reflect.DeepEqual(got, []string{"q\nQ"}) {
		t.Errorf("got %q", got)
	}
}

func TestInfo(t *testing.T) {
	data := buildWith("/Info<</Producer(PDF\\212 \\(x\\))/Creator<FEFF9884 7B97>/Title(\xE9\xA2\x84\xE7\xAE\x97)>>",
		"<</Pages 2 0 R>>", "<</Kids[3 0 R]>>", "<</Type/Page>>")
	want := Info{Producer: "PDF− (x)", Creator: "预算", Title: "预算"}
	if got := open(t, data, Options{}).Info(); got != want {
		t.Errorf("got %+v", got)
	}
}

func TestHiddenOptionalContent(t *testing.T) {
	for config, want := range map[string]map[Ref]bool{
		"":                                       {},
		"/OFF[5 0 R]":                            {{Number: 5}: true},
		"/BaseState/OFF/ON[4 0 R]":               {{Number: 5}: true},
		"/BaseState/OFF/ON[4 0 R]/OFF[4 0 R]":    {{Number: 4}: true, {Number: 5}: true},
		"/BaseState/Unchanged/ON[4 0 R 5 0 R 7]": {},
	} {
		d := open(t, build("<</Pages 2 0 R/OCProperties<</OCGs[4 0 R 5 0 R]/D<<"+config+">>>>>>",
			"<</Kids[3 0 R]>>", "<</Type/Page>>", "<</Type/OCG>>", "<</Type/OCG>>"), Options{})
		if got := d.HiddenOptionalContent(); !maps.Equal(got, want) {
			t.Errorf("%q: got %v, want %v", config, got, want)
		}
	}
}
