"""What holds of every number: as formatted it passes, with any digit changed it does not."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.agent.gate import Evidence, untraced
from bot.saying.numbers import money, share, value
from tests.bot.agent.gate.scenes import figure, scene
from tools.engine.answer import Outcome

LOCALES = st.sampled_from(["en", "fr"])
CURRENCIES = st.sampled_from(["EUR", "GBP", "USD"])
SAID = {"en": "Your pipeline is {}.", "fr": "Votre pipeline est de {}."}


def turn(unit: str, amount: float, currency: str | None = None) -> Evidence:
    kpi = {"money": "pipeline", "percent": "win_rate", "ratio": "coverage"}[unit]
    return scene("", Outcome("kpi", figures=(figure(kpi, unit, amount, 0, currency=currency),)))


@settings(deadline=None)
@given(st.integers(1_000, 10**10), LOCALES, CURRENCIES, st.data())
def test_money(amount: int, locale: str, currency: str, data: st.DataObject) -> None:
    evidence = turn("money", float(amount), currency)
    written = money(amount, currency, locale)
    assert untraced(SAID[locale].format(written), evidence, locale) == []

    places = [place for place, letter in enumerate(written) if letter.isdigit()]
    place = data.draw(st.sampled_from(places))
    # None becomes 0 altogether: that some count of the turn is 0 is no secret.
    digit = data.draw(st.sampled_from([d for d in "123456789" if d != written[place]]))
    changed = written[:place] + digit + written[place + 1 :]
    assert untraced(SAID[locale].format(changed), evidence, locale) != []


@settings(deadline=None)
@given(st.floats(0, 20, allow_nan=False), LOCALES)
def test_ratios_and_shares(number: float, locale: str) -> None:
    ratio, percent = turn("ratio", number), turn("percent", number)
    assert untraced(SAID[locale].format(value(number, "ratio", None, locale)), ratio, locale) == []
    assert untraced(SAID[locale].format(share(number, locale)), percent, locale) == []
    further = value(number + 1, "ratio", None, locale)
    assert untraced(SAID[locale].format(further), ratio, locale) != []


@settings(deadline=None)
@given(st.text(alphabet="0123456789٣９²½ⅣⅧ❺.,xX%€ km", min_size=1, max_size=8), LOCALES)
def test_no_number_passes_where_no_tool_returned_one(text: str, locale: str) -> None:
    nothing = scene("hello", Outcome("help"))
    if any(letter.isnumeric() for letter in text):
        assert untraced(SAID[locale].format(text), nothing, locale) != []
