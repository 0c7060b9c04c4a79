import type { ReactNode } from 'react';
import { CampaignLink, ReportLink, WarningLink } from '../parts/links.tsx';
import { word } from '../parts/say.ts';
import { useActors } from './use-actors.ts';

/** What an entry is about, with a way there. */
export function Subject({ kind, id }: { kind: string; id: string }): ReactNode {
  if (kind === 'report') return <ReportLink reference={id} />;
  if (kind === 'campaign' && /^\d+$/.test(id)) return <CampaignLink number={Number(id)} />;
  if (kind === 'alert') return <WarningLink id={id} />;
  if (kind === 'staff') return <Account id={id} />;
  return (
    <>
      {word(`audit.subject.${kind}`, kind)} {id}
    </>
  );
}

function Account({ id }: { id: string }): ReactNode {
  const name = useActors().data?.items.find((each) => each.id === id)?.name ?? id;
  return (
    <>
      {word('audit.subject.staff', 'staff')} {name}
    </>
  );
}
