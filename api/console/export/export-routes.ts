// Any table of the console as a file: the same route, capability and filters as the screen's, page after page. Each export is in the audit trail.

import { z } from 'zod';
import { appendAudit } from '#core/audit/append-audit.ts';
import { LANGUAGES } from '#core/taxonomy/taxonomy.ts';
import { ALERT_ROUTES } from '../alert-routes.ts';
import { AUDIT_ROUTES } from '../audit-routes.ts';
import { CAMPAIGN_ROUTES } from '../campaign-routes.ts';
import type { ConsoleCall, ConsoleRoute } from '../console-route.ts';
import type { CsvCell, CsvTable } from './csv.ts';
import { DETECTION_ROUTES } from '../detection-routes.ts';
import { DISPUTE_ROUTES } from '../dispute-routes.ts';
import { ENTITY_ROUTES } from '../entity-routes.ts';
import { EXPORTS, type Exported, type Row } from './exported-tables.ts';
import { OVERVIEW_ROUTES } from '../overview-routes.ts';
import { REPORT_ROUTES } from '../report-routes.ts';

const EXPORTABLE = [
  ...REPORT_ROUTES,
  ...CAMPAIGN_ROUTES,
  ...ENTITY_ROUTES,
  ...ALERT_ROUTES,
  ...DISPUTE_ROUTES,
  ...DETECTION_ROUTES,
  ...OVERVIEW_ROUTES,
  ...AUDIT_ROUTES,
];
/** As many as a page may have. */
const PAGE = '200';
const csv = z.string().meta({ description: 'CSV (RFC 4180) in UTF-8 with a byte order mark; headings in the language asked for' });
const language = z.enum(LANGUAGES).optional().meta({ description: "Of the headings; left out: the officer's" });

export const EXPORT_ROUTES: readonly ConsoleRoute[] = EXPORTS.map((exported) => {
  const from = EXPORTABLE.find(({ method, path }) => method === 'get' && path === exported.of);
  if (from === undefined) throw new Error(`there is no table ${exported.of}`);
  return {
    method: 'get',
    // A table of one thing keeps its parameter: `/exports/growth/:number`.
    path: [`/exports/${exported.name}`, ...(exported.of.match(/:\w+/g) ?? [])].join('/'),
    capability: from.capability,
    summary: `As CSV: ${from.summary}`,
    query: (from.query ?? z.object({})).extend({ lang: language }),
    answer: csv,
    csv: true,
    run: (call) => exportTable(call, { exported, from }),
  };
});

/** A faulty query is refused before anything is sent, and the audit entry is written before the first row leaves. */
async function exportTable(call: ConsoleCall, { exported, from }: { exported: Exported; from: ConsoleRoute }): Promise<CsvTable> {
  const { context, by, translator } = call;
  const asked = z.record(z.string(), z.string()).catch({}).parse(call.query);
  const first = (await from.run({ ...call, query: paged(asked, exported) })) as Page;
  const known = Object.keys(from.query?.shape ?? {});
  const filter = Object.fromEntries(Object.entries(asked).filter(([name]) => known.includes(name) && name !== 'limit'));
  await appendAudit(context, { actor: by.id, action: 'table.exported', subject: { kind: 'table', id: exported.name }, details: filter });
  const said = language.catch(undefined).parse(asked['lang']) ?? by.language;
  return {
    name: `jaga-${exported.name}-${context.clock.now().toISOString().slice(0, 10)}`,
    headings: exported.columns.map((column) => translator.t(said, `console:csv.${column}`)),
    rows: rowsOf({ call, exported, from, asked, first }),
  };
}

interface Page {
  next?: string | number | null;
}

interface Export {
  call: ConsoleCall;
  exported: Exported;
  from: ConsoleRoute;
  asked: Record<string, string>;
  first: Page;
}

async function* rowsOf({ call, exported, from, asked, first }: Export): AsyncGenerator<CsvCell[]> {
  for (let page = first; ;) {
    for (const row of exported.rows(page)) yield exported.columns.map((column) => cellOf(row[column]));
    if (exported.cursor === undefined || page.next === null || page.next === undefined) return;
    page = (await from.run({ ...call, query: { ...paged(asked, exported), [exported.cursor]: String(page.next) } })) as Page;
  }
}

function paged(asked: Record<string, string>, { cursor }: Exported): Record<string, string> {
  return cursor === undefined ? asked : { ...asked, limit: PAGE };
}

/** Lists are joined, what has parts is JSON. */
function cellOf(value: Row[string]): CsvCell {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(String).join(' ');
  return typeof value === 'object' ? JSON.stringify(value) : (value as CsvCell);
}
