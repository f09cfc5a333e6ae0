// The pages of an application as a retiree goes through them, from the home page to the number.
import assert from 'node:assert/strict';
import type { PersonId } from '../../src/base/ids.ts';
import { mailForm, submit } from './card-journey.ts';
import type { Citizen } from './citizen.ts';
import type { DemoProgram } from './demo-program.ts';
import { insertTestUploads } from './people.ts';
import { idDocument, jpeg, portrait } from './pictures.ts';

const numberOn = async (citizen: Citizen): Promise<string> => {
  const [number] = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await citizen.reads()) ?? [];
  assert.ok(number, await citizen.reads());
  return number;
};

const fileOf = async (picture: ReturnType<typeof portrait>) => ({
  ...{ name: 'IMG_0001.JPG', mimeType: 'image/jpeg' },
  buffer: await jpeg(picture),
});

/** Both sides of the ID document. */
export const sendIdPhotos = async (citizen: Citizen): Promise<void> => {
  await citizen.sees('身份证件照片');
  await citizen.page.getByLabel('有照片的一面').setInputFiles(await fileOf(idDocument('front')));
  await citizen.page.getByLabel('另一面').setInputFiles(await fileOf(idDocument('back')));
  await citizen.press('保存并继续');
};

/** A photo for the card, looked at and confirmed (C-58). */
export const sendCardPhoto = async (citizen: Citizen): Promise<void> => {
  await citizen.page.getByLabel(/上传照片|换一张照片/).setInputFiles(await fileOf(portrait()));
  await citizen.press('上传并预览');
  await citizen.sees('卡面将印这张照片');
  await citizen.press('用这张照片');
};

/** All pictures, the photo on file where there is one. */
export const sendPictures = async (citizen: Citizen): Promise<void> => {
  await sendIdPhotos(citizen);
  const hasPhotoOnFile = await citizen.page.getByRole('button', { name: '用已有的照片' }).count();
  if (hasPhotoOnFile) await citizen.press('用已有的照片');
  else await sendCardPhoto(citizen);
};

/** The consents and the pledge, each by its own box. */
export const tickAll = async (citizen: Citizen): Promise<void> => {
  await citizen.choose(/^同意处理我的/);
  await citizen.choose(/^同意把制卡和开户/);
  await citizen.choose('本人郑重承诺');
};

/** By mail, with the mistakes people make; gives the number of the application. */
export const applyAsRetiree = async (citizen: Citizen, name: string): Promise<string> => {
  await citizen.press('本人办理');
  await citizen.proveIdentity(name);
  await citizen.sees('今天可以办');
  await citizen.press(/^申领第三代社保卡/);
  // R-CHAN-21: looking needs name and number, applying needs more.
  await citizen.proveIdentity(name);
  await citizen.sees('您今天可以申领', '2025年11月8日', '养老金');
  await citizen.press('开始申领');
  await citizen.sees('核对参保信息', '1101**********9025', '离退休人员');
  await citizen.press('信息无误，继续');
  await citizen.press('保存并继续');
  await citizen.sees('请先更正以下问题', '请填写常住地址');
  await citizen.fill(/常住地址/, '海淀区示范路1号院2号楼303');
  await citizen.press('保存并继续');
  await citizen.choose('离退休人员');
  await citizen.press('保存并继续');
  await citizen.choose(/^仅为中国税收居民/);
  await citizen.press('保存并继续');
  await sendIdPhotos(citizen);
  await citizen.sees('制卡照片', '社保系统里已有的照片');
  await citizen.press('用已有的照片');
  await citizen.sees('您的卡由工商银行制发', '领到卡后可以自行更换银行');
  await citizen.press('保存并继续');
  await citizen.choose(/海淀/);
  await citizen.press('保存并继续');
  await citizen.choose(/银行邮寄/);
  await citizen.press('保存并继续');
  await citizen.press('保存并继续');
  await citizen.sees('核对填写的内容', '王秀兰', '海淀区示范路1号院2号楼303', '免费');
  await citizen.press('核对无误，继续');
  await citizen.press('确认信息无误');
  await citizen.sees('请先勾选本人郑重承诺');
  await tickAll(citizen);
  await citizen.press('确认信息无误');
  await citizen.sees('申领已提交', '2025年11月8日', '撤回申领', '电子社保卡');
  return numberOn(citizen);
};

/** Somebody who is logged in and applied by mail a moment before: for journeys that begin where the form ends. */
export const appliedBefore = async (
  citizen: Citizen,
  { program, name }: { readonly program: DemoProgram; readonly name: string },
): Promise<{ readonly personId: PersonId; readonly number: string }> => {
  await citizen.open('/apply');
  await citizen.proveIdentity(name);
  const [holder] = await program.sql<{ personId: PersonId }[]>`
    select person_id as "personId" from sessions where person_id is not null`;
  assert.ok(holder);
  await insertTestUploads(program, holder.personId);
  const homeAddress = '海淀区示范路1号院2号楼303';
  const form = {
    ...mailForm,
    ...{ recipient: name, recipientPhone: mailForm.phone },
    ...{ homeAddress, address: homeAddress, occupation: 'retired', taxResidency: { residency: 'china' } },
  };
  const { number } = await submit(program, holder.personId, form);
  return { ...holder, number };
};
