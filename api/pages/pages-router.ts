// The public pages: which module answers which path.

import { Router } from 'express';
import type { CoreContext } from '#core/context.ts';
import type { Translator } from '#platform/i18n.ts';
import { createHomePage } from './home-page.ts';
import { createAssetsRouter } from './kit/assets.ts';
import { createLanguageRouter } from './kit/page-language.ts';
import { createNowPage } from './now-page.ts';

export interface PagesDeps {
  context: CoreContext;
  translator: Translator;
}

export function createPagesRouter({ context, translator }: PagesDeps): Router {
  const router = Router();
  router.use('/assets', createAssetsRouter());
  router.use(createLanguageRouter(), createHomePage({ translator }), createNowPage({ translator, clock: context.clock }));
  return router;
}
