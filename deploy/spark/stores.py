"""Hold extract.py to `yusuan dataset` where PDFs and tables lie in HDFS and in an object store.

    stores.py POISON FOLDER...

POISON is yusuan as it is built with the tag poison. A name node and a data node of Hadoop's run for it, and a server
that speaks S3 (moto). Over HDFS the job runs on a cluster of two executors, to which the packages go as an archive, and
an executor, a Python worker and a worker of yusuan are killed. What of Hadoop's Spark does not bring comes from Maven
Central: without it, exits with 77.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import boto3
import pyarrow as pa
import pyspark
import requests
from checks import BIN, Cluster, compare, environment, gather, job, one_machine

HADOOP = "3.5.0"  # as Spark 4.3.0 has it
AWS = "software.amazon.awssdk:{}:2.35.4"  # as hadoop-aws asks for it, but not the bundle of all services
CLIENT = (
    "--packages",
    ",".join([f"org.apache.hadoop:hadoop-aws:{HADOOP}", *map(AWS.format, ("s3", "s3-transfer-manager", "sts"))]),
    "--exclude-packages",
    "software.amazon.awssdk:bundle",
)
SERVERS = f"org/apache/hadoop/hadoop-client-minicluster/{HADOOP}/hadoop-client-minicluster-{HADOOP}.jar"
JARS = Path(pyspark.__file__).parent / "jars"
KEYS = {"aws_access_key_id": "key", "aws_secret_access_key": "secret"}  # any will do
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def main() -> None:
    """Run both."""
    poison, *folders = (Path(name).resolve() for name in sys.argv[1:])
    with tempfile.TemporaryDirectory() as folder:
        work, pdfs = Path(folder), Path(folder) / "pdfs"
        fetch(poison, work)
        gather(folders, pdfs)
        want = one_machine(poison, work / "one", pdfs)
        in_hdfs(poison, work, pdfs, want)
        in_s3(poison, work, pdfs, want)


def fetch(program: Path, work: Path) -> None:
    """Fetch what Spark does not bring: the servers of HDFS, and the client of S3, which Spark keeps."""
    try:
        servers = requests.get(f"https://repo1.maven.org/maven2/{SERVERS}", timeout=60)
        servers.raise_for_status()
    except requests.RequestException as error:
        print(f"no servers of Hadoop's to be had: {error}")
        sys.exit(77)
    (work / "servers.jar").write_bytes(servers.content)
    (work / "nothing.py").touch()
    resolved = subprocess.run(
        [BIN / "spark-submit", *CLIENT, work / "nothing.py"],
        env=environment(Cluster(), program),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if resolved.returncode:
        print(f"no client of S3 to be had: {resolved.stdout[-4000:]}")
        sys.exit(77 if "UNRESOLVED DEPENDENCIES" in resolved.stdout else 1)


def in_hdfs(program: Path, work: Path, pdfs: Path, want: dict[str, pa.Table]) -> None:
    """Read from HDFS and write to it, on executors."""
    kinds = ("executor", "Python", "yusuan")
    with hdfs(work) as (address, shell):
        subprocess.run([*shell, "-put", pdfs, f"{address}/a folder"], check=True)
        packed = work / "venv.tar.gz"
        few = ["--exclude=*/pyspark/*", "--quiet", f"--output={packed}"]
        subprocess.run([BIN / "venv-pack", f"--prefix={sys.prefix}", *few], check=True)
        settings = ("--archives", f"{packed}#venv", "--conf", "spark.executor.memory=1g")
        executors = Cluster("local-cluster[2,1,1024]", settings, "./venv/bin/python")
        job(program, f"{address}/a folder", f"{address}/out", cluster=executors, kinds=kinds)
        subprocess.run([*shell, "-get", f"{address}/out", work / "from-hdfs"], check=True)
    compare(f"a job over HDFS, on executors, with one {', one '.join(kinds)} process killed", want, work / "from-hdfs")


def in_s3(program: Path, work: Path, pdfs: Path, want: dict[str, pa.Table]) -> None:
    """Read from a bucket and write to it."""
    with s3() as address:
        client = boto3.client("s3", endpoint_url=address, region_name="us-east-1", **KEYS)
        client.create_bucket(Bucket="lake")
        for path in pdfs.rglob("*.*"):
            client.upload_file(str(path), "lake", f"pdfs [1]/{path.relative_to(pdfs)}")
        job(program, "s3a://lake/pdfs [1]", "s3a://lake/out", cluster=Cluster(settings=s3a(address)))
        for page in client.get_paginator("list_objects_v2").paginate(Bucket="lake", Prefix="out/"):
            for name in (found["Key"] for found in page["Contents"] if found["Size"]):
                to = work / "from-s3" / name.removeprefix("out/")
                to.parent.mkdir(parents=True, exist_ok=True)
                client.download_file("lake", name, str(to))
    compare("a job over S3A", want, work / "from-s3")


@contextmanager
def hdfs(work: Path) -> Iterator[tuple[str, list[str]]]:
    """Run a name node and a data node; give their address, and the command of Hadoop's file system shell."""
    address = f"hdfs://127.0.0.1:{free_port()}"
    (work / "core-site.xml").write_text(site({"fs.defaultFS": address, "hadoop.tmp.dir": str(work / "hadoop")}))
    anywhere = ("namenode.http-address", "datanode.address", "datanode.http.address", "datanode.ipc.address")
    settings = dict.fromkeys((f"dfs.{name}" for name in anywhere), "127.0.0.1:0")
    (work / "hdfs-site.xml").write_text(site(settings | {"dfs.replication": "1"}))
    java = ["java", "-Xmx256m", "-cp", f"{work}:{work}/servers.jar:{JARS}/*"]
    server = "org.apache.hadoop.hdfs.server"
    subprocess.run([*java, f"{server}.namenode.NameNode", "-format"], check=True, **QUIET)
    shell = [*java, "org.apache.hadoop.fs.FsShell"]
    with running([*java, f"{server}.namenode.NameNode"]), running([*java, f"{server}.datanode.DataNode"]):
        wait_for(lambda: not subprocess.run([*shell, "-touchz", f"{address}/here"], check=False, **QUIET).returncode)
        yield address, shell


def site(settings: dict[str, str]) -> str:
    """Return a file of Hadoop's settings."""
    rows = (f"<property><name>{name}</name><value>{value}</value></property>" for name, value in settings.items())
    return f"<configuration>{''.join(rows)}</configuration>"


@contextmanager
def s3() -> Iterator[str]:
    """Run a server that speaks S3, and give its address."""
    port = free_port()
    with running([BIN / "moto_server", "-H", "127.0.0.1", "-p", str(port)]):
        wait_for(lambda: requests.get(f"http://127.0.0.1:{port}/moto-api/", timeout=5).ok)
        yield f"http://127.0.0.1:{port}"


def s3a(address: str) -> tuple[str, ...]:
    """Return what Spark is told to reach a server that speaks S3."""
    of_hadoop = {
        "endpoint": address,
        "endpoint.region": "us-east-1",
        "path.style.access": "true",
        "access.key": KEYS["aws_access_key_id"],
        "secret.key": KEYS["aws_secret_access_key"],
    }
    settings = [f"--conf=spark.hadoop.fs.s3a.{name}={value}" for name, value in of_hadoop.items()]
    return (*CLIENT, *settings)


@contextmanager
def running(command: list[str | Path]) -> Iterator[None]:
    """Run a server."""
    server = subprocess.Popen(command, **QUIET)
    try:
        yield
    finally:
        server.terminate()
        server.wait()


def wait_for(there: Callable[[], bool]) -> None:
    """Wait until something is there."""
    for _ in range(240):
        try:
            if there():
                return
        except OSError:  # as those of requests are
            pass
        time.sleep(0.5)
    sys.exit("stores.py: a server did not come up")


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as at:
        at.bind(("127.0.0.1", 0))
        return at.getsockname()[1]


if __name__ == "__main__":
    main()
