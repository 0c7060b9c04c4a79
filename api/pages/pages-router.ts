// The public pages: which module answers which path.

import { Router } from 'express';
import type { CoreContext } from '#core/context.ts';
import type { PublicStatistics } from '#core/statistics/public-statistics.ts';
import type { Config } from '#platform/config.ts';
import type { Translator } from '#platform/i18n.ts';
import { createAlertPage } from './alert-page.ts';
import { createAlertsPage } from './alerts-page.ts';
import { createAppealPage } from './appeal-page.ts';
import { createHomePage } from './home-page.ts';
import { createInstalledApp } from './installed-app.ts';
import { createAssetsRouter } from './kit/assets.ts';
import { createLanguageRouter } from './kit/page-language.ts';
import { createNowPage } from './now-page.ts';
import { createPrivacyPage } from './privacy-page.ts';
import { createStatsPage } from './stats-page.ts';
import { createSubscribePage } from './subscribe-page.ts';

export interface PagesDeps {
  context: CoreContext;
  translator: Translator;
  config: Pick<Config, 'publicUrl' | 'retentionDays'>;
  /** The bot's user name; undefined: no bot, or Telegram has not said yet. */
  botName(): Promise<string | undefined>;
  statistics(): Promise<PublicStatistics>;
}

export function createPagesRouter({ context, translator, config: { publicUrl, retentionDays }, botName, statistics }: PagesDeps): Router {
  const router = Router();
  const deps = { context, translator, publicUrl };
  router.use('/assets', createAssetsRouter());
  router.use(createLanguageRouter(), createHomePage(deps), createNowPage({ translator, clock: context.clock }), createInstalledApp({ translator }));
  router.use(createAlertsPage(deps), createAlertPage(deps), createSubscribePage({ ...deps, botName }), createStatsPage({ ...deps, statistics }));
  router.use(createPrivacyPage({ ...deps, retentionDays }), createAppealPage(deps));
  return router;
}
