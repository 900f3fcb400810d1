"""From a register to what others read: findings, exports and the public site."""
