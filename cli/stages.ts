// The pipeline's stages and chores with what they need in this process.

import type { OpenCore } from '#cli/open-core.ts';
import { forgetBlocks } from '#core/blocks/block-store.ts';
import { expireAlerts } from '#core/alerts/end-alert.ts';
import { publishScheduled } from '#core/alerts/publish-scheduled.ts';
import { proposeRenewals } from '#core/alerts/raise-grade.ts';
import { createTelegramFiles } from '#core/evidence/telegram-files.ts';
import type { EvidenceReaders } from '#core/evidence/evidence.ts';
import { detectSurges, type DetectionSettings } from '#core/detection/detect-surges.ts';
import type { EarlierReports } from '#core/campaigns/earlier-reports.ts';
import { createReportMatcher } from '#core/campaigns/match-report.ts';
import { proposeForGrown } from '#core/detection/propose-alert.ts';
import { proposeSameStories } from '#core/campaigns/propose-same-stories.ts';
import { createSignatureRenewal } from '#core/campaigns/remake-signatures.ts';
import { watchEntities } from '#core/detection/watch-entities.ts';
import { cleanInbox } from '#core/inbox/inbox-queries.ts';
import { buildKnownIndex } from '#core/matching/known-index.ts';
import { loadKnownPatterns } from '#core/matching/known-patterns.ts';
import { readMessage } from '#core/reading/read-message.ts';
import type { RecentReadings } from '#core/reading/recent-readings.ts';
import { cleanIntakeRequests, eraseOldReports, forgetDisputes } from '#core/reports/retention.ts';
import { loadShadowOrNone } from '#core/training/shadow-reading.ts';
import { forgetUsedCodes } from '#core/staff/second-factor.ts';
import { forgetSignInAttempts } from '#core/staff/sign-in-guard.ts';
import { indexReports } from '#core/search/index-reports.ts';
import { noteGrowth } from '#core/triage/queue/note-growth.ts';
import { forgetUrgentCards } from '#core/timing/urgent-cards.ts';
import { forgetAllowances } from '#core/limits/take-allowance.ts';
import { forgetGroupWarnings } from '#core/groups/group-store.ts';
import { forgetGoneBrowsers } from '#core/subscribers/browsers.ts';
import { reviewReportedWatches } from '#core/watching/review-watches.ts';
import { forgetOldChats } from '#core/browser-chat/transcript.ts';
import { sayInBrowser } from '#core/browser-chat/say-in-browser.ts';
import type { ConversationDeps } from '#core/conversations/conversation.ts';
import { CONVERSATION_READERS } from '#core/conversations/conversation-readers.ts';
import { endOneSilence } from '#core/conversations/end-silence.ts';
import { sendOneFollowUp } from '#core/conversations/send-follow-ups.ts';
import { sendOneOfficerQuestion } from '#core/conversations/send-officer-questions.ts';
import { forgetOldWatches } from '#core/watching/watches.ts';
import { createPictureReader } from '#platform/pictures/picture-reader.ts';
import { createSpeechClient } from '#platform/speech.ts';
import type { Pacer } from '#platform/telegram-pacer.ts';
import type { TelegramClient } from '#platform/telegram.ts';
import type { WebPushOut } from '#platform/web-push/web-push-out.ts';
import { createWebhookClient } from '#platform/webhooks/webhook-client.ts';
import type { Chore } from '#worker/pipeline.ts';
import type { Stage } from '#worker/stage.ts';
import { deliverAlertStage, withdrawAlertStage } from '#worker/stages/deliver-alert.ts';
import { adviseReportStage } from '#worker/stages/advise-report.ts';
import { matchReportStage } from '#worker/stages/match-report.ts';
import { proposeAlertStage } from '#worker/stages/propose-alert.ts';
import { readEvidenceStage } from '#worker/stages/read-evidence.ts';
import { readReportStage } from '#worker/stages/read-report.ts';
import { reviewWatchesStages, tellWatcherStage } from '#worker/stages/review-watches.ts';
import { webhookStages } from '#worker/stages/webhooks.ts';
import { withShadow } from '#worker/stages/shadow-reading.ts';

const MINUTE_MS = 60_000;
/** A batch of 200 every 5 s: a year of 1,000 reports a day in under three hours, beside the work of the day. */
const RENEWAL_MS = 5_000;
/** With the time a run takes, a proposal stands within a minute of the report that makes its evidence. */
const DETECT_MS = 30_000;

/** So late may somebody hear that what they watch was reported; decisions of officers are told at once. */
const WATCH_MS = 30_000;

export interface StageParts {
  telegram: { client: TelegramClient; pacer: Pacer } | undefined;
  bots: readonly { bot: number; client: TelegramClient; pacer: Pacer }[];
  webPush: WebPushOut;
  signal: AbortSignal;
  recent: RecentReadings;
}

export function createStages(
  { context, translator, config }: OpenCore,
  earlier: EarlierReports,
  { telegram, bots, webPush, signal, recent }: StageParts,
): Stage[] {
  const bot = telegram === undefined ? undefined : { telegram: telegram.client, pacer: telegram.pacer };
  const settings = { paid: config.telegram?.isPaid ?? false };
  const delivery = { context, delivery: { telegram, bots, webPush, translator, publicUrl: config.publicUrl, settings }, signal };
  const known = buildKnownIndex(loadKnownPatterns(), (text) => readMessage({ text }));
  const matcher = createReportMatcher(context, { known, earlier });
  const shadow = config.shadowModel === undefined ? undefined : loadShadowOrNone(context, config.shadowModel);
  return [
    withShadow(readReportStage(context, matcher, recent), context, shadow),
    withShadow(readEvidenceStage(context, evidenceReaders(config, telegram?.client, signal), signal), context, shadow),
    matchReportStage(matcher),
    proposeAlertStage(context, translator),
    ...(config.model === undefined ? [] : [adviseReportStage(context, config.model)]),
    deliverAlertStage(delivery),
    withdrawAlertStage(delivery),
    ...reviewWatchesStages(context),
    tellWatcherStage(context, { bot, translator }),
    ...webhookStages(context, { client: createWebhookClient({ clock: context.clock, loopback: config.webhookLoopback }), publicUrl: config.publicUrl, signal }),
  ];
}

/** The picture reader starts its thread with the first picture. */
function evidenceReaders({ speech }: OpenCore['config'], telegram: TelegramClient | undefined, signal: AbortSignal): EvidenceReaders {
  const pictures = createPictureReader();
  signal.addEventListener('abort', () => void pictures.close(), { once: true });
  return {
    pictures,
    speech: speech === undefined ? undefined : createSpeechClient(speech),
    files: telegram === undefined ? undefined : createTelegramFiles(telegram),
  };
}

export function detectionSettings({ surgeFalseAlarmsPerWeek, retentionDays }: OpenCore['config']): DetectionSettings {
  return { falseAlarmsAWeek: surgeFalseAlarmsPerWeek, retentionDays };
}

/** How far behind the index of earlier reports may fall, and how soon it knows a report that another worker matched. */
const FOLLOW_EVERY_MS = 250;

/** What every face's conversation needs. */
export function conversationOf({ config, translator }: OpenCore): Omit<ConversationDeps, 'face' | 'say'> {
  return { ...CONVERSATION_READERS, translator, retentionDays: config.retentionDays, publicUrl: config.publicUrl };
}

/** Of chats in browsers; the bot looks after its own. */
function browserChores(core: OpenCore): Chore[] {
  const { context } = core;
  const browser: ConversationDeps = { ...conversationOf(core), face: 'browser', say: sayInBrowser(core.translator) };
  return [
    { name: 'end-browser-silences', everyMs: 5_000, run: () => untilNone(() => endOneSilence(context, browser)) },
    { name: 'ask-browsers', everyMs: 30_000, run: () => untilNone(() => sendOneFollowUp(context, browser)) },
    { name: 'ask-browsers-for-officers', everyMs: 15_000, run: () => untilNone(() => sendOneOfficerQuestion(context, browser)) },
    { name: 'forget-browser-chats', everyMs: 10 * MINUTE_MS, run: () => forgetOldChats(context) },
  ];
}

async function untilNone(handle: () => Promise<Buffer | null>): Promise<void> {
  while ((await handle()) !== null);
}

export function createChores(core: OpenCore, earlier: EarlierReports): Chore[] {
  const { context, translator, config } = core;
  return [
    ...browserChores(core),
    { name: 'follow-earlier-reports', everyMs: FOLLOW_EVERY_MS, run: () => earlier.follow() },
    { name: 'publish-scheduled', everyMs: 1_000, run: async () => void (await publishScheduled(context)) },
    { name: 'propose-renewals', everyMs: 10 * MINUTE_MS, run: async () => void (await proposeRenewals(context)) },
    { name: 'expire-alerts', everyMs: MINUTE_MS, run: async () => void (await expireAlerts(context)) },
    { name: 'detect-surges', everyMs: DETECT_MS, run: async () => void (await detectSurges(context, translator, detectionSettings(config))) },
    { name: 'watch-entities', everyMs: DETECT_MS, run: async () => void (await watchEntities(context, translator)) },
    { name: 'propose-for-grown', everyMs: MINUTE_MS, run: async () => void (await proposeForGrown(context, translator)) },
    { name: 'propose-same-stories', everyMs: 10 * MINUTE_MS, run: async () => void (await proposeSameStories(context)) },
    { name: 'note-growth', everyMs: MINUTE_MS, run: async () => void (await noteGrowth(context)) },
    { name: 'index-reports', everyMs: 5_000, run: async () => void (await indexReports(context)) },
    { name: 'clean-inbox', everyMs: 10 * MINUTE_MS, run: async () => void (await cleanInbox(context)) },
    { name: 'forget-sign-in-attempts', everyMs: 10 * MINUTE_MS, run: async () => void (await forgetSignInAttempts(context)) },
    { name: 'forget-used-codes', everyMs: 10 * MINUTE_MS, run: async () => void (await forgetUsedCodes(context)) },
    { name: 'clean-requests', everyMs: 10 * MINUTE_MS, run: () => cleanIntakeRequests(context) },
    { name: 'remake-signatures', everyMs: RENEWAL_MS, run: createSignatureRenewal(context) },
    { name: 'forget-disputes', everyMs: 10 * MINUTE_MS, run: () => forgetDisputes(context, config.retentionDays) },
    { name: 'forget-urgent-cards', everyMs: 10 * MINUTE_MS, run: () => forgetUrgentCards(context) },
    { name: 'review-watches', everyMs: WATCH_MS, run: async () => void (await reviewReportedWatches(context)) },
    { name: 'forget-watches', everyMs: 10 * MINUTE_MS, run: () => forgetOldWatches(context) },
    { name: 'forget-blocks', everyMs: 10 * MINUTE_MS, run: () => forgetBlocks(context, config.retentionDays) },
    { name: 'forget-allowances', everyMs: 10 * MINUTE_MS, run: () => forgetAllowances(context) },
    { name: 'forget-gone-browsers', everyMs: 10 * MINUTE_MS, run: () => forgetGoneBrowsers(context) },
    { name: 'forget-group-warnings', everyMs: 10 * MINUTE_MS, run: () => forgetGroupWarnings(context) },
    { name: 'erase-old-reports', everyMs: 10 * MINUTE_MS, run: async () => void (await eraseOldReports(context, config.retentionDays)) },
  ];
}
