"""A hand-sized Veridia: few enough deals that every figure can be added up in one's head.

Today is 2026-11-23 (Q4). Reporting in EUR; GBP was 1.10 until June 2026 and 1.20 since.

Marcus (executive)
└── Fiona (manager, North)          └── Nicolas (manager, West)
    ├── Alice, Oliver, Priya            └── Camille
Sofie (operations)
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from storage.database import Database
from storage.importing import import_source
from storage.tables import imports
from tests.stores import fill_from

MARCUS = "marcus.oakley@veridia.example"
SOFIE = "sofie.vermeulen@veridia.example"
FIONA = "fiona.gallagher@veridia.example"
NICOLAS = "nicolas.perrin@veridia.example"
ALICE = "alice.lindqvist@veridia.example"
OLIVER = "oliver.hartley@veridia.example"
PRIYA = "priya.raman@veridia.example"
CAMILLE = "camille.roux@veridia.example"

COMPANY = """\
name = "Veridia"
currency = "EUR"
fiscal_year_starts = 1
locale = "en"
time_zone = "Europe/Paris"
"""

FILES = {
    "people": f"""\
email,name,role,manager_email,team,territory,locale,active_to
{MARCUS},Marcus Oakley,executive,,,,en,
{SOFIE},Sofie Vermeulen,operations,,,,en,
{FIONA},Fiona Gallagher,manager,{MARCUS},North,,en,
{NICOLAS},Nicolas Perrin,manager,{MARCUS},West,,fr,
{ALICE},Alice Lindqvist,rep,{FIONA},North,Nordics,en,
{OLIVER},Oliver Hartley,rep,{FIONA},North,UKI,en,
{PRIYA},Priya Raman,rep,{FIONA},North,UKI,en,
{CAMILLE},Camille Roux,rep,{NICOLAS},West,France,fr,
lena.vogt@veridia.example,Lena Vogt,rep,{NICOLAS},West,,en,2026-06-30
""",
    "stages": """\
name,position,kind,probability,exit_criteria
Qualification,1,open,0.1,Budget named
Discovery,2,open,0.3,Pain agreed;Champion named
Proposal,3,open,0.6,Proposal sent
Closed Won,4,won,1,
Closed Lost,5,lost,0,
""",
    "accounts": f"""\
id,name,segment,industry,territory,country,owner_email
A1,Norrland Timber,Enterprise,Forestry,Nordics,SE,{ALICE}
A2,Thames Freight,SMB,Logistics,UKI,GB,{OLIVER}
A3,Loire Assurances,Enterprise,Insurance,France,FR,{CAMILLE}
A4,Atelier Bresse,SMB,Retail,France,FR,{CAMILLE}
A5,Unsorted Ltd,,,,,
""",
    "products": """\
id,name,family,list_price,currency,max_discount
P1,Veridia Flow,Platform,1000,EUR,0.2
P2,Veridia Insight,Analytics,500,EUR,0.1
""",
    "opportunities": f"""\
id,name,account_id,owner_email,product_id,amount,currency,stage,forecast_category,probability,created_on,close_on,closed_on,lost_reason,lead_source,mrr,term_months,discount,next_step,next_step_on
O1,Norrland rollout,A1,{ALICE},P1,100000,EUR,Proposal,commit,,2026-08-01,2026-12-15,,,Inbound,,,,Board meeting,2026-11-30
O2,Norrland extension,A1,{ALICE},P2,50000,EUR,Discovery,pipeline,0.5,2026-09-01,2026-11-30,,,Partner,,,,Send the quote,2026-11-20
O3,Thames routing,A2,{OLIVER},P1,10000,GBP,Qualification,pipeline,,2026-10-01,2026-12-01,,,Outbound,,,,Call back,2026-12-02
O4,Thames pilot,A2,{OLIVER},P2,20000,GBP,Closed Won,closed,,2026-03-01,2026-05-31,2026-05-20,,Outbound,500,6,,,
O5,Thames renewal,A2,{OLIVER},P1,30000,GBP,Closed Won,closed,,2026-08-12,2026-11-01,2026-11-10,,Inbound,1000,12,0.25,,
O6,Loire claims,A3,{CAMILLE},P1,200000,EUR,Closed Won,closed,,2026-04-13,2026-10-20,2026-10-20,,Inbound,5000,,0.2,,
O7,Loire archive,A3,{CAMILLE},P2,80000,EUR,Closed Lost,closed,,2026-05-01,2026-10-30,2026-11-02,Price,Partner,,,,,
O8,Bresse shops,A4,{CAMILLE},P1,15000,EUR,Discovery,best_case,,2026-10-10,2027-01-20,,,Inbound,,,,,
O9,Bresse tills,A4,{CAMILLE},,,EUR,Qualification,pipeline,,2026-11-01,2026-12-20,,,Inbound,,,,,
O10,Unsorted deal,A5,{PRIYA},P2,40000,EUR,Proposal,best_case,,2026-09-15,,,,,,,,,
O11,Orphan deal,,{PRIYA},P1,5000,EUR,Closed Lost,closed,,2026-09-01,2026-10-01,2026-10-05,No budget,Outbound,,,,,
O12,Norrland audit,A1,{ALICE},P2,60000,EUR,Closed Won,closed,,2026-07-01,2026-11-05,2026-11-05,,Partner,,,,,
""",
    "stage_changes": """\
opportunity_id,changed_at,from_stage,to_stage
O1,2026-08-01T09:00:00+02:00,,Qualification
O1,2026-09-10T09:00:00+02:00,Qualification,Discovery
O1,2026-11-02T09:00:00+01:00,Discovery,Proposal
O2,2026-09-01T09:00:00+02:00,,Qualification
O2,2026-10-05T09:00:00+02:00,Qualification,Discovery
O3,2026-10-01T09:00:00+02:00,,Qualification
O5,2026-08-12T09:00:00+02:00,,Qualification
O5,2026-10-02T09:00:00+02:00,Qualification,Proposal
O5,2026-10-20T09:00:00+02:00,Proposal,Discovery
O5,2026-11-10T23:30:00+01:00,Discovery,Closed Won
O6,2026-04-13T09:00:00+02:00,,Qualification
O6,2026-10-10T09:00:00+02:00,Qualification,Discovery
O6,2026-10-20T09:00:00+02:00,Discovery,Closed Won
O7,2026-05-01T09:00:00+02:00,,Qualification
O7,2026-10-15T09:00:00+02:00,Qualification,Discovery
O7,2026-11-02T09:00:00+01:00,Discovery,Closed Lost
""",
    "field_changes": """\
opportunity_id,changed_at,field,old_value,new_value
O1,2026-10-15T10:00:00+02:00,amount,120000,100000
O1,2026-11-01T10:00:00+01:00,close_on,2026-10-31,2026-12-15
O2,2026-11-20T10:00:00+01:00,forecast_category,best_case,pipeline
O2,2026-10-20T10:00:00+02:00,close_on,2026-12-10,2026-11-30
O9,2026-11-05T10:00:00+01:00,close_on,,2026-12-20
""",
    "activities": f"""\
id,opportunity_id,account_id,owner_email,kind,occurred_at,outcome,qualified
V1,O1,,{ALICE},meeting,2026-11-16T10:00:00+01:00,held,true
V2,O1,A1,{ALICE},call,2026-10-05T10:00:00+02:00,,
V3,O2,A1,{ALICE},demo,2026-11-12T10:00:00+01:00,no_show,
V4,,A2,{OLIVER},call,2026-11-18T16:30:00+01:00,held,
V5,O3,A2,{OLIVER},meeting,2026-10-20T10:00:00+02:00,held,false
V6,O5,,{PRIYA},meeting,2026-11-03T10:00:00+01:00,held,true
V7,O6,A3,{CAMILLE},demo,2026-10-12T10:00:00+02:00,,
V8,O8,A4,{CAMILLE},demo,2026-12-01T10:00:00+01:00,scheduled,
V9,O7,A3,{CAMILLE},email,2026-10-30T10:00:00+01:00,cancelled,
V10,O10,,{PRIYA},email,2026-09-30T23:30:00+00:00,held,
""",
    "contacts": """\
opportunity_id,name,title,role,email
O1,Ingrid Holm,CFO,economic_buyer,ingrid.holm@norrland.example
O1,Per Berg,,champion,
O3,Ruth Calder,,user,
""",
    "proposals": """\
id,opportunity_id,sent_on,amount,currency,discount
R1,O4,2026-05-10,21000,GBP,
R2,O5,2026-10-08,30000,GBP,0.25
R3,O6,2026-10-15,200000,EUR,0.2
R4,O1,2026-11-05,100000,EUR,
R5,O2,2026-11-20,,,
""",
    "forecasts": f"""\
submitted_by,starts_on,ends_on,submitted_at,commit,best_case,comment
{MARCUS},2026-04-01,2026-06-30,2026-05-15T09:00:00+02:00,30000,,
{MARCUS},2026-04-01,2026-06-30,2026-06-20T09:00:00+02:00,20000,,
{FIONA},2026-04-01,2026-06-30,2026-05-31T23:30:00+02:00,22000,,
{FIONA},2026-10-01,2026-12-31,2026-10-05T09:00:00+02:00,300000,400000,
{FIONA},2026-10-01,2026-12-31,2026-11-13T09:00:00+01:00,320000,450000,
{FIONA},2026-10-01,2026-12-31,2026-11-20T09:00:00+01:00,352000,,Two more came in
{NICOLAS},2026-10-01,2026-12-31,2026-11-02T09:00:00+01:00,200000,250000,
{ALICE},2026-10-01,2026-12-31,2026-11-16T09:00:00+01:00,150000,160000,
""",
    "costs": """\
starts_on,ends_on,kind,amount,currency
2026-09-01,2026-10-30,marketing,60000,EUR
2026-10-01,2026-10-31,sales,31000,EUR
2026-11-16,2026-12-15,marketing,30000,GBP
""",
    "quotas": f"""\
kind,of,starts_on,ends_on,amount,currency
person,{ALICE},2026-10-01,2026-12-31,150000,EUR
person,{OLIVER},2026-10-01,2026-12-31,100000,GBP
person,{PRIYA},2026-10-01,2026-12-31,92000,EUR
person,{CAMILLE},2026-10-01,2026-12-31,184000,EUR
team,North,2026-10-01,2026-12-31,400000,EUR
segment,SMB,2026-10-01,2026-12-31,90000,EUR
product,P1,2026-10-01,2026-12-31,300000,EUR
territory,France,2026-10-01,2026-12-31,184000,EUR
""",
    "exchange_rates": """\
currency,valid_from,rate
GBP,2025-01-01,1.10
GBP,2026-06-01,1.20
""",
    "aliases": """\
kind,name,alias
segment,Enterprise,grands comptes
person,Oliver Hartley,Ollie
account,Norrland Timber,Norrland
""",
}


# The files whose rows belong to deals: without the deals they are bad input.
OF_DEALS = ("stage_changes", "field_changes", "activities", "contacts", "proposals")


def headers(*names: str) -> dict[str, str]:
    """Files of the company with nothing in them but their header."""
    return {name: FILES[name].splitlines()[0] + "\n" for name in names}


def write_company(folder: Path, **changed: str) -> Path:
    """The company as a folder of the exchange format; files given replace its own."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "company.toml").write_text(changed.pop("company", COMPANY), encoding="utf-8")
    for name, content in {**FILES, **changed}.items():
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    return folder


def settle(database: Database, folder: Path, **changed: str) -> Database:
    """A store with the company in it."""
    if not changed and _is_empty(database):
        write_company(folder)
        fill_from(database, _import)
        return database
    report = import_source(database, write_company(folder, **changed))
    assert not report.refused, "the invented company must be good input"
    return database


def _import(database: Database) -> None:
    with TemporaryDirectory() as folder:
        import_source(database, write_company(Path(folder)))


def _is_empty(database: Database) -> bool:
    with database.reading() as connection:
        return connection.execute(select(imports).limit(1)).first() is None
