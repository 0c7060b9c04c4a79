import { text } from 'node:stream/consumers';
import { Command, Option } from 'commander';
import { withCore, type OpenCore } from '#cli/open-core.ts';
import { addStaff, disableStaff, listStaff } from '#core/staff/staff-accounts.ts';
import { resetSecondFactor } from '#core/staff/second-factor-use.ts';
import { createStaffAuth, type StaffAuth } from '#core/staff/staff-auth.ts';
import { STAFF_ROLES, type StaffRole } from '#core/staff/staff.ts';
import { LANGUAGES, type Language } from '#core/taxonomy/taxonomy.ts';

interface AddOptions {
  name?: string;
  role: StaffRole;
  language: Language;
  passwordStdin?: boolean;
}

export function userCommand(): Command {
  const user = new Command('user').description('staff accounts of the console');
  user
    .command('add')
    .description(
      'make an account; a password is made and shown once unless one is given. At the first sign-in a second factor is set up (an authenticator app); SECOND_FACTOR=optional lets people put that off, but nobody approves a warning without',
    )
    .argument('<email>')
    .option('--name <name>', 'as colleagues see it (default: the part before the @)')
    .addOption(new Option('--role <role>').choices(STAFF_ROLES).default('officer'))
    .addOption(new Option('--language <language>').choices(LANGUAGES).default('en'))
    .option('--password-stdin', 'read the password from standard input')
    .action((email: string, options: AddOptions) => withCore((core) => add(core, email, options)));
  user
    .command('list')
    .description('all accounts')
    .action(() =>
      withCore(async ({ context }) => {
        const staff = await listStaff(context);
        for (const { email, name, role, language, disabled } of staff)
          process.stdout.write(`${email}\t${name}\t${role}\t${language}${disabled ? '\tdisabled' : ''}\n`);
        if (staff.length === 0) process.stdout.write('No accounts yet: jaga user add you@example.org --role administrator\n');
      }),
    );
  user
    .command('disable')
    .description('switch an account off and end its sessions')
    .argument('<email>')
    .action((email: string) =>
      withCore(async ({ context }) => {
        if (!(await disableStaff(context, email))) throw new Error(`There is no account for ${email}: see jaga user list.`);
        process.stdout.write(`${email} is switched off.\n`);
      }),
    );
  user
    .command('reset-second-factor')
    .description('for a lost phone: end all sessions; the next sign-in, by password, sets up a new second factor')
    .argument('<email>')
    .action((email: string) =>
      withCore(async ({ context }) => {
        if (!(await resetSecondFactor(context, email))) throw new Error(`There is no account for ${email}: see jaga user list.`);
        process.stdout.write(`${email} has no second factor any more and sets up a new one at the next sign-in. Make sure that it is them.\n`);
      }),
    );
  return user;
}

async function add(core: OpenCore, email: string, { name, role, language, passwordStdin }: AddOptions): Promise<void> {
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new Error(`${email} is no e-mail address.`);
  const given = passwordStdin === true ? { password: (await text(process.stdin)).replace(/\r?\n$/, '') } : {};
  const { password } = await addStaff(core.context, staffAuthOf(core), { email, name: name ?? email.split('@')[0] ?? email, role, language, ...given });
  process.stdout.write(`${email} is ${role}.\n${passwordStdin === true ? '' : `Password (shown only now): ${password}\n`}`);
  if (core.config.secondFactor === 'required') process.stdout.write('At the first sign-in they set up a second factor: have an authenticator app at hand.\n');
}

function staffAuthOf({ database, context, config }: OpenCore): StaffAuth {
  return createStaffAuth({ context, pool: database.pool, publicUrl: config.publicUrl });
}
