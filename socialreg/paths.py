"""Where a register's files lie, from its root and with forward slashes."""

DATA_DIR = "data"
ACCOUNTS_DIR = "data/accounts"
SETTINGS_PATH = "data/register.toml"
GUIDELINES_PATH = "data/guidelines.toml"
ACTIVITY_DIR = "data/activity"
ANSWERS_DIR = "data/answers"
IMPOSTORS_DIR = "data/impostors"
# Where what is recorded beside the accounts lies: a file for each account, named for its id.
EVIDENCE_DIRS = (ACTIVITY_DIR, ANSWERS_DIR)
