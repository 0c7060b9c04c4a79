import { describe, expect, it } from 'vitest';
import type { RichBlock } from '@grammyjs/types';
import { richWords } from './rich-words.ts';

describe('richWords', () => {
  it('reads paragraphs line by line, whatever is bold in them', () => {
    const blocks: RichBlock[] = [
      { type: 'heading', text: '[국제발신]', size: 1 },
      { type: 'paragraph', text: ['고객님 택배가 ', { type: 'bold', text: ['주소 ', { type: 'italic', text: '불일치' }] }, '로 보류됐습니다'] },
    ];
    expect(richWords(blocks)).toBe('[국제발신]\n고객님 택배가 주소 불일치로 보류됐습니다');
  });

  it('shows the address behind words', () => {
    const blocks: RichBlock[] = [{ type: 'paragraph', text: ['Tekan ', { type: 'url', text: 'di sini', url: 'http://pos-laju.example/a' }] }];
    expect(richWords(blocks)).toBe('Tekan di sini http://pos-laju.example/a');
  });

  it('reads lists, tables, folded parts and what stands under pictures', () => {
    const blocks: RichBlock[] = [
      { type: 'list', items: [{ label: '1.', blocks: [{ type: 'paragraph', text: 'Bayar RM50' }] }] },
      {
        type: 'table',
        cells: [
          [
            { text: 'Maybank', align: 'left', valign: 'top' },
            { text: '5142 8890 1234', align: 'left', valign: 'top' },
          ],
        ],
      },
      { type: 'details', summary: 'Syarat', blocks: [{ type: 'paragraph', text: 'Untung dijamin' }] },
      { type: 'photo', photo: [], caption: { text: 'Hari ini sahaja' } },
    ];
    expect(richWords(blocks)).toBe('1.\nBayar RM50\nMaybank 5142 8890 1234\nSyarat\nUntung dijamin\nHari ini sahaja');
  });

  it('gives nothing for what has no words, and survives any depth', () => {
    const deep: unknown = JSON.parse(`${'{"blocks":['.repeat(3_000)}"x"${']}'.repeat(3_000)}`);
    expect(richWords([null, 7, {}, { type: 'divider' }, deep])).toBe('');
    expect(richWords(['가'.repeat(100_000)])).toHaveLength(32_768);
  });
});
