// The end of a shift: what I hold, a note each, to a colleague, in one step.

import { Alert, Badge, Button, Group, Select, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { heldReports, passedOn } from '../../../../api/contract/casework-answers.ts';
import { ApiProblem, get, post, type Answer } from '../app/api.ts';
import { useMe } from '../app/session.ts';
import { Empty, Failed, Waiting } from '../app/states.tsx';
import { ReportLink } from '../parts/links.tsx';
import { Ago } from '../parts/time.tsx';
import { useColleagues } from '../report/use-casework.ts';

type Held = Answer<typeof heldReports>['items'][number];

export function ShiftPage(): ReactNode {
  const { t } = useTranslation();
  const held = useQuery({ queryKey: ['held'], queryFn: () => get<Answer<typeof heldReports>>('/held') });
  return (
    <>
      <Title order={1} size="h2" mb="md">
        {t('screens.shift')}
      </Title>
      {held.isPending && <Waiting />}
      {held.isError && <Failed error={held.error} again={() => void held.refetch()} />}
      {held.isSuccess && held.data.items.length === 0 && <Empty title={t('shift.empty')} />}
      {held.isSuccess && held.data.items.length > 0 && <PassOn items={held.data.items} />}
    </>
  );
}

function PassOn({ items }: { items: Held[] }): ReactNode {
  const { t } = useTranslation();
  const me = useMe();
  const queryClient = useQueryClient();
  const colleagues = useColleagues().filter(({ id }) => id !== me?.id);
  const [to, setTo] = useState<string | null>(null);
  const [notes, setNotes] = useState<Record<string, string>>({});
  const passing = useMutation({
    meta: { told: true },
    mutationFn: () =>
      post<Answer<typeof passedOn>>('/held/pass-on', { to, items: items.map(({ reference }) => ({ reference, note: notes[reference] ?? '' })) }),
    onSuccess: ({ reports }) => notifications.show({ color: 'green', title: t('shift.done'), message: t('shift.count', { count: reports }) }),
    onSettled: () => queryClient.invalidateQueries(),
  });
  const { facts } = passing.error instanceof ApiProblem ? passing.error : { facts: {} as Record<string, string> };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (to !== null) passing.mutate();
      }}
    >
      <Stack>
        <Text>{t('shift.text', { count: items.length })}</Text>
        {passing.isError && (
          <Alert color="red" role="alert">
            {facts['reason'] === undefined ? passing.error.message : `${facts['reference'] ?? ''} ${t(`report.why.${facts['reason']}`)}`}
          </Alert>
        )}
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('shift.reference')}</Table.Th>
              <Table.Th>{t('shift.note')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((item) => (
              <HeldRow key={item.reference} item={item} note={notes[item.reference] ?? ''} onNote={(note) => setNotes({ ...notes, [item.reference]: note })} />
            ))}
          </Table.Tbody>
        </Table>
        <Group align="end">
          <Select
            label={t('shift.to')}
            data={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
            value={to}
            onChange={setTo}
            searchable
            nothingFoundMessage={t('palette.nothing')}
          />
          <Button type="submit" disabled={to === null} loading={passing.isPending}>
            {t('shift.pass_on')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function HeldRow({ item, note, onNote }: { item: Held; note: string; onNote(note: string): void }): ReactNode {
  const { t } = useTranslation();
  return (
    <Table.Tr>
      <Table.Td>
        <ReportLink reference={item.reference} />
        <Group gap={4}>
          {item.urgent && <Badge color="red">{t('report.header.urgent')}</Badge>}
          {item.question !== null && <Badge variant="default">{t(`shift.question.${item.question}`)}</Badge>}
          <Text size="xs" c="dimmed">
            {item.type !== null && `${t(`taxonomy:types.${item.type}.short`)} · `}
            <Ago at={item.received_at} />
          </Text>
        </Group>
      </Table.Td>
      <Table.Td>
        <TextInput
          aria-label={t('shift.note_on', { reference: item.reference })}
          value={note}
          maxLength={2_000}
          onChange={(event) => onNote(event.currentTarget.value)}
        />
      </Table.Td>
    </Table.Tr>
  );
}
