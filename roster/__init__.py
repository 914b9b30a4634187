"""The roster: files and tables <-> the neighbourhood. Knows no Telegram."""
