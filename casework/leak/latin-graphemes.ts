/** The alphabets a Latin name is written in, in the order of the columns below. */
export const renderedIn = ['cyrillic', 'greek', 'indic', 'arabic'] as const;
export type Rendered = (typeof renderedIn)[number];
/** One way to write a grapheme, and how unlikely it is: 0 is what anyone would write. */
export type Way = { text: string; cost: number };
export type Grapheme = Readonly<Record<Rendered, readonly Way[]>>;

const waysOf = (cell: string): Way[] =>
  cell.split(',').flatMap((likely, cost) =>
    (likely === '' ? [] : likely.split('=')).map((text) => ({
      text: text.replace('-', '').normalize('NFC'),
      cost,
    })),
  );

/** A row of the tables: its spellings, and for each alphabet the ways to write them, likelier before a comma, `-` for nothing. */
export const rowsOf = (table: string): Map<string, Grapheme> =>
  new Map(
    table
      .trim()
      .split(/\s*\n\s*/)
      .flatMap((line) => {
        const [spellings = '', cyrillic = '', greek = '', indic = '', arabic = ''] = line.split(/\s+/);
        const grapheme = {
          cyrillic: waysOf(cyrillic),
          greek: waysOf(greek),
          indic: waysOf(indic),
          arabic: waysOf(arabic),
        };
        return spellings.split('/').map((spelling): [string, Grapheme] => [spelling, grapheme]);
      }),
  );

// `^` and `$`: at the start and the end of a name. `~`: after another vowel's syllable. `+`: before one consonant and an e, i or y, where English says the
// vowel's own name; `!`: before one consonant and a last e. In Indic a dash leaves the vowel that every letter has.
const vowels = rowsOf(`
  a      а,е,еи          α,ε,ει            -=आ,ए               ا,-=ي,ع
  a*     а,еи            α,ει              -=आ                ا,-=ي,ع
  ~a     а,е             α,ε               -=आ,ए               ا,-,ع
  a+     а,еи=е          α,ει=ε            -=आ,ए              ا,-=ي=اي,ع
  a!     еи=а,е          ει=α,ε            ए=आ,-              ي=ا,-
  ^a     а,е             α,ε               अ=आ,ए,ओ            ا=ع,عا=اي
  ^a+    а,е=еи          α,ε=ει            अ=आ,ए,ओ            ا=ع,عا=اي
  a$     а               α                 आ,,-               ا=ه
  e      е,и,-           ε,ι,η             ए,-=इ              ي,-=ا
  e+     е,и             ε,ι               ए,इ                ي,-=ا
  ^e     е,и             ε,ι=αι            ए,इ                ا=اي
  e$     -=е,и           ε=-,η             -=ए,इ              -=ي,ه=يه
  el$    ел,л            ελ,λ              एल=ल,इल            ل=يل
  ell$   ел=елл          ελ=ελλ            एल=ल,इल            ل=يل
  en$    ен,н            εν,ν              एन=न,इन            ن=ين
  er     ер,ар=р         ερ,αρ=ρ           र=एर=आर            ر=ير
  ^er    ер              ερ                एर,इर              ار=اير
  or$    ор,ер           ορ                ओर=र               ور=ر
  ory$   ори             ορι               ओरइ=रइ              وري=ري
  on$    он,ен=н         ον,εν             ओन=न               ون=ن
  i      и,аи            ι,η,ει=υ=αι=οι    इ,आइ=ए             ي=-,اي
  i+     и,аи            ι,αι=η,ει=υ       इ,आइ=ए,-           ي=-,اي
  i!     аи=и            αι=ι              आइ=इ               اي=ي
  ^i     и,аи            ι,η=ει,αι=υ       इ,आइ               ا=ع=اي,عي
  ^i*    и,аи            ι,η=ει,αι=υ       इ,आइ               اي=عي,ا=ع
  ^ia    иа,аиа          ια,αια            इआ,आइआ             ايا
  is$    ис,из           ισ=ησ             इस                 س=يس
  i$     и               ι,η               इ                  ي
  o      о,а=у,оу        ο,ω=ου,οου=α      ओ,आ=उ,-            و=ا
  o+     о,оу=у          ο,οου=ω           ओ,उ                و,-=ا
  o!     о=оу            ο=οου             ओ                  و
  ^o     о,а             ο,ω,οου=α         ओ,आ=उ              او=ع,ا=عو
  o$     о               ο,ω               ओ                  و
  u      у,а,иу=ю        ου,α,ιου=υ        उ,आ=-=ओ            و,-=ا
  u+     у,а=иу=ю        ου,α=ιου          उ,आ=-              و,-=ا
  u!     у=иу=ю          ου=ιου            उ                  و=يو
  ^u     у,а,иу          ου,α,γιου         उ,अ=आ=ओ              ا=او=ع,عو=يو
  u$     у               ου                उ                  و
  y      и,аи            ι,αι,υ=η          इ,आइ               ي,اي=-
  y+     аи=и            αι=ι              आइ=आय=इ            اي=ي=-
  y$     и,аи            ι,αι,η=υ          इ,आइ               ي,اي
  ^ya    иа              για,ια            यआ=य               يا,ي
  yoo    иу=ю            ιου,γιου          यउ=इउ,उ            يو
  ^you/^yoo/^yu иу       γιου,ιου          यउ=इउ,उ            يو,ي
  ^yo    ио,е            γιο               यओ                 يو
  ^ye    е               γε                यए,ए               ي
  ya     аиа=иа=я        αια=ια            यआ=आय=आइ=इआ=आयआ    ايا=اي,يا
  aya/ayah/aiya/aiyah  аиа=аа,еиа  αγια=αια,εια  आयआ=आय=आइआ=एआ=एयआ    ايا=ايه=يه
  iya    иа              ια=ιγια           इआ,इ               يا=يه
  iya$/iyah  иа          ια=ιγια           इआ                 يا=يه
  ia     иа,аиа          ια,αια            इआ,इ=आइआ=य         يا
  ia$/iah$  иа           ια                इआ,य               يا=يه
  ie     и=ие,аи=е       ιε=ι,αι           इए=इ,आइ            ي=يا
  io     ио              ιο,ιω             इओ                 يو
  geor   джор=геор       τζορ,γεορ=γεωρ    जओर=जर=जआर,जयओर    جور=جار=جيور
  gior   джор=гиор,иор   τζορ=γιορ,γιωρ    जओर=जइओर           جور,يور
  av-    ав              αβ=αυ             अव=व=आव            اف=او
  eh-    ех=е             εχ=ε              एह=हए=हइ           يه=ه
  ev-    ев              εβ=ευ             एव                 يف=يو
  iou    иу              ιου               इउ                 يو
  ea     и=еа,еи=е       ι=εα,ε            इ=एआ,ए             ي=يا,ا
  ee     и               ι,η               इ                  ي
  ^ee/^ea  и             ι,η               इ,ए                اي,ا
  ei     еи,аи=и=е       ει,αι=ι           ए=एइ,आइ=इ          ي,اي
  ei$    еи              ει                एइ=ए               ي=يه
  ey$    и=еи            ι=ει              इ=ए                ي
  ay$    еи=аи,е=и        ει=αι,ε=ι         ए=आय=एइ=आइ,इ       ي=اي,عي=ا=يه
  ay/ai/ey   еи=аи,е     ει=αι,ε           ए=आय=य=एइ=आइ=इ     ي=اي,عي=ا
  ^ay/^ai/^ei   еи=аи    ει=αι             ए=आय=आइ            اي=عاي,عي
  au/aw  ау=о,ав         αου=ο,αβ          ओ=आउ,आव            او=و
  ^au/^aw  ау=о          αου=ο             ओ=आउ               او=عو
  aou    ау              αου               आउ                 او
  oa     о=оу,оа         ο=οου,οα          ओ,ओआ               و
  ^oa    о=оу            ο=οου             ओ                  او
  oah$   оа              οα                ओआ                 وا=وه
  oe     о,оу=ое         ο,οε=οου          ओ,ओए               و,وي
  oo     у               ου                उ                  و=وو
  woo    ву=у            γου=ου,βου        वउ=उ               وو=و
  ou     у,ау=о          ου,αου=ο          उ,आउ=ओ             و,او
  our    ор=ур,аур       ορ=ουρ,αουρ       ओर=उर              ور,اور
  ow     ау=ов=о,оу      αου=οβ=ο,οου      आउ=ओव=ओ=आव         او=وف=وو=و
  oi/oy  ои              οι                ओइ=ओय              وي
  ua     уа=ва           ουα,βα            उआ=वआ              وا
  ue     иу=ю=у,уе       ιου=ου,ουε        यउ=इउ=उ,उए         يو=و
  ui     уи=у            ουι=ου            उइ                 وي=و
  ew     иу=ю=у=ев       ιου=ου,εβ         यउ=इउ=उ            يو=و
  eu     у=ои=еи=иу,еу   ου=οι=ιου,ει=ευ=εου  उ=यउ=इउ=ओय,एउ  و=يو
  ^eu    еу=иу           ευ=γιου           यउ=इउ              يو
  eo     ео,ио           εο=ιο             इओ=एओ              يو
  ae     е=ае            ε=αε              ए=आए               اي=ا
  ae$    еи=ае=е         ει=αε=ε           ए=आए               ي=اي=ا
  igh    аи              αι                आइ                 اي=ي
  aa     а               α                 आ                  ا
  ah$    ах=а            αχ=α              आह=आ               اه=ا=ه
`);

const consonants = rowsOf(`
  b      б               μπ,β              ब                  ب
  bh     бх=б            μπ                भ,ब                به=ب
  c      к,ц             κ,τσ              क                  ك
  :c     с,ц=ч           σ,τσ              स,च                س,تس=تش=چ
  ^mc    мак=мек           μακ               मएक=मआक=मक         ماك=مك
  ^mck/^mack макк=мак=мек  μακ=μακκ        मएक=मएकक=मआक=मआकक=मक=मकक    ماك=مك
  ^woj   вои=вуи         βοι               वओइ=वओय=वइ=वय         فوي=ووي=وي
  ^abdul/^abdel/^abdal   абдул,абдел  αμπντουλ=αμπντελ  अबदउल=अबदल  عبدال
  :sc    с,ск=ш          σ,σκ              स,सक=श             س,سك
  cz     ч,ц             τσ                च                  تش=چ
  ck     к               κ                 क                  ك
  ^h     х=г             χ                 ह                  ه
  ^s     с               σ                 स                  س
  ch     ч,х=к=ш         τσ,χ=κ            च,ख=क=स            تش=چ=ش,خ=ك
  d      д               ντ,δ              द                  د
  dh     д=дх            ντ,δ              द=ध                د=ده,ز
  dj/dge/dg   дж         τζ                ज                  ج
  f/ph   ф               φ                 फ                  ف
  g      г               γκ,γ              ग                  غ=گ=ج,ك
  :g     дж,г            τζ,γκ=γ           ज,ग                ج,غ=گ
  gh     г=гх,-          γκ,γ=-            घ=ग,-              غ=گ,گه
  h      х=г,-           χ,-               ह,-                ه,-
  hm     хм=гм           χμ                हम=हइम             هم
  j      дж,и=ж          τζ,γι             ज,य                ج,ي=ز
  aje    ае=аие          αγιε=αε           आए=आयए             ايي=اجي
  k      к               κ                 क                  ك
  kh     х,кх,к          χ,κ               ख,,,क              خ=كه,,,ك
  x/ks   кс              ξ,κσ              कस                 كس
  l      л               λ                 ल                  ل
  m      м               μ                 म                  م
  n      н               ν                 न                  ن
  %n     н               ν                 न=ण                ن
  ng     нг              νγκ,νγ            नग,न               نگ=نغ,نج
  ngh    нгх=нг,нх       νγκ               नग=नघ,नह=न         نگه=نغ=نگ
  nd     нд              ντ,νδ             नद                 ند
  ndh    нд=ндх          ντ                नद=नध              ند=نده
  p      п               π                 प                  ب=پ
  q      к               κ                 क                  ق,ك
  qu     кв,к            κου               कव=कउ              كو
  r/rh   р               ρ                 र                  ر
  s      с,з             σ,ζ               स,ज                س,ز
  sh/sch   ш             σ                 स                  ش
  sz     ш,с             σ                 स                  ش,س
  stle   сл,стл          σλ                सल                 سل
  t      т               τ                 त                  ت
  th     т,с             θ,τ               थ,त                ته=س=ت
  tch    тч,ч            τσ                च,तच               تش=چ
  v      в               β                 व                  ف=و
  w      в=у             γου=ου,β          व,उ                و,ف
  wo     во=уо           βο=γουο=ουο       वओ=ओ               وو=و
  wa     ва=уа=уо        ουα=γουα=γουο,βα  वआ=व=वओ            وا=و
  war    вар=уор=уар=вор γουαρ=ουαρ=γουορ  वर=वआर=वओर         وار=ور
  walk   уок=валк        γουοκ=ουοκ        वआक=वओक            واك=ووك
  wh     у=в             γου=ου            व                  و
  z      з               ζ                 ज                  ز
  zh     ж               ζ                 ज                  ج=ز
`);

/** How each spelling in a Latin name may be written in other alphabets, in their folded letters. */
export const graphemes: ReadonlyMap<string, Grapheme> = new Map([...vowels, ...consonants]);
