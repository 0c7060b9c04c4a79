// The report's labels, and the shared list to choose from.

import { Badge, Button, ColorSwatch, Group, Kbd, Menu, TextInput } from '@mantine/core';
import { useState, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { useLabels, useNewLabel, useOnReport } from '../use-casework.ts';
import type { Report } from '../use-report.ts';

const COLOURS = ['gray', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet'] as const;

/** Not keys: the one that opens the list would close it. */
const PRESSES = ['mousedown', 'touchstart'];

export function LabelsRow({ report, button }: { report: Report; button: RefObject<HTMLButtonElement | null> }): ReactNode {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const may = useMay('report.decide');
  const labels = useLabels();
  const putting = useOnReport<{ label: string; on: boolean }>(report.reference, 'labels');
  const has = (id: string): boolean => report.labels.some((each) => each.id === id);
  return (
    <Group gap={6}>
      {report.labels.map(({ id, name, colour }) => (
        <Badge key={id} variant="default" leftSection={<ColorSwatch size={10} color={`var(--mantine-color-${colour}-6)`} />} tt="none">
          {name}
        </Badge>
      ))}
      {may && (
        <Menu opened={opened} onChange={setOpened} clickOutsideEvents={PRESSES} closeOnItemClick={false} transitionProps={{ duration: 0 }}>
          <Menu.Target>
            <Button ref={button} size="compact-xs" variant="default" aria-keyshortcuts="l" rightSection={<Kbd size="xs">l</Kbd>}>
              {t('report.labels.title')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {labels.map(({ id, name, colour }) => (
              <Menu.Item
                key={id}
                role="menuitemcheckbox"
                aria-checked={has(id)}
                leftSection={<ColorSwatch size={12} color={`var(--mantine-color-${colour}-6)`} />}
                rightSection={has(id) ? '✓' : undefined}
                onClick={() => putting.mutate({ label: id, on: !has(id) })}
              >
                {name}
              </Menu.Item>
            ))}
            <NewLabel reference={report.reference} onDone={() => setOpened(false)} />
          </Menu.Dropdown>
        </Menu>
      )}
    </Group>
  );
}

function NewLabel({ reference, onDone }: { reference: string; onDone(): void }): ReactNode {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [colour, setColour] = useState<string>('blue');
  const making = useNewLabel(reference);
  const make = (): void => {
    if (name.trim() === '') return;
    making.mutate(
      { name: name.trim(), colour },
      {
        onSuccess: () => {
          setName('');
          onDone();
        },
      },
    );
  };
  return (
    <div className="report-new-label">
      <TextInput
        size="xs"
        label={t('report.labels.new')}
        value={name}
        maxLength={40}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Enter') make();
        }}
      />
      <Group gap={4} mt={6} role="radiogroup" aria-label={t('report.labels.colour')}>
        {COLOURS.map((each) => (
          <ColorSwatch
            key={each}
            component="button"
            type="button"
            size={24}
            color={`var(--mantine-color-${each}-6)`}
            role="radio"
            aria-checked={each === colour}
            aria-label={t(`report.colours.${each}`)}
            onClick={() => setColour(each)}
          >
            {each === colour ? '✓' : ''}
          </ColorSwatch>
        ))}
      </Group>
      <Button size="compact-xs" mt={6} onClick={make} loading={making.isPending}>
        {t('report.labels.make')}
      </Button>
    </div>
  );
}
