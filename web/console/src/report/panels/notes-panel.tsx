// Notes for colleagues: the reporter never sees them.

import { Button, Group, Kbd, Stack, Text, Textarea } from '@mantine/core';
import { useState, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { useColleagues, useOnReport } from '../use-casework.ts';
import type { Report } from '../use-report.ts';
import { Ago } from '../../parts/time.tsx';
import { PlainText } from './marked-text.tsx';
import { Panel } from './panel.tsx';

const LIMIT = 2_000;

export function NotesPanel({ report, field }: { report: Report; field: RefObject<HTMLTextAreaElement | null> }): ReactNode {
  const { t } = useTranslation();
  const mayWrite = useMay('report.decide');
  return (
    <Panel title={t('report.notes.title', { count: report.notes.length })}>
      <Stack gap="sm">
        {mayWrite && <NoteForm reference={report.reference} field={field} />}
        {report.notes.map((note) => (
          <div key={note.id}>
            <Text size="xs" c="dimmed">
              {note.author_name} · <Ago at={note.written_at} />
              {note.passed_on_to_name !== null && ` · ${t('report.notes.passed_on', { name: note.passed_on_to_name })}`}
            </Text>
            <PlainText>{note.text}</PlainText>
          </div>
        ))}
      </Stack>
    </Panel>
  );
}

function NoteForm({ reference, field }: { reference: string; field: RefObject<HTMLTextAreaElement | null> }): ReactNode {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const writing = useOnReport<{ text: string }>(reference, 'notes');
  const colleagues = useColleagues();
  const half = /@([^\s@]*)$/u.exec(text)?.[1]?.toLowerCase();
  const offered = half === undefined ? [] : colleagues.filter(({ name }) => name.toLowerCase().startsWith(half)).slice(0, 5);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        writing.mutate({ text }, { onSuccess: () => setText('') });
      }}
    >
      <Stack gap={6}>
        <Textarea
          ref={field}
          label={t('report.notes.write')}
          description={t('report.notes.hint')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          maxLength={LIMIT}
          autosize
          minRows={2}
          aria-keyshortcuts="m"
        />
        <Group gap={6}>
          {offered.map(({ id, name }) => (
            <Button key={id} size="compact-xs" variant="default" onClick={() => setText(text.replace(/@[^\s@]*$/u, `@${name} `))}>
              @{name}
            </Button>
          ))}
          <Button type="submit" size="compact-sm" loading={writing.isPending} disabled={text.trim() === ''} rightSection={<Kbd size="xs">m</Kbd>}>
            {t('report.notes.keep')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
