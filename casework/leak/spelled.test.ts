import { beforeAll, describe, expect, test } from 'vitest';
import { transactionAs } from '#db/transaction.server.ts';
import { aHouse } from '../../tests/support/house.ts';
import { someone } from '../../tests/support/people.ts';
import { caseOf } from '../case/store.server.ts';
import type { Entered } from './entry.ts';
import { knowIdentifier, leaksIn } from './store.server.ts';

const house = aHouse();

const known: Entered[] = [
  { kind: 'child_name', words: 'Kayden Walsh' },
  { kind: 'child_nickname', words: 'KJ' },
  { kind: 'child_name', words: 'Ali' },
  { kind: 'child_name', words: 'Jordan' },
  { kind: 'child_name', words: 'Grace Obi' },
  { kind: 'child_nickname', words: 'May', ambiguous: true },
  { kind: 'co_victim', words: 'Mohammed Khan' },
  { kind: 'co_victim', words: 'Anna Kowalska' },
  { kind: 'co_victim', words: 'John Smith' },
  { kind: 'co_victim', words: 'Tyrone Okafor-Bell' },
  { kind: 'co_victim', words: 'Zara Al-Hashimi' },
  { kind: 'co_victim', words: 'Кирилл' },
  { kind: 'co_victim', words: 'Asif' },
  { kind: 'co_victim', words: 'Γιώργος' },
  { kind: 'co_victim', words: 'आरव शर्मा' },
  { kind: 'co_victim', words: 'فاطمة' },
  { kind: 'school', words: 'Oakfield High School' },
  { kind: 'school', words: 'St Mary’s Primary School' },
  { kind: 'school', words: 'Ysgol Caerdydd' },
  { kind: 'address', words: '14 Elm Road, Rivermead, RM1 2AB' },
  { kind: 'staff_private', words: '07700 900123' },
  { kind: 'staff_private', words: 'jo.b92@mail.com' },
  { kind: 'staff_private', words: 'AB12 CDE' },
];

let victimId = '';
beforeAll(async () => {
  const who = await someone(house.here.worker, { name: 'Nadia Mensah', callMe: 'Nadia' });
  victimId = who.victimId;
  await transactionAs(house.here.worker, async (tx) => {
    const it = await caseOf(tx, who.caseId);
    for (const one of known) if (it) await knowIdentifier(tx, it.incident.id, one);
  });
});

const read = async (words: string) => {
  const leaks = await transactionAs(house.here.worker, (tx) => leaksIn(tx, { victimId }, words));
  const said = (marks: typeof leaks.blocked) => marks.map(({ from, to }) => words.slice(from, to));
  return { blocked: said(leaks.blocked), warned: said(leaks.warned) };
};

const frames: Record<string, (words: string) => string> = {
  'in Latin letters': (it) => `We spoke to ${it} about it yesterday.`,
  'in Polish': (it) => `Nie rozmawialiśmy wczoraj z ${it} w domu.`,
  'in Russian': (it) => `Мы говорили с ${it} вчера.`,
  'in Greek': (it) => `Μιλήσαμε με ${it} χθες.`,
  'in Arabic': (it) => `تحدثنا مع ${it} أمس.`,
  'in Urdu': (it) => `ہم نے کل ${it} سے بات کی۔`,
  'in Hindi': (it) => `हमने कल ${it} से बात की।`,
  'in Bengali': (it) => `আমরা গতকাল ${it} সাথে কথা বলেছি।`,
  'in Gujarati': (it) => `અમે ગઈકાલે ${it} સાથે વાત કરી.`,
  'in Punjabi': (it) => `ਅਸੀਂ ਕੱਲ੍ਹ ${it} ਨਾਲ ਗੱਲ ਕੀਤੀ।`,
};

const named: Record<string, string> = {
  'in Latin letters': `Kayden|KAYDEN|kAyDeN|Käydén|Kay\u0301den|K a y d e n|K.a.y.d.e.n|K-a-y-d-e-n|Kay-den|Kay-\nden|Kay\nden|K\na\ny\nd\ne\nn|K\u200ba\u200byden|
    K\u202eayden|Kay\u00adden|K😀a😀y😀d😀e😀n|Kaуden|Κayden|Ｋａｙｄｅｎ|𝐊𝐚𝐲𝐝𝐞𝐧|Ⓚⓐⓨⓓⓔⓝ|🅺🅰🆈🅳🅴🅽|ᴋᴀʏᴅᴇɴ|ᴷᵃʸᵈᵉⁿ|k4yden|kayd3n|K@yden|$mith|J0rdan|Kayden’s|Kaydens|
    Kaydenowi|Kaydenem|#kaydenwalsh|@kayden_walsh|@kaydenwalsh07|kayden.walsh@school.org|#JusticeForKayden|#justiceforkayden|#teamali|kaydenwalsh|walshkayden|
    Walsh, Kayden|K. Walsh|K Walsh|KJ|K.J.|K J|Mohammed’s|J. Smith|Smith J|Sm1th|Kowalską|Asif|A s i f|Oakfield High School|Oakfield|O.H.S.|OHS|O H S|OakfieldHighSchool|
    St Marys Primary|Saint Mary’s Primary School|14 Elm Road|14 Elm Rd|Elm Road 14|14, Elm Road|14a Elm Road|RM1 2AB|rm12ab|07700900123|+44 7700 900123|07700-900-123|
    jo.b92@mail.com|ab12cde|Grace Obi|Kirill|Fatima`,
  'in Polish': 'Kaydenem|Kaydena|Kaydenie|Anną|Annie|Kowalskiej|Kowalską|Jordanem',
  'in Russian':
    'Кейден|Кайден|Кейденом|К е й д е н|Кeйдeн|Уолш|Джордан|Али|Мохаммед|Мухаммед|Хан|Смит|Смита|Анной|Ковальской|Окфилд|Кириллом|КИРИЛЛ|Грейс Оби',
  'in Greek': 'Κέιντεν|ΚΕΙΝΤΕΝ|Τζόρνταν|Αλί|Μοχάμεντ|Χαν|Σμιθ|Άννα|Γιώργο|Γιώργου|Όκφιλντ',
  'in Arabic':
    'كايدن|وكايدن|لكايدن|ك ا ي د ن|كـايـدن|كايدِن|جوردان|علي|وعلي|محمد|مُحَمَّد|محمداً|خان|سميث|أوكفيلد|وفاطمة|٠٧٧٠٠٩٠٠١٢٣',
  'in Urdu': 'کیڈن|کائیڈن|علی|جورڈن|اسمتھ|فاطمہ|خان',
  'in Hindi': 'केडन|कैडेन|कायडेन|के\u200dडन|वॉल्श|जॉर्डन|अली|मोहम्मद|खान|स्मिथ|आरव|शर्मा|फ़ातिमा',
  'in Bengali': 'কেডেন|কাইডেন|কেডেনের|কেডেনকে|জর্ডান|আলী|আলীর|মোহাম্মদ|খান|স্মিথ|ফাতিমা',
  'in Gujarati': 'કેડેન|કાયડેન|કેડેનને|જોર્ડન|અલી|મોહમ્મદ|સ્મિથ|આરવ',
  'in Punjabi': 'ਕੇਡਨ|ਜੌਰਡਨ|ਅਲੀ|ਮੁਹੰਮਦ|ਖਾਨ|ਸਮਿਥ',
};

const alike: Record<string, string> = {
  'in Latin letters': `Jordanian|Jordana|Alia|Alice|Alison|Malik|Italian|alias|mayor|maybe|Smithfield|Smithson|blacksmith|Kaydence|Kayleigh|Kay|Den|Hayden|Jayden|Walshaw|
    Welsh|khaki|Johnson|Annabel|Hannah|Joanna|as if nothing|16 Elm Road|4 Elm Road|140 Elm Road|14 Oak Road|14 Elm Avenue|14 Elmwood Road|14 elm trees|RM1 2AC|07700 900124|
    Oakfield Road|Oakfield Hospital|Oakham High School|Oldbury High School|St Mary’s Church|St Mark’s Primary School|graceful|Obituary|Muhammadan|Mahmoud|Kowalczyk|Ann|
    jo.b93@mail.com|AB12 CDF|#jordanian|#smithfield|Kay, Den|alibi|Kirk|ha ha, no school`,
  'in Polish': 'Jordanią|Annabelle|Kowalczykiem|Alicją',
  'in Russian': 'Иордания|Алина|или|если|Смитсон|Ханой|аннотация|кириллица|Кириллов|Ковальчук|Кейт|Каденция',
  'in Greek': 'Ιορδανία|Αλίκη|Αλλά|Αννίτα|Χανιά|Γεωργία|Κέντρο',
  'in Arabic': 'عليه|على|إلى|عالي|عالم|محمود|أحمد|حامد|حميد|الأردن|جورج|كايلا|كادر|فاطم',
  'in Urdu': 'علیحدہ|خاندان|محمود|کیڈٹ|کیا|دیں',
  'in Hindi': 'अलीगढ़|खाना|खानदान|महमूद|अलग|केदार|आरती',
  'in Bengali': 'আলো|আলাদা|খানা|মাহমুদ|আলমারি|কেদার',
  'in Gujarati': 'અલગ|ખાનગી|મહેમૂદ|અને|કેદાર',
  'in Punjabi': 'ਅਲੱਗ|ਖਾਣਾ|ਮਹਿਮੂਦ|ਕੇਦਾਰ',
};

const each = (tables: Record<string, string>) =>
  Object.entries(tables).flatMap(([where, list]) =>
    list.split('|').map((words): [string, string] => [where, words.replace(/^\s*\n\s*/, '')]),
  );

describe('what may never leave', () => {
  test.each(each(named))('%s is met as %j', async (where, words) => {
    const { blocked } = await read(frames[where]?.(words) ?? words);
    expect(blocked).not.toEqual([]);
  });

  test.each(each(alike))('%s does not stop %j', async (where, words) => {
    expect((await read(frames[where]?.(words) ?? words)).blocked).toEqual([]);
  });

  test('warns of a word that is also an everyday one, and of the street without its number', async () => {
    expect(await read('It may rain in May. She shows grace.')).toEqual({
      blocked: [],
      warned: ['may', 'May', 'grace'],
    });
    expect((await read('We met on Elm Road.')).warned).toEqual(['Elm']);
  });

  test('warns of either half of a hyphenated name, which is what people say', async () => {
    expect(await read('The Okafor boy said sorry, Mr Bell did not.')).toEqual({
      blocked: [],
      warned: ['Okafor', 'Bell'],
    });
    expect((await read('The Hashimi family and Al came.')).warned).toEqual(['Hashimi']);
  });

  test('stops a name that is also a word where the rest of it stands beside', async () => {
    expect((await read('Ask Grace Obi.')).blocked).toEqual(['Grace Obi']);
  });
});
