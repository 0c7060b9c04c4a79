import { notifications } from '@mantine/notifications';
import { ApiProblem } from './api.ts';
import { t } from './language.ts';

/** What went wrong and what to do, as the server says it in the officer's language. */
export function sayProblem(error: unknown): void {
  const message = error instanceof ApiProblem ? error.message : t('problem.network');
  notifications.show({ color: 'red', title: t('problem.title'), message, autoClose: 10_000 });
}
