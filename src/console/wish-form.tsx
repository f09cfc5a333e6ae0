// Who is to come and when, as the hotline fills it in: for somebody who calls, or for a request that was declined.
import { randomUUID } from 'node:crypto';
import type { ComponentChildren } from 'preact';
import { partsOfDay } from '../help-requests/help-request.ts';
import { dayText } from '../portal/dates.ts';
import type { Asking } from '../portal/desk/desk.ts';
import { Csrf } from './frame.tsx';
import type { ConsolePage } from './page.ts';

type WishProps = {
  readonly page: ConsolePage;
  readonly asking: Asking;
  /** Where the form goes, and the page it stands on, which shows the streets of another district. */
  readonly action: string;
  readonly here: string;
  readonly title: string;
  readonly act: string;
  readonly children?: ComponentChildren;
};

export const WishForm = ({ page, asking, action, here, title, act, children }: WishProps) => {
  const { say } = page;
  if (!asking.permitted)
    return (
      <section>
        <h2>{title}</h2>
        <p>{asking.refusal.message}</p>
        <ul>
          {asking.refusal.instead.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      </section>
    );
  return (
    <section>
      <h2>{title}</h2>
      <DistrictForm page={page} asking={asking} here={here} />
      <form method="post" action={action}>
        <Csrf page={page} />
        <input type="hidden" name="key" value={randomUUID()} />
        <Place page={page} asking={asking} />
        <Choice
          {...{ page, name: 'wishedOn', label: say('visits.day') }}
          options={asking.days.map((day) => ({ value: day.toString(), label: dayText(day, page.citizenSay) }))}
        />
        <Choice
          {...{ page, name: 'wishedPart', label: page.citizenSay('ask.part') }}
          options={partsOfDay.map((part) => ({ value: part, label: page.citizenSay(`ask.part.${part}`) }))}
        />
        {children}
        <p class="actions">
          <button type="submit">{act}</button>
        </p>
      </form>
    </section>
  );
};

type Permitted = Extract<Asking, { permitted: true }>;
type Part = { readonly page: ConsolePage; readonly asking: Permitted };

/** A form that only asks again: it changes nothing, so it has no token. */
const DistrictForm = ({ page, asking, here }: Part & { readonly here: string }) => (
  <form method="get" action={here} class="actions">
    <label for="district">{page.say('visits.district')}</label>
    <select id="district" name="district">
      {asking.districts.map(({ code, name }) => (
        <option key={code} value={code} selected={code === asking.district}>
          {name}
        </option>
      ))}
    </select>
    <button class="quiet" type="submit">
      {page.say('visits.districtAct')}
    </button>
  </form>
);

const Place = ({ page, asking }: Part) => {
  const { kinds, streets, fixedBank, banks } = asking;
  const { citizenSay } = page;
  return (
    <>
      <Choice
        {...{ page, name: 'kind', label: citizenSay('ask.kind') }}
        options={kinds.map((kind) => ({ value: kind, label: citizenSay(`ask.kind.${kind}`) }))}
      />
      {kinds.includes('street') && (
        <Choice
          {...{ page, name: 'outletId', label: citizenSay('ask.streetPart') }}
          options={streets.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      {fixedBank !== null && <p class="hint">{page.say('visits.fixedBank', { bank: fixedBank.name })}</p>}
      {fixedBank === null && kinds.includes('bank-visit') && (
        <Choice
          {...{ page, name: 'bank', label: citizenSay('ask.bankPart') }}
          options={banks.map(({ code, name }) => ({ value: code, label: name }))}
        />
      )}
    </>
  );
};

type ChoiceProps = {
  readonly page: ConsolePage;
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
};

/** Nothing is chosen before (R-BANK-09). */
const Choice = ({ page, name, label, options }: ChoiceProps) => (
  <div class="field">
    <label class="label" for={name}>
      {label}
    </label>
    <select id={name} name={name}>
      <option value="">{page.say('visits.choose')}</option>
      {options.map((each) => (
        <option key={each.value} value={each.value}>
          {each.label}
        </option>
      ))}
    </select>
  </div>
);
