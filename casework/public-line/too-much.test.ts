import { describe, expect, it } from 'vitest';
import { tooMuchIn } from './too-much.ts';

const kindsIn = (words: string) => [...new Set(tooMuchIn(words).map(({ kind }) => kind))];

describe('a public line', () => {
  it.each([
    'You waited for news on 12 May.',
    'It happened on 3/4/2026 and nobody rang.',
    'Letters were late in December.',
    'Nobody answered on Tuesday.',
    'You rang at 4pm and again at 16:30.',
    'Last summer nobody told you.',
    'In 2025 you asked for this.',
    'Doedd neb yno ddydd Gwener na dydd Mawrth.',
    'Aeth y llythyr ddydd Llun.',
    'Roedd y cyfarfod ym mis Mai.',
    'You were told on the second of March.',
    'Nobody rang in March.',
    'Two weeks ago nobody rang you.',
    'On Christmas Day nobody answered.',
    'List przyszedł 3 maja.',
    'Panel zebrał się w maju.',
    'Nikt nie zadzwonił dwa tygodnie temu.',
    'لم يتصل بك أحد منذ أسبوعين.',
    'دو ہفتے پہلے کسی نے فون نہیں کیا۔',
    'Nikt nie zadzwonił we wtorek.',
    'لم يتصل بك أحد يوم الثلاثاء.',
    'انتظرت حتى ١٢/٥ دون خبر.',
    'آپ کو جنوری میں نہیں بتایا گیا۔',
  ])('may not say when: %s', (words) => {
    expect(kindsIn(words)).toEqual(['date']);
  });

  it.each([
    'The room at Elm Road was cold.',
    'You met us in Rivermead.',
    'You could not get to Rivermead.',
    'THE ROOM AT ELM ROAD WAS COLD.',
    'Roedd y swyddfa yn Wrecsam.',
    'Mae’n bell o Gaerdydd.',
    'Nie mogli Państwo dojechać z Krakowa.',
    'The office near RM1 2AB is hard to reach.',
    'Oakfield School did not know.',
    'Roedd y cyfarfod yn Ysgol Glanrafon.',
    'Spotkanie było przy ulicy Długiej.',
    'كانت الغرفة في شارع النهر باردة.',
    'کمرہ ایلم روڈ پر تھا۔',
  ])('may not say where: %s', (words) => {
    expect(kindsIn(words)).toEqual(['place']);
  });

  it.each([
    'You said “nobody rang me”.',
    'One of you wrote "I was afraid".',
    "You said 'it was cold' there.",
    'Powiedziano „nikt nie zadzwonił”.',
    '«لم يتصل أحد»',
  ])('may not give anyone’s very words: %s', (words) => {
    expect(kindsIn(words)).toEqual(['quote']);
  });

  it.each([
    'You said you wait too long before anyone rings. We now ring within two working days.',
    'You may ask for a letter in Polish, Urdu or Easy Read.',
    'You told us our letters weren’t clear. We’ve rewritten them with 8 of you.',
    'We’ll march on with it: it takes 3 people’s time.',
    'The youth court lists are out of our hands.',
    'We write to you at once, and in two weeks again. You may ask us twice.',
    'Mae’n haws i Chi nawr. Ysgrifennwn yn Saesneg neu yn Gymraeg.',
    'Dzwonimy do Państwa w ciągu dwóch dni. Rozmawiamy z Państwem po polsku.',
    'Dywedoch fod y llythyrau yn anodd. Rydym yn eu hysgrifennu yn Gymraeg nawr.',
    'Czekali Państwo zbyt długo. Teraz dzwonimy w ciągu dwóch dni roboczych.',
    'قلتم إنكم تنتظرون طويلا. نتصل الآن خلال يومي عمل.',
    'آپ نے کہا کہ انتظار لمبا ہے۔ اب ہم دو دن میں فون کرتے ہیں۔',
  ])('may say what changed: %s', (words) => {
    expect(tooMuchIn(words)).toEqual([]);
  });

  it('is told which words stand in the way', () => {
    expect(tooMuchIn('You waited at Elm Road until 12 May.')).toEqual([
      { kind: 'date', text: '12 May' },
      { kind: 'place', text: 'Elm Road' },
    ]);
  });
});
