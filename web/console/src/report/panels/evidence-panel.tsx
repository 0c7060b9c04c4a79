// Files that came with the report: what was read in them at once, the files themselves for a reason.

import { Badge, Button, Code, Group, Stack, Text } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { ReasonForm } from '../forms/reason-form.tsx';
import { useEvidenceFile } from '../use-casework.ts';
import type { Report } from '../use-report.ts';
import { PlainText } from './marked-text.tsx';
import { Panel } from './panel.tsx';

type Piece = Report['evidence'][number];

export function EvidencePanel({ report }: { report: Report }): ReactNode {
  const { t } = useTranslation();
  if (report.evidence.length === 0) return null;
  return (
    <Panel title={t('report.evidence.title', { count: report.evidence.length })}>
      <Stack gap="md">
        {report.evidence.map((piece) => (
          <EvidencePiece key={piece.position} report={report} piece={piece} />
        ))}
      </Stack>
    </Panel>
  );
}

function EvidencePiece({ report, piece }: { report: Report; piece: Piece }): ReactNode {
  const { t } = useTranslation();
  const mayOpen = useMay('report.open_original');
  const name = report.content?.evidence[piece.position]?.filename ?? piece.content_type;
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {name}
        </Text>
        <Badge variant="default">{t(`report.evidence.states.${piece.state}`)}</Badge>
      </Group>
      {piece.text !== null && piece.text !== '' && (
        <>
          <Text size="xs" c="dimmed">
            {t(piece.by === 'voice' ? 'report.evidence.heard' : 'report.evidence.read')}
          </Text>
          <PlainText>{piece.text}</PlainText>
        </>
      )}
      {piece.qr.map((content) => (
        <Text key={content} size="sm">
          {t('report.evidence.qr')} <Code>{content}</Code>
        </Text>
      ))}
      {mayOpen && piece.kept && <EvidenceFile reference={report.reference} piece={piece} name={name} />}
    </Stack>
  );
}

function EvidenceFile({ reference, piece, name }: { reference: string; piece: Piece; name: string }): ReactNode {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const file = useEvidenceFile(reference, piece.position);
  const { data } = file;
  const url = data?.url;
  useEffect(() => () => (url === undefined ? undefined : URL.revokeObjectURL(url)), [url]);
  if (data?.type.startsWith('image/') === true) return <img className="report-picture" src={data.url} alt={t('report.evidence.picture', { name })} />;
  if (data?.type.startsWith('audio/') === true) return <audio controls src={data.url} aria-label={t('report.evidence.recording', { name })} />;
  return (
    <>
      {data === undefined ? (
        <Button size="compact-sm" variant="default" w="fit-content" onClick={() => setAsking(true)}>
          {t('report.evidence.open')}
        </Button>
      ) : (
        <Button size="compact-sm" component="a" href={data.url} download="evidence" w="fit-content">
          {t('report.evidence.save')}
        </Button>
      )}
      <ReasonForm
        opened={isAsking}
        title={t('report.evidence.open')}
        isBusy={file.isPending}
        onClose={() => setAsking(false)}
        onReason={(reason) => file.mutate(reason, { onSettled: () => setAsking(false) })}
      />
    </>
  );
}
