/** Marks a database as a journal of ours (`PRAGMA application_id`): "MRJ1". */
export const applicationId = 0x4d524a31

/**
 * Migrations forward, in order; the n-th leads to `user_version` n + 1. Never edit one that was released: add another.
 * Paths are TEXT, or BLOB where they are not Unicode, so their columns have no type.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE folders(n INTEGER PRIMARY KEY, path NOT NULL UNIQUE);

  CREATE TABLE batches(
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    token TEXT NOT NULL UNIQUE,
    key TEXT NOT NULL,
    recipe_name TEXT NOT NULL,
    recipe_text TEXT NOT NULL,
    recipe_fp TEXT NOT NULL,
    out_root NOT NULL,
    request TEXT NOT NULL,
    state TEXT NOT NULL,
    started_ms INTEGER NOT NULL,
    ended_ms INTEGER,
    counts TEXT NOT NULL DEFAULT '{}'
  );
  CREATE INDEX batches_key ON batches(key, n);

  CREATE TABLE jobs(
    batch INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    source NOT NULL,
    identity TEXT NOT NULL,
    size INTEGER NOT NULL,
    state TEXT NOT NULL,
    crashes INTEGER NOT NULL DEFAULT 0,
    reused INTEGER NOT NULL DEFAULT 0,
    sha TEXT,
    step TEXT,
    fault TEXT,
    ms INTEGER NOT NULL DEFAULT 0,
    leader INTEGER,
    members INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY(batch, seq)
  ) WITHOUT ROWID;
  CREATE INDEX jobs_source ON jobs(source, batch);

  CREATE TABLE outputs(
    batch INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    part INTEGER NOT NULL,
    folder INTEGER NOT NULL,
    name NOT NULL,
    attempt NOT NULL,
    identity TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    sha TEXT NOT NULL,
    type TEXT NOT NULL,
    published INTEGER NOT NULL DEFAULT 0,
    ctime TEXT NOT NULL DEFAULT '',
    PRIMARY KEY(batch, seq, part)
  ) WITHOUT ROWID;
  CREATE INDEX outputs_place ON outputs(folder, name);

  CREATE TABLE claims(
    folder INTEGER NOT NULL,
    name_key NOT NULL,
    batch INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY(folder, name_key)
  ) WITHOUT ROWID;

  CREATE TABLE moves(
    n INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    from_path NOT NULL,
    to_path NOT NULL,
    identity TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    sha TEXT NOT NULL,
    state TEXT NOT NULL,
    at_ms INTEGER NOT NULL
  );
  CREATE INDEX moves_job ON moves(batch, seq);

  CREATE TABLE places(batch INTEGER NOT NULL, folder INTEGER NOT NULL, PRIMARY KEY(batch, folder)) WITHOUT ROWID;
  CREATE TABLE litter(path NOT NULL PRIMARY KEY) WITHOUT ROWID;
  CREATE TABLE processes(pid INTEGER NOT NULL, start TEXT NOT NULL, PRIMARY KEY(pid, start)) WITHOUT ROWID;
  `,
  `
  CREATE INDEX moves_held ON moves(at_ms, bytes) WHERE state = 'done' AND kind IN ('original', 'conflict', 'result');
  `,
  `
  CREATE TABLE timings(batch INTEGER NOT NULL, seq INTEGER NOT NULL, steps TEXT NOT NULL, PRIMARY KEY(batch, seq)) WITHOUT ROWID;
  `,
  `
  ALTER TABLE outputs ADD COLUMN facts TEXT NOT NULL DEFAULT '{}';
  `,
  `
  ALTER TABLE batches ADD COLUMN watch TEXT;
  CREATE INDEX batches_watch ON batches(watch, n) WHERE watch IS NOT NULL;
  CREATE INDEX moves_to ON moves(to_path) WHERE kind = 'moved';
  CREATE TABLE watches(id TEXT NOT NULL PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE watch_left(
    watch TEXT NOT NULL,
    source NOT NULL,
    identity TEXT NOT NULL,
    asked INTEGER NOT NULL,
    PRIMARY KEY(watch, source)
  ) WITHOUT ROWID;
  `,
  `
  CREATE TABLE paces(batch INTEGER PRIMARY KEY, points TEXT NOT NULL);
  `,
  `
  CREATE INDEX jobs_leader ON jobs(batch, leader) WHERE leader IS NOT NULL;
  `,
  `
  CREATE INDEX moves_kept ON moves(batch, state, at_ms, seq)
    WHERE kind IN ('original', 'conflict') AND state IN ('done', 'emptied');
  `,
  // Nothing to change: a move may be `returning` from here on, which an earlier Millrace would take for one that is over.
  '',
  `
  ALTER TABLE batches ADD COLUMN rested_ms INTEGER NOT NULL DEFAULT 0;
  `,
  `
  CREATE TABLE halves(batch INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(batch, seq)) WITHOUT ROWID;
  `,
  `
  CREATE TABLE disks(mount NOT NULL PRIMARY KEY) WITHOUT ROWID;
  INSERT OR IGNORE INTO disks(mount)
    SELECT DISTINCT json_extract(request, '$.disk.mount') FROM batches WHERE json_extract(request, '$.disk.mount') IS NOT NULL;
  `,
  `
  ALTER TABLE outputs ADD COLUMN watched INTEGER NOT NULL DEFAULT 0;
  UPDATE outputs SET watched = 1 WHERE batch IN (SELECT n FROM batches WHERE watch IS NOT NULL);
  CREATE INDEX outputs_watched ON outputs(identity) WHERE watched = 1;
  `,
  // What a job was that is being taken back, unless it was done.
  `
  ALTER TABLE jobs ADD COLUMN was TEXT;
  `,
  // Names are held in memory.
  `
  DROP TABLE claims;
  `,
  // How long a batch had been worked on when that was noted last, and when it was gone on with.
  `
  ALTER TABLE batches ADD COLUMN worked_ms INTEGER;
  ALTER TABLE batches ADD COLUMN resumed_ms INTEGER;
  `,
  // What the next start has to look at.
  `
  CREATE INDEX moves_begun ON moves(batch, seq) WHERE state = 'begun';
  `,
  // Jobs that are about to be taken back just as they are recorded: one row for a page of them.
  `
  CREATE TABLE undo_notes(
    n INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    place NOT NULL,
    seqs TEXT NOT NULL,
    results TEXT NOT NULL,
    back TEXT NOT NULL
  );
  CREATE INDEX undo_notes_batch ON undo_notes(batch);
  `,
  // Whether all files of a batch had been found when it came to an end.
  `
  ALTER TABLE batches ADD COLUMN walked INTEGER NOT NULL DEFAULT 0;
  `,
  // What a batch counts of files it has no rows of any more, and from which row on nobody has looked for more of them; null once all were looked at.
  `
  ALTER TABLE batches ADD COLUMN thinned TEXT;
  ALTER TABLE batches ADD COLUMN thin_from INTEGER DEFAULT 0;
  CREATE INDEX batches_to_thin ON batches(ended_ms) WHERE thin_from IS NOT NULL AND watch IS NULL;
  `,
]
