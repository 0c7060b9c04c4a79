// Ways from one screen to another, each address in one place.

import { Anchor } from '@mantine/core';
import { Link, useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export function CampaignLink({ number, children }: { number: number; children?: ReactNode }): ReactNode {
  return (
    <Link to="/campaigns/$number" params={{ number: String(number) }} preload={false} className="link">
      {children ?? `#${number}`}
    </Link>
  );
}

export function ReportLink({ reference }: { reference: string }): ReactNode {
  return (
    <Anchor ff="monospace" size="sm" underline="always" renderRoot={(props) => <Link to="/reports/$reference" params={{ reference }} search={{}} {...props} />}>
      {reference}
    </Anchor>
  );
}

export function WarningLink({ id }: { id: string }): ReactNode {
  const { t } = useTranslation();
  return <PathLink path={`/alerts/${id}`}>{t('campaign.warning')}</PathLink>;
}

/** To a screen by its address. */
function PathLink({ path, children }: { path: string; children: ReactNode }): ReactNode {
  const router = useRouter();
  function go(event: MouseEvent): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void router.navigate({ href: path });
  }
  return (
    <Anchor href={`/console${path}`} onClick={go} size="sm" underline="always">
      {children}
    </Anchor>
  );
}
