import { asTyped } from './folds.ts';
import { lettersOf } from './letters.ts';

// Names of the Arabic alphabet whose letters tell nobody how they are said, and the ways they are written in Latin.
const table = `
محمد=mohammed/muhammad/mohamed/mohammad/muhammed أحمد=ahmed/ahmad محمود=mahmoud/mahmood/mehmood حامد=hamid/haamid حميد=hameed/hamid مصطفى=mustafa/moustafa
مرتضى=murtaza/mortaza مجتبى=mujtaba عيسى=isa/eesa/issa موسى=musa/moosa/mousa يحيى=yahya/yehia مجتبى=mujtaba رضا=raza/reza/rida
عبدالله=abdullah/abdallah/abdulla عبدالرحمن=abdurrahman/abdulrahman/abdirahman عبدالعزيز=abdulaziz/abdelaziz عبدالقادر=abdulqadir/abdelkader
عبدالكريم=abdulkarim/abdelkarim عبدالمجيد=abdulmajid عبدالسلام=abdulsalam/abdussalam عبدالحميد=abdulhamid عبدالرحيم=abdulrahim عبدالواحد=abdulwahid
عثمان=usman/osman/uthman عمر=omar/umar/umer علي=ali/aly أبوبكر=abubakr/abubakar حسن=hassan/hasan حسين=hussein/hussain/husain/hossain حمزة=hamza/hamzah طلحة=talha/talhah
زبير=zubair/zubayr زيد=zaid/zayd/zayed خالد=khalid/khaled وليد=walid/waleed سعيد=said/saeed/sayeed سعد=saad أسعد=asad أسامة=usama/osama معاذ=muaz/muadh صهيب=suhaib
بلال=bilal/belal أنس=anas إدريس=idris/idrees إبراهيم=ibrahim/ebrahim إسماعيل=ismail/ismael إسحاق=ishaq/ishak يعقوب=yaqub/yacoub يوسف=yusuf/yousuf/yousef/youssef
يونس=yunus/younis داود=dawud/dawood/daud سليمان=suleiman/sulaiman/sulayman أيوب=ayub/ayoub هارون=harun/haroon/haroun زكريا=zakariya/zakaria لقمان=luqman/lukman
آدم=adam نوح=nuh/nooh صالح=saleh/salih هود=hud شعيب=shuaib/shoaib جعفر=jafar/jaffar/jaafar كاظم=kazim/kadhim باقر=baqir صادق=sadiq/sadik مهدي=mahdi/mehdi هادي=hadi
طاهر=tahir/taher ظاهر=zahir/zaheer ظفر=zafar مظفر=muzaffar منصور=mansoor/mansour ناصر=nasir/nasser نصير=naseer طارق=tariq/tarek/tarik فاروق=farooq/faruq/farouk
فيصل=faisal/faysal رشيد=rashid/rasheed راشد=rashid شاهد=shahid شهيد=shaheed ماجد=majid/majed مجيد=majeed واجد=wajid ساجد=sajid عامر=amir/aamir/amer أمير=ameer/amir عمران=imran
عرفان=irfan/erfan عدنان=adnan عمار=ammar عاصم=asim/assim عارف=arif/aarif عاطف=atif/atef عابد=abid عادل=adil/adel عباس=abbas عاشق=ashiq أشرف=ashraf أكرم=akram
أكبر=akbar أصغر=asghar أختر=akhtar إقبال=iqbal إكرام=ikram إحسان=ihsan/ehsan تنوير=tanvir/tanveer تيمور=taimur/taimoor/timur جنيد=junaid/junayd جهانگير=jahangir جاويد=javed/jawed
شكيب=shakib/shakeeb شكيل=shakil/shakeel شفيق=shafiq/shafeeq شعبان=shaban صفدر=safdar ضياء=zia/ziya غلام=ghulam فرحان=farhan فهد=fahad/fahd قاسم=qasim/kasim كامران=kamran كمال=kamal/kemal
كريم=karim/kareem لطيف=latif/lateef مبارك=mubarak مصعب=musab معين=moin/mueen منير=munir/muneer نديم=nadim/nadeem نعمان=numan/noman نعيم=naim/naeem وسيم=wasim/waseem ياسر=yasir/yasser
ياسين=yasin/yaseen زينب=zainab/zaynab/zeinab زهراء=zahra/zehra فاطمة=fatima/fatimah/fatema عائشة=aisha/ayesha/aysha خديجة=khadija/khadijah/khadeeja مريم=maryam/mariam/miriam سمية=sumaiya/sumayya/sumaya
حفصة=hafsa/hafsah صفية=safiya/safiyyah رقية=ruqayya/ruqaiya/rukaya آمنة=amina/aminah/amna أمينة=amina/ameena سعدية=sadia رابعة=rabia نعيمة=naima سلمى=salma ليلى=leila/layla/laila/leyla
هدى=huda/hoda منى=muna/mona لبنى=lubna/loubna بشرى=bushra/boushra سلوى=salwa نجوى=najwa يسرى=yusra/yousra ضحى=duha/doha أسماء=asma/asmaa هاجر=hajar/hagar سارة=sara/sarah شيماء=shaima
نور=noor/nur نورة=nora/noura رحمة=rahma نعمة=nima زبيدة=zubaida/zubeida بلقيس=bilqis/bilquis ريحانة=rehana/rihana شبانة=shabana رضوان=rizwan/ridwan رمضان=ramadan/ramzan سفيان=sufyan/sufian
مصطفي=mustafa مرتضي=murtaza عيسي=isa موسي=musa يحيي=yahya سلمي=salma ليلي=laila هدي=huda`;

const plain = (word: string) =>
  lettersOf(word)
    .map((letter) => letter.plain)
    .join('');

const pairs = table
  .split(/\s+/)
  .filter((entry) => entry !== '')
  .flatMap((entry) => {
    const [arabic = '', latin = ''] = entry.split('=');
    return latin.split('/').map((name) => ({ key: asTyped(plain(arabic)), name }));
  });

const byArabic = Map.groupBy(pairs, ({ key }) => key);
const byLatin = Map.groupBy(pairs, ({ name }) => name);

/** The Latin spellings of a plain name in the Arabic alphabet that its letters do not tell. */
export const latinFor = (name: string): string[] =>
  (byArabic.get(asTyped(name)) ?? []).map((pair) => pair.name);

/** The other Latin spellings of a plain Latin name that is known: Mohammed for Muhammad. */
export const alsoWritten = (name: string): string[] =>
  (byLatin.get(name) ?? []).flatMap(({ key }) => (byArabic.get(key) ?? []).map((pair) => pair.name));

/** The folded Arabic spellings of a plain Latin name that nobody could tell from how it is said. */
export const arabicFor = (name: string): string[] => (byLatin.get(name) ?? []).map(({ key }) => key);
