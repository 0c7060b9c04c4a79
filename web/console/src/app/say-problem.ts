import { notifications } from '@mantine/notifications';
import { ApiProblem } from './api.ts';
import { t } from './language.ts';

/** What went wrong and what to do, as the server says it in the officer's language. */
export function sayProblem(error: unknown): void {
  notifications.show({
    color: 'red',
    title: t('problem.title'),
    message: error instanceof ApiProblem ? error.message : t('problem.network'),
    autoClose: 10_000,
    closeButtonProps: { 'aria-label': t('close') },
  });
}

/** Something that happened meanwhile, in words of our own. */
export function sayMeanwhile(message: string): void {
  notifications.show({
    color: 'orange',
    title: t('problem.meanwhile'),
    message,
    autoClose: 10_000,
    closeButtonProps: { 'aria-label': t('close') },
  });
}
