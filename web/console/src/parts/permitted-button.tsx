// A button that says why it cannot be pressed. It stays reachable by keyboard, so that the reason can be read.

import { Button, Tooltip, VisuallyHidden, type ButtonProps } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export type Permission = { allowed: true } | { allowed: false; why: string };

interface Props extends ButtonProps {
  may: Permission;
  onPress: () => void;
  children: ReactNode;
  shortcut?: string;
}

export function PermittedButton({ may, onPress, children, shortcut, ...look }: Props): ReactNode {
  const { t } = useTranslation();
  const id = useId();
  if (may.allowed)
    return (
      <Button {...look} onClick={onPress} {...(shortcut !== undefined && { 'aria-keyshortcuts': shortcut })}>
        {children}
      </Button>
    );
  const reason = t(`may_not.${may.why}`);
  return (
    <>
      <Tooltip label={reason}>
        <Button {...look} data-disabled aria-disabled aria-describedby={id} onClick={(event) => event.preventDefault()}>
          {children}
        </Button>
      </Tooltip>
      <VisuallyHidden id={id}>{reason}</VisuallyHidden>
    </>
  );
}
