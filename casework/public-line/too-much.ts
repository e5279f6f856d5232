/** What a public line may not say: by a day, a place or somebody's very words a person can be known again. */
export const tooMuchKinds = ['date', 'place', 'quote'] as const;
export type TooMuchKind = (typeof tooMuchKinds)[number];
export type TooMuch = { kind: TooMuchKind; text: string };

const alone = (pattern: string) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, 'giu');

const months = `january|february|june|july|august|september|october|november|december|ionawr|chwefror|ebrill|mehefin|gorffennaf|awst|hydref|tachwedd|rhagfyr|
  stycz(?:eń|nia|niu)|lutego|marca|marcu|kwie(?:cień|tnia|tniu)|czerw(?:iec|ca|cu)|lip(?:iec|ca|cu)|sierp(?:ień|nia|niu)|wrze(?:sień|śnia|śniu)|październik(?:a|u)?|listopad(?:a|zie)?|grud(?:zień|nia|niu)|
  يناير|فبراير|مارس|أبريل|ابريل|مايو|يونيو|يوليو|أغسطس|اغسطس|سبتمبر|أكتوبر|اكتوبر|نوفمبر|ديسمبر|جنوری|فروری|مارچ|اپریل|مئی|جون|جولائی|اگست|ستمبر|اکتوبر|نومبر|دسمبر`;
// Words of their own too: a month only beside a number.
const perhapsMonths =
  'jan|feb|mar|march|apr|april|may|jun|jul|aug|sept?|oct|nov|dec|mawrth|mai|medi|luty|marzec|maja|maj';
const ordinals = `first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth|
  (?:twenty|thirty)[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)`;
const weekdays = `(?:mon|tues|wednes|thurs|fri|satur|sun)days?|dd?ydd (?:llun|mawrth|mercher|iau|gwener|sadwrn|sul)|poniedział(?:ek|ku)|wtor(?:ek|ku)|środ(?:a|ę|y)|czwart(?:ek|ku)|piąt(?:ek|ku)|sobot(?:a|ę|y)|niedziel(?:a|ę|i)|
  ال[اإ]ثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد|منگل|جمعرات|جمع[ہے]|اتوار|(?:پیر|بدھ|ہفتے) کے روز`;
const relative = `yesterday|last (?:night|week|month|year|spring|summer|autumn|winter|christmas|easter)|ddoe|(?:yr wythnos|y mis|y flwyddyn) (?:ddiwethaf|diwethaf)|wczoraj|zeszł\\p{L}+ (?:tygodni\\p{L}+|miesiąc\\p{L}*|rok\\p{L}*)|
  أمس|(?:الأسبوع|الشهر|العام) الماضي|(?:گزشتہ|پچھلے|پچھلی) (?:ہفتے|ماہ|مہینے|سال|رات)`;
const ago = `\\p{L}+ (?:day|week|month|year)s? ago|(?:diwrnod|wythnos|mis|blwyddyn|blynedd|\\p{L}+ (?:ddiwrnod|wythnos|fis|flynedd)) yn ôl|(?:dni|tygodni\\p{L}*|tydzień|miesiąc\\p{L}*|miesięcy|rok|lata|lat) temu|
  (?:قبل|منذ) (?:يوم|يومين|أيام|أسبوع|أسبوعين|أسابيع|شهر|شهرين|أشهر|سنة|سنتين|سنوات)|(?:دن|ہفتے|ہفتہ|مہینے|ماہ|سال) پہلے`;
const feasts = `christmas|boxing day|new year['’]s (?:day|eve)|easter|hallowe['’]?en|bonfire night|ramadan|eid|diwali|hanukkah|nadolig|pasg|wielkano[cć]\\p{L}*|bożego narodzenia|رمضان|العيد|عید`;
const lines = (list: string) => list.replace(/\n\s*/g, '');

const dates = [
  alone(lines(months)),
  alone(
    `\\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:${perhapsMonths})|(?:${perhapsMonths}) \\d{1,4}(?:st|nd|rd|th)?`,
  ),
  alone(lines(weekdays)),
  alone(lines(relative)),
  alone(lines(ago)),
  alone(feasts),
  alone('mis (?:mai|mawrth|medi)|w maju|(?:in|since|until|last|next|every) (?:march|may)'),
  alone(lines(`(?:${ordinals})(?: of)? (?:${perhapsMonths})|(?:${perhapsMonths}),? the (?:${ordinals})`)),
  alone(
    `\\d{1,2}[/.-]\\d{1,2}(?:[/.-]\\d{2,4})?|(?:19|20)\\d{2}(?:-\\d{1,2}-\\d{1,2})?|\\d{1,2}(?:st|nd|rd|th)`,
  ),
  alone(`\\d{1,2}:\\d{2}|\\d{1,2}(?:[.:]\\d{2})? ?[ap]\\.?m\\.?`),
];

const placeWords = `Road|Rd|Street|Avenue|Ave|Lane|Close|Drive|Crescent|Terrace|Gardens|Grove|Square|Hill|Park|Green|Estate|School|Academy|College|Primary|Hospital|Church|Mosque|Station|Library|Bridge|Market|Centre`;
const notAPlace = `English|Welsh|Polish|Urdu|Arabic|Braille|Easy|British|Gymraeg|Saesneg|Bwyleg|Wrdw|Arabeg|I|We|You|Chi|Pa[nń]\\p{L}*|Wa[ms]\\p{L}*`;
const name = String.raw`\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+){0,2}`;
// Capitals tell a name here, so these alone mind them.
const places = [
  /(?<![\p{L}\p{N}])[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}(?![\p{L}\p{N}])/gu,
  new RegExp(
    `(?<![\\p{L}])(?!(?:The|A|Our|This|Any|Each)\\s)${name}\\s(?:${placeWords}|${placeWords.toUpperCase()})(?![\\p{L}])`,
    'gu',
  ),
  new RegExp(
    `(?<![\\p{L}])(?:in|at|to|near|from|through|outside|around|behind|beside|opposite) (?:the )?(?!(?:${notAPlace})(?![\\p{L}]))${name}`,
    'gu',
  ),
  new RegExp(`(?<![\\p{L}])(?:Heol|Stryd|Ffordd|Lôn|Rhodfa|Ysgol|Ysbyty|ger|yng|ym) ${name}`, 'gu'),
  new RegExp(`(?<![\\p{L}])(?:yn|o|i|do|z|ze|pod) (?!(?:${notAPlace})(?![\\p{L}]))${name}`, 'gu'),
  new RegExp(`(?<![\\p{L}])(?:ulicy|ulica|ul\\.|alei|osiedlu|przy|koło|obok|w|we) ${name}`, 'gu'),
  /(?<![\p{L}])(?:شارع|حي|طريق)\s+[\p{L}\p{M}]+|[\p{L}\p{M}]+\s+(?:روڈ|اسٹریٹ)(?![\p{L}])/gu,
];

const quotes = [/["“”„«»][^"“”„«»]*["“”„«»]?/gu, /(?<![\p{L}\p{N}])[‘'][^‘’'\n]{2,}[’'](?![\p{L}\p{N}])/gu];

const patterns = { date: dates, place: places, quote: quotes } satisfies Record<TooMuchKind, RegExp[]>;

const plainDigits = (words: string) =>
  words.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf));

/** Days, places and quoted words in a line, as they stand there, in any of our languages. Guesses on the safe side. */
export function tooMuchIn(words: string): TooMuch[] {
  const read = plainDigits(words);
  const found: (TooMuch & { from: number; to: number })[] = [];
  for (const kind of tooMuchKinds)
    for (const { 0: text, index: from } of patterns[kind].flatMap((pattern) => [...read.matchAll(pattern)])) {
      const to = from + text.length;
      if (!found.some((it) => from < it.to && it.from < to))
        found.push({ kind, text: text.trim(), from, to });
    }
  return found.map(({ kind, text }) => ({ kind, text }));
}
