// Names whose spelling tells nobody how they are said, by how they would be written if it did.
const said = `sean/shaun/shawn=shoon,shon siobhan=shivon niamh=neev aoife=eefa saoirse=sersha benjamin=benjamin,benyamin caoimhe=keeva hugh=hyoo hughes=hyooz
  leigh=lee stephen=steeven,stefen geoffrey=jefry thomas=tomas,thomas anthony=antony michael=maikel,mikhael mikhail=mikhail leah=leea rhys=rees sian=sharn
  huw=hyoo llewelyn=lewelin llewellyn=lewelin dafydd=davith ieuan=yeyan wojciech=voicekh krzysztof=kshishtof agnieszka=agnieshka łukasz=lukash zoe=zoee,zoi
  chloe=kloee isaac=aizak graham=greyam craig=kreg phoebe=feebee penelope=penelopee joaquin=khoakin jose=hose,khose jorge=horhe,khorkhe juan=huan,khuan
  jesus=hesus,khesus xavier=zavier,havier charles=charlz james=jeymz hermione=hermainee eilidh=eylee ciaran/kieran=keeran cian=keean eoin=owen
  oisin=osheen sinead=shineyd aisling=ashling isla=ighla imogen=imojen george=jorj georgina=jorjina jacques=zhak louis=looee,loois naomi=naomi
  jacob=jeykob,yakob mateusz=mateush tomasz=tomash janusz=yanush grzegorz=gzhegozh jakub=yakub jan=yan,jan jerzy=yezhi julia=yulia,julia maja=maya kaja=kaya
  john=jon joanne=joann sarah=sara deborah=debora joshua=joshua wright=rait knight=nait lloyd=loyd`;
const respelled = new Map(
  said.split(/\s+/).flatMap((entry) => {
    const [names = '', as = ''] = entry.split('=');
    return names.split('/').map((name): [string, string[]] => [name.replace('ł', 'l'), as.split(',')]);
  }),
);

/** How a plain Latin name is said, in English spelling; itself where its spelling tells. */
export const saidAs = (name: string): readonly string[] => respelled.get(name) ?? [name];
