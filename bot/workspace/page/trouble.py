"""The panel of troubles: what is ordered, and the latest calls and deliveries."""

from bot.workspace.core import Call
from bot.workspace.delivery import Delivery
from bot.workspace.types import JSON
from bot.workspace.workspace import Workspace

MOST_SHOWN = 14


def trouble(workspace: Workspace) -> JSON:
    """What goes wrong now, and what went over the wire last, newest first."""
    core = workspace.core
    return {
        "ordered": [
            {"method": one.method, "times": one.times, "status": one.status, "delay": one.delay}
            for one in core.faults.ordered
        ],
        "refused": sorted(core.refused_blocks),
        "connections": len(core.sockets),
        "calls": [_call(one) for one in reversed(core.calls[-MOST_SHOWN:])],
        "deliveries": [_delivery(one) for one in reversed(workspace.deliveries[-MOST_SHOWN:])],
    }


def _call(call: Call) -> JSON:
    return {
        "method": call.method,
        "ok": call.ok,
        "error": "" if call.ok else str(call.answer.get("error") or call.status),
        "ms": round(call.seconds * 1000),
    }


def _delivery(delivery: Delivery) -> JSON:
    last = delivery.attempts[-1] if delivery.attempts else None
    return {
        "kind": delivery.event_type or delivery.payload.get("type") or delivery.kind,
        "attempts": len(delivery.attempts),
        "ok": delivery.acknowledged,
        "error": (last and last.error) or "",
        "ms": round(last.seconds * 1000) if last else None,
    }
