// The console's routes, as the OpenAPI document tells them.

import { createDocument } from 'zod-openapi';
import { expect, test } from 'vitest';
import { consolePaths } from '#api/console/console-paths.ts';
import { CONSOLE_ROUTES } from '#api/console/console-routes.ts';

test('every route is in the OpenAPI document', () => {
  const document = createDocument({ openapi: '3.1.0', info: { title: 'Jaga', version: '1' }, paths: consolePaths() });
  for (const { method, path, answer, body } of CONSOLE_ROUTES) {
    const operation = document.paths?.[`/api/console${path.replaceAll(/:(\w+)/g, '{$1}')}`]?.[method];
    expect(operation?.responses, path).toBeDefined();
    expect(operation?.requestBody !== undefined, path).toBe(body !== undefined);
    expect(answer).toBeDefined();
  }
});
