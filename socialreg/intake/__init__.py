"""Accounts from elsewhere: from the files of other systems to accounts of the register."""
