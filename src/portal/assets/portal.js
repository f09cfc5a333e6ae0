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
