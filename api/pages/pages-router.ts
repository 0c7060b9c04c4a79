// The public pages: which module answers which path.

import { Router } from 'express';
import type { CoreContext } from '#core/context.ts';
import type { Config } from '#platform/config.ts';
import type { Translator } from '#platform/i18n.ts';
import { createHomePage } from './home-page.ts';
import { createAssetsRouter } from './kit/assets.ts';
import { createLanguageRouter } from './kit/page-language.ts';
import { formBody, fromOwnPages } from './kit/own-forms.ts';
import { problemPage } from './kit/problem-page.ts';
import { createMyReportPage } from './my-report/my-report-page.ts';
import { createNowPage } from './now-page.ts';
import { createReportPage } from './report/report-page.ts';
import { createSentPage } from './report/sent-page.ts';

export interface PagesDeps {
  context: CoreContext;
  translator: Translator;
  config: Pick<Config, 'publicUrl'>;
}

export function createPagesRouter(deps: PagesDeps): Router {
  const { context, translator } = deps;
  const router = Router();
  router.use('/assets', createAssetsRouter());
  router.use(createLanguageRouter(), createHomePage({ translator }), createNowPage({ translator, clock: context.clock }));
  router.use(['/report', '/status'], fromOwnPages(deps.config.publicUrl), formBody());
  router.use(createReportPage(deps), createSentPage(deps), createMyReportPage(deps));
  router.use(['/report', '/status'], problemPage({ translator }, context.telemetry.log));
  return router;
}
