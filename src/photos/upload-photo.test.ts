// Shows how pictures are kept: sealed, one of a kind, for their owner only, and no longer than the rule says.
import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { apply, done, freshKey, mailedCard, reportsOf } from '../../test/support/card-journey.ts';
import { openingDay, testCity } from '../../test/support/city.ts';
import { insertTestPerson } from '../../test/support/people.ts';
import { idDocument, jpeg, portrait } from '../../test/support/pictures.ts';
import { withdrawApplication } from '../applications/withdraw-application.ts';
import type { PersonId } from '../base/ids.ts';
import { enableCard } from '../cards/enable-card.ts';
import { reportAccountRefused } from '../production/report-account-refused.ts';
import { findPicture, findPictures } from './find-pictures.ts';
import type { PhotoKind } from './photo.ts';
import { photoConverter } from './photo-converter.ts';
import { sweepUploads } from './sweep-uploads.ts';
import { uploadPhoto } from './upload-photo.ts';

const city = await testCity();
const { sql, keys } = city;
const converter = photoConverter();
after(() => converter.close());
const [face, front, back] = [await jpeg(portrait()), await jpeg(idDocument('front')), await jpeg(idDocument('back'))];
let personId: PersonId;

const upload = (kind: PhotoKind, bytes: Uint8Array, owner = personId) =>
  uploadPhoto({ ...city, converter }, { personId: owner, kind, bytes });
const countOf = async (owner = personId): Promise<number> => {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from uploads where person_id = ${owner}`;
  return row?.count ?? -1;
};

beforeEach(async () => {
  city.setClock(openingDay);
  ({ personId } = await insertTestPerson(sql, keys));
});

describe('an uploaded picture', () => {
  beforeEach(() => sql`delete from uploads`);

  it('is sealed, and opened for its owner', async () => {
    const { uploadId } = done(await upload('card-photo', face));
    const [row] = await sql<{ sealed: Buffer; bytes: number }[]>`select sealed, bytes from uploads`;
    assert.equal(row?.sealed.includes(Buffer.from('ffd8ff', 'hex')), false);
    const picture = await findPicture(city, personId, uploadId);
    assert.equal(picture?.subarray(0, 3).toString('hex'), 'ffd8ff');
    assert.equal(picture?.length, row?.bytes);
    assert.equal((await findPictures(city, personId)).cardPhoto, uploadId);
  });

  it('of another person is answered like one that does not exist', async () => {
    const { uploadId } = done(await upload('id-front', front));
    const other = await insertTestPerson(sql, keys);
    assert.equal(await findPicture(city, other.personId, uploadId), undefined);
    assert.equal(await findPicture(city, personId, freshKey()), undefined);
    assert.equal(await findPicture(city, personId, 'on-file'), undefined);
  });

  it('takes the place of the one before, so there is one of a kind', async () => {
    const first = done(await upload('card-photo', face));
    const second = done(await upload('card-photo', face));
    assert.equal(await countOf(), 1);
    assert.equal(await findPicture(city, personId, first.uploadId), undefined);
    assert.ok(await findPicture(city, personId, second.uploadId));
  });

  it('is one of a kind also when several come at the same moment', async () => {
    const sent = await Promise.all([1, 2, 3].map(() => upload('card-photo', face)));
    assert.ok(sent.every((one) => one.ok));
    assert.equal(await countOf(), 1);
  });

  it('R-GROUP-09: is not the same side of the document twice', async () => {
    done(await upload('id-front', front));
    const again = await upload('id-back', front);
    assert.equal(again.ok || again.code, 'SAME_SIDE');
    assert.ok((await upload('id-back', back)).ok);
  });

  it('that is refused leaves the one before where it is', async () => {
    const { uploadId } = done(await upload('card-photo', face));
    const refusal = await upload('card-photo', Buffer.from('no picture'));
    assert.equal(refusal.ok || refusal.code, 'NOT_A_PICTURE');
    assert.ok(await findPicture(city, personId, uploadId));
  });

  it('is one of twelve at most', async () => {
    for (let count = 0; count < 12; count += 1)
      await sql`
        insert into uploads (person_id, upload_id, kind, sealed, bytes, uploaded_at, application_id)
        values (${personId}, gen_random_uuid(), 'id-front', '', 0, now(), gen_random_uuid())`;
    const refusal = await upload('card-photo', face);
    assert.equal(refusal.ok || refusal.code, 'TOO_MANY');
  });

  it('C-59: of a child is looked at leniently until the seventh birthday', async () => {
    const small = await jpeg(portrait({ width: 240, height: 300 }));
    const born = (birthDate: string) => insertTestPerson(sql, keys, { birthDate: Temporal.PlainDate.from(birthDate) });
    const [six, seven] = [await born('2018-10-10'), await born('2018-10-09')];
    assert.ok((await upload('card-photo', small, six.personId)).ok);
    const refusal = await upload('card-photo', small, seven.personId);
    assert.equal(refusal.ok || refusal.code, 'TOO_SMALL');
  });
});

describe('pictures are deleted', () => {
  /** Sweeps a second before and at the end of a time. */
  const goesAfter = async (duration: Temporal.DurationLike): Promise<void> => {
    city.passTime(duration);
    city.passTime({ seconds: -1 });
    await sweepUploads(city);
    assert.equal(await countOf(), 3);
    city.passTime({ seconds: 1 });
    await sweepUploads(city);
    assert.equal(await countOf(), 0);
  };

  it('24 hours after they came, when no application took them', async () => {
    await sql`delete from uploads`;
    for (const [kind, bytes] of [
      ['card-photo', face],
      ['id-front', front],
      ['id-back', back],
    ] as const)
      done(await upload(kind, bytes));
    await goesAfter({ hours: 24 });
  });

  it('30 days after the card came, and not while the application runs', async () => {
    const submitted = await mailedCard(city, personId);
    city.passTime({ hours: 24 * 365 });
    await sweepUploads(city);
    assert.equal(await countOf(), 3);
    const [card] = await sql`select card_id from cards where person_id = ${personId}`;
    const acting = { personId, actor: 'holder', actorId: personId, level: 3, channel: 'website' } as const;
    done(await enableCard(city, { ...acting, key: freshKey(), cardId: card?.card_id }));
    assert.ok(submitted.number);
    await goesAfter({ hours: 24 * 30 });
  });

  it('24 hours after a withdrawal, and until then they serve another application', async () => {
    const { number } = await apply(city, personId);
    assert.equal((await findPictures(city, personId)).idFront, undefined);
    const acting = { personId, actor: 'holder', actorId: personId, channel: 'website' } as const;
    done(await withdrawApplication(city, { ...acting, key: freshKey(), number }));
    assert.ok((await findPictures(city, personId)).idFront);
    await goesAfter({ hours: 24 });
  });

  it('G-39: 30 days after a bank opened no account, and until then they serve another bank', async () => {
    const { number } = await apply(city, personId);
    done(await reportAccountRefused(city, { bank: '102', number, key: freshKey(), body: { reason: 'other' } }));
    assert.ok((await findPictures(city, personId)).cardPhoto);
    await goesAfter({ hours: 24 * 30 });
  });

  it('but never those of somebody else', async () => {
    const other = await insertTestPerson(sql, keys);
    await apply(city, personId);
    await reportsOf(city, await apply(city, other.personId)).opened();
    await sweepUploads(city);
    assert.deepEqual([await countOf(), await countOf(other.personId)], [3, 3]);
  });
});
