// The console's part of the OpenAPI document, made from the route table.

import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import { authPaths, problems } from './signing-in/auth-paths.ts';
import type { ConsoleRoute } from './console-route.ts';
import { CONSOLE_ROUTES } from './console-routes.ts';

const BASE = '/api/console';

export function consolePaths(): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = { ...authPaths() };
  for (const route of CONSOLE_ROUTES) {
    const path = `${BASE}${route.path.replaceAll(/:(\w+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  return paths;
}

function operationOf(route: ConsoleRoute): ZodOpenApiOperationObject {
  const names = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
  return {
    summary: route.summary,
    description: `Needs the capability \`${route.capability}\`.`,
    tags: ['Console'],
    security: [{ staffSession: [] }],
    requestParams: {
      ...(names.length > 0 && { path: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))) }),
      ...(route.query !== undefined && { query: route.query }),
    },
    ...(route.body !== undefined && { requestBody: { required: true, content: { 'application/json': { schema: route.body } } } }),
    responses: {
      [route.status ?? 200]: { description: 'Done', content: contentOf(route) },
      ...problems(
        route.method === 'post' ? { 409: 'It changed meanwhile: `errors` tells what happened', 415: 'Not JSON', 422: 'Wrong shape' } : { 422: 'Wrong query' },
      ),
      ...problems({
        401: 'No session',
        403: 'Not yours to do (`forbidden`), from another site, or a second factor is wanted (`step-up-required`, `second-factor-missing`)',
        404: 'No such thing',
      }),
    },
  };
}

function contentOf({ csv, file, follow, answer }: ConsoleRoute): Record<string, { schema?: z.ZodType }> {
  if (csv === true) return { 'text/csv': { schema: answer } };
  if (follow !== undefined) return { 'text/event-stream': { schema: answer } };
  return file === true ? { 'application/octet-stream': {}, 'image/*': {}, 'audio/*': {} } : { 'application/json': { schema: answer } };
}
