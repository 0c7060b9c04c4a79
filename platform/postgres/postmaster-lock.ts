// PostgreSQL's own lock file (postmaster.pid): who serves this cluster, or who did when the machine stopped.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface PostmasterLock {
  pid: number;
  port: number;
  /** The process with that id exists and is a PostgreSQL server; process ids are reused after a restart. */
  alive: boolean;
}

/** null: nobody holds the cluster. Lines of the file: pid, data directory, start time, port, … */
export function readPostmasterLock(cluster: string): PostmasterLock | null {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
  const pid = Number(lines[0]);
  return { pid, port: Number(lines[3] ?? 0), alive: isPostgres(pid) };
}

function isPostgres(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres') && !/\) Z /.test(status);
  } catch {
    // No /proc (macOS): the living process is taken at its word.
    return process.platform !== 'linux';
  }
}
