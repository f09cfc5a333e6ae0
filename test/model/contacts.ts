// How somebody is reached: phone, address and occupation as they change them themselves, and what each phone is told (R-INFO-01 to R-INFO-04).
import { openApplication } from '../../src/applications/application.ts';
import { openPayload } from '../../src/jobs/job.ts';
import { changeContact } from '../../src/people/change-contact.ts';
import type { TypedContact } from '../../src/people/contact.ts';
import type { PersonRecord } from '../../src/people/person.ts';
import { openPersonal } from '../../src/people/sealed-fields.ts';
import type { Random } from '../../src/seed/random.ts';
import { askedBy, lowLevel } from './cards.ts';
import type { Draw, Hand } from './hand.ts';
import { type AContact, dayOf, done, type Life, refusedFor, unless } from './life.ts';
import { type Asker, drawAsker, turnedAway } from './turned-away.ts';

/** Two numbers of their own that hardly anybody else has. */
const ownPhone = ({ coreNumber }: PersonRecord, which: 'first' | 'second'): string =>
  `19900${which === 'first' ? 1 : 2}${coreNumber.padStart(5, '0').slice(-5)}`;

const addresses = ['试验市试验区幸福路1号院2号楼303', '试验市试验区和平里7号楼1单元101'] as const;
const occupations = ['freelance', 'commerce', 'retired'] as const;

/** What is typed; a thing that is left out stays. `wrong`: what is no phone, no address, or not theirs to change. */
type Wish = Partial<AContact> & { readonly wrong?: 'phone' | 'address' | 'name' };

const drawWish = (random: Random): Wish => ({
  ...(random.chance(0.6) && { phone: random.pick(['first', 'second']) }),
  ...(random.chance(0.4) && { address: random.pick(addresses) }),
  ...(random.chance(0.4) && { occupation: random.pick(occupations) }),
  ...(random.chance(0.12) && { wrong: random.pick(['phone', 'address', 'name']) }),
});

const typedAs = ({ person }: Hand, { phone, address, occupation, wrong }: Wish): TypedContact => ({
  ...(phone && phone !== 'recorded' && { phone: ` +86 ${ownPhone(person, phone)}` }),
  ...(address && { address }),
  ...(occupation && { occupation }),
  ...(wrong === 'phone' && { phone: '010-12345678' }),
  ...(wrong === 'address' && { address: '路' }),
  ...(wrong === 'name' && { name: '张改名' }),
});

const faults = {
  phone: 'PHONE_NOT_A_MOBILE',
  address: 'ADDRESS_NOT_COMPLETE',
  name: 'KEY_FIELD_NOT_EDITABLE',
} as const;

/** Messages follow a new phone, and the former one hears of it too; what a bank was told stays (R-INFO-02). */
const changed = (life: Life, { wrong: _, ...wish }: Wish): Life => {
  const contact = { ...life.contact, ...wish };
  if (JSON.stringify(contact) === JSON.stringify(life.contact)) return life;
  const { phone } = contact;
  if (phone === life.contact.phone)
    return { ...life, contact, told: [...life.told, `contact-changed ${phone}`].sort() };
  const told = [`phone-now-here ${phone}`, `phone-no-more-here ${life.contact.phone}`];
  const applications = life.applications.map((each) => ({ ...each, phone }));
  return { ...life, contact, applications, told: [...life.told, ...told].sort() };
};

/** Online another phone has to be proved first: the digits sent to it were typed. */
const isAnother = ({ contact }: Life, { phone }: Wish): boolean => phone !== undefined && phone !== contact.phone;

/** Not asked of a bank by its interface: staff type it in, or the person online. */
const asStaff = (asker: Asker): Asker => (asker.by === 'bank' ? { ...asker, by: 'staff' } : asker);

const change: Draw = (random, _life, now) => {
  const [asker, wish] = [asStaff(drawAsker(random, 'change-contact', dayOf(now))), drawWish(random)];
  const isProven = random.chance(0.8);
  const what = Object.entries(wish).map(([field, value]) => `${field} ${value}`);
  return {
    name: `change the contact at ${asker.spot} by ${asker.actor} level ${asker.level}: ${what.join(', ')}${isProven ? '' : ', unproved'}`,
    judge: (life, at) => {
      const wrong = wish.wrong === undefined ? [] : [faults[wish.wrong]];
      const codes = [...lowLevel(asker, 3), ...turnedAway('change-contact', asker, dayOf(at)), ...wrong];
      return unless(codes, life, () =>
        asker.by === 'self' && !isProven && isAnother(life, wish)
          ? refusedFor(['PHONE_NOT_PROVEN'], life)
          : done(changed(life, wish)),
      );
    },
    aim: (hand) => {
      const asked = {
        ...askedBy(hand, { asker, bank: '102' }),
        personId: hand.person.personId,
        language: 'zh',
      } as const;
      const proof = isProven &&
        wish.phone !== undefined && { provenPhone: typedAs(hand, wish).phone?.slice(' +86 '.length) ?? '' };
      return (key) => changeContact(hand.ground, { ...asked, ...proof, typed: typedAs(hand, wish), key });
    },
  };
};

type Sealed = {
  readonly sealedRecord: string;
  readonly applications: readonly { readonly number: string; readonly sealed: string }[];
  readonly messages: readonly string[];
};

const kinds = ['contact-changed', 'phone-now-here', 'phone-no-more-here'];

/** What is stored of it, in the model's words: phones by whose they are. */
export const contactOfStored = ({ ground: { keys }, person, numbers }: Hand, stored: Sealed): object => {
  const names = new Map([
    [ownPhone(person, 'first'), 'first'],
    [ownPhone(person, 'second'), 'second'],
  ]);
  const nameOf = (phone: string | null): string => names.get(phone ?? '') ?? 'recorded';
  const open = (sealed: string) => openApplication(keys, person.personId, Buffer.from(sealed, 'hex'));
  const { phone, contact } = openPersonal(keys, person.personId, Buffer.from(stored.sealedRecord, 'hex'));
  const contents = numbers.flatMap((number) => stored.applications.find((each) => each.number === number) ?? []);
  const messages = stored.messages.flatMap((sealed) => {
    const { kind = '', to = '' } = openPayload(keys, person.personId, Buffer.from(sealed, 'hex'));
    return kinds.includes(kind) ? [`${kind} ${nameOf(to)}`] : [];
  });
  return {
    contact: [nameOf(phone), contact?.address ?? null, contact?.occupation ?? null],
    phones: contents.map(({ sealed }) => nameOf(open(sealed).phone)),
    ofBanks: contents.map(({ sealed }) => nameOf(open(sealed).phoneForBank ?? open(sealed).phone)),
    told: messages.toSorted(),
  };
};

export const contactOfLife = ({ contact, applications, told }: Life): object => ({
  contact: [contact.phone, contact.address, contact.occupation],
  phones: applications.map(({ phone }) => phone),
  ofBanks: applications.map(() => 'recorded'),
  told,
});

export const contactDraws: readonly (readonly [Draw, number])[] = [[change, 1]];
