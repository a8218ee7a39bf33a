-- The index of Keikaku: derived from the documents, thrown away at no cost but the time to build it.
-- Every table says which document a line belongs to; a line of one document never refers to another.
-- Opens in Datasette. Places in files are counted from 1 and null where a format has none.

CREATE TABLE meta (
  key TEXT PRIMARY KEY,        -- schema, sudachipy, sudachidict, settings, program, documents, built_at, row_total,
                               -- entry_total, encoder
  value TEXT NOT NULL
);

CREATE TABLE documents (
  id TEXT PRIMARY KEY,
  position INTEGER NOT NULL,   -- order in which they were given
  title TEXT NOT NULL,
  publisher TEXT NOT NULL,
  place TEXT NOT NULL,         -- the publisher's place name
  file TEXT NOT NULL,
  digest TEXT NOT NULL,        -- SHA-256 of the file
  fiscal_year INTEGER,
  row_count INTEGER NOT NULL,
  built_at TEXT NOT NULL,      -- UTC, ISO 8601
  longest_name INTEGER NOT NULL DEFAULT 0, -- characters of the longest name of a row, folded
  stamp TEXT NOT NULL DEFAULT '' -- of all that decides how the file is read; empty for a document without one
);

-- The numbers of a document's rows, cells, passages, segments and names: without a gap within a document, with
-- room behind it, and rising in the order of the documents.
CREATE TABLE spans (
  document TEXT NOT NULL REFERENCES documents(id),
  counted TEXT NOT NULL,       -- row, cell, passage, segment or name; no line where there are none
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (document, counted)
) WITHOUT ROWID;
CREATE INDEX spans_in_order ON spans (counted, first);

CREATE TABLE columns (
  document TEXT NOT NULL REFERENCES documents(id),
  position INTEGER NOT NULL,
  key TEXT NOT NULL,           -- the same for the same header and role in all documents
  own_key TEXT NOT NULL,       -- what the document itself calls the column
  header TEXT NOT NULL,        -- as printed
  role TEXT NOT NULL,
  parts TEXT NOT NULL,         -- JSON list of the labels its cells hold
  categorical INTEGER NOT NULL,-- 1 where its values are names (few, short, repeated)
  PRIMARY KEY (document, key)
);

CREATE TABLE sections (
  document TEXT NOT NULL REFERENCES documents(id),
  position INTEGER NOT NULL,
  section TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  PRIMARY KEY (document, position)
);

CREATE TABLE rows (
  id INTEGER PRIMARY KEY,      -- in document order
  document TEXT NOT NULL REFERENCES documents(id),
  position INTEGER NOT NULL,
  number TEXT NOT NULL,
  title TEXT NOT NULL,
  section TEXT NOT NULL,
  section_folded TEXT NOT NULL,-- folded: without white space, width and case
  group_number TEXT NOT NULL,
  group_title TEXT NOT NULL,
  group_folded TEXT NOT NULL,
  year INTEGER,
  kpi_state TEXT NOT NULL,     -- missed, met, unknown, or empty without KPIs
  line INTEGER, sheet TEXT, sheet_cell TEXT, page INTEGER, table_number INTEGER, row_number INTEGER
);
CREATE INDEX rows_by_number ON rows (number, document);
CREATE INDEX rows_by_document ON rows (document, position);
CREATE INDEX rows_by_group ON rows (group_folded);
CREATE INDEX rows_by_group_number ON rows (group_number);

CREATE TABLE row_departments (
  row_id INTEGER NOT NULL REFERENCES rows(id),
  position INTEGER NOT NULL,
  document TEXT NOT NULL,
  department TEXT NOT NULL,    -- as printed
  folded TEXT NOT NULL,
  PRIMARY KEY (row_id, position)
) WITHOUT ROWID;
CREATE INDEX row_departments_by_name ON row_departments (folded);

CREATE TABLE cells (
  id INTEGER PRIMARY KEY,
  row_id INTEGER NOT NULL REFERENCES rows(id),
  document TEXT NOT NULL,
  position INTEGER NOT NULL,
  key TEXT NOT NULL,           -- of its column
  role TEXT NOT NULL,
  "column" TEXT NOT NULL,      -- header or label as printed
  text TEXT NOT NULL,
  printed TEXT,                -- what the file has, where it differs from text
  folded TEXT,                 -- text without white space and width, where it is short enough to be a value
  line INTEGER, sheet TEXT, sheet_cell TEXT, page INTEGER, table_number INTEGER, row_number INTEGER
);
CREATE INDEX cells_by_row ON cells (row_id, position);
CREATE INDEX cells_by_value ON cells (key, folded);

CREATE TABLE kpis (
  row_id INTEGER NOT NULL REFERENCES rows(id),
  document TEXT NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  state TEXT NOT NULL,
  year INTEGER,                -- the fiscal year of the figures, null where none is printed
  latest INTEGER NOT NULL,     -- 1 for the figures that the row goes by, 0 for those of other years
  target_text TEXT,            -- null without a target; values are decimal numbers as text
  target_value TEXT, target_unit TEXT, target_comparator TEXT, target_due INTEGER,
  target_every_year INTEGER, target_cumulative INTEGER,
  actual_text TEXT, actual_value TEXT, actual_unit TEXT, actual_year INTEGER, actual_labelled INTEGER,
  baseline_text TEXT, baseline_value TEXT, baseline_unit TEXT, baseline_year INTEGER, baseline_labelled INTEGER,
  line INTEGER, sheet TEXT, sheet_cell TEXT, page INTEGER, table_number INTEGER, row_number INTEGER,
  PRIMARY KEY (row_id, position)
);
CREATE INDEX kpis_by_year ON kpis (year) WHERE year IS NOT NULL;
CREATE INDEX kpis_by_due ON kpis (target_due) WHERE target_due IS NOT NULL;

CREATE TABLE ratings (
  row_id INTEGER NOT NULL REFERENCES rows(id),
  document TEXT NOT NULL,
  position INTEGER NOT NULL,
  own INTEGER NOT NULL,        -- 1 for the rating that the row goes by, 0 for those of its parts or other years
  value TEXT NOT NULL,
  folded TEXT NOT NULL,
  key TEXT NOT NULL,
  "column" TEXT NOT NULL,
  year INTEGER,                -- the fiscal year that its header names, null for none
  inferred INTEGER NOT NULL,   -- 1 where it is not printed but follows from `basis`
  basis TEXT NOT NULL,
  line INTEGER, sheet TEXT, sheet_cell TEXT, page INTEGER, table_number INTEGER, row_number INTEGER,
  PRIMARY KEY (row_id, position)
);
CREATE INDEX ratings_by_value ON ratings (folded, key);
CREATE INDEX ratings_by_key ON ratings (key, "column");
CREATE INDEX ratings_inferred ON ratings (row_id) WHERE inferred;
CREATE INDEX ratings_own ON ratings (document, folded) WHERE own;

CREATE TABLE legend (
  document TEXT NOT NULL REFERENCES documents(id),
  position INTEGER NOT NULL,
  value TEXT NOT NULL,
  meaning TEXT NOT NULL,
  count INTEGER,               -- rows the document claims for it
  text TEXT NOT NULL,
  line INTEGER, sheet TEXT, sheet_cell TEXT, page INTEGER, table_number INTEGER, row_number INTEGER,
  PRIMARY KEY (document, position)
);

CREATE TABLE passages (
  id INTEGER PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents(id),
  position INTEGER NOT NULL,
  headings TEXT NOT NULL,      -- JSON list, outermost first
  text TEXT NOT NULL,
  line INTEGER, sheet TEXT, sheet_cell TEXT, page INTEGER, table_number INTEGER, row_number INTEGER
);

CREATE INDEX passages_in_order ON passages (document, position);

CREATE TABLE findings (
  document TEXT NOT NULL REFERENCES documents(id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  "row" TEXT NOT NULL,
  "column" TEXT NOT NULL,
  printed TEXT NOT NULL,
  taken TEXT NOT NULL,
  line INTEGER, sheet TEXT, sheet_cell TEXT, page INTEGER, table_number INTEGER, row_number INTEGER,
  PRIMARY KEY (document, position)
);

-- What each facet and column of a document holds.
CREATE TABLE dimensions (
  document TEXT NOT NULL REFERENCES documents(id),
  kind TEXT NOT NULL,          -- facet or column
  name TEXT NOT NULL,          -- the facet, or the key of the column or rating
  entries INTEGER NOT NULL,    -- different values, blank ones left out; no more than 20,000 are told apart
  figures INTEGER NOT NULL,    -- those of them that are figures
  longest INTEGER NOT NULL,    -- characters of the longest of them
  whole INTEGER NOT NULL,      -- 1 where all are whole numbers
  lined INTEGER NOT NULL,      -- 1 where one has several lines
  rated INTEGER NOT NULL,      -- 1 where they are ratings
  listed INTEGER NOT NULL,     -- 1 where `tallies` has all values, 0 for a column of very many
  PRIMARY KEY (document, kind, name)
) WITHOUT ROWID;
CREATE INDEX dimensions_by_name ON dimensions (kind, name);

-- Which rows of a document have each value.
CREATE TABLE tallies (
  document TEXT NOT NULL REFERENCES documents(id),
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,         -- never blank
  rows INTEGER NOT NULL,       -- how many
  first INTEGER NOT NULL,      -- position of the first of them
  bits BLOB NOT NULL           -- a bit for each row by its position, the lowest first; packed by zlib
);
CREATE INDEX tallies_by_name ON tallies (kind, name);
CREATE INDEX tallies_by_document ON tallies (document);

-- The figures of the rows of a document that have one unit and as many decimals, in the order of the rows.
CREATE TABLE figures (
  document TEXT NOT NULL REFERENCES documents(id),
  kind TEXT NOT NULL,          -- kpi, column or row
  name TEXT NOT NULL,          -- of the figure, or the key of the column
  unit TEXT NOT NULL,          -- as printed with the figures, empty where it is not
  decimals INTEGER NOT NULL,
  chunk INTEGER NOT NULL,      -- those of a long document stand in several lines
  first INTEGER NOT NULL,      -- position of the first row where each has one figure, else -1
  positions BLOB NOT NULL,     -- of the rows, 32 bits each; empty where each has one; packed, as all that follow
  parts BLOB NOT NULL,         -- places of indicators, or of cells less all cells, 32 bits each; one for all
  wholes BLOB NOT NULL         -- the figures without their point, 64 bits each
);
CREATE INDEX figures_by_name ON figures (kind, name);
CREATE INDEX figures_by_document ON figures (document);

CREATE TABLE names (
  id INTEGER PRIMARY KEY,
  document TEXT NOT NULL REFERENCES documents(id),
  kind TEXT NOT NULL,          -- document, section, group, row, number, department, kpi, rating, column, value
  text TEXT NOT NULL,
  folded TEXT NOT NULL,        -- without white space, width and case
  reading TEXT NOT NULL,       -- reading key
  tokens TEXT NOT NULL,        -- its terms, separated by spaces
  row_id INTEGER REFERENCES rows(id), -- the row it names: of a row, number or KPI
  ref TEXT NOT NULL,           -- row number, group number, column key, or the printed name of a short one
  form TEXT NOT NULL           -- printed, or short (without the publisher's place name)
);
CREATE INDEX names_by_folded ON names (folded);
CREATE INDEX names_by_kind ON names (kind);
CREATE INDEX names_by_reading ON names (reading);
-- All that a look through the names of rows reads.
CREATE INDEX names_of_rows ON names (row_id, folded) WHERE kind = 'row' AND row_id IS NOT NULL;

-- All pieces of four characters of the names of rows: a stretch with another piece is no part of one.
CREATE TABLE name_pieces (
  document TEXT NOT NULL REFERENCES documents(id),
  piece TEXT NOT NULL,
  PRIMARY KEY (document, piece)
) WITHOUT ROWID;
CREATE INDEX name_pieces_by_piece ON name_pieces (piece);

CREATE TABLE segments (
  id INTEGER PRIMARY KEY,
  document TEXT NOT NULL,
  row_id INTEGER REFERENCES rows(id),          -- null for a passage
  cell_id INTEGER REFERENCES cells(id),        -- null where no cell holds it
  passage_id INTEGER REFERENCES passages(id),
  role TEXT NOT NULL,          -- of the cell, or passage
  "column" TEXT NOT NULL,
  position INTEGER NOT NULL,
  start INTEGER NOT NULL,      -- offsets in the text of the cell or passage
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  tokens TEXT NOT NULL,        -- its terms, separated by spaces
  reading TEXT NOT NULL        -- reading key
);
CREATE INDEX segments_by_row ON segments (row_id);
CREATE INDEX segments_by_passage ON segments (passage_id) WHERE passage_id IS NOT NULL;

-- Whole rows and passages, by which they are ranked: what each is called, and all that it says.
CREATE TABLE entries (
  id INTEGER PRIMARY KEY,      -- that of the row, or 1,000,000,000,000 and that of the passage
  document TEXT NOT NULL,
  row_id INTEGER REFERENCES rows(id),          -- null for a passage
  passage_id INTEGER REFERENCES passages(id),  -- null for a row
  names TEXT NOT NULL,         -- terms of its title, group, departments and indicators, or headings
  placed TEXT NOT NULL,        -- terms of its section
  tokens TEXT NOT NULL         -- terms of its cells, or of its text
);
CREATE INDEX entries_by_passage ON entries (passage_id) WHERE passage_id IS NOT NULL;

CREATE TABLE terms (
  document TEXT NOT NULL REFERENCES documents(id),
  term TEXT NOT NULL,          -- as indexed; of a compound, as printed
  kind TEXT NOT NULL,          -- part of speech, or compound
  printed TEXT NOT NULL,
  tokens TEXT NOT NULL,        -- the terms it is made of
  reading TEXT NOT NULL,       -- katakana
  sound TEXT NOT NULL,         -- reading key
  rows INTEGER NOT NULL,       -- rows (and passages) it stands in
  synonyms TEXT NOT NULL,      -- Sudachi synonym groups, separated by spaces
  PRIMARY KEY (document, term, kind)
) WITHOUT ROWID;
CREATE INDEX terms_by_term ON terms (term, kind);
CREATE INDEX terms_by_sound ON terms (sound);
CREATE INDEX terms_in_latin ON terms (printed, rows)
  WHERE printed GLOB '*[A-Za-zＡ-Ｚａ-ｚ]*' AND length(printed) < 20;

-- Other words for the same thing, from thesaurus.toml and everyday.toml, cut into terms as the texts are.
CREATE TABLE thesaurus (
  term TEXT NOT NULL,
  source TEXT NOT NULL,        -- thesaurus (the same), related (nearly) or everyday (as people talk)
  other TEXT NOT NULL,
  printed TEXT NOT NULL,       -- the other word as the file writes it
  PRIMARY KEY (term, source, other)
) WITHOUT ROWID;

-- What a row means, where an encoder was installed at the build (`encoder` in meta); else empty.
CREATE TABLE vectors (
  row_id INTEGER NOT NULL REFERENCES rows(id),
  document TEXT NOT NULL,
  part TEXT NOT NULL,          -- name (title and KPIs) or summary
  vector BLOB NOT NULL,        -- of the encoder's length, 16-bit floating point, little-endian
  PRIMARY KEY (row_id, part)
);

-- Every character but white space is part of a term: terms are cut by Sudachi, not by SQLite.
CREATE VIRTUAL TABLE segments_fts USING fts5(
  tokens, content='segments', content_rowid='id',
  tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'"
);
CREATE VIRTUAL TABLE entries_fts USING fts5(
  names, placed, tokens, content='entries', content_rowid='id',
  tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'"
);
CREATE VIRTUAL TABLE readings_fts USING fts5(
  reading, content='segments', content_rowid='id', detail='none', tokenize='trigram'
);
