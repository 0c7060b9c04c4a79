// `POST /telegram-app`: a page that Telegram opened shows what it was handed. From then on reports from here are the person's own in the bot,
// and theirs from there can be opened here without a receipt code.

import { Router } from 'express';
import { Problem } from '#api/problem.ts';
import type { CoreContext } from '#core/context.ts';
import { formBody, fromOwnPages, textsOf } from '../kit/own-forms.ts';
import { chooseLanguage, hasChosenLanguage, pageLanguage } from '../kit/page-language.ts';
import { readLaunch } from './launch-data.ts';
import { rememberTelegramPerson } from './telegram-person.ts';

export interface TelegramAppDeps {
  context: CoreContext;
  publicUrl: string;
  token: string;
}

export function createTelegramAppRouter({ context, publicUrl, token }: TelegramAppDeps): Router {
  const router = Router();
  router.post('/telegram-app', fromOwnPages(publicUrl), formBody(), (request, response) => {
    const launch = readLaunch(textsOf(request)['init_data'] ?? '', { token, now: context.clock.now() });
    if (launch === null) throw new Problem('forbidden');
    rememberTelegramPerson(context, response, launch.userId);
    const isChosen = hasChosenLanguage(request) || launch.language === null;
    if (!isChosen) chooseLanguage(response, launch.language ?? pageLanguage(request));
    response.set('Cache-Control', 'no-store').json({ language: isChosen ? pageLanguage(request) : launch.language });
  });
  return router;
}
