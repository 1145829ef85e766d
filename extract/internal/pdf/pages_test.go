package pdf

import (
	"maps"
	"reflect"
	"slices"
	"testing"

	"yusuan/model"
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

// A boundary that is not written as one should be is told, whether what it means can be used or not.
func TestOddPageBoxes(t *testing.T) {
	letter, small, half := usLetter, [4]float64{0, 0, 200, 100}, [4]float64{0, 0, 100, 100}
	for boxes, want := range map[string]struct {
		media, crop [4]float64
		problems    []model.FindingKind
	}{
		"/MediaBox[0 0 200 100]":                              {small, small, nil},
		"/MediaBox[200 0 0 100]/CropBox[0 0 100 900]":         {small, half, nil},
		"/MediaBox[0 0 2e2 1.0E+2]":                           {small, small, []model.FindingKind{model.MediaBoxOdd}},
		"/MediaBox[0 0 200 100]/CropBox[0 0 1e2 100]":         {small, half, []model.FindingKind{model.MediaBoxOdd}},
		"/MediaBox[0 0 1e9 1e9]":                              {letter, letter, []model.FindingKind{model.MediaBoxOdd, model.PageWithoutMediaBox}},
		"/MediaBox[0 0 200 100]/CropBox[-1e9 -1e9 1e9 1e9]":   {small, small, []model.FindingKind{model.MediaBoxOdd}},
		"/MediaBox[0 0 200 100]/CropBox[900 900 999 999]":     {small, small, []model.FindingKind{model.MediaBoxOdd}},
		"/CropBox[0 0 200 100]":                               {letter, small, []model.FindingKind{model.PageWithoutMediaBox}},
		"/MediaBox[0 0 200 100]/CropBox null/Rotate 9e1":      {small, small, nil},
		"/MediaBox[0 0 200 100]/CropBox[0 0 100 1000000 6e9]": {small, half, []model.FindingKind{model.MediaBoxOdd}},
	} {
		list, d := pages(t, build("<</Pages 2 0 R>>", "<</Kids[3 0 R]>>", "<</Type/Page"+boxes+">>"))
		var problems []model.FindingKind
		for _, p := range d.Problems() {
			problems = append(problems, p.Kind)
		}
		if list[0].MediaBox != want.media || list[0].CropBox != want.crop || !slices.Equal(problems, want.problems) {
			t.Errorf("%s: %v, %v, problems %v", boxes, list[0].MediaBox, list[0].CropBox, d.Problems())
		}
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
