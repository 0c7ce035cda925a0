"""What can be asked for: tools over the KPI engine; knows no Slack and no model."""
