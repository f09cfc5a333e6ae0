// The photo for the card in a browser: cropped by button, key and finger before it is sent, and shown beside the reason where it is not taken.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import sharp, { type Sharp } from 'sharp';
import { sendIdPhotos } from '../support/applying.ts';
import { launchBrowser } from '../support/browser.ts';
import { type Citizen, citizenAt, type Habits } from '../support/citizen.ts';
import { type DemoProgram, demoProgram } from '../support/demo-program.ts';
import { jpeg, portrait } from '../support/pictures.ts';

const browser = await launchBrowser();
after(() => browser.close());

type Lifetime = { after(end: () => Promise<void>): void };

const atCardPhoto = async (city: DemoProgram, lifetime: Lifetime, habits: Habits): Promise<Citizen> => {
  const citizen = await citizenAt({ browser, base: city.base, lifetime }, habits);
  await citizen.open('/apply');
  await citizen.proveIdentity('吴涛');
  await citizen.press('开始申领');
  await citizen.press('信息无误，继续');
  await citizen.fill(/常住地址/, '西城区示范路5号院6号楼707');
  await citizen.press('保存并继续');
  await citizen.choose('自由职业');
  await citizen.press('保存并继续');
  await citizen.choose(/^仅为中国税收居民/);
  await citizen.press('保存并继续');
  await sendIdPhotos(citizen);
  return citizen;
};

const sends = async (citizen: Citizen, label: RegExp, picture: Promise<Sharp>): Promise<void> => {
  const file = { name: 'IMG_0002.JPG', mimeType: 'image/jpeg', buffer: await jpeg(picture) };
  await citizen.page.getByLabel(label).setInputFiles(file);
};

/** What of the frame shows on the card, as the page with the preview has it. */
const previewOf = async (citizen: Citizen): Promise<Buffer> => {
  const address = await citizen.page.locator('img.picture').first().getAttribute('src');
  const answer = await citizen.page.request.get(new URL(address ?? '', citizen.page.url()).href);
  return Buffer.from(await answer.body());
};

/** A good portrait in the right half of a lying picture, beside a green wall. */
const besideGreen = async (): Promise<Sharp> => {
  const right = await (await portrait({ width: 720, height: 887 })).png().toBuffer();
  const wall = sharp({ create: { width: 1440, height: 887, channels: 3, background: '#4a8a4a' } });
  return sharp(
    await wall
      .composite([{ input: right, left: 720, top: 0 }])
      .png()
      .toBuffer(),
  );
};

for (const elder of [false, true])
  test(`R-PHOTO-02, C-58: with scripts the photo is cropped before it is sent${elder ? ' in the elder mode' : ''}`, async (t) => {
    const citizen = await atCardPhoto(await demoProgram(t), t, { elder });
    const { page } = citizen;
    // Left as it is the wall is in the middle of the picture, and on the card.
    await sends(citizen, /上传照片/, besideGreen());
    await page.locator('.crop canvas').waitFor();
    await citizen.press('上传并预览');
    await citizen.sees('这张照片不能用', '背景不是白色', '头部四周都是白色');
    assert.match((await page.locator('.refused img').getAttribute('src')) ?? '', /^data:image\/jpeg;base64,.{1000}/);

    await sends(citizen, /上传照片/, besideGreen());
    const frame = page.locator('.crop canvas');
    await frame.waitFor();
    // By finger or mouse as far to the left as it goes, by key back, by button again.
    const box = await frame.boundingBox();
    assert.ok(box);
    await frame.scrollIntoViewIfNeeded();
    await frame.hover();
    await page.mouse.down();
    await page.mouse.move(box.x - 300, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    await frame.press('ArrowRight');
    await citizen.press('左移');
    await citizen.press('上传并预览');
    await citizen.sees('卡面将印这张照片');
    const { width, height } = await sharp(await previewOf(citizen)).metadata();
    assert.deepEqual([width, height], [358, 441]);
    await citizen.press('用这张照片');
    await citizen.sees('发卡银行');
  });

test('C-58: zooming in does not make a small photo large', async (t) => {
  const citizen = await atCardPhoto(await demoProgram(t), t, {});
  await sends(citizen, /上传照片/, portrait({ width: 358, height: 441 }));
  await citizen.page.locator('.crop canvas').waitFor();
  for (let times = 0; times < 4; times += 1) await citizen.press('放大');
  await citizen.press('上传并预览');
  await citizen.sees('这张照片不能用', '照片太小');
});

test('C-58: without scripts the camera is a field of its own, and the server crops', async (t) => {
  const citizen = await atCardPhoto(await demoProgram(t), t, { scripts: false });
  assert.equal(await citizen.page.locator('.crop').isVisible(), false);
  assert.equal(await citizen.page.getByLabel(/现在拍一张/).getAttribute('capture'), 'user');
  await sends(citizen, /现在拍一张/, portrait({ background: '#4a8a4a' }));
  await citizen.press('上传并预览');
  await citizen.sees('这张照片不能用', '背景不是白色');
  await sends(citizen, /现在拍一张/, portrait({ width: 800, height: 800 }));
  await citizen.press('上传并预览');
  await citizen.sees('卡面将印这张照片');
});
