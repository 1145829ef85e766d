package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"yusuan/cmd/yusuan/internal/say"
	"yusuan/extract"
	"yusuan/model"
)

// Summary tells what there is in all documents, to people with the documents behind it.
type Summary struct {
	Documents     int // that were told
	Failed        int // that could not be read
	WithoutTables int // of the documents: nothing was read of them
	Truncated     int // of the documents: of files that break off
	Counts        Counts
	Proof         model.Proof
	language      say.Language
	codes         map[codeKey]*codeCount
	publishers    map[string]*publisherCount
	texts         []string // of the documents
}

// NewSummary is that of no document yet, where some could not be read. It keeps documents' texts and not the documents, and so
// has its language from the start.
func NewSummary(l say.Language, failed int) *Summary {
	return &Summary{Failed: failed, Counts: Counts{}, language: l, codes: map[codeKey]*codeCount{}, publishers: map[string]*publisherCount{}}
}

type codeKey struct {
	severity model.Severity
	code     string
}

// codeCount is how often a code was found.
type codeCount struct {
	Code      string         `json:"code"`
	Severity  model.Severity `json:"severity"`
	Findings  int            `json:"findings"`
	Documents int            `json:"documents"`
}

// publisherCount is what was found in the documents of a publisher.
type publisherCount struct {
	Publisher string      `json:"publisher"`
	ID        string      `json:"publisher_id,omitempty"`
	Region    *model.Term `json:"region,omitempty"`
	Documents int         `json:"documents"`
	Errors    int         `json:"errors"`
	Warnings  int         `json:"warnings"`
	Remarks   int         `json:"remarks"`
	counts    Counts
}

// Add counts a document, and keeps its text.
func (s *Summary) Add(doc Document) {
	s.Documents++
	s.Counts.Add(Of(doc.Document))
	s.Proof.Add(doc.Proof)
	if len(doc.Tables) == 0 {
		s.WithoutTables++
	}
	if doc.truncated {
		s.Truncated++
	}
	s.addCodes(doc.Findings)
	s.addPublisher(doc.Document)
	s.texts = append(s.texts, doc.text(s.language))
}

func (s *Summary) addCodes(findings []model.Finding) {
	counted := make(map[codeKey]bool)
	for i := range findings {
		key := codeKey{findings[i].Severity, findings[i].Code}
		c := s.codes[key]
		if c == nil {
			c = &codeCount{Code: key.code, Severity: key.severity}
			s.codes[key] = c
		}
		c.Findings++
		if !counted[key] {
			c.Documents++
			counted[key] = true
		}
	}
}

func (s *Summary) addPublisher(doc *model.Document) {
	region := regionOf(doc)
	key := doc.Publisher.ID
	if key == "" { // departments of several places have one name
		key = doc.Publisher.Name
		if region != nil {
			key = region.Code + " " + key
		}
	}
	p := s.publishers[key]
	if p == nil {
		p = &publisherCount{Publisher: doc.Publisher.Name, ID: doc.Publisher.ID, Region: region, counts: Counts{}}
		s.publishers[key] = p
	}
	p.Documents++
	p.counts.Add(Of(doc))
	p.Errors, p.Warnings, p.Remarks = p.counts[model.Error], p.counts[model.Warning], p.counts[model.Info]
}

// regionOf is the place of a document: as the print tells it, or else as it was told of the file; nil where neither does.
func regionOf(doc *model.Document) *model.Term {
	if m := doc.Source.Meta; doc.Publisher.Region == nil && m != nil && m.RegionCode+m.RegionName != "" {
		return &model.Term{Code: m.RegionCode, Name: m.RegionName}
	}
	return doc.Publisher.Region
}

// byCode are the codes from the gravest on, those found most first.
func (s *Summary) byCode() []*codeCount {
	all := []*codeCount{}
	for _, c := range s.codes {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b *codeCount) int {
		return cmp.Or(slices.Index(severities, a.Severity)-slices.Index(severities, b.Severity), b.Findings-a.Findings, strings.Compare(a.Code, b.Code))
	})
	return all
}

// byPublisher are the publishers, those with the most errors first.
func (s *Summary) byPublisher() []*publisherCount {
	all := []*publisherCount{}
	for _, p := range s.publishers {
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b *publisherCount) int {
		return cmp.Or(b.Errors-a.Errors, b.Warnings-a.Warnings, b.Remarks-a.Remarks, strings.Compare(a.Publisher, b.Publisher), strings.Compare(a.ID, b.ID))
	})
	return all
}

// Text is what there is in several documents, by code and by publisher, and then each document, in the language of the summary.
// One document tells its own counts.
func (s *Summary) Text(say.Language) string {
	documents := strings.Join(s.texts, "\n")
	if s.Documents+s.Failed < 2 {
		return documents
	}
	l := s.language
	text := l.Format("%d documents", "文件 %d", s.Documents+s.Failed)
	for _, of := range []struct {
		told  say.Text
		count int
	}{
		{say.Both(", %d failed", "，失败 %d"), s.Failed},
		{say.Both(", %d without tables", "，没有表格 %d"), s.WithoutTables},
		{say.Both(", %d truncated", "，不完整 %d"), s.Truncated},
	} {
		if of.count > 0 {
			text += fmt.Sprintf(of.told.In(l), of.count)
		}
	}
	text += l.Of(": ", "：") + s.Counts.in(l) + "\n"
	if s.Proof.Amounts > 0 {
		text += "  " + Proof(s.Proof, l) + "\n"
	}
	if len(s.codes) > 0 {
		text += "  " + l.Of("by code", "按代码") + "\n" + Columns(s.codeRows())
		text += "  " + l.Of("by publisher", "按公开单位") + "\n" + Columns(s.publisherRows())
	}
	if documents != "" {
		text += "\n" + documents
	}
	return text
}

// codeRows tell how often each code was found.
func (s *Summary) codeRows() [][]string {
	var rows [][]string
	for _, c := range s.byCode() {
		told := ""
		if kind, known := model.FindingKindOf(c.Code); known {
			told = s.language.Of(kind.Message().EN, kind.Message().ZH)
		}
		rows = append(rows, []string{severityNames[c.Severity].In(s.language), extract.Printable(c.Code),
			s.language.Format("%d in %s", "%d 处，%s", c.Findings, files(c.Documents, s.language)), told})
	}
	return rows
}

// publisherRows tell what was found of each publisher of which something was.
func (s *Summary) publisherRows() [][]string {
	var rows [][]string
	for _, p := range s.byPublisher() {
		if len(p.counts) == 0 {
			continue
		}
		name, region := s.language.Of("(unknown)", "（不明）"), ""
		if p.Publisher != "" {
			name = extract.Printable(p.Publisher)
		}
		if p.Region != nil {
			region = extract.Printable(strings.TrimSpace(p.Region.Code + " " + p.Region.Name))
		}
		rows = append(rows, []string{name, region, files(p.Documents, s.language), p.counts.in(s.language)})
	}
	return rows
}

// SummaryMessage is a summary for programs.
type SummaryMessage struct {
	Type          string            `json:"message_type"`
	Documents     int               `json:"documents"`
	Failed        int               `json:"documents_failed"`
	WithoutTables int               `json:"documents_without_tables"`
	Truncated     int               `json:"documents_truncated"`
	Errors        int               `json:"errors"`
	Warnings      int               `json:"warnings"`
	Remarks       int               `json:"remarks"`
	Proof         model.Proof       `json:"proof"`
	ByCode        []*codeCount      `json:"by_code"`
	ByPublisher   []*publisherCount `json:"by_publisher"`
}

// Objects is one summary, also of one document.
func (s *Summary) Objects() []any {
	return []any{SummaryMessage{"summary", s.Documents, s.Failed, s.WithoutTables, s.Truncated, s.Counts[model.Error], s.Counts[model.Warning], s.Counts[model.Info], s.Proof,
		s.byCode(), s.byPublisher()}}
}
