"""Where a register's files lie, from its root and with forward slashes."""

ACCOUNTS_DIR = "data/accounts"
SETTINGS_PATH = "data/register.toml"
GUIDELINES_PATH = "data/guidelines.toml"
