// Pictures for tests: drawn portraits and documents, nobody's, as small files or with whatever a test needs to be wrong.
import sharp, { type Sharp } from 'sharp';

const face = (background: string): string => `
  <rect width="358" height="441" fill="${background}"/>
  <path d="M30 441 q0 -110 149 -110 q149 0 149 110 z" fill="#2b4c7e"/>
  <rect x="150" y="280" width="58" height="70" fill="#d9a98a"/>
  <ellipse cx="179" cy="190" rx="95" ry="125" fill="#e8bd9f"/>
  <path d="M84 180 q0 -165 95 -165 q95 0 95 165 q-20 -90 -95 -90 q-75 0 -95 90 z" fill="#2a2320"/>
  <g fill="#fff"><ellipse cx="145" cy="195" rx="16" ry="9"/><ellipse cx="213" cy="195" rx="16" ry="9"/></g>
  <g fill="#222"><circle cx="145" cy="195" r="8"/><circle cx="213" cy="195" r="8"/></g>
  <path d="M179 200 l-10 45 h20 M150 270 q29 18 58 0" fill="none" stroke="#8a4b3a" stroke-width="5"/>`;

/** Grain, as every camera has it: without it a drawing is far smaller and sharper than a photo. */
const grained = async (svg: string, { width, height }: { width: number; height: number }): Promise<Sharp> => {
  const drawn = await sharp(Buffer.from(svg)).resize(width, height).removeAlpha().raw().toBuffer();
  let seed = 1;
  for (let at = 0; at < drawn.length; at += 1) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    drawn[at] = Math.max(0, Math.min(255, (drawn[at] ?? 0) + ((seed >> 20) % 9) - 4));
  }
  return sharp(drawn, { raw: { width, height, channels: 3 } });
};

const svg = (width: number, height: number, body: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${body}</svg>`;

/** A portrait in front of a plain colour, upright. */
export const portrait = ({ background = '#f4f4f2', width = 600, height = 800 } = {}): Promise<Sharp> =>
  grained(svg(358, 441, face(background)), { width, height });

/** A card on a table with lines of something like writing. */
export const idDocument = (side: 'front' | 'back', { width = 900, height = 600 } = {}): Promise<Sharp> => {
  const lines = [0, 1, 2, 3, 4, 5].map(
    (row) => `<rect x="${80 + row * 7}" y="${130 + row * 55}" width="${300 + row * 20}" height="16" fill="#334"/>`,
  );
  const mark = side === 'front' ? '<rect x="600" y="150" width="190" height="240" fill="#c89"/>' : '';
  const body = `<rect width="900" height="600" fill="#765"/><rect x="40" y="40" width="820" height="520" fill="#dfe8ee"/>`;
  return grained(svg(900, 600, body + mark + lines.join('')), { width, height });
};

/** What a camera would send. */
export const jpeg = async (picture: Promise<Sharp>): Promise<Buffer> =>
  (await picture).jpeg({ quality: 80 }).toBuffer();
