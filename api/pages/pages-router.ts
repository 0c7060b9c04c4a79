// The public pages: which module answers which path.

import { Router } from 'express';
import { createCheckPage, type CheckPageDeps } from './check-page.ts';
import { createHomePage } from './home-page.ts';
import { createAssetsRouter } from './kit/assets.ts';
import { createLanguageRouter } from './kit/page-language.ts';
import { createNowPage } from './now-page.ts';

export type PagesDeps = CheckPageDeps;

export function createPagesRouter(deps: PagesDeps): Router {
  const { context, translator } = deps;
  const router = Router();
  router.use('/assets', createAssetsRouter());
  router.use(createLanguageRouter(), createHomePage({ translator }), createNowPage({ translator, clock: context.clock }), createCheckPage(deps));
  return router;
}
