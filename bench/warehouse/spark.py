"""A Spark cluster on this machine: a master, two workers and a Thrift server, each a process."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path

HOST = "127.0.0.1"
WORKERS = 2
PATIENCE = 180  # seconds until everything must be up
_MASTER = "org.apache.spark.deploy.master.Master"
_WORKER = "org.apache.spark.deploy.worker.Worker"
_THRIFT = "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2"


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """Starts it with everything it writes in `folder`; yields the URL to reach it by."""
    with ExitStack() as running:
        master_port, thrift_port = _free_port(), _free_port()
        master = f"spark://{HOST}:{master_port}"
        at_port = ["--host", HOST, "--port", str(master_port), "--webui-port", str(_free_port())]
        running.enter_context(_process(folder, "master", "spark-class", _MASTER, *at_port))
        _wait_for(master_port)
        for number in range(WORKERS):
            size = ["--cores", "1", "--memory", "1g", "--host", HOST, "--webui-port"]
            arguments = [*size, str(_free_port()), "--work-dir", str(folder / f"worker-{number}")]
            running.enter_context(
                _process(folder, f"worker-{number}", "spark-class", _WORKER, *arguments, master)
            )
        running.enter_context(_thrift_server(folder, master, thrift_port))
        _wait_for(thrift_port)
        yield f"impala4://{HOST}:{thrift_port}/default?auth_mechanism=PLAIN"


@contextmanager
def _thrift_server(folder: Path, master: str, port: int) -> Iterator[None]:
    settings = {
        "spark.driver.host": HOST,
        "spark.driver.bindAddress": HOST,
        "spark.executor.memory": "768m",
        "spark.sql.shuffle.partitions": str(2 * WORKERS),
        "spark.sql.warehouse.dir": str(folder / "tables"),
        "spark.sql.catalogImplementation": "in-memory",
        "spark.sql.hive.thriftServer.singleSession": "true",  # the driver opens one a query
        "spark.ui.enabled": "false",
    }
    options = [part for name, value in settings.items() for part in ("--conf", f"{name}={value}")]
    server = {"hive.server2.thrift.port": port, "hive.server2.thrift.bind.host": HOST}
    hive = [part for name, value in server.items() for part in ("--hiveconf", f"{name}={value}")]
    command = ["--master", master, *options, "--class", _THRIFT, "spark-internal", *hive]
    with _process(folder, "thrift", "spark-submit", *command):
        yield


@contextmanager
def _process(folder: Path, name: str, program: str, *arguments: str) -> Iterator[None]:
    """One JVM, its words in `folder/<name>.log`, ended with the block."""
    home = _home()
    environment = {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": HOST}
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 (our own arguments)
            [str(home / "bin" / program), *arguments],
            cwd=folder,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=60)


def _home() -> Path:
    found = find_spec("pyspark")
    if found is None or found.origin is None:
        raise LookupError("pyspark is not installed: pip install 'pilote[warehouse]'")
    return Path(found.origin).parent


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError(f"nothing listens on port {port}")
