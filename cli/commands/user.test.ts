import { expect, test } from 'vitest';
import { userCommand } from './user.ts';

/** What the command says instead of opening anything. */
async function refusalOf(...args: string[]): Promise<string> {
  const command = userCommand();
  for (const each of [command, ...command.commands]) each.exitOverride().configureOutput({ writeErr: () => undefined });
  return command.parseAsync(args, { from: 'user' }).then(
    () => 'taken',
    (error: unknown) => (error instanceof Error ? error.message : 'thrown'),
  );
}

const ADD = ['add', 'kim@bank.example'];

test('a partner’s account is not made without whom it belongs to', async () => {
  expect(await refusalOf(...ADD, '--role', 'partner')).toMatch(/--partner NAME .* or --country KR\|MY/);
  expect(await refusalOf('set-partner', 'kim@bank.example')).toMatch(/--partner NAME .* or --country KR\|MY/);
});

test('no other account belongs to anybody', async () => {
  for (const role of ['viewer', 'officer', 'supervisor', 'administrator']) {
    expect(await refusalOf(...ADD, '--role', role, '--partner', 'hana-bank'), role).toMatch(/go with --role partner only/);
    expect(await refusalOf(...ADD, '--role', role, '--country', 'KR'), role).toMatch(/go with --role partner only/);
  }
  expect(await refusalOf(...ADD, '--partner', 'hana-bank')).toMatch(/kim@bank.example would be officer/);
});

test('it belongs to a partner or to one of the two forces, not to both', async () => {
  expect(await refusalOf(...ADD, '--role', 'partner', '--partner', 'hana-bank', '--country', 'KR')).toMatch(/cannot be used with/);
  expect(await refusalOf(...ADD, '--role', 'partner', '--country', 'SG')).toMatch(/Allowed choices are KR, MY/);
});

test('the help of add and set-partner tells of both', () => {
  for (const name of ['add', 'set-partner']) {
    const help = userCommand()
      .commands.find((command) => command.name() === name)
      ?.helpInformation();
    expect(help).toMatch(/--partner <name>/);
    expect(help).toMatch(/--country <code>.*\n?.*force/);
  }
});
