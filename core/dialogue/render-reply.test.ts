import { describe, expect, it } from 'vitest';
import { LANGUAGES, SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';
import { createTranslator, readLocaleBundles } from '#platform/i18n.ts';
import { safetyCard } from '#core/safety/safety-card.ts';
import { escapeHtml, renderReply } from './render-reply.ts';
import { COMMANDS } from './steps/on-command.ts';

const translator = createTranslator({ strict: true });

describe('renderReply', () => {
  it('escapes every parameter and keeps the bold of the sentence', () => {
    const text = { key: 'dialogue:report.added', params: { reference: '<i>&"' } };
    expect(renderReply({ kind: 'message', text }, 'en', translator).text).toBe('Added to report <b>&lt;i&gt;&amp;&quot;</b>. Thank you.');
  });

  it('writes lines under the text and marks what is ticked', () => {
    const reply = {
      kind: 'message' as const,
      text: { key: 'dialogue:subscription.on' },
      lines: [{ key: 'taxonomy:types.SHOP.label' }],
      buttons: [[{ label: { key: 'taxonomy:types.SHOP.short' }, data: 'type:SHOP', checked: true }]],
    };
    const rendered = renderReply(reply, 'ms', translator);
    expect(rendered.text).toContain('\n• Penipuan e-dagang');
    expect(rendered.buttons).toEqual([[{ label: '✅ Jual beli dalam talian', data: 'type:SHOP' }]]);
  });

  it('drops whole lines at Telegram’s limit', () => {
    const line = { key: 'dialogue:status.line.read', params: { reference: '<'.repeat(200), date: '2026년 11월 23일' } };
    const reply = { kind: 'message' as const, text: { key: 'dialogue:status.head' }, lines: Array.from({ length: 20 }, () => line) };
    const { text } = renderReply(reply, 'ko', translator);
    expect(text.length).toBeLessThanOrEqual(4096);
    expect(text.split('\n').length).toBeGreaterThan(3);
    expect(text).toMatch(/내용 분석됨$/);
  });

  it('numbers the steps of a safety card and lists the lines to call', () => {
    const now = new Date('2026-11-23T03:00:00Z');
    const card = safetyCard({ loss: 'lost', within_24h: true, country: 'KR', language: 'ko', now }, translator);
    const { text } = renderReply({ kind: 'safety_card', card }, 'ko', translator);
    expect(text).toMatch(/^<b>🚨 지금 바로 하세요<\/b>\n\n1\. 지금 바로 전화/);
    expect(text).toContain('☎️ <b>112</b> 경찰 긴급신고');
    expect(text).toContain('2026년 11월 23일');
  });

  it('makes broken text well-formed', () => {
    expect(escapeHtml('\ud800<')).toBe('\ufffd&lt;');
  });
});

describe('the locales', () => {
  it('use no mark-up but bold, and are short enough for one message', () => {
    const texts = Object.values(readLocaleBundles()).flatMap((namespaces) =>
      ['dialogue', 'safety', 'taxonomy', 'alerts'].flatMap((name) => leaves(namespaces[name])),
    );
    expect(texts.length).toBeGreaterThan(300);
    for (const text of texts) {
      expect(text.replaceAll(/<b>[^<]*<\/b>/g, '')).not.toMatch(/[<>&]/);
      expect(text.length).toBeLessThan(1000);
    }
  });

  it('hold no telephone number: those come from the hotline file', () => {
    for (const namespaces of Object.values(readLocaleBundles())) {
      const text = [...leaves(namespaces['safety']), ...leaves(namespaces['dialogue'])].join('\n').replaceAll(/\{\{[^}]*\}\}/g, '');
      expect(text.match(/\b(112|1394|1332|1366|117|118|997|999|1799)\b|\d{2,4}-\d{3,4}/g)).toBeNull();
    }
  });

  it('describe every command and every scam type', () => {
    for (const language of LANGUAGES) {
      for (const command of COMMANDS) expect(translator.has(language, `commands:${command}`)).toBe(true);
      for (const type of SCAM_TYPES) {
        for (const field of ['label', 'short', 'explanation']) {
          expect(translator.has(language, `taxonomy:types.${type}.${field}`)).toBe(true);
        }
      }
    }
  });

  it('choose no Korean particle after a parameter that would depend on its sound', () => {
    const korean = readLocaleBundles()['ko'] ?? {};
    const texts = Object.values(korean).flatMap(leaves);
    expect(texts.filter((text) => /\}\}[”"]?(은|는|이|가|을|를|과|와|으로|로)(\s|$|[(.,])/.test(text))).toEqual([]);
  });
});

function leaves(tree: object | undefined): string[] {
  return Object.values(tree ?? {}).flatMap((value: unknown) => {
    if (typeof value === 'object' && value !== null) return leaves(value);
    return [String(value)];
  });
}
