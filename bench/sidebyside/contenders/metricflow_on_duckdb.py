"""MetricFlow (dbt-metricflow) on DuckDB: its engine in this process, not its command, which
would read the whole project for each question."""

import os
import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dbt.cli.main import dbtRunner
from dbt_metricflow.cli.cli_configuration import CLIConfiguration
from metricflow.engine.metricflow_engine import MetricFlowEngine, MetricFlowQueryRequest

from bench.sidebyside.contest import Ask, Rows, compete, folder, given, quarter

PROJECT = Path(__file__).parent.parent / "metricflow"
given_ = given(folder())


def engine() -> MetricFlowEngine:
    """The engine of the project, copied to where it may write."""
    project = folder() / "metricflow"
    shutil.copytree(PROJECT, project, dirs_exist_ok=True)
    os.environ["SIDEBYSIDE_DUCKDB"] = given_.duckdb
    os.environ["DBT_PROFILES_DIR"] = str(project)
    done = dbtRunner().invoke(["run", "--quiet", "--project-dir", str(project)])
    if not done.success:
        raise SystemExit(f"dbt: {done.exception or done.result}")
    os.chdir(project)  # dbt finds its artifacts from there
    configuration = CLIConfiguration()
    configuration.setup(project, project, configure_file_logging=False)
    return configuration.mf


def asked(mf: MetricFlowEngine, metric: str, *by: str, **more: Any) -> Ask:
    span = (more.pop("first", given_.first), more.pop("last", given_.last))
    start, end = (datetime.combine(day, datetime.min.time()) for day in span)

    def ask() -> Any:
        request = MetricFlowQueryRequest.create(
            metric_names=[metric],
            group_by_names=list(by),
            time_constraint_start=start,
            time_constraint_end=end,
            **more,
        )
        return mf.query(request).result_df

    return ask


def asks(mf: MetricFlowEngine) -> dict[str, Ask]:
    segment = f"{{{{ Dimension('account__segment') }}}} = '{given_.segment}'"
    rep = f"{{{{ Dimension('person__email') }}}} = '{given_.rep}'"
    trend: dict[str, date] = {"first": given_.trend_first, "last": given_.trend_last}
    return {
        "pipeline": asked(mf, "pipeline"),
        "pipeline_by_rep": asked(mf, "pipeline", "person__email"),
        "pipeline_of_segment": asked(mf, "pipeline", where_constraints=[segment]),
        "pipeline_of_rep": asked(mf, "pipeline", where_constraints=[rep]),
        "bookings": asked(mf, "bookings"),
        "bookings_by_segment": asked(mf, "bookings", "account__segment"),
        "win_rate": asked(mf, "win_rate"),
        "win_rate_by_rep": asked(mf, "win_rate", "person__email"),
        "coverage": asked(mf, "coverage"),
        "average_deal_trend": asked(mf, "average_deal", "metric_time__quarter", **trend),
    }


def rows(found: Any) -> Rows:
    if len(found.column_names) == 1:
        return [(None, float(found.rows[0][0]))]
    return [(quarter(k) if hasattr(k, "year") else k, float(value)) for k, value in found.rows]


if __name__ == "__main__":
    compete(asks(engine()), rows, ["dbt-metricflow", "dbt-core", "dbt-duckdb", "duckdb"])
