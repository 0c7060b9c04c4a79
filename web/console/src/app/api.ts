// The console's back end over HTTP. Shapes are the contract's own; an error is a problem (RFC 9457) with what happened and what to do.

import type { z } from 'zod';

/** What an endpoint answers, from its schema in `api/contract`. */
export type Answer<Schema extends z.ZodType> = z.infer<Schema>;

export type Query = Record<string, string | number | boolean | undefined>;

interface ProblemBody {
  type?: string;
  title?: string;
  detail?: string;
  errors?: { pointer: string; message: string }[];
}

export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  /** Last part of the problem's type: `conflict`, `forbidden`, `too-many-requests` … */
  readonly slug: string;
  /** By pointer without its slash: which field, or which fact of a conflict. */
  readonly facts: Record<string, string>;

  constructor(status: number, { type = '', title = '', detail = '', errors = [] }: ProblemBody) {
    super(detail === '' ? title : detail);
    this.status = status;
    this.slug = type.split(/[/:#]/).at(-1) ?? '';
    this.facts = Object.fromEntries(errors.map(({ pointer, message }) => [pointer.replace(/^\//, ''), message]));
  }
}

const BASE = '/api/console';

/** Asks for a second factor; false: they would not. */
export type StepUp = () => Promise<boolean>;
let stepUp: StepUp = () => Promise.resolve(false);

/** What is done when the server wants a second factor first; then the call is sent again. */
export function onStepUp(ask: StepUp): void {
  stepUp = ask;
}

/** @throws ApiProblem; TypeError without a network. */
export async function get<Result>(path: string, query: Query = {}): Promise<Result> {
  const asked = Object.entries(query).flatMap(([name, value]): [string, string][] => (value === undefined || value === '' ? [] : [[name, String(value)]]));
  return jsonOf<Result>(await send(`${path}${asked.length === 0 ? '' : `?${new URLSearchParams(asked).toString()}`}`, headers()));
}

/** @throws ApiProblem; TypeError without a network. */
export async function post<Result>(path: string, body: object = {}): Promise<Result> {
  return jsonOf<Result>(await send(path, asPost(body)));
}

/** What answers with a file. @throws ApiProblem; TypeError without a network. */
export async function postForFile(path: string, body: object): Promise<Blob> {
  return (await send(path, asPost(body))).blob();
}

function asPost(body: object): RequestInit {
  return { method: 'POST', headers: { ...headers().headers, 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await goodOnly(await fetch(BASE + path, init));
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.slug !== 'step-up-required' || !(await stepUp())) throw error;
    return goodOnly(await fetch(BASE + path, init));
  }
}

/** Problems are told in the language of the interface. */
function headers(): { headers: Record<string, string> } {
  return { headers: { Accept: 'application/json', 'Accept-Language': document.documentElement.lang } };
}

async function goodOnly(response: Response): Promise<Response> {
  if (response.ok) return response;
  const body = (await response.json().catch(() => ({}))) as ProblemBody;
  throw new ApiProblem(response.status, { title: response.statusText, ...body });
}

async function jsonOf<Result>(response: Response): Promise<Result> {
  return (await response.json()) as Result;
}
