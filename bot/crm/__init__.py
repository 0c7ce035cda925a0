"""Telling the CRM what people changed through the bot."""
