"""Every kind of draft, as data; words are put to them where they are told."""

from tools.drafts.checklist import Checklist
from tools.drafts.guide import Guide
from tools.drafts.outline import Outline

Draft = Checklist | Guide | Outline
