import { Stack } from '@mantine/core';
import { lazy, Suspense, type ReactNode } from 'react';
import { Waiting } from '../app/states.tsx';
import { ProposalCard } from '../campaigns/proposals.tsx';
import { Headline } from './headline.tsx';
import { Places } from './places.tsx';
import { Timeline } from './timeline.tsx';
import type { CampaignDetail } from './use-campaign.ts';
import { Warned } from './warned.tsx';

const GrowthPlot = lazy(async () => ({ default: (await import('./growth-plot.tsx')).GrowthPlot }));

export function Summary({ campaign }: { campaign: CampaignDetail }): ReactNode {
  const { number } = campaign;
  return (
    <Stack>
      {campaign.proposals.map((proposal) => (
        <ProposalCard key={`${proposal.one}-${proposal.other}`} proposal={proposal} />
      ))}
      <Headline campaign={campaign} />
      <Suspense fallback={<Waiting />}>
        <GrowthPlot number={number} />
      </Suspense>
      <Places campaign={campaign} />
      <Warned number={number} />
      <Timeline number={number} />
    </Stack>
  );
}
