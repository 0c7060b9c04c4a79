// The afternoon's way to find texts that resemble one: PostgreSQL's pg_trgm with a GIN index, the best 10 by similarity.

import { Pool } from 'pg';

export interface Trigrams {
  add(texts: readonly string[]): Promise<void>;
  /** After everything was added. @returns seconds. */
  buildIndex(): Promise<number>;
  /** Places of the best 10 in the order in which they were added. */
  nearest(text: string): Promise<number[]>;
  close(): Promise<void>;
}

/** Its own default: below it a text is no match. */
export const TRIGRAM_THRESHOLD = 0.3;

/** null, with a line that says so, where the server has no pg_trgm. */
export async function openTrigrams(databaseUrl: string): Promise<Trigrams | null> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  const has = await pool.query('create extension if not exists pg_trgm').then(
    () => true,
    () => false,
  );
  if (!has) {
    await pool.end();
    process.stdout.write('no baseline: this PostgreSQL has no pg_trgm (set DATABASE_URL to one that has)\n');
    return null;
  }
  await pool.query('create table trigram_texts (place integer primary key, text text not null)');
  let places = 0;
  return {
    add: async (texts) => {
      await pool.query('insert into trigram_texts select $1 + n - 1, t from unnest($2::text[]) with ordinality as u (t, n)', [places, texts]);
      places += texts.length;
    },
    buildIndex: async () => {
      const begin = performance.now();
      await pool.query(`set maintenance_work_mem = '512MB'`);
      await pool.query('create index on trigram_texts using gin (text gin_trgm_ops)');
      await pool.query('vacuum analyze trigram_texts');
      await pool.query(`set pg_trgm.similarity_threshold = ${TRIGRAM_THRESHOLD}`);
      return (performance.now() - begin) / 1_000;
    },
    nearest: async (text) => {
      const { rows } = await pool.query<{ place: number }>('select place from trigram_texts where text % $1 order by similarity(text, $1) desc limit 10', [
        text,
      ]);
      return rows.map(({ place }) => place);
    },
    close: () => pool.end(),
  };
}
