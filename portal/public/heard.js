// The only script. Every page works without it.
const page = document.documentElement;
const { body } = document;
const { idleWarning, idleStay, idleEnded, idleResume } = body.dataset;

const blank = () => {
  page.hidden = true;
};

const element = (name, text) => Object.assign(document.createElement(name), { textContent: text });

// Three presses of Shift; a keyboard on glass sends it by itself.
let presses = [];
addEventListener('keydown', (event) => {
  const writing =
    document.activeElement.matches('input, textarea') && matchMedia('(pointer: coarse)').matches;
  if (event.key !== 'Shift' || writing) presses = [];
  else if (!event.repeat) presses = [...presses.slice(-2), event.timeStamp];
  const exit = document.querySelector('[data-exit]');
  if (exit && presses.length === 3 && event.timeStamp - presses[0] < 5000) {
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
  const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !plain || event.defaultPrevented || link.target || link.hasAttribute('download')) return;
  if (link.origin !== location.origin) return;
  event.preventDefault();
  location.replace(link.href);
});

addEventListener('submit', (event) => {
  const form = event.target;
  if ('exit' in form.dataset) blank();
  else if ('sent' in form.dataset) event.preventDefault();
  else {
    form.dataset.sent = '';
    setTimeout(() => delete form.dataset.sent, 4000);
  }
});

document.querySelector('[data-error-summary]')?.focus();

const panel = (text, label, act) => {
  const box = Object.assign(element('div'), { className: 'idle' });
  const button = Object.assign(element('button', label), { type: 'button', className: 'button' });
  button.dataset.kind = 'quiet';
  button.addEventListener('click', act);
  box.setAttribute('role', 'alert');
  body.append(box);
  box.append(element('p', text), button);
  return box;
};

const minute = 60_000;
let asked;
let warning;
const end = () => {
  clearInterval(watch);
  body.replaceChildren();
  panel(idleEnded, idleResume, () => location.reload());
};
const stay = async () => {
  const answer = await fetch(location.href);
  if (!answer.ok || answer.redirected) return end();
  restart();
};
const restart = () => {
  warning?.remove();
  asked = Date.now();
  warning = undefined;
};
// Sleep stops timers, not the clock.
const look = () => {
  const idle = Date.now() - asked;
  if (idle >= 10 * minute) end();
  else if (idle >= 8 * minute && !warning) warning = panel(idleWarning, idleStay, stay);
};
const watch = idleWarning && setInterval(look, 5000);
if (idleWarning) {
  restart();
  addEventListener('visibilitychange', look);
}

// Words are saved a few seconds behind the writing.
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
      restart();
    } catch {
      say('failed');
    }
    busy = 0;
  };
  setInterval(save, 3000);
  addEventListener('visibilitychange', save);
  draft.addEventListener('submit', () => ++turn.value);
}
