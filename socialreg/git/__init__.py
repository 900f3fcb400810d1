"""The only part that talks to git: commits, branches, trees, the log as one stream.

``repository`` opens one, ``record`` commits a ``change``, ``propose`` puts it on a branch of its
own, ``reading`` gives what was committed. They are imported one by one: a command waits only
for what it uses.
"""
