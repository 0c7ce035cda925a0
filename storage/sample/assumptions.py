"""Every number the sample company is drawn from, in one place.

Nothing here was measured at a real firm: the figures are plausible ones for a European
B2B software company of some thirty salespeople, chosen so that the usual patterns show
(quarter-end rush, August dip, bigger deals slower and rarer, pushed close dates).
Amounts are in euros, times in days, rates and shares run 0-1.
"""

from dataclasses import dataclass

# Fiscal quarters that come before the current one, and those of them that only warm up the
# pipeline: they have deals but no quota, so that the first quarter with a quota is a full one.
QUARTERS_BEFORE = 12
WARM_UP_QUARTERS = 2
QUARTERS_WITH_QUOTA_AHEAD = 3
HORIZON_DAYS = 1200  # no date lies further ahead of today than this

ACCOUNTS_PER_DEAL = 0.35
ACCOUNTS_PER_REP = 2
MOST_ACCOUNTS = 40_000


@dataclass(frozen=True, slots=True)
class Segment:
    """How deals of one size of customer behave."""

    name: str
    pace: float  # deals a rep of this segment opens, relative to the others
    amount: float  # median, euros
    amount_spread: float  # sigma of the log-normal
    win_rate: float  # of an average deal by an average rep
    cycle: float  # median days from creation to won
    skip: float  # chance to skip a stage
    contacts: dict[int, float]  # how many people are known
    touches: float  # activities logged on a closed deal
    quota: float  # a rep's quarter, where there is no history to set it by


SEGMENTS = (
    Segment("SMB", 1.5, 18_000, 0.40, 0.29, 42, 0.07, {0: 0.10, 1: 0.42, 2: 0.33, 3: 0.15},
            3.7, 90_000),
    Segment("Mid-Market", 1.0, 45_000, 0.42, 0.225, 82, 0.04, {0: 0.06, 1: 0.30, 2: 0.36, 3: 0.28},
            5.1, 140_000),
    Segment("Enterprise", 0.75, 90_000, 0.42, 0.175, 135, 0.02,
            {0: 0.03, 1: 0.17, 2: 0.32, 3: 0.30, 4: 0.18}, 7.2, 210_000),
)  # fmt: skip
OWN_SEGMENT = 0.85  # share of a rep's accounts in their own segment; the others are next to it

# ---- when deals are opened and closed ----
OPENED_IN_MONTH = (1.05, 1.0, 1.05, 0.95, 0.9, 1.0, 0.8, 0.45, 1.2, 1.2, 1.1, 0.7)
GROWTH_PER_QUARTER = 1.02
CYCLE_SPREAD = 0.40
LOST_CYCLE = (1.9, 0.50)  # lost deals linger: factor on the cycle, its spread
STAGE_SPREAD = 0.45
QUARTER_END_RUSH = 0.28  # share of wins that land in the last days of their quarter
RUSH_DAYS = 18
AUGUST_TO_SEPTEMBER = 0.6  # share of August signatures that wait for September
JANUARY_TO_DECEMBER = 0.4  # share of January's that are brought forward: budgets lapse
TIDY_AT_MONTH_END = 0.25  # share of lost deals closed in the month-end clean-up

# ---- how a deal goes ----
# where a lost deal dies, by open stage, and where a won one is signed from
LOST_AT = {0: 0.11, 1: 0.21, 2: 0.23, 3: 0.20, 4: 0.15, 5: 0.10}
WON_FROM = {5: 0.86, 4: 0.14}
STARTS_IN_SECOND_STAGE = 0.08
STEP_BACK = 0.07
REOPENED = 0.03
REOPENED_WIN_RATE = 0.35

# ---- what moves the odds, added to the log-odds of the segment ----
SKILL_SPREAD = 0.30
SOURCES = {  # share, and effect on the log-odds
    "Inbound": (0.30, 0.15), "Outbound": (0.27, -0.35), "Referral": (0.10, 0.60),
    "Partner": (0.13, 0.25), "Event": (0.12, -0.10), "Customer": (0.08, 0.55),
}  # fmt: skip
EFFECT_OF_A_CONTACT = 0.32  # for each contact more than the usual two
IDEAL_CUSTOMER = (0.45, 0.25)  # share of accounts, effect
NOT_IDEAL_EFFECT = -0.20

# ---- close dates, categories and amounts as the rep sees them ----
HOPEFUL_CYCLE = (0.95, 0.30)  # first expected close, relative to the segment's cycle
NO_CLOSE_DATE_AT_FIRST = 0.05
PULLED_IN = 0.6
CATEGORY_AT = {  # by open stage, for deals that will be won and for those that will not
    0: ({"pipeline": 1.0}, {"pipeline": 0.98, "omitted": 0.02}),
    1: ({"pipeline": 1.0}, {"pipeline": 0.96, "omitted": 0.04}),
    2: ({"pipeline": 0.85, "best_case": 0.15}, {"pipeline": 0.92, "best_case": 0.05,
                                                "omitted": 0.03}),
    3: ({"pipeline": 0.35, "best_case": 0.65}, {"pipeline": 0.55, "best_case": 0.45}),
    4: ({"best_case": 0.75, "commit": 0.25}, {"pipeline": 0.20, "best_case": 0.72,
                                              "commit": 0.08}),
    5: ({"best_case": 0.12, "commit": 0.88}, {"best_case": 0.50, "commit": 0.50}),
}  # fmt: skip
DOWNGRADED_WHEN_PUSHED = 0.5
AMOUNT_CHANGED = 0.28
AMOUNT_CHANGE = (0.97, 0.20)  # median factor, spread
NEGOTIATED_CUT = (0.05, 0.35)  # off the amount, in the last stage
NO_AMOUNT_AT_FIRST = 0.07
HANDED_OVER = 0.03
HANDED_OVER_BY_LEAVERS = 0.9
OWNED_BY_MANAGER = 0.02
DISCOUNTS = {0.0: 0.42, 0.05: 0.14, 0.08: 0.08, 0.1: 0.14, 0.12: 0.06, 0.15: 0.08, 0.18: 0.03,
             0.2: 0.03, 0.25: 0.02}  # fmt: skip
TERMS = {12: 0.55, 24: 0.15, 36: 0.30}
DOLLARS = 0.05  # share of accounts that buy in US dollars, wherever they are

# ---- habits ----
NO_ACCOUNT, NO_PRODUCT, NO_LOST_REASON, NO_INDUSTRY = 0.015, 0.04, 0.07, 0.02
NO_NEXT_STEP, NEXT_STEP_PAST, OWN_PROBABILITY = 0.17, 0.12, 0.08
PROPOSAL_SENT, PROPOSAL_REVISED = 0.92, 0.2
NOTED = 0.03
DAYS_BETWEEN_TOUCHES = 9  # on an open deal
SILENT = 0.17  # share of open deals nobody has touched for weeks
NEXT_MEETING_BOOKED = 0.2
DONE_BY_MANAGER = 0.06
TIED_TO_ACCOUNT_ONLY = 0.04
# Logging got better: share of activities that reach the CRM in the first and in the last quarter.
LOGGED = (0.75, 1.05)

# ---- quotas, forecasts, money spent ----
QUOTA_MET = 0.90  # quotas are set so that the average quarter ends here
QUOTA_OWN_SHARE = 0.6  # a quota follows the rep's own past by this much, the peers' for the rest
QUOTA_RAMP = 0.5  # of the first quarter of a newcomer
QUOTA_SEASON = (0.97, 1.02, 0.95, 1.06)
HOPE_SPREAD = 0.22  # how far a rep's forecasts lean, up or down
LEADERS_HOPE_SPREAD = 0.10
FORECAST_NOISE = 0.12
REPS_SUBMIT_FOR_QUARTERS = 5  # reps were asked for a forecast only that long ago
MISSED_SUBMISSION = 0.1
COST_OF_A_REP = 8_500.0  # a month, all in
MARKETING_OF_BOOKINGS = 0.11
COST_SPREAD = 0.08
RATES = {"GBP": 1.165, "CHF": 1.045, "SEK": 0.0885, "USD": 0.915}
RATE_DRIFT = 0.011  # sigma of a month's move
