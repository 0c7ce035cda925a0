"""The people of Veridia whom the tests of the Slack app call by name, and the app's manifest."""

import json
from pathlib import Path

SOFIE = "sofie.vermeulen@veridia.example"
FIONA = "fiona.gallagher@veridia.example"
ALICE = "alice.lindqvist@veridia.example"
OLIVER = "oliver.hartley@veridia.example"
CAMILLE = "camille.roux@veridia.example"
LENA = "lena.vogt@veridia.example"

MANIFEST = json.loads((Path(__file__).parents[2] / "bot" / "manifest.json").read_text())
