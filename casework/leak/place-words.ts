import { lettersOf } from './letters.ts';

const plain = (word: string) =>
  lettersOf(word)
    .map((letter) => letter.plain)
    .join('');
const setOf = (list: string): ReadonlySet<string> =>
  new Set(
    list
      .split(/\s+/)
      .map(plain)
      .filter((word) => word !== ''),
  );

const schools =
  setOf(`school schools academy primary secondary high college junior infant infants nursery comprehensive grammar community sixth form middle upper
  lower prep preparatory catholic cofe ce rc church england voluntary aided controlled free foundation special technology arts sports science trust
  campus education educational centre pru unit the of for and at in c e r
  ysgol gynradd uwchradd gyfun gymraeg coleg szkoła szkole szkoły szkołą podstawowa liceum technikum gimnazjum
  школа школе школы школу школой лицей гимназия академия колледж σχολείο σχολειο σχολείου γυμνάσιο λύκειο δημοτικό ακαδημία κολλέγιο
  مدرسة المدرسة مدرسه ثانوية الثانوية ابتدائية الابتدائية أكاديمية كلية اسکول سکول ہائی اکیڈمی کالج پرائمری هاي هاى سكول هاي أكاديمي
  स्कूल विद्यालय हाई प्राइमरी अकादमी एकेडमी कॉलेज पाठशाला স্কুল বিদ্যালয় হাই প্রাইমারি একাডেমি কলেজ અકાદમી સ્કૂલ શાળા હાઈ હાઇસ્કૂલ પ્રાઇમરી એકેડમી કોલેજ ਸਕੂਲ ਹਾਈ ਅਕੈਡਮੀ ਕਾਲਜ
  хай скул хайскул Χάι Σκουλ αγία`);
/** Whether a word says only that something is a school, or what kind. */
export const isSchoolWord = (word: string): boolean => schools.has(word);

const streets =
  setOf(`road rd street st avenue ave lane ln close cl drive dr way crescent cres court ct place pl terrace ter gardens gdns grove gr square sq
  walk rise row hill park green mews view parade gate fields mount vale yard path end estate heol stryd lôn ffordd rhodfa clos maes ulica ulicy ul aleja al osiedle os
  улица улице улицы ул роуд стрит авеню лейн проспект дорога переулок οδός οδού οδό ροουντ ρόουντ στριτ λεωφόρος λέιν
  شارع طريق حي زقاق رود روود ستريت لين افنيو سڑک روڈ اسٹریٹ گلی لین ایونیو रोड सड़क स्ट्रीट मार्ग गली लेन एवेन्यू রোড সড়ক স্ট্রিট রাস্তা লেন গলি এভিনিউ
  રોડ સ્ટ્રીટ શેરી લેન માર્ગ એવન્યુ ਰੋਡ ਸੜਕ ਸਟ੍ਰੀਟ ਗਲੀ ਲੇਨ`);
/** Whether a word says only that something is a street, or what kind. */
export const isStreetWord = (word: string): boolean => streets.has(word);

/** English words for a street with what they are short for: another of them makes it another street. */
export const streetTypes: ReadonlyMap<string, string> = new Map(
  'road=road rd=road street=street st=street avenue=avenue ave=avenue av=avenue lane=lane ln=lane close=close cl=close drive=drive dr=drive way=way crescent=crescent cres=crescent court=court ct=court place=place pl=place terrace=terrace ter=terrace gardens=gardens gdns=gardens grove=grove gr=grove square=square sq=square walk=walk rise=rise hill=hill row=row mews=mews parade=parade view=view approach=approach gate=gate'
    .split(' ')
    .map((pair) => pair.split('=') as [string, string]),
);
/** Stands for an address that was entered without a number. */
export const noNumber = 'no number';
/** What is asked of every identifier, whatever the text says: whether it has no number, and what kind of street it is. */
export const standingFacts: readonly string[] = [
  noNumber,
  ...[...new Set(streetTypes.values())].map((type) => `~${type}`),
];

const others =
  setOf(`church wood field hospital surgery station library farm house hotel cafe shop shops shopping centre mill pub inn arms stadium estate village
  cemetery chapel mosque temple market hall theatre cinema museum clinic nursery garage golf cricket football club rovers united fc town city county council
  eglwys ysbyty kościół szpital больница церковь парк мечеть εκκλησία νοσοκομείο πάρκο مستشفى مسجد كنيسة حديقة پارک ہسپتال अस्पताल पार्क हॉस्पिटल হাসপাতাল পার্ক હોસ્પિટલ પાર્ક ਹਸਪਤਾਲ`);
/** Whether a word makes of the name before it the name of something else: Oakfield Hospital is no school. */
export const isOtherPlace = (word: string): boolean => others.has(word) || streets.has(word);

const landscape = setOf(
  'elm oak beech birch maple cedar pine larch thorn orchard meadow valley river riverside hillside lakeside seaside woodland highland',
);
/** Whether a word that a school may be called by is what lies around it too, where it has no capital. */
export const isLandscape = (word: string): boolean => landscape.has(word);
