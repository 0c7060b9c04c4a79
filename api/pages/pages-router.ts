// The public pages: which module answers which path.

import { Router } from 'express';
import { botUsername } from '#core/conversations/bot-account.ts';
import { CONVERSATION_READERS } from '#core/conversations/conversation-readers.ts';
import type { PublicStatistics } from '#core/statistics/public-statistics.ts';
import type { Config } from '#platform/config.ts';
import type { PdfRenderer } from '#platform/pdf/pdf-renderer.ts';
import { createAlertPage } from './alert-page.ts';
import { createAlertsPage } from './alerts-page.ts';
import { createAppealPage } from './appeal-page.ts';
import { createChatPage } from './chat/chat-page.ts';
import { createCheckPage, type CheckPageDeps } from './check-page.ts';
import { createHomePage } from './home-page.ts';
import { createInstalledApp } from './installed-app.ts';
import { createAssetsRouter } from './kit/assets.ts';
import { createLanguageRouter, rememberPressed } from './kit/page-language.ts';
import { formBody, fromOwnPages } from './kit/own-forms.ts';
import { createMyReportPage } from './my-report/my-report-page.ts';
import { createNowPage } from './now-page.ts';
import { createPrivacyPage } from './privacy-page.ts';
import { createReportPage } from './report/report-page.ts';
import { createSentPage } from './report/sent-page.ts';
import { createStatsPage } from './stats-page.ts';
import { createSubscribePage } from './subscribe-page.ts';
import { createTelegramAppRouter } from './telegram-app/telegram-app-router.ts';

export interface PagesDeps extends Omit<CheckPageDeps, 'bot'> {
  config: Pick<Config, 'publicUrl' | 'retentionDays'> & Partial<Pick<Config, 'telegram'>>;
  statistics(): Promise<PublicStatistics>;
  pdf: Pick<PdfRenderer, 'render'>;
  webPush: { publicKey: string };
}

export function createPagesRouter(deps: PagesDeps): Router {
  const { context, translator, statistics } = deps;
  const { publicUrl, retentionDays } = deps.config;
  const bot = async (): Promise<string | null> => (deps.config.telegram === undefined ? null : botUsername(context));
  const page = { context, translator, publicUrl };
  const conversation = { ...CONVERSATION_READERS, translator, publicUrl, retentionDays };
  const router = Router();
  router.use('/assets', createAssetsRouter());
  router.use(
    createLanguageRouter(),
    createHomePage(page),
    createNowPage({ translator, clock: context.clock }),
    createInstalledApp({ translator, pushKey: deps.webPush.publicKey }),
  );
  router.use(['/report', '/status', '/check', '/appeal', '/chat'], fromOwnPages(publicUrl), formBody(), rememberPressed());
  router.use(
    createCheckPage({ ...deps, bot }),
    createAlertsPage(page),
    createAlertPage(page),
    createSubscribePage({ ...page, bot, pushKey: deps.webPush.publicKey }),
    createStatsPage({ ...page, statistics }),
  );
  router.use(createPrivacyPage({ ...page, retentionDays }), createAppealPage(page));
  if (deps.config.telegram !== undefined) router.use(createTelegramAppRouter({ context, publicUrl, token: deps.config.telegram.token }));
  router.use(createReportPage(deps), createSentPage(deps), createMyReportPage(deps), createChatPage({ context, conversation }));
  return router;
}
