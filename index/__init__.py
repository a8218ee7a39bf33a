"""Which rows match: the Sudachi tokenizer, the SQLite index, its search and its typed reads."""

import os

# The matrices of `semantic` take up to ten times as long on several threads as on one. OpenBLAS reads this
# when numpy is first imported, which sqlite-utils does where numpy is installed: so it stands before both.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
