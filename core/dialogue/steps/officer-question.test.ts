import { describe, expect, it } from 'vitest';
import { parseDialogueState } from '#core/dialogue/dialogue-state.ts';
import { LANGUAGES } from '#core/taxonomy/taxonomy.ts';
import { Chat, REFERENCE } from '#tests/support/dialogue-chat.ts';

const ASKED = {
  kind: 'officer_question',
  id: 'b9b5d5a2-0000-4000-8000-000000000001',
  reference: REFERENCE,
  code: 'Q-7K3M-9QPX-2B4N',
  url: 'https://jaga.example/verify',
} as const;

function asked(language: 'ko' | 'ms' | 'en' = 'ko', question = '몇 시쯤 보내셨나요?'): { chat: Chat; shown: string } {
  const chat = new Chat(language);
  chat.command('start');
  return { chat, shown: chat.hear({ ...ASKED, question }) };
}

describe('an officer’s question', () => {
  it.each(LANGUAGES)('says in %s what is asked, about which report, and how to tell that it is ours', (language) => {
    const { shown } = asked(language, 'Bila & <bagaimana>?');
    for (const part of [REFERENCE, 'Q-7K3M-9QPX-2B4N', 'https://jaga.example/verify', 'Bila &amp; &lt;bagaimana&gt;?']) expect(shown).toContain(part);
  });

  it('takes what is written next as the answer, once', () => {
    const { chat } = asked();
    chat.write('오후 세 시쯤이었어요. 900101-1234567');
    expect(chat.effects).toEqual([{ kind: 'record_officer_answer', id: ASKED.id, reference: REFERENCE, answer: '오후 세 시쯤이었어요. 900101-1234567' }]);
    expect(chat.hear({ kind: 'officer_answer_recorded', kept: true, reference: REFERENCE, answer: '' })).toContain(REFERENCE);
    chat.write('그리고 다른 사람도 당했대요, 검찰이라면서 전화가 왔어요');
    expect(chat.effects.map(({ kind }) => kind)).not.toContain('record_officer_answer');
  });

  it('waits through a greeting and a command', () => {
    const { chat } = asked();
    expect(chat.write('안녕하세요')).toContain(REFERENCE);
    expect(chat.effects).toEqual([]);
    chat.command('help');
    chat.write('저녁 여덟 시요');
    expect(chat.effects).toMatchObject([{ kind: 'record_officer_answer' }]);
  });

  it('is left for later, and taken up again', () => {
    const { chat } = asked('ms');
    chat.press('officer:later');
    chat.write('Saya dapat SMS suruh bayar saman di http://saman-polis.top');
    expect(chat.effects.map(({ kind }) => kind)).not.toContain('record_officer_answer');
    chat.state = { ...chat.state, draft: null };
    chat.press('officer:answer');
    chat.write('Pukul tiga petang');
    expect(chat.effects).toMatchObject([{ kind: 'record_officer_answer', answer: 'Pukul tiga petang' }]);
  });

  it('loses no word when it is over: they are a report like any other', () => {
    const { chat } = asked();
    const shown = chat.hear({ kind: 'officer_answer_recorded', kept: false, reference: REFERENCE, answer: '국민은행 123-45-678901로 보냈어요' });
    expect(chat.state.draft?.texts).toEqual(['국민은행 123-45-678901로 보냈어요']);
    expect(shown).toContain('끝난 질문');
  });

  it('has a picture that is sent as an answer added to the report', () => {
    const { chat } = asked();
    chat.show();
    expect(chat.state.draft).toMatchObject({ continues: REFERENCE, files: [{ name: 'photo.jpg' }] });
  });

  it('is over after a week, and what an older program cannot read is dropped', () => {
    const { chat } = asked();
    chat.later(8 * 24 * 60);
    chat.write('어제 낮 두 시쯤 보냈어요');
    expect(chat.effects.map(({ kind }) => kind)).not.toContain('record_officer_answer');
    expect(parseDialogueState(chat.state).officer_question).toMatchObject({ id: ASKED.id });
  });
});
