// The pages about the bank and the way the card takes: bank, mail or outlet, and the details of either.
import { policyWords } from '../../policy/explain.ts';
import { occupations } from '../../policy/question.ts';
import { RadioCards } from '../components/choices.tsx';
import { SelectField, TextField } from '../components/field.tsx';
import { PostForm } from '../components/form.tsx';
import { Notice } from '../components/notice.tsx';
import { Citations } from '../components/refusal-panel.tsx';
import type { Page } from '../page.ts';
import type { BankView, OutletView, Permission } from '../views.ts';
import { answerOf, byBank, type Draft } from './draft.ts';
import { presetOutletFor } from './presets.ts';
import { backPath, fieldProps, StepFrame, StepPage, type StepProps } from './step-page.tsx';
import { stepPath } from './steps.ts';

const FixedBank = ({ page, permission, bank }: { page: Page; permission: Permission; bank: BankView }) => (
  <Notice page={page} kind="info" title={page.say('apply.bank.fixed', { bank: bank.name })}>
    <p>{page.say(permission.bankRule === 'employer' ? 'apply.bank.fixedEmployer' : 'apply.bank.fixedPension')}</p>
    {permission.retiree && <p>{page.say('apply.pension')}</p>}
    <Citations page={page} sources={permission.sources} />
    <input type="hidden" name="bank" value={bank.code} />
  </Notice>
);

/** R-BANK-14: what is wrong with the bank that was chosen, and both ways out of it. */
const WrongOccupation = ({ page, permission, draft }: StepProps) => {
  const { say, language } = page;
  const bank = bankOf(permission, draft);
  const occupation = occupations.find((each) => each === answerOf(draft, 'occupation'));
  if (bank === undefined || occupation === undefined) return null;
  if (!permission.occupationsNotAccepted[bank.code]?.includes(occupation)) return null;
  const title = say('apply.bank.occupationTitle', { occupation: policyWords(language).occupation[occupation] });
  return (
    <Notice page={page} kind="warning" title={title}>
      <p>{say('apply.bank.occupationText', { bank: bank.name })}</p>
      <a class="link" href={`${stepPath('occupation')}?from=check`}>
        {say('apply.bank.occupationChange')}
      </a>
      <Citations page={page} sources={permission.occupationSources} />
    </Notice>
  );
};

/** Fixed with the reason, or free in the order of the bank codes; nothing is chosen beforehand (R-BANK-04, R-BANK-09). */
export const BankPage = (props: StepProps) => {
  const { page, permission } = props;
  const { say } = page;
  return (
    <StepPage {...props} step="bank" title={say('apply.bank.title')}>
      <WrongOccupation {...props} />
      {permission.fixedBank === null ? (
        <RadioCards
          {...fieldProps(props, 'bank')}
          legend={say('apply.bank')}
          hint={say(permission.bankRule === 'employer' ? 'apply.bank.employerHint' : 'apply.bank.freeHint')}
          choices={permission.banks.map((bank) => ({ value: bank.code, label: bank.name }))}
          two
        />
      ) : (
        <FixedBank page={page} permission={permission} bank={permission.fixedBank} />
      )}
    </StepPage>
  );
};

export const DeliveryPage = (props: StepProps) => {
  const { page, draft } = props;
  const { say } = page;
  const isSettled = props.permission.presets.delivery !== null;
  const mayCollect = isSettled || answerOf(draft, 'outlet') !== byBank;
  return (
    <StepPage {...props} step="delivery" title={say('apply.delivery.title')}>
      <RadioCards
        {...fieldProps(props, 'delivery')}
        legend={say(isSettled ? 'apply.delivery.title' : 'apply.delivery')}
        hint={isSettled ? say('apply.preset') : undefined}
        fixed={isSettled}
        choices={[
          { value: 'mail', label: say('delivery.mail'), details: [say('delivery.mailHint')] },
          ...(mayCollect
            ? [{ value: 'outlet', label: say('delivery.outlet'), details: [say('delivery.outletHint')] }]
            : []),
        ]}
      />
    </StepPage>
  );
};

/** Filled with what was said before, to be changed where the card shall go elsewhere. */
export const MailPage = (props: StepProps) => {
  const { page, draft, permission } = props;
  const { say } = page;
  const recipient = fieldProps(props, 'recipient');
  const phone = fieldProps(props, 'recipientPhone');
  const address = fieldProps(props, 'mailAddress');
  return (
    <StepPage
      {...props}
      step="mail"
      title={say('apply.mail.title')}
      before={<p class="soft">{say('apply.required')}</p>}
    >
      <TextField
        {...recipient}
        value={recipient.value || permission.known.name}
        label={say('apply.recipient')}
        autocomplete="shipping name"
        maxLength={50}
        short
      />
      <TextField
        {...phone}
        value={phone.value || answerOf(draft, 'phone')}
        label={say('apply.recipientPhone')}
        autocomplete="shipping tel-national"
        inputMode="tel"
        maxLength={20}
        short
      />
      <TextField
        {...address}
        value={address.value || answerOf(draft, 'address')}
        label={say('apply.mailAddress')}
        autocomplete="shipping street-address"
        maxLength={100}
      />
      {!page.elder && (
        <TextField
          {...fieldProps(props, 'postcode')}
          label={say('apply.postcode')}
          optional
          autocomplete="shipping postal-code"
          inputMode="numeric"
          maxLength={6}
          short
        />
      )}
    </StepPage>
  );
};

type OutletPageProps = StepProps & {
  readonly bank: BankView;
  /** The district whose outlets are shown; '' when none is chosen yet. */
  readonly district: string;
  readonly outlets: readonly OutletView[];
};

/** A form of its own, by GET: it only narrows the list, and sends itself where scripts run. */
const DistrictForm = ({ page, permission, district, fromCheck }: StepProps & { readonly district: string }) => (
  <form method="get" action={stepPath('outlet')}>
    {fromCheck && <input type="hidden" name="from" value="check" />}
    <SelectField
      page={page}
      name="district"
      label={page.say('apply.outlet.district')}
      value={district}
      empty={page.say('apply.outlet.chooseDistrict')}
      options={permission.districts.map(({ code, name }) => ({ value: code, label: name }))}
      sends
    />
    <div class="actions">
      <button class="button second" type="submit">
        {page.say('apply.outlet.show')}
      </button>
    </div>
  </form>
);

const outletChoice = ({ id, name, address, phone }: OutletView) => ({
  value: id,
  label: name,
  details: phone === null ? [address] : [address, phone],
});

/** A district without an outlet of the bank says what else there is. */
const NoOutlet = ({ page, draft, fromCheck, permission, bank, district }: OutletPageProps) => {
  const mustCollect = permission.presets.delivery === 'outlet';
  const notice = (
    <Notice page={page} kind="warning">
      <p>{page.say(mustCollect ? 'apply.outlet.noneToCollect' : 'apply.outlet.none', { bank: bank.name })}</p>
    </Notice>
  );
  if (mustCollect) return notice;
  return (
    <div>
      {notice}
      <PostForm
        page={page}
        action={stepPath('outlet')}
        submit={page.say('apply.outlet.letBank')}
        quiet={answerOf(draft, 'outlet') !== byBank}
      >
        {fromCheck && <input type="hidden" name="from" value="check" />}
        <input type="hidden" name="outletDistrict" value={district} />
        <input type="hidden" name="outlet" value={byBank} />
      </PostForm>
    </div>
  );
};

/** R-GROUP-11: where the account is opened and, for who collects the card, where it waits. */
export const OutletPage = (props: OutletPageProps) => {
  const { page, permission, draft, errors, fromCheck, bank, district, outlets } = props;
  const title = page.say('apply.outlet.title');
  const settled = presetOutletFor(draft, permission.presets);
  if (settled !== null) {
    return (
      <StepPage {...props} step="outlet" title={title}>
        <RadioCards
          {...fieldProps(props, 'outlet')}
          legend={title}
          hint={page.say('apply.preset')}
          choices={[outletChoice(settled)]}
          fixed
        />
      </StepPage>
    );
  }
  const narrowing = (
    <>
      <p class="lead">{page.say('apply.outlet.hint')}</p>
      <DistrictForm {...props} />
    </>
  );
  if (outlets.length === 0) {
    return (
      <StepFrame step="outlet" page={page} title={title} errors={errors} back={backPath(draft, 'outlet', fromCheck)}>
        <div class="stack">
          {narrowing}
          {district !== '' && <NoOutlet {...props} />}
        </div>
      </StepFrame>
    );
  }
  return (
    <StepPage {...props} step="outlet" title={title} before={narrowing}>
      <input type="hidden" name="outletDistrict" value={district} />
      <RadioCards
        {...fieldProps(props, 'outlet')}
        legend={page.say('apply.outlet', { bank: bank.name })}
        choices={outlets.map(outletChoice)}
      />
    </StepPage>
  );
};

/** The chosen bank as it is named to people; a code that is no bank any more has no name. */
export const bankOf = (permission: Permission, draft: Draft): BankView | undefined =>
  permission.banks.find(({ code }) => code === answerOf(draft, 'bank'));
