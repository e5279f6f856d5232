// The only script. Every page works without it.
const { body } = document;
const { idleWarning, idleStay, idleEnded, idleResume } = body.dataset;

const blank = () => {
  document.documentElement.hidden = true;
};

const element = (name, given) => Object.assign(document.createElement(name), given);

// Shift three times; a keyboard on glass sends it by itself.
let presses = [];
addEventListener('keydown', (event) => {
  const writing = event.target.matches('input, textarea') && matchMedia('(pointer: coarse)').matches;
  if (event.key !== 'Shift' || writing) presses = [];
  else if (!event.repeat) presses = [...presses.slice(-2), event.timeStamp];
  const exit = document.querySelector('[data-exit]');
  if (exit && event.timeStamp - presses.at(-3) < 5000) {
    blank();
    exit.submit();
  }
});

// A page from memory shows what was left.
addEventListener('pageshow', (event) => {
  if (event.persisted) {
    blank();
    location.reload();
  }
});

// One entry in the history.
addEventListener('click', (event) => {
  const link = event.target.closest('a[href]');
  if (link?.origin !== location.origin || link.target || link.hasAttribute('download')) return;
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (event.defaultPrevented) return;
  event.preventDefault();
  location.replace(link.href);
});

addEventListener('submit', (event) => {
  const { dataset } = event.target;
  if ('exit' in dataset) blank();
  else if ('sent' in dataset) event.preventDefault();
  else {
    dataset.sent = '';
    setTimeout(() => delete dataset.sent, 4000);
  }
});

let written = document.querySelector('[data-error-summary]');
written?.focus();

const panel = (textContent, label, onclick) => {
  const box = element('div', { className: 'idle' });
  const button = element('button', { type: 'button', className: 'button', textContent: label, onclick });
  button.dataset.kind = 'quiet';
  box.setAttribute('role', 'alert');
  body.append(box);
  box.append(element('p', { textContent }), button);
  return box;
};

const all = [...body.childNodes];
let asked;
let warning;
const begin = () => {
  warning = warning?.remove();
  asked = Date.now();
};
const end = () => {
  asked = NaN;
  body.replaceChildren();
  panel(idleEnded, idleResume, () => {
    if (!written) return location.reload();
    // Changing language submits nothing.
    blank();
    body.replaceChildren(...all);
    body.querySelector('[name=language][aria-current]').click();
  });
};
const stay = async () => {
  begin();
  if ((await fetch(location.href)).redirected) end();
};
// Sleep stops timers, not the clock.
const idle = () => (Date.now() - asked) / 6e4;
const look = () => {
  if (idle() > 10) end();
  else if (idle() > 8) warning ??= panel(idleWarning, idleStay, stay);
};
if (idleWarning) {
  begin();
  setInterval(look, 5000);
  addEventListener('visibilitychange', look);
  addEventListener('input', () => {
    written = true;
    if (idle() > 3) stay();
  });
}

const draft = document.querySelector('[data-draft]');
if (draft) {
  const { words, version, turn } = draft.elements;
  let [saved, busy] = [words.value];
  const say = (which, at) => {
    for (const line of draft.querySelectorAll('[data-saving]'))
      line.hidden = line.dataset.saving !== which;
    if (at) draft.querySelector('bdi').textContent = at;
  };
  const save = async () => {
    const { value } = words;
    if (busy || value === saved) return;
    busy = ++turn.value;
    try {
      const sent = await fetch(draft.dataset.draft, {
        method: 'POST',
        body: new FormData(draft),
        redirect: 'error',
        keepalive: document.hidden && value.length < 2e4,
        signal: AbortSignal.timeout(5000),
      });
      const kept = await sent.json();
      version.value = kept.version;
      saved = value;
      say(kept.saved, kept.at);
      begin();
    } catch {
      say('failed');
    }
    busy = 0;
  };
  setInterval(save, 3000);
  addEventListener('visibilitychange', save);
  draft.addEventListener('submit', () => ++turn.value);
}
