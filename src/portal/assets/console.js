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
