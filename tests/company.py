"""A hand-sized Veridia: few enough deals that every figure can be added up in one's head.

Today is 2026-11-23 (Q4). Reporting in EUR; GBP was 1.10 until June 2026 and 1.20 since.

Marcus (executive)
└── Fiona (manager, North)          └── Nicolas (manager, West)
    ├── Alice, Oliver, Priya            └── Camille
Sofie (operations)
"""

from pathlib import Path

from storage.database import Database
from storage.importing import import_source

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
id,name,account_id,owner_email,product_id,amount,currency,stage,forecast_category,probability,created_on,close_on,closed_on,lost_reason,lead_source
O1,Norrland rollout,A1,{ALICE},P1,100000,EUR,Proposal,commit,,2026-08-01,2026-12-15,,,Inbound
O2,Norrland extension,A1,{ALICE},P2,50000,EUR,Discovery,pipeline,0.5,2026-09-01,2026-11-30,,,Partner
O3,Thames routing,A2,{OLIVER},P1,10000,GBP,Qualification,pipeline,,2026-10-01,2026-12-01,,,Outbound
O4,Thames pilot,A2,{OLIVER},P2,20000,GBP,Closed Won,closed,,2026-03-01,2026-05-31,2026-05-20,,Outbound
O5,Thames renewal,A2,{OLIVER},P1,30000,GBP,Closed Won,closed,,2026-08-12,2026-11-01,2026-11-10,,Inbound
O6,Loire claims,A3,{CAMILLE},P1,200000,EUR,Closed Won,closed,,2026-04-13,2026-10-20,2026-10-20,,Inbound
O7,Loire archive,A3,{CAMILLE},P2,80000,EUR,Closed Lost,closed,,2026-05-01,2026-10-30,2026-11-02,Price,Partner
O8,Bresse shops,A4,{CAMILLE},P1,15000,EUR,Discovery,best_case,,2026-10-10,2027-01-20,,,Inbound
O9,Bresse tills,A4,{CAMILLE},,,EUR,Qualification,pipeline,,2026-11-01,2026-12-20,,,Inbound
O10,Unsorted deal,A5,{PRIYA},P2,40000,EUR,Proposal,best_case,,2026-09-15,,,,
O11,Orphan deal,,{PRIYA},P1,5000,EUR,Closed Lost,closed,,2026-09-01,2026-10-01,2026-10-05,No budget,Outbound
O12,Norrland audit,A1,{ALICE},P2,60000,EUR,Closed Won,closed,,2026-07-01,2026-11-05,2026-11-05,,Partner
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


def write_company(folder: Path, **changed: str) -> Path:
    """The company as a folder of the exchange format; files given replace its own."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "company.toml").write_text(changed.pop("company", COMPANY), encoding="utf-8")
    for name, content in {**FILES, **changed}.items():
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    return folder


def settle(database: Database, folder: Path, **changed: str) -> Database:
    """A store with the company in it."""
    report = import_source(database, write_company(folder, **changed))
    assert not report.refused, "the invented company must be good input"
    return database
