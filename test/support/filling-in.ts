// Fills in an application page by page as the pages come, for people of every kind and however they use the browser.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { districts } from '../../src/base/districts.ts';
import type { Citizen } from './citizen.ts';
import { idDocument, jpeg, portrait } from './pictures.ts';

export type Wishes = {
  readonly occupation: string;
  /** Left out where the bank is fixed. */
  readonly bank?: string;
  /** What the page about the bank must say. */
  readonly bankSays?: readonly string[];
  /** Words of the outlet to collect at, and its district; by mail without. */
  readonly outlet?: { readonly district: string; readonly name: RegExp };
};

/** From the first page to the number; `citizen` stands on the page that says one may apply. */
export const fillIn = async (citizen: Citizen, wishes: Wishes): Promise<string> => {
  await citizen.press('开始申领');
  for (let step = stepOf(citizen); step !== undefined; step = stepOf(citizen)) {
    const answer = answers[step];
    assert.ok(answer, `nothing is known of the page ${step}`);
    await answer(citizen, wishes);
    assert.notEqual(stepOf(citizen), step, await citizen.reads());
  }
  await citizen.sees('申领已提交');
  return numberOn(citizen);
};

export const numberOn = async (citizen: Citizen): Promise<string> => {
  const [number] = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await citizen.reads()) ?? [];
  assert.ok(number, await citizen.reads());
  return number;
};

/** The last part of `/apply/…`; undefined anywhere else. */
const stepOf = ({ page }: Citizen): string | undefined => /^\/apply\/([\w-]+)$/.exec(new URL(page.url()).pathname)?.[1];

type Answer = (citizen: Citizen, wishes: Wishes) => Promise<void>;

const saved = (answer: Answer): Answer => {
  return async (citizen, wishes) => {
    await answer(citizen, wishes);
    await citizen.press('保存并继续');
  };
};

const radios = ({ page }: Citizen): Locator => page.locator('input[type=radio][name=outlet]');

/** The words a choice is told apart by: the first line of its card. */
const nameOf = (choice: Locator): Promise<string> =>
  choice.locator('xpath=ancestor::label').locator('strong').innerText();

const answers: Readonly<Record<string, Answer>> = {
  record: (citizen) => citizen.press('信息无误，继续'),
  contact: saved((citizen) => citizen.fill(/常住地址/, '海淀区示范路1号院2号楼303')),
  occupation: saved((citizen, { occupation }) => citizen.choose(occupation)),
  tax: saved((citizen) => citizen.choose(/^仅为中国税收居民/)),
  'id-photos': saved(async (citizen) => {
    await citizen.attach('有照片的一面', await jpeg(idDocument('front')));
    await citizen.attach('另一面', await jpeg(idDocument('back')));
  }),
  'card-photo': async (citizen) => {
    const onFile = citizen.page.getByRole('button', { name: '用已有的照片' });
    if (await onFile.count()) return citizen.press('用已有的照片');
    await citizen.attach(/上传照片|换一张照片/, await jpeg(portrait()));
    await citizen.press('上传并预览');
    await citizen.sees('卡面将印这张照片');
    await citizen.press('用这张照片');
  },
  bank: saved(async (citizen, { bank, bankSays = [] }) => {
    await citizen.sees(...bankSays);
    if (bank === undefined) return;
    assert.equal(await citizen.page.locator('input[name=bank]:checked').count(), 0, 'R-BANK-09: none is chosen before');
    await citizen.choose(bank);
  }),
  delivery: saved((citizen, { outlet }) => citizen.choose(outlet ? /网点自取/ : /银行邮寄/)),
  mail: saved(async () => {}),
  outlet: saved(async (citizen, { outlet }) => {
    if (outlet) {
      await citizen.open(`/apply/outlet?district=${outlet.district}`);
      return citizen.choose(outlet.name);
    }
    // Any outlet of the bank will do for the account; the first district that has one is taken.
    for (const { code } of districts) {
      if ((await radios(citizen).count()) > 0) break;
      await citizen.open(`/apply/outlet?district=${code}`);
    }
    await citizen.choose(await nameOf(radios(citizen).first()));
  }),
  check: (citizen) => citizen.press('核对无误，继续'),
  pledge: async (citizen) => {
    await citizen.choose(/^同意处理我的/);
    await citizen.choose(/^同意把制卡和开户/);
    await citizen.choose('本人郑重承诺');
    await citizen.press('确认信息无误');
  },
};
