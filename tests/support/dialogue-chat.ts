// Holds a conversation as a chat would: without any face, so that pure tests and readers see what is said.

import type { Language } from '#core/taxonomy/taxonomy.ts';
import { createTranslator } from '#platform/i18n.ts';
import type { AttachmentEvent, DialogueContext, DialogueEffect, DialogueEvent, DialogueState, Reply } from '#core/dialogue/dialogue.ts';
import { initialDialogueState } from '#core/dialogue/dialogue-state.ts';
import { renderReply } from '#core/dialogue/render-reply.ts';
import { step } from '#core/dialogue/step.ts';

export const translator = createTranslator({ strict: true });
export const REFERENCE = 'JG-7K3M-9QPX-4';

/** What the effects yield is fed back by the test. */
export class Chat {
  state: DialogueState = initialDialogueState();
  context: DialogueContext = { now: new Date('2026-11-23T03:00:00Z'), translator };
  effects: DialogueEffect[] = [];
  replies: Reply[] = [];
  readonly phone: Language | null;

  constructor(phone: Language | null) {
    this.phone = phone;
  }

  hear(event: DialogueEvent): string {
    const result = step(this.state, event, this.context);
    this.state = result.state;
    this.effects = result.effects;
    this.replies = result.replies;
    return result.replies.map((reply) => renderReply(reply, this.state.language ?? 'en', translator).text).join('\n\n');
  }

  write(text: string, message_id?: number): string {
    return this.hear({ kind: 'text', text, forwarded: false, ...(message_id !== undefined && { message_id }), from_language: this.phone });
  }

  forward(text: string): string {
    return this.hear({ kind: 'text', text, forwarded: true, from_language: this.phone });
  }

  command(name: string, args = ''): string {
    return this.hear({ kind: 'command', name, args, from_language: this.phone });
  }

  press(data: string): string {
    return this.hear({ kind: 'button', data, from_language: this.phone });
  }

  send(what: string, caption = '', more: Partial<AttachmentEvent> = {}): string {
    return this.hear({ kind: 'attachment', what, caption, forwarded: false, from_language: this.phone, ...more });
  }

  show(caption = '', content_type = 'image/jpeg'): string {
    const file = { file_id: 'AgACAgUAAx', content_type, name: 'photo.jpg' };
    return this.hear({ kind: 'attachment', what: 'photo', caption, file, forwarded: false, from_language: this.phone });
  }

  received(reference = REFERENCE): string {
    return this.hear({ kind: 'report_received', reference, receipt: 'rcpt-1234' });
  }

  later(minutes: number): void {
    this.context = { ...this.context, now: new Date(this.context.now.getTime() + minutes * 60_000) };
  }

  labels(): string[] {
    const rendered = this.replies.map((reply) => renderReply(reply, this.state.language ?? 'en', translator));
    return rendered.flatMap(({ buttons }) => buttons).flatMap((row) => row.map(({ label }) => label));
  }

  buttons(): string[] {
    return this.replies.flatMap((reply) => reply.buttons ?? []).flatMap((row) => row.map((each) => each.data));
  }
}
