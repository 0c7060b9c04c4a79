import { text } from 'node:stream/consumers';
import { Command, Option } from 'commander';
import { withCore, type OpenCore } from '#cli/open-core.ts';
import { addStaff, changeBelonging, disableStaff, hasReportsOf, listStaff } from '#core/staff/staff-accounts.ts';
import { resetSecondFactor } from '#core/staff/second-factor-use.ts';
import { createStaffAuth, type StaffAuth } from '#core/staff/staff-auth.ts';
import { STAFF_ROLES, type Belonging, type StaffRole } from '#core/staff/staff.ts';
import { LANGUAGES, type Language } from '#core/taxonomy/taxonomy.ts';
import { FORCE_COUNTRIES, type ForceCountry } from '#core/triage/decisions/decision-words.ts';

interface BelongingOptions {
  partner?: string;
  country?: ForceCountry;
}

interface AddOptions extends BelongingOptions {
  name?: string;
  role: StaffRole;
  language: Language;
  passwordStdin?: boolean;
}

const partnerOption = (): Option =>
  new Option('--partner <name>', 'with --role partner: sees the reports of this partner, as WEBHOOK_SECRETS names it').conflicts('country');
const countryOption = (): Option =>
  new Option('--country <code>', "with --role partner: sees what is handed over to this country's force").choices(FORCE_COUNTRIES);

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
    .addOption(partnerOption())
    .addOption(countryOption())
    .option('--password-stdin', 'read the password from standard input')
    .action((email: string, options: AddOptions) => {
      checkWhom(email, options);
      return withCore((core) => add(core, email, options));
    });
  user
    .command('list')
    .description('all accounts')
    .action(() =>
      withCore(async ({ context }) => {
        const staff = await listStaff(context);
        for (const { email, name, role, language, disabled, partner, country } of staff)
          process.stdout.write(`${[email, name, role, language, partner ?? country ?? [], disabled ? 'disabled' : []].flat().join('\t')}\n`);
        if (staff.length === 0) process.stdout.write('No accounts yet: jaga user add you@example.org --role administrator\n');
      }),
    );
  user
    .command('set-partner')
    .description("give a partner's account to another partner or country, and end its sessions")
    .argument('<email>')
    .addOption(partnerOption())
    .addOption(countryOption())
    .action((email: string, options: BelongingOptions) => {
      checkWhom(email, { role: 'partner', ...options });
      return withCore((core) => setPartner(core, email, options));
    });
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

/** @throws Error with what is missing or too much, before anything is opened. */
function checkWhom(email: string, { role, partner, country }: BelongingOptions & { role: StaffRole }): void {
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new Error(`${email} is no e-mail address.`);
  const isTold = partner !== undefined || country !== undefined;
  if (role === 'partner' && !isTold)
    throw new Error(
      "A partner's account needs --partner NAME (a bank, telco or market, as WEBHOOK_SECRETS names it) or --country KR|MY (that country's police force).",
    );
  if (role !== 'partner' && isTold) throw new Error(`--partner and --country go with --role partner only: ${email} would be ${role}.`);
}

async function add(core: OpenCore, email: string, { name, role, language, passwordStdin, ...options }: AddOptions): Promise<void> {
  const belongsTo = await belongingOf(core, options);
  const given = passwordStdin === true ? { password: (await text(process.stdin)).replace(/\r?\n$/, '') } : {};
  const who = { email, name: name ?? email.split('@')[0] ?? email, role, language, ...(belongsTo !== null && { belongsTo }) };
  const { password } = await addStaff(core.context, staffAuthOf(core), { ...who, ...given });
  process.stdout.write(
    `${email} is ${role}${belongsTo === null ? '' : ` and sees what is shared with ${Object.values(belongsTo).join()}`}.\n${passwordStdin === true ? '' : `Password (shown only now): ${password}\n`}`,
  );
  if (core.config.secondFactor === 'required') process.stdout.write('At the first sign-in they set up a second factor: have an authenticator app at hand.\n');
}

async function setPartner(core: OpenCore, email: string, options: BelongingOptions): Promise<void> {
  const belongsTo = await belongingOf(core, options);
  if (belongsTo === null || !(await changeBelonging(core.context, email, belongsTo)))
    throw new Error(`There is no partner's account for ${email}: see jaga user list.`);
  process.stdout.write(`${email} sees what is shared with ${Object.values(belongsTo).join()}, once they sign in again.\n`);
}

/** A slip of the pen would show nothing today, and the reports of whoever takes that name tomorrow. */
async function belongingOf({ context, secrets }: OpenCore, { partner, country }: BelongingOptions): Promise<Belonging | null> {
  if (country !== undefined) return { country };
  if (partner === undefined) return null;
  const known = secrets.webhookSecrets.map((each) => each.partner);
  if (!known.includes(partner) && !(await hasReportsOf(context, partner)))
    throw new Error(`There is no partner ${partner}: WEBHOOK_SECRETS names ${known.join(', ')}, and no report is from it.`);
  return { partner };
}

function staffAuthOf({ database, context, config }: OpenCore): StaffAuth {
  return createStaffAuth({ context, pool: database.pool, publicUrl: config.publicUrl });
}
