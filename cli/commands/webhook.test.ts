import { expect, test } from 'vitest';
import { webhookCommand } from './webhook.ts';

/** What the command says instead of opening anything. */
async function refusalOf(...args: string[]): Promise<string> {
  const command = webhookCommand();
  for (const each of [command, ...command.commands]) each.exitOverride().configureOutput({ writeErr: () => undefined });
  return command.parseAsync(args, { from: 'user' }).then(
    () => 'taken',
    (error: unknown) => (error instanceof Error ? error.message : 'thrown'),
  );
}

const ADD = ['add', 'https://bank.example/jaga'];
const ID = '01a21b45-812c-7373-93b2-b17f5b12e193';

test('an endpoint is not added without whose it is', async () => {
  expect(await refusalOf(...ADD)).toMatch(/--partner <name>' not specified/);
  expect(await refusalOf(...ADD, '--partner', 'Hana Bank')).toMatch(/Lower case letters/);
});

test('filters that could never fit are refused', async () => {
  expect(await refusalOf(...ADD, '--partner', 'hana-bank', '--types', 'PHISH,FISHING')).toMatch(/FISHING is no type: .*PHISH/);
  expect(await refusalOf(...ADD, '--partner', 'hana-bank', '--countries', 'Korea')).toMatch(/as KR,MY/);
  expect(await refusalOf(...ADD, '--partner', 'hana-bank', '--least-grade', 'grave')).toMatch(/Allowed choices are notice, caution, warning, danger/);
});

test('an id is a whole id', async () => {
  for (const name of ['remove', 'rotate', 'test', 'enable', 'replay', 'dead']) expect(await refusalOf(name, 'hana-bank'), name).toMatch(/jaga webhook list/);
});

test('a replay is of dead letters, since a time, or of one message', async () => {
  expect(await refusalOf('replay', ID, '--since', 'yesterday')).toMatch(/2026-11-01T09:00:00Z/);
  expect(await refusalOf('replay', ID, '--since', '2026-11-01T09:00:00Z', '--message', ID)).toMatch(/cannot be used with/);
});
