// Runs inside a page: the characters of its text that are drawn like a character that no font has.
(async () => {
  const size = 32;
  const pen = Object.assign(document.createElement('canvas'), { width: size * 2, height: size * 2 }).getContext('2d', {
    willReadFrequently: true,
  });
  const drawn = (character, font) => {
    pen.clearRect(0, 0, size * 2, size * 2);
    pen.font = font;
    pen.textBaseline = 'top';
    pen.fillText(character, size / 4, size / 4);
    return pen.getImageData(0, 0, size * 2, size * 2).data.join();
  };
  const font = `${size}px ${getComputedStyle(document.body).fontFamily}`;
  // innerText, not textContent: only what is shown needs glyphs, not scripts and styles.
  const text = document.body.innerText;
  await document.fonts.load(font, text);
  const noGlyph = drawn('\u{10fffe}', font);
  return [...new Set(text)].filter((character) => /\S/u.test(character) && drawn(character, font) === noGlyph);
})();
