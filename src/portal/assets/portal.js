// Comfort for browsers that run scripts; every page does all it has to do without this file.

const each = (selector, work) => document.querySelectorAll(selector).forEach(work);

// A page that comes back with mistakes begins with them.
each('[data-focus]', (summary) => summary.focus());

// A form that changes something is sent once, however often somebody presses.
each('form[data-once]', (form) =>
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = 'yes';
    const button = form.querySelector('button[type=submit]');
    button?.setAttribute('aria-disabled', 'true');
    if (button) button.textContent = form.dataset.once;
  }),
);

// Back from the browser's memory of pages: forms may be sent again.
addEventListener('pageshow', (event) => {
  if (event.persisted && document.querySelector('form[data-sent]')) location.reload();
});

// A select whose form only narrows a list shows the list at once; its button is for browsers without scripts.
each('select[data-send]', (select) => select.addEventListener('change', () => select.form.requestSubmit()));

// The time left to withdraw. Seconds come from the server, so a wrong clock of the device does no harm.
each('[data-seconds-left]', (place) => {
  const end = performance.now() + Number(place.dataset.secondsLeft) * 1000;
  const show = () => {
    const left = Math.max(0, Math.round((end - performance.now()) / 1000));
    place.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
    if (left > 0) setTimeout(show, 1000);
  };
  show();
});

// Reads the page aloud where the browser can; the button stays hidden where it cannot.
each('button[data-read]', (button) => {
  if (!('speechSynthesis' in window)) return;
  const { read, stop } = button.dataset;
  button.hidden = false;
  const quiet = () => (button.textContent = read);
  button.addEventListener('click', () => {
    if (speechSynthesis.speaking) return speechSynthesis.cancel();
    // innerText, not textContent: only what is visible is read; folded parts are not.
    const speech = new SpeechSynthesisUtterance(document.getElementById('main').innerText);
    speech.lang = document.documentElement.lang;
    speech.rate = 0.9;
    speech.onend = speech.onerror = quiet;
    button.textContent = stop;
    speechSynthesis.speak(speech);
  });
});
addEventListener('pagehide', () => window.speechSynthesis?.cancel());

// Outlets by how far away they are, if the reader allows it; where they are stays in the browser.
each('[data-nearest]', (asking) => {
  const [button, status] = [asking.querySelector('button'), asking.querySelector('[role=status]')];
  const list = document.getElementById(asking.dataset.nearest);
  asking.hidden = !navigator.geolocation;
  const kilometres = ({ latitude, longitude }, [north, east]) =>
    Math.hypot(north - latitude, (east - longitude) * Math.cos((latitude * Math.PI) / 180)) * 111.2;
  const sort = ({ coords }) => {
    const away = (item) => (item.dataset.place ? kilometres(coords, item.dataset.place.split(' ')) : Infinity);
    const items = [...list.children].sort((one, other) => away(one) - away(other));
    for (const item of items) {
      const place = item.querySelector('[data-distance]');
      place.hidden = away(item) === Infinity;
      place.textContent = place.dataset.distance.replace('{km}', away(item).toFixed(1));
    }
    list.replaceChildren(...items);
    status.textContent = status.dataset.done;
  };
  const fail = () => (status.textContent = status.dataset.failed);
  button.addEventListener('click', () => navigator.geolocation.getCurrentPosition(sort, fail, { timeout: 10_000 }));
});

// A picture is shown before it is sent, and made smaller where it is larger than anybody needs: minutes on a slow line.
each('input[data-picture]', (input) =>
  input.addEventListener('change', async () => {
    const [file] = input.files;
    const picture = file && (await createImageBitmap(file).catch(() => undefined));
    if (!picture) return;
    const canvas = input.parentNode.querySelector('canvas') ?? document.createElement('canvas');
    const scale = Math.min(1, 2000 / Math.max(picture.width, picture.height));
    canvas.width = picture.width * scale;
    canvas.height = picture.height * scale;
    canvas.className = 'picture';
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
    input.before(canvas);
    canvas.toBlob(
      (blob) => {
        if (!blob || blob.size >= file.size || input.files[0] !== file) return;
        const files = new DataTransfer();
        files.items.add(new File([blob], 'photo.jpg', { type: blob.type }));
        input.files = files.files;
      },
      'image/jpeg',
      0.9,
    );
  }),
);

// A login that nobody uses ends: said some minutes before, in the dialog that every page of a person has.
const countDown = (dialog) => {
  const warn = Number(dialog.dataset.warn);
  const [title, text, form] = dialog.children;
  const button = form.querySelector('button');
  const asked = [title.textContent, button.textContent];
  let end, timer;
  const say = (words) => {
    if (text.textContent !== words) text.textContent = words;
    if (!dialog.open) dialog.showModal();
  };
  const finish = () => {
    login.isOver = true;
    dialog.dataset.ended = '';
    title.textContent = title.dataset.over;
    button.textContent = button.dataset.over;
    say(text.dataset.over);
  };
  const tick = () => {
    const left = Math.round((end - Date.now()) / 1000);
    if (left <= 0) return finish();
    timer = setTimeout(tick, 1000);
    if (left > warn || login.isLast) return;
    if (left > 60) say(text.dataset.minutes.replace('{left}', Math.ceil(left / 60)));
    else say(text.dataset.seconds.replace('{left}', Math.ceil(left / 10) * 10));
  };
  const goOn = (seconds) => {
    clearTimeout(timer);
    end = Date.now() + seconds * 1000;
    login.isOver = false;
    delete dialog.dataset.ended;
    [title.textContent, button.textContent] = asked;
    dialog.close();
    tick();
  };
  const login = { isOver: false, isLast: false, finish, goOn };
  return login;
};

each('dialog[data-left]', (dialog) => {
  if (!dialog.showModal || !('BroadcastChannel' in window)) return;
  const { left, warn } = dialog.dataset;
  const form = dialog.querySelector('form');
  const tabs = new BroadcastChannel('login');
  const login = countDown(dialog);
  let typed;
  document.addEventListener('input', ({ target }) => {
    if (target.form?.method === 'post') typed = target.form;
  });
  // What was typed is sent once the login is over: the server keeps it for the next one.
  const logInAgain = () => (typed ? typed.submit() : location.reload());
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    // Asked even when the time is over here: as long as the login lives, nothing may be sent that nobody sent.
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.action, { method: 'POST', body }).catch(() => undefined);
    if (!answer) return;
    if (!answer.ok) return login.isOver ? logInAgain() : login.finish();
    const { secondsLeft } = await answer.json();
    // The end of the day's login comes whatever one does; asking again would not help.
    login.isLast = secondsLeft <= warn;
    login.goOn(secondsLeft);
    tabs.postMessage(secondsLeft);
  });
  // Leaving the question with Esc is an answer too.
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    if (!login.isOver) form.requestSubmit();
  });
  tabs.onmessage = ({ data }) => login.isOver || login.goOn(data);
  tabs.postMessage(Number(left));
  login.goOn(Number(left));
});

// The frame through which the photo for the card is seen: it stays full, no edge of the picture comes into it.
const frameOn = (canvas) => {
  const { width, height } = canvas;
  let [picture, zoom, x, y] = [];
  const scaleAt = (times) => times * Math.max(width / picture.width, height / picture.height);
  const drawOn = (target, factor) => {
    const scale = factor * scaleAt(zoom);
    const context = target.getContext('2d');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, target.width, target.height);
    context.drawImage(picture, x * factor, y * factor, picture.width * scale, picture.height * scale);
  };
  const move = (right, down, times = 1) => {
    const next = Math.min(5, Math.max(1, zoom * times));
    x = width / 2 + ((x - width / 2) * next) / zoom + right;
    y = height / 2 + ((y - height / 2) * next) / zoom + down;
    x = Math.min(0, Math.max(width - picture.width * scaleAt(next), x));
    y = Math.min(0, Math.max(height - picture.height * scaleAt(next), y));
    zoom = next;
    drawOn(canvas, 1);
  };
  const show = (shown) => {
    picture = shown;
    // The hair ends near the upper edge of a portrait.
    [zoom, x, y] = [1, (width - picture.width * scaleAt(1)) / 2, 0];
    move(0, 0);
  };
  // As large as the original in the frame, at most three times the card's format, and never enlarged: the server judges the size.
  const file = () => {
    const factor = Math.min(3, 1 / scaleAt(zoom));
    const cropped = document.createElement('canvas');
    cropped.width = Math.round(width * factor);
    cropped.height = Math.round(height * factor);
    drawOn(cropped, factor);
    const [, text] = cropped.toDataURL('image/jpeg', 0.92).split(',');
    return new File([Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0))], 'photo.jpg', { type: 'image/jpeg' });
  };
  return { show, move, file };
};

const cropKeys = { ArrowLeft: [-8, 0], ArrowRight: [8, 0], ArrowUp: [0, -8], ArrowDown: [0, 8] };
Object.assign(cropKeys, { '+': [0, 0, 1.1], '=': [0, 0, 1.1], '-': [0, 0, 1 / 1.1] });

// By button, key, mouse and finger.
const steer = (box, canvas, move) => {
  for (const button of box.querySelectorAll('[data-crop-step]'))
    button.addEventListener('click', () => move(...button.dataset.cropStep.split(' ').map(Number)));
  canvas.tabIndex = 0;
  canvas.addEventListener('keydown', (event) => {
    if (!cropKeys[event.key]) return;
    event.preventDefault();
    move(...cropKeys[event.key]);
  });
  let from;
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    from = event;
  });
  canvas.addEventListener('pointermove', (event) => {
    if (!event.buttons || !from) return;
    const factor = canvas.width / canvas.clientWidth;
    move((event.clientX - from.clientX) * factor, (event.clientY - from.clientY) * factor);
    from = event;
  });
};

// The photo for the card is cropped to its format as it is sent; browsers that cannot send the original, and the server crops.
each('[data-crop]', (box) => {
  const form = box.closest('form');
  const inputs = [...form.querySelectorAll('[data-to-crop]')];
  const canvas = box.querySelector('canvas');
  const frame = frameOn(canvas);
  let used;
  steer(box, canvas, frame.move);
  const choose = async (input) => {
    const [file] = input.files;
    const picture = file && (await createImageBitmap(file).catch(() => undefined));
    box.hidden = !picture;
    used = picture && input;
    if (picture) frame.show(picture);
    if (file) for (const other of inputs) if (other !== input) other.value = '';
  };
  for (const input of inputs) input.addEventListener('change', () => choose(input));
  form.addEventListener('formdata', ({ formData }) => {
    if (used?.files.length) formData.set(used.name, frame.file());
  });
});
