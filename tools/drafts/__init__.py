"""Drafts about one deal: checklist, discovery guide, proposal outline, made of its facts alone."""
