"""Airflow: every night the disclosures that have come become documents, and the documents a data set.

The folders are Airflow variables: yusuan_disclosures, yusuan_output. The program has to be in the workers' PATH.
"""

import json
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

from airflow.providers.standard.operators.python import PythonOperator
from airflow.sdk import DAG

SOME_FILES_FAILED = 3


def extract(disclosures: str, output: str) -> dict[str, int]:
    """Read what is new; the counts of the run's summary are the task's result."""
    command = ["yusuan", "extract", disclosures, "--output", f"{output}/documents", "--json"]
    run = subprocess.run(command, stderr=subprocess.PIPE, text=True)
    messages = [json.loads(line) for line in run.stderr.splitlines() if line.startswith("{")]
    for message in messages:
        if message["message_type"] == "error":
            print(f"{message['name']}: {message['code']}: {message['message']}")
    if run.returncode not in (0, SOME_FILES_FAILED):
        raise RuntimeError(f"yusuan ended with {run.returncode}: {run.stderr[-2000:]}")
    summary = messages[-1]
    return {key: value for key, value in summary.items() if key.startswith("files")}


def dataset(output: str) -> None:
    """Bring the data set up to date, or make it."""
    command = ["yusuan", "dataset", f"{output}/documents", "--output", f"{output}/dataset", "--quiet"]
    manifest = Path(output, "dataset", "manifest.jsonl")
    if manifest.exists():
        command += ["--since", str(manifest), "--prune"]
    subprocess.run(command, check=True)


with DAG(
    "yusuan",
    schedule="30 2 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,  # a folder is one run's at a time
    default_args={"retries": 1, "retry_delay": timedelta(minutes=10)},
):
    output = "{{ var.value.yusuan_output }}"
    PythonOperator(
        task_id="extract", python_callable=extract, op_args=["{{ var.value.yusuan_disclosures }}", output]
    ) >> PythonOperator(task_id="dataset", python_callable=dataset, op_args=[output])
