# A data set in R: Rscript facts.R DATASET, the folder that yusuan dataset wrote.
folder <- commandArgs(trailingOnly = TRUE)[1]

# Parquet has amounts as exact decimals, and is a folder of files by fiscal year where the data set is large. Excel
# workbooks have them as numbers, and are what readxl reads where arrow cannot be had.
if (requireNamespace("arrow", quietly = TRUE)) {
  path <- file.path(folder, "facts.parquet")
  if (!file.exists(path)) path <- list.files(file.path(folder, "facts"), "\\.parquet$", full.names = TRUE)
  facts <- as.data.frame(arrow::open_dataset(path))
} else {
  # Text as text: codes begin with noughts that numbers have not.
  facts <- read.csv(file.path(folder, "facts.csv"), colClasses = "character", encoding = "UTF-8")
  facts$addend <- facts$addend == "true"
}

# The same money stands in several tables: the addends of one list of one table make its total.
own <- subset(facts, addend & list == "functional" & direction == "expenditure" & period == "current" & measure == "amount")
own$yuan <- as.numeric(own$amount_yuan)
sums <- aggregate(yuan ~ document_sha256 + table_id + fiscal_year + stage, own, sum)
print(head(sums[order(-sums$yuan), c("fiscal_year", "stage", "table_id", "yuan")], 5), row.names = FALSE)
