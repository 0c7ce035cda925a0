"""The company's file of discount rules: YAML, each fault named by its line."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from storage.errors import PiloteError
from tools.discounts.rules import ROLES, Rule

if TYPE_CHECKING:
    import yaml

LONGEST = 50_000  # characters of a file
_KEYS = ("limit", "role", "product", "family", "from", "below")


@lru_cache(maxsize=8)
def read_rules(text: str) -> Sequence[Rule]:
    """The rules in the order of the file.

    Raises PiloteError `rules_bad` for what is no list of rules, and others that name the line:
    `rules_key`, `rules_limit`, `rules_role`, `rules_subject`, `rules_amount`, `rules_twice`.
    """
    # Only where rules stand: figures do not load YAML for them.
    import yaml  # noqa: PLC0415

    try:
        root = yaml.compose(text[:LONGEST], Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise PiloteError("rules_bad", line=mark.line + 1 if mark else 1) from error
    if not isinstance(root, yaml.SequenceNode) or not root.value or len(text) > LONGEST:
        raise PiloteError("rules_bad", line=1)
    found: list[Rule] = []
    for node in root.value:
        found.append(_rule(node))
        _refuse_twin(found)
    return tuple(found)


def _rule(node: "yaml.Node") -> Rule:
    import yaml  # noqa: PLC0415 (see above)

    line = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        raise PiloteError("rules_bad", line=line)
    said: dict[str, tuple[str, int]] = {}
    for key, value in node.value:
        at = key.start_mark.line + 1
        known = isinstance(key, yaml.ScalarNode) and key.value in _KEYS and key.value not in said
        if not known or not isinstance(value, yaml.ScalarNode) or not value.value.strip():
            given = key.value if isinstance(key, yaml.ScalarNode) else "?"
            raise PiloteError("rules_key", line=at, given=given, known=", ".join(_KEYS))
        said[key.value] = value.value.strip(), at
    return _made(said, line)


def _made(said: Mapping[str, tuple[str, int]], line: int) -> Rule:
    def taken(name: str, read: Callable[[str], Any], code: str) -> Any:  # noqa: ANN401 (per key)
        if name not in said:
            return None
        given, at = said[name]
        try:
            return read(given)
        except (ValueError, InvalidOperation) as error:
            raise PiloteError(code, line=at, given=given) from error

    if "limit" not in said:
        raise PiloteError("rules_limit", line=line, given="–")
    if "product" in said and "family" in said:
        raise PiloteError("rules_subject", line=line)
    over = taken("from", _amount, "rules_amount")
    below = taken("below", _amount, "rules_amount")
    if over is not None and below is not None and over >= below:
        raise PiloteError("rules_amount", line=said["below"][1], given=said["below"][0])
    return Rule(
        line=line,
        limit=taken("limit", _share, "rules_limit"),
        role=taken("role", _role, "rules_role") or "rep",
        product=taken("product", str, "rules_key"),
        family=taken("family", str, "rules_key"),
        over=over,
        below=below,
    )


def _share(given: str) -> float:
    """`15%` or `0.15`; 15 alone may be meant either way."""
    percent = given.endswith("%")
    share = Decimal(given.removesuffix("%").strip().replace(",", "."))
    share = share / 100 if percent else share
    if not 0 <= share <= 1:
        raise ValueError(given)
    return float(share)


def _role(given: str) -> str:
    if given not in ROLES:
        raise ValueError(given)
    return given


def _amount(given: str) -> Decimal:
    amount = Decimal(given.replace("_", "").replace(" ", ""))
    if not amount.is_finite() or amount < 0:
        raise ValueError(given)
    return amount


def _refuse_twin(found: Sequence[Rule]) -> None:
    """Two rules that are as specific as each other must not both hold for one sale."""
    last = found[-1]
    for one in found[:-1]:
        alike = (one.role, one.product, one.family, one.is_banded) == (
            *(last.role, last.product, last.family),
            last.is_banded,
        )
        if alike and _overlap(one, last):
            raise PiloteError("rules_twice", line=last.line, other=one.line)


def _overlap(one: Rule, other: Rule) -> bool:
    def before(first: Rule, second: Rule) -> bool:
        return first.below is not None and second.over is not None and first.below <= second.over

    return not (before(one, other) or before(other, one))
