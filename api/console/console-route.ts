// One row of the console's route table, and what a row's handler is given: an officer who may, and a query and body of the right shape.

import { z } from 'zod';
import { Problem, wrongShape } from '#api/problem.ts';
import type { CoreContext } from '#core/context.ts';
import type { DeliveryPace } from '#core/delivery/audience.ts';
import type { ChangeFeed } from '#core/live/change-feed.ts';
import { parseReference } from '#core/reports/reference.ts';
import type { Capability } from '#core/staff/capability.ts';
import type { SecondFactorPolicy } from '#core/staff/second-factor.ts';
import type { Officer } from '#core/staff/staff.ts';
import type { TranslationModel } from '#core/triage/casework/translate-report.ts';
import type { Translator } from '#platform/i18n.ts';
import type { OfficerSession } from './officer-session.ts';

/** As it arrives. */
export interface ConsoleCall {
  context: CoreContext;
  by: Officer;
  session: OfficerSession;
  policy: SecondFactorPolicy;
  translator: Translator;
  /** Where the public reads; without a slash at the end. */
  publicUrl: string;
  /** How fast warnings are sent. */
  pace: DeliveryPace;
  /** Absent: none is configured. */
  model?: TranslationModel | undefined;
  params: Record<string, string>;
  query: unknown;
  body: unknown;
  /** What happens, as it happens. */
  feed: ChangeFeed;
  /** Where a stream that broke off had come to. */
  lastEventId?: string;
}

export interface ConsoleRoute {
  method: 'get' | 'post';
  path: string;
  capability: Capability;
  summary: string;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Every answer fits it; 200 unless `status` says otherwise. */
  answer: z.ZodType;
  status?: 201;
  /** It answers with a file (`answer` is then its bytes and kind), never shown as a page of ours. */
  file?: true;
  /** The handler gives a {@link CsvTable}, which is sent as a file. */
  csv?: true;
  /** @throws Problem `wrong-shape`, `not-found`, `conflict`. */
  run(call: ConsoleCall): Promise<unknown>;
  /** Answers with an event stream instead, for as long as the session lives: `run` only checks. @returns how to stop. */
  follow?(call: ConsoleCall, tell: (event: StreamEvent) => void): () => void;
}

/** `data` fits the route's `answer`. */
export interface StreamEvent {
  id: string;
  data: object;
}

interface Described<Query extends z.ZodObject, Body extends z.ZodType> extends Omit<ConsoleRoute, 'query' | 'body' | 'run'> {
  query?: Query;
  body?: Body;
  run(call: ConsoleCall & { query: z.infer<Query>; body: z.infer<Body> }): Promise<unknown>;
}

const NO_QUERY = z.object({});

/** Checks query and body before the handler sees them. */
export function route<Query extends z.ZodObject = typeof NO_QUERY, Body extends z.ZodType = z.ZodUnknown>({
  run,
  ...described
}: Described<Query, Body>): ConsoleRoute {
  return {
    ...described,
    run: (call) =>
      run({
        ...call,
        query: bodyOf(described.query ?? NO_QUERY, call.query) as z.infer<Query>,
        body: bodyOf(described.body ?? z.unknown(), call.body) as z.infer<Body>,
      }),
  };
}

/** @throws Problem `wrong-shape`. */
export function bodyOf<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw wrongShape(parsed.error);
  return parsed.data;
}

/** @throws Problem `not-found` for what can be no reference. */
export function referenceOf({ params }: Pick<ConsoleCall, 'params'>): string {
  return orNotFound(parseReference(params['reference'] ?? ''));
}

/** @throws Problem `not-found` for what can be no id. */
export function idOf({ params }: Pick<ConsoleCall, 'params'>): string {
  return orNotFound(z.uuid().safeParse(params['id']).data);
}

/** @throws Problem `not-found` for what can be no campaign's number. */
export function numberOf({ params }: Pick<ConsoleCall, 'params'>): number {
  const written = params['number'] ?? '';
  const number = Number(written);
  if (!/^\d{1,15}$/.test(written) || number < 1) throw new Problem('not-found');
  return number;
}

export function orNotFound<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Problem('not-found');
  return value;
}

/** @throws Problem `not-found` for an outcome that says so. */
export function found<Outcome extends { kind: string }>(outcome: Outcome): Outcome {
  return outcome.kind === 'not_found' ? orNotFound<Outcome>(null) : outcome;
}

/** A full page may have a next one, which begins behind its last item. */
export function pageOf<Item, Next>(items: Item[], limit: number, next: (last: Item) => Next): { items: Item[]; next: Next | null } {
  const last = items.at(-1);
  return { items, next: last === undefined || items.length < limit ? null : next(last) };
}

/** 409 with what happened meanwhile: one entry a fact, `/reason` first, so that the screen can say it in the officer's words. */
export function conflictOf(reason: string, facts: Record<string, string | number | null> = {}): Problem {
  const told = Object.entries({ reason, ...facts }).filter(([, value]) => value !== null);
  return new Problem('conflict', { params: { code: reason }, errors: told.map(([name, value]) => ({ pointer: `/${name}`, message: String(value) })) });
}
