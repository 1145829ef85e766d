// Package model is the canonical document: what one budget disclosure says, as
// values, as bytes and as a schema.
//
// It promises that a document's bytes are canonical (RFC 8785) and valid under
// the schema that [Schema] returns, and that [Parse] takes such bytes only, of
// documents that keep what the field comments say ([Document.Validate]). It
// knows nothing of PDF or of how tables are found, and trusts whoever fills a
// document otherwise to keep it.
//
// # Words
//
// Identifiers are the English of these terms of public finance:
//
//	budget disclosure              预算公开
//	budget, final accounts         预算, 决算
//	execution                      执行数
//	revenue, expenditure           收入, 支出
//	functional classification      支出功能分类科目
//	government economic …          政府预算支出经济分类科目
//	department economic …          部门预算支出经济分类科目
//	class, subclass, item          类, 款, 项
//	budget unit                    预算单位
//	fiscal appropriation           财政拨款
//	general public budget          一般公共预算
//	government fund                政府性基金
//	state capital operations       国有资本经营
//	basic, project expenditure     基本支出, 项目支出
//	three public expenses          “三公”经费
//	carry-over                     结转结余
//	transfer payment               转移支付
//	debt limit, debt balance       债务限额, 债务余额
//	whole area, own level, lower   全地区, 本级, 下级
//	performance goal, indicator    绩效目标, 绩效指标
//	articulation                   勾稽关系
package model
