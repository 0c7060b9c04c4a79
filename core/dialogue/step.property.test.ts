import fc from 'fast-check';
import { REGIONS } from '#core/taxonomy/regions.ts';
import { describe, expect, it } from 'vitest';
import type { LossReading } from '#core/reading/reading.ts';
import { CHECK_NOTES, CHECK_STATES, type Check } from '#core/checking/check.ts';
import { formatIndicatorCode } from '#core/checking/indicator-code.ts';
import { BLOCK_REASONS } from '#core/blocks/block.ts';
import { INDICATOR_KINDS, LANGUAGES, SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';
import { createTranslator } from '#platform/i18n.ts';
import type { DialogueEvent, DialogueState, DialogueStep } from './dialogue.ts';
import { initialDialogueState, parseDialogueState } from './dialogue-state.ts';
import { renderReply } from './render-reply.ts';
import { step } from './step.ts';
import { QUESTIONS } from './interview/questions.ts';
import { FOUND_KINDS } from './interview/told-facts.ts';
import { CONSENT_PURPOSES } from '#core/reports/consent.ts';
import { LOSS_KINDS } from '#core/safety/loss-kinds.ts';
import { CHANNELS, RAILS } from '#core/taxonomy/taxonomy.ts';
import { COMMANDS } from './steps/on-command.ts';

const translator = createTranslator({ strict: true });
const NOW = new Date('2026-11-23T03:00:00Z');

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom('', '네', 'dah transfer tadi', 'no', '안녕', '/status', 'JG-7K3M-9QPX-4', '한국', 'Malaysia', '엄마 나 폰 고장났어'),
  fc.constantFrom('<b>x</b> & </i>', '{{reference}}', '$t(dialogue:help.text)', '__proto__', '\u202Egnihsihp', '가'.repeat(9000)),
);
const anyLanguage = fc.constantFrom(...LANGUAGES, null);
const types = fc.uniqueArray(fc.constantFrom(...SCAM_TYPES), { maxLength: 19 });
const buttonData = fc.oneof(
  hostile,
  fc.constantFrom('lang:ko', 'loss:within_24h', 'loss:no', 'loss:unsure', 'card:MY:unsure:TRAFFICK', 'card:other:earlier:-', 'sub:done'),
  fc.constantFrom('safe:with_me', 'safe:alone', 'safe:held', 'contact:theirs', 'contact:mine', 'draft:same', 'card:any:within_24h:-:cash:MY'),
  fc
    .constantFrom('mine:open', 'mine:add', 'mine:correct', 'mine:more', 'mine:receipt', 'mine:erase', 'mine:erase_now', 'mine:keep')
    .map((head) => `${head}:7K3M9QPX4`),
  fc
    .tuple(fc.constantFrom(...QUESTIONS), fc.constantFrom('right', 'wrong', 'cash', 'KR', 'skip', 'back', 'enough', 'go_on', 'done', 'reached', 'not_yet'))
    .map(([question, answer]) => `ask:${question}:${answer}:7K3M9QPX4`),
  fc.constantFrom(...CONSENT_PURPOSES).map((purpose) => `agree:${purpose}:7K3M9QPX4`),
  fc.constantFrom(
    'sub:open',
    'sub:stop',
    'type:SHOP',
    'land:MY',
    'area:open',
    'area:KR',
    'area:MY-14',
    'area:all-MY',
    'area:back',
    'draft:done',
    'draft:separate',
    'menu:status',
    'menu:help',
    'menu:appeal',
  ),
  fc.constantFrom('check:draft', 'check:again', 'check:report', 'check:sources', 'watch:A', `unwatch:${'A'.repeat(23)}`),
);
const regions = fc.uniqueArray(fc.constantFrom(...REGIONS));
const subscription = fc.record({ active: fc.boolean(), types, countries: fc.array(hostile, { maxLength: 3 }), regions });

const CODE = formatIndicatorCode({ kind: 'phone', hash: Buffer.alloc(16, 200) });
const day = fc.constantFrom('2026-11-20', null);
const anyCheck: fc.Arbitrary<Check> = fc.record({
  items: fc.array(
    fc.record({
      kind: fc.constantFrom(...INDICATOR_KINDS),
      value: fc.oneof(fc.constantFrom('***', 'KR/004/***', '010-48**-77**'), hostile),
      state: fc.constantFrom(...CHECK_STATES),
      note: fc.constantFrom(...CHECK_NOTES, null),
      reporters: fc.constantFrom(3, 100, null),
      first_seen: day,
      last_seen: day,
      agency: fc.option(hostile),
      since: day,
      can_appeal: fc.boolean(),
      code: fc.constant(CODE),
      codes: fc.constant([CODE]),
      thing: fc.constant(''),
      covered: fc.boolean(),
    }),
    { maxLength: 20 },
  ),
  left_out: fc.nat(200),
  has_words: fc.boolean(),
  verdict: fc.constantFrom('scam', 'suspicious', 'unclear', 'benign'),
  type: fc.constantFrom(...SCAM_TYPES),
  known_script: fc.boolean(),
  changed_account: fc.boolean(),
  bare_number: fc.boolean(),
  readable: fc.boolean(),
});

const anyEvent: fc.Arbitrary<DialogueEvent> = fc.oneof(
  fc.record({
    kind: fc.constant('command' as const),
    name: fc.oneof(hostile, fc.constantFrom(...COMMANDS)),
    args: hostile,
    from_language: anyLanguage,
  }),
  fc.record({ kind: fc.constant('text' as const), text: hostile, forwarded: fc.boolean(), from_language: anyLanguage }),
  fc.record({ kind: fc.constant('button' as const), data: buttonData, from_language: anyLanguage }),
  fc.record({
    kind: fc.constant('attachment' as const),
    what: fc.oneof(hostile, fc.constantFrom('photo', 'voice', 'sticker')),
    caption: hostile,
    forwarded: fc.boolean(),
    from_language: anyLanguage,
  }),
  fc.record({
    kind: fc.constant('attachment' as const),
    what: fc.constant('photo'),
    caption: hostile,
    file: fc.record({ file_id: fc.string({ maxLength: 120 }), content_type: hostile, name: fc.string({ maxLength: 60 }) }),
    forwarded: fc.boolean(),
    from_language: anyLanguage,
  }),
  fc.record({
    kind: fc.constant('attachment' as const),
    what: fc.constantFrom('contact', 'location', 'document'),
    caption: hostile,
    file_name: hostile,
    place: fc.record({ latitude: fc.double({ noNaN: true, min: -90, max: 90 }), longitude: fc.double({ noNaN: true, min: -180, max: 180 }) }),
    forwarded: fc.boolean(),
    message_id: fc.nat(20),
    from_language: anyLanguage,
  }),
  fc.record({ kind: fc.constant('edited' as const), text: hostile, message_id: fc.nat(20), from_language: anyLanguage }),
  fc.record({ kind: fc.constant('report_erased' as const), reference: fc.constantFrom('JG-7K3M-9QPX-4', 'x'), erased: fc.boolean() }),
  fc.record({
    kind: fc.constant('receipt_issued' as const),
    reference: hostile,
    receipt: fc.option(fc.record({ code: hostile, verify_at: hostile, status_at: hostile })),
  }),
  fc.record({ kind: fc.constant('follow_up' as const), about: fc.constantFrom('call', 'frozen', 'recovery'), reference: hostile }),
  fc.constant({ kind: 'silence' as const }),
  fc.record({ kind: fc.constant('held_back' as const), what: fc.constantFrom('message', 'report', 'check'), minutes: fc.nat() }),
  fc.record({
    kind: fc.constant('blocked' as const),
    reason: fc.constantFrom(...BLOCK_REASONS),
    until: fc.constant(NOW.toISOString()),
    says_loss: fc.boolean(),
    tell: fc.boolean(),
    from_language: anyLanguage,
  }),
  fc.record({ kind: fc.constant('appeal_opened' as const), outcome: fc.constantFrom('write', 'waiting', 'not_blocked'), page: hostile }),
  fc.record({ kind: fc.constant('appeal_written' as const), text: hostile }),
  fc.record({ kind: fc.constant('appeal_filed' as const), reference: hostile }),
  fc.record({ kind: fc.constant('report_received' as const), reference: hostile, receipt: hostile }),
  fc.record({
    kind: fc.constant('status_found' as const),
    reports: fc.array(fc.record({ reference: hostile, status: hostile, received_at: hostile }), { maxLength: 60 }),
  }),
  fc.record({ kind: fc.constant('subscription_saved' as const), subscription }),
  fc.record({ kind: fc.constant('check_done' as const), check: anyCheck, replaces: fc.boolean() }),
  fc.record({ kind: fc.constant('watch_started' as const), until: fc.option(fc.constant(NOW.toISOString())) }),
  fc.record({
    kind: fc.constant('watches_found' as const),
    watches: fc.array(
      fc.record({ code: fc.constant(CODE), kind: fc.constantFrom(...INDICATOR_KINDS), shown: hostile, until: fc.constant(NOW.toISOString()) }),
      { maxLength: 20 },
    ),
    removed: fc.boolean(),
  }),
);

const draft = fc.record(
  {
    texts: fc.array(
      hostile.filter((text) => text.length < 500),
      { maxLength: 4 },
    ),
    forwarded: fc.boolean(),
    loss: fc.constantFrom('within_24h', 'earlier', 'no', 'unsure', null),
    country: fc.constantFrom('KR', 'MY', 'other', null),
    started_at: fc.constant(NOW.toISOString()),
    continues: fc.constant('JG-7K3M-9QPX-4'),
  },
  { requiredKeys: ['texts', 'forwarded', 'loss', 'country', 'started_at'] },
);
const anyState: fc.Arbitrary<DialogueState> = fc
  .record({
    language: anyLanguage,
    language_source: fc.constantFrom('phone', 'written', 'chosen', null),
    phase: fc.constantFrom('idle', 'asking_loss', 'asking_country'),
    draft: fc.option(draft),
    card_shown: fc.boolean(),
    subscription,
    choosing: fc.option(subscription),
    last_report: fc.option(
      fc.record({
        reference: fc.constantFrom('JG-7K3M-9QPX-4', null),
        loss: fc.constantFrom('within_24h', 'no', null),
        country: fc.constantFrom('KR', 'other', null),
        types,
        what: fc.constantFrom(...LOSS_KINDS, null),
        message_ids: fc.array(fc.nat(20), { maxLength: 3 }),
        filed_at: fc.constantFrom(NOW.toISOString(), '2020-01-01T00:00:00Z', 'never'),
      }),
    ),
    checking: fc.boolean(),
    checked: fc.option(fc.record({ draft, items: fc.array(fc.record({ code: fc.constant(CODE), shown: fc.constant('010-48**-77**') }), { maxLength: 2 }) })),
    interview: fc.option(
      fc.record({
        reference: fc.constantFrom('JG-7K3M-9QPX-4', ''),
        questions: fc.uniqueArray(fc.constantFrom(...QUESTIONS), { maxLength: 6 }),
        at: fc.nat(6),
        paused: fc.boolean(),
        correcting: fc.boolean(),
        found: fc.array(fc.record({ kind: fc.constantFrom(...FOUND_KINDS), value: fc.string({ unit: 'grapheme', maxLength: 20 }) }), { maxLength: 4 }),
        amount: fc.option(fc.record({ minor: fc.nat(), currency: fc.constantFrom('KRW', 'MYR', 'USD', '') })),
        agreed: fc.uniqueArray(fc.constantFrom(...CONSENT_PURPOSES)),
      }),
    ),
    discreet: fc.boolean(),
    appealing: fc.boolean(),
    contact: fc.option(fc.string({ unit: 'grapheme', maxLength: 60 })),
  })
  .map(parseDialogueState);

const anyReading: fc.Arbitrary<LossReading> = fc.record({
  state: fc.constantFrom('lost', 'near_miss', 'none', 'unknown'),
  within_24h: fc.constantFrom(true, false, null),
  amount: fc.constant(null),
});
const facts = fc.record({
  found: fc.array(fc.record({ kind: fc.constantFrom(...FOUND_KINDS), value: fc.constant('010-1234-5678') }), { maxLength: 2 }),
  amount: fc.option(fc.record({ minor: fc.nat(), currency: fc.constant('MYR') })),
  rail: fc.constantFrom(...RAILS, null),
  channel: fc.constantFrom(...CHANNELS, null),
  sent_to: fc.constantFrom('KR', 'MY', null),
  types,
  held: fc.boolean(),
});
const anyReader = fc.record({ reading: anyReading, types, facts });
type Reader = typeof anyReader extends fc.Arbitrary<infer Value> ? Value : never;

function stepWith(state: DialogueState, event: DialogueEvent, reader: Reader): DialogueStep {
  return step(state, event, { now: NOW, translator, readLoss: () => reader.reading, readTypes: () => [...reader.types], readFacts: () => reader.facts });
}

function expectSendable(result: DialogueStep): void {
  for (const language of LANGUAGES) {
    for (const reply of result.replies) {
      const rendered = renderReply(reply, language, translator);
      expect(rendered.text.length).toBeGreaterThan(0);
      expect(rendered.text.length).toBeLessThanOrEqual(4096);
      const bare = rendered.text.replaceAll(/<b>[^<]*<\/b>/g, '').replaceAll(/&(?:amp|lt|gt|quot);/g, '');
      expect(bare).not.toMatch(/[<>&]/);
      for (const each of rendered.buttons.flat()) {
        expect(Buffer.byteLength(each.data)).toBeLessThanOrEqual(64);
        expect(each.label.length).toBeGreaterThan(0);
      }
    }
  }
}

const SPOKEN = new Set(['command', 'text', 'button', 'attachment']);

describe('step', () => {
  it('takes any event in any state, always answers a person, in words that all three languages have', () => {
    fc.assert(
      fc.property(anyState, anyEvent, anyReader, (state, event, reader) => {
        const before = structuredClone(state);
        const result = stepWith(state, event, reader);
        expect(state).toEqual(before);
        expectSendable(result);
        if (SPOKEN.has(event.kind)) expect(result.replies.length + result.effects.length).toBeGreaterThan(0);
      }),
      { numRuns: 1500 },
    );
  });

  it('keeps its state within 12 kB through whole conversations, and readable', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 25 }), anyReader, (events, reader) => {
        let state = initialDialogueState();
        for (const event of events) {
          state = stepWith(state, event, reader).state;
          const stored = JSON.stringify(state);
          expect(Buffer.byteLength(stored)).toBeLessThan(12_000);
          expect(parseDialogueState(JSON.parse(stored))).toEqual(state);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('remembers of what was checked no more than it will show', () => {
    fc.assert(
      fc.property(hostile, anyCheck, (text, check) => {
        const context = { now: NOW, translator };
        const asked = step(initialDialogueState(), { kind: 'command', name: 'check', args: `신고합니다 ${text.slice(0, 500)}`, from_language: 'ko' }, context);
        const { state } = step(asked.state, { kind: 'check_done', check: { ...check, readable: true }, replaces: false }, context);
        expect(state.checked?.items.length).toBeLessThanOrEqual(2);
        expect(Buffer.byteLength(JSON.stringify(state.checked?.items))).toBeLessThan(2_000);
      }),
      { numRuns: 300 },
    );
  });

  it('never loses a text: each is in the draft or in a report that is filed', () => {
    const texts = fc.array(fc.string({ minLength: 8, maxLength: 3000, unit: 'grapheme' }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(texts, (sent) => {
        let state = initialDialogueState();
        const filed: string[] = [];
        for (const text of sent.map((each) => `신고합니다 ${each}`)) {
          const event = { kind: 'text' as const, text, forwarded: true, from_language: 'ko' as const };
          const result = step(state, event, { now: NOW, translator });
          state = result.state;
          for (const effect of result.effects) if (effect.kind === 'receive_report') filed.push(...effect.draft.texts);
        }
        expect([...filed, ...(state.draft?.texts ?? [])]).toEqual(sent.map((each) => `신고합니다 ${each}`));
      }),
    );
  });
});

describe('parseDialogueState', () => {
  it('starts anew from anything that is no state', () => {
    fc.assert(
      fc.property(fc.anything(), (json) => {
        expect(() => parseDialogueState(json)).not.toThrow();
      }),
    );
    expect(parseDialogueState(null)).toEqual(initialDialogueState());
    expect(parseDialogueState({ language: 'ko', phase: 'dancing' })).toEqual({ ...initialDialogueState(), language: 'ko' });
  });
});
