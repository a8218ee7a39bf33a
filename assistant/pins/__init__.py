"""Answers that stand in other pages: how they are pinned there, and how they are kept true."""
