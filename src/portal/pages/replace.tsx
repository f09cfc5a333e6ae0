// A new card for a lost, damaged or outdated one: what can be done now with its fee and day, why not, and the form that orders it.
import type { ChangeReason, ReplacementService } from '../../applications/replacement.ts';
import type { SocialSecurityState } from '../../policy/question.ts';
import { RadioCards, Tick } from '../components/choices.tsx';
import { DeliveryFields, type TypedDelivery } from '../components/delivery-fields.tsx';
import type { Errors } from '../components/error-summary.tsx';
import { TextField } from '../components/field.tsx';
import { PostForm } from '../components/form.tsx';
import { InnerPage } from '../components/inner-page.tsx';
import { Citations, type Explanation, RefusalPanel } from '../components/refusal-panel.tsx';
import { dayTextOf } from '../dates.ts';
import type { Page } from '../page.ts';
import type { OutletView } from '../views.ts';
import { Hotline } from './home.tsx';

type Shared = {
  /** `reissue-old` is only ever explained (R-REISSUE-08, R-REISSUE-09). */
  readonly service: ReplacementService | 'reissue-old';
  readonly title: string;
  /** At an outlet of the bank that makes cards on the spot; null: not there either. */
  readonly counter: { readonly documents: string; readonly fee: string } | null;
};
export type ReplaceOption = Shared &
  (
    | {
        readonly permitted: true;
        readonly service: ReplacementService;
        /** In yuan, `0.00`. */
        readonly fee: string;
        readonly dueOn: string | null;
        readonly sources: Explanation['sources'];
      }
    | { readonly permitted: false; readonly refusal: Explanation }
  );

export type ReplaceView = {
  readonly cardId: string;
  readonly generation: 1 | 2 | 3;
  readonly bank: string | null;
  readonly bankName: string | null;
  readonly socialSecurity: SocialSecurityState;
  readonly options: readonly ReplaceOption[];
  /** What the record learned after the card was made. */
  readonly reasons: readonly ChangeReason[];
  /** For the owner's own form. */
  readonly known: { readonly name: string; readonly phone: string };
};

type Props = { readonly page: Page; readonly replace: ReplaceView };

const feeText = ({ say }: Page, fee: string): string =>
  fee === '0.00' ? say('replace.free') : say('canI.yuan', { amount: fee });

export const ReplacePage = ({ page, replace }: Props) => {
  const { say } = page;
  return (
    <InnerPage
      page={page}
      title={say('replace.title')}
      lead={say(replace.generation === 3 ? 'replace.lead' : 'replace.leadOld')}
    >
      {replace.options.map((option) => (
        <Option key={option.service} page={page} replace={replace} option={option} />
      ))}
      <Hotline page={page} />
    </InnerPage>
  );
};

const Option = ({ page, replace, option }: Props & { readonly option: ReplaceOption }) => {
  const { say } = page;
  const { service, title, counter } = option;
  if (!option.permitted)
    return (
      <RefusalPanel page={page} refusal={option.refusal} title={title}>
        {counter !== null && <AtCounter page={page} replace={replace} counter={counter} />}
      </RefusalPanel>
    );
  return (
    <section class="card stack">
      <h2>{title}</h2>
      <p>{say(`replace.when.${option.service}`)}</p>
      <ul>
        <li>{feeText(page, option.fee)}</li>
        {option.dueOn !== null && <li>{say('replace.due', { date: dayTextOf(option.dueOn, say) })}</li>}
      </ul>
      <Citations page={page} sources={option.sources} />
      <div class="actions">
        <a class="button" href={`/cards/${replace.cardId}/replace/${service}`}>
          {say('replace.online', { service: title })}
        </a>
      </div>
      {counter !== null && <AtCounter page={page} replace={replace} counter={counter} />}
    </section>
  );
};

const AtCounter = ({
  page,
  replace: { bank, bankName },
  counter: { documents, fee },
}: Props & { readonly counter: NonNullable<Shared['counter']> }) => (
  <div>
    <p>{page.say('replace.counter', { bank: bankName ?? '', documents, fee: feeText(page, fee) })}</p>
    <a class="link" href={`/outlets?bank=${bank ?? ''}`}>
      {page.say('outlets.title')}
    </a>
  </div>
);

/** What was typed on the form, as it was typed. */
export type TypedReplacement = TypedDelivery & { readonly phone: string; readonly reason: string };

export type OrderProps = Props & {
  readonly option: Extract<ReplaceOption, { readonly permitted: true }>;
  readonly outlets: readonly OutletView[];
  readonly typed: TypedReplacement;
  readonly errors: Errors;
  readonly formKey: string;
};

/** R-LOSS-15, R-TRANSIT-10, G-14: said before it is done. */
const consequences = ({ page: { say }, replace, option }: OrderProps): readonly string[] =>
  option.service === 'reissue'
    ? [
        say('replace.means.lost'),
        say('replace.means.never'),
        say('replace.means.transit'),
        say('replace.means.bank', { bank: replace.bankName ?? '' }),
      ]
    : [
        say('replace.means.goesOn'),
        say('replace.means.ends'),
        say(option.service === 'exchange-damaged' ? 'replace.means.refund' : 'replace.means.record'),
      ];

export const OrderReplacementPage = (props: OrderProps) => {
  const { page, replace, option, outlets, typed, errors, formKey } = props;
  const { say } = page;
  const path = `/cards/${replace.cardId}/replace`;
  return (
    <InnerPage page={page} title={option.title} back={path} errors={errors}>
      <section class="card">
        <h2>{say('replace.means')}</h2>
        <ul>
          {consequences(props).map((each) => (
            <li key={each}>{each}</li>
          ))}
          <li>{feeText(page, option.fee)}</li>
          {option.dueOn !== null && <li>{say('replace.due', { date: dayTextOf(option.dueOn, say) })}</li>}
        </ul>
      </section>
      <PostForm
        page={page}
        action={`${path}/${option.service}`}
        submit={say('replace.online', { service: option.title })}
      >
        <input type="hidden" name="key" value={formKey} />
        {option.service === 'exchange-changed' && (
          <RadioCards
            {...{ page, name: 'reason', value: typed.reason, error: errors.reason }}
            legend={say('replace.reason')}
            choices={replace.reasons.map((reason) => ({ value: reason, label: say(`replace.reason.${reason}`) }))}
          />
        )}
        <TextField
          {...{ page, name: 'phone', value: typed.phone, error: errors.phone }}
          label={say('replace.phone')}
          autocomplete="tel-national"
          inputMode="tel"
          maxLength={20}
          short
        />
        <DeliveryFields {...{ page, typed, errors, outlets, settled: null }} outletLabel={say('choose.outlet')} />
        {option.service === 'reissue' && (
          <Tick page={page} name="understood" label={say('replace.understood')} error={errors.understood} />
        )}
      </PostForm>
    </InnerPage>
  );
};
