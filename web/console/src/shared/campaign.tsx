import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Fact } from '../campaign/headline.tsx';
import type { SharedReport } from './use-shared.ts';

/** As the public was told of it; the campaign itself is for officers. */
export function Campaign({ campaign }: Pick<SharedReport, 'campaign'>): ReactNode {
  const { t } = useTranslation();
  if (campaign === null) return null;
  return (
    <Fact name={t('shared.campaign')}>
      #{campaign.number} · {campaign.title} <span className="mono">{campaign.code}</span>
    </Fact>
  );
}
