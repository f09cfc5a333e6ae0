// The pages about the person: the record as it is, how to reach them, their occupation.

import { policyWords } from '../../policy/explain.ts';
import { occupations } from '../../policy/question.ts';
import { Answers } from '../components/answers.tsx';
import { RadioCards } from '../components/choices.tsx';
import { TextField } from '../components/field.tsx';
import { Notice } from '../components/notice.tsx';
import { dayText } from '../dates.ts';
import { fieldProps, StepPage, type StepProps } from './step-page.tsx';

/** What is wrong here is corrected where it comes from, never in the form. */
export const RecordPage = (props: StepProps) => {
  const {
    page: { say },
    page,
    permission: { record },
  } = props;
  const rows = [
    { label: say('apply.record.name'), value: record.name },
    { label: say('apply.record.idNumber'), value: <span class="number">{record.idNumber}</span> },
    { label: say('apply.record.birthDate'), value: dayText(record.birthDate, say) },
    { label: say('apply.record.groups'), value: record.groups.join(' / ') },
    { label: say('apply.record.district'), value: record.district },
    {
      label: say('apply.record.insured'),
      value: say(record.insured ? 'apply.record.insuredYes' : 'apply.record.insuredNo'),
    },
  ];
  const before = (
    <div class="stack">
      <p class="lead">{say('apply.record.lead')}</p>
      <div class="card">
        <Answers page={page} rows={rows} />
      </div>
      <Notice page={page} kind="info" title={say('apply.record.wrongTitle')}>
        <p>{say('apply.record.wrong')}</p>
      </Notice>
    </div>
  );
  return (
    <StepPage
      {...props}
      step="record"
      title={say('apply.record.title')}
      before={before}
      submit={say('apply.record.confirm')}
    >
      <input type="hidden" name="recordConfirmed" value="yes" />
    </StepPage>
  );
};

export const ContactPage = (props: StepProps) => {
  const { say } = props.page;
  const phone = fieldProps(props, 'phone');
  return (
    <StepPage
      {...props}
      step="contact"
      title={say('apply.contact.title')}
      before={<p class="soft">{say('apply.required')}</p>}
    >
      <TextField
        {...phone}
        value={phone.value || (props.permission.known.phone ?? '')}
        label={say('apply.phone')}
        hint={say('apply.phone.hint')}
        autocomplete="tel-national"
        inputMode="tel"
        maxLength={20}
        short
      />
      <TextField
        {...fieldProps(props, 'address')}
        label={say('apply.address')}
        hint={say('apply.address.hint')}
        autocomplete="street-address"
        maxLength={100}
      />
    </StepPage>
  );
};

export const OccupationPage = (props: StepProps) => {
  const { say } = props.page;
  return (
    <StepPage {...props} step="occupation" title={say('apply.occupation')}>
      <RadioCards
        {...fieldProps(props, 'occupation')}
        legend={say('apply.occupation.missing')}
        hint={say('apply.occupation.hint')}
        choices={occupations.map((each) => ({ value: each, label: policyWords(props.page.language).occupation[each] }))}
        two
      />
    </StepPage>
  );
};
