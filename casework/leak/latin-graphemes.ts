/** How one spelling may be heard (`sound`) and how Arabic letters may write it (`abjad`), likeliest first; '' is silence. */
export type Grapheme = { sound: readonly string[]; abjad: readonly string[] };

const list = (ways: string) => ways.split(',').map((way) => (way === '-' ? '' : way));

const rows = (text: string): ReadonlyMap<string, Grapheme> =>
  new Map(
    text
      .trim()
      .split(/\s*\n\s*/)
      .flatMap((line) => {
        const [spellings = '', sound = '', abjad = ''] = line.split(/\s+/);
        const grapheme = { sound: list(sound), abjad: list(abjad) };
        return spellings.split('/').map((spelling): [string, Grapheme] => [spelling, grapheme]);
      }),
  );

/** `^` stands before a spelling that counts at the start of a word, `$` after one that counts at its end. */
export const graphemes = rows(`
  sch       s,sk          S,sk
  tch       c             c,tS,S
  ch        c,k,s,h       c,tS,k,S,x
  ck        k             k
  sh        s             S
  ph        f             f
  th        t,s,f,d       t,s,z
  kh        h,k           x,k
  ^gh       g             g,j
  gh        -,g,f         -,g
  ^kn/^gn   n             n
  kn        kn,n          kn
  ^wr       r,vr          r
  ^wh       v,u,h         w,h
  wh        v,u           w
  qu        kv,k,ku       kw,k
  q         k             k
  ^x        z,ks          z,ks
  x         ks,kj,gz      ks,kz,gz
  cz        c,z           c,tS,S
  sz        s             S,s
  rz        rz,j,r        rz,j,z
  dz        dz,j          dz,j,z
  dge       j             j
  dg        j,dg          j
  sce/sci/scy   s         s
  c         k             k
  ^g        g             g,j,k
  g         g             g,j,k
  j         j,i           j,g
  l         l             l
  f         f             f
  ^v        v             f,w
  v         v             f,w
  bh        b,v           b
  b         b             b
  ^dm       dm,dim        dm,dym
  d         d             d
  ^h        h,g,-         h
  hm        hm,hem,m      hm
  h         h,-,g         h,-
  k         k             k
  m         m             m
  n         n             n
  ng        ng,n,g        ng,n,nj
  nd        nd,d          nd
  nt        nt,d          nt
  mb        mb,b          mb
  mps       mps,ms        mbs,ms,mfs
  mp        mp,b          mb
  p         p             b,f
  r         r             r
  s         s,z           s,z
  ^s        s             s
  ^sc/^sk   sk,isk        sk,Ask
  ^sl       sl,isl        sl,Asl
  ^sm       sm,ism        sm,Asm
  ^sn       sn,isn        sn,Asn
  ^sp       sp,isp        sb,Asb,sf
  ^st       st,ist        st,Ast
  ^sw       sv,su         sw,Asw
  t         t             t
  z         z,j,s         z,j,s
  ^w        v,u,oi        w
  woo       vu,u,gu       w
  w         v,u,oi,-      w
  ^y        i             y
  ayah/aya/aia   aia,eia,ia      AyA,yA,A
  iyah/iya/ia/iah  ia,aia,a,i   yA,AyA,y
  aie/aye   ei,ai,e       y,Ay
  ^ai/^ay/^ei/^ey  ei,ai,aie,e,a,i   Ay,A
  ^wa       va,vo,uo,ua,oia   wA,w
  ay/ai/ei/ey    ei,ai,e,a,i     y,Ay,A,AA
  ey$       i,ei,e        y
  ee/eigh   i,ei          y
  ^ee/^ea   i,ei,e        Ay,A
  ea        i,e,ei,ia     y,yA,A,-
  ie        i,ai,ie,ia,iei   y,yA,yAy,Ay
  ie$       i             y
  igh       ai            Ay,y
  ^oo/^ou   u,au,o        Aw,A
  oo        u,o           w
  ou        u,au,o,a      w,Aw
  ^ow       o,ov,oi,au,ou Aw,A
  ^oa/^oe   o,au,ou       Aw,A
  ow        au,o,ov,ou    w,Aw,wf
  ^au/^aw   o,au,a        Aw,A
  aw        o,av,au,a     w,Aw,A,Af
  au        o,au,a        w,Aw,A
  oe/oey/oie  o,oi,oia,ou w,wy
  oa        o,oa          w
  oi/oy     oi            wy,wAy
  ua        ua,uia,va,oa  wA
  ue        u,iu,ue,ui,iue,ua    w,wy
  ui        ui,u,i        wy,w,y
  er/ir     er,ar,or,r    r,yr,Ar
  ur        ur,er,ar,r,or wr,r,yr,Ar
  ew        iu,ev,u       yw,w
  eu        iu,u,eu       yw,w
  ^eu       iu,eu,u       yw,Aw
  eo        eo,io,e,i     yw,y
  io        io,aio,o      yw
  ae        e,ei,ae,i     Ay,y,A
  uy        ai,ui,i       Ay,wy
  aa        a             A
  ah$       a             A
  ^a        a,e,ei,ai,o   A,AA
  a$        a             A
  a         a,-,e,ei,ai,o A,-,y
  ^e        e,i,ai,ie     A,Ay
  e$        -,e,i         -,y
  e         e,a,-,i,ai    -,y,A
  ^i        i,ai,e        A,Ay
  i         i,ai,-,e      y,-,Ay
  ^o        o,a,ou,au,u   Aw,A
  o         o,a,-,au,ou,u w,-,A
  ^u        u,a,iu        A,Aw,yw
  u         u,a,-,iu      w,-,A
  y$        i,ai          y
  y         i,ai,-        y,-,Ay
`);

/** A c or a g before one of these may be soft. */
export const softC: Grapheme = { sound: ['s', 'c'], abjad: ['s', 'c', 'tS'] };
export const softG: Grapheme = { sound: ['j', 'g'], abjad: ['j', 'g'] };

// Names whose spelling tells nobody how they are said, by how they would be written if it did.
const said = `sean/shaun/shawn=shaun siobhan=shivon niamh=neev aoife=eefa saoirse=sersha benjamin=benyamin caoimhe=keeva hugh=hyoo hughes=hyooz leigh=lee
  stephen=steeven geoffrey=jefry thomas=tomas anthony=antony michael=maikel mikhail=mihail leah=leea rhys=rees sian=sharn huw=hyoo llewelyn=lewelin
  llewellyn=lewelin dafydd=davith ieuan=yeyan iwan=iwan wojciech=voicheh krzysztof=kshishtof agnieszka=agnieshka łukasz=wukash zoe=zoee chloe=kloee
  isaac=aizak graham=greyam craig=kreg phoebe=feebee penelope=penelopee joaquin=wakin jose=hose jorge=horhe juan=huan jesus=hesus xavier=zavier
  charles=charlz james=jeymz hermione=hermainee eilidh=eylee ciaran/kieran=keeran cian=keean eoin=owen oisin=osheen sinead=shineyd aisling=ashling
  isla=aila imogen=imojen george=jorj georgina=jorjina jacques=jak louis=looee naomi=neyomee george=jorj jacob=jeykob mateusz=mateush
  tomasz=tomash janusz=yanush grzegorz=gjegosh jakub=yakub jan=yan jerzy=yeji julia=yulia maja=maya kaja=kaya`;
const respelled = new Map(
  said.split(/\s+/).flatMap((entry) => {
    const [names = '', as = ''] = entry.split('=');
    return names.split('/').map((name): [string, string] => [name.replace('ł', 'l'), as]);
  }),
);

/** How a plain Latin name is said, where its spelling does not tell; null for all others. */
export const saidAs = (name: string): string | null => respelled.get(name) ?? null;
