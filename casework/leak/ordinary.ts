import { notArabic } from './endings.ts';
import { everydayElsewhere } from './everyday.ts';
import { firstWords } from './first-words.ts';
import { lettersOf } from './letters.ts';
import { moreWords } from './more-words.ts';

const plain = (word: string) =>
  lettersOf(word)
    .map((letter) => letter.plain)
    .join('');
const words = (list: string): string[] => list.split(/\s+/).filter((word) => word !== '');

/**
 * Short words of the languages written here. Two of them side by side are two words and not a name taken apart
 * ("as if" is not Asif), and a name that sounds like one of them in another alphabet warns instead of stopping.
 */
const ordinary: ReadonlySet<string> = new Set(
  words(`a am an and any are art as at ate aw away be bed been bell big bit boy but by cab can car cat come cool dad dam dan day den did dine do dog
    done eat egg ear end ever fan far fee few for form found from fun gal get go god going good got had hall ham hard has hat have he hen her here
    hers hi him his ho hot how i if ill in is isle it its jam jar joy just key lad lad land lane law lay led lee let lie lice like line long look
    love low mad made mail main make man many may me mean meet men mill mine more most my name new no non nor not now of off oh old on one or our
    out over own pa pal per pray quite ran rah ray red reed ria rich road rob rose run sad sand sang say see seen set shall she sin sit so some
    son soon sound stand star steal still sun ta take tan tea tell ten than that the then there they this tie tin to too two un up us use van
    very vie war was way we well went were what when where who why will win wing with yea yes yet you your
    y yr o a ac at ar i am yn da ei fy dy eu ein eich ni nid na oes un dau tri pan cyn heb bod ond ei chi fe hi mae oedd gan os er mor
    w z ze na nie do od dla po za co to ta te ten tym tak jak jest czy by ale ma mu mi ich on ona ja ty ku ani nad pod bez oraz się był
    и а в во не на я он она оно они мы вы ты с со к ко о об от до по за из у для без под над при про как так что это эта тот та те но да или ли же бы
    его её их им ей мне мой моя моё мои нам вам нас вас кто где там тут был была были быть есть нет уже ещё даже мама сам сама ним нём том тем чем
    и το τα τη την της τον του των τους ο η οι ένα μια και να με σε από για που πως δεν θα στο στη στην στον στα αν ή είναι ήταν τι μου σου μας σας ναι όχι
    في من على إلى الى عن مع أن ان إن لا ما هو هي هم أو او ثم قد كل كان كانت هذا هذه ذلك التي الذي بعد قبل بين عند كما لم لن نعم إذا لكن حتى أي تم كم هل يا أم لو بن ابن أنا أنت نحن غير لي لك له لها بي به بها عليه عليها عليهم عالي عالی آلي إلي إليه إليها إنه أنه
    کا کی کے کو سے میں ہے ہیں تھا تھی تھے نے پر اور یہ وہ کہ جو ہم تم آپ میرا میری لیے لی گی گا گے نہیں تو بھی ہی اس ان کر کیا ہو ہوا رہا اب جب تب دن دی دو می سب بہت بعد ایک
    है हैं था थी थे का की के को से में ने पर और यह वह ये वो कि जो हम तुम आप मैं मेरा मेरी लिए नहीं तो भी ही इस उस कर किया हो हुआ रहा अब जब तब दिन दी दो सब बहुत बाद एक ना न हाँ मत या क्या कब सन मन तन आना जाना
    এর এই সে তার তারা আমি আমার আমরা তুমি আপনি ও এবং কি কে না হয় ছিল আছে জন্য থেকে সাথে করে করা এক দিন পর তা যে যা আর কোন সব মা বা আনা আলো
    છે હતો હતી હતું અને ના ની નો નું ને માં થી એ તે હું મારી મારો અમે તમે આ કે જે પણ નહીં એક દિવસ માટે પર
    ਹੈ ਹਨ ਸੀ ਦਾ ਦੀ ਦੇ ਨੂੰ ਨੇ ਵਿੱਚ ਤੇ ਅਤੇ ਇਹ ਉਹ ਮੈਂ ਮੇਰਾ ਮੇਰੀ ਅਸੀਂ ਤੁਸੀਂ ਕਿ ਜੋ ਵੀ ਨਹੀਂ ਇੱਕ ਦਿਨ ਲਈ ਤੋਂ ਸਭ`),
);

/** Names that are also words anyone writes: on their own they warn, unless whoever enters them says otherwise. */
export const alsoWords: ReadonlySet<string> = new Set(
  words(`grace may will hope rose mark faith joy dawn summer autumn april june august ivy lily daisy holly heather violet iris poppy olive
    hazel fern jasmine rob bill jack pat sue art guy max miles frank rich drew chase hunter mason cooper carter parker taylor baker cook fisher
    king prince duke earl young long short brown white black green gray grey bird fox wolf lamb wood woods stone rivers brook brooks hill hills field
    fields bush park lane street church bell day knight bishop page rice price love good best sharp swift small little large moon star sky skye
    storm rain snow frost winter ray sunny angel honey sugar ginger pepper rusty sandy robin jay crystal ruby pearl amber jade gem coral
    chance trust patience charity prudence constance mercy verity destiny harmony melody carol bliss serenity justice noble major
    rock cliff dale glen heath marsh reed ford bridge hall nick dick peg bob don ken dean grant pierce wade victor norm gene penny tiffany
    swan drake finch martin wren nightingale singer potter turner walker weaver smart wise strong power powers ash rowan willow`),
);

const fillers =
  words(`justice justicefor free save team love we are for the real official its this is im iam hey hi hbd happybirthday happy birthday
  rip ripyoung gang fc utd crew fan fans club army support supporting supports stop vote with and of from by my our your his her mr mrs ms miss dr
  school year news uk yjs case help thank thanks thankyou thanku bless blessed stand standwith standby prayfor pray find wheres whereis who
  not hate lil big little king queen baby young yung old boy girl bro sis mum dad x xx xxx xo ig snap tt tik tok yt insta backup priv private spam alt
  sprawiedliwoscdla dla wolny wolna dlaczego cyfiawnder cyfiawnderi`);
/** What a hashtag or a handle is made of besides a name. */
export const handleFillers: ReadonlySet<string> = new Set(fillers);

/** Whether a word, in plain letters, is one that anybody writes. */
export const isOrdinary = (word: string): boolean => ordinaryPlain.has(word);
const ordinaryPlain: ReadonlySet<string> = new Set([...ordinary].map(plain));

const asWritten: ReadonlySet<string> = new Set(
  [...ordinary, ...words(everydayElsewhere), ...words(firstWords), ...words(moreWords)].map((word) =>
    word.normalize('NFC'),
  ),
);
const everydayPlain: ReadonlySet<string> = new Set([...asWritten].map(plain));
/** Whether a word that something was taken off is an everyday one, in plain letters. */
export const isEverydayPlain = (word: string): boolean => everydayPlain.has(word);
/** Whether a word is an everyday one as it stands, accents and all, alone or behind an Arabic "and". */
export const isEveryday = (word: string): boolean =>
  asWritten.has(word) || (!notArabic.test(word) && asWritten.has(word.replace(/^[وف]/, '')));
