#!/bin/sh
# Takes in the disclosures that have come since the last run: documents and a data set of all of them, by folder.
# Both runs skip what is done already. Where nothing is new, both folders keep their bytes.
#
#   nightly.sh DISCLOSURES OUTPUT
set -eu
disclosures=$1
output=$2
mkdir -p "$output"

# 3 says that some files failed: the manifest tells which, and the others are done.
failed=0
yusuan extract "$disclosures" --output "$output/documents" --quiet || failed=$?
[ "$failed" = 0 ] || [ "$failed" = 3 ] || exit "$failed"

manifest=$output/dataset/manifest.jsonl
if [ -e "$manifest" ]; then
  yusuan dataset "$output/documents" --output "$output/dataset" --since "$manifest" --prune --quiet
else
  yusuan dataset "$output/documents" --output "$output/dataset" --quiet
fi
exit "$failed"
