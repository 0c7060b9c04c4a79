// Where a story plays: the running service and a Bot API server that stands in for Telegram's.

import type { DemoStage } from '#cli/demo/demo-stage.ts';
import type { OpenCore } from '#cli/open-core.ts';
import type { Service } from '#cli/service.ts';
import type { Person, PersonProfile, TelegramStandIn } from '#tests/support/telegram-stand-in.ts';

/** Somebody who writes and presses; `presses` wants what the button carries. */
export type Writer = Pick<Person, 'sends' | 'presses'>;

/** The least that a story needs of a Bot API server: people who write to the bot in private, and what stands on their screens. */
export interface StoryTelegram extends Pick<TelegramStandIn, 'apiRoot' | 'token' | 'chat' | 'drained'> {
  user(id: number, profile: PersonProfile): Writer;
}

export interface Scene<T extends StoryTelegram = TelegramStandIn> {
  core: OpenCore;
  service: Service;
  telegram: T;
}

export type Story<T extends StoryTelegram = TelegramStandIn> = (stage: DemoStage, scene: Scene<T>) => Promise<void>;
