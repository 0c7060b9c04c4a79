// Ways from one screen to another, each address in one place.

import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
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

export function WarningLink({ id, children }: { id: string; children?: ReactNode }): ReactNode {
  const { t } = useTranslation();
  return (
    <Link to="/alerts/$id" params={{ id }} className="link">
      {children ?? t('campaign.warning')}
    </Link>
  );
}
