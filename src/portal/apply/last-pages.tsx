// The end of an application: check of all answers, the pledge, and what happens next.
import { consentsOfHolder } from '../../consents/consent.ts';
import { policyWords } from '../../policy/explain.ts';
import { occupations } from '../../policy/question.ts';
import { type Answer, Answers } from '../components/answers.tsx';
import { Tick } from '../components/choices.tsx';
import { ConsentBox } from '../components/consent-box.tsx';
import type { Errors } from '../components/error-summary.tsx';
import { PostForm } from '../components/form.tsx';
import { dayText } from '../dates.ts';
import type { Page } from '../page.ts';
import type { OutletView } from '../views.ts';
import { bankOf } from './bank-pages.tsx';
import { answerOf, byBank, type DraftField } from './draft.ts';
import { pictureAddress } from './photo-pages.tsx';
import { presetOutletFor } from './presets.ts';
import { StepFrame, type StepProps } from './step-page.tsx';
import { pathBefore, type StepName, stepPath } from './steps.ts';
import { isTaxedAbroad, taxResidencyOf } from './tax-answers.ts';
import { taxInWords } from './tax-pages.tsx';

type CheckProps = StepProps & { readonly outlet: OutletView | undefined };

const Lines = ({ lines }: { lines: readonly string[] }) => (
  <>
    {lines.filter(Boolean).map((line) => (
      <span key={line} class="line">
        {line}
      </span>
    ))}
  </>
);

const changeOf = (step: StepName): string => `${stepPath(step)}?from=check`;

const personRows = ({ page, permission, draft }: StepProps): readonly Answer[] => {
  const { say, language } = page;
  const occupation = occupations.find((each) => each === answerOf(draft, 'occupation'));
  const declared = taxResidencyOf(draft);
  return [
    { label: say('apply.record.name'), value: permission.record.name },
    { label: say('apply.record.idNumber'), value: permission.record.idNumber },
    { label: say('apply.phone'), value: answerOf(draft, 'phone'), change: changeOf('contact') },
    { label: say('apply.address'), value: answerOf(draft, 'address'), change: changeOf('contact') },
    {
      label: say('apply.occupation'),
      value: occupation === undefined ? '' : policyWords(language).occupation[occupation],
      change: changeOf('occupation'),
    },
    {
      label: say('apply.tax.title'),
      value: <Lines lines={declared === undefined ? [] : taxInWords(page, declared)} />,
      change: changeOf(isTaxedAbroad(draft) ? 'tax-abroad' : 'tax'),
    },
  ];
};

const pictureRows = ({ page: { say }, draft }: StepProps): readonly Answer[] => {
  const picture = (field: DraftField, label: string) => (
    <img class="picture small" src={pictureAddress(answerOf(draft, field))} alt={label} />
  );
  return [
    {
      label: say('apply.idPhotos.title'),
      value: (
        <>
          {picture('idFront', say('apply.idFront'))} {picture('idBack', say('apply.idBack'))}
        </>
      ),
      change: changeOf('id-photos'),
    },
    {
      label: say('apply.cardPhoto.title'),
      value: picture('cardPhoto', say('apply.cardPhoto.title')),
      change: changeOf('card-photo'),
    },
  ];
};

const bankRows = ({ page: { say }, permission, draft, outlet }: CheckProps): readonly Answer[] => [
  {
    label: say('apply.bank.title'),
    value: bankOf(permission, draft)?.name ?? '',
    change: permission.fixedBank === null ? changeOf('bank') : undefined,
  },
  {
    label: say('apply.outlet.title'),
    value:
      answerOf(draft, 'outlet') === byBank ? (
        say('apply.outlet.byBank')
      ) : (
        <Lines lines={[outlet?.name ?? '', outlet?.address ?? '']} />
      ),
    change: presetOutletFor(draft, permission.presets) === null ? changeOf('outlet') : undefined,
  },
];

const deliveryRows = ({ page: { say }, permission, draft }: CheckProps): readonly Answer[] => {
  const value = (field: DraftField): string => answerOf(draft, field);
  const isMailed = value('delivery') === 'mail';
  const way = say(isMailed ? 'delivery.mail' : 'delivery.outlet');
  const parcel = [value('recipient'), value('recipientPhone'), value('mailAddress'), value('postcode')];
  return [
    {
      label: say('apply.delivery.title'),
      value: way,
      change: permission.presets.delivery === null ? changeOf('delivery') : undefined,
    },
    ...(isMailed
      ? [{ label: say('apply.mail.title'), value: <Lines lines={parcel} />, change: changeOf('mail') }]
      : []),
  ];
};

const termRows = ({ page: { say }, permission }: StepProps): readonly Answer[] => [
  { label: say('apply.check.fee'), value: say('apply.check.feeNone') },
  ...(permission.dueOn === null ? [] : [{ label: say('apply.check.due'), value: dayText(permission.dueOn, say) }]),
];

export const CheckPage = (props: CheckProps) => {
  const { page, draft } = props;
  const rows = [
    ...personRows(props),
    ...pictureRows(props),
    ...bankRows(props),
    ...deliveryRows(props),
    ...termRows(props),
  ];
  return (
    <StepFrame
      step="check"
      page={page}
      title={page.say('apply.check.title')}
      errors={{}}
      back={pathBefore(draft, 'check')}
    >
      <p class="lead">{page.say('apply.check.lead')}</p>
      <div class="card">
        <Answers page={page} rows={rows} />
      </div>
      <div class="actions">
        <a class="button" href="/apply/pledge">
          {page.say('apply.check.next')}
        </a>
      </div>
    </StepFrame>
  );
};

type PledgeProps = {
  readonly page: Page;
  readonly errors: Errors;
  /** Name of the chosen bank. */
  readonly bank: string;
  readonly on: Temporal.PlainDate;
};

/**
 * R-GROUP-13: the pledge is ticked by hand, and only then the application is made. Each consent stands for itself, with
 * its text one tap away.
 */
export const PledgePage = ({ page, errors, bank, on }: PledgeProps) => (
  <StepFrame step="pledge" page={page} title={page.say('apply.pledge.title')} errors={errors} back={stepPath('check')}>
    <div class="card">
      <p>{page.say('apply.pledge.text')}</p>
    </div>
    <PostForm page={page} action="/apply/pledge" submit={page.say('apply.pledge.submit')}>
      {consentsOfHolder.map((kind) => (
        <ConsentBox key={kind} {...{ page, kind, bank, on }} error={errors[kind]} />
      ))}
      <Tick page={page} name="pledge" label={page.say('apply.pledge.tick')} error={errors.pledge} />
      <p class="hint">{page.say('apply.pledge.withdraw')}</p>
    </PostForm>
  </StepFrame>
);
