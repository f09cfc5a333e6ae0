// Keys of the console; without this script everything works with the mouse, the tabulator and Enter.
(() => {
  const off = 'yikatong-keys-off';
  const rows = () => [...document.querySelectorAll('[data-row]')];

  const move = (step) => {
    const all = rows();
    const now = all.indexOf(document.activeElement);
    all[Math.min(Math.max(now + step, 0), all.length - 1)]?.focus();
  };

  const acts = {
    '/': () => document.querySelector('[data-key="/"]')?.focus(),
    j: () => move(1),
    k: () => move(-1),
    x: () => document.activeElement?.closest('tr')?.querySelector('[name="numbers"]')?.click(),
    '?': () => document.querySelector('nav a[href="/console/help"]')?.click(),
  };

  const isOff = () => localStorage.getItem(off) === 'yes';
  const isTyping = ({ target }) => target.matches('input, select, textarea');

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === 'Escape' && isTyping(event)) return event.target.blur();
    const act = acts[event.key];
    if (!act || isTyping(event) || isOff()) return;
    event.preventDefault();
    act();
  });

  const all = document.querySelector('[data-all]');
  if (all) {
    all.hidden = false;
    all.querySelector('input').addEventListener('change', ({ target }) => {
      for (const box of document.querySelectorAll('[name="numbers"]')) box.checked = target.checked;
    });
  }

  const print = document.querySelector('[data-print]');
  if (print) {
    print.hidden = false;
    print.addEventListener('click', () => window.print());
  }

  const button = document.querySelector('[data-keys]');
  if (button) {
    const show = () => {
      button.textContent = isOff() ? button.dataset.on : button.dataset.off;
    };
    button.hidden = false;
    show();
    button.addEventListener('click', () => {
      localStorage.setItem(off, isOff() ? 'no' : 'yes');
      show();
    });
  }
})();

// The time of the session. A page that is left goes to one that shows nothing: by a header of its own where there is no
// script; with one, that timer is stopped each time the session is prolonged, in this window or another.
const session = { goOn: () => {} };
const otherWindows = 'BroadcastChannel' in window ? new BroadcastChannel('desk') : undefined;

/** Sends a form in the background; whether it was taken. */
const send = async (path, body) => {
  const accept = 'application/json';
  const answer = await fetch(path, { method: 'POST', body, keepalive: true, headers: { accept } }).catch(() => {});
  if (!answer?.ok) return false;
  const { secondsLeft } = await answer.json();
  session.goOn(secondsLeft);
  otherWindows?.postMessage(secondsLeft);
  return true;
};

const countDown = (dialog) => {
  const { left, warn } = dialog.dataset;
  const [text, form] = [dialog.querySelector('p'), dialog.querySelector('form')];
  let end, timer;
  const tick = () => {
    const seconds = Math.round((end - Date.now()) / 1000);
    if (seconds <= 0) return location.replace('/console/idle');
    timer = setTimeout(tick, 1000);
    if (seconds > warn) return;
    // Said by tens, so that whoever listens is not talked to every second.
    const words = text.dataset.text.replace('{left}', Math.ceil(seconds / 10) * 10);
    if (text.textContent !== words) text.textContent = words;
    if (!dialog.open) dialog.showModal();
  };
  const start = (seconds) => {
    clearTimeout(timer);
    end = Date.now() + seconds * 1000;
    if (dialog.open) dialog.close();
    tick();
  };
  session.goOn = (seconds) => {
    window.stop();
    start(seconds);
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send(form.action, new URLSearchParams(new FormData(form)));
  });
  // Leaving the question with Esc is an answer too.
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    form.requestSubmit();
  });
  if (otherWindows) otherWindows.onmessage = ({ data }) => session.goOn(data);
  otherWindows?.postMessage(Number(left));
  start(Number(left));
};

// What is typed at the counter is kept while it is typed; a login that ends or a page that is left loses nothing.
const keepTyped = (form) => {
  const status = form.querySelector('[data-kept]');
  let waiting;
  const keep = async () => {
    clearTimeout(waiting);
    waiting = undefined;
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
    if (await send(form.dataset.keep, body)) status.textContent = status.dataset.kept;
  };
  const forget = () => {
    clearTimeout(waiting);
    waiting = undefined;
  };
  form.addEventListener('input', () => {
    status.textContent = '';
    clearTimeout(waiting);
    waiting = setTimeout(keep, 1500);
  });
  form.addEventListener('submit', forget);
  addEventListener('pagehide', () => waiting && keep());
};

for (const dialog of document.querySelectorAll('dialog[data-left]')) if (dialog.showModal) countDown(dialog);
for (const form of document.querySelectorAll('form[data-keep]')) keepTyped(form);

(() => {
  // What is followed is put in its place, unless somebody is just about to press something in it.
  const live = document.querySelector('[data-live]');
  if (live && window.EventSource) {
    new EventSource(live.dataset.live).addEventListener('message', ({ data }) => {
      if (!live.contains(document.activeElement)) live.innerHTML = JSON.parse(data);
    });
  }
})();
