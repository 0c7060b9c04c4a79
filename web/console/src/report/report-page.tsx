import './report.css';
import { Grid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ApiProblem } from '../app/api.ts';
import { Failed, NotFound, Waiting } from '../app/states.tsx';
import { DecisionBar } from './decision-bar.tsx';
import { DecisionForm } from './forms/decision-form.tsx';
import { ReasonForm } from './forms/reason-form.tsx';
import { ActsPanel } from './panels/acts-panel.tsx';
import { EvidencePanel } from './panels/evidence-panel.tsx';
import { HistoryPanel } from './panels/history-panel.tsx';
import { IndicatorsPanel } from './panels/indicators-panel.tsx';
import { LabelsRow } from './panels/labels-row.tsx';
import { MatchesPanel } from './panels/matches-panel.tsx';
import { NotesPanel } from './panels/notes-panel.tsx';
import { ReadingPanel } from './panels/reading-panel.tsx';
import { TextPanel } from './panels/text-panel.tsx';
import { ThreadPanel } from './panels/thread-panel.tsx';
import { ToldPanel } from './panels/told-panel.tsx';
import { ReportHeader } from './report-header.tsx';
import { useReportDesk } from './use-report-desk.ts';
import { reportQuery, type Report } from './use-report.ts';
import { useTranslation } from 'react-i18next';

export function ReportPage(): ReactNode {
  const { reference } = useParams({ from: '/inside/reports/$reference' });
  const report = useQuery(reportQuery(reference));
  if (report.isPending) return <Waiting />;
  if (report.isError)
    return report.error instanceof ApiProblem && report.error.status === 404 ? (
      <NotFound />
    ) : (
      <Failed error={report.error} again={() => void report.refetch()} />
    );
  // Another report is another desk: nothing that was open stays open.
  return <Desk key={reference} report={report.data} />;
}

function Desk({ report }: { report: Report }): ReactNode {
  const { t } = useTranslation();
  const desk = useReportDesk(report);
  return (
    <Stack gap="sm" className="report">
      <ReportHeader report={report} deciding={desk.deciding} />
      <DecisionBar report={report} deciding={desk.deciding} onForm={desk.openForm} onRefused={desk.sayWhyNot} />
      <LabelsRow report={report} button={desk.labelsButton} />
      <Grid gap="sm">
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <Stack gap="sm">
            <TextPanel report={report} original={desk.original.data ?? null} onOpen={desk.askReason} onClose={desk.closeOriginal} />
            <ThreadPanel report={report} />
            <EvidencePanel report={report} />
            <MatchesPanel report={report} deciding={desk.deciding} />
            <NotesPanel report={report} field={desk.noteField} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <Stack gap="sm">
            <ReadingPanel report={report} />
            <IndicatorsPanel report={report} />
            <ActsPanel report={report} />
            <ToldPanel report={report} />
            <HistoryPanel report={report} />
          </Stack>
        </Grid.Col>
      </Grid>
      <DecisionForm decision={desk.form} report={report} deciding={desk.deciding} onClose={desk.closeForm} />
      <ReasonForm
        opened={desk.isAskingReason}
        title={t('report.text.open')}
        isBusy={desk.original.isPending}
        onClose={desk.closeReason}
        onReason={desk.openOriginal}
      />
    </Stack>
  );
}
