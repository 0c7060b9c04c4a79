import { Button, Group, Text, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface OnePasskeyProps {
  name: string;
  onRename: (name: string) => void;
  onRemove: () => void;
}

export function OnePasskey({ name, onRename, onRemove }: OnePasskeyProps): ReactNode {
  const { t } = useTranslation();
  const [written, setWritten] = useState<string | null>(null);
  const [isAsked, setAsked] = useState(false);
  function save(): void {
    if (written !== null && written.trim() !== '') onRename(written.trim());
    setWritten(null);
  }
  if (written !== null)
    return (
      <li>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          <Group>
            <TextInput
              flex={1}
              aria-label={t('account.passkey_rename', { name })}
              value={written}
              maxLength={64}
              autoFocus
              onChange={(event) => setWritten(event.currentTarget.value)}
            />
            <Button type="submit" variant="default">
              {t('account.passkey_save')}
            </Button>
          </Group>
        </form>
      </li>
    );
  return (
    <Group component="li" justify="space-between">
      <Text>{name}</Text>
      <Group gap="xs">
        <Button variant="subtle" size="compact-md" onClick={() => setWritten(name)}>
          {t('account.passkey_rename', { name })}
        </Button>
        <Button
          variant={isAsked ? 'filled' : 'subtle'}
          color="red"
          size="compact-md"
          onClick={() => (isAsked ? onRemove() : setAsked(true))}
          onBlur={() => setAsked(false)}
        >
          {t(isAsked ? 'account.passkey_remove_sure' : 'account.passkey_remove', { name })}
        </Button>
      </Group>
    </Group>
  );
}
