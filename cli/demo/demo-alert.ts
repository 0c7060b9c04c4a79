// A warning as an officer's screen has it.

import type { DemoOfficer } from '#cli/demo/officer.ts';
import type { AlertContent } from '#core/alerts/alert.ts';

export interface DemoAlert {
  id: string;
  version: number;
  content: AlertContent;
  content_hash: string;
}

export async function readAlert(officer: DemoOfficer | undefined, id: string): Promise<DemoAlert> {
  const answer = await officer?.get(`/alerts/${id}`);
  const versions = (answer?.body['versions'] ?? []) as DemoAlert[];
  const [newest] = versions;
  if (newest === undefined) throw new Error(`alert ${id} has no version: ${JSON.stringify(answer)}`);
  return { id, version: newest.version, content: newest.content, content_hash: newest.content_hash };
}
