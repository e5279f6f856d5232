// The portal's only script. Every page works without it; here it gets safer and quicker.
const page = document.documentElement;
const { body } = document;
const { idleWarning, idleStay, idleEnded, idleResume } = body.dataset;

const blank = () => {
  page.hidden = true;
};

const element = (name, text) => Object.assign(document.createElement(name), { textContent: text });

// Three presses of Shift. A keyboard on glass sends Shift by itself, so not while someone writes there.
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

// A page brought back from memory shows what its reader has left.
addEventListener('pageshow', (event) => {
  if (event.persisted) {
    blank();
    location.reload();
  }
});

// One entry in the history, however many pages were read.
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
    // A download leaves the page standing: its button must work again.
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
  warning.remove();
  restart();
};
const restart = () => {
  asked = Date.now();
  warning = undefined;
};
// A sleeping phone stops timers, not the clock: look again whenever it wakes.
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
