package budget

import (
	"yusuan/model"
)

// Identify tells whose budget for which year a document is, and what kind of
// publication. It reads the text; the file's name only where the text tells
// nothing, and then with a finding. The level is what IsGovernment tells.
func Identify(e Evidence, level model.PublisherLevel) (model.Publisher, int, model.Disclosure, []model.Finding) {
	titles, whole := e.titles(), level == model.GovernmentLevel
	disclosure := disclosureOf(&e, titles, whole)
	publisher := publisherOf(&e, titles, whole)
	publisher.Level = levelOf(&e, titles, publisher.Name, whole)
	var findings []model.Finding
	year := yearOf(&e, titles, disclosure, whole)
	if year == 0 && disclosure != model.Other {
		if year = yearInFile(e.FileName); year != 0 {
			findings = append(findings, model.FiscalYearFromFileName.Finding("", ""))
		} else {
			findings = append(findings, model.FiscalYearUnknown.Finding("", ""))
		}
	}
	if publisher.Name == "" && !whole {
		if publisher.Name = nameInFile(e.FileName); publisher.Name != "" {
			findings = append([]model.Finding{model.PublisherFromFileName.Finding("", "")}, findings...)
		}
	}
	if region := regionOf(&e, titles, &publisher, year); region != nil {
		publisher.Region = &model.Term{Code: region.Code, Name: region.Name}
		publisher.ID = idOf(&publisher, region)
	} else {
		publisher.ID = idOf(&publisher, nil)
	}
	if publisher.Name == "" && publisher.Region == nil && disclosure != model.Other {
		findings = append([]model.Finding{model.PublisherUnknown.Finding("", "")}, findings...)
	}
	return publisher, year, disclosure, findings
}
