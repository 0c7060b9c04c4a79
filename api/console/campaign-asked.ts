// A campaign that was named in what was sent.

import { Problem } from '#api/problem.ts';
import type { CoreContext } from '#core/context.ts';
import { findCampaignId } from '#core/triage/campaign-list.ts';

/** Its id, or that of where it was merged into. @throws Problem `wrong-shape`. */
export async function campaignOrWrong({ db }: Pick<CoreContext, 'db'>, number: number): Promise<string> {
  const id = await findCampaignId(db, number);
  if (id === null) throw new Problem('wrong-shape', { errors: [{ pointer: '/campaign', message: 'there is no such campaign' }] });
  return id;
}
