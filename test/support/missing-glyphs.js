// Runs inside a page: which characters of its text are drawn like one that no font has; known ones of a font are not drawn again.
async (known) => {
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
  const text = [...new Set(document.body.innerText)].filter((each) => /\S/u.test(each) && !known[font]?.includes(each));
  if (text.length === 0) return { font, good: '', missing: [] };
  await document.fonts.load(font, text.join(''));
  const noGlyph = drawn('\u{10fffe}', font);
  const missing = text.filter((character) => drawn(character, font) === noGlyph);
  return { font, good: text.filter((character) => !missing.includes(character)).join(''), missing };
};
