// The copy that was handed over, part by part, on what ground it came, and that this force takes it.

import '../report/report.css';
import { Button, Group, List, Paper, SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Fact } from '../campaign/headline.tsx';
import { PermittedButton } from '../parts/permitted-button.tsx';
import { sayCountry, sayType, word } from '../parts/say.ts';
import { Time } from '../parts/time.tsx';
import { PlainText } from '../report/panels/marked-text.tsx';
import { Panel } from '../report/panels/panel.tsx';
import { Campaign } from './campaign.tsx';
import { useAcknowledge, type SharedReport } from './use-shared.ts';

type HandedOver = NonNullable<SharedReport['handover']>;
type Copy = HandedOver['copy'];

export function Handover({ shared, handover }: { shared: SharedReport; handover: HandedOver }): ReactNode {
  const { t } = useTranslation();
  const { copy } = handover;
  return (
    <>
      <Taking shared={shared} handover={handover} />
      <Facts shared={shared} copy={copy} />
      <Panel title={t('report.parts.masked_text')}>
        {copy.masked_text === undefined ? <Text size="sm">{t('shared.no_words')}</Text> : <PlainText>{copy.masked_text}</PlainText>}
      </Panel>
      <Panel title={t('report.parts.indicators')}>
        {copy.indicators.length === 0 ? (
          <Text size="sm">{t('report.indicators.none')}</Text>
        ) : (
          <List size="sm" listStyleType="none">
            {copy.indicators.map(({ kind, value }) => (
              <List.Item key={`${kind} ${value}`} className="break">
                {word(`report.kinds.${kind}`, kind)}: <span className="mono">{value}</span>
              </List.Item>
            ))}
          </List>
        )}
      </Panel>
      <Text size="sm" c="dimmed">
        {t('report.hand_over.never')}
      </Text>
    </>
  );
}

function Taking({ shared, handover }: { shared: SharedReport; handover: HandedOver }): ReactNode {
  const { t } = useTranslation();
  const acknowledging = useAcknowledge(shared.reference);
  const { acknowledged_at: at, acknowledged_by_name: name } = handover;
  if (at !== null)
    return (
      <Text role="status">
        {t('shared.acknowledged', { name: name ?? '–' })} · <Time at={at} />
      </Text>
    );
  if (shared.may === null) return null;
  const { acknowledge: may } = shared.may;
  return (
    <Group className="no-print">
      {acknowledging.isPending ? (
        <Button loading>{t('shared.acknowledge')}</Button>
      ) : (
        <PermittedButton may={may} onPress={() => acknowledging.mutate()}>
          {t('shared.acknowledge')}
        </PermittedButton>
      )}
      <Text size="sm" flex="1 1 16rem">
        {t('shared.acknowledge_why')}
      </Text>
    </Group>
  );
}

function Facts({ shared, copy: { ground, facts, loss } }: { shared: SharedReport; copy: Copy }): ReactNode {
  const { t } = useTranslation();
  return (
    <Paper component="section" withBorder p="md" aria-label={t('shared.facts')}>
      <SimpleGrid component="dl" m={0} cols={{ base: 1, sm: 2 }}>
        <Fact name={t('report.hand_over.ground')}>{t(`report.grounds.${ground}`)}</Fact>
        <Fact name={t('shared.at.handed_over')}>
          <Time at={shared.shared_at} />
        </Fact>
        <Fact name={t('csv.type')}>
          {sayType(facts.type)} {facts.verdict !== null && `(${word(`report.verdicts.${facts.verdict}`, facts.verdict)})`}
        </Fact>
        <Fact name={t('csv.country')}>{sayCountry(facts.country)}</Fact>
        <Fact name={t('csv.channel')}>{facts.channel === null ? t('unknown') : word(`taxonomy:channels.${facts.channel}`, facts.channel)}</Fact>
        <Fact name={t('csv.received_at')}>
          <Time at={facts.received_at} />
        </Fact>
        <Fact name={t('shared.occurred')}>{facts.occurred_at === null ? t('unknown') : <Time at={facts.occurred_at} />}</Fact>
        {loss !== undefined && (
          <Fact name={t('report.parts.loss')}>
            {word(`loss.${loss.state}`, loss.state)} {loss.amount !== null && `${loss.amount} ${loss.currency ?? ''}`}{' '}
            {loss.paid_at !== null && <Time at={loss.paid_at} />}
          </Fact>
        )}
        <Campaign campaign={shared.campaign} />
      </SimpleGrid>
    </Paper>
  );
}
